"""The goal post that is published in these tests, and all that publishing must leave alone or change as a whole."""

from __future__ import annotations

from pathlib import Path

from repo import git

PATH = "_posts/2024-01-01-my-goals.md"
BEFORE = """---
title: My goals
layout: post
---

1. Train a model for less than $100. (Currently $7,000)
2. Read twelve books
"""
AFTER = BEFORE.replace("$7,000", "$640").replace("2. Read twelve books", "2. ~~Read twelve books~~")


def state(root: Path) -> dict[str, object]:
    """Everything that publishing must leave alone or change as a whole: files, branch, what is staged and changed."""
    files = {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".git" not in file.relative_to(root).parts
    }
    told: dict[str, object] = {"files": files}
    if (root / ".git").exists():
        told["status"] = git(root, "status", "--porcelain")
        told["log"] = git(root, "log", "--all", "--format=%T %s")
        told["index"] = git(root, "ls-files", "--stage")
    return told
