"""Screens compose panes and route their messages."""
