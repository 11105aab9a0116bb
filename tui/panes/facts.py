"""The facts of the case: one field each, checked while typing, kept as typed."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tui.core.case.values import LIST_KINDS, Raw, ValueProblem, normal_raw, parse_value
from tui.core.content.library import words
from tui.core.content.records import FactSpec, ResponseKind
from tui.core.letter.routing import holds, propose
from tui.core.letter.shown import show_parameter
from tui.interface import Interface
from tui.panes.echo import Echo
from tui.panes.messages import FactSet, SettingSet
from tui.panes.view import CaseView, Pane
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput
from tui.widgets.still import Still

SETTINGS = ("marketplace", "response", "letter_language")


class FactField(Vertical):
    """A fact: its label, its field, why it is asked for, and what is wrong with the value."""

    def __init__(self, spec: FactSpec, view: CaseView) -> None:
        """Make the field for a fact."""
        super().__init__(classes="field")
        self.spec = spec
        self._view = view
        self._echo = Echo()

    def compose(self) -> ComposeResult:
        """Lay out label, field and message."""
        spec, view = self.spec, self._view
        needed = f"  *{view.interface.text('facts.required')}" if spec.required else ""
        yield Static(Content.assemble((view.label(spec.id), "bold"), (needed, "$text-muted")), classes="field-label")
        if spec.kind == "choice":
            yield ChoiceLine(view.options(spec), id=f"fact-{spec.id}")
        else:
            hint = view.interface.text("facts.example", example=spec.example) if spec.example else ""
            joiner = ", " if spec.kind in LIST_KINDS else " "
            yield LineInput(placeholder=hint, joiner=joiner, compact=True, id=f"fact-{spec.id}")
        yield Still("", classes="field-note", markup=False)

    def show(self, view: CaseView) -> None:
        """Show the value of the case, unless a person is typing in the field."""
        self._view = view
        self.display = holds(self.spec.when, view.case.facts)
        raw = view.case.facts.get(self.spec.id, "")
        if self.spec.kind == "choice":
            self.query_one(ChoiceLine).show(raw if isinstance(raw, str) else "")
        else:
            self._show_value(self.query_one(LineInput), raw)
        self.note()

    def _show_value(self, field: LineInput, raw: Raw) -> None:
        if self._echo.returns(raw or None) or self._kept(field.value) == (raw or None):
            return
        with field.prevent(Input.Changed):
            field.value = raw if isinstance(raw, str) else ", ".join(raw)

    def _kept(self, typed: str) -> Raw | None:
        return (normal_raw(self.spec.kind, typed) if typed.strip() else "") or None

    def typed(self) -> Raw | None:
        """Return the value of the field as it is to be kept, which will come back as an echo."""
        value = self._kept(self.query_one(LineInput).value)
        self._echo.send(value)
        return value

    def note(self) -> None:
        """Say below the field what is wrong with its value, or, while it has the focus, why it is asked for."""
        if not self.is_attached or not self.children:
            # A screen that closes takes the focus away from a field that is no longer there.
            return
        note = self.query_one(".field-note", Static)
        problem = self._problem()
        has_focus = self.has_focus_within
        text = problem if problem and not has_focus else self._hint() if has_focus else ""
        note.set_class(bool(problem) and not has_focus, "-problem")
        note.update(Content(text))
        note.display = bool(text)

    def _hint(self) -> str:
        view, parts = self._view, [self._view.why(self.spec.id)]
        if self.spec.limit and self.spec.limit in view.content.parameters:
            limit = show_parameter(view.content.parameters[self.spec.limit], view.interface.language)
            parts.append(view.interface.text("facts.limit", limit=limit))
        return " ".join(part for part in parts if part)

    def _problem(self) -> str:
        if self.spec.kind == "choice" or not self.query_one(LineInput).value.strip():
            return ""
        store = self._view.content.marketplaces.get(self._view.case.marketplace)
        try:
            parse_value(self.spec.kind, self.query_one(LineInput).value, currency=store.currency if store else "")
        except ValueProblem as problem:
            return self._view.interface.text(f"problems.{problem.code}", **problem.parts)
        return ""

    def on_descendant_focus(self) -> None:
        """Say why the fact is asked for."""
        self.note()

    def on_descendant_blur(self) -> None:
        """Say what is wrong with what was typed."""
        self.call_after_refresh(self.note)


class FactsPane(Pane):
    """The settings of the case and a field for each fact."""

    name_key = "facts"

    def __init__(self, interface: Interface) -> None:
        """Make the pane; its fields come with the case."""
        super().__init__(interface)
        self._built_for: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the scroll that takes the fields."""
        yield Static(Content(self.interface.text("facts.empty")), classes="empty", id="facts-empty")
        yield VerticalScroll(id="facts-fields", can_focus=False)

    async def show(self, view: CaseView | None) -> None:
        """Show the facts of a case."""
        self.query_one("#facts-empty").display = view is None
        scroll = self.query_one("#facts-fields", VerticalScroll)
        scroll.display = view is not None
        if view is None:
            return
        wanted = (view.case.id, *(spec.id for spec in view.facts))
        if wanted != self._built_for:
            self._built_for = wanted
            await self._build(scroll, view)
        self._show_settings(view)
        for field in self.query(FactField):
            field.show(view)

    async def _build(self, scroll: VerticalScroll, view: CaseView) -> None:
        focused = next((field.spec.id for field in self.query(FactField) if field.has_focus_within), None)
        setting = next((line.id for line in self.query(ChoiceLine) if line.has_focus), None)
        await scroll.remove_children()
        rows = [self._setting(name) for name in SETTINGS]
        await scroll.mount_all([*rows, *(FactField(spec, view) for spec in view.facts)])
        wanted = f"#fact-{focused}" if focused else f"#{setting}" if setting else ""
        if wanted and self.query(wanted):
            self.query(wanted).first().focus(scroll_visible=False)

    def _setting(self, name: str) -> Vertical:
        label = Static(Content.styled(self.interface.text(f"facts.{name}"), "bold"), classes="field-label")
        note = Still("", classes="field-note", id=f"note-{name}", markup=False)
        return Vertical(label, ChoiceLine((), id=f"setting-{name}"), note, classes="field")

    def _show_settings(self, view: CaseView) -> None:
        language, case = view.interface.language, view.case
        stores = tuple(
            (item.code, f"{item.code}  {words(item.name, language)}") for item in view.content.marketplaces.values()
        )
        kinds = tuple((kind, words(view.content.outlines[kind].title, language)) for kind in self._kinds(view))
        tongues = tuple(
            (code, view.interface.text(f"facts.languages.{code}")) for code in view.content.index.pack.languages
        )
        for name, value, options in (
            ("marketplace", case.marketplace, stores),
            ("response", case.response, kinds),
            ("letter_language", case.letter_language, tongues),
        ):
            self.query_one(f"#setting-{name}", ChoiceLine).show(value, options)
        proposal = propose(view.body, case.facts)
        why = view.wording.routes.get(proposal.route or "", "")
        explains = words(view.content.outlines[case.response].explains, language)
        usual = view.interface.text("facts.usual") if case.response == proposal.response and not why else ""
        leads = self._leads(view, proposal.type)
        note = self.query_one("#note-response", Static)
        parts = (why, usual, explains, leads, view.interface.text("facts.advice"))
        note.update(Content(" ".join(part for part in parts if part)))

    def _leads(self, view: CaseView, name: str) -> str:
        """Say that the facts lead to another type, where they do."""
        if name == view.case.type:
            return ""
        titles = {entry.id: words(entry.title, view.interface.language) for entry in view.content.index.types}
        return view.interface.text("facts.leads", title=titles.get(name, name))

    def _kinds(self, view: CaseView) -> list[ResponseKind]:
        routed = [route.response for route in view.body.type.routes if route.response]
        return list(dict.fromkeys([*view.body.type.responses, *routed, view.case.response]))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        field = event.input.parent
        if isinstance(field, FactField):
            self.post_message(FactSet(field.spec.id, field.typed()))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    @on(ChoiceLine.Changed)
    def _chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        kind, _, name = (event.line.id or "").partition("-")
        self.post_message(FactSet(name, event.value) if kind == "fact" else SettingSet(name, event.value))

    def on_key(self, event: events.Key) -> None:
        """Go from field to field with the arrows."""
        if event.key in ("down", "up"):
            event.stop()
            _ = self.screen.focus_next() if event.key == "down" else self.screen.focus_previous()

    def focus_first(self) -> None:
        """Start at the first fact that is still open, else at the first field."""
        fields = [field for field in self.query(FactField) if field.display]
        for field in fields:
            if field.spec.required and not self._value(field):
                field.query_one(f"#fact-{field.spec.id}").focus()
                return
        super().focus_first()

    def _value(self, field: FactField) -> str:
        widget = field.query_one(f"#fact-{field.spec.id}")
        return widget.value if isinstance(widget, LineInput | ChoiceLine) else ""
