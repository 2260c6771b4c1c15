"""Which reports have their text from one another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samestory.records import Account, Lineage, Passage
from samestory.stages.lineage import trace_lineage
from samestory.stages.passages import align_accounts
from tests.conftest import AccountMaker
from tests.stages.test_passages import FLOOD, REWORDED, STRANGER

OWN = (
    "Shopkeepers on the high street spent the morning shovelling mud from their cellars. Insurance adjusters "
    "were seen photographing ruined stock. The school will stay closed until the boiler has been replaced, "
    "its head teacher wrote to parents, and lessons move to the gymnasium of the neighbouring village."
)


def trace(*accounts: Account) -> Lineage:
    """Align and trace."""
    return trace_lineage(accounts, align_accounts(accounts), ())


def test_one_text_is_a_copy(account_of: AccountMaker) -> None:
    """The same body under another headline is a copy, and says how much is shared."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}\n\n{OWN}"), account_of(f"Deluge\n\n{FLOOD}\n\n{OWN}", source="b.txt")
    ).pairs
    assert pair.relation == "copy"
    assert pair.share == 1.0
    assert "100%" in pair.because


def test_a_part_taken_over_is_an_edited_copy(account_of: AccountMaker) -> None:
    """A copied part beside text of its own is an edited copy."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}\n\n{OWN}"),
        account_of(f"Flood\n\n{FLOOD}\n\n{STRANGER}", source="b.txt"),
    ).pairs
    assert pair.relation == "edited-copy"


def test_sentences_put_anew_are_a_common_source(account_of: AccountMaker) -> None:
    """Retelling sentence by sentence is dependence."""
    (pair,) = trace(
        account_of(f"Flood\n\n{FLOOD}"), account_of(f"Water\n\n{REWORDED}", source="b.txt")
    ).pairs
    assert pair.relation == "common-source"


def test_a_shared_quotation_is_no_dependence(account_of: AccountMaker) -> None:
    """Two reporters who heard one farmer share his words only."""
    words = (
        '"We heard the water coming down the valley like a train and ran for the hill with the children,"'
    )
    (pair,) = trace(
        account_of(f"Flood\n\n{words} a farmer said.\n\n{OWN}"),
        account_of(f"Night\n\n{words} a farmer told us.\n\n{STRANGER}", source="b.txt"),
    ).pairs
    assert pair.relation == "shared-quotes"
    assert pair.direction == "unknown"


def test_a_headline_in_common_is_a_sentence_in_common(account_of: AccountMaker) -> None:
    """One headline over two texts of their own ties them not; a subject in three words is no headline."""
    for title, relation in (
        ("Night of mud and fear in the valley", "shared-quotes"),
        ("Night of fear", "independent"),
    ):
        a, b = account_of(f"{title}\n\n{OWN}"), account_of(f"{title}\n\n{STRANGER}", source="b.txt")
        assert trace(a, b).pairs[0].relation == relation


def test_strangers_are_independent(account_of: AccountMaker) -> None:
    """Nothing shared is said in words."""
    (pair,) = trace(account_of(f"Flood\n\n{OWN}"), account_of(f"Music\n\n{STRANGER}", source="b.txt")).pairs
    assert (pair.relation, pair.share, pair.because) == ("independent", 0, "no passage in common")


def test_of_a_few_words_of_an_opening_nobody_can_tell(account_of: AccountMaker) -> None:
    """What is held in part is named in the reason, and is not called independent when it is short."""
    whole = account_of(f"Music\n\n{STRANGER}", source="b.txt")
    for text, relation in ((OWN[:160], "unsure"), (f"{OWN} {FLOOD}", "independent")):
        short = account_of(f"Flood\n\n{text}")
        declared = replace(short.report.declared, extent="opening")
        short = replace(short, report=replace(short.report, declared=declared))
        (pair,) = trace(short, whole).pairs
        assert pair.relation == relation
        assert "only the opening of a.txt is held" in pair.because


@pytest.mark.parametrize(
    ("fields_a", "fields_b", "extra_a", "direction"),
    [
        ({}, {"outlet": "Valley Courier"}, "As the Valley Courier reports, the dam held.", "a-from-b"),
        ({"day": "2021-05-01"}, {"day": "2021-05-03"}, "", "b-from-a"),
        ({"day": "2021-05-03"}, {"day": "2021-05-03"}, "", "unknown"),
        ({}, {}, "", "unknown"),
    ],
)
def test_direction_needs_evidence(
    account_of: AccountMaker,
    fields_a: dict[str, str],
    fields_b: dict[str, str],
    extra_a: str,
    direction: str,
) -> None:
    """A credit, then a later day, shows who has it from whom; else nobody knows."""
    a = account_of(f"Flood\n\n{FLOOD}\n\n{extra_a}", **fields_a)
    b = account_of(f"Flood\n\n{FLOOD}", source="b.txt", **fields_b)
    assert trace(a, b).pairs[0].direction == direction


def test_families_tie_through_a_third(account_of: AccountMaker) -> None:
    """Two reports that each share other text with a third are one family; a stranger is in none."""
    left = account_of(f"One\n\n{FLOOD}")
    both = account_of(f"Two\n\n{FLOOD}\n\n{OWN}", source="b.txt")
    right = account_of(f"Three\n\n{OWN}", source="c.txt")
    stranger = account_of(f"Four\n\n{STRANGER}", source="d.txt")
    assert trace(left, stranger, both, right).families == ((left.id, both.id, right.id),)


def test_pairs_keep_the_order_of_the_accounts(account_of: AccountMaker) -> None:
    """Every pair is there once, first account first."""
    accounts = [
        account_of(f"T\n\n{text}", source=s) for s, text in (("a", FLOOD), ("b", OWN), ("c", STRANGER))
    ]
    a, b, c = (account.id for account in accounts)
    assert [(pair.a, pair.b) for pair in trace(*accounts).pairs] == [(a, b), (a, c), (b, c)]


WIRE = (
    "A cargo train left the rails near the village of Aldmoor early on Friday, and nine wagons fell down an "
    "embankment.\n\nThe driver was taken to hospital with a broken arm. No one else was on board.\n\n"
    "Four of the wagons carried sugar, which spilled into a stream that feeds the reservoir.\n\nThe railway "
    "said that the line would stay closed for at least five days. Buses will replace the passenger trains."
    "\n\nInspectors found a cracked rail some 200 metres before the place where the train came to rest.\n\n"
    "The track was laid in 1974 and was to be renewed next spring, the railway said.\n\nTen years ago "
    "a train with timber left the rails on the same curve, and nobody was hurt."
)
TRANSLATED = (
    "Nine cars of a freight train rolled down an embankment on Friday at dawn, after a derailment close to the "
    "village of Aldmoor.\n\nHis arm broken, the train driver was hospitalised. He was alone on board.\n\n"
    "The sugar that four of the cars transported ran out into a brook which supplies the reservoir.\n\nThe "
    "line will remain closed five days at the least, indicated the railway company. Passenger trains "
    "will be replaced by buses.\n\nA cracked rail was discovered by inspectors, some 200 metres ahead of the place "
    "where the train stopped.\n\nDating from 1974, the track had to be renewed in the spring, "
    "according to the railway.\n\nOn the same curve, ten years before, a train of timber had derailed without "
    "making any victim."
)
OWN_TRAIN = (
    "Schoolchildren who cross the footbridge at Aldmoor were the first to see it: wagons lying on their sides "
    "below the embankment, and a white heap of sugar in the grass.\n\nPeople came with buckets before noon. "
    "The driver, who broke an arm, had been to our village fair in the summer.\n\nThe railway closed the line. "
    "It has not answered our letters about the state of the track since March, and no inspector would speak "
    "to us on Friday.\n\nThe baker drove commuters to the next station in her van."
)


def test_a_telling_that_keeps_every_sentence_in_its_place_is_one_text(account_of: AccountMaker) -> None:
    """A heavy translation without a credit keeps order, details and background: no reporter would."""
    (pair,) = trace(account_of(f"A\n\n{WIRE}"), account_of(f"B\n\n{TRANSLATED}", source="b.txt")).pairs
    assert pair.relation == "common-source"
    assert "in the same order" in pair.because


def test_a_reporter_of_the_same_event_is_not_tied_to_it(account_of: AccountMaker) -> None:
    """The same facts in another order, with details of one's own, are no dependence; the reason says so."""
    (pair,) = trace(account_of(f"A\n\n{WIRE}"), account_of(f"B\n\n{OWN_TRAIN}", source="b.txt")).pairs
    assert pair.relation in ("independent", "shared-quotes")
    assert "sentence for sentence" not in pair.because


def body_of(account: Account, *, part: slice = slice(None)) -> tuple[int, int]:
    """The stretch of some paragraphs, all but the title's."""
    paragraphs = account.cleaning.paragraphs[part]
    return paragraphs[0].start, paragraphs[-1].end


@pytest.mark.parametrize(
    ("parts", "relation"),
    [
        ((slice(0, 4), slice(0, 4)), "common-source"),
        ((slice(0, 4), slice(4, None)), "independent"),
    ],
)
def test_two_that_have_the_same_sentences_of_a_third_are_tied(
    account_of: AccountMaker, parts: tuple[slice, slice], relation: str
) -> None:
    """Where the wording between two is gone, the report both depend on ties them; by its same part only."""
    hub = account_of(f"A\n\n{WIRE}", outlet="Aldmoor Agency")
    one, other = (account_of(f"{s}\n\n{t}", source=s) for s, t in (("B", OWN), ("C", STRANGER)))
    passages = {
        (hub.id, account.id): (Passage(body_of(hub, part=part), body_of(account), "edited", 0.8),)
        for account, part in zip((one, other), parts, strict=True)
    }
    pair = trace_lineage([hub, one, other], passages, ()).pairs[2]
    assert pair.relation == relation
    assert ("Aldmoor Agency" in pair.because) == (relation == "common-source")


@pytest.mark.parametrize(
    ("credit", "relation"), [("reports the Aldmoor Courier", "unsure"), ("says the baker", "independent")]
)
def test_who_credits_another_that_is_held_is_not_called_independent(
    account_of: AccountMaker, credit: str, relation: str
) -> None:
    """With a few passages that show it, nobody can tell how much more a report has from one it credits."""
    source = account_of(f"A\n\n{WIRE}", outlet="Aldmoor Courier")
    teller = account_of(f"B\n\n{OWN_TRAIN}\n\nThe curve is notorious, {credit}.", source="b.txt")
    passages = [
        Passage((p.start, p.start + 20), (q.start, q.start + 20), "retold", 0.45)
        for p, q in zip(source.cleaning.paragraphs[1:4], teller.cleaning.paragraphs[1:4], strict=True)
    ]
    (pair,) = trace_lineage([source, teller], {(source.id, teller.id): passages}, ()).pairs
    assert pair.relation == relation
    assert ("b names Aldmoor Courier" in pair.because) == (relation == "unsure")


def test_the_agency_that_is_credited_and_held_is_the_parent(account_of: AccountMaker) -> None:
    """Who credits the agency has it from the agency's own text; two who credit it, both from there."""
    agency = account_of(f"Flood\n\n{FLOOD}\n\n{OWN}", outlet="Southland News Agency")
    one = account_of(f"River\n\nMILLTOWN (SNA) - {FLOOD}", source="b.txt", outlet="Hill Post")
    other = account_of(f"Rain\n\nMILLTOWN (SNA) - {FLOOD}", source="c.txt", outlet="Lake Mail")
    from_agency, too, both = trace(agency, one, other).pairs
    assert (from_agency.direction, too.direction) == ("b-from-a", "b-from-a")
    assert "b credits SNA; a is that agency's own text" in from_agency.because
    assert both.direction == "both-from-a-third"
    assert "both credit SNA, whose own text is held (Southland News Agency)" in both.because


def test_the_same_text_without_a_credit_comes_from_the_agency(account_of: AccountMaker) -> None:
    """An agency hands its text on, the other way round happens seldom; not so where it is days later."""
    for day, direction in (
        ("2021-05-02", "b-from-a"),
        ("2021-05-01", "b-from-a"),
        ("2021-04-20", "a-from-b"),
    ):
        agency = account_of(f"Flood\n\n{FLOOD}", outlet="Southland News Agency", day="2021-05-02")
        paper = account_of(f"River\n\n{FLOOD}\n\n{OWN}", source="b.txt", outlet="Hill Post", day=day)
        assert trace(agency, paper).pairs[0].direction == direction


def test_a_statement_pasted_without_marks_is_no_dependence(account_of: AccountMaker) -> None:
    """A letter in the first person is its writer's, in whichever report it stands."""
    letter = (
        "We are deeply sorry for the families who lost their homes, and we ask all our members to open their "
        "doors tonight. I shall be at the mill myself from six, with blankets, soup and whatever else our "
        "kitchen can spare."
    )
    a = account_of(f"Flood\n\nThe bishop wrote to the parish.\n\n{letter}\n\n{OWN}")
    b = account_of(f"Night\n\nA letter came.\n\n{letter}\n\n{STRANGER}", source="b.txt")
    assert trace(a, b).pairs[0].relation not in ("copy", "edited-copy", "common-source")


def test_who_quotes_what_the_other_says_has_it_from_there(account_of: AccountMaker) -> None:
    """Words that one report sets in quotation marks and the other says itself show who quotes whom."""
    own, quoted = f"Flood\n\n{FLOOD}\n\n{OWN}", f'Press\n\n{FLOOD}\n\n"{OWN}" is what we read.'
    (pair,) = trace(account_of(own), account_of(quoted, source="b.txt")).pairs
    assert pair.direction == "b-from-a"
    assert "b has in quotation marks" in pair.because
