"""Further kinds of pages, kept for the figure on pages that nothing was made to fit."""

from __future__ import annotations

from tests.pages.articles import SITE, Article
from tests.pages.templates import Made, Site, _ld, _p, say_day


def drupal(a: Article, s: Site) -> Made:
    """A Drupal site: breadcrumbs, 'submitted by', fields, tags, a pager."""
    share, also, _, letter, comments, popular, rights, _, _ = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}" dir="{"rtl" if a.language == "ar" else "ltr"}"><head><meta charset="utf-8"/><title>{a.title} | {s.outlet}</title>
<meta name="dcterms.created" content="{s.day}T08:00+01:00"/><meta name="Generator" content="Drupal 9"/></head><body class="path-node page-node-type-article">
<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/r">Region</a></li></ol></nav>
<h1 class="page-header"><span>{a.title}</span></h1><div class="node__meta">Submitted by editor on {say_day(a.language, s.day)}</div>
<div class="field field--name-field-teaser"><p>{a.lead}</p></div><div class="field field--name-body">{_p(a)}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/t">Region</a> <a href="/u">Coast</a></div>
<ul class="links inline"><li><a href="#c">{comments}</a></li></ul><nav class="pager"><a rel="prev">{also}</a></nav>
<div class="block block-newsletter"><h2>{letter}</h2></div><div class="block block-views"><h2>{popular}</h2><div>Goat stops the express</div></div>
<footer role="contentinfo"><p>{share}</p><p>{s.outlet} – {rights}</p></footer></body></html>"""
    return Made(html, (comments, also, letter, popular, "Goat stops the express", rights))


def old_blog(a: Article, s: Site) -> Made:
    """A blog that carries news: a date over the post, labels and archives beside it."""
    share, also, _, _, comments, popular, _, _, _ = SITE[a.language]
    html = f"""<html><head><meta charset='UTF-8'><title>{s.outlet}: {a.title}</title><meta content='blogger' name='generator'>
<meta property='og:title' content='{a.title}'><meta property='og:site_name' content='{s.outlet}'></head><body><div class='header'><h1 class='title'>{s.outlet}</h1><p class='description'>News from the bay</p></div>
<div class='main'><div class='date-outer'><h2 class='date-header'><span>{say_day(a.language, s.day)}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{a.title}</h3>
<div class='post-body entry-content'>{"<br/><br/>".join(a.paragraphs)}</div><div class='post-footer'><span class='post-author vcard'>Posted by {a.author or "Admin"}</span> <abbr class='published' title='{s.day}T12:10:00+02:00'>12:10</abbr> <span>{share}</span></div></div></div>
<div class='comments' id='comments'><h4>{comments}</h4><p class='comment-body'>Same thing happened to my uncle.</p></div></div>
<div class='sidebar'><h2>{popular}</h2><ul><li><a>{also}</a></li></ul><h2>Archive</h2><ul><li>2019 (12)</li></ul></div></body></html>"""
    return Made(html, (comments, popular, also, "Same thing happened to my uncle", "2019 (12)"))


def tabloid(a: Article, s: Site) -> Made:
    """A tabloid: bullet points under the headline, captions, a row of buttons, adverts in the text."""
    share, also, ad, letter, comments, popular, rights, cookies, _ = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title} | {s.outlet}</title><meta name="parsely-title" content="{a.title}"><meta name="parsely-pub-date" content="{s.day}T22:01:00Z"><meta name="parsely-author" content="{a.author}">
<meta property="og:site_name" content="{s.outlet}"></head><body><div id="onetrust-banner-sdk"><p>{cookies}</p></div><div class="article-text wide"><h1>{a.title}</h1><ul class="mol-bullets"><li>{a.lead}</li></ul>
<p class="author-section">By {a.author} for {s.outlet}</p><p class="byline-section">Published: 22:01, {say_day(a.language, s.day)}</p><div class="shareArticles"><ul><li>{share}</li><li>View {comments}</li></ul></div>
<p class="mol-para-with-font">{a.paragraphs[0]}</p><div class="artSplitter"><img src="a.jpg"><p class="imageCaption">A file picture of the place</p></div>
{"".join(f'<p class="mol-para-with-font">{p}</p>' for p in a.paragraphs[1:3])}<div class="related-carousel"><p>{also}</p></div><div class="adHolder">{ad}</div>{"".join(f'<p class="mol-para-with-font">{p}</p>' for p in a.paragraphs[3:])}
</div><div class="puff"><h3>{popular}</h3><p>Baker fined for crooked loaves</p></div><div class="newsletter">{letter}</div><div class="footer">{rights}</div></body></html>"""
    return Made(html, (cookies, also, ad, popular, "Baker fined", letter, rights, "View " + comments))


def agency_site(a: Article, s: Site) -> Made:
    """An agency's own site: a dateline, a sign-off, a stamp in figures."""
    share, also, *_, rights, _, _ = SITE[a.language]
    html = f"""<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8"><title>{s.outlet} | {a.title}</title>{_ld(a, s, **{"@type": "ReportageNewsArticle"})}</head>
<body><div class="menu-row"><a>Politics</a> | <a>Economy</a> | <a>World</a></div><section class="news"><h1>{a.title}</h1><div class="stamp">{s.day:%d.%m.%Y}, 10:44</div>
<div class="text">{_p(a, tag="div")}</div><div class="signoff">({s.outlet})</div></section><div class="soc">{share}</div><div class="next">{also}</div><div class="bottom">{rights}</div></body></html>"""
    return Made(html, (also, "Politics", rights))


def magazine(a: Article, s: Site) -> Made:
    """A magazine: standfirst, pull quotes that repeat the text, a note on the writer, a print issue."""
    share, also, _, letter, _, _, rights, _, paid = SITE[a.language]
    bio = f"{a.author or 'The writer'} is a contributing editor at {s.outlet}."
    html = f"""<!doctype html><html lang="{a.language}"><head><meta charset="utf-8"><title>{a.title} - {s.outlet}</title><meta property="og:title" content="{a.title} - {s.outlet}"><meta property="og:site_name" content="{s.outlet}">
<meta property="article:published_time" content="{s.day}T00:00:00+00:00"><meta property="article:section" content="Ideas"></head><body><header><div>{s.outlet}</div><div>{paid}</div></header>
<article class="feature"><div class="kicker">Ideas</div><h1>{a.title}</h1><p class="dek">{a.lead}</p><p class="by">By <a>{a.author}</a></p>{_p(a, between=(f'<blockquote class="pullquote">{a.paragraphs[0][:60]}</blockquote>',))}
<p class="bio">{bio}</p></article><div class="also">{also}</div><div class="signup">{letter}</div><footer>{share} {rights}</footer></body></html>"""
    return Made(html, (paid, also, letter, rights, bio))
