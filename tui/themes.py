"""Reinstate's own colours, dark and light, beside Textual's: quiet grounds, one colour for what can be acted on.

Every text colour here has a contrast of at least 4.5 on every ground that the app lays below it; a test measures that
on the drawn screens.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme

DEFAULT = "reinstate-dark"

DARK = Theme(
    name="reinstate-dark",
    dark=True,
    primary="#86b9d1",
    secondary="#a3bfa8",
    accent="#dcb27a",
    foreground="#d6dde5",
    background="#14181e",
    surface="#191e25",
    panel="#222932",
    success="#93c397",
    warning="#e2b56a",
    error="#ee9393",
    variables={
        "text-muted": "#98a5b3",
        "text-accent": "#dcb27a",
        "text-primary": "#86b9d1",
        "text-success": "#93c397",
        "text-warning": "#e2b56a",
        "text-error": "#ee9393",
        "primary-muted": "#2b3947",
        "error-muted": "#46292d",
        "warning-muted": "#3f3620",
        "border": "#3a4a5a",
        "border-blurred": "#2b3947",
        "scrollbar": "#3a4a5a",
        "scrollbar-hover": "#52677b",
        "scrollbar-active": "#86b9d1",
        "scrollbar-background": "#14181e",
        "scrollbar-background-hover": "#191e25",
        "scrollbar-background-active": "#191e25",
        "scrollbar-corner-color": "#14181e",
        "input-cursor-background": "#d6dde5",
        "input-cursor-foreground": "#14181e",
        "input-selection-background": "#3d566b",
        "block-cursor-background": "#86b9d1",
        "block-cursor-foreground": "#14181e",
        "footer-key-foreground": "#86b9d1",
    },
)

LIGHT = Theme(
    name="reinstate-light",
    dark=False,
    primary="#1d5c78",
    secondary="#3f6b4c",
    accent="#7d4a00",
    foreground="#20262c",
    background="#fbfaf7",
    surface="#f5f4ef",
    panel="#e9e8e1",
    success="#29643a",
    warning="#7a4f00",
    error="#a02626",
    variables={
        "text-muted": "#55606b",
        "text-accent": "#7d4a00",
        "text-primary": "#1d5c78",
        "text-success": "#29643a",
        "text-warning": "#7a4f00",
        "text-error": "#a02626",
        "primary-muted": "#dde6e8",
        "error-muted": "#f3dedc",
        "warning-muted": "#f2e7cd",
        "border": "#b5c2c6",
        "border-blurred": "#dde6e8",
        "scrollbar": "#c3c9c8",
        "scrollbar-hover": "#a3adae",
        "scrollbar-active": "#1d5c78",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#f5f4ef",
        "scrollbar-background-active": "#f5f4ef",
        "scrollbar-corner-color": "#fbfaf7",
        "input-cursor-background": "#20262c",
        "input-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#bcd5de",
        "block-cursor-background": "#1d5c78",
        "block-cursor-foreground": "#fbfaf7",
        "footer-key-foreground": "#1d5c78",
    },
)

OWN = (DARK, LIGHT)


def chosen_theme(
    configured: str | None, kept: str | None, known: Mapping[str, Theme], environment: Mapping[str, str] = os.environ
) -> str:
    """Return the theme to begin with: the configured one, else the one kept from last time, else our own dark one.

    A theme of the terminal's own colours loses them all under NO_COLOR, and its text with them: then ours is taken.
    """
    for name in (configured, kept):
        if name is not None and name in known and not (known[name].ansi and environment.get("NO_COLOR")):
            return name
    return DEFAULT
