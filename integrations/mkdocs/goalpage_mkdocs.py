"""Runs goalpage when MkDocs has written the site.

This file lies beside `mkdocs.yml`, which says: `hooks: [goalpage_mkdocs.py]`.
"""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError


def on_post_build(config: Any, **_: Any) -> None:
    """Build the goal pages into MkDocs' site; PluginError where that fails."""
    program = shlex.split(os.environ.get("GOALPAGE", "goalpage"))
    blog = Path(config["config_file_path"]).resolve().parent
    try:
        ran = subprocess.run([*program, "build", "--destination", config["site_dir"], "--", str(blog)], check=False)
    except OSError as error:
        cure = "install it with `pipx install goalpage`, or say in GOALPAGE how to run it"
        raise PluginError(f"{program[0]} cannot be run; {cure}") from error
    if ran.returncode:
        raise PluginError("goalpage could not build every goal post (see above)")
