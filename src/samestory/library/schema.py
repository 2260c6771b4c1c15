"""The newest form of a library, as SQL.

A report is known to the file by its `number`, in order of arrival, and to the world by its `id`.
What lists and questions of date and outlet ask for stands in `report`, a narrow table; the bytes
stand apart, so that running over all reports does not read them. Days are ISO text.

The rows follow from the reports and from the order in which they came, never from the clock or from
how they were cut into transactions: two libraries that took in the same are alike row by row.
"""

from __future__ import annotations

VERSION = 2
# 'SmSt': what tells a library from any other SQLite file, at byte 68 of it.
APPLICATION_ID = 0x536D5374
# An original and its words take three to six kilobytes: in pages of four they would lie alone, half empty.
PAGE_BYTES = 16_384

_REPORTS = """
-- Bytes as they came, packed by zlib; each once, however many reports were read from them.
CREATE TABLE original (
    number INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    data BLOB NOT NULL
);

-- `address` is the url without what does not change the page: reports that have one in common are
-- versions of one, and `newer` is the version that took this one's place; NULL: it is the newest.
CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    original INTEGER NOT NULL REFERENCES original (number),
    url TEXT,
    address TEXT,
    outlet TEXT,
    title TEXT,
    language TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    newer INTEGER REFERENCES report (number)
);
CREATE INDEX report_address ON report (address) WHERE address IS NOT NULL;
CREATE INDEX report_newer ON report (newer) WHERE newer IS NOT NULL;
CREATE INDEX report_original ON report (original);
CREATE INDEX report_day ON report (coalesce(latest, earliest));

-- `text` is packed with the original as its dictionary (preparing.pack_text); `check` is the text's own
-- hash; `facts` hold the records Declared, Cleaning and Published (codec); `terms` the weighed terms by
-- which it is grouped.
CREATE TABLE body (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    text BLOB NOT NULL,
    text_hash BLOB NOT NULL,
    facts BLOB NOT NULL,
    terms BLOB NOT NULL
);

-- What was met and is no report, with the last reason.
CREATE TABLE set_aside (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) WITHOUT ROWID;
"""

_GROUPING = """
-- Stories: reports of one happening. `id` names a story by its members and so changes with them; an id
-- that it had before leads on through `alias`. `follows` holds the ids of stories that it takes up.
CREATE TABLE story (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
-- `region`, the least number in it, and `level` are where the report was clustered (text/reuse/regions).
CREATE TABLE membership (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    story INTEGER NOT NULL REFERENCES story (number),
    region INTEGER NOT NULL,
    level INTEGER NOT NULL
);
CREATE INDEX membership_story ON membership (story);
CREATE INDEX membership_region ON membership (region);
-- How likely two reports are to be of one story; each pair stands in both directions.
CREATE TABLE likeness (
    one INTEGER NOT NULL REFERENCES report (number),
    other INTEGER NOT NULL REFERENCES report (number),
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
-- Later and earlier stories that are alike; of these a story follows the few that it is most alike to.
CREATE TABLE kinship (
    story INTEGER NOT NULL REFERENCES story (number),
    earlier INTEGER NOT NULL REFERENCES story (number),
    likeness REAL NOT NULL,
    PRIMARY KEY (story, earlier)
) WITHOUT ROWID;
CREATE INDEX kinship_earlier ON kinship (earlier);
CREATE TABLE follows (
    story INTEGER NOT NULL REFERENCES story (number),
    earlier INTEGER NOT NULL REFERENCES story (number),
    PRIMARY KEY (story, earlier)
) WITHOUT ROWID;
CREATE INDEX follows_earlier ON follows (earlier);
-- `grown`: the name of a story when only its first reports were there; else one that it lost by a removal,
-- a judgement or other rules.
CREATE TABLE alias (
    old TEXT PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number),
    grown INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX alias_report ON alias (report);

-- The fingerprints of reports whose numbers follow one another, all versions among them, sorted and cut by
-- their upper bits into parts: four bytes for each, then two for the place of its report in the run
-- (library/marks).
CREATE TABLE marks (
    level INTEGER NOT NULL,
    run INTEGER NOT NULL,
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (level, run, part)
);
-- Reports of different outlets with passages in common: `words` in all, `passages` as JSON, each the
-- characters in the one, in the other, and its words.
CREATE TABLE copy (
    one INTEGER NOT NULL REFERENCES report (number),
    other INTEGER NOT NULL REFERENCES report (number),
    words INTEGER NOT NULL,
    passages TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX copy_other ON copy (other);
CREATE INDEX copy_words ON copy (words);
"""

_OPENED = """
-- What a report's text alone gave when its story was opened (codec), and the dossier of a story (codec),
-- each with the key of all that it was made from: another key, and it is made again.
CREATE TABLE account (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    key TEXT NOT NULL,
    data BLOB NOT NULL
);
-- `title`, `lines` of text, reports `copied` and statements `disputed` are what lists tell of it.
CREATE TABLE dossier (
    story TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    data BLOB NOT NULL,
    title TEXT NOT NULL,
    lines INTEGER NOT NULL,
    copied INTEGER NOT NULL,
    disputed INTEGER NOT NULL
);
-- Which reports a dossier was made of.
CREATE TABLE opened (
    report INTEGER NOT NULL REFERENCES report (number),
    story TEXT NOT NULL REFERENCES dossier (story),
    PRIMARY KEY (report, story)
) WITHOUT ROWID;
CREATE INDEX opened_story ON opened (story);
"""

_SEARCH = """
-- The words of a report's title and body as they are read: repaired, without furniture. The index holds
-- no text: what it finds is read from the report.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, body, content='', tokenize="unicode61 remove_diacritics 2"
);

-- Statements, quotations and names of the stories that were opened, in the words of each report that has
-- them; `who` said it, `item` is its id in the dossier.
CREATE TABLE finding (
    number INTEGER PRIMARY KEY,
    story TEXT NOT NULL REFERENCES dossier (story),
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL
);
CREATE INDEX finding_story ON finding (story);
CREATE INDEX finding_report ON finding (report);
CREATE VIRTUAL TABLE finding_words USING fts5 (
    text, who, content='finding', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);
"""

_JUDGEMENTS = """
-- What people decided, with who and when; one that was undone is kept and stands no more.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    undone_by TEXT NOT NULL DEFAULT '',
    undone_at TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
"""

# How the index of words is written: a batch is gathered in memory and written in one piece, and pieces are
# merged eight at a time, which halves what is written more than once.
TUNING = (
    "INSERT INTO report_words (report_words, rank) VALUES ('hashsize', 4194304)",
    "INSERT INTO report_words (report_words, rank) VALUES ('automerge', 8)",
    "INSERT INTO report_words (report_words, rank) VALUES ('pgsz', 8000)",
)

SCHEMA = "\n".join((_REPORTS, _GROUPING, _OPENED, _SEARCH, _JUDGEMENTS))
