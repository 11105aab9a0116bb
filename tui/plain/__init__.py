"""The app line by line, for screen readers and poor terminals: the same session, no screen that repaints."""
