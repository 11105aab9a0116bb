"""The command palette: what the focused pane can do first, then all else in order of use, each with its key."""

from __future__ import annotations

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tui.interface import Interface


class Commands(Provider):
    """The app's own commands; those that can do nothing now come last and say why."""

    async def discover(self) -> Hits:
        """Offer all of them while nothing is typed."""
        for command in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    async def search(self, query: str) -> Hits:
        """Offer those whose title, or else whose sentence, has what was typed."""
        matcher = self.matcher(query)
        for command in self.app.get_system_commands(self.screen):
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(score, matcher.highlight(command.title), command.callback, help=command.help)
            elif query.casefold() in command.help.casefold():
                yield Hit(0.01, command.title, command.callback, help=command.help)


def palette(interface: Interface) -> CommandPalette:
    """Return the palette in the interface's language."""
    return CommandPalette(providers=[Commands], placeholder=interface.text("palette.placeholder"))
