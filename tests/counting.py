"""Counts what is painted: exact, whatever else the machine does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from textual._compositor import Compositor
from textual.screen import Screen


@dataclass
class Paints:
    """What was painted while counting."""

    moments: list[float] = field(default_factory=list)
    """When each frame was ready to be written."""
    layouts: int = 0
    cells: int = 0
    """Cells of all regions that were drawn anew; those of one frame that overlap count once a region."""


@contextmanager
def counted_paints() -> Iterator[Paints]:
    """Count frames, layouts and repainted cells within a block."""
    paints = Paints()
    render, layout = Compositor.render_update, Screen._refresh_layout

    def counting_render(compositor: Compositor, *arguments: Any, **options: Any) -> Any:
        if compositor._dirty_regions:
            paints.cells += sum(region.area for region in compositor._dirty_regions)
        update = render(compositor, *arguments, **options)
        if update is not None:
            paints.moments.append(time.perf_counter())
        return update

    def counting_layout(screen: Screen[Any], *arguments: Any, **options: Any) -> None:
        paints.layouts += 1
        layout(screen, *arguments, **options)

    Compositor.render_update, Screen._refresh_layout = counting_render, counting_layout  # type: ignore[method-assign,assignment]
    try:
        yield paints
    finally:
        Compositor.render_update, Screen._refresh_layout = render, layout  # type: ignore[method-assign]
