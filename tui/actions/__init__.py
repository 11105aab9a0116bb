"""What the commands do, by family; the app puts the families together."""
