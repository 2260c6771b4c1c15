"""Families: 'the Voss family' and 'the Vosses' are one body of people, named after its surname."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from samestory.text.naming.forms import Form


def is_family(form: Form) -> bool:
    """Tell whether a name is a family's: 'Voss family'.

    >>> is_family(("voss", "family")), is_family(("family",))
    (True, False)
    """
    return len(form) == 2 and form[-1] == "family"


def surname_of_plural(form: Form, surnames: Collection[str]) -> str:
    """Give the surname of which a single word is the plural, '' where it is none.

    >>> surname_of_plural(("vosses",), {"voss"}), surname_of_plural(("paris",), {"voss"})
    ('voss', '')
    """
    if len(form) != 1 or form[0] in surnames:
        return ""
    stems = [form[0][: -len(ending)] for ending in ("s", "es") if form[0].endswith(ending)]
    return next((stem for stem in stems if stem in surnames), "")


def list_families(forms: Iterable[Form], surnames: Collection[str]) -> Iterator[tuple[Form, Form]]:
    """Pair what names a family with the first name for it, itself included."""
    firsts: dict[str, Form] = {}
    for form in sorted(forms):
        surname = form[0] if is_family(form) else surname_of_plural(form, surnames)
        if surname:
            yield firsts.setdefault(surname, form), form
