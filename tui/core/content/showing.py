"""Everything about a type as one readable document, for an expert to review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content, words
from tui.core.content.page import NAMES, columns_of, folded
from tui.core.content.records import (
    Condition,
    NoticePhrase,
    Parameter,
    Statement,
    StateWording,
    SuspensionType,
    Wording,
)


def show_type(content: Content, name: str, language: str = "en") -> str:
    """Return everything about a type as plain text; raise `UnknownNameError` for a type that does not exist."""
    return _Page(content, content.type(name), language).text()


@dataclass
class _Page:
    content: Content
    body: TypeBody
    language: str

    @property
    def record(self) -> SuspensionType:
        return self.body.type

    @property
    def wording(self) -> Wording:
        return self.body.wording.get(self.language, Wording())

    def text(self) -> str:
        parts = [
            self._head(), self._routes(), self._notice(), self._facts(), self._situation(),
            *self._statements(), self._documents(), self._advice(), self._questions(), self._sources(),
        ]  # fmt: skip
        lines = [line.rstrip() for part in parts for line in part]
        return "\n".join(lines).strip() + "\n"

    def name(self, key: str) -> str:
        return NAMES.get(self.language, NAMES["en"])[key]

    def _titled(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        """Yield a heading and its lines; nothing where there are none."""
        held = list(lines)
        if held:
            title = self.name(key)
            yield from ("", title, "=" * columns_of(title), *held)

    def _field(self, key: str, value: str, indent: int = 2) -> Iterator[str]:
        if value:
            yield from folded(f"{self.name(key)}: {value}", indent)

    def _head(self) -> Iterator[str]:
        record = self.record
        title = f"{record.reference} {self.wording.title or record.id}"
        yield from (title, "#" * columns_of(title))
        yield from folded(self.wording.summary, 0)
        groups = {item.id: words(item.title, self.language) for item in self.content.index.groups}
        outlines = self.content.outlines
        responses = [
            f"{words(outlines[kind].title, self.language)} ({kind})" for kind in record.responses if kind in outlines
        ]
        fields = {
            "type": record.id,
            "group": groups.get(record.group, record.group),
            "scope": ", ".join(record.scope),
            "severity": record.severity,
            "responses": "; ".join(responses),
            "contact": self._purpose(),
            "guides": ", ".join(record.guides),
            "confusable": ", ".join(self._type_title(name) for name in record.confusable),
            "reviewed": record.reviewed.isoformat(),
            "tells_apart": self.wording.tells_apart,
        }
        for key, value in fields.items():
            yield from self._field(key, value, 0)

    def _purpose(self) -> str:
        wanted = self.record.contact.purpose
        titles = {item.id: words(item.title, self.language) for item in self.content.directory.purposes}
        return f"{titles[wanted]} ({wanted})" if wanted in titles else wanted

    def _type_title(self, name: str) -> str:
        titles = {entry.id: words(entry.title, self.language) for entry in self.content.index.types}
        return f"{titles[name]} ({name})" if name in titles else name

    def _routes(self) -> Iterator[str]:
        usual = self.record.responses[0]
        lines = list(folded(f"{self.name('usual')}: {usual}", 0))
        for route in self.record.routes:
            goal = " ".join(filter(None, (route.response, self._type_title(route.type) if route.type else None)))
            lines += folded(f"{self._condition(route.when)} -> {goal}", 0)
            lines += folded(self._own(self.wording.routes, route.id), 4)
        yield from self._titled("routes", lines)

    def _own(self, texts: dict[str, str], key: str) -> str:
        return texts.get(key) or self.name("missing")

    def _condition(self, condition: Condition | None) -> str:
        if condition is None:
            return ""
        known = {True: self.name("known"), False: self.name("unknown")}
        parts = [known[condition.known]] if condition.known is not None else []
        parts += [f"= {condition.equals}"] if condition.equals is not None else []
        parts += [f"≠ {condition.is_not}"] if condition.is_not is not None else []
        parts += [f"∈ {', '.join(condition.any_of)}"] if condition.any_of else []
        return f"{condition.fact} {' '.join(parts)}"

    def _notice(self) -> Iterator[str]:
        notice = self.record.notice
        lines = [line for phrase in notice.phrases for line in self._phrase(phrase)]
        for key, examples in (("yes", notice.examples.yes), ("no", notice.examples.no)):
            lines += [line for text in examples for line in self._field(key, text, 0)]
        yield from self._titled("notice", lines)

    def _phrase(self, phrase: NoticePhrase) -> Iterator[str]:
        text = f"[{phrase.weight}] " + " | ".join(phrase.any)
        if phrase.near is not None:
            text += f" · {self.name('near')} ({phrase.within}): {phrase.near}"
        if phrase.unless:
            text += f" · {self.name('unless')}: {' | '.join(phrase.unless)}"
        yield from folded(text, 0)

    def _facts(self) -> Iterator[str]:
        yield from self._titled(
            "facts", (line for number in range(len(self.record.facts)) for line in self._fact(number))
        )

    def _fact(self, number: int) -> Iterator[str]:
        spec = self.record.facts[number]
        required = f", {self.name('required')}" if spec.required else ""
        yield from folded(f"{self._own(self.wording.facts, spec.id)} [{spec.id}: {spec.kind}{required}]", 0)
        yield from self._field("why", self.wording.why.get(spec.id, ""))
        for option in spec.options:
            yield from folded(f"- {option}: {self._own(self.wording.options.get(spec.id, {}), option)}", 4)
        limit = self.content.parameters.get(spec.limit or "")
        yield from self._field("limit", self._parameter(limit) if limit else "")
        yield from self._field("when", self._condition(spec.when))
        yield from self._field("example", spec.example or "")

    def _parameter(self, parameter: Parameter) -> str:
        title = words(parameter.title, self.language)
        side = parameter.side.replace("_", " ")
        return f"{title}: {side} {parameter.value} {parameter.unit} ({', '.join(parameter.sources)})"

    def _situation(self) -> Iterator[str]:
        lines = []
        for item in self.record.situation:
            lines += [f"[{item.id}]"]
            lines += self._said(item)
            lines += self._field("when", self._condition(item.when))
            lines += self._field("sources", ", ".join(item.sources))
        yield from self._titled("situation", lines)

    def _said(self, item: Statement) -> Iterator[str]:
        say = self.wording.say.get(item.id)
        if isinstance(say, StateWording):
            for state in ("done", "under_way", "planned"):
                yield from self._field(state, getattr(say, state))
        else:
            yield from self._field("says", say or self.name("missing"))

    def _statements(self) -> Iterator[Iterator[str]]:
        record = self.record
        lists: dict[str, Iterable[Statement]] = {
            "causes": record.causes,
            "grounds": record.grounds,
            "corrective": [item for item in record.actions if item.part == "corrective"],
            "preventive": [item for item in record.actions if item.part == "preventive"],
        }
        for key, items in lists.items():
            yield self._titled(key, (line for item in items for line in self._statement(item)))

    def _statement(self, item: Statement) -> Iterator[str]:
        yield f"[{item.id}]"
        yield from self._field("ask", self._own(self.wording.ask, item.id))
        yield from self._said(item)
        labels = self.wording.details.get(item.id, {})
        details = [f"{self._own(labels, name)} [{name}: {kind}]" for name, kind in item.details.items()]
        yield from self._field("details", "; ".join(details))
        yield from self._field("evidence", ", ".join(self._document_title(name) for name in item.evidence))
        yield from self._field("answered", ", ".join(getattr(item, "answered_by", ())))
        yield from self._field("instead", ", ".join(getattr(item, "alternatives", ())))
        yield from self._field("when", self._condition(item.when))
        yield from self._field("sources", ", ".join(item.sources))
        yield ""

    def _document_title(self, name: str) -> str:
        kind = self.content.documents.get(name)
        return words(kind.title, self.language) if kind else name

    def _documents(self) -> Iterator[str]:
        lines: list[str] = []
        for need in self.record.documents:
            lines += folded(f"{self._document_title(need.id)} [{need.id}: {need.needed}]", 0)
            lines += self._field("when", self._condition(need.when))
            kind = self.content.documents.get(need.id)
            if kind is None:
                continue
            for key, texts in (("shows", kind.shows), ("refused", kind.not_accepted)):
                lines += self._field(key, "; ".join(texts.get(self.language) or texts.get("en", ())))
            age = self.content.parameters.get(kind.max_age or "")
            lines += self._field("age", f"{age.value} {age.unit}" if age else "")
            lines += self._field("note", words(kind.note, self.language))
            lines += self._field("sources", ", ".join(kind.sources))
        yield from self._titled("documents", lines)

    def _advice(self) -> Iterator[str]:
        for key, items, texts in (
            ("do", self.record.do, self.wording.do),
            ("do_not", self.record.do_not, self.wording.do_not),
        ):
            lines: list[str] = []
            for item in items:
                sources = f" ({', '.join(item.sources)})" if item.sources else ""
                when = f" [{self._condition(item.when)}]" if item.when else ""
                lines += folded(f"- {self._own(texts, item.id)}{sources}{when}", 0)
            yield from self._titled(key, lines)

    def _questions(self) -> Iterator[str]:
        lines: list[str] = []
        for item in self.record.questions:
            lines += folded(f"- {self._own(self.wording.questions, item.id)}", 0)
            lines += self._field("answered", ", ".join(item.answered_by), 4)
        yield from self._titled("questions", lines)

    def _sources(self) -> Iterator[str]:
        lines: list[str] = []
        for key in self._keys():
            source = self.content.reference.sources.get(key)
            if source is None:
                lines.append(f"{key}: ?")
                continue
            about = ", ".join(filter(None, (source.kind, source.date, source.note)))
            lines += [f"{key}: {source.address}", *folded(about, 4)]
        yield from self._titled("sources", lines)
        allowed = [f"{item.rule} {item.path}: {item.reason}" for item in self.record.allow]
        yield from self._titled("allow", allowed)

    def _keys(self) -> list[str]:
        record = self.record
        lists: list[tuple[str, ...]] = [record.sources]
        for part in (record.situation, record.causes, record.grounds, record.actions, record.do, record.do_not):
            lists += [item.sources for item in part]
        for need in record.documents:
            kind = self.content.documents.get(need.id)
            lists += [kind.sources] if kind else []
        limits = {spec.limit for spec in record.facts if spec.limit}
        lists += [item.sources for item in self.content.reference.parameters if item.id in limits]
        return list(dict.fromkeys(key for keys in lists for key in keys))
