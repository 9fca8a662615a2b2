"""The files that tell hosts what to do: readable to the host, whole history, goalpage before the build."""

import re
import tomllib

import pytest
import yaml

from goalpage.config import DESTINATIONS, Generator
from goalpage.init.hosts import Host, Order, host_file

FILES = [frozenset(), frozenset({"Gemfile", "requirements.txt", "package-lock.json"})]


@pytest.mark.parametrize("files", FILES, ids=["bare", "with lock files"])
@pytest.mark.parametrize("generator", Generator)
@pytest.mark.parametrize("host", Host)
def test_every_host_gets_the_whole_history_and_goalpage_before_it_builds(host, generator, files):
    order = Order(generator, "goalpage==0.1.0", DESTINATIONS[generator], files)
    path, text = host_file(host, order)
    read = tomllib.loads(text) if path.endswith("toml") else yaml.safe_load(text)
    assert read
    assert any(word in text for word in ("fetch-depth: 0", "GIT_DEPTH: 0", "--unshallow"))
    assert text.index("pip install") < text.index("goalpage build")
    assert "goalpage==0.1.0" in text
    assert not re.search(r"\$(?!\{\{ steps|CI_)", text)


def test_steps_on_github_are_in_their_order():
    _, text = host_file(Host.GITHUB, Order(Generator.ELEVENTY, "goalpage", "_site", frozenset({"package-lock.json"})))
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    assert [step.get("run") or step["uses"].partition("@")[0] for step in steps] == [
        "actions/checkout", "actions/setup-node", "actions/setup-python", "npm ci", "pip install goalpage",
        "npx @11ty/eleventy", "goalpage build", "actions/upload-pages-artifact",
    ]  # fmt: skip
    assert steps[0]["with"] == {"fetch-depth": 0}
    assert steps[-1]["with"] == {"path": "_site"}


def test_gitlab_publishes_from_its_own_folder():
    _, text = host_file(Host.GITLAB, Order(Generator.JEKYLL, "goalpage", "_site", frozenset({"Gemfile"})))
    assert yaml.safe_load(text)["pages"]["script"][-3:] == [
        "bundle exec jekyll build", "goalpage build", "mv _site public",
    ]  # fmt: skip
    _, text = host_file(Host.GITLAB, Order(Generator.HUGO, "goalpage", "public"))
    assert yaml.safe_load(text)["pages"]["script"][-1] == "goalpage build"


def test_what_pip_installs_is_one_word_of_the_shell():
    _, text = host_file(Host.NETLIFY, Order(Generator.PELICAN, "goalpage; echo no", "output"))
    assert "pip install 'goalpage; echo no' 'pelican[markdown]'" in tomllib.loads(text)["build"]["command"]
