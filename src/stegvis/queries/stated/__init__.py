"""Stated figures (angivna siffror): a report's figures held against each other and against Stegvis."""

from .checking import PERMISSION, Report, as_json, check_file, in_words, template
from .figures import FIGURES

__all__ = ["FIGURES", "PERMISSION", "Report", "as_json", "check_file", "in_words", "template"]
