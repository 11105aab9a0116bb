"""Finds the facts that stand in a text, each with its place."""
