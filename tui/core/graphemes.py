"""What people see as one character: an accent with its letter, a flag, a family of emoji."""

from __future__ import annotations

# Below this no character joins another, and Chinese characters never do: most texts need no look at the tables.
FIRST_JOINING = "\u0300"
# Longer than any character that people write; what is made to be longer is gone through piece by piece.
MOST = 64


def _stands_alone(character: str) -> bool:
    return character < FIRST_JOINING or "\u3400" <= character <= "\u9fff"


def start_before(text: str, index: int) -> int:
    """Return where the character begins that ends at an index, 0 at the start."""
    if index <= 0:
        return 0
    if _stands_alone(text[index - 1]):
        return index - 1
    window = text[max(0, index - MOST) : index]
    return index - len(_pieces(window)[-1])


def end_after(text: str, index: int) -> int:
    """Return where the character ends that begins at an index, the length of the text at its end."""
    if index >= len(text):
        return len(text)
    if index + 1 >= len(text) or (_stands_alone(text[index]) and _stands_alone(text[index + 1])):
        return index + 1
    return index + len(_pieces(text[index : index + MOST])[0])


def _pieces(text: str) -> list[str]:
    # Imported for those who write such characters.
    import regex

    return regex.findall(r"\X", text)  # type: ignore[no-any-return]  # the package has no types
