"""What is suggested as belonging together, and what is not: measured on 200 proposals, then rule by rule."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.errors import NotFound, NotPermitted
from bot.services import conclusions, indexing, kinship, own_data, terms, topics
from bot.services.conclusions import Decision, Scope
from models import ConclusionKind, Result, ResultTerm, Unrelated
from models.database import Database
from tests.factories import create_result
from tests.kinship.corpus import Proposal, clock, create, measure, read
from tests.steering import Steered, create_steered
from tests.towns import CONFERENCE_DAY as NOW

#: The seed's pair: no word in common.
OURS, THEIRS = "Stadtteilmütter", "Mütter aus dem Viertel helfen Familien"


def _add(session: Session, made: Steered, number: str, title: str, text: str = "", body: str = "IKB") -> int:
    group = made.bodies[body]
    return create_result(session, number, title, {group: None}, fields=[group], text=text)


def _suggested(database: Database, made: Steered, number: int) -> list[str]:
    found = database.look(kinship.suggest, number, acting=made.people["Petra"])
    return [one.result.number for one in found]


@pytest.fixture
def made(database: Database) -> Steered:
    return database.transact(create_steered)


def test_the_true_double_is_found_among_200_proposals_and_most_others_get_none(database: Database) -> None:
    proposals = read("proposals")

    petra, numbers = database.transact(create, proposals)
    found = database.look(measure, proposals, petra, numbers)

    pairs = {proposal.pair for proposal in proposals} - {""}
    assert (len(proposals), len(pairs)) == (200, 14)
    assert "seed" in found.found(within=1)
    assert found.found(within=3) == pairs
    assert found.silence >= 0.8


def test_doubles_that_nothing_was_chosen_with_are_mostly_found(database: Database) -> None:
    unseen = read("unseen_later")
    proposals = read("proposals") + unseen

    petra, numbers = database.transact(create, proposals)
    found = database.look(measure, proposals, petra, numbers)

    assert len(found.found() & {proposal.pair for proposal in unseen}) >= 4
    assert found.silence >= 0.8


def test_a_suggestion_among_1000_results_takes_at_most_a_tenth_of_a_second(database: Database) -> None:
    many = [Proposal(one.field, "", f"{one.title} {turn}", one.text) for turn in range(5) for one in read("proposals")]

    petra, numbers = database.transact(create, many)

    assert len(numbers) == 1000
    assert database.look(clock, petra, numbers) <= 100


def test_compounds_are_taken_apart_and_words_of_one_meaning_are_one() -> None:
    ours, theirs = terms.find_terms(OURS), terms.find_terms(THEIRS)

    assert set(ours) & set(theirs) == {"=Stadtteil", "=Eltern", "=Frauen"}
    assert theirs["=Stadtteil"] == "Viertel"


def test_letters_without_an_end_are_read_as_far_as_the_longest_word() -> None:
    assert terms.find_terms("v" * 20_000) == {"v" * 80: "v" * 80}


def test_a_small_town_finds_the_seeds_pair_and_says_why(database: Database, made: Steered) -> None:
    number = database.transact(_add, made, "IKB-02", THEIRS)

    kin = database.look(kinship.suggest, made.results["BIL-01"], acting=made.people["Petra"])

    assert [one.result.id for one in kin] == [number]
    assert ("Stadtteilmütter", "Viertel") in kin[0].likeness.words
    assert kin[0].likeness.fields == {made.bodies["IKB"]}


def test_results_in_other_scripts_are_alike_by_their_topics(database: Database, made: Steered) -> None:
    def create_both(session: Session) -> list[int]:
        numbers = [_add(session, made, f"IKB-0{number}", title) for number, title in ((2, "Помощь"), (3, "مساعدة"))]
        for number in numbers:
            topics.set_topics(session, session.get_one(Result, number), ["parents", "language", "women", "nonsense"])
        return numbers

    first, second = database.transact(create_both)

    kin = database.look(kinship.suggest, first, acting=made.people["Petra"])
    ticked = frozenset({"parents", "language", "women"})
    assert [(one.result.id, one.likeness.topics) for one in kin] == [(second, ticked)]


def test_at_most_three_are_suggested(database: Database, made: Steered) -> None:
    for number in range(2, 8):
        database.transact(_add, made, f"IKB-0{number}", THEIRS)

    assert _suggested(database, made, made.results["BIL-01"]) == ["IKB-02", "IKB-03", "IKB-04"]


def test_what_a_person_found_unrelated_is_not_suggested_until_they_take_it_back(
    database: Database, made: Steered
) -> None:
    ours, theirs, petra = made.results["BIL-01"], database.transact(_add, made, "IKB-02", THEIRS), made.people["Petra"]

    for one, other in ((theirs, ours), (ours, theirs)):
        database.transact(kinship.set_apart, one, other, acting=petra, now=NOW)
    apart = [_suggested(database, made, number) for number in (ours, theirs)]
    rows = database.look(lambda session: session.scalar(select(func.count(Unrelated.id))))
    data = database.look(own_data.collect, acting=petra)
    database.transact(kinship.take_back, ours, theirs, acting=petra, now=NOW)

    assert apart == [[], []]
    assert rows == 1
    assert [list(row) for row in data["unrelated"]] == [["decided_at"]]
    assert _suggested(database, made, theirs) == ["BIL-01"]


@pytest.mark.parametrize("name", ["Klaus", "Olga", "Gül", "Bernd", "Mehmet"])
def test_only_the_steering_group_sees_and_decides(database: Database, made: Steered, name: str) -> None:
    ours, theirs, acting = made.results["BIL-01"], made.results["IKB-01"], made.people[name]

    with pytest.raises(NotPermitted):
        database.look(kinship.suggest, ours, acting=acting)
    with pytest.raises(NotPermitted):
        database.look(kinship.explain, ours, theirs, acting=acting)
    for act in (kinship.set_apart, kinship.take_back):
        with pytest.raises(NotPermitted):
            database.transact(act, ours, theirs, acting=acting, now=NOW)


def test_a_result_is_not_compared_with_itself_or_with_nothing(database: Database, made: Steered) -> None:
    ours, petra = made.results["BIL-01"], made.people["Petra"]

    for other in (ours, 999):
        with pytest.raises(NotFound):
            database.look(kinship.explain, ours, other, acting=petra)


def test_what_is_joined_is_suggested_no_more_and_again_after_undo(database: Database, made: Steered) -> None:
    ours, petra = made.results["BIL-01"], made.people["Petra"]
    theirs = database.transact(_add, made, "IKB-02", THEIRS)
    third = database.transact(_add, made, "IKB-03", "Familien im Stadtteil begleiten", "Mütter helfen anderen Müttern.")

    joining = Decision(theirs, ConclusionKind.MERGE, 0, ours)
    joined = database.transact(conclusions.conclude, joining, acting=petra, now=NOW)
    within = [_suggested(database, made, number) for number in (ours, theirs, third)]
    again = Decision(ours, ConclusionKind.MERGE, 0, third)
    database.transact(conclusions.conclude, again, acting=petra, now=NOW)
    all_one = [_suggested(database, made, number) for number in (ours, theirs, third)]
    seen = database.look(conclusions.inspect, ours, acting=petra).standing.seen
    database.transact(conclusions.take_back, seen, acting=petra, now=NOW)
    database.transact(conclusions.take_back, joined.standing.seen, acting=petra, now=NOW)

    assert within == [["IKB-03"], [], ["BIL-01"]]
    assert all_one == [[], [], []]
    assert sorted(_suggested(database, made, ours)) == ["IKB-02", "IKB-03"]


def test_a_split_keeps_the_history_of_the_merge(database: Database, made: Steered) -> None:
    ours, petra = made.results["BIL-01"], made.people["Petra"]
    theirs = database.transact(_add, made, "IKB-02", THEIRS)
    joining = Decision(theirs, ConclusionKind.MERGE, 0, ours, "Dasselbe")
    joined = database.transact(conclusions.conclude, joining, acting=petra, now=NOW)

    splitting = Decision(theirs, ConclusionKind.ACCEPT, joined.standing.seen, reason="Doch nicht")
    database.transact(conclusions.conclude, splitting, acting=petra, now=NOW)

    split = database.look(conclusions.inspect, theirs, acting=petra)
    assert split.parent is None
    assert [(one.kind, one.into_id, one.reason) for one in split.result.conclusions] == [
        (ConclusionKind.MERGE, ours, "Dasselbe"),
        (ConclusionKind.ACCEPT, None, "Doch nicht"),
    ]
    assert database.look(conclusions.inspect, ours, acting=petra).standing.joined == ()
    assert _suggested(database, made, ours) == ["IKB-02"]


def test_what_is_joined_brings_its_words_along(database: Database, made: Steered) -> None:
    ours, petra = made.results["IKB-01"], made.people["Petra"]
    database.transact(_add, made, "IKB-02", THEIRS)

    joining = Decision(made.results["BIL-01"], ConclusionKind.MERGE, 0, ours)
    database.transact(conclusions.conclude, joining, acting=petra, now=NOW)

    assert _suggested(database, made, ours) == ["IKB-02"]


def test_the_inbox_hints_at_it(database: Database, made: Steered) -> None:
    theirs = database.transact(_add, made, "IKB-02", THEIRS)

    page = database.look(conclusions.list_inbox, Scope.OPEN, acting=made.people["Petra"])

    hints = {number: [one.result.id for one in kin] for number, kin in page.kin.items()}
    assert hints == {made.results["BIL-01"]: [theirs], theirs: [made.results["BIL-01"]], made.results["IKB-01"]: []}


def test_another_vocabulary_indexes_anew(database: Database, made: Steered) -> None:
    def spoil(session: Session) -> None:
        session.execute(delete(ResultTerm).where(ResultTerm.term.startswith("=")))
        session.execute(update(ResultTerm).where(ResultTerm.term.startswith("#")).values(term="#old"))

    before = database.look(_terms)
    database.transact(spoil)
    database.transact(indexing.index_new)

    assert database.look(_terms) == before


def _terms(session: Session) -> set[tuple[int, str, str]]:
    return {(row.result_id, row.term, row.word) for row in session.scalars(select(ResultTerm))}
