"""Reads Amazon's texts: which kind of text it is, which suspension type, what it asks for, which facts stand in it."""
