"""Git as its user runs it: a commit of the goal posts alone, with his hooks and his signature, that can be taken back.

Everywhere else goalpage runs nothing that a repository names. Here the author himself asks for a commit, so what he
has set up for his commits (hooks, filters, signing, credentials) runs as it does when he types `git commit`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from goalpage.errors import GoalpageError

_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Set inside a hook of another repository; the blog's own is meant."""


class Standing(Struct, frozen=True):
    """Where a repository stands: its top folder, its branch, the commit there (None: none yet), its index file."""

    top: Path
    branch: str
    head: str | None
    index: Path


class Committed(Struct, frozen=True):
    """A commit that was made, and what stood before it: the commit and the bytes of the index (None: no file)."""

    standing: Standing
    commit: str
    index_before: bytes | None
    index_after: bytes | None


def standing_of(folder: Path, blog: Path) -> Standing | None:
    """Give where the repository stands that holds `folder`, of this blog; None where no commit can be made of it.

    That is so without git, outside a repository, and in one that has commits but nothing of the blog in any.
    Raises GoalpageError where a branch is missing to put a commit on, or a repository gives no answer.
    """
    try:
        ran = _git(folder, "rev-parse", "--show-toplevel", "--git-path", "index")
        failed = _reason(ran.stderr) if ran.returncode else ""
    except OSError as error:
        failed = f"the program cannot be run, {error.strerror or error}"
    if failed:
        if any((above / ".git").exists() for above in (folder.absolute(), *folder.absolute().parents)):
            raise _no_answer(failed)
        return None
    lines = ran.stdout.split("\n")
    top, index = Path(lines[0]), Path(lines[1])
    branch = _git(folder, "symbolic-ref", "--quiet", "HEAD").stdout.strip()
    head = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip() or None
    if head and not _knows(top, blog):
        return None
    if not branch:
        message = "no branch is checked out (HEAD is detached, or a rebase goes on), so a commit would belong to none"
        raise GoalpageError(message, "finish what goes on, or `git switch` to a branch, and publish again")
    return Standing(top, branch, head, (folder / index).resolve())


def _no_answer(why: str) -> GoalpageError:
    return GoalpageError(f"git does not answer ({why}), so nothing was published", "see `git status`")


def _knows(top: Path, blog: Path) -> bool:
    """Whether anything of the blog is in the newest commit: it may lie untracked in a repository of something else."""
    if not blog.resolve().is_relative_to(top.resolve()):
        return True  # a repository within the blog
    ran = _git(blog, "ls-tree", "--name-only", "HEAD")
    if ran.returncode:
        raise _no_answer(_reason(ran.stderr))
    return bool(ran.stdout)


def commit(before: Standing, folder: Path, paths: Sequence[str], message: str, day: str | None) -> Committed:
    """Commit these files (below `folder`) as they are, and nothing else that is staged or changed.

    `day` (YYYY-MM-DD) dates the commit; None leaves that to git. Raises GoalpageError, with branch and index as they
    were, where git or one of the author's hooks refuses; what git says goes to standard error as it comes.
    """
    if standing_of(before.top, before.top) != before:
        raise GoalpageError("another commit was made meanwhile, so nothing was published", "publish again")
    index = _bytes(before.index)
    try:
        # Staged first: should all end between the commit and the index, the index has the post as the commit does.
        _run(folder, "add", "--", *paths, doing="`git add` refused the post")
        dated = (f"--date={day}T12:00:00",) if day else ()
        _run(folder, "commit", "--quiet", "--only", *dated, f"--message={message}", "--", *paths,
             doing="`git commit` refused")  # fmt: skip
        made = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip()
        if not made or made == before.head:
            raise GoalpageError("`git commit` made no commit", "see what it said above")
    except BaseException:
        _take_back(before, folder, index)
        raise
    return Committed(before, made, index, _bytes(before.index))


def take_back(done: Committed, folder: Path) -> None:
    """Let branch and index be as they were before the commit; GoalpageError where somebody went on from it."""
    before = done.standing
    said = "-mgoalpage publish: taken back"
    if before.head is None:
        ran = _git(folder, "update-ref", said, "-d", before.branch, done.commit)
    else:
        ran = _git(folder, "update-ref", said, before.branch, before.head, done.commit)
    if ran.returncode:
        raise GoalpageError(
            f"the commit {done.commit[:10]} could not be taken back ({_reason(ran.stderr)})",
            f"it stands; `git revert {done.commit[:10]}` undoes it",
        )
    if _bytes(before.index) == done.index_after:
        _restore_index(before.index, done.index_before)


def push(standing: Standing, *, rehearse: bool) -> None:
    """Push as the author has set it up; `rehearse` asks the other side and sends nothing.

    Raises PushRefusedError where the other side surely did not take the branch that is checked out, PushUnsureError
    where that is not known, or where it took this branch and refused another.
    """
    options = ("--dry-run", "--no-verify") if rehearse else ()
    ran = _git(standing.top, "push", "--porcelain", *options, loud=True)
    if ran.returncode == 0:
        return
    fates = _fates(ran.stdout)
    flag, reason = fates.get(standing.branch, ("", f"status {ran.returncode}"))
    if flag == "!" or rehearse:
        raise PushRefusedError(f"`git push` was refused ({reason})", "see what git said above")
    what = "took this branch and refused another" if flag else "did not say what became of it"
    cure = "see what git said above, and type `git push`"
    raise PushUnsureError(f"`git push` ended with status {ran.returncode} and {what}", cure)


def _fates(porcelain: str) -> dict[str, tuple[str, str]]:
    """Give the flag and the reason of each branch that was to be pushed: git-push(1), OUTPUT, in its machine form."""
    found: dict[str, tuple[str, str]] = {}
    for line in porcelain.splitlines():
        flag, tab, rest = line.partition("\t")
        if tab and len(flag) == 1:
            refs, _, reason = rest.partition("\t")
            found[refs.partition(":")[0].lstrip("+")] = (flag, reason)
    return found


class PushRefusedError(GoalpageError):
    """The other side did not take the commit, and said so."""


class PushUnsureError(GoalpageError):
    """Nobody knows whether the other side took the commit: the connection broke."""


def _take_back(before: Standing, folder: Path, index: bytes | None) -> None:
    """Undo what a failed commit left: the commit, where it was made after all, and what was staged."""
    with suppress(OSError):
        now = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip()
        if now and now != before.head:
            take_back(Committed(before, now, index, _bytes(before.index)), folder)
        elif _bytes(before.index) != index:
            _restore_index(before.index, index)


def _restore_index(file: Path, data: bytes | None) -> None:
    """Put the index back as git itself replaces it: written whole as `index.lock`, then renamed.

    Where another git holds the lock, the index is left to it: what is staged too much harms nobody.
    """
    if data is None:
        file.unlink(missing_ok=True)
        return
    lock = file.with_name(f"{file.name}.lock")
    with suppress(FileExistsError):
        descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            lock.replace(file)
        except BaseException:
            lock.unlink(missing_ok=True)
            raise


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _run(folder: Path, *arguments: str, doing: str) -> None:
    ran = _git(folder, *arguments, loud=True)
    if ran.returncode:
        raise GoalpageError(f"{doing} (status {ran.returncode}), so nothing was published", "see what it said above")


def _git(folder: Path, *arguments: str, loud: bool = False) -> subprocess.CompletedProcess[str]:
    """Run git in `folder` with paths taken as they are; what it says aside is shown where it is `loud`."""
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
    command = ["git", "-C", str(folder), "--literal-pathspecs", *arguments]
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=None if loud else subprocess.PIPE, text=True,
        encoding="utf-8", errors="surrogateescape", check=False,
    )  # fmt: skip


def _reason(said: str) -> str:
    lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in said.splitlines() if line.strip()]
    return lines[0] if lines else "git does not say why"
