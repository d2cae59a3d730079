"""Every action with the smallest world it succeeds in, and the kinds of line that it leaves in the history."""

from importlib import import_module
from pathlib import Path

from .declared import DECLARED, LEAVE_NO_LINE

__all__ = ["DECLARED", "LEAVE_NO_LINE"]

for _path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{_path.stem}")
