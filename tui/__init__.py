"""Reinstate: answer an Amazon suspension from the terminal."""
