"""What the tour through the town (`tests.tour`) does not lead to: each said directly, with the reason it is not met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.errors import TooMany
from bot.messages import (
    OutgoingMessage,
    bodies,
    broadcasts,
    cards,
    commands,
    conclusions,
    dialogues,
    drafts,
    errors,
    ideas,
    meetings,
    posters,
    registration,
    results,
    summaries,
)
from bot.services.arrivals import Arrival
from bot.services.attendances import Invitation, Place
from bot.services.attendances import Standing as MeetingStanding
from bot.services.audiences import Audience, AudienceKind, Reach
from bot.services.broadcasts import Draft, Report
from bot.services.conclusions import Inspection, Page, Scope
from bot.services.own_data import OwnData
from bot.services.phases import Calendar
from bot.services.standings import Standing
from bot.services.summaries import GroupResults, Summary
from bot.services.visitors import DialogueView, Visitor
from models import (
    Body,
    BodyKind,
    Broadcast,
    BroadcastState,
    ConclusionKind,
    DeliveryState,
    Idea,
    IdeaState,
    Meeting,
    MeetingState,
    Phase,
    Result,
    ResultState,
    Submission,
    Town,
)
from tests.messages.agendas_elsewhere import agendas_said
from tests.messages.board_elsewhere import board_said
from tests.messages.calendars_elsewhere import calendars_said, words_in_files
from tests.messages.consultations_elsewhere import consultations_said
from tests.messages.date_polls_elsewhere import date_polls_said
from tests.messages.facts_elsewhere import facts_said
from tests.messages.ideas_elsewhere import ideas_said
from tests.messages.kinship_elsewhere import kinship_said
from tests.messages.measures_elsewhere import measures_said
from tests.messages.minutes_elsewhere import minutes_said
from tests.messages.paper_files_elsewhere import paper_files_said, words_in_papers
from tests.messages.papers_elsewhere import papers_said
from tests.messages.planning_elsewhere import planning_said
from tests.messages.profiles_elsewhere import profiles_said, words_of_course
from tests.messages.quiet_elsewhere import quiet_said
from tests.messages.reports_elsewhere import reports_said, words_in_reports
from tests.messages.series_elsewhere import series_said

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
HOSTILE = '<b>&" مرحبا'
PHASE = Phase(number=1, name=HOSTILE, starts_on=date(2009, 1, 1), ends_on=date(2009, 12, 31))
LATER_PHASE = Phase(number=2, name="", starts_on=date(2010, 9, 1), ends_on=date(2011, 7, 31))
TOWN = Town(name=HOSTILE, process=HOSTILE, contact=HOSTILE, imprint=HOSTILE)


def _body(number: int, kind: BodyKind = BodyKind.WORKING_GROUP) -> Body:
    return Body(id=number, kind=kind, code="BIL", name=HOSTILE, short_name=HOSTILE, emoji="🎓", place="")


def _result(number: int) -> Result:
    result = Result(id=number, number=f"BIL-{number:02}", title=HOSTILE, text=HOSTILE, state=ResultState.SUBMITTED)
    result.submissions, result.fields = [Submission(body=_body(1), body_id=1, priority=None)], []
    return result


def _meeting(number: int) -> Meeting:
    meeting = Meeting(id=number, starts_at=NOW, place="", title="", revision=0, state=MeetingState.INVITED)
    meeting.body = _body(1)
    return meeting


def _dialogue(**data: object) -> DialogueView:
    return DialogueView(1, "any", "any", data)


def _visitor(locale: str) -> Visitor:
    return Visitor(1, 1, HOSTILE, locale, (), is_coordinator=False, dialogue=None)


def _report() -> Report:
    broadcast = Broadcast(id=1, text=HOSTILE, state=BroadcastState.STOPPED, finished_at=NOW)
    return Report(broadcast, {"ar": {state.value: number for number, state in enumerate(DeliveryState, 1)}})


def _summary(day: date, since: datetime | None) -> Summary:
    orphans = GroupResults(None, (Standing(_result(1)),))
    return Summary(Calendar(day, (PHASE, LATER_PHASE)), (orphans,), since, (), {}, (), ())


def _used_idea() -> Idea:
    return Idea(id=1, body_id=1, body=_body(1), text=HOSTILE, state=IdeaState.USED, created_at=NOW)


def _pages(locale: str) -> list[OutgoingMessage]:
    """Coburg has not so many groups, meetings and results that there were a second page."""
    page = Page([], 1, 99)
    invitations = [Invitation(_meeting(number), None) for number in (1, 2)]
    return [
        bodies.listing(locale, [_body(number) for number in range(30)], [9], 1),
        cards.listing(locale, invitations, BERLIN),
        conclusions.inbox(locale, page, Scope.OPEN),
    ]


def _gaps(locale: str) -> list[OutgoingMessage]:
    """Coburg has groups, places and results; on the tour some always wait, and some are there to be joined to."""
    inspection = Inspection(Standing(_result(1)))
    return [
        ideas.no_groups(locale),
        ideas.ask_group(locale, _dialogue(text=HOSTILE), []),
        meetings.where(locale, Place(_meeting(1), _meeting(2)), BERLIN),
        conclusions.inbox(locale, Page([], 0, 0), Scope.OPEN),
        conclusions.merge_choice(locale, inspection, Page([], 0, 0), 0),
        conclusions.all_done(locale),
    ]


def _nights(locale: str) -> list[OutgoingMessage]:
    """The coordination of the tour writes by day."""
    draft = Draft(Audience(AudienceKind.EVERYONE), HOSTILE, Reach({locale: 1}, 0))
    return [broadcasts.ask_to_send(locale, _dialogue(), draft, night=True)]


def _several(locale: str) -> list[OutgoingMessage]:
    """Nobody on the tour speaks for several groups, or reads somebody else's result by its number."""
    groups = [_body(1), _body(2)]
    return [
        drafts.ask_group(locale, _dialogue(), groups),
        results.details(locale, _result(1), groups[:1]),
        results.details(locale, _result(1), groups),
    ]


def _mishaps(locale: str) -> list[OutgoingMessage]:
    """What goes wrong, comes too late or in the wrong place; other tests make it happen, in English."""
    inspection = Inspection(Standing(_result(1)), parent=_result(2))
    return [
        bodies.arrived(locale, Arrival(link_known=False), _visitor(locale), BERLIN),
        broadcasts.progress(locale, _report()),
        conclusions.overtaken_page(locale, inspection, BERLIN, ConclusionKind.ACCEPT, HOSTILE),
        dialogues.use_buttons(locale),
        errors.sentence_for(locale, TooMany(5)),
        errors.trouble(locale),
        ideas.details(locale, _used_idea(), BERLIN, speaks=True),
        cards.card(locale, Invitation(_meeting(1), None, MeetingStanding.OVER), BERLIN),
    ]


def _days(locale: str) -> list[OutgoingMessage]:
    """The tour ends before the steering group meets, and every result has a group behind it."""
    days = (date(2008, 12, 1), date(2010, 3, 1), date(2012, 1, 1))
    return [part for day in days for part in summaries.summary_parts(locale, _summary(day, NOW), TOWN, BERLIN)]


def outside(locale: str) -> list[str]:
    """Return what is read outside of chats: posters, the bot's description, the page with the person's own data."""
    page = registration.data_file(locale, {"profile": [{"name": "Amal"}]}, "html")
    assert page.file is not None
    headings = page.file.content.decode().split("<h2>")[1:]
    return [
        *words_in_files(locale),
        *words_of_course(locale),
        *words_in_papers(locale),
        *words_in_reports(locale),
        posters.call(locale, _body(1, BodyKind.CIRCLE)),
        posters.call(locale, _body(2)),
        commands.description(locale, "Coburg"),
        *(heading.split("</h2>")[0] for heading in headings),
    ]


#: Each says, in a locale, all that it stands for.
def _much_data(locale: str) -> list[OutgoingMessage]:
    """Nobody on the tour has something of everything."""
    names = "consents roles memberships answers needs calendar_files calendar_address date_polls ticks planned series"
    more = "minutes reviews opinions traces ideas topics results fact_sheets conclusions unrelated"
    rest = "releases advices replies broadcasts unfinished messages"
    new = "cards papers sections council_records measurements responsible measure_notes evaluations"
    data: OwnData = {name: [{}] for name in f"{names} {more} {rest} {new}".split()}
    return [registration.my_data(locale, {"profile": [{"name": HOSTILE, "telegram_id": 7}], **data})]


ELSEWHERE: tuple[Callable[[str], list[OutgoingMessage]], ...] = (
    _pages,
    _gaps,
    _nights,
    _several,
    _mishaps,
    _days,
    _much_data,
    calendars_said,
    ideas_said,
    facts_said,
    kinship_said,
    measures_said,
    minutes_said,
    paper_files_said,
    papers_said,
    agendas_said,
    board_said,
    consultations_said,
    date_polls_said,
    planning_said,
    profiles_said,
    quiet_said,
    reports_said,
    series_said,
)
