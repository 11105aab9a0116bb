"""The content check: each room holds the rules of one kind; a rule reads the desk and names what it objects to."""
