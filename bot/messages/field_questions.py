"""The questions for a fact sheet's fields, what belongs there, and both versions where two wrote at once."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from bot.i18n import _, pgettext
from bot.messages import OutgoingMessage, in_rows, outgoing, spoken
from bot.messages.dialogues import choice
from bot.messages.formats import bold, left_to_right, quote
from bot.messages.profiles import progress, saved
from bot.messages.scales import profile_field
from bot.messages.standings import numbered
from bot.services.fact_sheets import HANDED_IN, FactSheet
from bot.services.field_questions import TargetGroup
from bot.services.visitors import DialogueView
from models import ProfileField

#: The values of the buttons.
SKIP, ENOUGH, CLEAR, TICKED = "skip", "enough", "clear", "ticked"
THEIRS, MINE, ANEW = "theirs", "mine", "anew"
#: What the value of a button begins with that ticks a target group; its name follows.
GROUP = "g."


@spoken
def ask(dialogue: DialogueView, sheet: FactSheet, changed: ProfileField | None = None) -> OutgoingMessage:
    """Ask for a field, with what belongs there and what stands there now."""
    field = ProfileField(dialogue.data["field"])
    now = sheet.texts.get(field, "")
    stands = "\n".join([_("So far:"), quote(now)]) if now else ""
    instead = _("What you write now takes its place.") if now else ""
    counted = progress(sheet) if dialogue.data["walks"] else ""
    lines = "\n".join(filter(None, [_hint(field), instead]))
    asked = bold(profile_field(field))
    rows = [*_group_rows(dialogue, field), _ways(dialogue, field, now)]
    before = saved(changed) if changed else ""
    return outgoing(before, numbered(sheet.result), asked, stands, lines, counted, rows=rows)


def _ways(dialogue: DialogueView, field: ProfileField, now: str) -> list[InlineKeyboardButton]:
    ways = [choice(dialogue, _("🗑 Leave it empty"), CLEAR)] if now and field not in HANDED_IN else []
    ways += [choice(dialogue, _("Next field ▶"), SKIP)] if dialogue.data["walks"] else []
    return [*ways, choice(dialogue, _("🗒 Fact sheet"), ENOUGH)]


def _group_rows(dialogue: DialogueView, field: ProfileField) -> list[list[InlineKeyboardButton]]:
    """Return the usual target groups to tick, as many as fit on a page."""
    if field is not ProfileField.TARGET_GROUPS:
        return []
    ticked = dialogue.data["ticked"]
    ticks = [
        choice(dialogue, ("✅ " if group in ticked else "") + target_group(group), f"{GROUP}{group.name.lower()}")
        for group in TargetGroup
    ]
    saving = [choice(dialogue, _("✅ Save"), TICKED)] if ticked else []
    return [*in_rows(ticks), saving]


@spoken
def ask_whether_a_day(dialogue: DialogueView) -> OutgoingMessage:
    """Ask once, kindly, where words for a day name none."""
    question = _("I cannot find a day or month in it, so nobody can be reminded in time. Would you write it like this?")
    examples = left_to_right("06/2015 · Ende 2015 · 30.06.2015")
    rows = [[choice(dialogue, _("Keep it as it is"), MINE), choice(dialogue, _("🗒 Fact sheet"), ENOUGH)]]
    return outgoing(
        bold(profile_field(ProfileField.FUNDED_UNTIL)), quote(dialogue.data["typed"]), question, examples, rows=rows
    )


@spoken
def ask_which(dialogue: DialogueView, sheet: FactSheet) -> OutgoingMessage:
    """Show what somebody else wrote meanwhile beside what was typed, and let the person choose."""
    field = ProfileField(dialogue.data["field"])
    theirs = quote(sheet.texts.get(field, "")) or _("Taken back: nothing stands here.")
    mine = quote(dialogue.data["typed"]) or _("Taken back: nothing stands here.")
    choices = [
        choice(dialogue, _("Keep theirs"), THEIRS),
        choice(dialogue, _("Take mine"), MINE),
        choice(dialogue, _("Write it anew"), ANEW),
    ]
    notice = bold(_("Meanwhile somebody else has written here: %(field)s") % {"field": profile_field(field)})
    before, after = "\n".join([_("This stands there now:"), theirs]), "\n".join([_("This is yours:"), mine])
    return outgoing(notice, before, after, bold(_("Which one is to stand there?")), rows=in_rows(choices))


def _hint(field: ProfileField) -> str:
    """Return in one sentence what belongs into a field."""
    return {
        ProfileField.TITLE: _("At most 80 characters."),
        ProfileField.SUMMARY: _("Three to five sentences are enough."),
        ProfileField.NEED: _("What is the situation, and why is it needed?"),
        ProfileField.GOALS: _("What is to be better afterwards?"),
        ProfileField.TARGET_GROUPS: _("Who is it for? Tick, write, or both."),
        ProfileField.RESPONSIBLE: _("Which office or organisation? Please no names of persons."),
        ProfileField.PARTNERS: _("Which offices, organisations or groups help?"),
        ProfileField.PERIOD: _("From when until when? For example: 09/2010 to 07/2011, or ongoing."),
        ProfileField.STEPS: _("What is done until when? One step per line."),
        ProfileField.STAFF: _("How many hours or posts?"),
        ProfileField.COSTS_ONCE: _("What does it cost once? Only what is known."),
        ProfileField.COSTS_YEARLY: _("What does it cost each year? Only what is known."),
        ProfileField.FUNDING: _("Where does the money come from: budget, programme, foundation?"),
        ProfileField.FUNDED_UNTIL: _("Until when is there money? A day, a month, or “end of 2015”."),
        ProfileField.INDICATORS: _("How do we see that it works? What is it today, what shall it be, who counts?"),
    }[field]


def target_group(group: TargetGroup) -> str:
    """Return what a usual target group is called."""
    return {
        TargetGroup.PARENTS: pgettext("target group", "Parents"),
        TargetGroup.CHILDREN: pgettext("target group", "Children"),
        TargetGroup.YOUNG_PEOPLE: pgettext("target group", "Young people"),
        TargetGroup.WOMEN: pgettext("target group", "Women"),
        TargetGroup.OLDER_PEOPLE: pgettext("target group", "Older people"),
        TargetGroup.NEWCOMERS: pgettext("target group", "Newcomers"),
        TargetGroup.MIGRANTS: pgettext("target group", "Migrants"),
        TargetGroup.STAFF: pgettext("target group", "The city's staff"),
        TargetGroup.SCHOOLS: pgettext("target group", "Schools, nurseries"),
        TargetGroup.EMPLOYERS: pgettext("target group", "Employers"),
        TargetGroup.ASSOCIATIONS: pgettext("target group", "Associations"),
        TargetGroup.PUBLIC: pgettext("target group", "The public"),
    }[group]
