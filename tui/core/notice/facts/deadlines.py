"""Finds by when a text wants an answer; a span of time that means something else is no deadline."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.notice.facts.dates import days_in
from tui.core.notice.mapped import Span
from tui.core.notice.records import Deadline
from tui.core.notice.scope import Scope
from tui.core.notice.source import Source

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fourteen": 14, "fifteen": 15, "thirty": 30, "sixty": 60, "ninety": 90, "twenty-four": 24, "forty-eight": 48, "seventy-two": 72,
    "zwei": 2, "drei": 3, "fünf": 5, "sieben": 7, "zehn": 10, "vierzehn": 14, "dreißig": 30, "deux": 2, "trois": 3, "cinq": 5,
    "sept": 7, "dix": 10, "quatorze": 14, "quinze": 15, "trente": 30, "dos": 2, "tres": 3, "cinco": 5, "siete": 7, "diez": 10, "treinta": 30,
    "due": 2, "tre": 3, "cinque": 5, "sette": 7, "dieci": 10, "trenta": 30, "quindici": 15, "quince": 15,
    "一": 1, "两": 2, "二": 2, "三": 3, "五": 5, "七": 7, "十": 10, "三十": 30, "十四": 14, "十五": 15, "六十": 60,
}  # fmt: skip
_WORDS = "|".join(sorted((re.escape(name) for name in NUMBERS), key=len, reverse=True))
_NUMBER = rf"(\d{{1,3}}|{_WORDS})(?:[ ]?\(\d{{1,3}}\))?"
_WORKING = (
    r"((?:business|working|work|calendar)[ -]?)?", r"(jours?[ ]?(?:ouvrés|ouvrables)|días[ ]?(?:hábiles|laborables)|giorni[ ]?lavorativi)"
)  # fmt: skip
HOURS = r"hours?|hrs?|stunden|heures?|horas?|ore|小时|個小時|时间|時間"
DAYS = (
    r"(?:business|working|work)[ -]?days?|werktag(?:en|e)?|arbeitstag(?:en|e)?|geschäftstag(?:en|e)?|jours?[ ](?:ouvrés|ouvrables)|"
    r"días[ ](?:hábiles|laborables)|giorni[ ]lavorativi|个工作日|工作日|営業日|calendar days?|consecutive days?|kalendertag(?:en|e)?|"
    r"jours?[ ]calendaires|días[ ]naturales|giorni[ ]di calendario|个自然日|个日历日|自然日|"
    r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|周|星期|週間|days?|tag(?:en|e)?|jours?|días?|dias?|giorn[io]|天|日間|日"
)
WORKING = re.compile(
    r"business|working|work|werk|arbeits|geschäfts|ouvr|hábil|laborable|lavorativ|工作日|営業日", re.IGNORECASE
)
HOUR = re.compile(rf"(?:{HOURS})", re.IGNORECASE)
WEEK = re.compile(r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|周|星期|週間", re.IGNORECASE)

BEFORE = (
    r"within(?: a period of| the)?(?:[ ]next)?|in the next|you have|you now have|due in|heard from you in|hear from you in|answer in|reply in|respond in|complete the quiz in|"
    r"sie haben|frist von|frist beträgt|vous avez|délai est de|un délai de|tiene usted|tienes|cuenta con|plazo (?:para \w{3,20} )?es de|hai|ha|avete|termine è di|"
    r"no later than|not later than|in less than|"
    r"innerhalb(?: von| der nächsten)?|binnen|in den nächsten|in spätestens|spätestens in|"
    r"dans un délai(?: maximum| maximal)? de|dans un délai de|dans les|sous|d'ici|d’ici|en l'espace de|disposez de|"
    r"en un plazo(?: máximo)? de|en el plazo de|dentro de(?: un plazo de)?|dentro del plazo de|en los próximos|en las próximas|dispone de|tiene|"
    r"entro(?: i prossimi| le prossime| e non oltre| un termine di)?|nei prossimi|nelle prossime|ha a disposizione|"
    r"在|于|请于|须在|须于|收到本(?:通知|邮件)后|接下来"
)
LATIN = re.compile(rf"\b(?:{BEFORE})[ ]{{1,2}}{_NUMBER}[ -]?({HOURS}|{DAYS})(?![a-zäöüß])", re.IGNORECASE)
EAST = re.compile(
    rf"(?:在|于|请于|须在)?(?:收到(?:本|此)?(?:通知|邮件)(?:后|之日起)(?:的)?)?[ ]?{_NUMBER}[ ]?({HOURS}|{DAYS})[ ]?(?:之内|以内|内|内に|以内に|內|的?时间)",
)
DEADLINE_WORD = re.compile(
    r"(?:by|before|no later than|not later than|until|on or before|prior to|latest by|due(?: date)?(?: is| by| on)?:?|(?:response |reply )?deadline(?: is| for your (?:response|reply|answer|appeal))?:?|due:|by:|"
    r""
    r"bis(?: zum| spätestens| spätestens zum)?|vor dem|spätestens(?: am| bis| bis zum| zum)?|frist:?|"
    r"avant le|d'ici le|d’ici le|d'ici au|jusqu'au|jusqu’au|au plus tard le|date limite:?|"
    r"antes del?|hasta el|a más tardar el|fecha límite:?|como máximo el|no más tarde del|"
    r"entro il|entro e non oltre il|entro l'|prima del|fino al|scadenza:?|termine:?|non oltre il|截止(?:日期)?(?:为|是|：|:)?|期限(?:は|：|:)?|请于|请在|须于|于|最迟于|不迟于)"
    r"[ ]{0,3}(?:the[ ]|\d{1,2}(?:[:.]\d{2})?[ ]?(?:a\.?m\.?|p\.?m\.?|uhr|h)[ ](?:\w{2,4}[ ])?(?:on |am |le |del )?|midnight on |end of day on |the end of |am |den |dem |il |le |el |del )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ]|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?[ ](?:den[ ]|dem[ ])?|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ]|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)[ ]|"
    r"(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)[ ])?$",
    re.IGNORECASE,
)
EAST_BEHIND = re.compile(r"[ ]?(?:(?:（[^（）\n]{1,6}）|\([^()\n]{1,6}\))[ ]?)?(?:之前|以前|前|までに|まで|迄)")

SAYS_SO = re.compile(
    r"\bdue\b|you (?:now )?have|sie haben|vous avez|disposez|dispone|tiene|(?:^|\s)ha |hai |deadline|latest by|no later|\bfrist\b|spätestens|date limite|au plus tard|fecha límite|a más tardar|scadenza|termine:|non oltre|截止|期限|最迟|不迟",
    re.IGNORECASE,
)
"""A word that says by itself that a day is a deadline."""

NOT_MEANT = re.compile(
    r"(?<!or )(?<!otherwise )we (?:will|'ll|aim to|usually|generally|normally|try to|typically|expect to|should)|"
    r"(?:respond|reply|get back|contact you|answer|notify you|let you know|review(?:ed)?) (?:to you )?within|will (?:be live|be reviewed|receive|go live|appear|be available)|"
    r"issued (?:with)?in|dated within|dated in|(?:in|during|over|from|for) the (?:last|past|previous)|not older|no older|old(?:er)? than|"
    r"issued|take(?:s)? up to|can take|may take|up to|transfer(?:red)?|refund|be charged|credited|working order|delivered within|ship(?:ped)? within|"
    r"wir (?:werden|melden|antworten|prüfen|bearbeiten)|ausgestellt|der letzten|den letzten|dauert|nicht älter|innerhalb der letzten|"
    r"nous (?:vous )?(?:répondrons|répondons|examin|reviendr|contacter|informer)|émis|datant|des derniers|derniers|dernières|"
    r"(?:le |les |nos |te |os )?(?:responderemos|contestaremos|revisaremos|informaremos)|emitid|expedid|últimos|últimas|"
    r"(?:le |ti |vi )?(?:risponderemo|esamineremo|contatteremo|informeremo)|emess[aeio]|rilasciat|ultim[io]|"
    r"过去|最近|近|开具|出具|签发|我们(?:将|会)|回复您|将会在|过往|直近|過去|発行|当社(?:は|より)|返信いたします|ご連絡いたします|回答いたします|以内に発行|以内のもの",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"if (?:we|you) (?:do not|don't|fail|have not)|otherwise|or (?:we|your|the)|failing|failure to|please|must|need to|required|asked to|have to|"
    r"ansonsten|andernfalls|sonst|wenn (?:wir|sie) (?:nicht|bis)|à défaut|sinon|faute de|si (?:vous|nous) ne|de lo contrario|si no|en caso contrario|"
    r"in caso contrario|altrimenti|se non|否则|如果|若|请|须|必须|ください|お願い|場合|ない場合",
    re.IGNORECASE,
)
OF_SOMETHING_ELSE = re.compile(
    r"[ ](?:of|after|from|following|nach|après|suivant|de|tras|dopo|dal|dalla)[ ](?:the |der |dem |la |le |l'|el |lo )?"
    r"(?:dispatch|delivery|shipment|ship|order|receipt of the order|purchase|versand|lieferung|bestell|expédition|livraison|commande|envío|entrega|"
    r"pedido|spedizione|consegna|ordine)",
    re.IGNORECASE,
)
AGE = re.compile(r"[ ]?(?:的(?!时间)|の|开具|出具|签发|发出|发行|有效|発行|issued|dated|old\b|alt\b)")
"""Behind a span of time: it says how fresh a document must be."""
REACH = 170
"""How far around a span of time the words are read that say what it means."""


def deadline_in(source: Source, scope: Scope) -> Deadline | None:
    """Return by when an answer is wanted; None where no span of time or day clearly says so."""
    for number in range(scope.first, min(scope.last, scope.first + 4_000)):
        first, last = _sentence(source, scope, number)
        if first >= last or last - first > 3_000:
            continue
        found = [
            *_spans_of_time(source, scope, number, first, last),
            *_days(source, scope, number, first, last),
        ]
        if found:
            return min(found, key=lambda item: item[0])[1]
    return None


def _sentence(source: Source, scope: Scope, number: int) -> Span:
    start, end = scope.search.sentence_span(number)
    if start >= end:
        return 0, 0
    return source.folded.original(start, end)


def _spans_of_time(source: Source, scope: Scope, number: int, first: int, last: int) -> Iterator[tuple[int, Deadline]]:
    for pattern in (LATIN, EAST):
        for match in pattern.finditer(source.text, first, last):
            if _is_meant(source, scope, number, match.start(), match.end(), first, last):
                count, unit = match[1].lower(), match[2].lower()
                value = int(count) if count.isdigit() else NUMBERS.get(count, 0)
                text = " ".join(match[0].split())
                span = source.pasted_span(*match.span())
                yield match.start(), Deadline(text, span, days=_days_of(value, unit))


def _days_of(value: int, unit: str) -> int | None:
    """Return whole days; None for business days, whose end depends on holidays, and for parts of days."""
    if WORKING.search(unit) or not value:
        return None
    if WEEK.fullmatch(unit):
        return value * 7
    if HOUR.fullmatch(unit):
        return value // 24 if value % 24 == 0 else None
    return value


def _days(source: Source, scope: Scope, number: int, first: int, last: int) -> Iterator[tuple[int, Deadline]]:
    text = source.text
    for day in days_in(text, first, last):
        before = text[max(first, day.start - 60) : day.start]
        named = DEADLINE_WORD.search(before)
        behind = EAST_BEHIND.match(text, day.end, min(last + 1, day.end + 12))
        if named is None and behind is None:
            continue
        start = day.start - (len(named[0]) if named else 0)
        end = behind.end() if behind else day.end
        if named is not None and named[0] in ("于", "请于", "请在") and behind is None:
            continue
        says_so = named is not None and SAYS_SO.search(named[0]) is not None
        if says_so or _is_meant(source, scope, number, start, end, first, last):
            words = " ".join(text[start:end].split())
            # An ambiguous day stays words: the seller says which one is meant.
            yield start, Deadline(words, source.pasted_span(start, end), date=day.readings[0] if day.is_sure else None)


def _is_meant(source: Source, scope: Scope, number: int, start: int, end: int, first: int, last: int) -> bool:
    """Say whether the sentence asks something of the seller by then, and does not speak of something else."""
    around = source.text[max(first, start - REACH) : start] + " " + source.text[end : min(last, end + REACH)]
    near = source.text[max(first, start - 45) : start] + " " + source.text[end : min(last, end + 12)]
    if NOT_MEANT.search(near) or OF_SOMETHING_ELSE.match(source.text, end) or AGE.match(source.text, end):
        return False
    asking = scope.search.sentences_with(("deadline_verb",))
    return number in asking or MEANT.search(around) is not None or SAYS_SO.match(source.text, start, end) is not None
