"""One e-mail address, and nothing else: what a header or a link may take as its recipient."""

from __future__ import annotations

import re

from tui.core.export.problems import ExportProblem, has_control, shown

MAX_ADDRESS, MAX_LOCAL = 254, 64

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?=[A-Za-z])(?:{_LABEL})")


def parse_recipient(text: str) -> str:
    """Return one bare address; raise `ExportProblem` for a name, a comment, a second address or anything odd."""
    named = shown(text)
    if has_control(text):
        raise ExportProblem("address_control", address=named)
    address = text.strip()
    if "@" not in address:
        raise ExportProblem("address_no_at", address=named)
    if len(address) > MAX_ADDRESS:
        raise ExportProblem("address_long", address=named)
    if address.count("@") > 1 or re.search(r"[\s,;<>()\"\[\]:\\]", address):
        raise ExportProblem("address_many", address=named)
    local, _, domain = address.partition("@")
    if len(local) > MAX_LOCAL or not _LOCAL.fullmatch(local):
        raise ExportProblem("address_local", address=named)
    if not _DOMAIN.fullmatch(domain):
        raise ExportProblem("address_domain", address=named, ascii=_ascii_form(domain))
    return address


def _ascii_form(domain: str) -> str:
    """Return a clause with the domain as the name servers know it, where it is in another script."""
    if domain.isascii():
        return ""
    try:
        return f"; in ASCII it would be {domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
