"""The documents as documents: links resolve, generated parts are fresh, nothing absent is promised."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").glob("*.md")))]

def anchors(text):
    """Give the anchors that a forge makes of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name, documents):
    text = re.sub(r"^```.*?^```", "", documents[name], flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_the_program_says_is_what_it_says(name, documents, refresh):
    assert refresh.refreshed(documents[name]) == documents[name], "run python docs/refresh.py"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_command_is_promised_that_is_not_there(name, documents, code_of, commands):
    verbs = {m for line in code_of(documents[name]) for m in re.findall(r"(?:^|[&;|$] *)goalpage ([a-z]+)", line)}
    assert verbs <= set(commands), verbs - set(commands)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_option_of_goalpage_in_a_document_exists(name, documents, code_of, commands):
    known = {option for command in commands.values() for p in command.params for option in p.opts}
    known |= {"--help", "--version"}
    lines = [line for line in code_of(documents[name]) if re.search(r"(?:^|[&;|$] *)goalpage ", line)]
    used = {o for line in lines for o in re.findall(r"(?<!\S)--?[a-z][a-z-]*", line[line.rindex("goalpage ") :])}
    assert used <= known, used - known


def test_every_document_is_reached_from_the_readme(documents):
    reached = set(re.findall(r"\]\(([^)#\s]+\.md)", documents["README.md"]))
    assert set(documents) - {"README.md"} <= reached


def test_layers_are_those_that_are_enforced(documents):
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [layer.replace("goalpage.", "") for layer in contract["contracts"][0]["layers"]]
    block = re.search(r"## The layers.*?```text\n(.*?)```", documents["ARCHITECTURE.md"], re.DOTALL)[1]
    assert [re.split(r"  +", line)[0] for line in block.splitlines()] == layers


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_named_in_a_document_exist(name, documents):
    for path in re.findall(r"`((?:src|templates|content|docs|tests|integrations|bin)/[\w./*-]*)`", documents[name]):
        assert list(ROOT.glob(path.rstrip("/"))), path


def test_no_line_is_too_long_to_read(documents):
    for name, text in documents.items():
        long = [line for line in text.splitlines() if len(line) > 160 and not line.startswith("|")]
        assert not long, f"{name}: {long[0]}"
