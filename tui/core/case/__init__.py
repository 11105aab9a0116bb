"""The seller's case: its values, its record, and its folder on disk."""
