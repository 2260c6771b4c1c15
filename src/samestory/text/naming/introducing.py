"""Leads that describe first and name later: 'A Leeds man was held on Monday. Anton Voss, 34, …'."""

from __future__ import annotations

from collections.abc import Sequence

from samestory.records import Annotation, Sentence
from samestory.text.naming.descriptions import DescriptionFinder
from samestory.text.naming.forms import fold
from samestory.text.naming.phrases import Described
from samestory.text.naming.profiles import may_be_called
from samestory.text.naming.words import Mention

# A name further from the lead than this is somebody else's, most often a witness's.
NEAR_SENTENCES = 2
TELLING = frozenset({"say", "speak", "tell", "describe", "recall", "recount", "claim", "explain"})
# What is done to whom a lead tells of.
BEFALLING = frozenset(
    {
        "identify",
        "charge",
        "arrest",
        "accuse",
        "shoot",
        "kill",
        "sentence",
        "convict",
        "find",
        "name",
        "book",
    }
)


def find_introduced(
    annotation: Annotation, finder: DescriptionFinder, people: Sequence[Mention]
) -> tuple[Described, Mention] | None:
    """Find the person whom the lead describes without the name, and the name that follows.

    Only the first name of a person after the lead, at the head of its sentence and without a title,
    with an age behind it, or with what befell or was told in the lead.
    """
    body = [n for n, s in enumerate(annotation.sentences) if s.kind == "body"]
    lead = next((n for n in body if annotation.sentences[n].last - annotation.sentences[n].first > 5), None)
    if lead is None:
        return None
    sentence = annotation.sentences[lead]
    described = finder.indefinite(sentence)
    after = [m for m in people if m.sentence >= lead]
    if described is None or not after:
        return None
    first = min(after, key=lambda mention: mention.first)
    if first.titled or not lead < first.sentence <= lead + NEAR_SENTENCES or len(first.form) < 2:
        return None
    if first.first != annotation.sentences[first.sentence].first or not may_be_called(
        first.form[0], described.head
    ):
        return None
    fits = _is_aged(annotation, first, described) or _goes_on(annotation, sentence, first)
    return (described, first) if fits else None


def _is_aged(annotation: Annotation, mention: Mention, described: Described) -> bool:
    """'Anton Voss, 34,', where the lead has no other age."""
    tail = [token.text for token in annotation.tokens[mention.last : mention.last + 2]]
    if len(tail) < 2 or tail[0] != "," or not tail[1].isdigit() or len(tail[1]) > 2:
        return False
    ages = {word for word in described.modifiers if word.isdigit()}
    return not ages or tail[1] in ages


def _goes_on(annotation: Annotation, lead: Sentence, mention: Mention) -> bool:
    """Whether the name's verb tells what the lead told of, or what befell the one it tells of."""
    tokens = annotation.tokens
    verbs = {t.lemma for t in tokens[lead.first : lead.last] if t.pos == "VERB"}
    nearest = [t.lemma for t in tokens[mention.last : mention.last + 3] if t.pos in ("VERB", "AUX")]
    if nearest[:1] and nearest[0] in TELLING:
        return bool(verbs & TELLING)
    return len(nearest) > 1 and nearest[0] == "be" and nearest[1] in BEFALLING


def age_beside(annotation: Annotation, mention: Mention) -> str:
    """The age that stands with a name: 'Anton Voss, 34,' or '34-year-old Anton Voss', else ''."""
    tokens = annotation.tokens
    tail = [token.text for token in tokens[mention.last : mention.last + 3]]
    if len(tail) == 3 and tail[0] == "," and tail[1].isdigit() and len(tail[1]) <= 2 and tail[2] in ",.;)":
        return tail[1]
    at = mention.first - mention.titled
    head = [
        fold(t.text) for t in tokens[max(0, at - 5) : at] if t.sentence == tokens[mention.first].sentence
    ]
    return head[0] if len(head) == 5 and head[0].isdigit() and head[1:] == ["-", "year", "-", "old"] else ""
