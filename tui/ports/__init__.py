"""The outside world behind small functions: clipboard, clock, paths."""
