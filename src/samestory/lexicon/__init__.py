"""Words as data: one loader a subject, each beside its lists."""
