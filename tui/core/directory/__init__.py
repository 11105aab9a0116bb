"""Contacts: filtered, ranked, and the channel that fits a case."""
