"""Which sheet of a town's spreadsheet holds which list of its file, which column which field. Headings are German."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.towns.words import WORDS

#: A cell's value to a field's, and back.
Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field it fills, and what its cells hold besides plain values."""

    heading: str
    field: str
    kind: Kind | None = None


class Kind(StrEnum):
    """What stands in a cell."""

    #: Several, separated by semicolons.
    MANY = "many"
    #: Groups with their priorities: `BIL: hoch; BEG`.
    SUBMISSIONS = "submissions"
    #: `ja` or nothing.
    FLAG = "flag"
    #: One of the German words of `WORDS`.
    WORD = "word"
    #: A number that Excel may have made of a text: `2009`.
    TEXT = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet: `path` is the list in the file; `parent` the field of the entry above that the first column repeats.

    A sheet with a `pair` fills a mapping: the pair's first field is the key, its second the value, or None where the
    value is the row without its key.
    """

    title: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: Column | None = None
    pair: tuple[str, str | None] | None = None


def _columns(text: str) -> tuple[Column, ...]:
    """Read `Heading=field` or `Heading=field:kind`, separated by bars."""
    found = []
    for part in text.split("|"):
        heading, _, rest = part.strip().partition("=")
        field, _, kind = rest.partition(":")
        found.append(Column(heading, field, Kind(kind) if kind else None))
    return tuple(found)


SHEETS: tuple[Sheet, ...] = (
    Sheet("Gremien", ("bodies",), _columns(
        "Kürzel=code|Art=kind:word|Name=name|Kurzname=short_name|Zeichen=emoji|Ort=place|Weg=directions"
        "|Stand=state:word|Seit=founded:text|Seit Jahr=founded_year|Bis=ended:text|Nachfolger=successor"
        "|Auch genannt=aliases:many")),
    Sheet("Sprachen", ("bodies", "texts"), _columns("Sprache=locale|Name=name|Beschreibung=description"),
          Column("Kürzel", "code"), ("locale", None)),
    Sheet("Personen", ("people",), _columns("Name=name|Gremium=body|Rolle=role:word|Bemerkung=note")),
    Sheet("Kennzahlen", ("figures",), _columns(
        "Name=name|Wert=value:text|Stichtag=as_of|Bemerkung=note|Einheit=unit|Quelle=source|Von=low|Bis=high"
        "|Geschätzt=is_estimate:flag|Teil von=part_of|Anteil laut Quelle=quoted_share:text")),
    Sheet("Phasen", ("phases",), _columns(
        "Nummer=number|Name=name|Zweck=purpose|Geplant von=starts_on|Geplant bis=ends_on|Tatsächlich von=began_on"
        "|Tatsächlich bis=ended_on")),
    Sheet("Meilensteine", ("milestones",), _columns(
        "Name=name|Gremium=committee|Dokument=document|Geplant=planned:text|Geplant sortiert=planned_on"
        "|Erreicht=reached:text|Erreicht sortiert=reached_on|Bemerkung=note")),
    Sheet("Netzwerke", ("tags",), _columns("Name=name|Kontakt=contact")),
    Sheet("Sitzungen", ("events",), _columns(
        "Titel=title|Tag=held_on|Uhrzeit=held_at|Ort=place|Gremium=body|Anwesende=heads|Protokoll=minutes")),
    Sheet("Ergebnisse", ("results",), _columns(
        "Nummer=number|Titel=title|Kurzbeschreibung=text|Eingereicht=submitted_on|Von=by:submissions"
        "|Betrifft=concerns:many|Themen=topics:many|Netzwerke=tags:many|Zusammengeführt mit=joined_to")),
    Sheet("Steckbriefe", ("results", "profile"), _columns("Feld=field:word|Text=text:text"),
          Column("Nummer", "number"), ("field", "text")),
    Sheet("Schlussfolgerungen", ("results", "conclusions"), _columns(
        "Art=kind:word|Begründung=reason|Am=concluded_on|Mit=into"), Column("Nummer", "number")),
    Sheet("Antworten", ("results", "replies"), _columns("Gremium=body|Text=text|Am=given_on"),
          Column("Nummer", "number")),
    Sheet("Freigaben", ("results", "releases"), _columns("Am=released_on|Zurückgenommen am=withdrawn_on"),
          Column("Nummer", "number")),
    Sheet("Stellungnahmen", ("results", "advices"), _columns("Text=text|Am=given_on"), Column("Nummer", "number")),
    Sheet("Vorlagen", ("papers",), _columns(
        "Vorlage=number|Vorlagen-Nr.=reference:text|Öffentlich=is_public:flag|Stand=state:word|Angelegt=created_on"
        "|Endgültig=final_on|Ergebnisse=results:many")),
    Sheet("Abschnitte", ("papers", "sections"), _columns("Abschnitt=section:word|Text=text:text"),
          Column("Vorlage", "number"), ("section", "text")),
    Sheet("Beratungsfolge", ("papers", "consultations"), _columns(
        "Gremium=committee|Zuständigkeit=competence:word|Geplant=planned_on|Sitzung am=held_on|Ergebnis=outcome:word"
        "|Ja=votes_for|Nein=votes_against|Bemerkung=note"), Column("Vorlage", "number")),
    Sheet("Indikatoren", ("indicators",), _columns(
        "Name=name|Definition=definition|Einheit=unit|Richtung=direction:word|Quelle=source|Zyklus=cycle"
        "|Stelle=responsible|Gremium=body|Ausgangswert=baseline|Ausgangsdatum=baseline_on|Zielwert=target"
        "|Zieldatum=target_on")),
    Sheet("Messwerte", ("indicators", "measurements"), _columns(
        "Wert=value|Am=measured_on|Geschätzt=is_estimate:flag|Bemerkung=note"), Column("Indikator", "name")),
    Sheet("Maßnahmen", ("measures",), _columns(
        "Nummer=number|Titel=title|Text=text|Ergebnis=result|Vorlage=paper|Stand=state:word|Zuständig=responsible"
        "|Partner=partners|Zielgruppen=target_groups|Zeitraum=period:text|Endet=ends_on|Kosten=costs:text"
        "|Finanzierung=funding|Finanzierung bis=funded_until|Angelegt=created_on|Handlungsfelder=concerns:many"
        "|Netzwerke=tags:many|Indikatoren=indicators:many")),
    Sheet("Schritte", ("measures", "steps"), _columns(
        "Schritt=text|Bis=due:text|Bis sortiert=due_on|Erledigt=done_on"), Column("Maßnahme", "title")),
    Sheet("Sachstand", ("measures", "notes"), _columns(
        "Stand=state:word|Verlauf=progress:word|Text=text|Am=written_on"), Column("Maßnahme", "title")),
    Sheet("Evaluation", ("measures", "evaluations"), _columns(
        "Ergebnis=outcome:word|Belege=evidence|Erkenntnis=lesson|Am=given_on"), Column("Maßnahme", "title")),
)  # fmt: skip

#: The first sheet has a field per row instead of a list.
TOWN_SHEET = "Stadt"
TOWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Format": ("format",),
    "Stichtag": ("as_of",),
    "Name": ("town", "name"),
    "Prozess": ("town", "process"),
    "Impressum": ("town", "imprint"),
    "Kontakt": ("town", "contact"),
    "Monatsbericht an": ("town", "report_recipient"),
    "Gremien des Stadtrats": ("town", "committees"),
}


def to_word(value: str) -> str:
    """Return the German word for a value of the file."""
    return WORDS.get(value, value)


def from_word(word: str) -> str:
    """Return the file's value for a German word; what is neither is left for the check to name."""
    return {german.lower(): value for value, german in WORDS.items()}.get(word.strip().lower(), word.strip())
