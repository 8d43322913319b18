"""The German of a council paper's sections, whole: what the Stadtrat would read of the seed's own pair."""

from __future__ import annotations

from functools import partial

from bot.messages.paper_drafts import german
from bot.services import paper_drafts
from models import PaperSection
from models.database import Database
from tests.services.test_papers import COBURG, made, texts  # noqa: F401 (a fixture)
from tests.steering import Steered
from tests.towns import BERLIN
from tests.towns import CONFERENCE_DAY as NOW

FACTS = """Anlass
Im Rahmen des Prozesses „Integrationskonzept für Coburg“ haben Arbeitsgruppen der Steuergruppe Ergebnisse vorgelegt. \
Die Steuergruppe schlägt dem Stadtrat folgende Maßnahme vor:
• BIL-01 „Stadtteilmütter“

BIL-01 „Stadtteilmütter“
Mütter besuchen Familien.

Ausgangslage und Bedarf
Viele Familien kennen die Kitas nicht.

Ergebnisse der Arbeitsgruppen
• AG Bildung: BIL-01 „Stadtteilmütter“, Priorität: Hoch
• AG Begegnung: BIL-01 „Stadtteilmütter“, Priorität: Hoch
• AG Begegnung: IKB-02 „Elternlotsinnen“, Priorität: Mittel

Damit zusammengeführt: IKB-02 „Elternlotsinnen“
Frauen begleiten Eltern.

Schlussfolgerung der Steuergruppe
Die Steuergruppe hat den Vorschlag am 13.10.2009 aufgenommen.
Begründung: Zwei AGs wollen es.

Stellungnahme des Beirats
Vom 13.10.2009: Der Beirat rät dazu.

Alternativen
[OFFEN: Alternativen]"""
RESOLUTION = """1. Der Bericht wird zur Kenntnis genommen.
2. Der Stadtrat beschließt die Umsetzung der Maßnahme BIL-01 „Stadtteilmütter“.
3. Die Verwaltung wird beauftragt:
BIL-01: Schulung ab März 2010
4. Über den Sachstand ist bis [OFFEN: Datum] zu berichten."""
FINANCES = """einmalig: 2.000 €
jährlich: noch zu ermitteln
Haushaltsstelle: noch zu ermitteln
Deckung: Soziale Stadt
Personal: noch zu ermitteln
Finanzierung bis: 06/2015"""


def test_a_paper_is_german_whole_whatever_its_drafter_reads(database: Database, made: Steered) -> None:  # noqa: F811
    phrase, petra = partial(german, COBURG, BERLIN), made.people["Petra"]

    paper = database.transact(paper_drafts.draft, [made.results["BIL-01"]], phrase, acting=petra, now=NOW).id

    written = texts(database, paper)
    assert written[PaperSection.SUBJECT] == "Integrationskonzept für Coburg; Maßnahme „Stadtteilmütter“"
    assert written[PaperSection.FACTS] == FACTS
    assert written[PaperSection.RESOLUTION] == RESOLUTION
    assert written[PaperSection.FINANCES] == FINANCES
