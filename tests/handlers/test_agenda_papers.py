"""The papers of a meeting: the agenda and the empty attendance sheet, as Word files that anyone can print."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn
from sqlalchemy.orm import Session

from models import AgendaItem, Answer, Attendance
from tests.factories import LONG_AGO, create_meeting
from tests.steering import Steered, steered
from tests.towns import Resident, Town, local

HOSTILE = "Bus <2> & \u0007مرحبا"


def create_meetings(session: Session, made: Steered) -> None:
    """Let the steering group and AG Bildung meet, with topics; 24 come to AG Bildung's and bring 6."""
    create_meeting(session, made.bodies["STG"], local(27, 10, 2009, 18))
    meeting = create_meeting(session, made.bodies["BIL"], local(3, 11, 2009, 19), place="", paper_count=24)
    said = {"meeting_id": meeting, "answered_at": LONG_AGO}
    session.add(Attendance(participant_id=made.people["Amal"], answer=Answer.MAYBE, guests=6, **said))
    session.add(Attendance(participant_id=made.people["Mehmet"], answer=Answer.NO, guests=3, **said))
    for text, voice in ((HOSTILE, None), ("", "voice"), ("", None)):
        session.add(AgendaItem(body_id=made.bodies["STG"], text=text, voice_file_id=voice, created_at=LONG_AGO))


async def prints(town: Town, data: str) -> tuple[Resident, list[str]]:
    """Let the coordinator ask for a paper; return him and what he hears."""
    made, people = await steered(town)
    town.database.transact(create_meetings, made)
    return people["Klaus"], await people["Klaus"].forges(data)


async def test_the_agenda_is_a_paper_with_headings_and_without_names(town: Town) -> None:
    klaus, heard = await prints(town, "print:1:agenda")

    document = Document(io.BytesIO(klaus.file))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]

    assert heard == ["📄 Agenda of Tuesday, 27.10.2009, in German"]
    assert len(headings) == 8
    assert [one.text for one in document.paragraphs][1] == "Mitwirken · Steuergruppe"
    assert headings[4] == "5. Bus <2> & مرحبا"
    assert [row[:2] for row in rows if row[0][:3] in {"BIL", "IKB"}] == [
        ["BIL-01", "Stadtteilmütter"],
        ["IKB-01", "Begegnungsfest"],
    ]
    texts = "\n".join([*(one.text for one in document.paragraphs), *(cell for row in rows for cell in row)])
    assert [name for name in ("Petra", "Sabine", "Olga", "Amal", "Klaus") if name in texts] == []


async def test_the_attendance_sheet_is_empty_and_long_enough(town: Town) -> None:
    klaus, heard = await prints(town, "print:2:sheet")

    [table] = Document(io.BytesIO(klaus.file)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]

    assert heard == ["🖨 Attendance sheet of Tuesday, 03.11.2009, in German. It is empty: people sign on paper."]
    assert rows[1:] == [[str(number), "", ""] for number in range(1, 36)]
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


async def test_a_sheet_has_at_least_25_lines(town: Town) -> None:
    klaus, _ = await prints(town, "print:1:sheet")

    [table] = Document(io.BytesIO(klaus.file)).tables

    assert len(table.rows) == 26


async def test_a_paper_of_no_known_kind_is_outdated(town: Town) -> None:
    klaus, _ = await prints(town, "print:1:money")

    assert klaus.person.answers[-1].text == "This button is no longer current."
