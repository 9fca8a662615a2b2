"""What reading a post costs over parsing its Markdown: prints both times and their ratio.

Budget: reading a post of 2.4 KB costs no more than 1.5 times the parsing of its body. It is held against a post that is
new to the process, and told beside it for one read before, as the revisions of a post mostly were.

    python benchmarks/bench_reading.py [POST.md ...]
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

from goalpage.markdown import parser
from goalpage.reading import ReadingOptions, read_post

BUDGET = 1.5
RUNS = 300

SAMPLE = """---
layout: post
title: "Goals for the coming year"
date: 2024-01-03
---

Every winter I write down what I would like to do, so that there is no hiding from it later. The list of
[last year](/2023/01/goals/) went better than I feared, and the one below is a little bolder. Most of it is about
the workshop and the garden, some of it about the people around me.

These are my goals for the year:

1. Build a **cedar canoe** in the barn ([plans](https://example.org/canoe)), ready for the lake by July.
2. Read 24 books, at least six of them older than I am. (Currently 3)
   - The long history of the lighthouse first.
   - Perhaps one in Norwegian, with a dictionary at hand.
3. Save $4,000 for a new roof.
4. ~~Repair the old bicycle~~

   It took two evenings and one new chain.
5. Learn to bake rye bread that does not fall apart
6. Walk 1,000 km, one way or another
7. Write a letter to my grandmother every month; she answers each of them, which is more than I deserve, and keeps
   them in a tin with the stamps of forty years.
8. Visit three of the islands

Some of these depend on the weather (especially #6 and #8), and some on me alone. I shall come back to this list at
midsummer and again when the lake freezes, and say honestly how each of them went. If you keep a list of your own, do
write to me: it is good company to have.

## How I mean to keep at it

A list is only a list. Last year the goals that I looked at every week were the ones that moved, and those that I
wrote on a slip of paper and lost did not. So the list hangs in the kitchen now, and every Sunday evening I put a
small mark beside whatever moved. The rules are simple, few and easy to keep, and no one but me will check them. There
is a jar for the coins of broken promises, which will go to the library's roof rather than to mine.

Thank you for reading this far, and a good year to you all. May your lists be short and your evenings long, and may
your canoe, should you build one, stay the right way up in any wind.
"""


def main(paths: list[str]) -> int:
    """Time each post given, or the sample; exit status 1 where one is over budget."""
    posts = {path: Path(path).read_text(encoding="utf-8") for path in paths} or {"sample": SAMPLE}
    worst = 0.0
    for name, text in posts.items():
        for how, texts in (("new to the process", [_reworded(text, n) for n in range(RUNS)]), ("again", [text] * RUNS)):
            parsing, reading = _medians_ms(texts, name)
            worst = max(worst, reading / parsing)
            ratio = reading / parsing
            print(f"{name}, {how}: parsing {parsing:.2f} ms, reading {reading:.2f} ms, ratio {ratio:.2f}")
    print(f"budget {BUDGET}: {'kept' if worst <= BUDGET else 'broken'}")
    return int(worst > BUDGET)


def _reworded(text: str, number: int) -> str:
    """Give the text with a word of its own in every sentence: nothing of it was read before."""
    word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return re.sub(r"\b(of|the|and|it|on|to|a)\b", rf"\1 {word}", text)


def _medians_ms(texts: list[str], name: str) -> tuple[float, float]:
    """Give how long parsing and reading take, each text in turn, so that both see the machine in the same state."""
    markdown, options = parser("kramdown"), ReadingOptions(told=True, year=2024)
    markdown.parse(SAMPLE), read_post(SAMPLE, name, options)
    parsing, reading = [], []
    for text in texts:
        body = text.split("\n---\n", 1)[-1]
        start = time.perf_counter()
        markdown.parse(body)
        middle = time.perf_counter()
        read_post(text, name, options)
        reading.append(time.perf_counter() - middle)
        parsing.append(middle - start)
    return statistics.median(parsing) * 1000, statistics.median(reading) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
