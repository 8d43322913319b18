"""What stands in a paper's file beyond its sections: of minutes only what is final, and only its own results' lines."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.services import paper_files
from models import Base, Minutes, MinutesState
from tests.factories import create_meeting, create_paper
from tests.steering import create_steered
from tests.towns import CONFERENCE_DAY

LINES = [["BIL-01", "Stadtteilmütter", "high"], ["BIL-09", "Anderes", ""]]


def test_r10_of_minutes_only_final_ones_and_only_the_papers_results_are_printed() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        made = create_steered(session)
        paper = create_paper(session, [made.results["BIL-01"]])
        for number, (code, state) in enumerate(
            [("BIL", MinutesState.FINAL), ("IKB", MinutesState.SENT), ("STG", MinutesState.FINAL)]
        ):
            at = CONFERENCE_DAY - timedelta(days=number)
            meeting = create_meeting(session, made.bodies[code], at)
            facts = {"results": LINES, "subjects": []}
            written = {"text": "Frau Müller sagt …", "chair": "Amal", "sent_at": at, "final_at": at}
            session.add(Minutes(meeting_id=meeting, facts=facts, state=state, **written))
        session.flush()

        extracts = paper_files.collect(session, paper, acting=made.people["Petra"]).extracts

        assert [(one.body.code, one.lines) for one in extracts] == [
            ("BIL", (("BIL-01", "Stadtteilmütter", "high"),)),
        ]
    engine.dispose()
