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
    takers = {name: place for tree in trees for name, place in takers_of_code(tree)}
    return {code for tree in trees for code in literals_given(takers, tree)}


def takers_of_code(tree):
    """Yield name and place of the parameter `code` of all that makes problems: functions, methods, classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
            made = [f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"]
            names = [argument.arg for argument in made[0].args.args[1:]] if made else names
        elif isinstance(node, ast.FunctionDef) and "Problem" in ast.unparse(node):
            names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
            names = names[1:] if names[:1] == ["self"] else names
            names = [*names, *([None] * 9), *(argument.arg for argument in node.args.kwonlyargs)]
        else:
            continue
        if "code" in names:
            yield node.name, names.index("code")


def literals_given(takers, tree):
    """Yield the strings written as `code` in calls of `takers`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", None))
        if name not in takers:
            continue
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        given += node.args[takers[name] : takers[name] + 1]
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
