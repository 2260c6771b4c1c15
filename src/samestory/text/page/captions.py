"""Captions: lines that a picture's credit closes or a picture's label opens."""

from __future__ import annotations

import re

# A caption's credit stands at its end; captions longer than this are paragraphs.
_MAX_CAPTION_CHARS = 700
_CREDIT_CHARS = 120
# Without one of these no line is a caption.
_CUES = (
    "Photo", "photo", "PHOTO", "Getty", "Reuters", "REUTERS", "AP", "AFP", "PA", "Image", "ourtesy",
    "/staff", "/Staff",
)  # fmt: skip
_WHO = r"[\w.’' -]"
_CREDIT = re.compile(
    rf"""(?:
    \(\s?(?:[^()]{{0,90}}(?:/|via\ |[Pp]hoto:?\ ?|by\ )[^()]{{0,60}}
        |AP|AFP|PA|Reuters|EPA|Getty(?:\ Images)?)\)
  | (?:REUTERS|Reuters|AP|AFP|EPA)\s?/\s?[A-Z]{_WHO}{{2,40}}
  | {_WHO}{{3,40}}/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty\ Images|AFP/Getty\ Images
      |[Ss]taff(?:\ [Pp]hoto(?:grapher)?)?)
  | \b{_WHO}{{0,40}}via\ (?:AP|Reuters|AFP|Getty\ Images)
  | \bAP\ Photo(?:/{_WHO}{{2,40}})? | Getty\ Images | [Cc]ourtesy\ (?:of|photo){_WHO}{{0,40}}
  | Photo(?:graph(?:er)?)?(?:\ by|:)\ ?[A-Z][\w.’'/\ -]{{2,60}}
    )\s*[.)]?\s*$""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:FILE PHOTO|FILE PICTURE|FILE -|Image copyright|Image caption|Media caption|File photo"
    r"|\(?Photo:|Photograph:)"
)


def has_picture_cues(text: str) -> bool:
    """Tell whether a text can have captions at all; most of the work is saved where it cannot."""
    return any(cue in text for cue in _CUES)


def is_caption(line: str) -> bool:
    """Tell a caption from a paragraph and from a desk's sign-off.

    >>> is_caption("The bridge on Monday. (Ann Lee/AP)"), is_caption("The photo was sold.")
    (True, False)
    """
    if len(line) > _MAX_CAPTION_CHARS or not has_picture_cues(line):
        return False
    end = line[-_CREDIT_CHARS:]
    able = ("(" in end or has_picture_cues(end)) and not line.startswith("(Reporting")
    closed = able and _CREDIT.search(end) is not None
    return closed or _LABEL.match(line) is not None
