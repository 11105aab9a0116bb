"""`reinstate content`: checks content, shows a type whole, tries its worked cases, writes schemas for editors."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from tui.cli.common import DONE, FOUND, UsageProblem, complain, emit, emit_json, open_library
from tui.core.content import linter
from tui.core.content.compiling import compile_tree
from tui.core.content.content_files import content_files
from tui.core.content.layers import Tree, lay_over, read_file, refuse_wordings
from tui.core.content.library import Content, PartSource, content_root
from tui.core.content.linter import ContentFinding, Report
from tui.core.content.linting.cases import read_cases
from tui.core.content.problems import ContentError, Mark, Problem, UnknownNameError, nearest
from tui.core.content.schema import write_schemas
from tui.core.content.showing import show_type
from tui.core.content.yaml_reader import Node
from tui.core.letter.case_checks import check_content
from tui.core.letter.composing import compose
from tui.core.letter.text import count_words, letter_text
from tui.core.letter.worked import Worked, as_case, failed_expectations, worked_cases
from tui.interface import chosen_language

TRIED_LANGUAGES = ("en", "zh")


def check(options: Namespace) -> int:
    """Print every finding about the content, or about a layer over it; 1 where one is an error."""
    root = content_root() if options.folder is None else Path(options.folder)
    if not root.is_dir():
        raise UsageProblem(f"there is no folder {root}")
    if options.only is not None:
        _known_type(options.only, content_root(), root)
    tree: Tree = {}
    try:
        tree = _tree(root, options.only)
        report = _report(root, tree, options.only)
    except ContentError as error:
        report = Report(tuple(_unreadable(problem) for problem in error.problems))
    levels: Counter[str] = Counter(item.level for item in report.findings)
    if options.json:
        counts = _counts(tree, levels) | {"allowed": len(report.allowed)}
        emit_json({"findings": [asdict(item) for item in report.findings], "counts": counts})
    else:
        _print_report(report)
    return FOUND if levels["error"] else DONE


def _report(root: Path, tree: Tree, only: str | None) -> Report:
    """Check a tree; the worked cases belong to a whole content, since a layer may well say it in other words."""
    if not (root / "pack.yaml").is_file():
        return linter.check(tree, only)
    cases, problems = read_cases(root, "content" if root == content_root() else str(root), only)
    report = check_content(tree, cases, only)
    unread = [_unreadable(problem) for problem in problems]
    return Report(tuple(sorted([*report.findings, *unread])), report.allowed)


def _print_report(report: Report) -> None:
    for item in report.findings:
        emit(f"{item.file}:{item.line}:{item.column}: {item.level} {item.rule} {item.message}")
    for allowed in report.allowed:
        found = allowed.finding
        emit(f"{found.file}:{found.line}:{found.column}: allowed {found.rule} {allowed.reason}")
    emit(f"{len(report.findings)} findings" + (f", {len(report.allowed)} allowed" if report.allowed else ""))


def show(options: Namespace) -> int:
    """Print everything about a type, for an expert to review."""
    emit(show_type(open_library(), options.type, chosen_language(options.lang)), end="")
    return DONE


def write_schema(options: Namespace) -> int:
    """Write the JSON Schema files and print where they are."""
    for path in write_schemas(Path(options.folder)):
        emit(str(path))
    return DONE


def _tree(root: Path, only: str | None) -> Tree:
    """Read a content folder; one without `pack.yaml` is a layer over the built-in content."""
    shown = "content" if root == content_root() else str(root)
    if (root / "pack.yaml").is_file():
        return _read(root, shown, only)
    layer = _read(root, shown, None)
    refuse_wordings(layer)
    return lay_over(_read(content_root(), "content", only), layer)


def _read(root: Path, shown: str, only: str | None) -> Tree:
    """Read the files of a layer; of the types that are not asked for, one that cannot be read counts as empty."""
    tree: Tree = {}
    problems: list[Problem] = []
    for relative, path in content_files(root).items():
        name = f"{shown}/{relative}"
        try:
            tree[relative] = read_file(path, name)
        except ContentError as error:
            if only is None or _is_of(relative, only):
                problems.extend(error.problems)
            else:
                tree[relative] = Node({}, Mark(name))
    if problems:
        raise ContentError(*problems)
    return tree


def _is_of(relative: str, type_name: str) -> bool:
    """Say whether a file belongs to a type, or to no type at all."""
    return not relative.startswith("types/") or relative.startswith(f"types/{type_name}/")


def _unreadable(problem: Problem) -> ContentFinding:
    mark = problem.mark
    return ContentFinding(
        mark.file, mark.line, mark.column, "yaml", "error", problem.message, "Correct it as the message says."
    )


def _counts(tree: Tree, levels: Counter[str]) -> dict[str, int]:
    return {
        "files": len(tree),
        "types": sum(name.startswith("types/") and name.endswith("/type.yaml") for name in tree),
        "errors": levels["error"],
        "warnings": levels["warning"],
        "hints": levels["hint"],
    }


def _known_type(name: str, *roots: Path) -> None:
    known = {path.name for root in roots for path in root.glob("types/*") if path.is_dir()}
    if name not in known:
        raise UnknownNameError(f"there is no suspension type '{name}'{nearest(name, known)}")


def try_type(options: Namespace) -> int:
    """Print the letter of each worked case of a type in both languages, and what it expects and does not get."""
    root = content_root()
    _known_type(options.type, root)
    tree = _read(root, "content", options.type)
    own = {name: node for name, node in tree.items() if _is_of(name, options.type)}
    library = Content(PartSource(compile_tree(own)))
    failed = False
    cases = worked_cases(root, options.type)
    for worked in cases:
        for language in TRIED_LANGUAGES:
            _print_letter(library, worked, language)
        failures = failed_expectations(library, worked)
        failed = failed or bool(failures)
        emit(f"--- expectations of {worked.path.stem}: {failures or 'met'}\n")
    if not cases:
        complain(f"{options.type} has no worked cases")
    return FOUND if failed else DONE


def _print_letter(library: Content, worked: Worked, language: str) -> None:
    letter = compose(library, as_case(library, worked), language)
    text = letter_text(letter)
    sentences = [sentence for section in letter.sections for sentence in section.sentences]
    own = [sentence for sentence in sentences if sentence.facts or sentence.evidence or sentence.state]
    emit(
        f"=== {worked.path.stem} [{language}] {letter.response}: {letter.subject} | {count_words(text)} words,"
        f" {len(own)}/{len(sentences)} with facts, gaps {[gap.fact for gap in letter.gaps]}\n{text}\n"
    )
