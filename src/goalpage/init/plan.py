"""What a blog needs of what it has: the frame page, the hook, the settings, the workflow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from goalpage.config import Generator
from goalpage.init.hosts import Host, Order, host_file
from goalpage.init.look import Premises
from goalpage.init.values import Addition, ByHand, Setup
from goalpage.reading.strict_yaml import load_yaml

_INTEGRATIONS = Path(__file__).parents[1] / "integrations"
_PATHS = ("/goals/", "/goal-pages/", "/goal-record/")
"""Where the pages may go, best first: an address that the blog has already is never taken."""
_MARKER = '<div data-goalpage="content"></div>\n'
BUILDS = {
    Generator.JEKYLL: "jekyll build && goalpage build",
    Generator.HUGO: "hugo && goalpage build",
    Generator.ELEVENTY: "npx @11ty/eleventy && goalpage build",
    Generator.PELICAN: "pelican content && goalpage build",
    Generator.MKDOCS: "mkdocs build && goalpage build",
    Generator.FOLDER: "goalpage build",
}
HOOKED = {
    Generator.JEKYLL: "jekyll build",
    Generator.ELEVENTY: "npx @11ty/eleventy",
    Generator.PELICAN: "pelican content",
    Generator.MKDOCS: "mkdocs build",
}
"""How blog and pages are built where the generator runs goalpage itself."""


class _Hook(Struct, frozen=True):
    """What makes a generator run goalpage: a file of ours, and the lines that name it in the blog's settings."""

    path: str
    source: str
    lines: tuple[str, ...] = ()


_HOOKS = {
    Generator.JEKYLL: _Hook("_plugins/goalpage.rb", "jekyll/lib/jekyll-goalpage.rb"),
    Generator.ELEVENTY: _Hook(
        "goalpage.cjs", "eleventy/goalpage.cjs", ('eleventyConfig.addPlugin(require("./goalpage.cjs"));',)
    ),
    Generator.PELICAN: _Hook(
        "plugins/goalpage_pelican.py", "pelican/goalpage_pelican.py",
        ('PLUGIN_PATHS = ["plugins"]', 'PLUGINS = ["goalpage_pelican"]'),
    ),
    Generator.MKDOCS: _Hook("goalpage_mkdocs.py", "mkdocs/goalpage_mkdocs.py", ("hooks:", "  - goalpage_mkdocs.py")),
}  # fmt: skip


def planned(found: Premises, host: Host | None = None, install: str = "goalpage") -> Setup:
    """Give what is to be added to a blog; `install` is what pip installs on the `host`.

    A second time, with all of it written, nothing is to be added and all of it is `there`.
    """
    path = _path(found)
    additions: list[Addition] = []
    by_hand: list[ByHand] = []
    there: list[str] = []
    for part in (*_frame(found, path), *_settings(found, path), *_hook(found), *_hosted(found, host, install)):
        match part:
            case Addition():
                additions.append(part)
            case ByHand():
                by_hand.append(part)
            case str():
                there.append(part)
    hooked = found.generator in HOOKED and not _is_classic(found)
    build = (HOOKED if hooked else BUILDS)[found.generator]
    if found.generator is Generator.JEKYLL and "Gemfile" in found.texts:
        build = f"bundle exec {build}"
    additions.sort(key=lambda each: -len(each.difference))  # what is the author's own to read stands last
    return Setup(path, build, tuple(additions), tuple(by_hand), tuple(there))


_Part = Addition | ByHand | str


def _path(found: Premises) -> str:
    """Give where the pages go: where the author says, else the first place that the blog has no page in."""
    if found.config.path != _PATHS[0] or found.marked or found.generator is Generator.FOLDER:
        return found.config.path
    return next((path for path in _PATHS if _is_free(found, path)), _PATHS[-1])


def _is_free(found: Premises, path: str) -> bool:
    bare = path.rstrip("/")
    return not {path, bare, f"{bare}.html", f"{path}index.html"} & found.urls.keys() and not (
        {_frame_path(found, path)} & {*found.urls.values(), *found.texts}
    )


def _frame(found: Premises, path: str) -> Iterator[_Part]:
    """The page that lends its looks."""
    if found.marked:
        yield f"{found.marked[0]} lends its looks"
        return
    if found.config.frame is not None:
        yield f"{found.config.frame} lends its looks, as `frame` says"
        return
    if found.generator is Generator.FOLDER:
        return
    why = "the page whose looks the goal pages take"
    yield Addition(_frame_path(found, path), _frame_text(found, path), None, why)


def _frame_path(found: Premises, path: str) -> str:
    name = path.strip("/").replace("/", "-")
    below = "" if found.config.source == "." else f"{found.config.source}/"
    match found.generator:
        case Generator.HUGO:
            # of Markdown, Hugo leaves raw HTML out; of .html it does not
            return f"{found.config.contentdir}/{name}.html"
        case Generator.PELICAN:
            return f"{below}pages/{name}.md"
        case _:
            return f"{below}{name}.md"


def _frame_text(found: Premises, path: str) -> str:
    match found.generator:
        case Generator.MKDOCS:
            return f"# Goals\n\n{_MARKER}"
        case Generator.PELICAN:
            return f"Title: Goals\nURL: {path[1:]}\nSave_as: {path[1:]}index.html\n\n{_MARKER}"
        case Generator.HUGO:
            return f"---\ntitle: Goals\nurl: {path}\n---\n{_MARKER}"
        case _:
            fallback = ("page",) if found.generator is Generator.JEKYLL and _has_theme(found) else ()
            layout = next(iter((*found.layouts, *fallback)), None)
            line = f"layout: {layout}\n" if layout else ""
            return f"---\n{line}title: Goals\npermalink: {path}\n---\n{_MARKER}"


def _has_theme(found: Premises) -> bool:
    variables = found.config.site_variables
    return "site.theme" in variables or "site.remote_theme" in variables


def _settings(found: Premises, path: str) -> Iterator[_Part]:
    """Where the pages go, if not where they go by themselves."""
    if path == found.config.path:
        return
    why = f"the blog has a page at {found.config.path} already"
    own = next((name for name in ("goalpage.yml", "goalpage.yaml", "goalpage.toml") if name in found.texts), None)
    if own is not None:
        mark = " =" if own.endswith(".toml") else ":"
        yield ByHand(own, (f"path{mark} {json.dumps(path)}",), why)
    elif found.generator is Generator.JEKYLL and found.settings in ("_config.yml", "_config.yaml"):
        yield _joined(found, found.settings, ("goalpage:", f"  path: {path}"), why)
    else:
        yield Addition("goalpage.yml", f"path: {path}\n", None, why)


def _joined(found: Premises, path: str, lines: tuple[str, ...], why: str) -> Addition | ByHand:
    """Give the settings file with these lines at its end, if they say there what they are meant to; else by hand."""
    before = found.texts.get(path, "")
    end = "\r\n" if "\r\n" in before else "\n"
    text = before + ("" if before.endswith("\n") or not before else end) + "".join(f"{line}{end}" for line in lines)
    old, new = load_yaml(before, path, any_tag=True), load_yaml(text, path, any_tag=True)
    added = load_yaml("\n".join(lines), path).value
    was = old.value if old.value is not None else {}
    if not (old.readable and new.readable and isinstance(was, dict) and isinstance(added, dict)):
        return ByHand(path, lines, why)
    if set(was) & set(added) or new.value != {**was, **added} or new.problems != old.problems:
        return ByHand(path, lines, why)
    return Addition(path, text, before, why)


def _hook(found: Premises) -> Iterator[_Part]:
    """What makes the generator run goalpage."""
    hook = _HOOKS.get(found.generator)
    if hook is None:
        return
    if _is_classic(found):
        yield "the gem github-pages runs no plugins, so goalpage is run after Jekyll"
        return
    if found.generator is Generator.JEKYLL and _has_gem(found, "jekyll-goalpage"):
        yield "the gem jekyll-goalpage runs goalpage"
        return
    text = (_INTEGRATIONS / hook.source).read_text(encoding="utf-8")
    if hook.path not in found.texts:
        yield Addition(hook.path, text, None, "runs goalpage whenever the blog is built")
    elif found.texts[hook.path].replace("\r\n", "\n") == text:
        yield f"{hook.path} runs goalpage"
    else:
        yield f"{hook.path} is not the one of this version (to renew it, remove it and run `goalpage init` again)"
    yield from _named(found, hook)


def _named(found: Premises, hook: _Hook) -> Iterator[_Part]:
    """The lines that name the hook in the blog's settings."""
    if not hook.lines or found.settings is None:
        return
    if found.says(found.settings, Path(hook.path).stem):
        yield f"{found.settings} names it"
    elif found.generator is Generator.MKDOCS:
        yield _joined(found, found.settings, hook.lines, "names the hook")
    else:
        yield ByHand(found.settings, hook.lines, "names the plugin")


def _is_classic(found: Premises) -> bool:
    """Whether the blog is built as GitHub Pages does by itself, without plugins of the blog's own."""
    return found.generator is Generator.JEKYLL and _has_gem(found, "github-pages")


def _has_gem(found: Premises, name: str) -> bool:
    """Whether the Gemfile names a gem, comments left out: the one Jekyll makes tells of more than it takes."""
    return re.search(rf"""^[ \t]*gem[ \t(]+["']{name}["']""", found.texts.get("Gemfile", ""), re.M) is not None


def _hosted(found: Premises, host: Host | None, install: str) -> Iterator[_Part]:
    """What builds blog and pages where it is published."""
    if host is None:
        return
    order = Order(found.generator, install, found.config.destination, frozenset(found.texts), _gems(found))
    path, text = host_file(host, order)
    if path not in found.texts:
        others = [name for name in found.workflows if host is Host.GITHUB and "goalpage" in found.texts[name]]
        yield f"{others[0]} runs goalpage" if others else Addition(path, text, None, "publishes blog and pages")
    elif "goalpage" in found.texts[path]:
        yield f"{path} runs goalpage"
    else:
        yield ByHand(path, tuple(text.splitlines()), "is there already, and needs what of this it lacks")


def _gems(found: Premises) -> tuple[str, ...]:
    """Give the gems of a Jekyll blog that has no Gemfile, as its settings name them."""
    value = load_yaml(found.texts.get(found.settings or "", ""), "", any_tag=True).value
    settings = value if isinstance(value, dict) else {}
    plugins = settings.get("plugins")
    named = [settings.get("theme"), *(plugins if isinstance(plugins, list) else [])]
    gems = (each for each in named if isinstance(each, str) and re.fullmatch(r"[\w.-]+", each))
    return tuple(dict.fromkeys(("jekyll", *gems)))
