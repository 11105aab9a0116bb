"""The version of the program, for caches and reports."""

VERSION = "0.1.0"
