"""What happens because someone did something. `register` is the one ordered list; the fallbacks come last."""

from __future__ import annotations

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.callback_data.base import CallbackData
from bot.callback_data.bodies import JoinBody, LeaveBody, ShowBody
from bot.callback_data.broadcasts import ShowReport, StopBroadcast
from bot.callback_data.calendars import EndFeed, MakeFeed, TakeCalendarFile
from bot.callback_data.date_polls import (
    AskAgain,
    BeginDatePoll,
    CloseDatePoll,
    FixDate,
    ListDatePolls,
    ManageDatePoll,
    NoDate,
    ShowDatePoll,
    TickDate,
)
from bot.callback_data.dialogues import DialogueStep
from bot.callback_data.group_chats import MakeGroupCode, ShowGroupChats, UnbindGroupChat
from bot.callback_data.ideas import ListenToIdea, ListIdeas, MakeResult, ReadIdea
from bot.callback_data.meetings import (
    AnswerMeeting,
    CancelMeeting,
    ChangePlace,
    CountPaper,
    InviteNow,
    LimitPlaces,
    MoveMeeting,
    PlanMeeting,
    PreviewReminders,
    ShowMeeting,
    ShowPlace,
    ShowPlanned,
)
from bot.callback_data.minutes import CountHeads, MinutesFile, ReadMinutes, RecordMeeting, ReviewMinutes
from bot.callback_data.needs import BringGuests, NeedNothing, ShowNeeds, StateNeed
from bot.callback_data.quiet import ChooseNight, DatePeace, KeepPeace, WantReminders
from bot.callback_data.ratings import RateMeeting, ShowOpinions
from bot.callback_data.registration import Agree, ChangeLanguage, Erase, MyData, PickLanguage, ShowPrivacy
from bot.callback_data.replies import AnswerQuestion
from bot.callback_data.results import (
    AskSupport,
    ListOthersResults,
    ListResults,
    MakeEvent,
    NewResult,
    ReadResult,
    Support,
)
from bot.callback_data.roles import ChooseSpokenFor, GiveMembership, GiveRole
from bot.callback_data.summaries import WordFile
from bot.context import BotApplication
from handlers import (
    advice,
    agendas,
    arrival,
    bodies,
    broadcasts,
    calendars,
    cards,
    changes,
    cleaning,
    conclusions,
    consultations,
    date_polls,
    date_votes,
    decisions,
    dialogues,
    drafts,
    errors,
    events,
    facts,
    fallback,
    group_chats,
    ideas,
    indicators,
    kinship,
    measure_dialogues,
    measures,
    meetings,
    minutes,
    needs,
    own_ideas,
    paper_files,
    papers,
    places,
    planning,
    previews,
    profiles,
    quiet,
    ratings,
    registration,
    releases,
    relocations,
    replies,
    reports,
    results,
    reviews,
    roles,
    searching,
    series,
    summaries,
    tags,
)
from handlers.routing import SPECS, DialogueSpec, Handler

#: Pages: each is a command and a button of the menu.
PAGES: dict[str, Handler] = {
    "start": arrival.start,
    "help": registration.help_page,
    "language": registration.language,
    "privacy": registration.privacy,
    "imprint": registration.imprint,
    "quiet": quiet.page,
    "name": registration.name,
    "mydata": registration.my_data,
    "delete": registration.delete,
    "cancel": dialogues.cancel,
    "groups": bodies.groups,
    "idea": ideas.idea,
    "ideas": own_ideas.page,
    "result": drafts.result,
    "meetings": meetings.meetings,
    "calendar": calendars.calendar,
    "plan": planning.plan,
    "inbox": conclusions.inbox,
    "summary": summaries.summary,
    "search": searching.search,
    "papers": papers.papers,
    "measures": measures.measures,
    "facts": facts.page,
    "reports": reports.page,
    "board": releases.board,
    "broadcast": broadcasts.broadcast,
    "event": events.event,
    "appoint": roles.appoint,
    "groupchat": group_chats.group_chat,
}

#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    PickLanguage: registration.pick_language,
    ShowPrivacy: registration.show_privacy,
    Agree: registration.agree,
    ChangeLanguage: registration.change_language,
    MyData: registration.my_data_file,
    Erase: registration.erase,
    ShowBody: bodies.show_body,
    JoinBody: bodies.join,
    LeaveBody: bodies.leave,
    MakeResult: drafts.make_result,
    ListenToIdea: ideas.listen,
    ReadIdea: ideas.read,
    ListIdeas: ideas.list_ideas,
    NewResult: drafts.new_result,
    ReadResult: results.read,
    ListResults: results.list_results,
    ListOthersResults: results.list_others_results,
    AskSupport: results.ask_support,
    Support: results.support,
    MakeEvent: events.make_event,
    AnswerMeeting: meetings.answer,
    ShowMeeting: meetings.show_meeting,
    ShowPlace: meetings.show_place,
    BringGuests: meetings.bring_guests,
    ShowNeeds: needs.show,
    StateNeed: needs.state,
    NeedNothing: needs.need_nothing,
    TakeCalendarFile: calendars.take_file,
    MakeFeed: calendars.make_feed,
    EndFeed: calendars.end_feed,
    PlanMeeting: planning.begin_plan,
    ShowPlanned: changes.show_planned,
    PreviewReminders: previews.preview,
    ChooseNight: quiet.choose_night,
    KeepPeace: quiet.keep_peace,
    DatePeace: quiet.begin_peace,
    WantReminders: quiet.want_reminders,
    MoveMeeting: changes.begin_move,
    CancelMeeting: changes.cancel,
    InviteNow: changes.invite_now,
    ChangePlace: relocations.begin_relocation,
    LimitPlaces: places.begin_limit,
    CountPaper: places.begin_paper,
    **series.BUTTONS,
    **agendas.BUTTONS,
    BeginDatePoll: date_polls.begin,
    ManageDatePoll: date_polls.manage,
    AskAgain: date_polls.ask_again,
    FixDate: date_polls.fix,
    CloseDatePoll: date_polls.close,
    ListDatePolls: date_votes.list_polls,
    ShowDatePoll: date_votes.show_poll,
    TickDate: date_votes.tick,
    NoDate: date_votes.decline,
    RecordMeeting: minutes.record,
    CountHeads: minutes.count_heads,
    ReadMinutes: reviews.read,
    MinutesFile: reviews.word_file,
    ReviewMinutes: reviews.review,
    RateMeeting: ratings.rate,
    ShowOpinions: ratings.show_opinions,
    **conclusions.BUTTONS,
    WordFile: summaries.word_file,
    **kinship.BUTTONS,
    **profiles.BUTTONS,
    **tags.BUTTONS,
    **papers.BUTTONS,
    **measures.BUTTONS,
    **measure_dialogues.BUTTONS,
    **consultations.BUTTONS,
    **decisions.BUTTONS,
    **facts.BUTTONS,
    **indicators.BUTTONS,
    **reports.BUTTONS,
    **paper_files.BUTTONS,
    **cards.BUTTONS,
    **cleaning.BUTTONS,
    **own_ideas.BUTTONS,
    **releases.BUTTONS,
    **advice.BUTTONS,
    AnswerQuestion: replies.begin,
    DialogueStep: dialogues.take_choice,
    StopBroadcast: broadcasts.stop,
    ShowReport: broadcasts.show_report,
    GiveRole: roles.give_role,
    ChooseSpokenFor: roles.choose_body,
    GiveMembership: roles.give_membership,
    ShowGroupChats: group_chats.show_bound,
    MakeGroupCode: group_chats.make_code,
    UnbindGroupChat: group_chats.unbind,
}

#: Dialogues of several steps.
DIALOGUES: tuple[DialogueSpec, ...] = (
    registration.DIALOGUE,
    ideas.DIALOGUE,
    cards.DIALOGUE,
    cleaning.DIALOGUE,
    drafts.DIALOGUE,
    planning.DIALOGUE,
    changes.DIALOGUE,
    relocations.DIALOGUE,
    places.LIMIT_DIALOGUE,
    places.PAPER_DIALOGUE,
    date_polls.DIALOGUE,
    series.DIALOGUE,
    agendas.DIALOGUE,
    minutes.DIALOGUE,
    reviews.DIALOGUE,
    ratings.DIALOGUE,
    conclusions.DIALOGUE,
    searching.DIALOGUE,
    advice.DIALOGUE,
    replies.DIALOGUE,
    profiles.DIALOGUE,
    tags.DIALOGUE,
    *papers.DIALOGUES,
    measure_dialogues.DIALOGUE,
    consultations.DIALOGUE,
    decisions.DIALOGUE,
    paper_files.DIALOGUE,
    broadcasts.DIALOGUE,
    events.DIALOGUE,
    facts.DIALOGUE,
    indicators.DIALOGUE,
    reports.DIALOGUE,
    quiet.DIALOGUE,
)

_PRIVATE = filters.ChatType.PRIVATE


def register(application: BotApplication) -> None:
    """Register every handler, in this order."""
    SPECS.update({spec.kind: spec for spec in DIALOGUES})
    for handler in _handlers():
        application.add_handler(handler)
    application.add_error_handler(errors.on_error)


def _handlers() -> list[BaseHandler]:  # type: ignore[type-arg]
    return [
        *(CallbackQueryHandler(taker, pattern=data.pattern()) for data, taker in BUTTONS.items()),
        *(CallbackQueryHandler(page, pattern=rf"^open:{name}(\.\d+)?$") for name, page in PAGES.items()),
        *(CommandHandler(name, page, filters=_PRIVATE & filters.UpdateType.MESSAGE) for name, page in PAGES.items()),
        CommandHandler(["start", "bind"], group_chats.bind, filters=~_PRIVATE & filters.UpdateType.MESSAGE),
        MessageHandler(filters.StatusUpdate.MIGRATE, group_chats.move_along),
        CommandHandler(list(PAGES), fallback.wrong_chat, filters=~_PRIVATE & filters.UpdateType.MESSAGE),
        ChatMemberHandler(fallback.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        # Always last: what nothing above took.
        CallbackQueryHandler(fallback.outdated_button),
        MessageHandler(_PRIVATE & filters.COMMAND & filters.UpdateType.MESSAGE, fallback.unknown_command),
        MessageHandler(_PRIVATE & filters.UpdateType.MESSAGE, dialogues.take_message),
    ]
