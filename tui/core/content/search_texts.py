"""What a contact is searched by: made once, when content is compiled, so that a key only compares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tui.core.content.channels import Contact
from tui.core.content.compiled import PurposeEntry
from tui.core.content.records import Marketplace, Words

HAN = re.compile(r"[\u3400-\u9fff]")


def folded(text: str) -> str:
    """Return a text as it is compared: without case, width and compatibility differences."""
    return unicodedata.normalize("NFKC", text).casefold()


def search_texts(
    contacts: Sequence[Contact], purposes: Sequence[PurposeEntry], stores: Sequence[Marketplace] = ()
) -> tuple[str, ...]:
    """Return for each contact the folded text in which a query is looked for."""
    titles = {purpose.id: purpose.title for purpose in purposes}
    names = {store.code: store.name for store in stores}
    return tuple(
        folded("\n".join(_parts(contact, titles.get(contact.purpose, {}), names.get(contact.marketplace, {}))))
        for contact in contacts
    )


def _parts(contact: Contact, title: Words, store: Words) -> Iterator[str]:
    yield from (contact.id, contact.purpose, contact.address, contact.marketplace, contact.seed_heading or "")
    yield from (text for texts in (title, store, contact.notes, contact.status_reason) for text in texts.values())
    for text in (title.get("zh", ""), store.get("zh", "")):
        yield initials(text)


@lru_cache(maxsize=1024)
def initials(text: str) -> str:
    """Return the first letters of the syllables of a Chinese text, as they are typed: zhtyss for 账户停用申诉."""
    if not HAN.search(text):
        return ""
    # Here and not above: its tables take a fifth of a second, which only whoever compiles content has to spend.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin("".join(HAN.findall(text)), style=Style.FIRST_LETTER))
