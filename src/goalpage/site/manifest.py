"""The list of the files that are ours in a site, kept beside them.

Without it nobody could tell our stale page from the author's own file, so it is part of what is
published: `.goalpage-manifest.json` in the folder of our pages. It names nothing but published pages
(a hidden goal has none), holds no time and no path of the machine, and so is the same in every build
of the same input. Most hosts do not serve names that begin with a dot; one that does gives nothing away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from msgspec import Struct, field

NAME = ".goalpage-manifest.json"
_VERSION = 1


class Manifest(Struct, frozen=True):
    """The files of ours in a site, and which of them last.

    `files` gives the SHA-256 (hex) of each by its path below the destination; `lasting` the path of the post behind
    each page that lasts as long as that post (see `site.lasting`).
    """

    files: Mapping[str, str] = field(default_factory=dict)
    lasting: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, bytes], lasting: Mapping[str, str]) -> Manifest:
        """Give the manifest of `files`."""
        return cls({path: digest(data) for path, data in files.items()}, dict(lasting))

    @classmethod
    def read(cls, data: bytes) -> Manifest | None:
        """Give the manifest written as `data`, or None where it is none that this version knows."""
        try:
            value = json.loads(data)
            if value["version"] != _VERSION:
                return None
            files, lasting = value["files"], value.get("lasting", {})
            return cls({str(k): str(v) for k, v in files.items()}, {str(k): str(v) for k, v in lasting.items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def data(self) -> bytes:
        """Give the manifest as it is written: sorted, one file a line, so that a diff of two sites can be read."""
        value = {
            "version": _VERSION,
            "files": dict(sorted(self.files.items())),
            "lasting": dict(sorted(self.lasting.items())),
        }
        return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def digest(data: bytes) -> str:
    """Give the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()
