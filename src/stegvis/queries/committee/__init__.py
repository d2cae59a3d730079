"""Committee (nämnd): the report of a period as one object, and its three renderings."""

from .files import as_json, as_pdf, as_xlsx
from .report import Report, report_of

__all__ = ["Report", "as_json", "as_pdf", "as_xlsx", "report_of"]
