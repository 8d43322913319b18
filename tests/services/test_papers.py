"""Council papers: who may (R3), what stands in them, and that nobody of a group is named."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import EmptyText, NotFound, NotPermitted, Outdated, Overtaken, TooLong
from bot.i18n import use_locale
from bot.messages.paper_drafts import sections
from bot.services import conclusions, paper_drafts, paper_states, paper_texts, papers, releases
from bot.services.conclusions import Decision
from bot.services.papers import Bundle
from models import ConclusionKind, Paper, PaperSection, PaperState, Participant, Role, SectionText, Town
from models.database import Database
from tests.drafting import conclude_all
from tests.factories import grant_role
from tests.steering import Steered, create_steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW

COBURG = Town(name="Stadt Coburg", process="Integrationskonzept für Coburg")
FACTS = """Occasion
Within the process “Integrationskonzept für Coburg”, working groups have handed results in to the steering group. \
The steering group proposes this measure to the city council:
• BIL-01 “Stadtteilmütter”

BIL-01 “Stadtteilmütter”
Mütter besuchen Familien.

Situation and need
Viele Familien kennen die Kitas nicht.

Results of the working groups
• AG Bildung (Education): BIL-01 “Stadtteilmütter”, priority: High
• AG Begegnung (Encounter): BIL-01 “Stadtteilmütter”, priority: High
• AG Begegnung (Encounter): IKB-02 “Elternlotsinnen”, priority: Medium

Joined to it: IKB-02 “Elternlotsinnen”
Frauen begleiten Eltern.

Conclusion of the steering group
On 13.10.2009 the steering group has accepted the proposal.
The reason: Zwei AGs wollen es.

Opinion of the advisory board
On 13.10.2009: Der Beirat rät dazu.

Alternatives
[OFFEN: alternatives]"""
RESOLUTION = """1. The report is taken note of.
2. The city council decides that the measure BIL-01 “Stadtteilmütter” is carried out.
3. The administration is charged with:
BIL-01: Schulung ab März 2010
4. The state of things is to be reported by [OFFEN: date]."""
FINANCES = """Once: 2.000 €
Per year: still to be found out
Budget item: still to be found out
Covered by: Soziale Stadt
Staff: still to be found out
Funded until: 06/2015"""
REFERENCES = """Fields of action: Bildung and Begegnung
Goals: Familien erreichen.
Plans and networks: Soziale Stadt
Indicators: erreichte Familien"""


def in_english(bundle: Bundle) -> dict[PaperSection, str]:
    """The sections as they would be for an English council."""
    with use_locale("en"):
        return sections(COBURG, BERLIN, bundle)


@pytest.fixture
def made(database: Database) -> Steered:
    """The town of `tests.drafting`."""
    made = database.transact(create_steered)
    database.transact(conclude_all, made)
    return made


def draft(database: Database, made: Steered, *numbers: str, name: str = "Petra") -> int:
    """Let somebody draft a paper of these results, and return its number in the database."""
    chosen = [made.results[number] for number in numbers]
    return database.transact(paper_drafts.draft, chosen, in_english, acting=made.people[name], now=NOW).id


def texts(database: Database, paper_id: int) -> dict[PaperSection, str]:
    """The newest text of each section."""
    found = database.look(papers.read_sections, paper_id)
    return {section: text.text for section, text in found.items()}


def test_every_section_is_filled_with_what_is_known(database: Database, made: Steered) -> None:
    paper = draft(database, made, "BIL-01")

    assert texts(database, paper) == {
        PaperSection.SUBJECT: "Integrationskonzept für Coburg; measure “Stadtteilmütter”",
        PaperSection.INVOLVED: "In charge: Jugendamt\nPartners: Wohlfahrtsverbände",
        PaperSection.FACTS: FACTS,
        PaperSection.RESOLUTION: RESOLUTION,
        PaperSection.FINANCES: FINANCES,
        PaperSection.REFERENCES: REFERENCES,
    }


def test_of_what_nobody_knows_every_gap_is_printed_and_nothing_invented(database: Database, made: Steered) -> None:
    paper = draft(database, made, "IKB-01")

    assert papers.find_gaps(texts(database, paper).values()) == [
        "[OFFEN: offices involved]",
        "[OFFEN: opinion of the advisory board]",
        "[OFFEN: alternatives]",
        "[OFFEN: charge to the administration]",
        "[OFFEN: date]",
        "[OFFEN: goals]",
        "[OFFEN: plans and networks]",
        "[OFFEN: indicators]",
    ]
    assert texts(database, paper)[PaperSection.FINANCES].count("still to be found out") == 6


def test_nobody_who_wrote_concluded_or_advised_is_named(database: Database, made: Steered) -> None:
    paper = draft(database, made, "BIL-01", "IKB-01")

    names = database.look(lambda session: list(session.scalars(select(Participant.display_name))))
    written = "\n".join(texts(database, paper).values())

    assert [name for name in names if name and name in written] == []


def test_an_opinion_on_what_is_withdrawn_from_the_board_is_left_out(database: Database, made: Steered) -> None:
    newest = database.look(conclusions.inspect, made.results["BIL-01"], acting=made.people["Petra"]).dossier.seen
    database.transact(releases.withdraw, newest, acting=made.people["Petra"], now=NOW)

    paper = draft(database, made, "BIL-01")

    assert "Der Beirat rät dazu." not in texts(database, paper)[PaperSection.FACTS]


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
def test_r3_only_the_steering_group_drafts(database: Database, made: Steered, name: str) -> None:
    with pytest.raises(NotPermitted):
        draft(database, made, "BIL-01", name=name)

    assert database.look(lambda session: list(session.scalars(select(Paper.id)))) == []


def test_r3_a_coordinator_who_is_a_member_drafts(database: Database, made: Steered) -> None:
    database.transact(grant_role, made.people["Petra"], Role.COORDINATOR)

    paper = draft(database, made, "BIL-01")

    assert database.look(papers.get_paper, paper, acting=made.people["Klaus"]).state is PaperState.DRAFT


def _edits(paper: int, festival: int) -> list[Callable[..., object]]:
    subject = PaperSection.SUBJECT
    return [
        partial(papers.write_section, paper_id=paper, section=subject, text="Neu", seen=1, now=NOW),
        partial(paper_texts.begin, paper_id=paper, section=subject, seen=1, now=NOW),
        partial(paper_texts.restore, text_id=1, now=NOW),
        partial(paper_drafts.fill_again, paper_id=paper, section=subject, phrase=in_english, seen=1, now=NOW),
        partial(paper_drafts.add_item, paper_id=paper, result_id=festival, phrase=in_english, now=NOW),
        partial(paper_drafts.remove_item, paper_id=paper, result_id=festival, phrase=in_english, now=NOW),
        partial(paper_states.finalise, paper_id=paper, seen=6, sure=True, now=NOW),
        partial(paper_states.reopen, paper_id=paper, now=NOW),
        partial(paper_states.withdraw, paper_id=paper, now=NOW),
        partial(paper_states.set_public, paper_id=paper, is_public=False),
    ]


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
def test_r3_nobody_else_edits_or_finalises(database: Database, made: Steered, name: str) -> None:
    paper = draft(database, made, "BIL-01")
    before = texts(database, paper)

    for edit in _edits(paper, made.results["IKB-01"]):
        with pytest.raises((NotPermitted, NotFound)):
            database.transact(edit, acting=made.people[name])

    assert texts(database, paper) == before
    assert database.look(papers.get_paper, paper, acting=made.people["Klaus"]).state is PaperState.DRAFT


def test_what_was_drafted_longer_than_the_limit_can_be_written_at(database: Database, made: Steered) -> None:
    paper = draft(database, made, "BIL-01")
    known = database.transact(papers.add_version, paper, PaperSection.FACTS, "a" * 50_000, author=None, now=NOW)

    write = partial(papers.write_section, paper_id=paper, seen=known.id, acting=made.people["Petra"], now=NOW)
    with pytest.raises(TooLong) as refused:
        database.transact(write, section=PaperSection.FACTS, text="b" * 50_001)
    shorter = database.transact(write, section=PaperSection.FACTS, text="b" * 50_000)
    with pytest.raises(TooLong):
        database.transact(write, section=PaperSection.SUBJECT, text="b" * 40_001)

    assert refused.value.limit == 50_000
    assert texts(database, paper)[PaperSection.FACTS] == shorter.text == "b" * 50_000


def test_a_paper_without_proposals_is_none(database: Database, made: Steered) -> None:
    with pytest.raises(EmptyText):
        draft(database, made)


def test_what_is_joined_to_another_goes_in_with_that_one_only(database: Database, made: Steered) -> None:
    with pytest.raises(Outdated):
        draft(database, made, "IKB-02")


def test_what_nobody_wrote_at_follows_the_proposals_and_what_people_wrote_stays(
    database: Database, made: Steered
) -> None:
    petra, festival = made.people["Petra"], made.results["IKB-01"]
    paper = draft(database, made, "BIL-01")
    subject = PaperSection.SUBJECT
    seen = database.look(papers.newest_version, paper, subject)
    database.transact(papers.write_section, paper, subject, "Von Petra", seen=seen, acting=petra, now=NOW)

    database.transact(paper_drafts.add_item, paper, festival, in_english, acting=petra, now=NOW)
    both = texts(database, paper)
    database.transact(paper_drafts.remove_item, paper, festival, in_english, acting=petra, now=NOW)

    assert both[subject] == "Von Petra"
    assert "IKB-01 “Begegnungsfest”" in both[PaperSection.FACTS]
    assert texts(database, paper)[PaperSection.FACTS] == FACTS
    with pytest.raises(EmptyText):
        database.transact(paper_drafts.remove_item, paper, made.results["BIL-01"], in_english, acting=petra, now=NOW)


def test_whoever_writes_second_is_told(database: Database, made: Steered) -> None:
    paper = draft(database, made, "BIL-01")
    seen = database.look(papers.newest_version, paper, PaperSection.SUBJECT)
    write = partial(papers.write_section, paper_id=paper, section=PaperSection.SUBJECT, seen=seen, now=NOW)
    database.transact(write, text="Eins", acting=made.people["Petra"])

    with pytest.raises(Overtaken):
        database.transact(write, text="Zwei", acting=made.people["Sabine"])


def test_a_result_that_is_joined_to_another_later_still_stands_in_its_paper(database: Database, made: Steered) -> None:
    petra = made.people["Petra"]
    paper = draft(database, made, "IKB-01")
    seen = database.look(conclusions.inspect, made.results["IKB-01"], acting=petra).standing.seen
    merge = Decision(made.results["IKB-01"], ConclusionKind.MERGE, seen, made.results["BIL-01"])
    database.transact(conclusions.conclude, merge, acting=petra, now=NOW)

    bundle = database.look(papers.gather, paper, acting=petra)

    assert [(item.standing.result.number, item.is_accepted) for item in bundle.items] == [("IKB-01", False)]


def test_who_deletes_their_data_leaves_the_text_without_a_name(database: Database, made: Steered) -> None:
    paper, sabine = draft(database, made, "BIL-01"), made.people["Sabine"]
    seen = database.look(papers.newest_version, paper, PaperSection.SUBJECT)
    write = partial(papers.write_section, seen=seen, acting=sabine, now=NOW)
    database.transact(write, paper, PaperSection.SUBJECT, "Von hier")

    database.transact(lambda session: session.delete(session.get_one(Participant, sabine)))

    left = database.look(_written_by, paper)
    assert left[-1] == ("Von hier", None)


def _written_by(session: Session, paper: int) -> list[tuple[str, int | None]]:
    statement = select(SectionText.text, SectionText.written_by).where(SectionText.paper_id == paper)
    return [(text, person) for text, person in session.execute(statement.order_by(SectionText.id))]


def test_no_number_is_given_twice(database: Database, made: Steered) -> None:
    first = draft(database, made, "BIL-01")
    database.transact(paper_states.withdraw, first, acting=made.people["Petra"], now=NOW)

    second = draft(database, made, "BIL-01")

    numbers = [database.look(papers.get_paper, one, acting=made.people["Petra"]).number for one in (first, second)]
    assert numbers == [1, 2]
