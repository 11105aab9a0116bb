"""What the product knows: typed records, read strictly from YAML, laid over by the user's own layer."""
