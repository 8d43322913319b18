"""The first text of every section of a Beschlussvorlage, made of what is known: German, plain, nothing invented.

What is not known stands there as a gap: `[OFFEN: …]`, or „noch zu ermitteln“ for money. Nobody of a group is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from zoneinfo import ZoneInfo

from bot.dates import write_day
from bot.i18n import _, ngettext, pgettext, use_locale
from bot.languages import DEFAULT_LOCALE
from bot.messages.formats import listing, plain_body_name, priority_name
from bot.services.papers import Bundle, Item
from models import Advice, PaperSection, ProfileField, Result, Town


def german(town: Town, timezone: ZoneInfo, bundle: Bundle) -> dict[PaperSection, str]:
    """Return every section in German, whatever language the person reads."""
    with use_locale(DEFAULT_LOCALE):
        return sections(town, timezone, bundle)


def sections(town: Town, timezone: ZoneInfo, bundle: Bundle) -> dict[PaperSection, str]:
    """Return every section in the current locale."""
    return {
        PaperSection.SUBJECT: _subject(town, bundle.items),
        PaperSection.INVOLVED: "\n".join(_involved(bundle.items)),
        PaperSection.FACTS: "\n\n".join(_facts(town, timezone, bundle.items)),
        PaperSection.RESOLUTION: "\n".join(_resolution(bundle.items)),
        PaperSection.FINANCES: "\n\n".join(_about_each(bundle.items, _finances)),
        PaperSection.REFERENCES: "\n\n".join(_about_each(bundle.items, _references)),
    }


def gap(what: str) -> str:
    """Return how the paper says that somebody still has to write something; `papers.find_gaps` finds it."""
    return f"[OFFEN: {what}]"


def _subject(town: Town, items: tuple[Item, ...]) -> str:
    line = ngettext("%(process)s; measure %(titles)s", "%(process)s; measures %(titles)s", len(items))
    titles = listing(_quoted(item.standing.result.title) for item in items)
    return line % {"process": town.process, "titles": titles}


def _quoted(text: str) -> str:
    return pgettext("a title within a sentence", "“%(title)s”") % {"title": text}


def _titled(result: Result) -> str:
    return f"{result.number} {_quoted(result.title)}"


def _involved(items: tuple[Item, ...]) -> Iterator[str]:
    charge, partners = (_each(items, field) for field in (ProfileField.RESPONSIBLE, ProfileField.PARTNERS))
    if not charge and not partners:
        yield gap(_("offices involved"))
    if charge:
        yield _("In charge: %(offices)s") % {"offices": "; ".join(charge)}
    if partners:
        yield _("Partners: %(partners)s") % {"partners": "; ".join(partners)}


def _each(items: Iterable[Item], field: ProfileField) -> list[str]:
    """Return what the proposals say in a field, each text once."""
    return list(dict.fromkeys(item.profile[field] for item in items if field in item.profile))


def _facts(town: Town, timezone: ZoneInfo, items: tuple[Item, ...]) -> Iterator[str]:
    occasion = ngettext(
        "Within the process %(process)s, working groups have handed results in to the steering group. The steering"
        " group proposes this measure to the city council:",
        "Within the process %(process)s, working groups have handed results in to the steering group. The steering"
        " group proposes these measures to the city council:",
        len(items),
    ) % {"process": _quoted(town.process)}
    proposed = [f"• {_titled(item.standing.result)}" for item in items]
    yield "\n".join([_("Occasion"), occasion, *proposed])
    for item in items:
        yield from _proposal(item, timezone)
    yield "\n".join([_("Alternatives"), gap(_("alternatives"))])


def _proposal(item: Item, timezone: ZoneInfo) -> Iterator[str]:
    result = item.standing.result
    summary = item.profile.get(ProfileField.SUMMARY) or gap(_("short description"))
    yield f"{_titled(result)}\n{summary}"
    if ProfileField.NEED in item.profile:
        yield "\n".join([_("Situation and need"), item.profile[ProfileField.NEED]])
    yield "\n".join([_("Results of the working groups"), *_submitted(item)])
    yield from (_joined(child) for child in item.standing.joined)
    yield _concluded(item, timezone)
    yield "\n".join([_("Opinion of the advisory board"), *_advised(item.advices, timezone)])


def _submitted(item: Item) -> Iterator[str]:
    for member in item.standing.family:
        for submission in member.submissions:
            words = {
                "group": plain_body_name(submission.body),
                "result": _titled(member),
                "priority": priority_name(submission.priority),
            }
            yield _("• %(group)s: %(result)s, priority: %(priority)s") % words


def _joined(child: Result) -> str:
    head = _("Joined to it: %(result)s") % {"result": _titled(child)}
    return f"{head}\n{child.text}" if child.text else head


def _concluded(item: Item, timezone: ZoneInfo) -> str:
    title, latest = _("Conclusion of the steering group"), item.standing.latest
    if latest is None or not item.is_accepted:
        return "\n".join([title, gap(_("conclusion of the steering group"))])
    day = write_day(latest.concluded_at.astimezone(timezone).date())
    line = _("On %(day)s the steering group has accepted the proposal.") % {"day": day}
    reason = _("The reason: %(reason)s") % {"reason": latest.reason} if latest.reason else ""
    return "\n".join(part for part in (title, line, reason) if part)


def _advised(advices: tuple[Advice, ...], timezone: ZoneInfo) -> Iterator[str]:
    if not advices:
        yield gap(_("opinion of the advisory board"))
    for advice in advices:
        day = write_day(advice.given_at.astimezone(timezone).date())
        yield _("On %(day)s: %(opinion)s") % {"day": day, "opinion": advice.text}


def _resolution(items: tuple[Item, ...]) -> Iterator[str]:
    measures = listing(_titled(item.standing.result) for item in items)
    deciding = ngettext(
        "2. The city council decides that the measure %(measures)s is carried out.",
        "2. The city council decides that the measures %(measures)s are carried out.",
        len(items),
    )
    yield _("1. The report is taken note of.")
    yield deciding % {"measures": measures}
    yield _("3. The administration is charged with:")
    for item in items:
        steps = item.profile.get(ProfileField.STEPS) or gap(_("charge to the administration"))
        yield f"{item.standing.result.number}: {steps}"
    yield _("4. The state of things is to be reported by %(day)s.") % {"day": gap(pgettext("a gap", "date"))}


def _about_each(items: tuple[Item, ...], describe: Callable[[Item], Iterator[str]]) -> Iterator[str]:
    """Return a paragraph for each proposal, under its number and title where there are several."""
    for item in items:
        head = [_titled(item.standing.result)] if len(items) > 1 else []
        yield "\n".join([*head, *describe(item)])


def _finances(item: Item) -> Iterator[str]:
    """Return a line for each kind of money; what is not known is never guessed."""
    unknown, known = _("still to be found out"), item.profile
    for label, text in (
        (pgettext("finances", "Once"), known.get(ProfileField.COSTS_ONCE)),
        (pgettext("finances", "Per year"), known.get(ProfileField.COSTS_YEARLY)),
        (_("Budget item"), None),
        (_("Covered by"), known.get(ProfileField.FUNDING)),
        (pgettext("finances", "Staff"), known.get(ProfileField.STAFF)),
        (_("Funded until"), known.get(ProfileField.FUNDED_UNTIL)),
    ):
        yield _line(label, text or unknown)


def _line(label: str, text: str) -> str:
    return pgettext("label: text", "%(label)s: %(text)s") % {"label": label, "text": text}


def _references(item: Item) -> Iterator[str]:
    fields = listing(body.name for body in item.standing.fields)
    yield _line(_("Fields of action"), fields or gap(_("fields of action")))
    yield _line(_("Goals"), item.profile.get(ProfileField.GOALS) or gap(pgettext("a gap", "goals")))
    yield _line(_("Plans and networks"), listing(item.tags) or gap(_("plans and networks")))
    indicators = item.profile.get(ProfileField.INDICATORS)
    yield _line(_("Indicators"), indicators or gap(pgettext("a gap", "indicators")))
