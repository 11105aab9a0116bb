"""The letter: sentences chosen and filled from facts and claims, each with its trace."""
