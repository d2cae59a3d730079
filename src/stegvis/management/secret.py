"""The secret key of an installation that was given none (hemlig nyckel)."""

import contextlib
import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """Read the key, or make it once, readable for the owner only."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_text()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
    return path.read_text()
