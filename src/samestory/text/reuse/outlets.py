"""Who a report is by: the names under which an outlet, an agency above all, is credited by others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from samestory.lexicon.agencies import load_agencies
from samestory.records import Report

# What an outlet's name or address carries beside the name itself.
_TRIMMINGS = re.compile(
    r"\([^)]*\)| - .*$|\b(?:www\d?|com|org|net|co|uk|online|digital|web|opinion)\b|https?:",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]{2,20})\)")
# An agency's edition or desk is the agency: 'Reuters UK', 'AFP English', 'apnews'.
_EDITIONS = frozenset(
    {"news", "newswire", "agency", "wire", "international", "intl", "english", "en", "world", "global"}
    | {
        "us",
        "usa",
        "uk",
        "india",
        "africa",
        "asia",
        "europe",
        "canada",
        "australia",
        "service",
        "live",
        "tv",
    }
)
_LAST_LABELS = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "info", "media", "news", "press"})
# Initials of two letters are shared by too many; an agency of two letters is known by its list.
_MIN_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: the name shown, every squeezed name it goes by, initials too, whether it is an agency."""

    shown: str
    names: frozenset[str]
    is_agency: bool


def read_outlet(name: str, url: str | None = None) -> Outlet:
    """Read under which names an outlet is credited: its own, its initials, its site's, an agency's forms.

    >>> outlet = read_outlet("Norwave News Agency")
    >>> "nna" in outlet.names, "norwavenewsagency" in outlet.names
    (True, True)
    """
    squeezed = squeeze_outlet(name)
    site = _name_of_site(url or "")
    names = {squeezed, site, *(squeeze_outlet(short) for short in _BRACKETED.findall(name))}
    listed = _agency_names(squeezed) | _agency_names(site)
    ending = any(squeezed.endswith(squeeze_outlet(ending)) for ending in load_agencies().endings)
    return Outlet(name, frozenset((names | {_initials(name)} | listed) - {""}), bool(listed) or ending)


def key_outlet(report: Report) -> str:
    """Give the name by which an outlet's reports are kept together, '' where no outlet is known."""
    return squeeze_outlet(report.outlet or "") or _name_of_site(report.url or "")


def name_credit(credit: str) -> frozenset[str]:
    """List the squeezed forms of an agency that a report credits, as an outlet would bear them.

    >>> sorted(name_credit("Press Trust of India (PTI)"))
    ['presstrustofindia', 'pti']
    """
    forms = {squeeze_outlet(credit), *(squeeze_outlet(short) for short in _BRACKETED.findall(credit))}
    return frozenset(forms - {""}) | _forms_by_name().get(credit, frozenset())


def squeeze_outlet(name: str) -> str:
    """Take an outlet's name down to letters and digits, without trimmings.

    >>> squeeze_outlet("www.kens5.com"), squeeze_outlet("The Hill (Online)"), squeeze_outlet("NBCNews.com")
    ('kens5', 'hill', 'nbcnews')
    """
    words = re.findall(r"\w+", _TRIMMINGS.sub(" ", name.replace(".", " ")).casefold())
    return "".join(word for word in words if word != "the")


def _name_of_site(url: str) -> str:
    """Give the label that a site is registered under: 'apnews' of www.apnews.com, 'ap' of hosted.ap.org."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").netloc.partition(":")[0].casefold()
    except ValueError:  # an address that is none, such as 'http://['
        return ""
    labels = [label for label in host.split(".") if label]
    while len(labels) > 1 and (len(labels) > 2 or labels[0] != "www"):
        last = labels.pop()
        if labels[-1] not in _LAST_LABELS and (last in _LAST_LABELS or len(last) >= 2):
            break
    return re.sub(r"\W", "", labels[-1]) if labels else ""


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", _BRACKETED.sub(" ", name)) if word[0].isupper()]
    letters = "".join(word[0] for word in words if word.casefold() != "the").casefold()
    return letters if len(letters) >= _MIN_INITIALS else ""


def _agency_names(squeezed: str) -> frozenset[str]:
    """Give all the forms of the agency that an outlet's squeezed name is, an edition's name taken off."""
    known = _forms_by_form()
    if squeezed in known:
        return known[squeezed]
    for form, forms in known.items():
        rest = squeezed.removeprefix(form)
        if rest != squeezed and rest in _EDITIONS:
            return forms
    return frozenset()


@cache
def _forms_by_name() -> dict[str, frozenset[str]]:
    shown: dict[str, set[str]] = {}
    for form, name in load_agencies().names.items():
        shown.setdefault(name, set()).add(squeeze_outlet(form))
    return {name: frozenset(forms - {""}) for name, forms in shown.items()}


@cache
def _forms_by_form() -> dict[str, frozenset[str]]:
    forms = {form: forms for _, forms in sorted(_forms_by_name().items()) for form in forms}
    # The longest first, so that 'pamedia' is not read as 'pa' with an edition.
    return dict(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))
