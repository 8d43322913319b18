"""Welcome, language, consent, own data, farewell."""

from __future__ import annotations

import hashlib
from functools import cache

from telegram import InlineKeyboardButton

from bot.callback_data.pages import Open
from bot.callback_data.registration import Agree, ChangeLanguage, Erase, MyData, PickLanguage, ShowPrivacy
from bot.documents import personal_data
from bot.i18n import _, current_locale, is_right_to_left, use_locale
from bot.languages import DEFAULT_LOCALE, LANGUAGES, LOCALES
from bot.messages import OutgoingFile, OutgoingMessage, button, in_rows, outgoing, spoken
from bot.messages.dialogues import way_out
from bot.messages.formats import bold, left_to_right, value
from bot.messages.needs import needs_button
from bot.services.own_data import OwnData
from bot.services.visitors import DialogueView
from models import Town

#: Raised whenever the meaning of the notice changes; part of the proof of consent.
PRIVACY_VERSION = "2"


def _language_buttons(
    first: str | None, make: type[PickLanguage | ChangeLanguage], target: str
) -> list[InlineKeyboardButton]:
    languages = sorted(LANGUAGES, key=lambda language: language.locale != first)
    data = {
        language.locale: PickLanguage(language.locale, target)
        if make is PickLanguage
        else ChangeLanguage(language.locale)
        for language in languages
    }
    return [button(language.endonym, data[language.locale]) for language in languages]


def welcome(guess: str | None, town: Town, target: str) -> OutgoingMessage:
    """Return the very first message: who this is, and the question for the language, in each language's own name.

    `guess` (a poster's language, or the app's) only comes first; nothing is assumed.
    """
    with use_locale(guess or DEFAULT_LOCALE):
        greeting = _("Welcome! This is the bot of the %(process)s.") % {"process": value(town.process)}
        question = _("In which language shall we write to you?")
    with use_locale(DEFAULT_LOCALE):
        german = _("In which language shall we write to you?")
        rows = in_rows(_language_buttons(guess, PickLanguage, target))
    with use_locale(guess or DEFAULT_LOCALE):
        again = left_to_right(german) if german != question else ""
        return outgoing(bold(greeting), "🌐 " + question, again, rows=rows)


@spoken
def language_choice() -> OutgoingMessage:
    """Return the question for another language."""
    rows = in_rows(_language_buttons(None, ChangeLanguage, ""))
    return outgoing("🌐 " + _("In which language shall we write to you?"), rows=rows)


@spoken
def language_chosen() -> OutgoingMessage:
    """Confirm the new language."""
    return outgoing(_("From now on we write to you in %(language)s.") % {"language": LOCALES[current_locale()].endonym})


def _short_notice(town: Town) -> str:
    """Return the privacy notice in short, in the current locale (domain 4.3, screen 1)."""
    return "\n\n".join(
        [
            bold(_("Privacy in short")),
            _(
                "We store: your Telegram number, the name you choose, your language, your groups, what you"
                " answer about meetings, what you need in order to come, what you hand in and that you agreed. We use"
                " this for invitations, reminders and your proposals for the %(process)s."
            )
            % {"process": value(town.process)},
            _("We do not store: where you come from, your residence status, your telephone number, your religion."),
            _("Taking part has no influence on benefits or on your residence. No case file is read or stored here."),
            _(
                "Telegram is a company outside the European Union. We cannot decide what Telegram stores. Please write"
                " nothing confidential here."
            ),
            _("Your language can hint at your origin; you expressly agree to that, too."),
            _("It is voluntary. You can end it at any time with %(command)s.") % {"command": "/delete"},
            _("Without Telegram: %(contact)s") % {"contact": value(town.contact)} if town.contact else "",
        ]
    )


def _declaration() -> str:
    return _("I am at least 16 years old.")


@cache
def notice_hash(locale: str, version: str) -> str:
    """Return the hash of the notice as it is worded in `locale`, for the proof of consent."""
    with use_locale(locale):
        text = f"{_short_notice(Town(name='', process='', contact='-', imprint=''))}\n\n{_declaration()}"
    return hashlib.sha256(f"{version}:{text}".encode()).hexdigest()


@spoken
def consent(town: Town, target: str, *, german: bool = False) -> OutgoingMessage:
    """Ask for consent; `german` shows the German text, which is the one that counts, under the reader's buttons."""
    locale = current_locale()
    with use_locale(DEFAULT_LOCALE if german else locale):
        notice = outgoing(_short_notice(town), _declaration()).text
    legal = _("This is a translation. The German text counts.") if locale not in {"de", "de-simple"} else ""
    other = ShowPrivacy("short" if german else "german", locale, target)
    yes, no = _yes_and_no(locale, target)
    more = [
        [button(_("📄 Read everything"), ShowPrivacy("full", locale, target))],
        [button(_("Show translation") if german else _("Show German text"), other)] if legal else [],
    ]
    message = outgoing(legal, rows=[yes, *more, no])
    return OutgoingMessage(f"{notice}\n\n{message.text}".strip(), message.rows)


def _yes_and_no(locale: str, target: str) -> tuple[list[InlineKeyboardButton], list[InlineKeyboardButton]]:
    yes = button(_("✅ Yes, I take part"), Agree(locale, PRIVACY_VERSION, target))
    return [yes], [button(_("❌ No, thank you"), ShowPrivacy("no", locale, target))]


@spoken
def consent_after_reading(target: str) -> OutgoingMessage:
    """Ask for consent below the whole notice."""
    rows = _yes_and_no(current_locale(), target)
    return outgoing(bold(_("Do you agree to all of this?")), _declaration(), rows=rows)


@spoken
def declined(town: Town) -> OutgoingMessage:
    """Say goodbye to who does not agree."""
    way = _("You can take part without Telegram, too: %(contact)s") % {"contact": value(town.contact)}
    return outgoing(
        _("All right. Nothing was stored."), way if town.contact else "", _("If you change your mind: /start")
    )


@spoken
def privacy(town: Town) -> OutgoingMessage:
    """Return the whole notice (Art. 13 GDPR)."""
    parts = [
        _("Responsible: %(imprint)s") % {"imprint": value(town.imprint)} if town.imprint else "",
        _("Purpose: organising participation in the %(process)s.") % {"process": value(town.process)},
        _("Legal basis: your consent, Article 6 (1) (a) and Article 9 (2) (a) GDPR."),
        _(
            "Who receives it: Telegram, because the messages go through it. The steering group sees texts without"
            " names."
        ),
        _(
            "How long: as long as you take part. Messages to you 30 days. What you answer about dates, meetings and"
            " minutes 30 days after the meeting. What you need until you take it back. Unfinished entries until you"
            " finish or cancel them."
        ),
        _("What you need in order to come is optional. Whoever organises a meeting sees only how many people need it."),
        _(
            "Whether you took a calendar file is noted until 30 days after the meeting, so that changes reach your"
            " calendar. Of a private calendar address only a checksum is kept, until you switch it off."
        ),
        _(
            "Your rights: information and a copy (/mydata), correction (/language, /name), deletion (/delete),"
            " withdrawal at any time, objection, complaint to the Bavarian data protection commissioner."
        ),
        _("The bot can take back its own messages only for 48 hours. Please clear the chat yourself."),
        _(
            "Telegram also stores data outside the European Union, where other laws apply. You agree to this expressly"
            " (Article 49 (1) (a) GDPR)."
        ),
        _("Questions about privacy are answered by the data protection officer of: %(town)s")
        % {"town": value(town.name)},
        _("No decision about you is made by a machine."),
    ]
    return outgoing(_short_notice(town), bold(_("In detail")), *parts)


@spoken
def imprint(town: Town) -> OutgoingMessage:
    """Return who runs the bot (§ 5 DDG)."""
    contact = _("Contact: %(contact)s") % {"contact": value(town.contact)} if town.contact else ""
    return outgoing(bold(_("Imprint")), value(town.imprint or town.name), contact)


@spoken
def ask_name(current: str, dialogue: DialogueView) -> OutgoingMessage:
    """Ask how the person wants to be called."""
    known = _("At present: %(name)s") % {"name": value(current)} if current else ""
    question = _("How shall we call you? Any name is fine, a made-up one too. Just write it.")
    return outgoing(question, known, rows=[way_out(dialogue)])


@spoken
def name_chosen(name: str) -> OutgoingMessage:
    """Confirm the name."""
    return outgoing(_("Name saved: %(name)s") % {"name": bold(value(name))})


@spoken
def ask_erase() -> OutgoingMessage:
    """Ask before everything is deleted."""
    rows = [
        [button(_("🗑 Delete my data"), Erase("profile"))],
        [button(_("🗑 Also delete my ideas"), Erase("everything"))],
        [button(_("Keep everything"), Open("start"))],
    ]
    return outgoing(
        bold(_("Delete all your data?")),
        _("Your profile, groups, answers and unfinished entries will be gone at once. This cannot be undone."),
        _("Your ideas stay without your name, unless you want them deleted as well."),
        rows=rows,
    )


@spoken
def erased() -> OutgoingMessage:
    """Confirm that everything is deleted."""
    return outgoing(
        bold(_("Everything is deleted.")),
        _("Please clear this chat yourself. Thank you for having taken part. If you want to come back: /start"),
    )


def data_headings() -> dict[str, str]:
    """Return what each section of one's own data is called."""
    return {
        "profile": _("Profile"),
        "consents": _("Consent"),
        "roles": _("Roles"),
        "memberships": _("Groups"),
        "answers": _("Answers to invitations"),
        "needs": _("What you need in order to come"),
        "calendar_files": _("Meetings in your calendar"),
        "calendar_address": _("Private calendar address"),
        "date_polls": _("Answers to questions for a date"),
        "ticks": _("Dates that suit you"),
        "planned": _("Meetings that you planned"),
        "series": _("Series of meetings that you began"),
        "minutes": _("Minutes that you wrote"),
        "reviews": _("What you said to minutes"),
        "opinions": _("Meetings on which you gave an opinion (not which)"),
        "traces": _("Traces in the log of decisions"),
        "ideas": _("Ideas"),
        "cards": _("Spoken ideas that you wrote down, or that were written down for you"),
        "topics": _("Topics for meetings"),
        "results": _("Results"),
        "fact_sheets": _("What you wrote into fact sheets"),
        "conclusions": _("Conclusions"),
        "unrelated": _("Results that you found unrelated"),
        "releases": _("Results that you released or withdrew"),
        "advices": _("Opinions that you gave as a member of the advisory board"),
        "replies": _("Answers to questions of the steering group"),
        "papers": _("Council papers that you began"),
        "sections": _("Sections of council papers that you wrote"),
        "council_records": _("Results of the council that you recorded"),
        "measurements": _("Values of indicators that you recorded"),
        "responsible": _("Measures about which you are asked"),
        "measure_notes": _("What you noted about measures"),
        "evaluations": _("Evaluations that you gave"),
        "broadcasts": _("Messages to many"),
        "unfinished": _("Unfinished entries"),
        "messages": _("Messages sent to you"),
    }


@spoken
def my_data(data: OwnData) -> OutgoingMessage:
    """Show what is stored in a few lines, and offer all of it as files."""
    profile = data["profile"][0]
    lines = [
        _("Name: %(name)s") % {"name": value(profile["name"] or "–")},
        _("Language: %(language)s") % {"language": LOCALES[current_locale()].endonym},
        _("Telegram number: %(number)s") % {"number": left_to_right(str(profile["telegram_id"]))},
    ]
    headings = data_headings()
    lines += [f"{headings[name]}: {len(rows)}" for name, rows in data.items() if rows and name != "profile"]
    files = [[button(_("As a readable page"), MyData("html"))], [button(_("As JSON"), MyData("json"))]]
    rows = [*files, [needs_button()]]
    return outgoing(bold(_("This is stored about you:")), "\n".join(lines), rows=rows)


@spoken
def data_file(data: OwnData, form: str) -> OutgoingMessage:
    """Hand over the person's data as a file: `form` is html or json."""
    title = _("What is stored about you")
    if form == "json":
        return outgoing(title, file=OutgoingFile(personal_data.as_json(data), "mitwirken.json"))
    locale = current_locale()
    direction = "rtl" if is_right_to_left(locale) else "ltr"
    page = personal_data.as_html(data, locale=locale, direction=direction, title=title, headings=data_headings())
    return outgoing(title, file=OutgoingFile(page, "mitwirken.html"))
