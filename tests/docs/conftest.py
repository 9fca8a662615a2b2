"""What the documentation is checked against: the program itself, and the documents as text."""

import ast
import importlib.util
import re
from pathlib import Path

import click
import pytest

from goalpage.cli.run import goalpage

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/goalpage"


@pytest.fixture(scope="session")
def refresh():
    """Give the module that makes the generated blocks of the documents."""
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs/refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def commands():
    """Give the commands of the program by their names."""
    context = click.Context(goalpage)
    return {name: goalpage.get_command(context, name) for name in goalpage.list_commands(context)}


@pytest.fixture(scope="session")
def problem_codes():
    """Give every code with which the package makes a `Problem`, read from its source."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")]
    takers = {"Problem": 2} | {name: place for tree in trees for name, place in functions_taking("code", tree)}
    return {code for tree in trees for code in literals_given(takers, tree)}


def functions_taking(parameter, tree):
    """Yield name and place of `parameter` for each function that has it and gives problems."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns and "Problem" in ast.unparse(node.returns):
            names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
            every = [*names, *(argument.arg for argument in node.args.kwonlyargs)]
            if parameter in every:
                yield node.name, names.index(parameter) - (names[0] == "self") if parameter in names else None


def literals_given(takers, tree):
    """Yield the strings written as `code` in calls of `takers`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", None))
        if name not in takers:
            continue
        place = takers[name]
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        given += node.args[place : place + 1] if place is not None else []
        for value in given:
            for constant in ast.walk(value):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield constant.value


@pytest.fixture(scope="session")
def documents():
    """Give the text of every document, by its path below the repository."""
    paths = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="session")
def code_of():
    """Give a function from a document's text to its code: spans and fenced blocks, one a line."""

    def code(text):
        fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```\w*\n.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
        return [line for block in fenced for line in block.splitlines()] + spans

    return code
