"""The stages, in the order the text walks through them; none imports another.

cleaning, dating, grouping see every report and are cheap. annotation, quotes, attributions,
quantities, times and clauses read one report of an opened story; names, places, passages, lineage,
variants, statements, differences, independence, timeline, exclusives and brief read them all as one.
"""
