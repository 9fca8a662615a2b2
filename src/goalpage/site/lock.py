"""One build at a time in one folder.

The lock is the kernel's, on an open file: it ends with the process that holds it, however that ends, so
no lock is ever stale. The file itself goes when the lock is given back; one left behind by a killed build
holds nobody up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from goalpage.errors import DestinationError

NAME = ".goalpage-lock"
_WAIT = 60.0
"""Seconds to wait for another build: longer than any build writes."""
_PAUSE = 0.02


@contextmanager
def lock_held(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Hold the lock of `folder` within the block; DestinationError when another build keeps it `wait` seconds."""
    path = folder / NAME
    fd = _taken(path, time.monotonic() + wait)
    try:
        _sign(fd)
        yield
    finally:
        try:
            with suppress(OSError):
                path.unlink()
        finally:
            os.close(fd)


def _taken(path: Path, until: float) -> int:
    while True:
        try:
            fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            error.filename = str(path.parent)  # the author knows the folder, not our name in it
            raise
        try:
            taken = _try(fd)
            if taken and _is_still(path, fd):
                return fd
            if time.monotonic() > until:
                raise _is_busy(path, fd)
        except BaseException:
            os.close(fd)
            raise
        os.close(fd)
        if not taken:
            time.sleep(_PAUSE)


def _is_still(path: Path, fd: int) -> bool:
    """Whether the locked file is the one that lies there: its last holder may have taken it away meanwhile."""
    try:
        return os.path.samestat(os.fstat(fd), path.lstat())
    except FileNotFoundError:
        return False


def _sign(fd: int) -> None:
    with suppress(OSError):  # only for the message to the next one; a full disk must not stop us here
        os.truncate(fd, 0)
        os.write(fd, str(os.getpid()).encode())


def _is_busy(path: Path, fd: int) -> DestinationError:
    with suppress(OSError):
        holder = os.pread(fd, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
        if holder.isdigit():
            return DestinationError(
                f"another goalpage (process {holder}) is writing here", "wait for it or end it", str(path.parent)
            )
    return DestinationError("another goalpage is writing here", "wait for it or end it", str(path.parent))


if sys.platform == "win32":
    import msvcrt

    def _try(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _try(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # a file system without locks (some network mounts): two builds at once are then the author's care
            return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR)
        return True
