"""How names stand in one text and when two of them can be one: pure, word lists passed in."""
