"""Runs goalpage when Pelican has written the site.

This file lies in a folder `plugins` beside `pelicanconf.py`, which says:
`PLUGIN_PATHS = ["plugins"]` and `PLUGINS = ["goalpage_pelican"]`.
"""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from pelican import signals


def build_goal_pages(pelican: Any) -> None:
    """Build the goal pages into Pelican's output; RuntimeError where that fails."""
    program = shlex.split(os.environ.get("GOALPAGE", "goalpage"))
    command = [*program, "build", "--destination", str(pelican.output_path), "--", str(_blog(pelican.settings["PATH"]))]
    try:
        ran = subprocess.run(command, check=False)
    except OSError as error:
        cure = "install it with `pipx install goalpage`, or say in GOALPAGE how to run it"
        raise RuntimeError(f"{program[0]} cannot be run; {cure}") from error
    if ran.returncode:
        raise RuntimeError("goalpage could not build every goal post (see above)")


def _blog(content: str) -> Path:
    """Give the folder of the settings: the nearest above the content, else the one Pelican was started in."""
    path = Path(content).resolve()
    return next((each for each in (path, *path.parents) if (each / "pelicanconf.py").is_file()), Path.cwd())


def register() -> None:
    """Connect to Pelican's last signal."""
    signals.finalized.connect(build_goal_pages)
