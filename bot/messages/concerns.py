"""What speaks against a date, a line each; and the names of feasts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.feasts import Feast
from bot.i18n import _, ngettext, pgettext
from bot.messages.formats import clock_time, listing, value
from bot.messages.meetings import name_of
from bot.services.concerns import Concerns, Neighbour


def lines(concerns: Concerns, timezone: ZoneInfo) -> str:
    """Return what speaks against a date, a line each, or nothing; nothing of it forbids the date."""
    found = [
        _short_notice(concerns.notice_days) if concerns.notice_days is not None else "",
        _("⚠️ That is a Sunday.") if concerns.is_sunday else "",
        _("⚠️ Public holiday: %(name)s") % {"name": value(concerns.holiday)} if concerns.holiday else "",
        _feasts(concerns),
        *(_neighbour(one, timezone) for one in concerns.neighbours),
    ]
    return "\n".join(line for line in found if line)


def _short_notice(days: int) -> str:
    return ngettext(
        "Short notice: people are usually invited %(count)d day before.",
        "Short notice: people are usually invited %(count)d days before.",
        days,
    ) % {"count": days}


def _feasts(concerns: Concerns) -> str:
    names = [feast_name(feast) for feast in concerns.feasts]
    return _("⚠️ That day: %(feasts)s") % {"feasts": listing(names)} if names else ""


def _neighbour(neighbour: Neighbour, timezone: ZoneInfo) -> str:
    meeting, count = neighbour.meeting, neighbour.shared
    words = {"meeting": name_of(meeting), "time": clock_time(meeting.starts_at, timezone), "count": count}
    if not count:
        return _("⚠️ The same day at %(time)s: %(meeting)s") % words
    return (
        ngettext(
            "⚠️ The same day at %(time)s: %(meeting)s (%(count)d person belongs to both)",
            "⚠️ The same day at %(time)s: %(meeting)s (%(count)d people belong to both)",
            count,
        )
        % words
    )


def feast_name(feast: Feast) -> str:
    """Return what a feast is called in the reader's language."""
    return {
        Feast.RAMADAN: pgettext("feast", "Ramadan (fasting month)"),
        Feast.EID_AL_FITR: pgettext("feast", "Eid al-Fitr (end of Ramadan)"),
        Feast.EID_AL_ADHA: pgettext("feast", "Eid al-Adha (Feast of Sacrifice)"),
        Feast.ORTHODOX_CHRISTMAS: pgettext("feast", "Orthodox Christmas"),
        Feast.ORTHODOX_GOOD_FRIDAY: pgettext("feast", "Orthodox Good Friday"),
        Feast.ORTHODOX_EASTER: pgettext("feast", "Orthodox Easter"),
        Feast.ROSH_HASHANAH: pgettext("feast", "Rosh Hashanah (Jewish New Year)"),
        Feast.YOM_KIPPUR: pgettext("feast", "Yom Kippur"),
        Feast.PESACH: pgettext("feast", "Pesach"),
        Feast.HANUKKAH: pgettext("feast", "Hanukkah"),
        Feast.NEWROZ: pgettext("feast", "Newroz"),
    }[feast]
