"""The names of the topics that results are about; whole words, short enough for a button."""

from __future__ import annotations

from bot.i18n import pgettext
from bot.services.topics import Topic


def topic_name(topic: Topic) -> str:
    """Return what a topic is called in the reader's language."""
    return {
        Topic.LANGUAGE: pgettext("topic", "Language"),
        Topic.SCHOOL: pgettext("topic", "School"),
        Topic.CHILDCARE: pgettext("topic", "Childcare"),
        Topic.PARENTS: pgettext("topic", "Parents"),
        Topic.WORK: pgettext("topic", "Work"),
        Topic.TRAINING: pgettext("topic", "Training"),
        Topic.RECOGNITION: pgettext("topic", "Recognition of degrees"),
        Topic.HOUSING: pgettext("topic", "Housing"),
        Topic.HEALTH: pgettext("topic", "Health"),
        Topic.OLD_AGE: pgettext("topic", "Old age"),
        Topic.YOUTH: pgettext("topic", "Youth"),
        Topic.WOMEN: pgettext("topic", "Women"),
        Topic.SPORT: pgettext("topic", "Sport"),
        Topic.CULTURE: pgettext("topic", "Culture and festivals"),
        Topic.ENCOUNTER: pgettext("topic", "Encounter"),
        Topic.ADMINISTRATION: pgettext("topic", "Administration"),
        Topic.INTERPRETING: pgettext("topic", "Interpreting"),
        Topic.INFORMATION: pgettext("topic", "Information"),
        Topic.VOLUNTEERING: pgettext("topic", "Volunteering"),
        Topic.RELIGION: pgettext("topic", "Religion and dialogue"),
        Topic.PARTICIPATION: pgettext("topic", "Having a say"),
    }[topic]
