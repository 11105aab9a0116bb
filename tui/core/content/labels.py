"""What a type's facts and statements are called in the seller's language, for whoever asks about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content
from tui.core.content.records import FactSpec, Wording


@dataclass(frozen=True)
class Labels:
    """The labels of a type in a language, with the shared pool's where the type has none of its own."""

    content: Content
    body: TypeBody
    language: str

    @cached_property
    def wording(self) -> Wording:
        """The type's texts in the language, else in English."""
        return self.body.wording.get(self.language) or self.body.wording["en"]

    @cached_property
    def _shared(self) -> Wording:
        return self.content.reference.shared_wording.get(self.language, Wording())

    def label(self, fact: str) -> str:
        """Return the label of a fact."""
        return self.wording.facts.get(fact) or self._shared.facts.get(fact, fact)

    def why(self, fact: str) -> str:
        """Return why a fact is asked for."""
        return self.wording.why.get(fact) or self._shared.why.get(fact, "")

    def options(self, spec: FactSpec) -> tuple[tuple[str, str], ...]:
        """Return the options of a choice with their labels."""
        labels = {**self._shared.options.get(spec.id, {}), **self.wording.options.get(spec.id, {})}
        return tuple((option, labels.get(option, option)) for option in spec.options)
