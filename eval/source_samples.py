"""A small sample of every format that is read, built in code: invented outlets and happenings."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from importlib.util import find_spec

TITLE = "Ferry runs aground off Port Velma"
PARAGRAPHS = (
    "A ferry with 212 passengers ran aground off Port Velma on Tuesday night, the coast guard said.",
    "All of them were taken ashore in lifeboats before midnight, and two were treated for cold.",
    "“We felt a blow and then the lights went out,” said Ana Bell, who was on her way home.",
    "The company that runs the ferry, Velma Lines, said that its rudder had failed in high seas.",
    "An inquiry will open on Thursday, the harbour master said, and the ship will be towed to the yard.",
)
BODY = "\n".join(PARAGRAPHS)
TEXT = f"{TITLE}\n\n{BODY}\n"
URL = "https://www.velmatimes.example/2031/05/07/ferry-aground"
PUBLISHED = "2031-05-07T21:40:00+02:00"
MAIL_DATE = "Wed, 07 May 2031 21:40:00 +0200"

_MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Velma Times</title>
<meta property="og:site_name" content="Velma Times">
<meta property="article:published_time" content="{PUBLISHED}">
<link rel="canonical" href="{URL}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{TITLE}</h1>{_MARKUP}</article><footer>© Velma Times</footer></body></html>"""

RECORD = {"title": TITLE, "text": BODY, "url": URL, "source": "Velma Times", "date": PUBLISHED}


def _rss() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velma Times</title><link>https://www.velmatimes.example/</link><language>en-gb</language>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>{MAIL_DATE}</pubDate><dc:creator>Jo Carr</dc:creator>
<source url="https://feeds.soundpost.example/rss">Sound Post</source>
<description>A ferry ran aground.</description>
<content:encoded><![CDATA[{_MARKUP}]]></content:encoded></item>
<item><title>Harbour to close &amp;amp; reopen</title><link>https://www.velmatimes.example/harbour</link>
<description>&lt;p&gt;The harbour of Port Velma will close for a day while the ship is
towed&amp;nbsp;…&lt;/p&gt;</description></item>
</channel></rss>"""


def _atom() -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.velmatimes.example/">
<title>Velma Times</title><link href="/"/><id>urn:velma</id>
<entry><title type="html">{TITLE}</title><link rel="alternate" href="2031/05/07/ferry-aground"/>
<published>{PUBLISHED}</published><updated>2031-05-08T08:00:00Z</updated>
<author><name>Jo Carr</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inner}</div></content></entry></feed>"""


def _rdf() -> str:
    return f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Velma Times</title><link>https://www.velmatimes.example/</link></channel>
<item rdf:about="{URL}"><title>{TITLE}</title><link>{URL}</link><dc:date>{PUBLISHED}</dc:date>
<description>{BODY}</description></item></rdf:RDF>"""


def _json_feed() -> bytes:
    item = {
        "id": URL, "url": URL, "title": TITLE, "content_html": _MARKUP, "date_published": PUBLISHED,
        "authors": [{"name": "Jo Carr"}],
    }  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Velma Times",
        "home_page_url": "https://www.velmatimes.example/", "language": "en", "items": [item],
    }  # fmt: skip
    return json.dumps(feed, indent=1).encode()


def _letter() -> bytes:
    return f"""From: =?utf-8?q?Velma_Times_Evening?= <evening@velmatimes.example>
To: reader@home.example
Subject: {TITLE}
Date: {MAIL_DATE}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{BODY}
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><p><a href="https://click.example/t?id=9&amp;url=https%3A%2F%2Fwww.velmatimes.example%2Fevening">
View in your browser</a></p>
<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{_MARKUP}</td></tr></table></body></html>
--inner--
--outer
Content-Type: application/pdf; name="bill.pdf"
Content-Disposition: attachment; filename="bill.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--outer--
""".replace("\n", "\r\n").encode()


def _saved_page() -> bytes:
    head = f"""From: <Saved by a browser>
Snapshot-Content-Location: {URL}
Subject: {TITLE}
Date: Thu, 08 May 2031 09:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----Page"

------Page
Content-Type: text/html
Content-ID: <frame@mhtml.page>
Content-Transfer-Encoding: 8bit
Content-Location: {URL}

"""
    tail = "\n------Page\nContent-Type: image/png\n\niVBORw0KGgo=\n------Page--\n"
    return (head + PAGE + tail).replace("\n", "\r\n").encode()


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """Pack members, each as of the same day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 7, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_tar(members: Mapping[str, bytes], *, style: int = tarfile.PAX_FORMAT) -> bytes:
    """Put members together as a tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=style) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def make_docx(paragraphs: tuple[str, ...]) -> bytes:
    """Write a Word document of plain paragraphs, one with a word struck out."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    gone = "<w:del><w:r><w:delText>struck out</w:delText></w:r></w:del>"
    struck = f"<w:p><w:r><w:t>The end</w:t></w:r>{gone}</w:p>"
    body = f'<?xml version="1.0"?><w:document {space}><w:body>{inner}{struck}</w:body></w:document>'
    core = (
        '<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">'
        "<dc:creator>Jo Carr</dc:creator><dcterms:modified>2031-05-08T08:00:00Z</dcterms:modified>"
        "</cp:coreProperties>"
    )
    return make_zip({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": body.encode(),
        "docProps/core.xml": core.encode(),
    })  # fmt: skip


def make_pdf(pages: tuple[tuple[tuple[int, int, str], ...], ...], *, packed: bool = True) -> bytes:
    """Write a PDF whose pages have lines of text at places given in points from the lower left."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        content = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in page).encode(
            "cp1252"
        )
        data = zlib.compress(content) if packed else content
        kind = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<<" + kind + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream")
        number = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % number
        )
        kids.append(b"%d 0 R" % (number + 1))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[" + b" ".join(kids) + b"]/Count %d>>" % len(kids)
    out, places = b"%PDF-1.4\n", []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return (
        out
        + head
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def _pdf() -> bytes:
    column = (
        "A ferry with 212 passengers ran",
        "aground off Port Velma on Tues-",
        "day night, the coast guard said.",
    )
    other = (
        "All of them were taken ashore in",
        "lifeboats before midnight, and two",
        "were treated for cold.",
    )
    pages = []
    for number in (1, 2, 3, 4):
        lines = [(250, 775, f"Velma Times, page {number}")]
        if number == 1:
            lines += [(50, 700 - 12 * n, text) for n, text in enumerate(column)]
            lines += [(330, 700 - 12 * n, text) for n, text in enumerate(other)]
        else:
            lines.append((50, 700, f"The inquiry goes on, said witness {number}."))
        pages.append(tuple(lines))
    return make_pdf(tuple(pages))


def make_record(
    kind: str, url: str, block: bytes, *, media: str = "application/http; msgtype=response"
) -> bytes:
    """Write one record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-08T06:00:00Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Write what a server sent."""
    head = "".join(f"{line}\r\n" for line in ("Content-Type: text/html; charset=utf-8", *headers))
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def make_warc() -> bytes:
    """Write a web archive: a page, the request for it, a page in packed chunks, a picture and an error."""
    page = PAGE.encode()
    packed = gzip.compress(page.replace(b"212", b"214"), mtime=0)
    chunks = (
        b"".join(b"%x\r\n" % len(part) + part + b"\r\n" for part in (packed[:100], packed[100:]))
        + b"0\r\n\r\n"
    )
    other = URL.replace("velmatimes", "soundpost")
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    records = (
        make_record("warcinfo", "", b"software: none\r\n", media="application/warc-fields"),
        make_record("response", URL, make_response(page)),
        make_record("request", URL, b"GET / HTTP/1.1\r\n\r\n", media="application/http; msgtype=request"),
        make_record(
            "response", other, make_response(chunks, "Transfer-Encoding: chunked", "Content-Encoding: gzip")
        ),
        make_record("response", URL + ".png", picture),
        make_record("response", URL + "/gone", make_response(page, status="404 Not Found")),
    )
    return b"".join(records)


def pack_warc(plain: bytes) -> bytes:
    """Pack a web archive record by record, as crawlers do."""
    records = plain.split(b"WARC/1.0\r\n")[1:]
    return b"".join(gzip.compress(b"WARC/1.0\r\n" + record, mtime=0) for record in records)


def make_parquet(rows: list[dict[str, str]]) -> bytes:
    """Write a Parquet table."""
    import pyarrow
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


def _csv(delimiter: str) -> bytes:
    fields = (TITLE, BODY.replace('"', '""'), URL, "Velma Times", PUBLISHED)
    head = delimiter.join(("title", "text", "url", "source", "date"))
    return (head + "\r\n" + delimiter.join(f'"{field}"' for field in fields) + "\r\n").encode()


def make_words(text: str, url: str, *, reach: int = 7) -> list[bytes]:
    """Write a text as rows of Web NGrams, a word each with what stands around it, in its order."""
    words = text.split()
    rows = []
    for place, word in enumerate(words):
        before, after = words[max(0, place - reach) : place], words[place + 1 : place + 1 + reach]
        tenth = 10 * place // len(words)
        row = {
            "date": PUBLISHED, "ngram": word, "lang": "en", "type": 1, "pos": 10 * tenth,
            "pre": " ".join(before), "post": " ".join(after), "url": url,
        }  # fmt: skip
        rows.append(json.dumps(row, ensure_ascii=False).encode())
    return rows


def make_live_page() -> str:
    """Write a live page whose entries JSON-LD dates."""
    moments = [f"2031-05-07T{22 - place}:05:00+02:00" for place in range(len(PARAGRAPHS))]
    updates = [
        {"@type": "BlogPosting", "articleBody": paragraph, "datePublished": moment}
        for paragraph, moment in zip(PARAGRAPHS, moments, strict=True)
    ]
    node: dict[str, object] = {"@type": "LiveBlogPosting", "headline": TITLE, "datePublished": PUBLISHED}
    node["liveBlogUpdate"] = updates
    blocks = "".join(
        f"<div><time datetime='{moment}'>now</time><p>{paragraph}</p></div>"
        for paragraph, moment in zip(PARAGRAPHS, moments, strict=True)
    )
    script = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    page = PAGE.replace("</head>", f"{script}</head>").replace(_MARKUP, blocks)
    return page.replace(f"<h1>{TITLE}", f"<h1>{TITLE}: live updates")


def make_live_text() -> str:
    """Write a live page as plain text."""
    entries = "".join(f"{22 - place}.05\n{text}\n" for place, text in enumerate(PARAGRAPHS))
    return f"{TITLE}: live updates\n\n{entries}"


def make_samples() -> Mapping[str, bytes]:
    """Make a file of every kind, by its name; each holds the report of the ferry."""
    line = json.dumps(RECORD).encode()
    members = {
        "news/a.html": PAGE.encode(),
        "news/b.txt": TEXT.encode(),
        "news/p.png": b"\x89PNG\r\n",
        "news/meta.json": b'[{"report": "b.txt", "outlet": "Velma Times"}]',
    }
    warc = make_warc()
    samples = {
        "report.txt": TEXT.encode(),
        "live.txt": make_live_text().encode(),
        "page.html": PAGE.encode(),
        "live.html": make_live_page().encode(),
        "words.json": b"\n".join(make_words(BODY, URL)),
        "lines.jsonl": line + b"\n" + line.replace(b"212", b"213") + b"\n",
        "list.json": json.dumps([RECORD, {**RECORD, "text": BODY + " More follows."}], indent=1).encode(),
        "wrapped.json": json.dumps({"status": "ok", "articles": [RECORD]}).encode(),
        "single.json": json.dumps(RECORD, indent=2).encode(),
        "feed.json": _json_feed(),
        "table.csv": _csv(","),
        "table.tsv": _csv("\t"),
        "feed.rss": _rss().encode(),
        "feed.atom": _atom().encode(),
        "feed.rdf": _rdf().encode(),
        "letter.eml": _letter(),
        "saved.mhtml": _saved_page(),
        "paper.pdf": _pdf(),
        "note.docx": make_docx((TITLE, *PARAGRAPHS)),
        "crawl.warc": warc,
        "crawl.warc.gz": pack_warc(warc),
        "crawl.wacz": make_zip({"archive/data.warc.gz": pack_warc(warc), "datapackage.json": b"{}"}),
        "news.zip": make_zip(members),
        "news.tar": make_tar(members),
        "news.tgz": gzip.compress(make_tar(members), mtime=0),
        "nested.zip": make_zip({"in.zip": make_zip(members)}),
        "report.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
        "report.txt.bz2": bz2.compress(TEXT.encode()),
        "report.txt.xz": lzma.compress(TEXT.encode()),
    }
    if find_spec("pyarrow"):
        samples["rows.parquet"] = make_parquet([RECORD])
    return samples
