"""Measures at the desk: begun, listed, filtered, changed by one tap and one message, moved along their scale."""

from __future__ import annotations

import asyncio
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.callback_data import measures as data
from bot.services.measure_lists import key_of
from models import AuditEntry, Measure, MeasureState, Tag
from tests.factories import create_body, create_measure
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Resident, Town

COURSES = "M-01 · Kurse für das Rathaus"
OVERTAKEN = "Meanwhile somebody else changed something here. Please look again."


async def begin(klaus: Resident) -> list[str]:
    """Write a measure down: two taps and one message after the list is there."""
    await klaus.says("/measures")
    await klaus.presses("➕ New measure")
    await klaus.says("Kurse für das Rathaus")
    return await klaus.presses("being considered")


def find(town: Town, number: str = "M-01") -> Measure:
    """Return a measure."""
    return town.database.look(lambda session: session.scalars(select(Measure).where(Measure.number == number)).one())


async def test_a_project_without_any_group_is_written_down_in_two_taps_and_one_message(town: Town) -> None:
    _, people = await steered(town)

    heard = await begin(people["Klaus"])

    assert heard == [f"🛠 {COURSES}\n\nbeing considered\n13.10.2009: being considered"]
    listed = await people["Petra"].says("/measures")
    assert listed == [f"🛠 Measures: All\n\n{COURSES}\nbeing considered\n\n1 measure in all."]


async def test_only_the_desk_sees_measures(town: Town) -> None:
    _, people = await steered(town)
    await begin(people["Klaus"])
    number = find(town).id

    for name in ("Amal", "Olga", "Darya", "Gül", "Bernd"):
        assert await people[name].says("/measures") == [NOT_HERE]
        assert await people[name].forges(data.OpenMeasure(number).pack()) == [NOT_HERE]
        assert await people[name].forges(data.OpenMeasure(999).pack()) == [NOT_HERE]


async def test_one_tap_and_one_message_change_a_field(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)
    await klaus.presses("✏️ Change")

    asked = await klaus.presses("Funded until")
    heard = await klaus.says("06/2015")

    assert asked == [
        f"{COURSES}\n\nFunded until: what shall stand there?\n\nA day, a month or a year, for example 06/2010."
    ]
    assert heard == [f"🛠 {COURSES}\n\nbeing considered\n13.10.2009: being considered\n\nMoney until: 30.06.2015"]


async def test_a_field_can_be_left_empty_and_keeps_what_was_there_until_the_words_fit(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)
    await change(klaus, "Funded until", "06/2015")

    await klaus.presses("✏️ Change", "Funded until")
    refused = await klaus.says("bald")
    kept = find(town).funded_until
    await klaus.presses("Leave it empty")

    assert refused[0] == "I could not read the date. Please write it like this: 06/2010"
    assert kept == date(2015, 6, 30)
    assert find(town).funded_until is None


async def change(person: Resident, field: str, text: str) -> list[str]:
    """Change a field from the measure's page."""
    await person.presses("✏️ Change", field)
    return await person.says(text)


async def test_who_saves_second_sees_what_the_first_one_wrote_and_their_own_words(town: Town) -> None:
    _, people = await steered(town)
    klaus, petra = people["Klaus"], people["Petra"]
    await begin(klaus)
    await petra.forges(data.OpenMeasure(find(town).id).pack())
    await petra.presses("✏️ Change", "Who is in charge")
    await change(klaus, "Who is in charge", "Hauptamt")

    heard = await petra.says("Personal<amt>")

    assert heard == [
        (
            f"{OVERTAKEN}\nThis is what you had written:\nPersonal<amt>\n\n🛠 {COURSES}\n\n"
            "being considered\n13.10.2009: being considered\n\nIn charge: Hauptamt"
        )
    ]
    assert find(town).responsible == "Hauptamt"


async def test_a_step_is_typed_with_its_date_in_one_message_and_marked_as_done(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)
    await klaus.presses("🪜 Steps", "➕ Add a step")

    added = await klaus.says("bis 06/2010: Träger suchen")
    await klaus.presses("🪜 Steps")
    done = await klaus.presses("✅ Träger suchen")

    page = f"🛠 {COURSES}\n\nbeing considered\n13.10.2009: being considered\n\n"
    assert added == [f"{page}▫️ Träger suchen (until 06/2010)"]
    assert done == [f"🪜 Steps of {COURSES}\n\n✅ Träger suchen (until 06/2010)"]
    assert (find(town).steps[0].due_on, find(town).steps[0].done_on) == (date(2010, 6, 30), date(2009, 10, 13))


async def test_a_step_without_a_date_is_asked_for_it(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)
    await klaus.presses("🪜 Steps", "➕ Add a step")

    asked = await klaus.says("Flyer: drucken")
    await klaus.says("Mitte 2010")
    await klaus.presses("🪜 Steps", "➕ Add a step")
    await klaus.says("Verteilen")
    await klaus.presses("Without a date")

    assert asked == [f"{COURSES}\n\nUntil when?\n\nFlyer: drucken\n\nA day, a month or a year, for example 06/2010."]
    assert [(step.text, step.due, step.due_on) for step in find(town).steps] == [
        ("Flyer: drucken", "Mitte 2010", date(2010, 8, 31)),
        ("Verteilen", "", None),
    ]


async def test_one_measure_with_three_groups_and_two_offices_is_found_by_each_s22(town: Town) -> None:
    made, people = await steered(town)
    klaus = people["Klaus"]
    wanted = town.database.transact(_lay_out_many, made)

    for group in ("Bildung", "Begegnung", "Gesundheit"):
        assert await filtered(klaus, "By field", f"{group} (1)") == _only(group)
    for office in ("Jugendamt", "Sozialamt"):
        assert await filtered(klaus, "By office", f"{office} (1)") == _only(office)
    assert await filtered(klaus, "By plan", "Soziale Stadt (1)") == _only("Soziale Stadt")
    assert wanted == "M-01"


def _only(name: str) -> list[str]:
    return [f"🛠 Measures: All\n\nOnly: {name}\n\nM-01 · Elternschule\nunder way\n\n1 measure in all."]


def _lay_out_many(session: Session, made: Steered) -> str:
    health = create_body(session, "GSD", "Gesundheit")
    tag = Tag(name="Soziale Stadt")
    session.add(tag)
    session.flush()
    create_measure(session, "M-02", "Leitbild", state=MeasureState.UNDERWAY)
    create_measure(
        session,
        "M-01",
        "Elternschule",
        fields=[made.bodies["BIL"], made.bodies["IKB"], health],
        tags=[tag.id],
        state=MeasureState.UNDERWAY,
        responsible="Jugendamt",
        partners="Sozialamt, ",
    )
    return "M-01"


async def filtered(person: Resident, kind: str, choice: str) -> list[str]:
    """Filter the list."""
    await person.says("/measures")
    return await person.presses(kind, choice)


async def test_money_that_ends_soon_stands_first_then_the_next_date(town: Town) -> None:
    _, people = await steered(town)
    town.database.transact(_lay_out_dates)

    heard = await people["Petra"].says("/measures")
    running = await people["Petra"].presses("Running")

    assert heard == [
        (
            "🛠 Measures: All\n\n"
            "M-04 · Geld bald weg\nunder way\n⚠️ Money until 31.01.2010\n\n"
            "M-03 · Bald fertig\nunder way · next: 30.11.2009\n\n"
            "M-02 · Später fertig\nplanned · next: 31.12.2010\n\n"
            "M-01 · Irgendwann\nbeing considered\n\n"
            "4 measures in all."
        )
    ]
    assert running[0].count("under way") == 2
    assert running[0].endswith("2 measures in all.")


def _lay_out_dates(session: Session) -> None:
    create_measure(session, "M-01", "Irgendwann")
    create_measure(session, "M-02", "Später fertig", state=MeasureState.PLANNED, ends_on=date(2010, 12, 31))
    running = MeasureState.UNDERWAY
    create_measure(session, "M-03", "Bald fertig", ends_on=date(2009, 11, 30), state=running)
    create_measure(session, "M-04", "Geld bald weg", funded_until=date(2010, 1, 31), state=running)


async def test_fields_and_plans_are_ticked_and_unticked(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)

    await klaus.presses("🧩 Fields", "AG Bildung", "AG Begegnung", "✅ AG Bildung")

    assert [body.code for body in find(town).fields] == ["IKB"]
    assert await klaus.presses("Back") == [
        f"🛠 {COURSES}\n\nbeing considered\n13.10.2009: being considered\n\nFields: AG Begegnung (Encounter)"
    ]


async def test_forged_buttons_change_nothing(town: Town) -> None:
    made, people = await steered(town)
    await begin(people["Klaus"])
    number = find(town).id
    seen = find(town).notes[-1].id
    outdated = [
        data.SetState(number, "resolved", seen),
        data.SetState(number, "evaluated", seen),
        data.SetState(number, "nonsense", seen),
        data.ChangeField(number, "id"),
        data.Touch(number, "x", 1, 1, 0),
        data.Touch(number, "f", made.bodies["BIL"], 2, 0),
        data.ListMeasures("x", "", 0),
        data.ListMeasures("a", "f", 0),
        data.ListMeasures("a", "o" + key_of("Nirgends"), 0),
        data.SayProgress(number, "x", seen),
    ]

    for forged in outdated:
        await people["Klaus"].forges(forged.pack())
    await people["Klaus"].forges(data.Touch(number, "f", made.bodies["STG"], 1, 0).pack())

    measure = find(town)
    assert (measure.state, measure.fields, len(measure.notes)) == (MeasureState.CONSIDERED, [], 1)


async def test_every_change_is_accounted_for(town: Town) -> None:
    _, people = await steered(town)
    klaus = people["Klaus"]
    await begin(klaus)
    await change(klaus, "Period", "ab 2010")

    actions = town.database.look(
        lambda session: list(
            session.scalars(
                select(AuditEntry.action).where(AuditEntry.object_kind == "measure").order_by(AuditEntry.id)
            )
        )
    )

    assert actions == ["state considered", "change period"]


async def test_two_who_set_a_state_at_once_set_it_once(town: Town) -> None:
    _, people = await steered(town)
    await begin(people["Klaus"])
    number = find(town).id
    for name in ("Klaus", "Petra"):
        await people[name].forges(data.ChooseState(number).pack())

    people["Klaus"].person.press("planned")
    people["Petra"].person.press("under way")
    heard = await asyncio.gather(people["Klaus"].hears(), people["Petra"].hears())

    assert sum(OVERTAKEN in text for (text,) in heard) == 1
    assert len(find(town).notes) == 2
