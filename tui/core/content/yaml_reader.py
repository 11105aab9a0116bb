"""The one place that reads YAML: every scalar stays text, every value keeps its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.core.content.problems import ContentError, Mark, Problem

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
TOO_DEEP = f"nested deeper than {MAX_DEPTH}"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file with its place: a mapping, a list, a text, or nothing."""

    value: dict[str, Node] | list[Node] | str | None
    mark: Mark
    keys: dict[str, Mark] | None = None


def read_nodes(data: bytes, file: str) -> Node:
    """Parse one YAML document.

    Raises `ContentError` for bytes that are not UTF-8, tabs in the indentation, duplicate keys, aliases, tags,
    more than one document, nesting deeper than 40 and files over 1 MB.
    """
    text = _decode(data, file)
    _refuse_tabs(text, file)
    try:
        return _Builder(file).build(_events(text))
    except ContentError:
        raise
    except Exception as error:  # the parser leaks ValueError, AttributeError and IndexError on damaged input
        raise ContentError(_parser_problem(error, text, file)) from error


def plain(node: Node) -> Any:
    """Return the node as dicts, lists, texts and None."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def locate(node: Node, path: list[str | int]) -> Mark:
    """Return the place of the value at a path of keys and indexes, or of its nearest existing parent."""
    mark = node.mark
    for step in path:
        if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
            mark = (node.keys or {}).get(step, mark)
            node = node.value[step]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.mark
        else:
            break
    return mark


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise ContentError(Problem(Mark(file), f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ContentError(Problem(Mark(file, line, column), message)) from error


def _refuse_tabs(text: str, file: str) -> None:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation:
            mark = Mark(file, number, indentation.index("\t") + 1)
            raise ContentError(Problem(mark, "a tab stands in the indentation; indent with spaces"))


def loader_name() -> str:
    """Say which YAML parser is in use: the C one is about ten times as fast."""
    import yaml

    return "libyaml" if hasattr(yaml, "CSafeLoader") else "pure Python (slow: install PyYAML with libyaml)"


def _events(text: str) -> Iterator[yaml.Event]:
    import yaml

    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _parser_problem(error: Exception, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    reason = str(getattr(error, "problem", None) or error).split("\n")[0]
    if "nesting depth" in reason:
        # libyaml has a limit of its own since 0.2.6, and meets it while it reads ahead of us.
        return Problem(Mark(file, line, column), TOO_DEEP)
    source = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    hint = ""
    if "{{" in source:
        hint = "; put a wording with {{ }} between double quotes"
    elif source.count(": ") > 1:
        hint = "; put a text that holds ': ' between double quotes"
    return Problem(Mark(file, line, column), f"this is not YAML: {reason}{hint}")


class _Builder:
    """Builds nodes from parser events without recursion, so that depth costs no stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[Node] = []
        self.pending_keys: list[tuple[str, Mark] | None] = []
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node:
        import yaml

        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._start(Node({}, self._mark(event), {}), event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._start(Node([], self._mark(event)), event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.open.pop()
                self.pending_keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._fail(self._mark(event), "an alias (*) is not allowed; write the value out")
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                self._fail(self._mark(event), "a second document begins here; a file holds one")
        if self.root is None:
            self._fail(Mark(self.file), "the file is empty; a mapping was expected")
        assert self.root is not None
        return self.root

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return Mark(self.file) if start is None else Mark(self.file, start.line + 1, start.column + 1)

    def _fail(self, mark: Mark, message: str) -> None:
        raise ContentError(Problem(mark, message))

    def _refuse_tag(self, event: Any, mark: Mark) -> None:
        if event.tag is not None:
            self._fail(mark, f"a tag ({event.tag}) is not allowed")
        if event.anchor is not None:
            self._fail(mark, f"an anchor (&{event.anchor}) is not allowed")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._mark(event)
        self._refuse_tag(event, mark)
        if self._expects_key():
            self._key(event.value, mark)
            return
        # The style of a plain scalar is None in the parser written in Python and empty in libyaml.
        is_nothing = not event.style and event.value in ("", "~", "null")
        self._place(Node(None if is_nothing else event.value, mark))

    def _start(self, node: Node, event: Any) -> None:
        self._refuse_tag(event, node.mark)
        if self._expects_key():
            self._fail(node.mark, "a key must be text; put a wording with {{ }} between double quotes")
        if len(self.open) >= MAX_DEPTH:
            self._fail(node.mark, TOO_DEEP)
        self._place(node)
        self.open.append(node)
        self.pending_keys.append(None)

    def _expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, dict) and self.pending_keys[-1] is None

    def _key(self, key: str, mark: Mark) -> None:
        keys = self.open[-1].keys
        assert keys is not None
        if key == "<<":
            self._fail(mark, "a merge key (<<) is not allowed; write the values out")
        if key in keys:
            self._fail(mark, f"the key '{key}' stands twice; the first is in line {keys[key].line}")
        keys[key] = mark
        self.pending_keys[-1] = (key, mark)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1].value
        if isinstance(parent, list):
            parent.append(node)
            return
        pending = self.pending_keys[-1]
        assert isinstance(parent, dict)
        assert pending is not None
        parent[pending[0]] = node
        self.pending_keys[-1] = None
