"""Writing down what came out of a meeting: a dialogue that asks for heads and words, and sends the minutes.

Steps: count, text, preview; of circles and events heads only. With the heads counted by the first tap, two taps and one
message are enough. Corrections of minutes that were sent begin at the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.errors import Outdated, Overtaken
from bot.services import aftermath, dialogues, minutes, planning
from bot.services.capacity import check_heads
from bot.services.minutes import Outline, Record
from bot.services.visitors import DialogueView
from bot.text import Words, append
from models import Meeting, MeetingState, Minutes

KIND = "minutes"
COUNT, TEXT, PREVIEW = "count", "text", "preview"
#: Graphemes of what was talked about and agreed: with the frame around them they fill a message.
TEXT_LIMIT = 3500
#: What can be ticked in the preview: the next meeting, and the name of who chaired.
NEXT, CHAIR = "next", "chair"


@dataclass(frozen=True)
class Begun:
    """What pressing the button led to: a question, or nothing more to ask; nothing at all before the meeting began."""

    meeting: Meeting
    dialogue: DialogueView | None = None
    recorded: bool = False


def begin(
    session: Session, meeting_id: int, count: int | None = None, *, timezone: ZoneInfo, acting: int, now: datetime
) -> Begun:
    """Begin to write down what came out of a meeting, with the heads counted if `count` is given.

    Raises:
        NotFound, NotPermitted, Overtaken: see `minutes.get_organised`.
    """
    meeting = minutes.get_organised(session, meeting_id, acting=acting)
    if meeting.starts_at > now:
        return Begun(meeting)
    if meeting.state is MeetingState.INVITED:
        aftermath.hold(session, meeting, timezone=timezone)
    if count is not None and not minutes.has_minutes(meeting):
        counted = minutes.count_heads(session, meeting_id, check_heads(count), acting=acting, now=now)
        return Begun(counted, recorded=True)
    data = _data(meeting, minutes.find(session, meeting_id), count, acting=acting)
    step = COUNT if data["count"] is None or not minutes.has_minutes(meeting) else TEXT
    return Begun(meeting, dialogues.begin(session, KIND, step, data, acting=acting, now=now))


def _data(meeting: Meeting, sent: Minutes | None, count: int | None, *, acting: int) -> dict[str, Any]:
    known = meeting.head_count if count is None else check_heads(count)
    if sent is None:
        return {"meeting": meeting.id, "seen": None, "count": known, "text": "", "ticked": []}
    # A name stands there only by the hand of who bears it.
    ticked = [CHAIR] if sent.chair and sent.author_id == acting else []
    return {"meeting": meeting.id, "seen": sent.revision, "count": known, "text": sent.text, "ticked": ticked}


def take_count(session: Session, number: int, count: int, *, acting: int, now: datetime) -> DialogueView | Meeting:
    """Take the heads; where no minutes are written that is all, and the meeting is returned.

    Raises:
        Outdated: the dialogue is over or elsewhere.
        BadNumber, NotFound, NotPermitted, Overtaken: see `capacity.check_heads`, `minutes.get_organised`.
    """
    dialogue = dialogues.get_at(session, KIND, COUNT, number, acting=acting)
    meeting = minutes.get_organised(session, dialogue.data["meeting"], acting=acting)
    if not minutes.has_minutes(meeting):
        dialogues.end(session, acting=acting)
        return minutes.count_heads(session, meeting.id, check_heads(count), acting=acting, now=now)
    step = PREVIEW if dialogue.data["text"] else TEXT
    return dialogues.view(dialogues.advance(dialogue, step, now=now, count=check_heads(count)))


def take_words(session: Session, number: int, step: str, words: Words, *, acting: int, now: datetime) -> DialogueView:
    """Take what was talked about; where there is some already it is more of the same: no typed word is lost.

    Raises:
        Outdated: the dialogue is over or elsewhere.
        EmptyText, TooLong: it does not fit; what was there is kept.
    """
    dialogue = dialogues.get_at(session, KIND, step, number, acting=acting)
    seamless = words.go_on_within_a_word(dialogue.data.get("tail"))
    text = append(dialogue.data["text"], words.text, limit=TEXT_LIMIT, seamless=seamless)
    return dialogues.view(dialogues.advance(dialogue, PREVIEW, now=now, text=text, tail=words.tail()))


def keep_text(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Go on with the text as it is; raises Outdated where there is none."""
    dialogue = dialogues.get_at(session, KIND, TEXT, number, acting=acting)
    if not dialogue.data["text"]:
        raise Outdated
    return dialogues.view(dialogues.advance(dialogue, PREVIEW, now=now))


def clear_text(session: Session, number: int, *, acting: int, now: datetime) -> DialogueView:
    """Throw the text away, on request, to write it anew."""
    dialogue = dialogues.get_at(session, KIND, TEXT, number, acting=acting)
    return dialogues.view(dialogues.advance(dialogue, TEXT, now=now, text="", tail=None))


def toggle(session: Session, number: int, what: str, *, acting: int, now: datetime) -> DialogueView:
    """Tick or untick the next meeting or the name of who chaired; raises Outdated."""
    if what not in (NEXT, CHAIR):
        raise Outdated
    dialogue = dialogues.get_at(session, KIND, PREVIEW, number, acting=acting)
    ticked = set(dialogue.data["ticked"]) ^ {what}
    return dialogues.view(dialogues.advance(dialogue, PREVIEW, now=now, ticked=sorted(ticked)))


def draft(data: dict[str, Any], known: Outline) -> Record:
    """Return the minutes as the dialogue's `data` have them now."""
    ticked = data["ticked"]
    planned = known.proposal.starts_at if NEXT in ticked and known.proposal else known.next_at
    chair = known.name if CHAIR in ticked else ""
    return Record(known.meeting, data["count"], data["text"], chair, known.subjects, known.results, planned)


def send(session: Session, number: int, *, timezone: ZoneInfo, acting: int, now: datetime) -> tuple[Minutes, Record]:
    """Send the minutes, plan the next meeting if it is ticked, and end the dialogue.

    Raises:
        Outdated: the dialogue is over or elsewhere.
        NotFound, NotPermitted: the meeting is gone, or no longer the person's.
        Overtaken: somebody else has sent minutes meanwhile, or they are final.
    """
    dialogue = dialogues.get_at(session, KIND, PREVIEW, number, acting=acting)
    said = dict(dialogue.data)
    minutes.get_organised(session, said["meeting"], acting=acting, lock=True)
    known = minutes.outline(session, said["meeting"], timezone=timezone, acting=acting, now=now)
    record = draft(said, known)
    if known.minutes is not None and known.minutes.revision != said["seen"]:
        raise Overtaken
    if NEXT in said["ticked"] and known.proposal is not None:
        _plan_next(session, known, timezone=timezone, acting=acting, now=now)
    sent = minutes.send(session, record, said["seen"], timezone=timezone, acting=acting, now=now)
    dialogues.end(session, acting=acting)
    return sent, record


def _plan_next(session: Session, known: Outline, *, timezone: ZoneInfo, acting: int, now: datetime) -> None:
    assert known.proposal is not None
    assert known.meeting.body_id is not None
    about = (known.meeting.body_id, known.proposal.starts_at, known.proposal.place)
    planning.plan(session, *about, timezone=timezone, acting=acting, now=now)
