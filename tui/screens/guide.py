"""The guides: a list, and the chosen page as Markdown; what matters for the open case comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content as Text
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from tui.core.content.guides import Guide, guides_for
from tui.core.content.library import Content, words
from tui.core.content.records import SuspensionType
from tui.interface import Interface
from tui.keys import delivered
from tui.widgets.line_list import LineList, Row


class GuideScreen(ModalScreen[None]):
    """The whole window: the list beside the page where there is room, else above it."""

    DEFAULT_CSS = """
    GuideScreen { align: left top; }
    GuideScreen #guide-frame { width: 100%; height: 100%; background: $surface; layout: vertical; }
    GuideScreen #guide-list { height: 6; padding: 0 1; border-bottom: solid $primary-muted; }
    GuideScreen #guide-page { height: 1fr; padding: 0 1; }
    GuideScreen #guide-page:focus { background: $boost; }
    GuideScreen #guide-parts { height: 1fr; layout: vertical; }
    GuideScreen #guide-text { padding: 0; }
    GuideScreen #guide-keys { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    GuideScreen.-two #guide-parts, GuideScreen.-three #guide-parts { layout: horizontal; }
    GuideScreen.-two #guide-list, GuideScreen.-three #guide-list {
        width: 36; height: 1fr; border-bottom: none; border-right: solid $primary-muted;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(delivered("escape,shift+f1,q"), "close", show=False, priority=True),
        Binding("pagedown,space", "turn(1)", show=False, priority=True),
        Binding("pageup,b", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, content: Content, interface: Interface, record: SuspensionType | None) -> None:
        """Show the guides in a language, those that matter for a type first."""
        super().__init__()
        self._content = content
        self._interface = interface
        self._record = record
        self._wanted = self._shown = ""
        self._is_showing = False

    def compose(self) -> ComposeResult:
        """Lay out the list, the page, and the keys."""
        with Vertical(id="guide-frame"):
            with Vertical(id="guide-parts"):
                yield LineList(list(self._rows()), id="guide-list")
                with VerticalScroll(id="guide-page"):
                    yield Markdown(id="guide-text", open_links=False)
            yield Static(Text(self._interface.text("guide.keys")), id="guide-keys")

    def _rows(self) -> Iterator[Row]:
        text, language = self._interface.text, self._interface.language
        guides = tuple(self._content.guides.values())
        first = guides_for(guides, self._record) if self._record else ()
        rest = tuple(guide for guide in guides if guide not in first)
        for key, part in (("guide.for_case", first), ("guide.all" if not first else "guide.more", rest)):
            if part:
                yield Row(f"group:{key}", text(key), heading=True)
                yield from (Row(guide.id, words(guide.title, language)) for guide in part)

    def on_mount(self) -> None:
        """Begin with the first guide."""
        guides = self.query_one("#guide-list", LineList)
        guides.focus()
        self._want(guides.row_id)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._want(event.row_id)

    def _want(self, name: str | None) -> None:
        self._wanted = name or ""
        if not self._is_showing:
            self._show_wanted()

    @work
    async def _show_wanted(self) -> None:
        """Show the wanted guide; a page takes a moment, so those passed over meanwhile are never laid out."""
        self._is_showing = True
        while self._wanted != self._shown:
            await self._show(self._wanted)
        self._is_showing = False

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.query_one("#guide-page").focus()

    async def _show(self, name: str) -> None:
        self._shown = name
        guide = self._content.guides.get(name)
        if guide is None:
            return
        await self.query_one(Markdown).update("\n\n".join(self._page(guide)))
        self.query_one("#guide-page", VerticalScroll).scroll_home(animate=False)

    def _page(self, guide: Guide) -> Iterator[str]:
        text, language = self._interface.text, self._interface.language
        yield f"# {words(guide.title, language)}"
        yield words(guide.body, language)
        yield "---"
        yield text("guide.reviewed", day=guide.reviewed.isoformat())
        sources = self._content.reference.sources
        listed = [f"- {key}: `{sources[key].address}`" for key in guide.sources if key in sources]
        yield "\n".join([text("guide.sources"), "", *listed])

    def action_turn(self, pages: int) -> None:
        """Turn the page from wherever the focus is."""
        page = self.query_one("#guide-page", VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_close(self) -> None:
        """Go back to the work."""
        self.dismiss(None)
