"""What all tests share: real repositories (`repo`), and blogs of a few files (`make_blog`)."""

from __future__ import annotations

import importlib.util
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

_HERE = Path(__file__).parent


def _loaded(name: str) -> ModuleType:
    """Give the module beside this file: importlib mode puts no folder of tests on the path."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, _HERE / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


_loaded("repo")


def pytest_configure() -> None:
    """Heed the signals that a shell mutes for what it starts in the background: commands inherit what is ignored."""
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


@pytest.fixture(scope="session")
def repo() -> ModuleType:
    """The module `tests/repo.py`: `repo.make_repo(folder, [repo.Commit(...)])`, `repo.git(folder, ...)`."""
    return _loaded("repo")


@pytest.fixture
def make_blog(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """A function that writes files (path -> text) into a folder of their own and gives the folder."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "blog"
        root.mkdir(exist_ok=True)
        for path, text in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return root

    return make
