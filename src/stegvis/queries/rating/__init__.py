"""Rating (skattning) on screen: a form to answer, both voices, mappings, answers without names."""

from .evaluation import Results, results_of
from .form import AskedQuestion, Form, form_of, form_of_version, version_of, waiting_of
from .mapping import MappingComparison, mapping_of
from .voices import TwoVoices, VoiceLine, ratings_the_participant_sees, two_voices_of

__all__ = [
    "AskedQuestion",
    "Form",
    "MappingComparison",
    "Results",
    "TwoVoices",
    "VoiceLine",
    "form_of",
    "form_of_version",
    "mapping_of",
    "ratings_the_participant_sees",
    "results_of",
    "two_voices_of",
    "version_of",
    "waiting_of",
]
