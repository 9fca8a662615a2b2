"""One post's file, read whole and replaced whole: the old text or the new one, never a mix."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from goalpage.blog.files import read_bytes
from goalpage.errors import GoalpageError

_BOM = "\ufeff"


class PostFile(Struct, frozen=True):
    """A post's file as it was read: `shown` is its path below the blog, `text` what it says, line ends as they are."""

    file: Path
    shown: str
    data: bytes
    text: str

    @property
    def bom(self) -> str:
        """What stands before the text: a byte order mark, or nothing."""
        return _BOM if self.data.startswith(_BOM.encode()) else ""

    def replace(self, text: str) -> None:
        """Put another text in the place of this one, permissions kept.

        Raises GoalpageError where the file is no longer what was read, or cannot be written; then it stays as it is.
        """
        target = Path(os.path.realpath(self.file))  # a link stays a link
        data = (self.bom + text).encode("utf-8")
        temporary = ""
        try:
            mode = stat.S_IMODE(target.stat().st_mode)
            descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(mode)
            if read_bytes(target) != self.data:
                raise GoalpageError("the post was changed meanwhile, so nothing was written", "try again", self.shown)
            Path(temporary).replace(target)
            temporary = ""
        except OSError as error:
            reason = error.strerror or str(error)
            raise GoalpageError(f"the post cannot be written ({reason})", "it is as it was", self.shown) from None
        finally:
            if temporary:
                with suppress(OSError):
                    Path(temporary).unlink()


def read_post_file(root: Path, path: str) -> PostFile:
    """Read the post at `path` below the blog; raises GoalpageError where it cannot be edited as text."""
    file = root / path
    try:
        data = read_bytes(file)
    except OSError as error:
        raise GoalpageError(f"the post cannot be read ({error.strerror or error})", path=path) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise GoalpageError("the post is not UTF-8, so it cannot be edited", "save it as UTF-8", path) from None
    if "\0" in text:
        raise GoalpageError("the post holds a NUL character, so it cannot be edited", "remove it", path)
    return PostFile(file, path, data, text.removeprefix(_BOM))
