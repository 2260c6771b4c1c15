"""How sites set a report: one function a kind of page, each messy in its own way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

from tests.pages.articles import SITE, Article

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}


@dataclass(frozen=True, slots=True)
class Site:
    """Whose page it is, and of which day."""

    outlet: str
    host: str
    day: date
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A page, and what of it is not the report; `gone` are names of values that it does not say."""

    html: str
    furniture: tuple[str, ...]
    gone: frozenset[str] = frozenset()


Template = Callable[[Article, Site], Made]


def say_day(language: str, day: date) -> str:
    """Write a day as the language writes it."""
    if language in ("zh", "ja"):
        return f"{day.year}年{day.month}月{day.day}日"
    if language == "en":
        return f"{day:%B} {day.day}, {day.year}"
    month = _MONTHS[language].split()[day.month - 1]
    return {
        "de": f"{day.day}. {month} {day.year}", "es": f"{day.day} de {month} de {day.year}",
        "pt": f"{day.day} de {month} de {day.year}", "uk": f"{day.day} {month} {day.year} р.",
        "ru": f"{day.day} {month} {day.year} г.",
    }.get(language, f"{day.day} {month} {day.year}")  # fmt: skip


def _p(article: Article, *, between: tuple[str, ...] = (), tag: str = "p") -> str:
    """Set the paragraphs, with something of the site's after the second one."""
    made = []
    for n, paragraph in enumerate(article.paragraphs):
        made.append(f"<{tag}>{escape(paragraph, quote=False)}</{tag}>")
        if n == 0 and article.heading:
            made.append(f"<h2>{article.heading}</h2>")
        if n == 1:
            made += between
    return "\n".join(made)


def _ld(article: Article, site: Site, **more: object) -> str:
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title,
        "datePublished": f"{site.day}T09:12:00+01:00", "dateModified": f"{site.day}T11:40:00+01:00",
        "author": [{"@type": "Person", "name": article.author}] if article.author else [],
        "publisher": {"@type": "Organization", "name": site.outlet, "logo": {"@type": "ImageObject", "url": "x.png"}},
        "inLanguage": article.language, "description": article.lead,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps({**node, **more}, ensure_ascii=False)}</script>'


def wordpress(a: Article, s: Site) -> Made:
    """A WordPress theme: Open Graph, sharing buttons, related posts, comments, a box about the writer."""
    share, also, _, letter, comments, popular, rights, _, _ = SITE[a.language]
    bio = f"{a.author or s.outlet} writes about the coast and its people."
    html = f"""<!DOCTYPE html><html lang="{a.language}-XX"><head><meta charset="utf-8">
<title>{a.title} - {s.outlet}</title><meta property="og:type" content="article">
<meta property="og:title" content="{a.title}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.day}T07:30:12+00:00">
<link rel="canonical" href="https://www.{s.host}/{s.day:%Y/%m/%d}/story/"></head>
<body class="post-template-default single single-post"><div id="page" class="site">
<header id="masthead"><p class="site-title"><a href="/">{s.outlet}</a></p><nav class="main-navigation"><ul>
<li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav></header>
<main><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{a.title}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{s.day}T07:30:12+00:00">{say_day(a.language, s.day)}</time></span>
<span class="byline">{a.author}</span></div></header>
<div class="entry-content">{_p(a, between=(f'<p><strong><a href="/x">{also}</a></strong></p>',))}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{share}:</h3><ul><li>Facebook</li><li>Twitter</li></ul></div>
<div id="jp-relatedposts"><h3>{popular}</h3><a href="/y">{also}</a></div></div>
<footer class="entry-footer"><span class="cat-links">News</span></footer></article>
<div class="author-box"><p>{bio}</p></div>
<section id="comments"><h2>{comments}</h2><ol><li><p>First! What a story, I was there with my dog yesterday.</p></li></ol></section></main>
<aside class="widget-area"><section class="widget"><h2>{letter}</h2><form><input type="email"></form></section></aside>
<footer class="site-footer">© {s.day.year} {s.outlet}. {rights}</footer></div></body></html>"""
    return Made(html, (share, also, letter, comments, popular, rights, bio, "First! What a story"))


def broadcaster(a: Article, s: Site) -> Made:
    """A broadcaster: JSON-LD, a figure with its credit, links in the text, topics."""
    share, also, _, _, _, popular, rights, cookies, _ = SITE[a.language]
    html = f"""<!doctype html><html lang="{a.language}"><head><meta charset="UTF-8"/><title>{a.title} | {s.outlet}</title>
{_ld(a, s)}<meta property="og:url" content="https://{s.host}/news/world-5581"></head><body>
<div class="consent-banner" role="dialog"><p>{cookies}</p><button>OK</button></div>
<main id="main-content"><article><header><h1 id="main-heading">{a.title}</h1></header>
<div data-component="byline-block"><span>{a.author}</span><time datetime="{s.day}T09:12:00.000Z">{say_day(a.language, s.day)}</time></div>
<figure><img src="x.jpg" alt=""><span class="visually-hidden">Image source, Vista Pictures</span><figcaption>The scene on the day</figcaption></figure>
<div data-component="text-block"><p><b>{a.paragraphs[0]}</b></p></div>
{"".join(f'<div data-component="text-block"><p>{p}</p></div>' for p in a.paragraphs[1:3])}
<div data-component="links-block"><p>{also.partition(":")[0]}</p><ul><li><a href="/q">{also.partition(":")[2] or also}</a></li></ul></div>
{"".join(f'<div data-component="text-block"><p>{p}</p></div>' for p in a.paragraphs[3:])}
<section data-component="topic-list"><h2>Topics</h2><ul><li>Transport</li></ul></section></article>
<section class="most-read"><h2>{popular}</h2><ol><li><a href="/1">Man finds ring in loaf of bread</a></li></ol></section></main>
<footer><p>{share}</p><p>© {s.day.year} {s.outlet}. {rights}</p></footer></body></html>"""
    return Made(html, (also, popular, rights, cookies, "Image source, Vista", "Man finds ring"))


def amp(a: Article, s: Site) -> Made:
    """An AMP page."""
    share, also, ad, _, _, _, rights, cookies, paid = SITE[a.language]
    html = f"""<!doctype html><html ⚡ lang="{a.language}"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js"></script>
<title>{a.title}</title><link rel="canonical" href="https://{s.host}/artikel/{s.day:%Y%m%d}-1"><meta name="viewport" content="width=device-width">
{_ld(a, s, mainEntityOfPage=f"https://{s.host}/artikel/{s.day:%Y%m%d}-1")}<style amp-custom>p{{margin:0}}</style></head><body>
<header><a href="/">{s.outlet}</a><amp-sidebar id="s"><ul><li>Home</li><li>Sport</li></ul></amp-sidebar></header>
<article><h1>{a.title}</h1><p class="lead">{a.lead}</p><amp-img src="a.jpg" width="1" height="1"></amp-img><p class="caption">Photo: R. Vance / Vista Pictures</p>
{_p(a, between=(f'<div class="ad-label">{ad}</div><amp-ad type="x"></amp-ad>', f'<p class="read-also"><a href="/z">{also}</a></p>'))}
<amp-social-share type="email">{share}</amp-social-share></article><div class="subscribe-box">{paid}</div>
<amp-consent><div>{cookies}</div></amp-consent><footer>{rights} © {s.outlet}</footer></body></html>"""
    return Made(html, (ad, also, rights, cookies, paid))


def print_view(a: Article, s: Site) -> Made:
    """A print view: no metadata at all; the outlet stands over the report, the day under its headline."""
    *_, rights, _, _ = SITE[a.language]
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{s.outlet}: {a.title}</title></head>
<body onload="window.print()"><div class="logo">{s.outlet}</div><hr><h1>{a.title}</h1><p><i>{a.author}</i></p><p class="date">{say_day(a.language, s.day)}</p>
{_p(a)}<hr><p class="printed-from">http://www.{s.host}/article/8812?print=1</p><p>© {s.outlet}. {rights}.</p></body></html>"""
    return Made(html, (rights, f"http://www.{s.host}/article/8812"))


def old_table(a: Article, s: Site) -> Made:
    """A layout in tables of 1999: fonts, capitals, breaks for paragraphs."""
    share, _, ad, _, _, popular, rights, _, _ = SITE[a.language]
    body = "<BR><BR>\n".join(a.paragraphs)
    html = f"""<HTML><HEAD><TITLE>{s.outlet} - {a.title}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><FONT SIZE=5><B>{s.outlet}</B></FONT></TD></TR>
<TR><TD WIDTH=120 VALIGN=TOP><A HREF=/>Home</A><BR><A HREF=/n>News</A><BR><A HREF=/s>Sport</A><BR><A HREF=/c>Contact</A></TD>
<TD WIDTH=500><FONT FACE=Verdana SIZE=4><B>{a.title}</B></FONT><BR><FONT SIZE=1>{say_day(a.language, s.day)}</FONT><BR><BR>
<FONT FACE=Verdana SIZE=2>{body}</FONT><BR><BR><A HREF=mail>{share}</A></TD>
<TD WIDTH=140><CENTER>{ad}<BR><IMG SRC=ad.gif><BR><B>{popular}</B><BR><A HREF=1>Lamb wins village prize</A></CENTER></TD></TR>
<TR><TD COLSPAN=3><FONT SIZE=1>&copy; {s.day.year} {s.outlet} - {rights}</FONT></TD></TR></TABLE></BODY></HTML>"""
    return Made(html, (ad, popular, "Lamb wins village prize", rights))


def live_page(a: Article, s: Site) -> Made:
    """A live page: entries with their times, the newest first."""
    share, also, _, _, comments, _, rights, _, _ = SITE[a.language]
    entries = "".join(
        f"<article class='live-entry' id='e{n}'><time datetime='{s.day}T{14 - n}:05:00Z'>{14 - n}:05</time><h3>Update {len(a.paragraphs) - n}</h3><p>{p}</p><button>{share}</button></article>"
        for n, p in enumerate(a.paragraphs)
    )
    html = f"""<!DOCTYPE html><html lang={a.language}><head><meta charset=utf-8><title>{a.title}</title>
{_ld(a, s, **{"@type": "LiveBlogPosting", "coverageStartTime": f"{s.day}T06:00:00Z"})}</head><body><main>
<h1>{a.title}</h1><p class=standfirst>{a.lead}</p><div class=liveblog>{entries}</div></main><p class=more>{also}</p><footer>{comments} {rights}</footer></body></html>"""
    return Made(html, (share, also, rights))


def microdata(a: Article, s: Site) -> Made:
    """Microdata, and the day as the language writes it beside a time element."""
    share, also, ad, letter, comments, popular, rights, cookies, _ = SITE[a.language]
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="content-language" content="{a.language}">
<title>{a.title} — {s.outlet}</title><meta name="application-name" content="{s.outlet}"></head>
<body itemscope itemtype="http://schema.org/WebPage"><div class="cookie-note">{cookies}</div><ul class="breadcrumb"><li>Home</li><li>Region</li></ul>
<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}</h1>
<p itemprop="description" class="intro">{a.lead}</p>
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{a.author}</span></span>
<time itemprop="datePublished" content="{s.day}T10:00:00" datetime="{s.day}T10:00:00">{say_day(a.language, s.day)}</time>
<div itemprop="articleBody">{_p(a, between=(f'<div class="banner"><span>{ad}</span></div>', f'<div class="newsletter-inline"><p>{letter}</p><input type="text"><button>OK</button></div>'))}</div>
<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="{s.outlet}"></div></div>
<div class="related"><h4>{also}</h4></div><div class="comments-area"><h4>{comments}</h4><p>Nobody asked the people who live there!</p></div>
<div class="mostread"><h4>{popular}</h4></div><footer>{share} | {rights}</footer></body></html>"""
    return Made(html, (ad, letter, also, comments, popular, cookies, "Nobody asked the people"))


def broken(a: Article, s: Site) -> Made:
    """Markup that nobody closed, entities escaped twice, attributes without ends."""
    share, also, ad, *_ = SITE[a.language]
    paragraphs = [
        p.replace("’", "&amp;rsquo;").replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;")
        for p in a.paragraphs
    ]
    html = f"""<html lang="{a.language}"><head><meta charset=utf-8><title>{a.title}</title>
<meta name="date" content="{s.day}"><meta property="og:site_name" content='{s.outlet}'><body><div class=wrap><div class="nav"><a href=/>Home<a href=/n>News
<div class="content"><h1>{a.title}<br></h1><div class=meta>{a.author}<p>{"<p>".join(paragraphs)}
<div align=center><b>{ad}</b></div><p><a href="/more">{also}</a><div id=share>{share}<ul><li>E-mail<li>Print</ul>
<table><tr><td>Home<td>News<td>Sport</table>"""
    return Made(html, (ad, also, share))


def agency_copy(a: Article, s: Site) -> Made:
    """An agency's text on a paper's site: the agency in JSON-LD and in the byline."""
    share, also, ad, _, comments, popular, rights, _, _ = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title}</title><meta property="og:site_name" content="{s.outlet}">
{_ld(a, s, author=[{"@type": "Organization", "name": s.agency}], sourceOrganization={"@type": "NewsMediaOrganization", "name": s.agency})}
</head><body><div class="top-bar">{s.outlet} | {share}</div><article><h1>{a.title}</h1><div class="source">{s.agency}</div><div class="standfirst">{a.lead}</div>
{_p(a, between=(f'<p class="ad">{ad}</p>',))}<p class="credit">© {s.day.year} {s.agency}</p></article>
<ul class="related"><li>{also}</li></ul><div class="comments">{comments}</div><div class="top5"><b>{popular}</b></div><small>{rights}</small></body></html>"""
    return Made(html, (ad, also, comments, popular))


def syndicated(a: Article, s: Site) -> Made:
    """A report taken from another outlet: the canonical address and a line at the foot say so."""
    share, also, *_ = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title} | {s.outlet}</title>
<link rel="canonical" href="https://www.sandviktribune.example/story/41"><meta property="og:site_name" content="{s.outlet}"><meta property="og:url" content="https://{s.host}/p/88">
<meta property="article:published_time" content="{s.day}"></head><body><article><h1>{a.title}</h1>{_p(a)}
<p><em>This article was first published by <a href="https://www.sandviktribune.example/story/41">Sandvik Tribune</a>.</em></p></article><div class=share>{share}</div><div>{also}</div></body></html>"""
    return Made(html, (share, also))


def local_paper(a: Article, s: Site) -> Made:
    """A local paper with something to sell after every paragraph."""
    share, also, ad, letter, comments, popular, rights, cookies, paid = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title} | {s.outlet}</title><meta name="author" content="{a.author}">
<meta property="og:site_name" content="{s.outlet}"><meta name="pubdate" content="{s.day:%Y-%m-%d} 06:01:00"></head><body>
<div class="alert-strip"><p>{cookies}</p></div><div id="top-nav"><a>Home</a> <a>Obituaries</a> <a>Classifieds</a></div>
<div class="article-wrap"><h1 class="headline">{a.title}</h1><h2 class="subhead">{a.lead}</h2><div class="byline">By {a.author}</div><div class="share-count">214 shares</div>
<div class="article-body"><p>{a.paragraphs[0]}</p><div class="ad-wrap"><p>{ad}</p></div><p>{a.paragraphs[1]}</p>
<aside class="newsletter-signup"><h3>{letter}</h3><p>Your e-mail address is safe with us.</p></aside>{"".join(f"<p>{p}</p>" for p in a.paragraphs[2:])}
<p class="continue"><a href="/x">{also}</a></p><p><em>{a.author} can be reached at desk@{s.host}.</em></p></div>
<div class="paywall-promo"><p>{paid}</p></div><div class="most-popular"><h3>{popular}</h3><ol><li>Cat elected mayor of hamlet</li></ol></div>
<div id="disqus_thread">{comments}<p>Well said! They never listen to us down here.</p></div></div><footer>{share} {rights}</footer></body></html>"""
    return Made(
        html,
        (
            cookies,
            ad,
            letter,
            also,
            paid,
            popular,
            comments,
            "214 shares",
            "Cat elected mayor",
            "Well said!",
            "Your e-mail address is safe",
        ),
    )


def single_page_app(a: Article, s: Site) -> Made:
    """A page that scripts build: hashed class names, the publisher named by reference in a graph."""
    share, also, ad, letter, _, popular, rights, _, _ = SITE[a.language]
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "@id": f"https://{s.host}/#site", "name": s.outlet},
        {"@type": "Organization", "@id": f"https://{s.host}/#org", "name": s.outlet},
        {"@type": ["Article", "NewsArticle"], "headline": a.title, "datePublished": f"{s.day}T05:00:00Z", "publisher": {"@id": f"https://{s.host}/#org"}, "author": {"@id": "#p"}, "isPartOf": {"@id": "#w"}},
        {"@type": "Person", "@id": "#p", "name": a.author}]}  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title}</title><script type="application/ld+json">{json.dumps(graph)}</script></head>
<body><div id="__next"><div class="css-1x2y"><header class="css-9k"><a>{s.outlet}</a><button>Menu</button></header><div class="css-77"><h1 class="css-h1">{a.title}</h1><div class="css-lead">{a.lead}</div>
<div class="css-22">{"".join(f'<div class="css-p"><p class="css-t">{p}</p></div>' for p in a.paragraphs[:2])}<div class="css-ad"><span>{ad}</span></div>
{"".join(f'<div class="css-p"><p class="css-t">{p}</p></div>' for p in a.paragraphs[2:])}</div><div class="css-rel"><p>{also}</p></div></div>
<section class="css-nl"><p>{letter}</p></section><section><h2>{popular}</h2></section><footer>{share}<p>{rights}</p></footer></div></div>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{}}}}</script></body></html>"""
    return Made(html, (ad, also, letter, popular, rights))
