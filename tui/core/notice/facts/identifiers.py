"""Finds ASINs, orders, and the numbers of cases and complaints."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tui.core.notice.mapped import Span
from tui.core.notice.records import Found, Hint
from tui.core.notice.source import Source

LEFT, RIGHT = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
ASIN = re.compile(rf"{LEFT}[Bb]0[0-9A-Za-z]{{8}}{RIGHT}")
NEAR_ASIN = re.compile(rf"{LEFT}(?:B0[0-9A-Z]{{7}}|B0[0-9A-Z]{{9}}|BO[0-9A-Z]{{8}}){RIGHT}")
LABELLED_ASIN = re.compile(
    rf"(?:ASIN|ISBN)(?:-10|\(s\)|s|码|コード)?[ ]?(?:[:：#]|No\.?|is|为|は)?[ ]{{0,3}}([0-9A-Z]{{10}}){RIGHT}",
    re.IGNORECASE,
)
ISBN = re.compile(rf"{LEFT}\d{{9}}[\dXx]{RIGHT}")
BOOK_WORDS = re.compile(r"asin|isbn|book|书|図書|本の|buch|livre|libro", re.IGNORECASE)
ORDER = re.compile(r"(?<![0-9A-Za-z-])(?:\d{3}|[DS]\d{2})-\d{7}-\d{7}(?![0-9-])")

CASE_LABEL = re.compile(
    r"(?:(?:support|performance|your|our|seller)?[ ]?case[ ]?(?:ids?|numbers?|no\.?|nr\.?|#|reference|:)|case reference|reference case|"
    r"(?:reference|ref\.?)[ ](?:id|number|no\.?)|ticket[ ]?(?:id|number|no\.?|#)|"
    r"fall[ -]?(?:nummer|nr\.?|id)|fallnummer|vorgangsnummer|(?:numéro|n°|nº|no)[ ]?(?:de|du)[ ](?:cas|dossier|ticket)|id[ ]du[ ](?:cas|dossier)|"
    r"identifiant du (?:cas|dossier)|(?:número|n\.?º|id|nº)[ ]?(?:de|del)[ ]?caso|caso[ ]?(?:n\.?º|número|nº|id)|"
    r"(?:numero|n\.|id)[ ]?(?:del|di)?[ ]?caso|caso[ ]?(?:numero|n\.)|"
    r"问题编号|案例编号|(?:case|fall|vorgang|dossier|caso|ticket|our ref|reference|案例|案件|问题|ケース)(?=[ ]?[:#]?[ ]?\d{8,14}(?!\d))|案件编号|案件号|案例号|工单号|个案编号|ケース[ ]?id|ケース番号|お問い合わせ番号|問い合わせ番号|事例番号)",
    re.IGNORECASE,
)
COMPLAINT_LABEL = re.compile(
    r"(?:(?:complaint|notice|infringement|claim|report)[ ]?(?:ids?|numbers?|nos?\.?|nr\.?|#|reference|reference number)|"
    r"beschwerde[ -]?(?:id|nummer|nr\.?)|meldungs?[ -]?(?:id|nummer|nr\.?)|anzeigen?[ -]?(?:id|nummer|nr\.?)|"
    r"(?:numéro|n°|nº|id|identifiant|référence)[ ]?(?:de|du)?[ ]?(?:la)?[ ]?(?:plainte|réclamation|signalement|notification)|"
    r"(?:plainte|réclamation|signalement)[ ](?:n°|nº|numéro|no\.)|"
    r"(?:número|n\.?º|id|nº|identificador|referencia)[ ]?(?:de|del)?[ ]?(?:la)?[ ]?(?:queja|reclamación|denuncia|notificación|aviso)|"
    r"(?:queja|reclamación|denuncia)[ ](?:n\.?º|número|nº|id)|"
    r"(?:numero|n\.|id|identificativo|riferimento)[ ]?(?:del|della|di)?[ ]?(?:reclamo|segnalazione|notifica|denuncia)|"
    r"(?:reclamo|segnalazione)[ ](?:numero|n\.|id)|"
    r"投诉[ ]?(?:编号|id|号码|号|单号)|举报[ ]?(?:编号|id)|通知编号|申告[ ]?(?:id|番号)|申し立て[ ]?(?:id|番号)|苦情[ ]?(?:id|番号)|"
    r"クレーム[ ]?(?:id|番号)|通知[ ]?(?:id|番号)|"
    r"(?:complaint|claim|report|notice|beschwerde|meldung|plainte|signalement|réclamation|queja|denuncia|reclamación|reclamo|segnalazione|投诉|申告)"
    r"(?=[ ]?[:#]?[ ]?\d{10,12}(?!\d)))",
    re.IGNORECASE,
)
NUMBER_AFTER = re.compile(
    r"[ \n]{0,4}(?:\(s\))?[ ]?(?:[:：#]|is|lautet|est|es|è|为|是|は)?[ \n#]{0,4}([0-9A-Z][0-9A-Z-]{6,24})(?![0-9A-Za-z])"
)
NEXT_NUMBER = re.compile(r"(?:[ ]?(?:[,;、，；/&]|and|und|et|y|e|和|及|与)[ ]?|[ \n]{1,4})(\d{8,14})(?![0-9A-Za-z-])")
BARE_NUMBER = re.compile(r"(?<![0-9A-Za-z.,/-])\d{10,12}(?![0-9A-Za-z/-]|[.,]\d)")
NAMED_BEFORE = re.compile(
    r"(?P<complaint>complain\w*|infring\w*|report\w*|notices?|claims?|notification|投诉|举报|申告|申し立て|苦情|beschwerde\w*|meldung\w*|plainte|"
    r"signalement|réclamation|queja|denuncia|reclamación|reclamo|segnalazione)|"
    r"(?P<case>(?<!in )(?<!this )(?<!that )\bcases?\b|tickets?|submission|appeal|inquiry|enquiry|investigation|vorgang\w*|fall|dossier|caso|问题|案例|案件|工单|ケース|お問い合わせ)|"
    r"(?P<other>invoice|receipt|phone|tel|call|fax|patent|registration|trademark|order|tracking|parcel|shipment|fnsku|upc|ean|gtin|vat|tax|docket|"
    r"account|card|iban|rechnung|telefon|registernummer|facture|téléphone|factura|teléfono|fattura|telefono|发票|电话|注册|专利|商标|订单|运单|"
    r"税号|電話|請求書|登録|特許|商標|注文|追跡)",
    re.IGNORECASE,
)
NEAR, MAX_BARE = 60, 100
LONG_NUMBER = re.compile(r"\d{4}")
MAX_FOUND = 20_000


def asins_in(source: Source) -> tuple[Found, ...]:
    """Return the ASINs, in capitals, each once."""
    found: list[tuple[str, Span]] = [
        (match[0].upper(), match.span()) for match in ASIN.finditer(source.text) if _is_asin(match[0])
    ]
    found += [
        (match[1].upper(), match.span(1)) for match in LABELLED_ASIN.finditer(source.text) if _has_digit(match[1])
    ]
    found += [(match[0].upper(), match.span()) for match in ISBN.finditer(source.text) if _is_isbn(source, match)]
    return _each_once(source, found)


def _is_asin(text: str) -> bool:
    return text.isascii() and sum(map(str.isdigit, text)) >= 2 and (text == text.upper() or text == text.lower())


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text)) and text == text.upper()


def _is_isbn(source: Source, match: re.Match[str]) -> bool:
    """Say whether ten digits are the number of a book: the check digit fits and the line speaks of one."""
    digits = [10 if sign in "Xx" else int(sign) for sign in match[0]]
    if sum((10 - place) * digit for place, digit in enumerate(digits)) % 11:
        return False
    return BOOK_WORDS.search(source.text, max(0, match.start() - 60), match.start()) is not None


def near_asins_in(source: Source) -> tuple[Hint, ...]:
    """Return what is one character short of an ASIN, one too long, or has a letter O for the zero."""
    hints: dict[str, Hint] = {}
    for match in NEAR_ASIN.finditer(source.text):
        text = match[0]
        if sum(map(str.isdigit, text)) >= 2 and text not in hints and len(hints) < 50:
            kind = "asin_letter_o" if text.startswith("BO") else "asin_short" if len(text) == 9 else "asin_long"
            hints[text] = Hint(kind, text, source.pasted_span(*match.span()))  # type: ignore[arg-type]  # one of three
    return tuple(hints.values())


def orders_in(source: Source) -> tuple[Found, ...]:
    """Return the order numbers, each once."""
    return _each_once(source, [(match[0], match.span()) for match in ORDER.finditer(source.text)])


def cases_in(source: Source) -> tuple[Found, ...]:
    """Return the numbers of cases, each once; they stand behind a word that says so."""
    complaints = {item.value for item in complaints_in(source)}
    found = [*_labelled(source.text, CASE_LABEL), *_named_before(source.text, "case")]
    # "Complaint reference number": the reference is the complaint's.
    return _each_once(source, [item for item in found if item[0] not in complaints])


def complaints_in(source: Source) -> tuple[Found, ...]:
    """Return the numbers of complaints, each once; they stand behind a word that says so."""
    return _each_once(source, [*_labelled(source.text, COMPLAINT_LABEL), *_named_before(source.text, "complaint")])


def _named_before(text: str, kind: str) -> Iterator[tuple[str, Span]]:
    """Yield bare long numbers whose nearest naming word, shortly before them, is of a kind."""
    for match in islice(BARE_NUMBER.finditer(text), MAX_BARE):
        last = None
        for named in NAMED_BEFORE.finditer(text, max(0, match.start() - NEAR), match.start()):
            last = named
        if last is not None and last.lastgroup == kind:
            yield match[0], match.span()


def _labelled(text: str, label: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    for named in label.finditer(text) if LONG_NUMBER.search(text) else ():
        match = NUMBER_AFTER.match(text, named.end())
        while match is not None:
            value = match[1].strip("-")
            if sum(map(str.isdigit, value)) < 6 or ORDER.match(value) or ASIN.fullmatch(value):
                break
            yield value, match.span(1)
            match = NEXT_NUMBER.match(text, match.end())


def _each_once(source: Source, found: list[tuple[str, Span]]) -> tuple[Found, ...]:
    first: dict[str, Span] = {}
    for value, span in sorted(found, key=lambda item: item[1])[:MAX_FOUND]:
        first.setdefault(value, span)
    return tuple(Found(value, source.pasted_span(*span)) for value, span in first.items())
