"""Clauses made comparable, compared, and gathered into what several reports say."""
