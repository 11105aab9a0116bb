"""A letter as one web page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tui.core.export.blocks import Block, blocks, title_of
from tui.core.export.scripts import language_tag, script_of
from tui.core.letter.records import Letter

LATIN_FONTS = '"Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans"'
FONTS = {
    "zh": '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei"',
    "ja": '"Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", "IPAGothic"',
    "ko": '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"',
}
STYLE = """\
body {{ margin: 0; color: #111; background: #fff; font: 16px/1.6 {fonts}, sans-serif; }}
main {{ max-width: 42em; margin: 2.5em auto; padding: 0 1.2em; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.5em; line-height: 1.3; }}
h2 {{ font-size: 1.15em; margin: 1.6em 0 .4em; }}
p, li {{ margin: 0 0 .6em; white-space: pre-wrap; }}
@media print {{ main {{ max-width: none; margin: 0; padding: 0; }} h2 {{ break-after: avoid; }} }}
"""


def as_html(letter: Letter) -> str:
    """Return the letter as a page; every text in it is escaped, so nothing in it is markup."""
    items = blocks(letter)
    title = title_of(letter)
    script = script_of("\n".join([title, *(item.text for item in items)]), letter.language)
    fonts = ", ".join([LATIN_FONTS, FONTS.get(script or "zh", "")])
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(language_tag(letter.language))}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Should a browser ever find something to load or run in here, it may not.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{STYLE.format(fonts=fonts)}</style>",
        "</head>",
        "<body>",
        "<main>",
        *([f"<h1>{escape(title)}</h1>"] if title else []),
        *_body(items),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _body(items: Iterable[Block]) -> Iterator[str]:
    opened = ""
    for item in items:
        wanted = {"bullet": "ul", "number": "ol"}.get(item.kind, "")
        if opened and (wanted != opened or item.number == 1):
            yield f"</{opened}>"
            opened = ""
        if wanted and not opened:
            yield f'<ol start="{item.number}">' if wanted == "ol" else "<ul>"
            opened = wanted
        tag = {"heading": "h2", "paragraph": "p"}.get(item.kind, "li")
        yield f"<{tag}>{escape(item.text)}</{tag}>"
    if opened:
        yield f"</{opened}>"
