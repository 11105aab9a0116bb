"""The readable text of a mail file: its head and its body, as a mail program would show them."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

HEADS = ("From", "Date", "Subject")


def text_of_mail(data: bytes) -> str:
    """Return who wrote, when, about what, and the body; HTML where there is no plain text."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    heads = [f"{name}: {_head(message, name)}" for name in HEADS if _head(message, name)]
    return "\n".join([*heads, "", _body(message)]) if heads else _body(message)


def _head(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):  # what the parser of heads may trip over
        return ""


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError, KeyError):  # an unknown character set
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else str(payload)
