"""Places: where the named places of a story lie, or nothing where that cannot be told."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samestory.lexicon.gazetteer import City, country_codes, find_cities
from samestory.lexicon.naming import Territory, load_countries, load_known_names, load_states
from samestory.records import Account, Name, Place

# What stands behind a place and holds it: 'Salem, Oregon', 'SALEM, Ore.'
_HOLDER = re.compile(r",\s{1,2}([A-Z][\w’'-]*\.?(?:[ .][A-Z][\w’'-]*\.?){0,3})")
SOURCE = "GeoNames"
# The nations of the United Kingdom, with GeoNames' codes of them.
NATIONS: Mapping[str, str] = {
    "England": "ENG",
    "Scotland": "SCT",
    "Wales": "WLS",
    "Northern Ireland": "NIR",
}
# States whose bare name most often means the city.
CITIES_TOO = frozenset({"New York", "Washington"})
LARGE_CITY = 300_000


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """How candidates for one name are weighed; all in powers of ten of population."""

    # A city inside what the text says holds it beats one a thousand times as large elsewhere.
    held: float = 3.0
    # A city in the country or state that the story names most beats one fifty times as large; in one
    # named a tenth as often, one five times as large: a country named in passing draws no city to it.
    near: float = 1.7
    # A city whose country is named in the very sentence beats one ten times as large.
    beside: float = 1.0
    # Below this lead over the next candidate, nothing is said: two Springfields.
    min_lead: float = 0.5
    # A city with fewer people is believed only where the story names its country or state.
    min_alone: int = 100_000


DEFAULT = PlaceSettings()


def locate_names(
    names: Sequence[Name], accounts: Sequence[Account], *, settings: PlaceSettings = DEFAULT
) -> tuple[Name, ...]:
    """Say where places lie: countries and states by their middle, cities by GeoNames.

    Of several cities of one name the one is taken that lies in what the text names behind it
    ('Hackney, London'), or else in the countries of the story, or is far larger. Where no reason
    decides, the place has no position; regions, streets and rivers have none either.
    """
    places = [name for name in names if name.type == "place"]
    if not places:
        return tuple(names)
    atlas = _Atlas(places, accounts)
    located = {name.id: atlas.locate(name, settings) for name in places}
    return tuple(replace(name, place=located[name.id]) if located.get(name.id) else name for name in names)


class _Atlas:
    """The territories and candidate cities of one story, and what its texts say holds what."""

    def __init__(self, places: Sequence[Name], accounts: Sequence[Account]):
        self.countries = {t.name: t for t in load_countries()}
        self.states = {t.name: t for t in load_states()}
        self.short = {s.rstrip(".").upper(): t.name for t in load_states() for s in t.also}
        self.canonical = {n: g[0] for kind, g in load_known_names() if kind == "place" for n in g}
        self.codes = country_codes()
        self.texts = {account.id: account.report.text for account in accounts}
        self.holders = {name.id: self._holders_of(name) for name in places}
        spellings = {_spelling(a.text) for name in places for a in name.aliases}
        held = {holder for holders in self.holders.values() for holder in holders}
        self.cities = find_cities(spellings | held)
        self.holders = {
            id: Counter({h: n for h, n in found.items() if self._can_hold(h)})
            for id, found in self.holders.items()
        }
        self.near = self._count_near(places)
        self.most = max((n for code, n in self.near.items() if "-" not in code), default=1)
        self.beside = self._codes_beside(places, accounts)

    def _can_hold(self, holder: str) -> bool:
        """A territory, or a city so large that others are said to be in it; not 'Sunday'."""
        large = any(c.population > LARGE_CITY for c in self.cities.get(holder, ())[:1])
        return large or holder in self.countries or holder in self.states

    def locate(self, name: Name, settings: PlaceSettings) -> Place | None:
        spellings = [_spelling(a.text) for a in name.aliases]
        holders = self.holders[name.id]
        is_city = any(a.text.lower().startswith(("city of ", "town of ")) for a in name.aliases)
        territory = next((t for s in spellings if not is_city and (t := self._territory(s, holders))), None)
        if territory is not None:
            sure = 0.95 if territory.name not in self.cities else 0.7
            return Place(territory.latitude, territory.longitude, SOURCE, sure)
        candidates = list(
            dict.fromkeys(c for s in spellings for c in self.cities.get(self.canonical.get(s, s), ()))
        )
        return self._choose(candidates, (holders, self.beside[name.id]), settings)

    def _codes_beside(
        self, places: Sequence[Name], accounts: Sequence[Account]
    ) -> dict[str, frozenset[str]]:
        """The countries that stand alone in a sentence with a place; peoples do not count: they travel."""
        starts = {a.id: [s.start for s in a.annotation.sentences] for a in accounts}

        def sentences(name: Name) -> set[tuple[str, int]]:
            return {(c.report, bisect_right(starts[c.report], c.start)) for c in name.mentions}

        named: dict[tuple[str, int], set[str]] = defaultdict(set)
        for name in places:
            spellings = (_spelling(a.text) for a in name.aliases)
            codes = {self.codes.get(self.canonical.get(s, s), "") for s in spellings} - {""}
            for at in sentences(name):
                named[at] |= codes
        sole = {at: codes for at, codes in named.items() if len(codes) == 1}
        return {n.id: frozenset(c for at in sentences(n) for c in sole.get(at, ())) for n in places}

    def _territory(self, spelling: str, holders: Counter[str]) -> Territory | None:
        own = self.canonical.get(spelling, spelling)
        if own in CITIES_TOO:  # the city, unless the text says otherwise
            return None
        if own == "Georgia":
            return self.states[own] if self.near["US"] > 1 else self.countries[own]
        if any(h in self.states for h in holders) and spelling in self.cities:  # 'Jordan, Minnesota'
            return None
        return (
            self.countries.get(own)
            or self.states.get(own)
            or self.states.get(self.short.get(own.rstrip(".").upper(), ""))
        )

    def _holders_of(self, name: Name) -> Counter[str]:
        """What stands behind the place's mentions and can hold it."""
        found: Counter[str] = Counter()
        for cite in name.mentions:
            match = _HOLDER.match(self.texts[cite.report], cite.end, cite.end + 60)
            if match:
                found[self._holder(match[1])] += 1
        return found

    def _holder(self, words: str) -> str:
        """The longest beginning of the words that names a territory, else the words."""
        parts = words.rstrip(".").split(" ")
        for size in range(len(parts), 0, -1):
            text = " ".join(parts[:size])
            known = self.short.get(text.rstrip(".").upper()) or self.canonical.get(text, text)
            if known in self.countries or known in self.states:
                return known
        return words.rstrip(".")

    def _count_near(self, places: Iterable[Name]) -> Counter[str]:
        """How often the story names each country (by code) and US state (by 'US-' and code)."""
        near: Counter[str] = Counter()
        state_codes = {t.name: t.also[-1] for t in self.states.values()}
        for name in places:
            named = [
                (self.canonical.get(_spelling(a.text), _spelling(a.text)), sum(a.reports.values()))
                for a in name.aliases
            ]
            for text, count in [*named, *self.holders[name.id].items()]:
                state = text if text in self.states else self.short.get(text.upper(), "")
                if state in CITIES_TOO and text not in self.holders[name.id]:
                    state = ""
                if state:
                    near["US"] += count
                    near[f"US-{state_codes[state]}"] += count
                elif (sure := self._surely(text)) is not None:
                    near[sure.country] += count
                elif text in NATIONS:
                    near["GB"] += count
                elif text in self.codes:
                    near[self.codes[text]] += count
        return near

    def _surely(self, text: str) -> City | None:
        """The city that a name means almost anywhere: large, and ten times its largest namesake."""
        found = self.cities.get(text, ())
        if text in self.codes or not found or found[0].population < LARGE_CITY:
            return None
        return found[0] if len(found) == 1 or found[0].population >= 10 * found[1].population else None

    def _choose(
        self,
        candidates: Sequence[City],
        around: tuple[Mapping[str, int], frozenset[str]],
        settings: PlaceSettings,
    ) -> Place | None:
        holders, _ = around
        scored = sorted(
            ((self._score(c, around, settings), c) for c in candidates),
            key=lambda p: (-p[0], p[1].latitude),
        )
        if not scored:
            return None
        best, city = scored[0]
        lead = best - scored[1][0] if len(scored) > 1 else 3.0
        is_near = self._is_near(city) or self._is_held(city, holders)
        if lead < settings.min_lead or (city.population < settings.min_alone and not is_near):
            return None
        certainty = round(min(0.95, 0.5 + 0.12 * lead + 0.1 * is_near), 2)
        return Place(city.latitude, city.longitude, SOURCE, certainty)

    def _score(
        self, city: City, around: tuple[Mapping[str, int], frozenset[str]], settings: PlaceSettings
    ) -> float:
        holders, beside = around
        weight = math.log10(max(city.population, 1))
        if self._is_held(city, holders):
            weight += settings.held
        elif any(h in self.countries or h in self.states for h in holders):
            weight -= settings.held
        if city.country in beside:
            weight += settings.beside
        codes = [city.country, *([f"US-{city.region}"] if city.country == "US" else [])]
        for named in (self.near[code] for code in codes):
            if named:
                weight += max(0.0, settings.near + math.log10(named / max(named, self.most)))
        return weight

    def _is_near(self, city: City) -> bool:
        return (
            self.near[f"US-{city.region}" if city.country == "US" and len(self.near) > 1 else city.country]
            > 0
        )

    def _is_held(self, city: City, holders: Mapping[str, int]) -> bool:
        for holder in holders:
            if (
                holder in self.states
                and city.country == "US"
                and city.region == self.states[holder].also[-1]
            ):
                return True
            if (city.country, city.region) == ("GB", NATIONS.get(holder)):
                return True
            if holder in self.codes and city.country == self.codes[holder]:
                return True
            if any(_km(city, other) < 60 for other in self.cities.get(holder, ())[:1]):
                return True
        return False


def _spelling(text: str) -> str:
    """A name as a gazetteer spells it: 'FORT WORTH' → 'Fort Worth', 'Ft. Worth' → 'Fort Worth'."""
    plain = " ".join(w.capitalize() for w in text.split()) if text.isupper() and len(text) > 4 else text
    return re.sub(r"^Ft\.? ", "Fort ", re.sub(r"^Mt\.? ", "Mount ", plain))


def _km(a: City, b: City) -> float:
    """The distance between two cities, on a plane: near enough below a thousand kilometres."""
    across = (a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 111.2 * math.hypot(a.latitude - b.latitude, across)
