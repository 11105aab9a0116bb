"""What an experienced appeal writer would object to in a letter: rules as data, computations by name."""
