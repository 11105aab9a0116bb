"""`reinstate pack` and `pseudonymise`: a case leaves the house as a whole."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from tui.cli.common import DONE, UsageProblem, complain, emit, open_case, open_library, open_store
from tui.cli.outgoing import refusals_told
from tui.core.case.store import MAX_NOTICE_BYTES
from tui.core.export.evidence_pack import Progress, exhibits_of, write_pack
from tui.core.export.pseudonym import KEY_FILE, pseudonymise, write_copy
from tui.core.export.pseudonym_key import read_key
from tui.core.export.saving import save
from tui.core.files import read_bounded
from tui.core.letter.composing import compose
from tui.exporting import texts_in


def pack(options: Namespace) -> int:
    """Write the letter and its exhibits to one folder or zip, and print where it is."""
    content, store = open_library(), open_store()
    case = open_case(content, store, options.case)
    exhibits = exhibits_of(content, case, store.folder(case.id))
    with refusals_told():
        made = write_pack(
            Path(options.target),
            compose(content, case),
            exhibits,
            allow_missing=options.allow_missing,
            texts=texts_in(store.folder(case.id)) if options.whole else {},
            progress=_progress(),
        )
    for note in made.notes:
        complain(str(note))
    emit(str(made.path))
    return DONE


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    told = [-1]

    def show(done: int, total: int, _name: str) -> None:
        percent = done * 100 // total if total else 100
        if percent != told[0]:
            told[0] = percent
            # No name of a file: it could steer the terminal. The last call clears the line.
            print(f"\r{percent:3} %" if percent < 100 else "\r     \r", end="", file=sys.stderr, flush=True)

    return show


def hide(options: Namespace) -> int:
    """Write a pseudonymised copy of a case, or turn the stand-ins of a text back."""
    content, store = open_library(), open_store()
    case = open_case(content, store, options.case)
    folder = store.folder(case.id)
    with refusals_told():
        key = read_key(folder / KEY_FILE)
        if options.restore is not None:
            emit(key.restored(_text_of(options.restore)), end="")
            return DONE
        if options.target is None:
            raise UsageProblem("name a new folder for the copy, or a text to turn back with --restore")
        copy = pseudonymise(content, case, texts_in(folder), key, options.name)
        # The key first: a copy without one could not be turned back.
        save(folder / KEY_FILE, copy.key.to_json(), force=True)
        files = write_copy(Path(options.target), copy)
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(copy.key.counts().items()))
    emit(f"{options.target}: {', '.join(files)}")
    emit(f"Replaced: {counts or 'nothing'}. The key stays in {folder / KEY_FILE}.")
    emit("Read the copy before you pass it on: a name that stands in the middle of a text is known only if you say it")
    emit("with --name NAME.")
    return DONE


def _text_of(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    return read_bounded(Path(name), MAX_NOTICE_BYTES).decode("utf-8", "replace")
