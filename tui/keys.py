"""How keys are shown to people, and under which names they arrive."""

import re

NAMES = {
    "escape": "Esc", "question_mark": "?", "slash": "/", "enter": "Enter", "space": "Space", "underscore": "_",
    "right_square_bracket": "]", "backslash": "\\",
    "less_than_sign": "<", "greater_than_sign": ">", "left": "←", "right": "→", "up": "↑", "down": "↓",
}  # fmt: skip


def shown_key(keys: str) -> str:
    """Return the first of several keys as people write it: "Ctrl+L", "F1", "?"; nothing for no key."""
    first = keys.split(",")[0].strip()
    modifiers, _, name = first.rpartition("+")
    shown = NAMES.get(
        name, name.upper() if len(name) <= 2 or (name[0] == "f" and name[1:].isdigit()) else name.capitalize()
    )
    return "+".join([*(part.capitalize() for part in modifiers.split("+") if part), shown])


def delivered(keys: str) -> str:
    """Return keys with the names that plain terminals give them: there, Shift+F1 to F12 arrive as F13 to F24."""
    found = [name.strip() for name in keys.split(",")]
    for name in tuple(found):
        if match := re.fullmatch(r"shift\+f(\d{1,2})", name):
            found.append(f"f{int(match[1]) + 12}")
    return ",".join(found)
