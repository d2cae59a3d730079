"""Exchange (utbyte): read a file, show what it would do, save all of it or nothing."""

from .choosing import choose_hosts
from .export import export
from .files import dispose_old_files, import_file
from .runs import accept_import, apply_import, preview_import, start_import, try_again
from .working import fail_abandoned, working_on

__all__ = [
    "accept_import",
    "apply_import",
    "choose_hosts",
    "dispose_old_files",
    "export",
    "fail_abandoned",
    "import_file",
    "preview_import",
    "start_import",
    "try_again",
    "working_on",
]
