"""Small widgets that know no case: editors, lists, lines."""
