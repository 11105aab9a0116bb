"""Repairs of Textual 8.2.8: the only module that knows its internals for that purpose, each mend with its own end."""

import asyncio
import os
import re
import selectors
import signal
import sys
import threading
import unicodedata
from codecs import getincrementaldecoder
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import App, ScreenStackError
from textual.filter import LineFilter
from textual.geometry import Region
from textual.widget import Widget

from tui.core.text import REPLACEMENT, clean
from tui.input_guard import InputGuard

if TYPE_CHECKING:
    from textual._path import CSSPathType
    from textual.color import Color
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.screen import Screen

ResultT = TypeVar("ResultT")

# A control sequence of a terminal, or what stands between two of them.
_PIECES = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b|[^\x1b]+")
_RAW = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Invisible, but written by people: the full-width space, the no-break space, joiners, characters of a private font.
_TYPED_CATEGORIES = frozenset({"Zs", "Cf", "Co"})
# How long a key may keep the keys behind it waiting before they go on without it.
_PATIENCE = 5.0
# How often a message about a key is sent on as another message, at most, before it is kept.
_STOPS = 3


class NoControls(LineFilter):
    """Show U+FFFD for whatever would steer the terminal; drop it when Textual replaces control characters itself.

    No issue is open for it: in 8.2.8 every widget writes the control characters of its text raw.
    """

    def apply(self, segments: list[Segment], background: "Color") -> list[Segment]:  # noqa: ARG002 -- Textual's signature
        """Return the same segments if they are clean, which costs one look at each text."""
        for text, _style, control in segments:
            if not control and not text.isprintable() and _RAW.search(text):
                break
        else:
            return segments
        width = Segment.get_line_length(segments)
        safe = [s if s.control else Segment(_RAW.sub(REPLACEMENT, s.text), s.style) for s in segments]
        # A control character had no width and its mark has one: the line must not push its right neighbour away.
        return Segment.adjust_line_length(safe, width, pad=False)


class TypedKey(events.Key):
    """A key whose invisible character counts as typed text; drop it when `Key.is_printable` holds for Zs, Cf and Co."""

    @property
    def is_printable(self) -> bool:
        """Say yes, so that TextArea and Input insert the character."""
        return True

    @classmethod
    def of(cls, event: events.Key) -> events.Key:
        """Return the event itself unless its one character is text that stock Textual would drop."""
        character = event.character
        if (
            character is None
            or len(character) != 1
            or character.isprintable()
            or unicodedata.category(character) not in _TYPED_CATEGORIES
            or clean(character).replaced
        ):
            return event
        typed = cls(event.key, character)
        typed.time = event.time
        return typed


# Textual derives the name of a message's handler from its class: this one is a key for every reader.
TypedKey.handler_name = events.Key.handler_name


class MeasuredAnew(Widget):
    """A widget measured anew each time its content asks for a layout; a second base, after the widget's own.

    Stock counts such requests to know when a measured height is out of date, but misses one that comes while another
    waits. Where the screen is laid out between the two for somebody else's sake, the height of the first content stays
    and the second is cut. No issue is open for it: drop it when `Widget.refresh` counts each request.
    """

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Refresh as stock does, and forget the measured height where a layout is asked for."""
        if layout and self._layout_required:
            self._layout_updates += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


if sys.platform != "win32":
    from textual._parser import ParseError
    from textual._time import get_time
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class SteadyDriver(LinuxDriver):
        """The terminal's driver, with an input thread that no byte can end and no closed terminal can keep busy.

        Bytes that are not UTF-8 become U+FFFD (Textual #6456: drop that part when its PR #6498 is released). A terminal
        that has gone away is reported once, where stock reads its end in an endless loop. The thread sleeps until
        there is input or a waiting Escape is due, where stock looks ten times a second and makes Escape and quit wait.
        A paste is text to its end, where stock reads what follows an escape character in it as keys; one that does not
        end is ended after some seconds, where stock takes all that follows for its text. A report of the terminal that
        stock does not know is dropped, where stock types it.
        """

        def __init__(
            self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
        ) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            self._wake_read, self._wake_write = os.pipe()
            self._guard = InputGuard()
            self._paste_ends: float | None = None
            """When a paste that was begun and not ended is taken for ended."""

        def run_input_thread(self) -> None:
            """Read the terminal until it is closed or the driver wakes the thread to end it."""
            decode = getincrementaldecoder("utf-8")("replace").decode
            parser = XTermParser(self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(self._wake_read, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    due = parser._timeout_time if self._paste_ends is None else self._paste_ends
                    ready = {key.fd for key, _ in selector.select(None if due is None else max(0.0, due - get_time()))}
                    if self._wake_read in ready:
                        os.read(self._wake_read, 1)
                        return
                    if self.fileno in ready:
                        data = self._read()
                        if not data:
                            self._report_end()
                            return
                        parser = self._feed(parser, self._guard.passed(decode(data)))
                        self._paste_ends = get_time() + _PATIENCE if self._guard.is_open else None
                    elif self._paste_ends is not None and get_time() >= self._paste_ends:
                        parser = self._feed(parser, self._guard.end())
                        self._paste_ends = None
                    for event in parser.tick():
                        self.process_message(event)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 1024 * 4)
            except OSError:
                # EIO: the other side of the terminal was closed.
                return b""

        def _feed(self, parser: XTermParser, text: str) -> XTermParser:
            # An empty feed would tell the parser that the input has ended. Sequence by sequence: one that no terminal
            # sends (`ESC [ 99999999 u`) spoils the parser, but neither the session nor what stands behind it.
            for piece in _PIECES.findall(text):
                try:
                    for event in parser.feed(piece):
                        self.process_message(event)
                except (ValueError, ArithmeticError, IndexError, ParseError, StopIteration, RuntimeError):
                    parser = XTermParser(self._debug)
            return parser

        def _report_end(self) -> None:
            app, loop = self._app, self._app._loop
            if self.input_tty and isinstance(app, MendedApp) and loop is not None:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(app.terminate, signal.SIGHUP)

        def write(self, data: str) -> None:
            """Write to the terminal; once it is gone, nothing waits for a thread that has ended."""
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().write(data)

        def disable_input(self) -> None:
            """End the input thread at once."""
            if self._key_thread is not None and self._key_thread.is_alive():
                os.write(self._wake_write, b"x")
            super().disable_input()

        def close(self) -> None:
            """Give back what the driver holds."""
            super().close()
            for descriptor in (self._wake_read, self._wake_write):
                with suppress(OSError):
                    os.close(descriptor)


class MendedApp(App[ResultT]):
    """An App on which keys act in the order they were typed, no text steers the terminal and an end is announced.

    Order of keys (Textual #6605, drop it when PR #6631 or its like is released): stock lets a typed character act in
    the focused widget while a bound key travels up to the App, so of keys that arrive together the later can act first.
    Here the next key, paste or click waits until the one before has run its whole course, by stock's own path.
    """

    TERMINATING_SIGNALS: ClassVar[tuple[str, ...]] = ("SIGTERM", "SIGHUP")
    LAST_RESORT: ClassVar[float] = 4.0
    """Seconds after such a signal in which the app has to have ended by itself."""

    def __init__(
        self,
        driver_class: "type[Driver] | None" = None,
        css_path: "CSSPathType | None" = None,
        watch_css: bool = False,
        ansi_color: bool | None = None,
    ) -> None:
        super().__init__(driver_class, css_path, watch_css, ansi_color)
        self._filters.append(NoControls())
        self._held: deque[events.Event] = deque()
        self._course: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None

    def get_driver_class(self) -> "type[Driver]":
        """Return the driver for this system, steadied where it is the one for a Unix terminal."""
        stock = super().get_driver_class()
        if sys.platform != "win32" and stock is LinuxDriver:
            return SteadyDriver
        return stock

    async def on_terminate(self, signum: int) -> None:
        """End the app because a signal or a closed terminal asks for it; override it to save first."""
        self.exit(return_code=128 + signum)

    def terminate(self, signum: int) -> None:
        """Start the ordered end of the app, once, from within its loop."""
        if self._ending is None:
            # A task and not a message: a handler that hangs must not keep the text from being saved.
            self._ending = asyncio.create_task(self.on_terminate(signum))

    def _on_load(self) -> None:
        """Catch the signals that would end Python at once (stock lets them); drop it when Textual handles SIGTERM."""
        if self.is_headless:
            return
        for name in self.TERMINATING_SIGNALS:
            signum = getattr(signal, name, None)
            # Ignored on purpose (nohup) stays ignored; a thread may not set handlers.
            if signum is not None and signal.getsignal(signum) is not signal.SIG_IGN:
                with suppress(ValueError):
                    signal.signal(signum, self._signalled)

    def _signalled(self, signum: int, _frame: object) -> None:
        # Python calls this between two steps of whatever runs: a handler that never ends keeps the loop from ending the
        # app, and then the last resort does.
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self.terminate, signum)
        last_resort = threading.Timer(self.LAST_RESORT, self._end_at_once, (signum,))
        last_resort.daemon = True
        last_resort.start()

    def on_stuck(self) -> None:
        """Save what can be saved, from another thread, because the app does not end; override it."""

    def _end_at_once(self, signum: int) -> None:
        try:
            self.on_stuck()
            if self._driver is not None:
                self._driver.stop_application_mode()
                self._driver.close()
        finally:
            os._exit(128 + signum)

    def told_at_crash(self, error: BaseException) -> str:
        """Return what is printed once the terminal is given back after an error; override it to save first."""
        return type(error).__name__

    def _fatal_error(self) -> None:
        """End with a sentence; stock prints a traceback with local variables, which hold what people wrote."""
        self._end_with_a_sentence(self._exception or sys.exception())

    def panic(self, *renderables: object) -> None:  # noqa: ARG002 -- Textual's signature
        """End with a sentence also where the input thread fails or an error brings a text of its own."""
        self._end_with_a_sentence(self._exception or sys.exception())

    def _end_with_a_sentence(self, error: BaseException | None) -> None:
        self._return_code = 1
        self._exit_renderables.append(Text(self.told_at_crash(error or RuntimeError())))
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        """Queue what a person does; handle everything else as stock."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self._held and isinstance(event, events.MouseMove) and isinstance(self._held[-1], events.MouseMove):
                self._held.pop()
            self._held.append(event)
            await self._let_through()
        else:
            await super().on_event(event)

    async def _let_through(self) -> None:
        """Hand queued input to stock Textual until a key or paste is under way."""
        while self._held and self._course is None:
            event = self._held.popleft()
            if isinstance(event, events.Key):
                event = TypedKey.of(event)
            screen = self.screen if self._screen_stack else None
            target = self.focused or screen
            await super().on_event(event)
            if target is not None and isinstance(event, events.Key | events.Paste):
                # Asked for before anything else can run, so that the answer is about this event at this node.
                consumed = _reached(target, event) if event.is_forwarded else None
                self._course = asyncio.create_task(self._follow(target, consumed))

    async def _follow(self, target: "Widget", consumed: "asyncio.Future[bool] | None") -> None:
        """Wait until an event and what it caused have been handled, then let the next one through."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._run_course(target, consumed)
        except (TimeoutError, ScreenStackError):
            # A handler that takes too long, or no screen is left: waiting any longer helps nobody.
            pass
        finally:
            self._course = None
            self.call_later(self._let_through)

    async def settled(self, *, and_app: bool = False) -> None:
        """Wait until what was typed so far has reached whoever keeps it.

        Stock ends an app by a key at once, while messages of the keys before are still on their way up. A widget tells
        its pane and the pane its screen, each by a message of its own, so the way is gone more than once.
        """
        with suppress(TimeoutError, ScreenStackError):
            async with asyncio.timeout(_PATIENCE):
                for _ in range(_STOPS):
                    for node in list((self.focused or self.screen).ancestors_with_self):
                        # Whoever asks is busy asking: the app, unless a task of its own does.
                        if node._task is not asyncio.current_task() and (and_app or node is not self):
                            await _reached(node)

    async def _run_course(self, target: "Widget", consumed: "asyncio.Future[bool] | None") -> None:
        screen: Screen[object] = target.screen
        lineage = list(target.ancestors_with_self)
        if consumed is not None:
            if await consumed:
                return
            for node in lineage[1:]:
                await _reached(node)
        # A binding has run. What its action posted (Submitted, Chosen) climbs the same way; a screen it opened has to
        # take its focus before it can be typed into.
        for node in lineage:
            await _reached(node)
        if self.screen is not screen:
            await _reached(self.screen)
            # The answer of a screen that closed is handed over when its asker, often the App, has nothing else to do.
            await _reached(self)


def _reached(node: "DOMNode", event: events.Event | None = None) -> "asyncio.Future[bool]":
    """Return what is done when the node has handled all that is in its queue now: whether it consumed the event.

    A queue is in order, so this climbs right behind a bubbling message.
    """
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    if not node.call_later(partial(_settle, done, node, event)):
        # It takes no more messages.
        done.set_result(False)
    return done


def _settle(done: "asyncio.Future[bool]", node: "DOMNode", event: events.Event | None) -> None:
    # Looked at here, in the node's own turn: a moment later the next node may have marked the event already. A message
    # on its last step, to the App that sent it, is marked as stopped as well but does take that step.
    if not done.done():
        done.set_result(event is not None and event._stop_propagation and node._parent is not event._sender)
