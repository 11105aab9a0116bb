"""The commands: parses arguments; each command imports what it needs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    from tui.core.content.linter import check_tree
    from tui.core.content.layers import read_layer
    from tui.core.content.library import Content, PartSource, content_root, compiled_parts
    from tui.core.content.compiling import compile_tree
    from tui.core.content.problems import ContentError

    parser = argparse.ArgumentParser(prog="reinstate")
    commands = parser.add_subparsers(dest="command")
    content = commands.add_parser("content")
    verbs = content.add_subparsers(dest="verb")
    check = verbs.add_parser("check")
    check.add_argument("--only")
    trial = verbs.add_parser("try")
    trial.add_argument("type")
    options = parser.parse_args(arguments)
    root = content_root()
    try:
        if options.verb == "check":
            findings = check_tree(read_layer(root, "content"), options.only)
            for item in findings:
                print(f"{item.file}:{item.line}:{item.column}: {item.level} {item.rule} {item.message}")
            print(f"{len(findings)} findings")
            return int(any(item.level == "error" for item in findings))
        from tui.core.letter.composing import compose
        from tui.core.letter.text import count_words, letter_text
        from tui.core.letter.worked import as_case, failed_expectations, worked_cases

        tree = {name: node for name, node in read_layer(root, "content").items() if not name.startswith("types/") or name.startswith(f"types/{options.type}/")}
        library = Content(PartSource(compile_tree(tree)))
        for worked in worked_cases(root, options.type):
            for language in ("en", "zh"):
                letter = compose(library, as_case(library, worked), language)
                text = letter_text(letter)
                sentences = [sentence for section in letter.sections for sentence in section.sentences]
                own = [s for s in sentences if s.facts or s.evidence or s.state]
                print(f"=== {worked.path.stem} [{language}] {letter.response}: {letter.subject} | {count_words(text)} words, {len(own)}/{len(sentences)} with facts, gaps {[g.fact for g in letter.gaps]}\n{text}\n")
            print(f"--- expectations of {worked.path.stem}: {failed_expectations(library, worked) or 'met'}\n")
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
