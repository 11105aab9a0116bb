"""The one editor for text of several lines: as tall as its text, clean, undoable, with marks."""

import os
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from tui.core.graphemes import end_after, start_before
from tui.core.text import clean
from tui.textual_mends import MeasuredAnew
from tui.widgets.fast_text_area import QuickWrap
from tui.widgets.marked_text_area import MarkedTextArea


class Editor(MarkedTextArea, MeasuredAnew):
    """A field for text of several lines that says when a person changed it and can mark ranges of it."""

    DEFAULT_CSS = """
    Editor {
        height: auto;
        min-height: 3;
        overflow-x: hidden;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "document_start", "Start of text", show=False),
        Binding("ctrl+end", "document_end", "End of text", show=False),
        Binding("ctrl+shift+home", "document_start(True)", "Select to the start", show=False),
        Binding("ctrl+shift+end", "document_end(True)", "Select to the end", show=False),
    ]

    blinks: ClassVar[bool] = "REINSTATE_NO_BLINK" not in os.environ
    """Whether the cursor of a new editor blinks; tests and still screens switch it off."""

    @dataclass
    class Edited(Message):
        """A person changed the text."""

        editor: "Editor"
        text: str

        @property
        def control(self) -> "Editor":
            """The editor, for `@on` selectors."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """Let only the last of several waiting changes of one editor be told."""
            return isinstance(message, Editor.Edited) and message.editor is self.editor

    @dataclass
    class Cleaned(Message):
        """Pasted text held this many characters that are not kept as they were."""

        editor: "Editor"
        replaced: int

        @property
        def control(self) -> "Editor":
            """The editor, for `@on` selectors."""
            return self.editor

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        signs: bool = False,
        read_only: bool = False,
        id: str | None = None,  # noqa: A002 -- the name Textual's widgets use
        classes: str | None = None,
    ) -> None:
        """Show a fresh text; with ``signs`` two columns at the left show the signs of marks."""
        self.show_signs(signs)
        self._by_program = False
        super().__init__(
            clean(text).text,
            soft_wrap=True,
            tab_behavior="focus",
            read_only=read_only,
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
            id=id,
            classes=classes,
        )
        self.cursor_blink = self.blinks

    def validate_placeholder(self, placeholder: str | Content) -> Content:
        """Show a placeholder literally, never as markup."""
        return Content(placeholder) if isinstance(placeholder, str) else placeholder

    # A person's edits

    def after_edit(self) -> None:
        """Hook, called as soon as a person has changed the text: what it repaints is in the same frame as the key."""

    def edit(self, edit: Edit) -> EditResult:
        """Apply an edit with its text cleaned; every key, paste and cut comes through here."""
        cleaned = clean(edit.text)
        if cleaned.text != edit.text:
            edit = Edit(cleaned.text, edit.from_location, edit.to_location, edit.maintain_selection_offset)
        result = super().edit(edit)
        self._tell()
        return result

    def undo(self) -> None:
        """Take back the last step."""
        if self.history.undo_stack:
            self.drop_marks()
            super().undo()
            self._tell()

    def redo(self) -> None:
        """Bring back the step that was taken back last."""
        if self.history.redo_stack:
            self.drop_marks()
            super().redo()
            self._tell()

    def _tell(self) -> None:
        if not self._by_program:
            self.after_edit()
            self.post_message(self.Edited(self, self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        cleaned = clean(event.text)
        self.history.checkpoint()
        if result := self._replace_via_keyboard(cleaned.text, *self.selection):
            self.move_cursor(result.end_location)
        if cleaned.replaced:
            self.post_message(self.Cleaned(self, cleaned.replaced))

    # The program's text

    def show_text(self, text: str) -> None:
        """Put another version of this text in place as one step that can be undone, without telling of a change."""
        text = clean(text).text
        if text == self.text:
            return
        place = self.selection.end
        self._by_program = True
        try:
            with self.prevent(TextArea.Changed):
                self.history.checkpoint()
                self.replace(text, self.document.start, self.document.end)
                self.selection = Selection.cursor(self.clamp_visitable(place))
                self.history.checkpoint()
        finally:
            self._by_program = False

    def load(self, text: str) -> None:
        """Start afresh with another text: nothing of the one before can be undone."""
        self.drop_marks()
        with self.prevent(TextArea.Changed):
            self.load_text(clean(text).text)
        # A text of another height needs another place, also where the widget had none yet.
        self.refresh(layout=True)

    def put(self, text: str, place: tuple[int, int]) -> None:
        """Put a text in place for a person, with the cursor at a place: one step that can be undone, and told of."""
        self.history.checkpoint()
        self.replace(clean(text).text, self.document.start, self.document.end)
        self.history.checkpoint()
        self.move_cursor(self.clamp_visitable(place))

    # Size and cursor

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows, wrapped at the width that the widget has by now: a text may have come before its first layout."""
        if self.wrap_width and self.wrapped_document._width != self.wrap_width:
            self._rewrap_and_refresh_virtual_size()
            self.call_after_refresh(self.refresh, layout=True)
        return super().render_lines(crop)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """Return the height of the text wrapped at the width it is about to get."""
        wrap_width = max(0, width - self.gutter_width - 1)
        if wrap_width in (0, self.wrapped_document._width):
            return self.wrapped_document.height
        return QuickWrap(self.document, wrap_width, self.indent_width).height

    def get_cursor_left_location(self) -> tuple[int, int]:
        """Return the place one character to the left, an accent or a flag being part of its character."""
        row, column = self.cursor_location
        return (row, start_before(self.document[row], column)) if column else super().get_cursor_left_location()

    def get_cursor_right_location(self) -> tuple[int, int]:
        """Return the place one character to the right, an accent or a flag being part of its character."""
        row, column = self.cursor_location
        line = self.document[row]
        return (row, end_after(line, column)) if column < len(line) else super().get_cursor_right_location()

    def action_document_start(self, select: bool = False) -> None:
        """Move the cursor to the start of the text."""
        self.move_cursor(self.document.start, select=select)

    def action_document_end(self, select: bool = False) -> None:
        """Move the cursor to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Keep the cursor in view, also when it is a scrolling parent that has to move."""
        row = self._cursor_offset[1]
        scrolled = super().scroll_cursor_visible(center, animate)
        if self.has_focus and row != self._cursor_offset[1]:
            # A line that was just added has no place in the parent before the next layout.
            self.call_after_refresh(self._reveal_cursor)
        return scrolled

    def reveal_cursor(self) -> None:
        """Scroll until the cursor is in view, also while the focus is elsewhere."""
        self.call_after_refresh(self._reveal_cursor)

    def _reveal_cursor(self) -> None:
        x, y = self._cursor_offset
        scroll_x, scroll_y = self.scroll_offset
        left, top = self.gutter.left, self.gutter.top
        region = Region(x - scroll_x + left, y - scroll_y + top, 1, 1).translate(self.virtual_region.offset)
        reveal(self, region)


def reveal(widget: Widget, region: Region) -> None:
    """Scroll the parents of a widget until a region, in the coordinates its parent lays out in, is in view."""
    while isinstance(widget.parent, Widget) and not widget.is_dom_root:
        container = widget.parent
        moved = container.scroll_to_region(region, animate=False, force=True, immediate=True)
        border = container.styles.border.spacing.top_left
        region = region.translate(-moved).translate(border).translate(container.virtual_region.offset)
        widget = container
