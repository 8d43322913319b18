"""The summary as members of the steering group get it, in the chat and as a Word file; and who does not."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from sqlalchemy.orm import Session

from bot.callback_data.summaries import WordFile
from models import Phase
from tests.factories import create_meeting, create_result
from tests.steering import NOT_HERE, Steered, steered
from tests.towns import Town, local

SUMMARY = """📊 Summary: Mitwirken

Tuesday, 13.10.2009
Phase 1: Erste Situationsanalyse (01/2009 to 12/2009)

3 results in all.
🆕 handed in: 2
✅ accepted: 1

New since the last meeting (Tuesday, 22.09.2009, 18:00)
• BIL-02 · Sprachcafé

👥 AG Bildung (Education)

✅ BIL-01 · Stadtteilmütter
Priority: High · named by 2 groups, 2 times high
Concerns: AG Bildung (Education) and AG Begegnung (Encounter)
Conclusion: accepted (Tuesday, 13.10.2009, 10:00)

🆕 BIL-02 · Sprachcafé
Priority: Not stated · named by 1 group, 0 times high
State: handed in

👥 AG Begegnung (Encounter)

✅ BIL-01 · Stadtteilmütter
Priority: High · named by 2 groups, 2 times high
Concerns: AG Bildung (Education) and AG Begegnung (Encounter)
Conclusion: accepted (Tuesday, 13.10.2009, 10:00)

🆕 IKB-01 · Begegnungsfest
Priority: Not stated · named by 1 group, 0 times high
Concerns: AG Begegnung (Encounter)
State: handed in"""


def _history(session: Session, made: Steered) -> None:
    phase = Phase(number=1, name="Erste Situationsanalyse", starts_on=date(2009, 1, 1), ends_on=date(2009, 12, 31))
    session.add(phase)
    create_meeting(session, made.bodies["STG"], local(22, 9, 2009, 18))
    create_meeting(session, made.bodies["STG"], local(27, 10, 2009, 18))
    day = local(8, 10, 2009, 18)
    create_result(session, "BIL-02", "Sprachcafé", {made.bodies["BIL"]: None}, submitted_at=day)


async def test_the_summary_says_by_group_how_things_stand(town: Town) -> None:
    made, people = await steered(town)
    town.database.transact(_history, made)
    petra = people["Petra"]
    await petra.says("/inbox")
    await petra.presses("BIL-01", "✅ Accept")

    assert await petra.says("/summary") == [SUMMARY]
    assert petra.buttons == ["📄 Word file", "📥 Inbox"]


async def test_the_word_file_holds_everything_but_a_name(town: Town) -> None:
    made, people = await steered(town)
    town.database.transact(_history, made)
    await people["Petra"].says("/inbox")
    await people["Petra"].presses("BIL-01", "✖️ Do not accept")
    await people["Petra"].says("Zu teuer\u0007 für 2010.")
    await people["Petra"].says("/summary")

    await people["Petra"].presses("📄 Word file")
    document = Document(io.BytesIO(people["Petra"].file))

    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    everything = "\n".join([*paragraphs, *cells])
    wanted = ["BIL-01", "IKB-01", "BIL-02", "Mütter besuchen Familien.", "Ein <Fest> für alle.", "Zu teuer für 2010."]
    assert [text for text in wanted if text not in everything] == []
    assert [name for name in people if name in everything] == []
    assert paragraphs.count("BIL-01 Stadtteilmütter") == 1


@pytest.mark.parametrize("name", ["Klaus", "Amal", "Olga", "Bernd", "Gül", "Darya"])
async def test_only_members_of_the_steering_group_get_it(town: Town, name: str) -> None:
    _, people = await steered(town)

    heard = [await people[name].says("/summary"), await people[name].forges(WordFile().pack())]

    assert heard == [[NOT_HERE], [NOT_HERE]]
