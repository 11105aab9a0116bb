"""`reinstate shops`: the profiles that are copied into new cases."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.common import DONE, emit, emit_json, open_interface, open_shops
from tui.core.case.shops import DamagedShop, Shop


def list_shops(options: Namespace) -> int:
    """Print every shop profile; a damaged one with its problem."""
    found = open_shops().shops()
    if options.json:
        emit_json([_document(item) for item in found])
        return DONE
    width = max((len(item.id) for item in found), default=0)
    texts = open_interface(options.lang) if any(isinstance(item, DamagedShop) for item in found) else None
    for item in found:
        if isinstance(item, DamagedShop):
            told = texts.text("shops.damaged", problem=item.problem) if texts else item.problem
            emit(f"{item.id:<{width}}  {told}")
        else:
            parts = (item.name, item.merchant_token, item.signatory_role, " ".join(item.marketplaces))
            emit(f"{item.id:<{width}}  " + "  ".join(part for part in parts if part))
    return DONE


def _document(item: Shop | DamagedShop) -> dict[str, str | list[str] | None]:
    if isinstance(item, DamagedShop):
        return {"id": item.id, "problem": item.problem}
    return {
        "id": item.id,
        "name": item.name,
        "merchant_token": item.merchant_token or None,
        "signatory_role": item.signatory_role or None,
        "marketplaces": list(item.marketplaces),
        "problem": None,
    }
