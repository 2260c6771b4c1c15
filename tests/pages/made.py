"""The sixty pages and what is right of each: forty to develop on, twenty for figures alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.pages import more_templates as more
from tests.pages import templates as kinds
from tests.pages.articles import ARTICLES
from tests.pages.templates import Site, Template


@dataclass(frozen=True, slots=True)
class Page:
    """A page as bytes and the gold: None where the page does not say; `refused` where it holds no report."""

    name: str
    data: bytes
    title: str | None = None
    outlet: str | None = None
    day: str | None = None
    language: str | None = None
    agencies: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    kind: str | None = None
    refused: bool = False


# name of the article, kind of page, outlet, host, day, agency, encoding of the bytes
_PLANS: tuple[tuple[str, Template, str, str, date, str, str], ...] = (
    ("ferry", kinds.wordpress, "Ostrand Gazette", "ostrandgazette.example", date(2031, 3, 4), "", "utf-8"),
    ("dam", kinds.broadcaster, "Channel Nord", "channelnord.example", date(2030, 9, 11), "", "utf-8"),
    ("strike", kinds.amp, "Kestel Today", "kesteltoday.example", date(2031, 5, 22), "", "utf-8"),
    ("quake", kinds.agency_copy, "Valley Courier", "valleycourier.example", date(2029, 11, 8), "Norwave", "utf-8"),
    ("vote", kinds.print_view, "The Crown Observer", "crownobserver.example", date(2031, 6, 17), "", "utf-8"),
    ("opinion", kinds.microdata, "Riverbank Herald", "riverbankherald.example", date(2028, 2, 1), "", "utf-8"),
    ("live", kinds.live_page, "Coast Radio", "coastradio.example", date(2030, 12, 3), "", "utf-8"),
    ("fr_port", kinds.wordpress, "Le Phare de Salvagne", "lephare.example", date(2030, 4, 9), "", "utf-8"),
    ("fr_musee", kinds.print_view, "L’Écho de Corlay", "echodecorlay.example", date(2027, 10, 18), "", "cp1252!"),
    ("es_mina", kinds.broadcaster, "Radio Cordillera", "radiocordillera.example", date(2029, 8, 5), "", "utf-8"),
    ("es_agua", kinds.old_table, "El Correo del Valle", "correovalle.example", date(2004, 7, 14), "", "latin-1"),
    ("de_bruecke", kinds.amp, "Ahlenauer Bote", "ahlenauerbote.example", date(2030, 2, 28), "", "utf-8"),
    ("de_feuer", kinds.agency_copy, "Hellstedter Anzeiger", "hellstedter.example", date(2031, 1, 18), "dpa", "utf-8"),
    ("it_teatro", kinds.microdata, "Gazzetta di Montalba", "gazzettamontalba.example", date(2024, 10, 4), "", "utf-8"),
    ("pt_onibus", kinds.local_paper, "Diário de Santa Aurora", "diarioaurora.example", date(2026, 5, 13), "", "utf-8"),
    ("ar_jisr", kinds.wordpress, "صحيفة الميناء", "almina.example", date(2029, 1, 16), "", "utf-8"),
    ("ru_zavod", kinds.print_view, "Вечерний Северогорск", "vechsever.example", date(2030, 10, 22), "", "cp1251?"),
    ("uk_shkola", kinds.single_page_app, "Вишнівські новини", "vyshnivka.example", date(2031, 9, 1), "", "utf-8"),
    ("zh_diti", kinds.broadcaster, "临江日报", "linjiang.example", date(2028, 7, 12), "", "utf-8"),
    ("vote", kinds.syndicated, "Budget Watch", "budgetwatch.example", date(2031, 6, 18), "", "utf-8"),
    # further ones to develop on
    ("pl_most", kinds.local_paper, "Głos Brzezinek", "glosbrzezinek.example", date(2030, 11, 11), "", "utf-8"),
    ("nl_trein", kinds.single_page_app, "De Wolderbode", "wolderbode.example", date(2029, 6, 25), "", "utf-8"),
    ("ja_oyuki", kinds.wordpress, "白浜新聞", "shirahama.example", date(2031, 2, 3), "", "utf-8"),
    ("tr_sel", kinds.microdata, "Derekent Postası", "derekentpostasi.example", date(2030, 5, 29), "", "utf-8"),
    ("ferry", kinds.old_table, "The Venn Island News", "vennnews.example", date(2003, 3, 4), "", "cp1252"),
    ("dam", kinds.local_paper, "Tollan Chronicle", "tollanchronicle.example", date(2030, 9, 12), "", "utf-8"),
    ("strike", kinds.broken, "Kestel Citizen", "kestelcitizen.example", date(2031, 5, 23), "", "utf-8"),
    ("quake", kinds.single_page_app, "Serra Online", "serraonline.example", date(2029, 11, 8), "", "utf-8"),
    ("gallery", kinds.broadcaster, "Quellmouth Mirror", "quellmouthmirror.example", date(2027, 12, 19), "", "utf-8"),
    ("gallery", kinds.broken, "The Lantern", "thelantern.example", date(2027, 12, 20), "", "utf-8"),
    ("opinion", kinds.local_paper, "Bankside Times", "banksidetimes.example", date(2028, 2, 2), "", "utf-8"),
    ("fr_port", kinds.syndicated, "Mer et Quais", "meretquais.example", date(2030, 4, 10), "", "utf-8"),
    ("es_mina", kinds.amp, "Diario del Norte", "diarionorte.example", date(2029, 8, 6), "", "utf-8"),
    ("de_bruecke", kinds.print_view, "Lahre-Zeitung", "lahrezeitung.example", date(2030, 2, 28), "", "utf-8?latin-1"),
    ("ru_zavod", kinds.live_page, "Север-24", "sever24.example", date(2030, 10, 22), "", "utf-8"),
    ("pt_onibus", kinds.agency_copy, "Folha do Litoral", "folhalitoral.example", date(2026, 5, 14), "Lusa", "utf-8"),
    # for figures alone: not looked at while anything was made
    ("ferry", more.drupal, "Halla Post", "hallapost.example", date(2031, 3, 5), "", "utf-8"),
    ("dam", more.old_blog, "Bay Notebook", "baynotebook.example", date(2030, 9, 13), "", "utf-8"),
    ("strike", more.tabloid, "Kestel Sun", "kestelsun.example", date(2031, 5, 24), "", "utf-8"),
    ("quake", more.agency_site, "Norwave", "norwave.example", date(2029, 11, 8), "", "utf-8"),
    ("opinion", more.magazine, "The Bank Review", "bankreview.example", date(2028, 2, 3), "", "utf-8"),
    ("fr_musee", more.drupal, "Courrier de Pontaven", "pontaven.example", date(2027, 10, 19), "", "utf-8"),
    ("fr_port", more.magazine, "Revue du Littoral", "revuelittoral.example", date(2030, 4, 12), "", "utf-8"),
    ("es_agua", more.tabloid, "La Voz de Villaluenga", "lavozvilla.example", date(2027, 8, 26), "", "utf-8"),
    ("es_mina", more.old_blog, "Bitácora Minera", "bitacora.example", date(2029, 8, 7), "", "utf-8"),
    ("de_feuer", more.agency_site, "Nordwest-Dienst", "nordwestdienst.example", date(2031, 1, 18), "", "utf-8"),
    ("de_bruecke", more.drupal, "Kreisblatt Ahlenau", "kreisblatt.example", date(2030, 3, 1), "", "utf-8"),
    ("it_teatro", more.magazine, "Quaderni di Montalba", "quaderni.example", date(2024, 10, 6), "", "utf-8"),
    ("pt_onibus", more.drupal, "Jornal da Aurora", "jornalaurora.example", date(2026, 5, 14), "", "utf-8"),
    ("ar_jisr", more.drupal, "أخبار الرملة", "ramla.example", date(2029, 1, 17), "", "utf-8"),
    ("ru_zavod", more.agency_site, "Северинформ", "severinform.example", date(2030, 10, 22), "", "koi8-r!"),
    ("uk_shkola", more.tabloid, "Вечірня Вишнівка", "vechirnia.example", date(2031, 9, 2), "", "utf-8"),
)  # fmt: skip

_STUBS = {
    "paywall": "<html><head><title>Port sold | The Ledger</title></head><body><h1>Port sold to unnamed buyer</h1><p>The port of Ostrand has been sold, people who know of the sale said…</p><div>Subscribe to read the full story. Already a subscriber? Sign in.</div></body></html>",
    "cookie wall": "<html><body><h2>Before you continue</h2><p>We and our 214 partners store and access information on your device. Accept all or manage options.</p></body></html>",
    "not found": "<html><head><title>Page not found</title></head><body><h1>Sorry!</h1><p>We can’t find the page you are looking for. It may have moved.</p></body></html>",
    "robot": "<html><body><h1>Just a moment...</h1><p>Checking if the site connection is secure. Please complete the security check to go on.</p></body></html>",
    "fr paywall": "<html lang=fr><body><h1>Le port vendu</h1><p>Le port de Salvagne a été vendu…</p><p>Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.</p></body></html>",
    "de cookie wall": "<html lang=de><body><p>Weiter mit Werbung oder im Abo: Stimmen Sie der Nutzung von Cookies zu oder schließen Sie ein Pur-Abo ab.</p></body></html>",
    "es error": "<html lang=es><body><h1>Error 404</h1><p>La página que busca no existe o ha sido eliminada.</p></body></html>",
    "region": "<html><body><p>451: Unavailable due to legal reasons. We recognise you are attempting to access this website from a country where we cannot grant access.</p></body></html>",
}  # fmt: skip

BLIND_FROM = 36
"""The pages from here on are for figures alone; stubs stand at the end, half of them likewise."""


def make_pages() -> tuple[Page, ...]:
    """Make all pages, in a fixed order."""
    return (*_made(), *_refused())


def _made() -> Iterator[Page]:
    for number, (key, template, outlet, host, day, agency, encoding) in enumerate(_PLANS):
        article = ARTICLES[key]
        made = template(article, Site(outlet, host, day, agency))
        kept = tuple(article.paragraphs)
        yield Page(
            name=f"{number:02} {template.__name__} {key}",
            data=_encode(made.html, encoding),
            title=article.title,
            outlet=outlet,
            day=str(day),
            language=article.language,
            agencies=(agency,) if agency else ("Norwave",) if key == "quake" and outlet != "Norwave" else ("Sandvik Tribune",) if template is kinds.syndicated else (),
            kept=kept,
            furniture=made.furniture,
            kind="live" if template is kinds.live_page else None,
        )  # fmt: skip


def _encode(html: str, encoding: str) -> bytes:
    """Encode a page: '!' leaves the declared charset wrong, '?' drops or replaces what is declared."""
    name, mark, declared = encoding.partition("?") if "?" in encoding else encoding.partition("!")
    if mark == "?":
        html = html.replace("charset=utf-8", f"charset={declared}" if declared else "x=y")
    elif not mark and name != "utf-8":
        html = html.replace(
            "<HEAD>", f"<HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset={name}'>"
        )
    return html.encode(name, "xmlcharrefreplace")


def _refused() -> Iterator[Page]:
    for name, html in _STUBS.items():
        yield Page(f"stub {name}", html.encode(), refused=True)
