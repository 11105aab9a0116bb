"""The app over a directory of any size, for a harness that types into its filter in a real terminal.

    ptybench.py --until 'of 100,' --before 'f9' --type 'appeal germany' --expect any -- \
        python -m tests.bench.searching 100000 FOLDER
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from tests.bench.synthetic import grown_directory
from tests.fakes import FakeClock
from tui.core.case.store import CaseStore
from tui.core.content.compiled import Directory
from tui.core.content.library import MOST_IN_MEMORY, STORE_FILE, Content, open_content
from tui.places import LastPlace, Places
from tui.session import CaseSession


class Grown(Content):
    """Content whose large directory lies in a file, as the compiled cache would hold it."""

    store: Path | None = None

    @property
    def directory_store(self) -> Path | None:
        return self.store


def grown_content(size: int, folder: Path) -> Content:
    """Return content with a directory of a size; the file of a large one is made once and used again."""
    from tui.core.content.directory_store import write_store

    real = open_content(None, folder / "cache", "bench")
    content = Grown(real.parts)
    store = folder / f"{size}-{STORE_FILE}"
    if size <= MOST_IN_MEMORY:
        content.__dict__["directory"] = _directory(real, size)
        return content
    if not store.exists():
        write_store(store, _directory(real, size))
    content.store = store
    return content


def _directory(content: Content, size: int) -> Directory:
    return content.directory if size == len(content.directory.contacts) else grown_directory(content.directory, size)


def main() -> None:
    from tui.app import ReinstateApp

    gc.disable()
    size, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    places = Places(folder / "state")
    places.last = LastPlace(pane="contacts")
    session = CaseSession(grown_content(size, folder), CaseStore(folder / "data"), FakeClock())
    ReinstateApp(session, places, "en").run()


if __name__ == "__main__":
    main()
