"""A letter in the formats in which it leaves the house: pure functions from a Letter to text or data."""
