"""Days as other languages than English write them in full: '6 août 2019', '2019年8月6日'."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from samestory.text.times._calendar import Days, day_of

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?((?:19|20)\d\d)(?!\d)")
_EASTERN = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
# Indic and Arabic figures become ours, one for one.
_FIGURES = {ord(figure): str(n % 10) for n, figure in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")}


@cache
def _load_months() -> tuple[dict[str, int], re.Pattern[str]]:
    raw = files("samestory.lexicon").joinpath("foreign_months.toml").read_text(encoding="utf-8")
    months: dict[str, int] = {}
    for names in tomllib.loads(raw)["months"].values():
        for number, forms in enumerate(names.split(), 1):
            for form in forms.split("|"):
                months.setdefault(form, number)
    listed = "|".join(sorted(map(re.escape, months), key=lambda form: (-len(form), form)))
    day_first = rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|º|ª|\.|-?(?:го|е))?\s(?:de\s|di\s)?(?P<month>{listed})\.?"
    return months, re.compile(rf"{day_first},?\s(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)(?!\d)")


def find_foreign_day(raw: str) -> tuple[Days, int, int] | None:
    """Find the first full day that a short text names in another language, and where it stands.

    Figures parted by full stops are day, month, year, as most of Europe writes them.

    >>> find_foreign_day("Publié le 6 août 2019")[0][0].isoformat()
    '2019-08-06'
    """
    folded = raw.translate(_FIGURES).lower()
    if len(folded) != len(raw):
        return None
    months, pattern = _load_months()
    if match := pattern.search(folded):
        found = day_of(int(match["year"]), months[match["month"]], int(match["day"]))
    elif match := _EASTERN.search(folded):
        found = day_of(*(int(part) for part in match.groups()))
    elif match := _NUMERIC.search(folded):
        day, month, year = (int(part) for part in match.groups())
        found = day_of(year, month, day)
    else:
        return None
    return ((found, found), match.start(), match.end()) if found else None
