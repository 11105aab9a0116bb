"""Scores the notice reader: `python -m tests.evaluation.notices.evaluate [--set frozen|frozen_second|development] [--write] [--faults]`."""

from __future__ import annotations

import argparse

from tests.evaluation.notices.labelled import FROZEN, SetName, labelled_texts
from tests.evaluation.notices.report import PAGE, page, summary
from tests.evaluation.notices.scoring import Scores, score
from tui.core.content.library import Content, open_content
from tui.core.notice.reading import read_notice

SETS: tuple[SetName, ...] = (*FROZEN, "development")


def evaluate(content: Content, name: SetName) -> Scores:
    """Read every text of a set and return what was right."""
    return score((label, read_notice(content, label.text)) for label in labelled_texts(name))


def main() -> None:
    """Print the scores of the sets, or write the page that shows them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, action="append", dest="sets")
    parser.add_argument("--write", action="store_true", help="write docs/notice-reading.md")
    parser.add_argument("--faults", action="store_true", help="name each text that was misread (development set alone)")
    options = parser.parse_args()
    content = open_content()
    results = {name: evaluate(content, name) for name in (options.sets or SETS)}
    for name, scores in results.items():
        print(summary(name, scores))
        # A frozen set is no material to work with: its faults are counted, never shown.
        if options.faults and name == "development":
            print("\n".join(scores.faults))
    if options.write:
        PAGE.write_text(page(results), encoding="utf-8")
        print(f"written: {PAGE}")


if __name__ == "__main__":
    main()
