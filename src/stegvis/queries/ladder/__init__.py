"""The ladder (utvecklingstrappan): which one somebody follows, where they stand, and how a whole unit moves."""

from .one import (
    EndedPoint,
    JudgedPoint,
    LadderOf,
    LaidStep,
    criteria_by_key,
    judged_points,
    ladder_of,
    most_steps,
    step_names,
    steps_of,
)
from .which import criteria_for, ladder_for, ladders_of

__all__ = [
    "EndedPoint",
    "JudgedPoint",
    "LadderOf",
    "LaidStep",
    "criteria_by_key",
    "criteria_for",
    "judged_points",
    "ladder_for",
    "ladder_of",
    "ladders_of",
    "most_steps",
    "step_names",
    "steps_of",
]
