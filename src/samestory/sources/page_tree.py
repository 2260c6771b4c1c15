"""A page as a tree, and what is taken out of it before its text is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# Beyond this many nodes a page is a listing or an attack; long live blogs have under 30,000.
_MAX_NODES = 200_000
# Under these names lie comments, columns and notices of any length; under the others little, or the report.
_LONG_BOX = re.compile(
    r"comment|disqus|kommentar|side-?bar|widget|cookie|consent|onetrust|gdpr|popmake|pum|modal|outbrain|taboola",
    re.IGNORECASE,
)
_MAX_SHORT_BOX_CHARS = 900
# What a site calls the report itself, whatever else the name says.
_OWN = re.compile(
    r"\bhentry\b|type-post|entry-?content|article-?(?:body|content|text)|post-?(?:body|content)|story-?body",
    re.I,
)
# A box is furniture by its name only if it is a small part of the page: some sites call all of it 'widget'.
_MAX_BOX_SHARE = 0.4
# What sites call the boxes that are no part of the report. Whole words of a class or an id.
_BOX = re.compile(
    r"""(?:^|[\s_-])(?:
      (?:related|relacionad[ao]s?|verwandt|similar|recommend(?:ed|ation)s?|yarpp|outbrain|taboola)
    | (?:read|lire|leia|lees|lea)[_-]?(?:also|more|aussi|mas|ook|tambien|next)
    | mais[_-]?lidas|most[_-]?(?:read|popular|viewed|shared)|mostread|meistgelesen|trending
    | news-?letters?|newsletter-?(?:signup|inline|box|form)|signup|sign-up|subscribe
    | subscription[_-](?:box|promo)|author[_-]?(?:bio|box|info|info-?container|description|card)|bio[_-]?box
    | saboxplugin(?:-wrap)?|about[_-]?the[_-]?author|addtoany|sharedaddy
    | (?:sd|share|social|sharing)[_-]?(?:rating|block|bar|buttons?|links?|icons?|tools?|count|box)?
    | comments|comments?[_-](?:area|list|section|item|form|box)|comment-?respond
    | disqus(?:_thread)?|kommentare?
    | next-?(?:post|story|article)s?|prev-?(?:post|story)|post-?navigation|pager|pagination
    | popmake|pum(?:-overlay|-container)?|modal|pop-?up|overlay-content
    | bread-?crumbs?|navbreadcrumbs|breadcrumb-?trail
    | cookies?(?:[_-]?(?:banner|note|notice|consent|wall|bar))?|consent(?:-banner)?
    | onetrust\S*|gdpr\S*|borlabscookie
    | (?:article-?)?tags?(?:[_-](?:list|links|cloud|box))?|tag-?list|topic-?list|keywords
    | ad|ads|advert(?:isement)?s?|ad[_-](?:wrap|label|slot|unit|container|holder)|adholder|banner
    | sponsored|affiliate\S*
    | promo(?:tion)?s?|teaser-?(?:list|box|row)|link-?list|content-?linklist|paywall\S*|siguenos
    | (?:footer|sidebar)[_-]widget(?:-area)?|widget-?area|widgettitle|side-?bar
    | image[_-]?(?:credit|copyright|source)|photo[_-]?credit|copyright|visually-?hidden
    | sr-only|screen-?reader-?text
    | editorial[_-]?disclosure|disclaimer|reading-?time|print-?only|no-?print
    )(?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
_MAX_NAME_CHARS = 400
_BOX_TAGS = frozenset((
    "div", "section", "aside", "ul", "ol", "p", "span", "footer", "form", "figure", "nav", "li", "template",
    "amp-consent", "amp-sidebar", "amp-ad", "amp-social-share", "amp-list", "small", "button", "dl",
    "table",
))  # fmt: skip
_ALWAYS = frozenset((
    "template", "amp-consent", "amp-sidebar", "amp-ad", "amp-social-share", "button", "dialog", "select",
))  # fmt: skip
_SPACE = re.compile(r"\s+")


def parse_page(page: str | bytes) -> Any:
    """Make a tree of a page; None where none can be made, or where it is absurdly large."""
    from lxml.etree import LxmlError
    from trafilatura import load_html

    try:
        tree = load_html(page)
    except (LxmlError, ValueError, RecursionError):
        return None
    return None if tree is None or sum(1 for _ in tree.iter()) > _MAX_NODES else tree


def prune_page(tree: Any) -> None:
    """Take out boxes that their names give away, unless they hold the headline or much of the text."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    lengths, holding = _measure(elements)
    most = _MAX_BOX_SHARE * (lengths.get(tree, 0) or 1)
    for box in elements:
        parent = box.getparent()
        if parent is None or not _is_box(box, lengths[box]) or box in holding or lengths[box] > most:
            continue
        _drop(box, parent)


def _measure(elements: Sequence[Any]) -> tuple[dict[Any, int], set[Any]]:
    """Measure each element's text, and find those that hold the headline or the article."""
    lengths: dict[Any, int] = {}
    holding: set[Any] = set()
    for element in reversed(elements):
        length = 0 if element.tag in ("script", "style") else len(element.text or "")
        for child in element:
            length += lengths.get(child, 0) + len(child.tail or "")
            if child in holding:
                holding.add(element)
        lengths[element] = length
        if element.tag in ("h1", "article") or element.get("itemprop") == "articleBody":
            holding.add(element)
    return lengths, holding


def _is_box(element: Any, length: int) -> bool:
    if element.tag in _ALWAYS:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MAX_NAME_CHARS]
    if element.tag not in _BOX_TAGS or len(names) < 2 or _BOX.search(names) is None:
        return False
    if _OWN.search(names) is not None:
        return False
    return _LONG_BOX.search(names) is not None or length <= _MAX_SHORT_BOX_CHARS


def _drop(box: Any, parent: Any) -> None:
    """Take an element out and leave the text that follows it."""
    if box.tail:
        before = box.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + box.tail
        else:
            parent.text = (parent.text or "") + box.tail
    parent.remove(box)


def flat_text(element: Any, most: int = 20_000) -> str:
    """Give the text of an element as one line; '' where it has more than `most` characters.

    Boxes lie in boxes: read whole, each would cost as much as all that it holds.
    """
    pieces: list[str] = []
    for piece in element.itertext():
        pieces.append(piece)
        most -= len(piece) + 1
        if most < 0:
            return ""
    return _SPACE.sub(" ", "".join(pieces)).strip()
