"""Ladder (utvecklingstrappa): judge points and move steps, hear the participant, and make the ladders themselves."""

from .assessing import Assessed, assess
from .judging import (
    Judgement,
    follow_ladder,
    last_step_of,
    mark_criteria,
    mark_criterion,
    marks_of_step,
    move_step,
)
from .own import mark_own, save_own_picture, write_own_report

__all__ = [
    "Assessed",
    "Judgement",
    "assess",
    "follow_ladder",
    "last_step_of",
    "mark_criteria",
    "mark_criterion",
    "mark_own",
    "marks_of_step",
    "move_step",
    "save_own_picture",
    "write_own_report",
]
