"""Every command once: its name, what it is for, and who sees it. Handlers, menus, the help text and tests use this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import BotCommand, InlineKeyboardButton

from bot.callback_data.pages import Open
from bot.i18n import _
from bot.messages import OutgoingMessage, button, in_columns, outgoing, spoken
from bot.messages.formats import bold, value
from bot.services.visitors import Visitor


class Audience(StrEnum):
    """Who sees a command; what it does is decided in the services."""

    EVERYONE = "everyone"
    REGISTERED = "registered"
    SPEAKER = "speaker"
    READER = "reader"
    STEERING = "steering"
    BOARD = "board"
    #: The steering group and coordinators alike.
    DESK = "desk"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Command:
    """A command: `description` and `label` (for buttons) are made in the current locale."""

    name: str
    audience: Audience
    description: Callable[[], str]
    label: Callable[[], str] | None = None


COMMANDS: tuple[Command, ...] = (
    Command("start", Audience.EVERYONE, lambda: _("Main menu")),
    Command("groups", Audience.REGISTERED, lambda: _("My working groups: join or leave"), lambda: _("👥 Groups")),
    Command("meetings", Audience.REGISTERED, lambda: _("Next meetings and my answers"), lambda: _("📅 Meetings")),
    Command("calendar", Audience.REGISTERED, lambda: _("Meetings in my own calendar"), lambda: _("📆 Calendar")),
    Command("idea", Audience.REGISTERED, lambda: _("Tell a working group my idea"), lambda: _("💡 Idea")),
    Command("ideas", Audience.REGISTERED, lambda: _("What became of my ideas")),
    Command("result", Audience.SPEAKER, lambda: _("Hand in a result of my working group"), lambda: _("📝 Result")),
    Command("plan", Audience.SPEAKER, lambda: _("Plan, move or cancel a meeting"), lambda: _("🗓 Plan")),
    Command("search", Audience.READER, lambda: _("Search results by words")),
    Command("inbox", Audience.STEERING, lambda: _("Results that wait for a conclusion"), lambda: _("📥 Inbox")),
    Command("summary", Audience.STEERING, lambda: _("Summary of all results"), lambda: _("📊 Summary")),
    Command("papers", Audience.DESK, lambda: _("Council papers and their state"), lambda: _("📄 Council papers")),
    Command("measures", Audience.DESK, lambda: _("Measures and how they go"), lambda: _("🛠 Measures")),
    Command("facts", Audience.DESK, lambda: _("Figures, phases, milestones, indicators"), lambda: _("📈 Facts")),
    Command("reports", Audience.DESK, lambda: _("Papers and pictures to take along"), lambda: _("🖨 Reports")),
    Command("board", Audience.BOARD, lambda: _("Results for your information"), lambda: _("📬 For the board")),
    Command("broadcast", Audience.COORDINATOR, lambda: _("Write to many people"), lambda: _("📣 Broadcast")),
    Command("event", Audience.COORDINATOR, lambda: _("Announce an event"), lambda: _("🎪 Event")),
    Command("appoint", Audience.COORDINATOR, lambda: _("Give somebody a role"), lambda: _("🔑 Roles")),
    Command("groupchat", Audience.COORDINATOR, lambda: _("Connect a group's chat"), lambda: _("💬 Group chats")),
    Command("language", Audience.EVERYONE, lambda: _("Choose another language"), lambda: _("🌐 Language")),
    Command("quiet", Audience.REGISTERED, lambda: _("When I want quiet; reminders"), lambda: _("🔕 Quiet")),
    Command("name", Audience.REGISTERED, lambda: _("How I want to be called"), lambda: _("🙂 My name")),
    Command("mydata", Audience.REGISTERED, lambda: _("What is stored about me"), lambda: _("🗂 My data")),
    Command("privacy", Audience.EVERYONE, lambda: _("Privacy notice"), lambda: _("🔒 Privacy")),
    Command("imprint", Audience.EVERYONE, lambda: _("Who runs this bot"), lambda: _("🏛 Imprint")),
    Command("cancel", Audience.REGISTERED, lambda: _("Stop what I am doing now")),
    Command("delete", Audience.REGISTERED, lambda: _("Delete all my data")),
    Command("help", Audience.EVERYONE, lambda: _("What I can do for you"), lambda: _("❓ Help")),
)


def audiences(visitor: Visitor | None) -> set[Audience]:
    """Return the audiences that a person belongs to."""
    if visitor is None:
        return {Audience.EVERYONE}
    roles = {
        Audience.SPEAKER: visitor.is_speaker or visitor.is_coordinator,
        Audience.READER: visitor.is_reader,
        Audience.STEERING: visitor.is_in_steering_group,
        Audience.DESK: visitor.is_in_steering_group or visitor.is_coordinator,
        Audience.BOARD: visitor.is_in_advisory_board,
        Audience.COORDINATOR: visitor.is_coordinator,
    }
    return {Audience.EVERYONE, Audience.REGISTERED, *(audience for audience, yes in roles.items() if yes)}


def visible(visitor: Visitor | None) -> list[Command]:
    """Return the commands that the person sees, in the order of the menu."""
    seen = audiences(visitor)
    return [command for command in COMMANDS if command.audience in seen]


@spoken
def menu_commands(commands: Sequence[Command]) -> list[BotCommand]:
    """Return the commands as Telegram's menu shows them (Bot API, BotCommand)."""
    return [BotCommand(command.name, command.description()) for command in commands]


def page_buttons(visitor: Visitor | None) -> list[InlineKeyboardButton]:
    """Return a button for each page that the person may open."""
    return [button(command.label(), Open(command.name)) for command in visible(visitor) if command.label]


@spoken
def menu(visitor: Visitor) -> OutgoingMessage:
    """Return the main menu."""
    return outgoing(
        bold(_("What would you like to do?")),
        _("Choose a button. You can also simply write or speak an idea."),
        rows=in_columns(page_buttons(visitor)),
    )


@spoken
def help_text(visitor: Visitor | None, contact: str) -> OutgoingMessage:
    """Return what the bot can do for this person, one command per line."""
    lines = [f"/{command.name} – {command.description()}" for command in visible(visitor)]
    note = (
        _("I am a program, not a person. For everything else: %(contact)s") % {"contact": value(contact)}
        if contact
        else ""
    )
    return outgoing(bold(_("This is what I can do for you:")), "\n".join(lines), note)


@spoken
def description(process: str) -> str:
    """Return what people read before they begin: who this is and what it is for, in at most 512 characters."""
    text = _(
        "Take part in the %(process)s. Get invitations and reminders in your language and send your ideas. This is a"
        " program. Telegram is a company outside the EU: please write nothing confidential."
    )
    return (text % {"process": process})[:512]
