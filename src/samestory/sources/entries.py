"""One entry of many, a JSON object or a row, as a report, under whatever names its fields have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from samestory.sources.drafts import Draft, Refusal, plain_newlines
from samestory.sources.fields import (
    BODY,
    FIELDS,
    PAGE,
    TITLE,
    fold_key,
    fold_keys,
    pick_line,
    pick_metadata,
    pick_text,
)
from samestory.sources.html import find_stub, read_page_text
from samestory.sources.page_origin import tell_kind
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import refuse_text

_MAX_GUESS_DEPTH = 4
_MAX_GUESS_FIELDS = 500
# The body is the field with sentences in it; descriptions and teasers are shorter than this.
_MIN_GUESS_CHARS = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")
_SENTENCE_END = re.compile(r"[.!?]\s")
_NGRAM_FIELDS = frozenset(("ngram", "pre", "post", "url"))


def read_entry(draft: Draft, entry: Mapping[str, Any], settings: IntakeSettings) -> Draft | Refusal:
    """Read an entry as a report: title, blank line, body; the body alone where it begins with its title.

    `draft` says where it stood and what its bytes are; its `declared.where` is how that place is called.
    """
    folded = fold_keys(map_fields(entry, settings.fields))
    body = pick_text(folded, BODY)
    if body is None:
        page = pick_text(folded, PAGE)
        body = read_page_text(page[: settings.max_page_bytes]) if page else None
    if body is None:
        return Refusal(draft.path, _say_no_text(entry), draft.line, draft.unit)
    text = join_title(pick_line(folded, TITLE), plain_newlines(body))
    refusal = refuse_text(draft.path, text, settings)
    reason = refusal.reason if refusal else find_stub(body, settings)
    if reason:
        return Refusal(draft.path, reason, draft.line, draft.unit)
    metadata = pick_metadata(folded, where=draft.declared.where)
    declared = metadata.declared
    kind = tell_kind({}, declared.title, declared.section, metadata.url)
    metadata = replace(metadata, declared=replace(declared, kind=kind))
    return metadata.added_to(replace(draft, text=text))


def join_title(title: str | None, body: str) -> str:
    r"""Put a title above its body, unless the body begins with it.

    >>> join_title("A fire", "It burned."), join_title("A fire", "A fire\nIt burned.")
    ('A fire\n\nIt burned.', 'A fire\nIt burned.')
    """
    if not title or " ".join(body[: 2 * len(title) + 20].split()).startswith(title):
        return body
    return f"{title}\n\n{body}"


def map_fields(entry: Mapping[str, Any], fields: tuple[tuple[str, str], ...]) -> Mapping[str, Any]:
    """Lay the fields that a person named ('text' is 'body.full') over those of an entry.

    >>> map_fields({"body": {"full": "A fire."}, "text": "x"}, (("text", "body.full"),))["text"]
    'A fire.'
    """
    if not fields:
        return entry
    found = {field: at_path(entry, path) for field, path in fields}
    # What is named outweighs other names of the same field: a page, if it is named, the text beside it.
    taken = {name for field in found for name in FIELDS.get(field, ())}
    taken |= set(BODY) if "html" in found and "text" not in found else set()
    rest = {key: value for key, value in entry.items() if fold_key(key) not in taken}
    return {**found, **rest}


def guess_fields(
    entry: Mapping[str, Any], fields: tuple[tuple[str, str], ...] = ()
) -> dict[str, tuple[str, str]]:
    """Tell which field of an entry is taken for what: its path, and why.

    Fields with a usual name, or one that a person gave, are taken; those that only look like it are
    proposed and must be named.
    """
    named = dict(fields)
    folded = {fold_key(key): key for key in reversed(list(entry))}
    found: dict[str, tuple[str, str]] = {}
    for field, names in FIELDS.items():
        usual = next((folded[name] for name in names if name in folded and entry[folded[name]]), None)
        if field in named:
            found[field] = (named[field], "named by you")
        elif usual is not None:
            found[field] = (usual, "by its name")
    for field, path in _guess_by_looks(entry).items():
        found.setdefault(field, (path, "by its looks; name it"))
    return {field: found[field] for field in FIELDS if field in found}


def _guess_by_looks(entry: Mapping[str, Any]) -> dict[str, str]:
    values = list(_walk(entry, "", 0))
    texts = [
        (len(value), path)
        for path, value in values
        if len(value) >= _MIN_GUESS_CHARS and _SENTENCE_END.search(value)
    ]
    found = {"text": max(texts, key=lambda text: text[0])[1]} if texts else {}
    for path, value in values:
        if value.startswith(("http://", "https://")) and " " not in value:
            found.setdefault("url", path)
        elif len(value) < 60 and _DAY.match(value):
            found.setdefault("published", path)
    return found


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value[:100_000]
    elif isinstance(value, Mapping) and depth < _MAX_GUESS_DEPTH:
        for key in list(value)[:_MAX_GUESS_FIELDS]:
            yield from _walk(value[key], f"{path}.{key}" if path else str(key), depth + 1)


def at_path(entry: Any, path: str) -> Any:
    """Follow a path of names and places, by dots; a name that has dots in it is tried whole first.

    >>> at_path({"body": [{"full": "A fire."}]}, "body.0.full")
    'A fire.'
    """
    if isinstance(entry, Mapping) and path in entry:
        return entry[path]
    head, _, rest = path.partition(".")
    if isinstance(entry, Mapping):
        inner = entry.get(head)
    elif isinstance(entry, list) and head.isascii() and head.isdecimal() and int(head[:9]) < len(entry):
        inner = entry[int(head[:9])]
    else:
        return None
    return at_path(inner, rest) if rest else inner


def _say_no_text(entry: Mapping[str, Any]) -> str:
    if fold_keys(entry).keys() >= _NGRAM_FIELDS:
        return (
            "it is a word of GDELT's Web NGrams with what stands around it, not a report. Expected a row a "
            "line, as GDELT writes them. Give the file as it came."
        )
    names = ", ".join(sorted(map(str, entry))) or "no fields"
    guess = _guess_by_looks(entry).get("text")
    said = f"no text in it, only {names[:120]}. Expected a field 'text', 'body' or 'content'. "
    return said + (f"Read again with --field text={guess[:80]}." if guess else "Name it so.")
