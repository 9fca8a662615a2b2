"""Every goal of real and of our own posts: an edit gives exactly the wanted change or is refused, never another."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared/corpus/edits"
REFUSED_AT_MOST = 0.03
"""Of a sample; the whole record is measured by benchmarks/roundtrip.py."""


@pytest.fixture(scope="module")
def roundtrip() -> ModuleType:
    spec = importlib.util.spec_from_file_location("roundtrip", ROOT / "benchmarks/roundtrip.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["roundtrip"] = module
    spec.loader.exec_module(module)
    return module


def outcome(roundtrip: ModuleType, paths: list[Path], most: int) -> None:
    texts = [(str(path), path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")) for path in paths]
    tallies = roundtrip.run(texts, most=most)
    assert [fault for tally in tallies.values() for fault in tally.wrong] == []
    tried = sum(tally.tried for tally in tallies.values())
    assert tried > 30
    refused = {reason: count for tally in tallies.values() for reason, count in tally.refused.items()}
    assert sum(refused.values()) <= REFUSED_AT_MOST * tried, refused


def test_our_own_posts(roundtrip: ModuleType) -> None:
    outcome(roundtrip, sorted((ROOT / "content/_posts").glob("*.md")), most=4)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled posts do not lie beside the checkout")
def test_a_sample_of_real_posts(roundtrip: ModuleType) -> None:
    outcome(roundtrip, sorted(CORPUS.glob("*/*.md"))[3::12], most=2)
