"""What the bot remembers: one file per noun. Importing this package completes ``Base.metadata``."""

from models.audit_entry import AuditEntry
from models.base import Base
from models.body import Body, BodyAlias, BodyKind, BodyState, BodyText, Membership, MembershipRole
from models.broadcast import Broadcast, BroadcastState
from models.delivery import Delivery, DeliveryKind, DeliveryReason, DeliveryState
from models.dialogue import Dialogue
from models.idea import Idea, IdeaState
from models.inbox_update import InboxState, InboxUpdate
from models.invitation_link import InvitationLink
from models.meeting import Answer, Attendance, Meeting, MeetingState, Reminder, ReminderKind, ReminderState
from models.participant import Consent, Participant, Role, RoleGrant
from models.result import Conclusion, ConclusionKind, Priority, Result, ResultState, Submission, result_fields
from models.town import Figure, Phase, Project, Town

for _table in Base.metadata.tables.values():
    # A deleted row's number must not come back: old buttons carry it. PostgreSQL never repeats one by itself.
    if _table.autoincrement_column is not None:
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = [
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
    "Conclusion",
    "ConclusionKind",
    "Consent",
    "Delivery",
    "DeliveryKind",
    "DeliveryReason",
    "DeliveryState",
    "Dialogue",
    "Figure",
    "Idea",
    "IdeaState",
    "InboxState",
    "InboxUpdate",
    "InvitationLink",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipRole",
    "Participant",
    "Phase",
    "Priority",
    "Project",
    "Reminder",
    "ReminderKind",
    "ReminderState",
    "Result",
    "ResultState",
    "Role",
    "RoleGrant",
    "Submission",
    "Town",
    "result_fields",
]
