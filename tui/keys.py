"""How keys are shown to people, and how they arrive from terminals."""

NAMES = {
    "escape": "Esc", "question_mark": "?", "slash": "/", "enter": "Enter", "space": "Space", "underscore": "_",
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


def bound_keys(keys: str) -> str:
    """Return keys as they arrive: where no newer protocol is spoken, Shift and F1 to F12 come as F13 to F24."""
    found: list[str] = []
    for key in keys.split(","):
        number = key.strip().removeprefix("shift+f")
        found.append(key.strip())
        if key.strip().startswith("shift+f") and number.isdigit():
            found.append(f"f{int(number) + 12}")
    return ",".join(found)
