"""Child processes that never outlive their parent (barnprocesser)."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE, CAP_SETPCAP = 1, 8
CAPABILITY_VERSION_3 = 0x20080522


class CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class CapabilitySets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def spawn(
    command: Sequence[str | Path],
    *,
    when_parent_dies: signal.Signals,
    output: IO[bytes] | int | None = None,
    environment: Mapping[str, str] | None = None,
    unprivileged: bool = False,
    needs: Sequence[Path] = (),
    open_files: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own; `needs` are paths an unprivileged child must reach."""
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env=dict(environment) if environment is not None else None,
        start_new_session=True,
        pass_fds=open_files,
        preexec_fn=_before_exec(when_parent_dies, unprivileged, needs),  # noqa: PLW1509
    )


def unprivileged_user() -> pwd.struct_passwd | None:
    """The user PostgreSQL runs as when we are root; None when we are somebody else already."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return pwd.getpwuid(65534)


def give_to_unprivileged(path: Path) -> None:
    """Make a private folder belong to the user PostgreSQL runs as."""
    if user := unprivileged_user():
        os.chown(path, user.pw_uid, user.pw_gid)
    path.chmod(0o700)


def _before_exec(signal_at_death: signal.Signals, unprivileged: bool, needs: Sequence[Path]) -> Callable[[], None]:
    user = unprivileged_user() if unprivileged else None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def prepare() -> None:
        if user:
            _become(user, libc, needs)
        if sys.platform == "linux":
            libc.prctl(PR_SET_PDEATHSIG, int(signal_at_death))
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _become(user: pwd.struct_passwd, libc: ctypes.CDLL, needs: Sequence[Path]) -> None:
    """Give up root; where a closed parent folder (such as /root) is in the way, keep one key."""
    libc.prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    if not all(os.access(path, os.R_OK | os.X_OK) for path in needs):
        _keep_way_in(libc)


def _keep_way_in(libc: ctypes.CDLL) -> None:
    """Keep the right to pass closed folders, also for access(2), which otherwise forgets it."""
    _set_capabilities(libc, CAP_DAC_OVERRIDE, CAP_SETPCAP)
    libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    _set_capabilities(libc, CAP_DAC_OVERRIDE)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def _set_capabilities(libc: ctypes.CDLL, *numbers: int) -> None:
    bits = sum(1 << number for number in numbers)
    sets = (CapabilitySets * 2)(CapabilitySets(bits, bits, bits))
    libc.capset(ctypes.byref(CapabilityHeader(CAPABILITY_VERSION_3, 0)), ctypes.byref(sets))
