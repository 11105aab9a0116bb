"""Shop profiles: making and choosing them, and new cases that begin with one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tui.actions.desk import Desk
from tui.places import Places

if TYPE_CHECKING:
    from tui.core.case.shops import Shop, ShopStore

NONE = "-"


class Shopkeeping(Desk):
    """Shop profiles, and new cases that begin with one."""

    places: Places

    @property
    def _shops(self) -> ShopStore:
        from tui.core.case.shops import ShopStore

        return ShopStore(self.session.store.root.parent)

    def action_shops(self) -> None:
        """Make, change and choose shop profiles."""
        from tui.screens.shops import ShopsScreen

        codes = tuple(self.session.content.marketplaces)
        screen = ShopsScreen(self._shops, self.places.last.shop, codes, self.interface)
        self.push_screen(screen, self._shop_chosen)

    def _shop_chosen(self, name: str | None) -> None:
        if name is not None:
            self.places.remember(msgspec.structs.replace(self.places.last, shop=name))

    def start_case(self, type_name: str, marketplace: str) -> None:
        """Make a case of a type; of several shops, ask whose it is."""
        from tui.core.case.shops import Shop
        from tui.screens.choice import ChoiceScreen

        shops = {shop.id: shop for shop in self._shops.shops() if isinstance(shop, Shop)}
        if len(shops) < 2:
            self.call_later(self._start, type_name, marketplace, next(iter(shops.values()), None))
            return
        answers = [(shop.id, self._shown(shop)) for shop in shops.values()]
        answers.append((NONE, self.interface.text("shops.none")))
        screen = ChoiceScreen(self.interface.text("shops.whose"), answers, self.places.last.shop)
        self.push_screen(screen, partial(self._shop_answered, type_name, marketplace, shops))

    def _shown(self, shop: Shop) -> str:
        parts = (shop.name, shop.merchant_token, " ".join(shop.marketplaces))
        return " · ".join(part for part in parts if part)

    def _shop_answered(self, type_name: str, marketplace: str, shops: dict[str, Shop], answer: str | None) -> None:
        if answer:
            self._shop_chosen(answer if answer in shops else "")
            self.call_later(self._start, type_name, marketplace, shops.get(answer))

    async def _start(self, type_name: str, marketplace: str, shop: Shop | None) -> None:
        from tui.core.case.shops import with_shop

        session = self.session
        try:
            case = session.start(type_name, marketplace)
        except OSError as error:
            self.notify(self.interface.text("status.failed", problem=error), severity="error", markup=False)
            return
        if shop is not None:
            known = {spec.id for spec in session.content.facts_of(session.content.type(type_name), case.response)}
            session.become(with_shop(case, shop, known))
            self.saver.request()
            self.notify(self.interface.text("shops.used", shop=shop.name), markup=False, timeout=5)
        await self.show_case()
