"""The agenda of a meeting, as people read it and put topics on it, and as those change it who lead the meeting."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import AgendaItem, Dialogue
from tests.factories import create_body, create_meeting
from tests.handlers.joining import MEMBER, SPEAKER, join_town
from tests.towns import Resident, Town, local

NOT_AVAILABLE = "That is not available here. /help shows what is possible."
HEADING = "📋 Agenda\n\nMeeting: AG Bildung\n📅 Tuesday, 27.10.2009, 19:00\n📍 Rathaus, Markt 1, 96450 Coburg\n\n"
FRAME = (
    "1. Welcome\n2. Minutes of the last meeting\n3. Report from the steering group\n"
    "{}5. Results and priorities\n6. Other matters, next date"
)
PROPOSE, AGENDA = "✍️ Propose a topic", "agenda:1"


async def meeting_town(town: Town) -> tuple[Resident, Resident]:
    """Let AG Bildung have a meeting, a member and a speaker."""
    education = town.database.transact(create_body, "BIL", "Bildung")
    town.database.transact(create_meeting, education, local(27, 10, 2009, 19))
    amal = await join_town(town, "Amal", (education, MEMBER))
    sabine = await join_town(town, "Sabine", (education, SPEAKER))
    return amal, sabine


def topics(session: Session) -> list[tuple[str, bool, bool, int | None]]:
    """Return text, recording or not, standing or not, and meeting of every topic."""
    items = session.scalars(select(AgendaItem).order_by(AgendaItem.id))
    return [(item.text, item.voice_file_id is not None, item.standing, item.meeting_id) for item in items]


async def test_a_topic_takes_two_taps_and_one_message(town: Town) -> None:
    amal, sabine = await meeting_town(town)

    await amal.says("/meetings")
    await amal.presses("✅ I come")

    shown = await amal.presses("📋 Agenda")
    buttons = amal.buttons
    asked = await amal.presses(PROPOSE)
    thanked = await amal.says("Bus 2 on Sundays & holidays")
    told = await sabine.hears()
    again = await amal.presses("📋 Agenda")

    assert shown == [HEADING + FRAME.format("4. Your topics\n")]
    assert buttons == [PROPOSE]
    assert asked == ["✍️ What should we talk about?\n\nWrite it in one sentence, or speak it as a voice message."]
    assert thanked == [
        "✅ Thank you. Your topic is on the agenda.\n\nBus 2 on Sundays & holidays\n\n📅 Tuesday, 27.10.2009, 19:00"
    ]
    assert told == ["✍️ A new topic for: AG Bildung\n\nBus 2 on Sundays & holidays"]
    assert sabine.buttons == ["✏️ Change", "📋 Agenda"]
    assert again == [HEADING + FRAME.format("4. Bus 2 on Sundays & holidays\n")]
    assert amal.buttons == [PROPOSE, "✏️ My topics"]


async def test_a_spoken_topic_is_heard_and_written_down_and_the_recording_goes(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)
    thanked = await amal.speaks(8)
    told = await sabine.hears()
    buttons = sabine.buttons

    played = await sabine.presses("🎤 Listen")
    asked = await sabine.presses("✏️ Write down")
    written = await sabine.says("Bus 2 fährt sonntags nicht")
    await amal.forges("topichear:1")

    assert thanked[0].split("\n\n")[1:] == [
        "🎤 Voice message",
        "📅 Tuesday, 27.10.2009, 19:00",
        "Whoever leads the meeting listens to it and writes it down.",
    ]
    assert told == ["✍️ A new topic for: AG Bildung\n\n🎤 Voice message"]
    assert buttons == ["🎤 Listen", "✏️ Change", "📋 Agenda"]
    assert played == ["Topic for: AG Bildung"]
    assert asked == ["✏️ How should this topic stand on the agenda?\n\nOne sentence, in German if you can."]
    assert written == ["Topic for: AG Bildung\n\nBus 2 fährt sonntags nicht\n\n📅 Tuesday, 27.10.2009, 19:00"]
    assert town.database.look(topics) == [("Bus 2 fährt sonntags nicht", False, False, None)]
    assert amal.person.answers[-1].text == "This button is no longer current."


async def test_what_is_too_long_is_kept_to_be_shortened(town: Town) -> None:
    amal, _ = await meeting_town(town)
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)

    heard = await amal.says("x" * 201)
    protected = await amal.says("/idea")
    amal.person.send_sticker()
    sticker = await amal.hears()
    empty = await amal.says("\u200b")
    await amal.says("y" * 200)

    question = (
        f"✍️ What should we talk about?\n\n{'x' * 201}\n\nWrite it in one sentence, or speak it as a voice message."
    )
    assert heard == ["That is too long: at most 200 characters, please. Write it again, a little shorter.", question]
    assert protected == ["Something is not finished yet. Please finish it or cancel it first.", question]
    assert sticker == ["I need this as text, please.", question]
    assert empty == ["That was empty. Please write a few words.", question]
    assert town.database.look(topics) == [("y" * 200, False, False, None)]


async def test_an_author_takes_back_what_is_theirs_and_nothing_else(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    for person, text in ((amal, "Mine"), (sabine, "Yours")):
        await person.forges(AGENDA)
        await person.presses(PROPOSE)
        await person.says(text)

    await amal.presses("📋 Agenda", "✏️ My topics")
    listed = amal.buttons
    await amal.presses("Mine")
    acts = amal.buttons
    gone = await amal.presses("🗑 Take off")
    forged = [await amal.forges(data) for data in ("topic:2", "topictext:2", "topickeep:2:1", "topicgone:2")]
    unknown = [await amal.forges(data) for data in ("topic:9", "topictext:9", "topickeep:9:1", "topicgone:9")]

    assert (listed, acts) == (["Mine", "📋 Agenda"], ["🗑 Take off", "📋 Agenda"])
    assert gone == ["The topic is off the agenda.\n\nMine"]
    assert forged == unknown == [[NOT_AVAILABLE]] * 4
    assert town.database.look(topics) == [("Yours", False, False, None)]


async def test_an_organiser_changes_keeps_and_removes_any_topic(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    await amal.forges(AGENDA)
    for text in ("bus", "noise"):
        await amal.presses(PROPOSE)
        await amal.says(text)
        await amal.presses("📋 Agenda")
    await sabine.hears()

    await sabine.forges(AGENDA)
    offered = sabine.buttons
    await sabine.presses("✏️ Change topics", "bus", "✏️ Write anew")
    await sabine.says("Bus 2")
    kept = await sabine.presses("📌 On every agenda")
    await sabine.presses("📋 Agenda", "✏️ Change topics", "noise", "🗑 Take off")

    assert offered == [PROPOSE, "✏️ Change topics", "📄 Agenda (Word)", "🖨 Attendance sheet"]
    assert kept == ["Topic for: AG Bildung\n\nBus 2\n\n📌 It is on every agenda."]
    assert await sabine.presses("📋 Agenda") == [HEADING + FRAME.format("4. 📌 Bus 2\n")]


async def test_what_was_dealt_with_leaves_the_next_agenda_and_standing_topics_stay(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    town.database.transact(create_meeting, 1, local(8, 12, 2009, 19))
    await amal.forges(AGENDA)
    for text in ("Bus", "Money"):
        await amal.presses(PROPOSE)
        await amal.says(text)
    await sabine.forges("topickeep:2:1")
    before = (await amal.forges("agenda:2"))[0].splitlines()[9:-2]

    await town.move_to(local(27, 10, 2009, 19, 1))
    began = (await amal.forges(AGENDA))[0].splitlines()[9:-2]
    await amal.presses(PROPOSE)
    later = await amal.says("Lamps")
    following = (await amal.forges("agenda:2"))[0].splitlines()[9:-2]
    await amal.forges("topicgone:1")

    assert (before, began) == (["4. 📌 Money"], ["4. Bus", "5. 📌 Money"])
    assert later[0].endswith("📅 Tuesday, 08.12.2009, 19:00")
    assert following == ["4. 📌 Money", "5. Lamps"]
    assert amal.person.answers[-1].text == "This button is no longer current."
    assert [meeting for *_, meeting in town.database.look(topics)] == [1, None, None]


async def test_a_topic_waits_where_no_meeting_is_planned(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    await town.move_to(local(27, 10, 2009, 20))
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)

    assert await amal.says("Lamps") == [
        "✅ Thank you. Your topic is on the agenda.\n\nLamps\n\nIt waits for the next meeting."
    ]
    assert await sabine.hears() == ["✍️ A new topic for: AG Bildung\n\nLamps"]
    assert sabine.buttons == ["✏️ Change"]


async def test_news_of_topics_keep_to_the_night_and_to_sundays(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    await town.move_to(local(17, 10, 2009, 22))
    await amal.forges(AGENDA)
    for text in ("Lamps", "Noise"):
        await amal.presses(PROPOSE)
        await amal.says(text)
        await amal.presses("📋 Agenda")
    await amal.forges("topicgone:2")

    heard = [await sabine.hears()]
    for day in (18, 19):
        await town.move_to(local(day, 10, 2009, 9))
        heard.append(await sabine.hears())

    assert heard == [[], [], ["✍️ A new topic for: AG Bildung\n\nLamps"]]


async def test_strangers_to_a_body_find_nothing(town: Town) -> None:
    amal, _ = await meeting_town(town)
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)
    await amal.says("Bus")
    maria = await join_town(town, "Maria")
    data = ("agenda:{}", "topicnew:{}", "topics:{}:0", "topic:{}", "topichear:{}", "topicgone:{}", "print:{}:sheet")

    refused = [await maria.forges(one.format(1)) for one in data]
    unknown = [await maria.forges(one.format(99)) for one in data]
    member = [await amal.forges(one) for one in ("print:1:agenda", "print:1:sheet")]

    assert refused == unknown == [[NOT_AVAILABLE]] * len(data)
    assert member == [[NOT_AVAILABLE]] * 2


async def test_who_left_the_body_puts_nothing_on_its_agenda(town: Town) -> None:
    amal, _ = await meeting_town(town)
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)
    await amal.forges("leave:1")

    refused = await amal.says("Bus")

    assert refused == [NOT_AVAILABLE]
    assert town.database.look(topics) == []
    assert town.database.look(lambda session: list(session.scalars(select(Dialogue)))) == []


async def test_hostile_words_stay_words(town: Town) -> None:
    amal, sabine = await meeting_town(town)
    await amal.forges(AGENDA)
    await amal.presses(PROPOSE)
    await amal.says("<b>&amp; \u202etxt\n\nsecond line")

    shown = await sabine.forges(AGENDA)

    assert shown[-1].splitlines()[9] == "4. <b>&amp; txt second line"


async def test_a_long_agenda_says_how_much_it_leaves_out(town: Town) -> None:
    _, sabine = await meeting_town(town)
    await sabine.forges(AGENDA)
    for number in range(22):
        await sabine.presses(PROPOSE)
        await sabine.says(f"Topic {number}")

    shown = await sabine.presses("📋 Agenda")
    await sabine.presses("✏️ Change topics", "Next ▶")

    assert shown[0].splitlines()[-1] == "… and 2 more topics"
    assert sabine.buttons == [*(f"Topic {number}" for number in range(8, 16)), "◀ Previous", "Next ▶", "📋 Agenda"]
