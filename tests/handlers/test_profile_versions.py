"""Revisions of fact sheets: what stood there, two people at once, corrected titles, fields, what was joined."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.profiles import ShowConcerned, ShowSheet, ShowVersions, WriteField, WriteFields
from bot.callback_data.registration import Erase
from bot.callback_data.releases import ReleaseResult
from bot.services import conclusions
from bot.services.conclusions import Decision
from models import ConclusionKind, ProfileEntry, ProfileField, Result, ResultTerm
from tests.factories import LONG_AGO
from tests.handlers.test_profiles import MOTHERS, NEEDED, accepted, texts
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Town


async def test_unchanged_text_is_no_revision_and_a_text_can_be_taken_back(town: Town) -> None:
    made, people = await accepted(town)
    olga = people["Olga"]
    await olga.forges(WriteField(made.results["BIL-01"], "goals").pack())
    await olga.says("Familien")
    await olga.forges(WriteField(made.results["BIL-01"], "goals").pack())
    await olga.says(" Familien ")
    await olga.forges(WriteField(made.results["BIL-01"], "goals").pack())

    heard = await olga.presses("🗑 Leave it empty")

    assert heard[0].startswith("✅ Saved: Goals")
    assert heard[0].endswith(NEEDED)
    assert texts(town) == [(ProfileField.GOALS, "Familien"), (ProfileField.GOALS, "")]


async def test_title_and_text_are_corrected_in_the_result_itself_and_found_by_the_new_words(town: Town) -> None:
    made, people = await steered(town)
    olga, number = people["Olga"], made.results["BIL-01"]
    await olga.forges(WriteField(number, "title").pack())
    await olga.says("Kinderchor")

    await olga.forges(ShowVersions(number).pack())

    assert olga.screen == (
        "🕰 What stood in the fact sheet\n\nBIL-01 · Kinderchor\n\n"
        "Title\nTuesday, 13.10.2009, 10:00, AG Begegnung (Encounter)\nKinderchor\n\n"
        "Title\nThursday, 15.01.2009, 19:00, AG Bildung (Education)\nStadtteilmütter"
    )
    found = town.database.look(lambda session: session.get_one(Result, number))
    assert (found.title, found.number) == ("Kinderchor", "BIL-01")
    words = town.database.look(
        lambda session: set(session.scalars(select(ResultTerm.word).where(ResultTerm.result_id == number)))
    )
    assert "Kinderchor" in words or "kinderchor" in {word.lower() for word in words}


async def test_earlier_versions_name_groups_and_no_person(town: Town) -> None:
    made, people = await accepted(town)
    number = made.results["BIL-01"]
    for name in ("Petra", "Klaus"):
        await people[name].forges(WriteField(number, "goals").pack())
        await people[name].says(f"{number}. Ziel <b>{name[0]}")

    heard = await people["Amal"].forges(ShowVersions(number).pack())

    assert heard == [
        (
            "🕰 What stood in the fact sheet\n\nBIL-01 · Stadtteilmütter\n\n"
            "Goals\nTuesday, 13.10.2009, 10:00, the coordination\n1. Ziel <b>K\n\n"
            "Goals\nTuesday, 13.10.2009, 10:00, Steuergruppe\n1. Ziel <b>P"
        )
    ]


async def test_who_saves_second_sees_both_and_chooses(town: Town) -> None:
    made, people = await accepted(town)
    goals = WriteField(made.results["BIL-01"], "goals").pack()
    for name in ("Olga", "Petra"):
        await people[name].forges(goals)
    await people["Petra"].says("Das der Steuergruppe")

    heard = await people["Olga"].says("Das der AG")

    assert heard == [
        (
            "Meanwhile somebody else has written here: Goals\n\nThis stands there now:\nDas der Steuergruppe\n\n"
            "This is yours:\nDas der AG\n\nWhich one is to stand there?"
        )
    ]
    await people["Olga"].presses("Take mine")
    assert [text for _, text in texts(town)] == ["Das der Steuergruppe", "Das der AG"]


async def test_who_saves_second_may_keep_theirs_or_write_anew(town: Town) -> None:
    made, people = await accepted(town)
    goals = WriteField(made.results["BIL-01"], "goals").pack()
    for name in ("Olga", "Klaus", "Petra"):
        await people[name].forges(goals)
    await people["Petra"].says("Erstes")
    await people["Olga"].says("Zweites")
    await people["Klaus"].says("Drittes")

    kept = await people["Olga"].presses("Keep theirs")
    anew = await people["Klaus"].presses("Write it anew")
    await people["Klaus"].says("Beides")

    assert kept[0].startswith(MOTHERS)
    assert anew[0].endswith("So far:\nErstes\n\nWhat is to be better afterwards?\nWhat you write now takes its place.")
    assert [text for _, text in texts(town)] == ["Erstes", "Beides"]


async def test_what_was_typed_is_not_lost_when_something_else_is_begun(town: Town) -> None:
    made, people = await accepted(town)
    goals = WriteField(made.results["BIL-01"], "goals").pack()
    for name in ("Olga", "Petra"):
        await people[name].forges(goals)
    await people["Petra"].says("Erstes")
    await people["Olga"].says("Zweites")

    heard = await people["Olga"].forges(WriteFields(made.results["BIL-01"]).pack())

    assert heard[0] == "Something is not finished yet. Please finish it or cancel it first."
    assert "This is yours:\nZweites" in heard[1]


async def test_concerned_fields_are_ticked_and_the_number_stays(town: Town) -> None:
    made, people = await steered(town)
    await people["Olga"].forges(ShowConcerned(made.results["BIL-01"]).pack())

    await people["Olga"].presses("✅ AG Begegnung")
    heard = await people["Olga"].presses("🗒 Fact sheet")

    assert "Concerns: AG Bildung (Education)\n" in heard[0] + "\n"
    found = town.database.look(lambda session: session.get_one(Result, made.results["BIL-01"]))
    assert ([body.code for body in found.fields], found.number) == (["BIL"], "BIL-01")
    assert [submission.body.code for submission in found.submissions] == ["BIL", "IKB"]
    await people["Olga"].forges(ShowConcerned(made.results["BIL-01"]).pack())
    await people["Olga"].presses("AG Begegnung")
    found = town.database.look(lambda session: session.get_one(Result, made.results["BIL-01"]))
    assert [body.code for body in found.fields] == ["BIL", "IKB"]


async def test_what_was_joined_has_the_same_fact_sheet_and_keeps_what_it_said(town: Town) -> None:
    made, people = await accepted(town)
    festival = made.results["IKB-01"]
    await people["Olga"].forges(WriteField(festival, "partners").pack())
    await people["Olga"].says("AWO")
    town.database.transact(_join, made)

    heard = await people["Amal"].forges(ShowSheet(festival).pack())
    await people["Olga"].forges(WriteField(festival, "partners").pack())
    await people["Olga"].says("AWO und Caritas")
    versions = await people["Olga"].forges(ShowVersions(festival).pack())

    assert heard[0].startswith(f"{MOTHERS}\n\nAlso handed in as IKB-01 · Begegnungsfest\n\n")
    assert "Partners\nAWO\n" in heard[0]
    assert "Partners" not in heard[0].split("Needed now")[1]
    assert versions[0].endswith(
        "Partners\nTuesday, 13.10.2009, 10:00, AG Begegnung (Encounter)\nAWO und Caritas\n\n"
        "Partners\nIKB-01 · Begegnungsfest\nTuesday, 13.10.2009, 10:00, AG Begegnung (Encounter)\nAWO"
    )
    ordered = select(ProfileEntry).order_by(ProfileEntry.id)
    rows = town.database.look(lambda session: [(one.result_id, one.text) for one in session.scalars(ordered)])
    assert rows == [(festival, "AWO"), (made.results["BIL-01"], "AWO und Caritas")]


def _join(session: Session, made: Steered) -> None:
    merge = Decision(made.results["IKB-01"], ConclusionKind.MERGE, 0, made.results["BIL-01"])
    conclusions.conclude(session, merge, acting=made.people["Petra"], now=LONG_AGO)


async def test_who_goes_leaves_the_text_and_the_group(town: Town) -> None:
    made, people = await accepted(town)
    number = made.results["BIL-01"]
    await people["Olga"].forges(WriteField(number, "goals").pack())
    await people["Olga"].says("Familien erreichen")
    await people["Olga"].forges(Erase("profile").pack())

    heard = await people["Amal"].forges(ShowVersions(number).pack())

    assert heard[0].endswith("Tuesday, 13.10.2009, 10:00, AG Begegnung (Encounter)\nFamilien erreichen")
    assert town.database.look(lambda session: list(session.scalars(select(ProfileEntry.author_id)))) == [None]


async def test_the_advisory_board_never_reads_a_fact_sheet_not_even_of_what_is_released_r4(town: Town) -> None:
    made, people = await accepted(town)
    await people["Petra"].forges(ReleaseResult(made.results["BIL-01"], 0).pack())

    assert await people["Bernd"].forges(ShowSheet(made.results["BIL-01"]).pack()) == [NOT_HERE]
