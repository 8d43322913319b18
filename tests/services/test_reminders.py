"""When people are reminded: wall-clock time through both clock changes, never at night, on no Sunday, never late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import reminders
from models import ReminderKind, ReminderState
from models.database import Database
from tests.services.reminding import PLANNED_AT, Plan
from tests.towns import BERLIN, local


def shown(starts_at: datetime) -> dict[str, str]:
    """Return when a meeting's reminders are due by Berlin's wall clock."""
    moments = reminders.moments(starts_at.astimezone(UTC), BERLIN)
    return {kind.value: due_at.astimezone(BERLIN).isoformat(" ", "minutes") for kind, due_at in moments.items()}


@pytest.mark.parametrize(
    ("starts_at", "week_before", "day_before", "two_hours"),
    [
        # The clocks go back within the week.
        (local(27, 10, 2009, 19), "2009-10-20 18:00+02:00", "2009-10-26 18:00+01:00", "2009-10-27 17:00+01:00"),
        # They go back between the last two reminders, and forward in spring; the Sunday a week before is none.
        (local(25, 10, 2009, 15), "2009-10-17 18:00+02:00", "2009-10-24 18:00+02:00", "2009-10-25 13:00+01:00"),
        (local(28, 3, 2010, 15), "2010-03-20 18:00+01:00", "2010-03-27 18:00+01:00", "2010-03-28 13:00+02:00"),
        # In the night of the change itself: two hours before is an hour that comes twice, and one that is left out.
        (local(25, 10, 2009, 10), "2009-10-17 18:00+02:00", "2009-10-24 18:00+02:00", "2009-10-25 08:00+01:00"),
        (local(28, 3, 2010, 10), "2010-03-20 18:00+01:00", "2010-03-27 18:00+01:00", "2010-03-28 08:00+02:00"),
        # The evening before is a Sunday's, with the change in it: Saturday instead.
        (local(26, 10, 2009, 19), "2009-10-19 18:00+02:00", "2009-10-24 18:00+02:00", "2009-10-26 17:00+01:00"),
        (local(29, 3, 2010, 9), "2010-03-22 18:00+01:00", "2010-03-27 18:00+01:00", "2010-03-29 08:00+02:00"),
        # Christmas 2009: Friday, Saturday and Sunday; Epiphany is a holiday in Bavaria.
        (local(28, 12, 2009, 19), "2009-12-21 18:00+01:00", "2009-12-24 18:00+01:00", "2009-12-28 17:00+01:00"),
        (local(7, 1, 2010, 19), "2009-12-31 18:00+01:00", "2010-01-05 18:00+01:00", "2010-01-07 17:00+01:00"),
        # A meeting on a holiday is reminded of that day.
        (local(26, 12, 2009, 19), "2009-12-19 18:00+01:00", "2009-12-24 18:00+01:00", "2009-12-26 17:00+01:00"),
        # What would fall into the night moves to its edge.
        (local(27, 10, 2009, 9), "2009-10-20 18:00+02:00", "2009-10-26 18:00+01:00", "2009-10-27 08:00+01:00"),
        (local(27, 10, 2009, 22, 59), "2009-10-20 18:00+02:00", "2009-10-26 18:00+01:00", "2009-10-27 20:59+01:00"),
        (local(27, 10, 2009, 23), "2009-10-20 18:00+02:00", "2009-10-26 18:00+01:00", "2009-10-27 20:45+01:00"),
        (local(28, 10, 2009, 1), "2009-10-21 18:00+02:00", "2009-10-27 18:00+01:00", "2009-10-27 20:45+01:00"),
    ],
)
def test_reminders_keep_to_the_wall_clock_and_out_of_nights_and_sundays(
    starts_at: datetime, week_before: str, day_before: str, two_hours: str
) -> None:
    assert shown(starts_at) == {"week_before": week_before, "day_before": day_before, "two_hours": two_hours}


@pytest.mark.parametrize("hour", [3, 7, 8])
def test_a_reminder_that_would_not_lie_before_the_start_is_not_made(hour: int) -> None:
    assert "two_hours" not in shown(local(27, 10, 2009, hour))


def test_the_late_evening_of_a_sunday_is_no_time_for_what_begins_in_the_night_after_it() -> None:
    assert "two_hours" not in shown(local(26, 10, 2009, 1))


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (timedelta(days=9), {ReminderKind.WEEK_BEFORE, ReminderKind.DAY_BEFORE, ReminderKind.TWO_HOURS}),
        # Who has just been invited is not asked again on the same day.
        (timedelta(days=7, hours=2), {ReminderKind.DAY_BEFORE, ReminderKind.TWO_HOURS}),
        (timedelta(days=3), {ReminderKind.DAY_BEFORE, ReminderKind.TWO_HOURS}),
        (timedelta(hours=20), {ReminderKind.TWO_HOURS}),
        (timedelta(hours=2), set()),
    ],
)
def test_a_reminder_whose_moment_has_passed_is_not_made(
    database: Database, before: timedelta, kept: set[ReminderKind]
) -> None:
    starts_at = local(27, 10, 2009, 19)

    plan = Plan(database, starts_at, now=starts_at - before)

    assert plan.states() == dict.fromkeys(kept, ReminderState.PENDING)


def test_the_next_thing_that_is_due_is_found(database: Database) -> None:
    Plan(database, local(27, 10, 2009, 19))
    moments = [PLANNED_AT, local(20, 10, 2009, 18), local(26, 10, 2009, 18), local(27, 10, 2009, 17)]

    found = [database.look(reminders.next_due, after=after) for after in moments]

    assert found == [*moments[1:], None]
