"""What a command says when it cannot go on: one sentence (felmeddelanden)."""

import contextlib
import errno
import shutil
import traceback
from pathlib import Path

NEARLY_NOTHING = 16 * 2**20
FULL = "disken är full, frigör utrymme och försök igen"


class CannotStart(Exception):
    """Carries the one sentence that the person at the terminal reads."""


def disk_is_full(text: str, folder: Path) -> bool:
    """By what was said; or by what is left, since programs that meet a full disk often just die."""
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return True
    return folder.exists() and shutil.disk_usage(folder).free < NEARLY_NOTHING


def explained(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Det gick inte: {FULL}."
    return f"Det gick inte: {error.strerror} ({error.filename})." if error.filename else f"Det gick inte: {error}."


def kept(error: Exception, folder: Path) -> str:
    """The first line of what went wrong; the whole story goes to a file for whoever helps."""
    if disk_is_full(str(error), folder):
        return f"{FULL}."
    log = folder / "start-error.log"
    with contextlib.suppress(OSError):
        log.write_text("".join(traceback.format_exception(error)))
    first = str(error).strip().split("\n")[0].rstrip(".")
    return f"{first or type(error).__name__}. Mer står i {log}."
