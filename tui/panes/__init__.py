"""Panes show one part of a case and say what the user did there."""
