"""What a site asks of programs (robots.txt, RFC 9309): which paths to leave, how long to wait between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MAX_LINES = 20_000
_MAX_RULE_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: paths that are allowed or not, the longest that fits first."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path may be asked for; of two rules alike in length the one that allows counts."""
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if fits(rule, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def parse_robots(text: str, name: str) -> Robots:
    r"""Read the rules for a program of this name: those of its own group, else those for all.

    >>> robots = parse_robots("User-agent: *\nDisallow: /private\nCrawl-delay: 3", "samestory")
    >>> robots.allows("/news"), robots.allows("/private/a"), robots.delay
    (True, False, 3.0)
    """
    groups: dict[bool, list[tuple[str, str]]] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _fields(text):
        if key == "user-agent":
            agents = [*agents, value.lower()] if not in_rules else [value.lower()]
            in_rules = False
            continue
        in_rules = True
        if name in agents:
            groups.setdefault(True, []).append((key, value))
        elif "*" in agents:
            groups.setdefault(False, []).append((key, value))
    return _collect(groups.get(True) or groups.get(False) or [])


def fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says: '*' stands for anything, '$' for the end.

    >>> fits("/a/*.html$", "/a/b/c.html"), fits("/a/*.html$", "/a/b.html?x"), fits("/a", "/ab")
    (True, False, True)
    """
    ends = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(rest):
        if ends and number == len(rest) - 1:
            return len(path) - len(piece) >= place and path.endswith(piece)
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not ends or place == len(path)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines()[:_MAX_LINES]:
        key, colon, value = line[:_MAX_RULE_CHARS].partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _collect(fields: Sequence[tuple[str, str]]) -> Robots:
    rules = [(value, key == "allow") for key, value in fields if key in ("allow", "disallow") and value]
    delay = 0.0
    for key, value in fields:
        if key == "crawl-delay" and value.replace(".", "", 1).isdecimal() and value.isascii():
            delay = float(value)
    return Robots(tuple(rules), delay)
