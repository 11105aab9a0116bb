"""The entry point: `reinstate` and `python -m tui`."""

import gc
import os
import sys


def main() -> int:
    """Run the command that the arguments name and return its exit status."""
    # Read by Textual when it is imported: input methods lose text under the kitty protocol's "report all keys".
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # Also read then: a second repaint right after a key waits for half as long.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # Nothing that is imported is garbage; the app turns collection on again after its first frame.
    gc.disable()
    from tui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
