"""A council paper as a Word file: taken along, edited in Word, sent back, compared with what stands."""

from __future__ import annotations

from sqlalchemy import select

from bot.callback_data.paper_files import SendPaperFile, TakePaperFile
from models import PaperState, Result
from tests.documents.editing import edited
from tests.factories import create_paper
from tests.tour import HOSTILE, Tour


async def send_a_paper_back(tour: Tour) -> None:
    """Jonas takes a draft along, sends text, a PDF and the file as it was; then the edited file, one by one."""
    first = select(Result.id).where(Result.number == "BIL-01")
    number = tour.town.database.look(lambda session: session.scalars(first).one())
    paper = tour.town.database.transact(create_paper, [number], state=PaperState.DRAFT)
    jonas = tour["Jonas"]
    await jonas.forges(TakePaperFile(paper).pack())
    content = jonas.file
    await jonas.forges(SendPaperFile(paper).pack())
    await jonas.says(HOSTILE)
    await _send(tour, b"%PDF-1.7")
    await _send(tour, content)
    await _send(tour, edited(content, subject=HOSTILE, facts=f"Anlass. {HOSTILE}", finances="2.000 €"))
    await jonas.says(HOSTILE)
    await tour.press("Jonas", "🔍 One by one", "↩ Keep what stands", "✅ Take from the file", "✖️ Leave the rest")
    await _send(tour, edited(content, subject=HOSTILE))
    await tour.press("Jonas", "✅ Take all")
    await _send(tour, edited(content, subject="Anders"))
    await tour.press("Jonas", "🔍 One by one", "✖️ Leave the rest")


async def _send(tour: Tour, content: bytes) -> None:
    tour["Jonas"].person.send_document(content, "Vorlage.docx")
    await tour["Jonas"].hears()
