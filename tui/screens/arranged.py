"""How the main screen is arranged: which hints the footer shows, one pane enlarged, and how wide the columns are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.css.query import NoMatches

from tui.commands import Command
from tui.hints import footer_hints
from tui.interface import Interface
from tui.widgets.calm_screen import CalmScreen
from tui.widgets.key_line import Hint, KeyLine

if TYPE_CHECKING:
    from tui.screens.jump import Target
    from tui.session import CaseSession

STEP = 4
LEAST_COLUMN = 28
LEAST_CENTRE = 34
SIDES = {"types": "left", "contacts": "right", "checks": "right"}


class ArrangedScreen(CalmScreen[None]):
    """A screen of columns whose footer follows the focus; widths are in cells, 0 stands for the layout's own."""

    session: CaseSession
    interface: Interface
    current: str
    keys: Mapping[str, str]
    left_width = 0
    right_width = 0
    working = False
    """Whether something is under way that takes more than a moment."""
    _hinted_for = ""

    @property
    def focused_pane(self) -> str:
        """The name of the pane that has the focus."""
        raise NotImplementedError

    def can_work(self, command: Command) -> bool:
        """Say whether a command can do anything with what is open."""
        if command.needs_sample:
            return self.session.is_sample
        return not command.needs_case or self.session.case is not None

    def hints(self) -> list[Hint]:
        """Return what the footer says now."""
        self._hinted_for = self.focused_pane
        return footer_hints(self._hinted_for, self.can_work, self.keys, self.interface)

    def show_hints(self) -> None:
        """Bring the footer up to date."""
        self.query_one("#footer", KeyLine).show(self.hints())

    def mark(self) -> str:
        """Return what the status line begins with: that this is the sample, and that something is under way."""
        names = [name for name, shows in (("sample", self.session.is_sample), ("working", self.working)) if shows]
        return "".join(f"{self.interface.text(f'status.{name}')} · " for name in names)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of the pane that the focus has come to."""
        if self.focused_pane != self._hinted_for:
            self.show_hints()

    def jump_targets(self) -> list[Target]:
        """Return what can be jumped to now: the tabs, then every list, field and section in sight, as one reads."""
        from tui.screens.jump import Target

        tabs = self.query_one("#tabs", KeyLine)
        found = [Target(f"pane:{name}", tabs.region.x + x, tabs.region.y) for name, x in tabs.places() if tabs.region]
        for widget in self.focus_chain:
            seen = self.find_widget(widget).visible_region
            if seen and widget.id:
                found.append(Target(f"widget:{widget.id}", seen.x, seen.y))
        return sorted(found, key=lambda target: (not target.name.startswith("pane:"), target.y, target.x))

    async def jump_to(self, name: str) -> None:
        """Go to a target by its name."""
        kind, _, place = name.partition(":")
        if kind == "pane":
            await self.show_pane(place)
        else:
            self.query_one(f"#{place}").focus()

    async def show_pane(self, name: str, focus: bool = True) -> None:
        """Bring a pane to the front."""
        raise NotImplementedError

    @property
    def is_zoomed(self) -> bool:
        """Whether one pane has the whole window."""
        return self.has_class("-zoomed")

    def zoom(self, enlarged: bool) -> None:
        """Give the pane in front the whole window, or all panes their places again."""
        self.set_class(enlarged, "-zoomed")
        self.lay_columns()

    def widen(self, cells: int) -> bool:
        """Make the focused column wider or narrower, and say whether that was possible.

        The centre has what the others leave: it grows by what the left one gives away.
        """
        name = self.focused_pane
        side = SIDES.get(name, "left")
        if name not in SIDES:
            cells = -cells
        before = self.left_width, self.right_width
        width = self._width_of(side)
        room = self.size.width - self._width_of("right" if side == "left" else "left") - LEAST_CENTRE
        wanted = max(LEAST_COLUMN, min(width + cells, room))
        if side == "left":
            self.left_width = wanted
        else:
            self.right_width = wanted
        self.lay_columns()
        return (self.left_width, self.right_width) != before

    def _width_of(self, side: str) -> int:
        names = ("#pane-types",) if side == "left" else ("#pane-contacts", "#pane-checks")
        return max((pane.outer_size.width for name in names for pane in self.query(name) if pane.display), default=0)

    def lay_columns(self) -> None:
        """Give the outer columns their widths where they stand beside another, as far as there is room."""
        free = self.size.width - LEAST_CENTRE
        stands = not self.is_zoomed and not self.has_class("-one")
        left = min(self.left_width, free - LEAST_COLUMN) if stands and self.left_width else 0
        right = min(self.right_width, free - max(left, LEAST_COLUMN)) if stands and self.right_width else 0
        for name, width in (("types", left), ("contacts", right), ("checks", right)):
            try:
                pane = self.query_one(f"#pane-{name}")
            except NoMatches:
                continue
            if width >= LEAST_COLUMN:
                pane.styles.width = width
            elif pane.styles.inline.has_rule("width"):
                pane.styles.inline.clear_rule("width")
                pane.refresh(layout=True)
