"""Passages that two reports share."""

from __future__ import annotations

from samestory.records import Account, Passage
from samestory.stages.passages import align_accounts
from tests.conftest import AccountMaker

FLOOD = (
    "The river burst its banks shortly before midnight and swept through the lower town, carrying away "
    "two footbridges and the wooden market hall. Rescue crews in rubber boats took eleven residents off "
    "the roofs of a flooded terrace beside the mill. Engineers fear that the weir upstream may not hold "
    "another night of heavy rain."
)
REWORDED = (
    "Shortly before midnight the river broke its banks and flooded the lower town, where it carried off "
    "the wooden market hall and two footbridges. From the roofs of a terrace by the mill, eleven residents "
    "were taken off by rescue crews in rubber boats. The weir upstream may not withstand another night of "
    "heavy rain, engineers fear."
)
STRANGER = (
    "The orchestra opened its season with a symphony that had not been heard in the hall for forty years. "
    "Listeners queued around the block, and the conductor was called back to the stage four times."
)


def align_passages(a: Account, b: Account) -> tuple[Passage, ...]:
    """Align two reports as a story of two."""
    return align_accounts([a, b])[a.id, b.id]


def test_a_copied_paragraph_is_verbatim(account_of: AccountMaker) -> None:
    """The same words are one verbatim passage whose spans hold them exactly."""
    a = account_of(f"River floods town\n\nBy our reporter in the valley.\n\n{FLOOD}", source="a.txt")
    b = account_of(f"Night of fear\n\n{FLOOD}\n\nThe mayor will speak later.", source="b.txt")
    (passage,) = align_passages(a, b)
    assert passage.kind == "verbatim"
    assert a.report.text[slice(*passage.a)] == b.report.text[slice(*passage.b)] == FLOOD.rstrip(".")


def test_light_edits_make_an_edited_passage(account_of: AccountMaker) -> None:
    """A word here and there leaves a passage, edited."""
    edited = FLOOD.replace("shortly", "a little").replace("residents", "people").replace("fear", "believe")
    a, b = account_of(f"Flood\n\n{FLOOD}"), account_of(f"Flood\n\n{edited}", source="b.txt")
    passages = align_passages(a, b)
    assert {passage.kind for passage in passages} == {"edited"}
    assert sum(passage.a[1] - passage.a[0] for passage in passages) > 0.9 * len(FLOOD)


def test_the_same_sentences_in_other_words_are_found(account_of: AccountMaker) -> None:
    """Each reworded sentence is aligned with its original."""
    a, b = account_of(f"Flood\n\n{FLOOD}"), account_of(f"Water\n\n{REWORDED}", source="b.txt")
    passages = align_passages(a, b)
    assert len(passages) >= 3
    assert "verbatim" not in {passage.kind for passage in passages}


def test_moved_paragraphs_are_found(account_of: AccountMaker) -> None:
    """Order does not matter."""
    a = account_of(f"Two things\n\n{FLOOD}\n\n{STRANGER}")
    b = account_of(f"Two things\n\n{STRANGER}\n\n{FLOOD}", source="b.txt")
    assert len(align_passages(a, b)) == 2


def test_strangers_share_no_passage(account_of: AccountMaker) -> None:
    """Two reports of different things have no passage."""
    assert (
        align_passages(account_of(f"Flood\n\n{FLOOD}"), account_of(f"Music\n\n{STRANGER}", source="b.txt"))
        == ()
    )


def test_a_quotation_alone_is_no_passage(account_of: AccountMaker) -> None:
    """Words that both reports have from one speaker are not shared text."""
    words = (
        '"We heard the water coming down the valley like a train and ran for the hill with the children."'
    )
    a = account_of(f"Flood\n\nA farmer stood by his ruined barn. {words}, he said.")
    b = account_of(f"Flood\n\nOne neighbour had no time to dress. {words}, he told us.", source="b.txt")
    assert align_passages(a, b) == ()


def test_names_and_titles_alone_are_no_passage(account_of: AccountMaker) -> None:
    """An office with a long name is not shared text."""
    office = "Deputy Assistant Secretary of State for Western Lake and River Affairs Maria Olsen Brandt"
    a = account_of(f"Talks\n\nThe talks were led by {office}.")
    b = account_of(f"Ferry\n\nNobody at the quay had ever met {office} before.", source="b.txt")
    assert [p.kind for p in align_passages(a, b) if p.kind != "retold"] == []


def test_reports_without_a_parser_are_aligned_too(account_of: AccountMaker) -> None:
    """A language that is not parsed is compared by its words."""
    text = (
        "Der Fluss trat kurz vor Mitternacht über die Ufer und riss zwei Brücken und die hölzerne Markthalle "
        "mit sich. Retter holten elf Bewohner von den Dächern der überfluteten Häuser an der Mühle."
    )
    a = account_of(f"Hochwasser\n\n{text}")
    b = account_of(
        f"Die Nacht der Flut\n\n{text}\n\nDer Bürgermeister will später sprechen.", source="b.txt"
    )
    (passage,) = align_passages(a, b)
    assert passage.kind == "verbatim"


def test_every_pair_of_a_story_has_its_passages(account_of: AccountMaker) -> None:
    """Pairs are keyed in the order of the accounts."""
    accounts = [
        account_of(f"Flood\n\n{text}", source=s)
        for s, text in (("a", FLOOD), ("b", REWORDED), ("c", STRANGER))
    ]
    ids = [account.id for account in accounts]
    assert list(align_accounts(accounts)) == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]


def test_empty_reports_share_nothing(account_of: AccountMaker) -> None:
    """A report without a body is no error."""
    assert align_passages(account_of(""), account_of(f"Flood\n\n{FLOOD}", source="b.txt")) == ()
