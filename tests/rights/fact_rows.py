"""Something of each kind of fact to be acted upon."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import Figure, Indicator, Measure, Measurement, Milestone
from tests.factories import LONG_AGO


def create_facts(session: Session) -> dict[str, int]:
    """Create a figure and what it is a part of, a milestone, an indicator with a value, a measure; return numbers."""
    day = LONG_AGO.date()
    whole, part = Figure(name="Einwohner", value="10", as_of=day), Figure(name="Kinder", value="3", as_of=day)
    milestone = Milestone(name="Rahmenkonzept", planned="12/2009")
    indicator = Indicator(name="Familien")
    measure = Measure(number="M-77", title="Chor", created_at=LONG_AGO)
    session.add_all([whole, part, milestone, indicator, measure])
    session.flush()
    value = Measurement(indicator_id=indicator.id, value=3, measured_on=day, recorded_at=LONG_AGO)
    session.add(value)
    session.flush()
    made = {"figure": part.id, "whole": whole.id, "milestone": milestone.id}
    return made | {"indicator": indicator.id, "value": value.id, "judged": measure.id}
