"""Facts at the desk: written down and corrected in the chat, shown with what follows from them (S03-S09, S29-S36)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data.facts import EditFact, ShowFact
from models import AuditEntry, Figure, Milestone, Phase
from tests.steering import NOT_HERE, steered
from tests.towns import Resident, Town

AS_OF = date(2009, 10, 1)


async def desk(town: Town) -> tuple[Resident, Resident]:
    """Settle the town; return who coordinates and a member of the steering group."""
    _, people = await steered(town)
    return people["Klaus"], people["Petra"]


def create_figures(session: Session) -> None:
    session.add_all(
        [
            Figure(name="Einwohner", value="41247", as_of=AS_OF),
            Figure(name="Deutsche", value="38614", as_of=AS_OF, part_of="Einwohner"),
            Figure(name="Ausländer", value="2633 (= 6,3 %)", as_of=AS_OF, part_of="Einwohner"),
        ]
    )


def create_phases(session: Session) -> None:
    spans = ((2009, 1, 2009, 12, 31), (2009, 12, 2010, 7, 31), (2010, 9, 2011, 7, 31))
    for number, (year, month, until, last, day) in enumerate(spans, start=1):
        phase = Phase(
            number=number, name=f"Teil {number}", starts_on=date(year, month, 1), ends_on=date(until, last, day)
        )
        session.add(phase)


async def test_facts_are_for_the_desk_only(town: Town) -> None:
    klaus, petra = await desk(town)

    for name in ("Bernd", "Olga", "Darya"):
        assert await town.residents[name].says("/facts") == [NOT_HERE]
    assert await petra.says("/facts") == ["📈 Facts about town and process"]
    assert await klaus.says("/facts") == ["📈 Facts about town and process"]
    assert klaus.buttons == ["📊 Figures", "🗓 Phases", "🏁 Milestones", "📏 Indicators", "🔢 Counted by the bot"]


async def test_s03_s04_a_figure_is_written_down_in_three_messages_and_not_without_its_day(town: Town) -> None:
    klaus, _ = await desk(town)
    await klaus.says("/facts")

    assert await klaus.presses("📊 Figures", "➕ New figure") == [
        "➕ New figure\n\nName: please write it in one message."
    ]
    await klaus.says("Einwohner")
    assert await klaus.says("41.247") == [
        "➕ New figure\n\nAs of: please write it in one message.\nFor example: 01.10.2009"
    ]
    refused = await klaus.says("weiß nicht")
    assert refused[0] == "A figure needs the day that it is of. Please write it like this: 01.10.2009"
    heard = await klaus.says("Stand 01.10.2009")

    assert heard == ["Einwohner\n\nValue: 41,247\nIn the source: 41.247\nAs of: 01.10.2009"]
    assert await klaus.presses("Back") == ["📊 Figures\n\n• Einwohner: 41,247 (01.10.2009)"]


async def test_s04_a_german_reads_the_number_as_germans_write_it(town: Town) -> None:
    await desk(town)
    town.database.transact(create_figures)
    petra = town.residents["Petra"]
    await petra.says("/language")
    await petra.presses("Deutsch")
    number = town.database.look(lambda session: session.scalars(select(Figure.id).order_by(Figure.id)).first())
    assert number is not None

    heard = await petra.forges(ShowFact("figure", number).pack())

    assert "41.247" in heard[0]
    assert "41,247" not in heard[0]


async def test_s05_parts_are_added_up_and_a_wrong_part_warns(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_figures)
    await klaus.says("/facts")

    right = await klaus.presses("📊 Figures", "Einwohner")
    assert right == ["Einwohner\n\nValue: 41,247\nAs of: 01.10.2009\n\n✅ The parts add up to 41,247."]
    await klaus.presses("Back", "Deutsche", "✏️ Value")
    wrong = await klaus.says("38641")

    assert wrong == [
        (
            "Deutsche\n\nValue: 38,641\nAs of: 01.10.2009\nPart of Einwohner: 93.7 % computed\n\n"
            "⚠️ The parts add up to 41,274, the whole is 41,247. Please check; nothing was changed."
        )
    ]


async def test_s06_the_quoted_share_stays_and_the_computed_one_stands_beside_it(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_figures)
    await klaus.says("/facts")

    heard = await klaus.presses("📊 Figures", "Ausländer")

    assert heard[0].splitlines() == [
        "Ausländer",
        "",
        "Value: 2,633",
        "In the source: 2633 (= 6,3 %)",
        "As of: 01.10.2009",
        "Part of Einwohner: 6,3 % in the source, 6.4 % computed",
        "",
        "✅ The parts add up to 41,247.",
    ]


async def test_s09_a_range_is_kept_and_shown_as_a_range(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_figures)
    await klaus.says("/facts")
    await klaus.presses("📊 Figures", "➕ New figure")
    await klaus.says("Migrationshintergrund")
    await klaus.says("ca. 10 – 15 %, ca. 4000 – 6000 Personen")
    await klaus.says("01.10.2009")

    heard = await klaus.presses("🧩 Part of", "Einwohner")

    assert heard[0].splitlines() == [
        "Migrationshintergrund",
        "",
        "Value: about 4,000–6,000 Personen",
        "In the source: ca. 10 – 15 %, ca. 4000 – 6000 Personen",
        "As of: 01.10.2009",
        "Part of Einwohner: ca. 10 – 15 % in the source, 9.7–14.5 % computed",
        "",
        "✅ The parts add up to 41,247.",
    ]
    assert town.database.look(
        lambda session: session.execute(
            select(Figure.low, Figure.high, Figure.is_estimate).where(Figure.unit != "")
        ).all()
    ) == [(4000, 6000, True)]


async def test_a_name_that_is_there_already_is_refused_and_nothing_typed_is_lost(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_figures)
    await klaus.says("/facts")
    await klaus.presses("📊 Figures", "➕ New figure")
    await klaus.says("Einwohner")
    await klaus.says("41.248")

    heard = await klaus.says("01.10.2009")
    assert heard[0] == "That is there already. Please choose another name, or cancel and open the other one."

    assert (await klaus.says("01.10.2010"))[0].startswith("Einwohner\n\nValue: 41,248")


async def test_s29_milestones_sort_by_what_people_said(town: Town) -> None:
    klaus, _ = await desk(town)
    await klaus.says("/facts")
    for name, when in (
        ("Rahmenkonzept", "12/2009"),
        ("Suche nach Begleitung", "Mitte 2008"),
        ("Netzwerk", "09+10/2008"),
    ):
        await klaus.presses("🏁 Milestones" if name == "Rahmenkonzept" else "Back", "➕ New milestone")
        await klaus.says(name)
        await klaus.says(when)

    assert await klaus.presses("✅ Reached today") == ["Netzwerk\n\nPlanned: 09+10/2008\nReached: 13.10.2009"]
    assert await klaus.presses("Back") == [
        "🏁 Milestones\n\n◻️ Mitte 2008: Suche nach Begleitung\n✅ 09+10/2008: Netzwerk\n◻️ 12/2009: Rahmenkonzept"
    ]
    days = town.database.look(
        lambda session: list(session.scalars(select(Milestone.planned_on).order_by(Milestone.id)))
    )
    assert days[1] is not None
    assert date(2008, 5, 1) < days[1] < date(2008, 8, 31)


async def test_s34_a_milestone_has_who_decides_and_its_document(town: Town) -> None:
    klaus, _ = await desk(town)
    await klaus.says("/facts")
    await klaus.presses("🏁 Milestones", "➕ New milestone")
    await klaus.says("Rahmenkonzept beschlossen")
    refused = await klaus.says("bald einmal")
    await klaus.says("12/2009")
    await klaus.presses("✏️ Who decides")
    await klaus.says("Stadtrat")
    await klaus.presses("✏️ Document")

    heard = await klaus.says("Rahmenkonzept")

    assert refused[0] == "I could not read the date. Please write it like this: 12/2009, Mitte 2008 or 12/2009–07/2010"
    assert heard == ["Rahmenkonzept beschlossen\n\nPlanned: 12/2009\nWho decides: Stadtrat\nDocument: Rahmenkonzept"]


async def test_s32_dates_of_a_phase_change_both_are_shown_and_it_is_logged(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_phases)
    await klaus.says("/facts")
    await klaus.presses("🗓 Phases", "Phase 2", "✏️ Began")

    heard = await klaus.says("02/2010")

    assert heard == ["Phase 2\nTeil 2\n\nPlanned: 12/2009 to 07/2010\nIn fact: since 02/2010"]
    assert town.database.look(
        lambda session: session.execute(select(AuditEntry.action, AuditEntry.object_kind)).all()
    ) == [("change", "phase")]
    await klaus.presses("✏️ Ended")
    early = await klaus.says("12/2009")
    assert early[0] == "The end would lie before the beginning. Please write another date."


async def test_s33_s35_s36_phases_overlap_and_leave_a_gap_and_a_new_one_takes_two_messages(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_phases)

    assert await klaus.says("/facts") == ["📈 Facts about town and process\n\nPhase 1: Teil 1 (01/2009 to 12/2009)"]
    assert await klaus.presses("🗓 Phases") == [
        (
            "🗓 Phases\n\n▶️ Phase 1: 01/2009 to 12/2009\n• Phase 2: 12/2009 to 07/2010\n"
            "• Phase 3: 09/2010 to 07/2011\n\n"
            "Phases 1 and 2 overlap: 12/2009\nBetween two phases: 08/2010"
        )
    ]
    await klaus.presses("➕ New phase")
    await klaus.says("Fortschreibung")
    heard = await klaus.says("Anfang 2012")
    assert heard == ["Phase 4\nFortschreibung\n\nPlanned: 01/2012 to 04/2012"]


async def test_two_who_change_the_same_field_the_second_is_asked_once_more(town: Town) -> None:
    klaus, petra = await desk(town)
    town.database.transact(create_figures)
    for person in (klaus, petra):
        await person.says("/facts")
        await person.presses("📊 Figures", "Einwohner", "✏️ Source")
    await klaus.says("Meldeamt")

    again = await petra.says("Statistisches Landesamt")
    heard = await petra.says("Statistisches Landesamt")

    assert again == [
        (
            "Einwohner\n\nSomebody changed this meanwhile. Please look, and write it once more.\n\nMeldeamt\n\n"
            "Source: please write it in one message."
        )
    ]
    assert heard == [
        (
            "Einwohner\n\nValue: 41,247\nAs of: 01.10.2009\nSource: Statistisches Landesamt\n\n"
            "✅ The parts add up to 41,247."
        )
    ]


async def test_an_optional_field_can_be_left_empty_and_a_figure_removed(town: Town) -> None:
    klaus, petra = await desk(town)
    town.database.transact(create_figures)
    await klaus.says("/facts")
    await klaus.presses("📊 Figures", "Deutsche", "✏️ Note")
    await klaus.says("<b>geschätzt</b>")
    await klaus.presses("✏️ Note")
    emptied = await klaus.presses("🗑 Leave it empty")
    await petra.says("/facts")
    await petra.presses("📊 Figures", "Deutsche", "✏️ Note")

    assert "geschätzt" not in emptied[0]
    assert await klaus.presses("🗑 Remove", "🗑 Yes, remove") == ["🗑 Removed: Deutsche"]
    assert await petra.says("Zu spät") == [NOT_HERE]


async def test_what_no_field_and_what_no_noun_is_cannot_be_asked_for(town: Town) -> None:
    klaus, _ = await desk(town)
    town.database.transact(create_figures)

    for data in (EditFact("figure", 1, "id"), EditFact("town", 0, "name"), ShowFact("town", 1)):
        await klaus.forges(data.pack())
        assert klaus.person.answers[-1].text == "This button is no longer current."
    assert await klaus.forges(EditFact("figure", 999, "value").pack()) == [NOT_HERE]
