"""Figures read, what they count, what happens to those counted, and how two of them compare."""
