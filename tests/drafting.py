"""A town with proposals for a council paper: two results of two groups are one, with a profile, an opinion and tags."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.services import conclusions, releases
from bot.services.conclusions import Decision
from models import (
    Advice,
    ConclusionKind,
    Priority,
    ProfileEntry,
    ProfileField,
    Tag,
    result_tags,
)
from tests.factories import LONG_AGO, create_result
from tests.steering import Steered, steered
from tests.towns import CONFERENCE_DAY, Resident, Town

PROFILE = {
    ProfileField.NEED: "Viele Familien kennen die Kitas nicht.",
    ProfileField.GOALS: "Familien erreichen.",
    ProfileField.RESPONSIBLE: "Jugendamt",
    ProfileField.PARTNERS: "Wohlfahrtsverbände",
    ProfileField.STEPS: "Schulung ab März 2010",
    ProfileField.COSTS_ONCE: "2.000 €",
    ProfileField.FUNDING: "Soziale Stadt",
    ProfileField.FUNDED_UNTIL: "06/2015",
    ProfileField.INDICATORS: "erreichte Familien",
}


def conclude_all(session: Session, made: Steered) -> None:
    """Join BIL-02 (of AG Begegnung, in other words) to BIL-01 and accept it, accept IKB-01, release and advise."""
    petra, both = made.people["Petra"], made.bodies["IKB"]
    made.results["IKB-02"] = create_result(
        session,
        "IKB-02",
        "Elternlotsinnen",
        {both: Priority.MEDIUM},
        text="Frauen begleiten Eltern.",
        author_id=made.people["Mehmet"],
    )
    mothers = made.results["BIL-01"]
    for number, kind, into, reason in (
        ("BIL-01", ConclusionKind.ACCEPT, None, "Zwei AGs wollen es."),
        ("IKB-02", ConclusionKind.MERGE, mothers, ""),
        ("IKB-01", ConclusionKind.ACCEPT, None, ""),
    ):
        decision = Decision(made.results[number], kind, 0, into, reason)
        conclusions.conclude(session, decision, acting=petra, now=CONFERENCE_DAY)
    for field, text in PROFILE.items():
        session.add(ProfileEntry(result_id=mothers, field=field, text=text, author_id=petra, written_at=LONG_AGO))
    releases.release(session, mothers, 0, acting=petra, now=CONFERENCE_DAY)
    bernd = made.people["Bernd"]
    session.add(Advice(result_id=mothers, author_id=bernd, text="Der Beirat rät dazu.", given_at=CONFERENCE_DAY))
    plan = Tag(name="Soziale Stadt")
    session.add(plan)
    session.flush()
    session.execute(insert(result_tags).values(result_id=mothers, tag_id=plan.id))


async def concluded(town: Town) -> tuple[Steered, dict[str, Resident]]:
    """Settle the town of `tests.steering`, with this concluded; nobody has read the news of it yet."""
    made, people = await steered(town)
    town.database.transact(conclude_all, made)
    return made, people
