"""Finding a date: Sabine asks AG Bildung, fixes the best one; a second attempt is given up."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Body, DatePoll, DateProposal
from tests.tour import HOSTILE, Tour

#: Good lines and all kinds of others.
_LINES = ("morgen", HOSTILE, "31.02. 19:00", "28.03.2010 02:30", "12.10.2009 19:00", "01.12.2009 19:00")
_MANY = tuple(f"{day:02}.12.2009 19:00" for day in range(1, 10))


def _group(session: Session) -> int:
    return session.scalars(select(Body.id).where(Body.code == "BIL")).one()


def _newest(session: Session) -> tuple[int, int]:
    """Return the number of the newest poll and of its last date."""
    poll = session.scalar(select(func.max(DatePoll.id))) or 0
    return poll, session.scalar(select(func.max(DateProposal.id)).where(DateProposal.poll_id == poll)) or 0


async def _propose(tour: Tour, *lines: str) -> None:
    sabine = tour["Sabine"]
    await sabine.forges(f"poll:{tour.town.database.look(_group)}")
    await sabine.says("\n".join(lines))


async def _ask(tour: Tour) -> None:
    await tour.press("Sabine", "➡ Go on", "📍 Usual place", "✅ Ask")
    for name in ("Viktor", "Nour"):
        await tour[name].hears()


async def find_a_date(tour: Tour) -> None:
    """Sabine proposes more dates than there may be, asks, asks again; all answer; Weber comes second."""
    await _propose(tour, *_LINES, *_MANY)
    await tour.press_with("Sabine", "✖")
    await _ask(tour)
    await tour["Sabine"].says("/plan")
    await tour.press_with("Sabine", "🗳")
    await _answer(tour)
    await tour.town.pass_time(days=1)
    await tour.press_with("Sabine", "🗳")
    await tour.press("Sabine", "🔔 Ask those who have not answered")
    await tour["Nour"].says("/meetings")
    await tour.press("Nour", "🗳 Find a date", "❌ No date suits")
    await tour.town.pass_time(minutes=2)
    await tour["Sabine"].hears()
    await tour.press("Sabine", "📊 See the answers", "🚫 Give up", "Keep it")
    await tour.press_with("Sabine", "⭐")
    poll, proposal = tour.town.database.look(_newest)
    await tour["Weber"].forges(f"pollfix:{proposal}")
    await tour["Viktor"].forges(f"pollshow:{poll}")


async def _answer(tour: Tour) -> None:
    """Sabine and Viktor tick; Nour waits."""
    _poll, proposal = tour.town.database.look(_newest)
    for name in ("Sabine", "Viktor"):
        await tour[name].forges(f"tick:{proposal}:1")
        await tour[name].forges(f"tick:{proposal - 1}:1")
    await tour["Sabine"].says("/plan")


async def give_a_search_up(tour: Tour) -> None:
    """Sabine asks once more and gives it up; who presses an old button learns of it."""
    await _propose(tour, *_MANY[:2])
    await _ask(tour)
    await tour["Weber"].forges("polls")
    await tour.press("Sabine", "🚫 Give up", "🚫 Yes, give up")
    poll, _proposal = tour.town.database.look(_newest)
    await tour["Nour"].forges(f"pollshow:{poll}")
