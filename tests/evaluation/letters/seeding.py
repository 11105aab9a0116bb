"""Seeds faults into good letters: each has one fault more than its original, and the rule that must see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.evaluation.letters.corpus import labelled_letters
from tui.core.checks.foreign import read_letter
from tui.core.content.library import Content

SENTENCES: dict[str, tuple[tuple[str, str], ...]] = {
    # rule: (section, sentence); the section "any" takes the corrective part
    "S09": (
        ("any", "Why was our account chosen? What else do you need?"),
        ("any", "Is this enough? Shall we send more?"),
    ),
    "S11": (("any", "Please see case ID 12873345599."), ("any", "Seller Support told us that this is enough.")),
    "S13": (("any", "On [date] we also informed the supplier."), ("any", "The reference is XXXX.")),
    "V01": (("corrective", "We will also talk to our carrier."), ("corrective", "We plan to buy a better scanner.")),
    "V04": (("any", "Several buyers were informed."), ("any", "The boxes, labels etc. were changed.")),
    "V05": (
        ("any", "We improved our service for everyone."),
        ("any", "Our team tries its best and will work harder; we strengthened our management."),
    ),
    "V06": (
        ("any", "The listings are looked at from time to time."),
        ("any", "Messages are answered as soon as possible."),
    ),
    "B01": (("any", "In truth the buyer lied about the item."), ("any", "A dishonest customer started this.")),
    "B02": (("any", "The decision was Amazon's mistake."), ("any", "This treatment is unfair.")),
    "B03": (
        ("any", "A jealous competitor stands behind the complaint."),
        ("any", "Our competitors reported us to hurt our sales."),
    ),
    "B04": (
        ("any", "The rest was the carrier's fault."),
        ("any", "The supplier deceived us and the pandemic did the rest."),
    ),
    "B05": (("any", "We beg you to have mercy."), ("any", "Give us one more chance, our families depend on it.")),
    "B06": (("any", "We are deeply ashamed of this."), ("any", "We are so sorry. We apologise again.")),
    "B07": (("any", "Amazon is the greatest company in the world."), ("any", "Thank you for your kind understanding.")),
    "B08": (
        ("any", "Otherwise our attorney will take legal action."),
        ("any", "We shall inform the press and the consulate."),
    ),
    "B09": (("any", "This was fixed at once!"), ("any", "We have NEVER done this before.")),
    "B10": (
        ("any", "We have been selling on Amazon for nine years."),
        ("any", "Our account always had excellent metrics."),
    ),
    "B11": (("any", "We guarantee that it will never happen again."), ("any", "We swear it is 100% safe.")),
    "H02": (("any", "Our clerk edited the invoice before sending it."), ("any", "A pro-forma invoice is attached.")),
    "H07": (
        ("any", "The buyer Martin Fischer confirmed it."),
        ("any", "The customer can be called on +1 202 555 0147."),
    ),
    "H08": (("any", "We knowingly sold replica goods."), ("any", "We sold fake items for two weeks.")),
    "H09": (
        ("any", "After the suspension we opened a new account."),
        ("any", "Meanwhile we sell with our second account."),
    ),
    "H10": (
        ("any", "Here is a revised version of your plan of action:"),
        ("any", "**Note** that the unit was tested."),
    ),
    "L01": (("any", "We told the supplier，who agreed."), ("any", "The partner is 广州 Trading.")),
    "L02": (("any", "We closed it.Then we opened it again."), ("any", "We closed it,checked it and opened it.")),
    "L03": (("any", "Look at www. shop.example for it."), ("any", "Our mail is office@ shop.example today.")),
    "L05": (("any", "We recieved the goods back."), ("any", "All informations were sent.")),
    "L08": (("any", "We want to make up for this mistake."), ("any", "We cherish our hard-won account.")),
    "S06": (
        ("preventive", "All rules will be followed by the whole company."),
        ("preventive", "The stock is going to be handled with care."),
    ),
    "dates": (
        ("any", "On 31 September 2026 we closed it."),
        ("any", "It lasted from 9 October 2026 to 2 October 2026."),
    ),
}
DROPPED = ("root_cause", "corrective", "preventive")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A good letter with one fault put in."""

    letter: str
    rule: str
    fault: str
    text: str
    type: str | None
    facts: tuple[tuple[str, str | tuple[str, ...]], ...]
    marketplace: str


def seeded_letters(content: Content) -> list[Seeded]:
    """Return every good plan of action with each fault in it, one at a time."""
    found: list[Seeded] = []
    for letter in labelled_letters():
        if letter.manner != "good":
            continue
        facts = tuple(letter.facts.items())
        for rule, fault, text in _faults(content, letter.text, letter.type, dict(letter.facts)):
            found.append(Seeded(letter.id, rule, fault, text, letter.type, facts, letter.marketplace))
    return found


def _faults(
    content: Content, text: str, type_name: str | None, facts: dict[str, str | tuple[str, ...]]
) -> Iterator[tuple[str, str, str]]:
    read = read_letter(content, text, type_name, facts)
    letter = read.letter
    sections = {section.id: section.text for section in letter.sections}
    if letter.language != "en" or not set(DROPPED) <= set(sections):
        return
    for rule, seeds in SENTENCES.items():
        for where, sentence in seeds:
            part = sections["corrective" if where == "any" else where]
            yield rule, sentence, text.replace(part, f"{part}\n{sentence}", 1)
    for name in DROPPED:
        yield "S01", f"without {name}", text.replace(sections[name], "", 1)
    asins = [word.strip(".,;:()") for word in text.split() if word.startswith("B0") and len(word.strip(".,;:()")) == 10]
    if "asins" in facts and asins:
        yield "S03", f"without {asins[0]}", text.replace(asins[0], "the product")
