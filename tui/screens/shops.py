"""Shop profiles: a list over the fields of the highlighted one; what is typed is kept when a field is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.case.shops import DamagedShop, Shop, ShopStore
from tui.core.case.values import split_items
from tui.interface import Interface
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row

if TYPE_CHECKING:
    from textual.events import DescendantBlur

FIELDS = ("name", "merchant_token", "signatory_role", "marketplaces")
NEW = "new:"


class ShopsScreen(ModalScreen[str]):
    """Makes, changes and chooses shop profiles; gives the one to begin new cases with."""

    DEFAULT_CSS = """
    ShopsScreen #shops-list { height: auto; min-height: 2; max-height: 8; margin-bottom: 1; }
    ShopsScreen .shop-label { height: 1; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]

    def __init__(self, store: ShopStore, chosen: str, codes: tuple[str, ...], interface: Interface) -> None:
        """Show the profiles of a store; `codes` are the marketplaces that there are."""
        super().__init__()
        self._store = store
        self._chosen = chosen
        self._codes = codes
        self._interface = interface
        self._shops = {shop.id: shop for shop in store.shops()}
        self._open = ""
        """The profile in the fields; empty for one that is new."""
        self._may_leave = False

    def compose(self) -> ComposeResult:
        """Lay out the list over the fields."""
        text = self._interface.text
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(text("shops.title"), "bold"), classes="question")
            yield LineList(list(self._rows()), id="shops-list")
            for name in FIELDS:
                yield Static(Content(text(f"shops.{name}")), classes="shop-label")
                hint = " ".join(self._codes[:6]) if name == "marketplaces" else ""
                yield LineInput(placeholder=hint, joiner=", ", compact=True, id=f"shop-{name}")
            yield Static("", classes="field-note -problem", id="shop-problem", markup=False)
            yield Static(Content.styled(text("shops.keys"), "dim"))

    def _rows(self) -> Iterator[Row]:
        text = self._interface.text
        for shop in self._shops.values():
            if isinstance(shop, DamagedShop):
                yield Row(f"shop:{shop.id}", f"{shop.id}: {text('shops.damaged', problem=shop.problem)}", sign="!")
            else:
                sign = text(f"signs.{'done' if shop.id == self._chosen else 'not_claimed'}")
                parts = (shop.name, shop.merchant_token, " ".join(shop.marketplaces))
                yield Row(f"shop:{shop.id}", " · ".join(part for part in parts if part), sign=sign)
        yield Row(NEW, text("shops.new"), sign="+")

    def on_mount(self) -> None:
        """Begin in the list, at the profile in use."""
        listed = self.query_one(LineList)
        listed.focus()
        listed.select(f"shop:{self._chosen}")
        self._show(listed.row_id)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show(event.row_id)

    def _show(self, row_id: str | None) -> None:
        self._open = (row_id or "").removeprefix("shop:") if row_id != NEW else ""
        shop = self._shops.get(self._open)
        for name in FIELDS:
            value = getattr(shop, name, "") if shop is not None else ""
            field = self.query_one(f"#shop-{name}", LineInput)
            field.value = value if isinstance(value, str) else ", ".join(value)
            field.disabled = isinstance(shop, DamagedShop)
        self._complain("")

    @on(LineList.Chosen)
    def _edit(self, event: LineList.Chosen) -> None:
        """Begin new cases with this shop, and go to its fields."""
        event.stop()
        if isinstance(self._shops.get(self._open), Shop):
            self._chosen = self._open
            self._show_rows()
        self.query_one("#shop-name").focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._keep():
            if event.input.id == f"shop-{FIELDS[-1]}":
                self.query_one(LineList).focus()
            else:
                self.focus_next()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Keep what was typed in a field that is left."""
        if isinstance(event.widget, LineInput) and self.is_attached:
            self._keep()

    def _keep(self) -> bool:
        """Save the fields as they are; say whether nothing is wrong with them."""
        typed = {name: self.query_one(f"#shop-{name}", LineInput).value.strip() for name in FIELDS}
        codes = tuple(code.upper() for code in split_items(typed.pop("marketplaces")))
        unknown = next((code for code in codes if code not in self._codes), "")
        before = self._shops.get(self._open)
        if isinstance(before, DamagedShop) or not (typed["name"] or any(typed.values()) or codes):
            return True
        problem = "" if typed["name"] else self._interface.text("shops.no_name")
        problem = self._interface.text("shops.no_store", code=unknown) if unknown else problem
        self._complain(problem)
        if problem:
            return False
        shop = Shop(id=self._open or self._store.free_id(typed["name"]), marketplaces=codes, **typed)
        return shop == before or self._save(shop)

    def _save(self, shop: Shop) -> bool:
        try:
            self._store.save(shop)
        except OSError as error:
            self._complain(self._interface.text("status.failed", problem=str(error)))
            return False
        self._shops[shop.id] = shop
        self._open = shop.id
        self._chosen = self._chosen or shop.id
        self._show_rows()
        return True

    def _show_rows(self) -> None:
        listed = self.query_one(LineList)
        with listed.prevent(LineList.Highlighted):
            listed.show_rows(list(self._rows()))
            listed.select(f"shop:{self._open}" if self._open else NEW)

    def _complain(self, problem: str) -> None:
        note = self.query_one("#shop-problem", Static)
        note.update(Content(problem))
        note.display = bool(problem)

    def action_keep(self) -> None:
        """Save now."""
        self._keep()

    def action_close(self) -> None:
        """Leave; what cannot be kept is said once before."""
        if self._keep() or self._may_leave:
            self.dismiss(self._chosen)
        self._may_leave = True
