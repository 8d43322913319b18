"""What the bot remembers: one file per noun. Importing this package completes ``Base.metadata``."""

from models.agenda_item import AgendaItem
from models.audit_entry import AuditEntry
from models.base import Base
from models.body import Body, BodyAlias, BodyKind, BodyState, BodyText, Membership, MembershipRole
from models.broadcast import Broadcast, BroadcastState
from models.calendar import CalendarEntry, CalendarFeed
from models.card import Card
from models.date_poll import DatePoll, DatePollAnswer, DatePollState, DateProposal, DateVote
from models.delivery import Delivery, DeliveryKind, DeliveryReason, DeliveryState
from models.dialogue import Dialogue
from models.group_chat import GroupCard, GroupCardState, GroupChat, GroupCode
from models.idea import Idea, IdeaState
from models.inbox_update import InboxState, InboxUpdate
from models.indicator import Direction, Indicator, Measurement, measure_indicators
from models.invitation_link import InvitationLink
from models.kinship import ResultTerm, ResultTopic, Unrelated
from models.measure import (
    Evaluation,
    EvaluationOutcome,
    Measure,
    MeasureNote,
    MeasureState,
    MeasureStep,
    Progress,
    measure_fields,
    measure_tags,
)
from models.meeting import Answer, Attendance, Meeting, MeetingState
from models.minutes import Minutes, MinutesReview, MinutesState
from models.need import Need, NeedKind
from models.offline_member import OfflineMember
from models.paper import Competence, Consultation, Outcome, Paper, PaperItem, PaperSection, PaperState, SectionText
from models.participant import Consent, Participant, Role, RoleGrant
from models.profile import ProfileEntry, ProfileField, Tag, result_tags
from models.rating import Face, Rating, RatingGiven, RatingWord
from models.release import Advice, Release
from models.reminder import Reminder, ReminderKind, ReminderState
from models.reply import Reply
from models.result import Conclusion, ConclusionKind, Priority, Result, ResultState, Submission, result_fields
from models.series import Occurrence, Series, SeriesState
from models.town import Figure, Milestone, Phase, Town

for _table in Base.metadata.tables.values():
    # A deleted row's number must not come back: old buttons carry it. PostgreSQL never repeats one by itself.
    if _table.autoincrement_column is not None:
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = [
    "Advice",
    "AgendaItem",
    "Answer",
    "Attendance",
    "AuditEntry",
    "Base",
    "Body",
    "BodyAlias",
    "BodyKind",
    "BodyState",
    "BodyText",
    "Broadcast",
    "BroadcastState",
    "CalendarEntry",
    "CalendarFeed",
    "Card",
    "Competence",
    "Conclusion",
    "ConclusionKind",
    "Consent",
    "Consultation",
    "DatePoll",
    "DatePollAnswer",
    "DatePollState",
    "DateProposal",
    "DateVote",
    "Delivery",
    "DeliveryKind",
    "DeliveryReason",
    "DeliveryState",
    "Dialogue",
    "Direction",
    "Evaluation",
    "EvaluationOutcome",
    "Face",
    "Figure",
    "GroupCard",
    "GroupCardState",
    "GroupChat",
    "GroupCode",
    "Idea",
    "IdeaState",
    "InboxState",
    "InboxUpdate",
    "Indicator",
    "InvitationLink",
    "Measure",
    "MeasureNote",
    "MeasureState",
    "MeasureStep",
    "Measurement",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipRole",
    "Milestone",
    "Minutes",
    "MinutesReview",
    "MinutesState",
    "Need",
    "NeedKind",
    "Occurrence",
    "OfflineMember",
    "Outcome",
    "Paper",
    "PaperItem",
    "PaperSection",
    "PaperState",
    "Participant",
    "Phase",
    "Priority",
    "ProfileEntry",
    "ProfileField",
    "Progress",
    "Rating",
    "RatingGiven",
    "RatingWord",
    "Release",
    "Reminder",
    "ReminderKind",
    "ReminderState",
    "Reply",
    "Result",
    "ResultState",
    "ResultTerm",
    "ResultTopic",
    "Role",
    "RoleGrant",
    "SectionText",
    "Series",
    "SeriesState",
    "Submission",
    "Tag",
    "Town",
    "Unrelated",
    "measure_fields",
    "measure_indicators",
    "measure_tags",
    "result_fields",
    "result_tags",
]
