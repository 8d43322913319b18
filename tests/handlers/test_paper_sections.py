"""Sections of a council paper in the chat: read, written by several people at once, filled again, brought back."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.callback_data.papers import ListVersions, ShowSection, ShowVersion
from bot.services import papers
from models import PaperSection, SectionText
from tests.drafting import concluded
from tests.factories import LONG_AGO
from tests.steering import NOT_HERE
from tests.towns import Resident, Town

ASKED = (
    "V-01 · Facts of the case\n\nPlease write the whole text of this section, in German. Line breaks stay.\n\n"
    "At most 40000 characters."
)
PAGE = "📝 V-01 · draft\nFacts of the case\n\n"
BY_HAND = "\n\nWritten by hand, Tuesday, 13.10.2009, 10:00"
SAVED = "✅ Saved as a new version.\n\n"


async def drafted(town: Town) -> dict[str, Resident]:
    """Settle people; Petra and Sabine look at the facts of a paper about the mothers."""
    _, people = await concluded(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await petra.says("/papers")
    await petra.presses("➕ New paper", "BIL-01", "📝 Draft", "Facts of the case")
    await sabine.says("/papers")
    await sabine.presses("V-01", "Facts of the case")
    return people


def versions(town: Town) -> list[str]:
    """Every version of the facts, oldest first."""
    statement = select(SectionText.text).where(SectionText.section == PaperSection.FACTS).order_by(SectionText.id)
    return town.database.look(lambda session: list(session.scalars(statement)))


async def test_a_section_is_written_anew_with_one_tap_and_one_message(town: Town) -> None:
    petra = (await drafted(town))["Petra"]

    assert await petra.presses("✏️ Write anew") == [ASKED]
    assert await petra.says("Anlass:\n<b>Familien</b> & Kitas") == [
        f"{SAVED}{PAGE}Anlass:\n<b>Familien</b> & Kitas{BY_HAND}"
    ]
    assert petra.buttons == ["✏️ Write anew", "➕ Write more", "🔄 Fill again", "🕘 Earlier versions", "Back"]


async def test_who_is_second_sees_both_texts_and_chooses_the_own_one(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await petra.presses("✏️ Write anew")
    await sabine.presses("✏️ Write anew")
    await sabine.says("Von Sabine")

    both = await petra.says("Von Petra")
    mine = await petra.presses("Use mine")

    assert both == [
        (
            "Facts of the case\n\nSomebody else was faster: Tuesday, 13.10.2009, 10:00. Nothing is lost.\n\n"
            "This stands there now:\nVon Sabine\n\nThis is what you had written:\nVon Petra\n\nWhich one shall count?"
        )
    ]
    assert mine == [f"{SAVED}{PAGE}Von Petra{BY_HAND}"]
    assert versions(town)[1:] == ["Von Sabine", "Von Petra"]


async def test_the_other_text_may_stay_and_a_third_may_be_written(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    for resident in (petra, sabine):
        await resident.presses("✏️ Write anew")
    await sabine.says("Von Sabine")
    await petra.says("Von Petra")

    theirs = await petra.presses("Keep the other text")
    await petra.presses("✏️ Write anew")
    await sabine.presses("✏️ Write anew")
    await sabine.says("Noch einmal Sabine")
    await petra.says("Noch einmal Petra")
    anew = await petra.presses("✏️ Write anew")
    third = await petra.says("Von beiden")

    assert theirs == [f"The other text stays. Yours is above, in the chat.\n\n{PAGE}Von Sabine{BY_HAND}"]
    assert anew == [ASKED]
    assert third == [f"{SAVED}{PAGE}Von beiden{BY_HAND}"]
    assert versions(town)[1:] == ["Von Sabine", "Noch einmal Sabine", "Von beiden"]


async def test_a_third_person_between_is_shown_as_well(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    for resident in (petra, sabine):
        await resident.presses("✏️ Write anew")
    await sabine.says("Eins")
    await petra.says("Von Petra")
    await sabine.presses("✏️ Write anew")
    await sabine.says("Zwei")

    (again,) = await petra.presses("Use mine")

    assert "This stands there now:\nZwei\n\n" in again
    assert await petra.presses("Use mine") == [f"{SAVED}{PAGE}Von Petra{BY_HAND}"]


async def test_a_long_text_may_come_in_pieces_and_nothing_too_long_is_lost(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await petra.presses("✏️ Write anew")

    for _ in range(10):
        await petra.says("a" * 3600)
    (asked,) = await petra.says("a" * 3600)
    too_long = await petra.says("b" * 3000)
    await town.pass_time(minutes=1)
    saved = "".join(await petra.says("Ende"))

    assert asked.startswith("V-01 · Facts of the case\n\n39610 characters have come so far.\n\n")
    assert too_long[0] == "That is too long: at most 40000 characters, please. Write it again, a little shorter."
    assert too_long[1] == asked
    assert saved.startswith(f"{SAVED}{PAGE}{'a' * 3600}")
    assert versions(town)[1:] == ["\n".join([*["a" * 3600] * 11, "Ende"])]


async def test_a_section_longer_than_any_may_be_is_read_whole_and_written_anew(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    text = "Kita " * 8999 + "Ende"
    town.database.transact(papers.add_version, 1, PaperSection.FACTS, text, author=None, now=LONG_AGO)

    await petra.says("/papers")
    read = "".join(await petra.presses("V-01", "Facts of the case"))
    (asked,) = await petra.presses("✏️ Write anew")
    await petra.says("Von Petra")

    assert read.count("Kita") == 8999
    assert asked.endswith("At most 44999 characters.")
    assert versions(town)[-1] == "Von Petra"


async def test_a_long_text_is_all_by_a_tap(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await petra.presses("✏️ Write anew")
    await petra.says("a" * 3600)

    await petra.presses("✅ That is all")

    assert versions(town)[1:] == ["a" * 3600]


async def test_more_is_written_below_what_is_there(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await petra.presses("✏️ Write anew")
    await petra.says("Anlass")

    asked = await petra.presses("➕ Write more")
    saved = await petra.says("Ergebnisse")

    question = "What shall be added below the text? Please write it, in German."
    assert asked == [f"V-01 · Facts of the case\n\n{question}\n\nAt most 40000 characters."]
    assert saved == [f"{SAVED}{PAGE}Anlass\nErgebnisse{BY_HAND}"]


async def test_a_section_is_filled_again_and_an_earlier_version_comes_back(town: Town) -> None:
    petra = (await drafted(town))["Petra"]
    await petra.presses("✏️ Write anew")
    await petra.says("Von Petra")

    (filled,) = await petra.presses("🔄 Fill again")
    listed = await petra.presses("🕘 Earlier versions")
    opening = petra.buttons
    number = town.database.look(lambda session: session.scalar(select(func.max(SectionText.id)))) or 0
    (shown,) = await petra.forges(ShowVersion(number - 1).pack())
    (restored,) = await petra.presses("↩ Use this version")

    first = versions(town)[0]
    assert versions(town) == [first, "Von Petra", first, "Von Petra"]
    assert shown == f"{PAGE}Von Petra{BY_HAND}"
    assert restored == f"✅ This version counts again. All the others are kept.\n\n{PAGE}Von Petra{BY_HAND}"
    assert filled.startswith("✅ Filled with what is known now. What stood here is among the earlier versions.")
    assert listed[0].split("\n\n")[2].split("\n") == [
        "• Filled with what was known, Tuesday, 13.10.2009, 10:00",
        "• Written by hand, Tuesday, 13.10.2009, 10:00",
        "• Filled with what was known, Tuesday, 13.10.2009, 10:00",
    ]
    assert opening == ["Tue 13.10. 10:00"] * 3 + ["Back"]


async def test_what_was_typed_while_the_paper_became_final_is_given_back(town: Town) -> None:
    people = await drafted(town)
    petra, sabine = people["Petra"], people["Sabine"]
    await petra.presses("✏️ Write anew")
    await sabine.presses("Back", "✅ Make final", "Make final all the same")

    (heard,) = await petra.says("Von Petra")

    assert heard.startswith(
        "This paper is no draft any more, so nothing was changed.\n\n"
        "This is what you had written:\nVon Petra\n\n📄 V-01 · final"
    )
    assert petra.buttons == ["Back"]
    assert len(versions(town)) == 1


async def test_r5_a_coordinator_reads_the_texts_once_the_paper_is_final_and_writes_nothing(town: Town) -> None:
    people = await drafted(town)
    petra, klaus = people["Petra"], people["Klaus"]
    forged = [ShowSection(1, "facts"), ListVersions(1, "facts", 0), ShowVersion(3)]

    await klaus.says("/papers")
    await klaus.presses("V-01")
    seen = klaus.buttons
    refused = [await klaus.forges(one.pack()) for one in forged]
    await petra.presses("Back", "✅ Make final", "Make final all the same")
    await klaus.says("/papers")
    read = await klaus.presses("V-01", "Facts of the case")

    assert seen == ["📎 Proposals", "🔢 Number", "🏛 Way through the council", "📄 All papers"]
    assert refused == [[NOT_HERE]] * 3
    assert "Der Beirat rät dazu." in "".join(read)
    assert klaus.buttons == ["Back"]
