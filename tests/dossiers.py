"""Dossiers built by hand for the tests of everything that shows one: an invented fire in an invented port."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samestory.records import (
    Alias,
    Basis,
    BriefSentence,
    Citation,
    Credit,
    Difference,
    Dossier,
    Edit,
    Furniture,
    Independence,
    Lineage,
    Name,
    OnlyIn,
    Origin,
    Pair,
    Passage,
    Place,
    Published,
    Quantity,
    QuoteGroup,
    QuoteVariant,
    Repair,
    ReportEntry,
    SetAside,
    Statement,
    Story,
    Support,
    SupportAttribution,
    TimelineEntry,
    Title,
    Value,
)

# Characters outside the basic plane before every place that is cited: offsets in code points and in
# UTF-16 units differ from the first line on.
TEXTS = {
    "r-one": "🔥🔥 Fire guts Saltmere ferry hall\nSkip to content\nFive people died when fire tore through the "
    "ferry hall at Saltmere on Monday, police said. Harbour master Ida Brandt said: “We lost the hall "
    "in twenty minutes.” 👩‍🚒 Crews from â€œthree townsâ€ fought the blaze. Ferrywire contributed.",
    "r-two": "Five dead in Saltmere blaze 🚢\nFive people died when fire tore through the ferry hall at "
    "Saltmere, police said. “We lost the whole hall in twenty minutes,” Ida Brandt, the harbour "
    "master, said.\nThe hall was built in 1911.",
    "r-three": "Saltmere counts its dead\nSeven people are dead after Monday’s fire in Saltmere, the "
    "hospital said on Tuesday.\nA kiosk owner told the Courier 🗞️ she smelled gas an hour before.",
}
OUTLETS = {"r-one": "Saltmere Gazette", "r-two": "The Northern Post", "r-three": None}


def place_of(report: str, words: str) -> Citation:
    """Find words in a report; the test is wrong if they are not there."""
    start = TEXTS[report].index(words)
    return Citation(report, start, start + len(words))


def support_of(report: str, words: str, source: str = "") -> Support:
    """Support a statement with words of a report."""
    at = place_of(report, words)
    said = SupportAttribution(source, None, "said", None, None) if source else None
    return Support(report, at.start, at.end, said)


def variant_of(
    report: str, words: str, against: str | None = None, edits: tuple[Edit, ...] = ()
) -> QuoteVariant:
    """Make a wording of a quotation."""
    at = place_of(report, words)
    return QuoteVariant(report, at.start, at.end, "direct", "said", None, against, edits)


def passage_of(
    a: str, b: str, kind: str = "edited", *, ends: tuple[str, str] = ("r-one", "r-two")
) -> Passage:
    """Make a shared passage from the words on either side."""
    left, right = place_of(ends[0], a), place_of(ends[1], b)
    return Passage((left.start, left.end), (right.start, right.end), kind, 0.9)  # type: ignore[arg-type]


def entry_of(report: str, day: date | None) -> ReportEntry:
    """Make a report as the dossier shows it."""
    text = TEXTS[report]
    first = text.split("\n")[0]
    furniture, repairs, agencies = (), (), ()
    if report == "r-one":
        at = place_of(report, "Skip to content")
        furniture = (Furniture(at.start, at.end, "navigation"),)
        repairs = tuple(
            Repair(place_of(report, bad).start, place_of(report, bad).end, good, "mojibake")
            for bad, good in (("â€œ", "“"), ("â€ ", "” "))
        )
        credit = place_of(report, "Ferrywire")
        agencies = (Credit("Ferrywire", credit.start, credit.end),)
    return ReportEntry(
        id=report,
        source=f"reports/{report}.txt",
        url=f"https://example.org/{report}",
        outlet=OUTLETS[report],
        title=Title(first, 0, len(first)),
        language="en",
        published=Published(
            day, day, (Basis(0, 4, "a weekday with its day"), Basis(None, None, "the page says so"))
        ),
        agencies=agencies,
        sha256="0" * 64,
        text=text,
        furniture=furniture,
        repairs=repairs,
    )


def make_story() -> Story:
    """Make a story with something of everything a dossier can hold."""
    died = "Five people died when fire tore through the ferry hall at Saltmere"
    seven = "Seven people are dead after Monday’s fire in Saltmere"
    toll = Difference(
        "quantity", "the dead", "update", "the hospital's figure is a day younger",
        (Value("five", ("r-one", "r-two"), (place_of("r-one", "Five"), place_of("r-two", "Five people"))),
         Value("seven", ("r-three",), (place_of("r-three", "Seven people"),))),
    )  # fmt: skip
    statements = (
        Statement("t-dead", "People died in the fire at Saltmere",
                  (support_of("r-one", died, "police"), support_of("r-two", died, "police"),
                   support_of("r-three", seven, "the hospital")),
                  (Origin("police", ("Ferrywire",)), Origin("the hospital")),
                  Independence(2, 2, "1 and 2 carry the same passage; nothing ties 3 to them."), "disputed", (toll,)),
        Statement("t-hall", "The hall was lost in twenty minutes",
                  (support_of("r-one", "We lost the hall in twenty minutes", "Ida Brandt"),
                   support_of("r-two", "We lost the whole hall in twenty minutes", "Ida Brandt")),
                  (Origin("Ida Brandt"),), Independence(1, 2, "both quote the harbour master."), "one-origin"),
        Statement("t-monday", "The fire was on a Monday",
                  (support_of("r-one", "on Monday"), support_of("r-three", "Monday’s fire")),
                  (), Independence(2, 2, "nothing ties them."), "corroborated"),
        Statement("t-built", "The hall was built in 1911", (support_of("r-two", "The hall was built in 1911"),),
                  (), Independence(1, 1, "one report has it."), "one-report"),
        Statement("t-gas", "A kiosk owner smelled gas",
                  (support_of("r-three", "she smelled gas an hour before", "a kiosk owner"),),
                  (Origin("a kiosk owner", ("the Courier",)),), Independence(1, 1, "one report has it."), "one-report"),
    )  # fmt: skip
    first = variant_of("r-one", "We lost the hall in twenty minutes.")
    edits = (Edit("insert", "", "whole "), Edit("replace", ".", ","))
    second = variant_of("r-two", "We lost the whole hall in twenty minutes,", "r-one", edits)
    five, seven_at = place_of("r-one", "Five people"), place_of("r-three", "Seven people")
    return Story(
        id="s-fire",
        title="Fire guts Saltmere ferry hall",
        reports=("r-one", "r-two", "r-three"),
        follows=(),
        brief=(
            BriefSentence(died, (place_of("r-one", died), place_of("r-two", died)), "t-dead"),
            BriefSentence(seven, (place_of("r-three", seven),), "t-dead"),
        ),
        statements=statements,
        quotes=(QuoteGroup("q-lost", "Ida Brandt", "n-ida", "edited", (first, second)),),
        quantities=(
            Quantity("r-one", five.start, five.end, Decimal(5), Decimal(5), "people", "died", "t-dead"),
            Quantity("r-three", seven_at.start, seven_at.end, Decimal(7), Decimal(7), "people", "dead", "t-dead"),
        ),
        names=(
            Name("n-ida", "Ida Brandt", "person",
                 (Alias("Ida Brandt", {"r-one": 1, "r-two": 1}), Alias("the harbour master", {"r-two": 2}))),
            Name("n-saltmere", "Saltmere", "place", (Alias("Saltmere", {"r-one": 2, "r-three": 2}),),
                 Place(54.5, -3.25, "GeoNames", 0.9)),
        ),
        lineage=Lineage(
            (
                Pair("r-one", "r-two", "edited-copy", 0.62, "b-from-a", "2 edits 1 and is later.",
                     (passage_of(died + " on Monday, police said", died + ", police said"),)),
                Pair("r-one", "r-three", "independent", 0.0, "unknown", "they share nothing but names.", ()),
                Pair("r-two", "r-three", "unsure", 0.03, "unknown", "too little is shared to tell.", ()),
            ),
            (("r-one", "r-two"),),
        ),
        timeline=(
            TimelineEntry(date(1911, 1, 1), date(1911, 12, 31), "the hall is built",
                          (place_of("r-two", "The hall was built in 1911"),)),
            TimelineEntry(date(2031, 3, 3), date(2031, 3, 3), "the fire", (place_of("r-one", "on Monday"),)),
        ),
        only_in=(OnlyIn("r-two", ("t-built",)), OnlyIn("r-three", ("t-gas",))),
    )  # fmt: skip


def make_dossier() -> Dossier:
    """Make a dossier of one story in three reports, two of which belong together."""
    days = {"r-one": date(2031, 3, 3), "r-two": date(2031, 3, 4), "r-three": date(2031, 3, 4)}
    entries = tuple(entry_of(report, day) for report, day in days.items())
    return Dossier(
        "samestory/1", "0.1.0", entries, (make_story(),), (SetAside("reports/x.html", "no text in it"),)
    )


def make_hostile(payload: str, tag: str = "") -> Dossier:
    """Put a payload wherever the outside world has a say: text, title, address, outlet, names, reasons."""
    text = f"{payload}\n\n{payload} and {payload}\n{payload}"
    end = len(text)
    at = Citation(f"r-bad{tag}", 0, end)
    entry = ReportEntry(
        f"r-bad{tag}", payload, payload, payload, Title(payload, 0, len(payload)), "en",
        Published(date(2031, 3, 3), date(2031, 3, 3), (Basis(0, len(payload), payload),)),
        (Credit(payload, 0, len(payload)),), payload, text,
        (Furniture(0, 3, payload),), (Repair(4, 6, payload, payload),),
    )  # fmt: skip
    other = ReportEntry(
        f"r-good{tag}", "b.txt", None, "Post", None, "en", Published(None, None), (), "0", text, (), ()
    )
    both = (Citation(f"r-good{tag}", 0, end), at)
    difference = Difference(
        "quantity", payload, "conflict", payload, (Value(payload, (f"r-bad{tag}",), both),)
    )
    statement = Statement(
        f"t-bad{tag}", payload,
        tuple(Support(c.report, 0, end, SupportAttribution(payload, None, payload, 0, 1)) for c in both),
        (Origin(payload, (payload,)),), Independence(1, 2, payload), "disputed", (difference,),
    )  # fmt: skip
    variants = (
        QuoteVariant(f"r-good{tag}", 0, 9, "direct", payload, None, None, ()),
        QuoteVariant(
            f"r-bad{tag}", 0, end, "direct", payload, None, f"r-good{tag}", (Edit("insert", "", payload),)
        ),
    )
    pair = Pair(
        f"r-bad{tag}",
        f"r-good{tag}",
        "copy",
        1.0,
        "a-from-b",
        payload,
        (Passage((0, end), (0, end), "edited", 1.0),),
    )
    story = Story(
        id=f"s-bad{tag}",
        title=payload,
        reports=(f"r-bad{tag}", f"r-good{tag}"),
        follows=(),
        brief=(BriefSentence(payload, both, f"t-bad{tag}"),),
        statements=(statement,),
        quotes=(QuoteGroup(f"q-bad{tag}", payload, None, "edited", variants),),
        quantities=(),
        names=(Name(f"n-bad{tag}", payload, "person", (Alias(payload, {f"r-bad{tag}": 1}),)),),
        lineage=Lineage((pair,), ((f"r-bad{tag}", f"r-good{tag}"),)),
        timeline=(TimelineEntry(date(2031, 3, 3), date(2031, 3, 3), payload, both),),
        only_in=(OnlyIn(f"r-bad{tag}", (f"t-bad{tag}",)),),
    )
    return Dossier("samestory/1", "0.1.0", (entry, other), (story,), (SetAside(payload, payload),))
