"""What an export has to tell: why it was refused, and what a reader should know about one that was made."""

from __future__ import annotations

SENTENCES = {
    # Why nothing was made.
    "unknown_format": "there is no format '{format}' (formats: {known}){near}",
    "option_not_for_format": "{option} does not go with the format {format}, only with: {formats}",
    "wrap_range": "lines can be wrapped at {least} to {most} columns, not at {width}",
    "subject_control": "the subject holds a line end or another control character: '{subject}'; it takes one line",
    "address_control": "the recipient holds a line end or another control character: '{address}'",
    "address_many": "'{address}' is more than one recipient, or holds a name; give one bare address",
    "address_no_at": "'{address}' is no e-mail address: the @ is missing",
    "address_local": "'{address}': before the @ only ASCII letters, digits and .!#$%&'*+/=?^_`{{|}}~- may stand",
    "address_domain": "'{address}': what follows the @ is no domain name{ascii}",
    "address_long": "'{address}' is longer than an e-mail address may be",
    "link_too_long": "the link would have {length} characters, and many mail programs take {limit} at most;"
    " copy the text or write an .eml file instead",
    "pdf_glyphs": "no font found on this computer can show {characters}; install a font that has them (for Chinese and"
    " Japanese: Noto Sans CJK or WenQuanYi Zen Hei), name a font file in REINSTATE_PDF_FONT, or export docx or html",
    "pdf_font": "{path} cannot be used as a font for the pdf: {reason}",
    "exists": "{path} exists already; --force overwrites it",
    "is_folder": "{path} exists already and is a folder, not a file",
    "is_link": "{path} exists already and is a link; name the file itself",
    "no_folder": "there is no folder {path}",
    "bad_name": "'{name}' cannot be a file name: it holds a line end or another control character",
    "cannot_write": "{path} cannot be written: {reason}",
    "pack_exists": "{path} exists already; a pack is never written over anything, choose another name",
    "missing_files": "{count} of the linked documents cannot be read: {files}",
    "attachment_large": "{file} is larger than {limit} MB",
    "key_damaged": "{path} is not a key of pseudonyms: {reason}",
    # What to know about what was made.
    "note_cleaned": "{count} control or invisible characters were replaced or left out",
    "note_title_cleaned": "the title held line ends or control characters; it was put on one line",
    "note_gaps": "{count} gaps are still in the letter: {labels}",
    "note_missing": "not in the pack, because it cannot be read: {file}",
    "note_changed": "{file} is not the file that was linked: its content has changed since",
    "note_large": "the message has {size} MB; many mail servers refuse more than {limit} MB",
}
MAX_SHOWN = 120


class Message:
    """A sentence by its code and what fills it; the interface may say it in another language."""

    def __init__(self, code: str, **parts: str) -> None:
        self.code = code
        self.parts = parts

    def __str__(self) -> str:
        return SENTENCES[self.code].format(**self.parts)

    def __repr__(self) -> str:
        return f"Message({self.code!r}, {self.parts!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.code, self.parts) == (other.code, other.parts)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.parts.items()))))


class ExportProblem(ValueError):  # noqa: N818  # what was asked cannot be done as it was given; the program did not fail
    """Nothing was written; `code` names the message, `parts` fill it."""

    def __init__(self, code: str, **parts: str) -> None:
        self.message = Message(code, **parts)
        super().__init__(str(self.message))

    @property
    def code(self) -> str:
        """The name of the message."""
        return self.message.code

    @property
    def parts(self) -> dict[str, str]:
        """What fills the message."""
        return self.message.parts


def shown(text: str) -> str:
    r"""Return a text for a message: control characters written out (`\n`, `\x1b`), and not too long."""
    plain = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
    return plain if len(plain) <= MAX_SHOWN else plain[:MAX_SHOWN] + "…"


def has_control(text: str) -> bool:
    """Say whether a text holds a control character, a line end of any kind, a surrogate or a hidden steering mark."""
    from tui.core.text import clean

    return "\t" in text or "\n" in text or clean(text).text != text
