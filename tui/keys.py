"""How keys are shown to people."""

NAMES = {
    "escape": "Esc", "question_mark": "?", "slash": "/", "enter": "Enter", "space": "Space",
    "backslash": "\\", "right_square_bracket": "]"}  # fmt: skip


def shown_key(keys: str) -> str:
    """Return the first of several keys as people write it: "Ctrl+L", "F1", "?"."""
    first = keys.split(",")[0].strip()
    modifiers, _, name = first.rpartition("+")
    shown = NAMES.get(
        name, name.upper() if len(name) <= 2 or (name[0] == "f" and name[1:].isdigit()) else name.capitalize()
    )
    return "+".join([*(part.capitalize() for part in modifiers.split("+") if part), shown])
