"""Where one report says that somebody has not been named and others name him."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from samestory.lexicon.casualties import load_casualty_words
from samestory.records import Account, Difference, Sentence, Statement, Token
from samestory.records.dossier import DifferenceStatus
from samestory.text.contrasts.joining import Found, tell_found
from samestory.text.contrasts.tellings import Side, make_difference

Party = Literal["victim", "doer"]
# Whoever has died or was hurt, and whoever did it: the two whose names readers wait for.
_VICTIMS = frozenset(("victim", "victims", "dead", "deceased", "casualties", "fatality", "fatalities"))
# 'The other victims have not been identified' says nothing of the first ones.
_OTHERS = frozenset(("other", "others", "another", "remaining", "rest", "additional"))
_NOT_NAMED = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are)(?: not|n['’]t)(?: yet| publicly| been| officially){0,3}"
    r"|(?:has|have|had) yet to(?: publicly)?(?: be)?|did(?: not|n['’]t)(?: immediately)?|yet to be"
    r"|(?:will|would)(?: not|n['’]t)(?: be)?)"
    r" (?P<verb>identif(?:y|ied)|named?|releas(?:e|ed)|disclosed?|known|made public|reveal(?:ed)?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<verb>identif(?:y|ies|ied)|nam(?:e|es|ed))\b", re.IGNORECASE)
_NAMES = frozenset(("name", "names", "identity", "identities"))
# Who is named stands at most so far from the naming.
REACH_WORDS = 12
# 'Identified as the suspected gunman'.
AS_REACH_WORDS = 4
# A name stands at most so far behind: 'identified on Monday by the coroner as 56-year-old Jon Holm'.
NAME_REACH_WORDS = 16


def contrast_identities(
    statements: Sequence[Statement], accounts: Mapping[str, Account]
) -> tuple[Statement, ...]:
    """Add to the statement that names the victims, or who did it, which reports say nobody is named yet."""
    widened, apart = list(statements), list[Found]()
    for party in get_args(Party):
        apart += _add(widened, accounts, party)
    return tell_found(widened, apart, accounts)


def _add(statements: list[Statement], accounts: Mapping[str, Account], party: Party) -> Iterator[Found]:
    """Put what differs on the statement that does the naming; yield it where there is none."""
    told = {id: _tell(accounts[id], party) for id in sorted(accounts)}
    named = {
        id: full for id, (_, sides) in told.items() if (full := [s for s in sides if s.key == "named"])
    }
    # A headline says that somebody was identified without saying who: it is of the same.
    told_of = {id: sides for id, (_, sides) in told.items() if sides}
    unnamed = [side for id, (side, _) in told.items() if side is not None and id not in named]
    if not unnamed or not named:
        return
    home = _home(statements, named, told_of)
    if home is None:
        naming = [sides[-1] for sides in named.values()]
        sides = [*unnamed, *naming]
        places = tuple((side.report, side.start, side.end) for side in sides)
        yield Found(_difference(party, unnamed, naming, accounts), places)
        return
    statement = statements[home]
    naming = [
        next(side for side in named[id] if _is_within(side, statement) or side is named[id][-1])
        for id in statement.reports
        if id in named
    ]
    difference = _difference(party, unnamed, naming, accounts)
    statements[home] = replace(statement, differences=(*statement.differences, difference))


def _difference(
    party: Party, unnamed: Sequence[Side], naming: Sequence[Side], accounts: Mapping[str, Account]
) -> Difference:
    who = "the victims were" if party == "victim" else "who did it was"
    because = "one report says that nobody has been named yet, another gives the name"
    status = _judge(unnamed, naming, accounts)
    return make_difference("polarity", f"whether {who} named", status, because, [*unnamed, *naming])


def _judge(
    unnamed: Sequence[Side], naming: Sequence[Side], accounts: Mapping[str, Account]
) -> DifferenceStatus:
    """An update where whoever names is of no earlier day than whoever cannot; else it is not known."""
    before = [accounts[side.report].published.latest for side in unnamed]
    after = [accounts[side.report].published.earliest for side in naming]
    if any(day is None for day in (*before, *after)):
        return "unsure"
    late = max(day for day in before if day is not None)
    return "update" if all(day is not None and day >= late for day in after) else "unsure"


def _home(
    statements: Sequence[Statement],
    named: Mapping[str, Sequence[Side]],
    told_of: Mapping[str, Sequence[Side]],
) -> int | None:
    """The statement most of whose reports do the naming in its own words."""

    def weigh(at: int) -> tuple[int, int, int]:
        statement = statements[at]
        held = sum(_is_held(statement, told_of.get(report, ())) for report in statement.reports)
        return held, -len(statement.support), -at

    naming = [
        at
        for at, statement in enumerate(statements)
        if len(statement.reports) > 1 and any(_is_held(statement, sides) for sides in named.values())
    ]
    return max(naming, key=weigh, default=None)


def _is_held(statement: Statement, sides: Sequence[Side]) -> bool:
    return any(_is_within(side, statement) for side in sides)


def _is_within(side: Side, statement: Statement) -> bool:
    return any(s.report == side.report and s.start <= side.start < s.end for s in statement.support)


def _tell(account: Account, party: Party) -> tuple[Side | None, list[Side]]:
    """The place where a report says that nobody is named, and those where it names somebody."""
    text, missing, named = account.report.text, None, []
    for sentence in account.annotation.sentences:
        low, high = sentence.start, sentence.end
        denial = _NOT_NAMED.search(text, low, high)
        if denial is not None:
            if missing is None and _is_about(account, sentence, denial, party):
                missing = _side(account, sentence, "not named")
            continue
        naming = _NAMED.search(text, low, high)
        how = _names(account, sentence, naming, party) if naming is not None else ""
        if how:
            named.append(_side(account, sentence, how))
    return missing, named


def _side(account: Account, sentence: Sentence, key: str) -> Side:
    words = " ".join(account.report.text[sentence.start : sentence.end].split())
    return Side(account.id, key, words, sentence.start, sentence.end)


def _is_about(account: Account, sentence: Sentence, denial: re.Match[str], party: Party) -> bool:
    """Tell whether those not named are the party, all of it; what is released must be a name."""
    tokens = account.annotation.tokens[sentence.first : sentence.last]
    at = next((i for i, t in enumerate(tokens) if t.end >= denial.end()), len(tokens))
    near = tokens[max(0, at - REACH_WORDS) : at + REACH_WORDS]
    words = {token.text.lower() for token in near}
    if not denial["verb"].lower().startswith(("identif", "name")) and not words & _NAMES:
        return False
    subject = _phrase(tokens, at)
    return bool(subject & _words(party)) and not subject & _OTHERS


def _phrase(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The words of the clause of a naming: up to a mark that ends it, 'nor have the others' included."""
    first = last = min(at, len(tokens) - 1)
    while first > 0 and last - first < REACH_WORDS and tokens[first - 1].text not in (",", ";", ":", "—"):
        first -= 1
    end = min(len(tokens), at + REACH_WORDS)
    while last + 1 < end and (
        tokens[last + 1].text not in (",", ";", ":", "—")
        or (last + 2 < end and tokens[last + 2].text.lower() == "nor")
    ):
        last += 1
    cut = [i for i in range(at + 1, last + 1) if tokens[i].tag in ("WP", "WDT", "IN") and i > at + 1]
    of = [i for i in cut if tokens[i].text.lower() not in ("of", "in")]
    return frozenset(t.text.lower() for t in tokens[first : (of[0] if of else last + 1)])


def _names(account: Account, sentence: Sentence, naming: re.Match[str], party: Party) -> str:
    """'Named' where a sentence names one of the party: 'identified the gunman as Jon Holm'.

    'Of it' where it only says that one was named, as headlines do; '' otherwise.
    """
    tokens = account.annotation.tokens
    at = next((i for i in range(sentence.first, sentence.last) if tokens[i].end >= naming.end()), None)
    if at is None or tokens[at].pos not in ("VERB", "AUX"):
        return ""
    end = min(sentence.last, at + NAME_REACH_WORDS)
    after = [token.text.lower() for token in tokens[at:end]]
    whole = range(max(sentence.first, at - NAME_REACH_WORDS), end)
    person = any(
        e.label == "PERSON" and tokens[whole[0]].start <= e.start < tokens[whole[-1]].end
        for e in account.annotation.entities
    )
    if not person or "as" not in after:
        near = {token.text.lower() for token in tokens[max(sentence.first, at - REACH_WORDS) : end]}
        return "of it" if near & _words(party) else ""
    # 'The gunman was identified as Jon Holm', 'Jon Holm was identified as the gunman'.
    to = at + after.index("as") + AS_REACH_WORDS
    near = {token.text.lower() for token in tokens[max(sentence.first, at - REACH_WORDS) : min(to, end)]}
    return "named" if near & _words(party) else ""


@cache
def _words(party: Party) -> frozenset[str]:
    if party == "victim":
        return _VICTIMS
    doers = load_casualty_words().doers
    return doers | {f"{word}s" for word in doers}
