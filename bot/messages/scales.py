"""The names of what stands on a scale or in a list: measures' states, profile fields, sections, council results."""

from __future__ import annotations

from bot.i18n import _, pgettext
from models import Competence, EvaluationOutcome, MeasureState, Outcome, PaperSection, PaperState, ProfileField


def measure_state(state: MeasureState) -> str:
    """Return where a measure stands, in a word or two (S67)."""
    return {
        MeasureState.CONSIDERED: pgettext("measure", "being considered"),
        MeasureState.PROPOSED: pgettext("measure", "proposed"),
        MeasureState.REVIEWED: pgettext("measure", "under review"),
        MeasureState.PLANNED: pgettext("measure", "planned"),
        MeasureState.IN_PAPER: pgettext("measure", "in a council paper"),
        MeasureState.RESOLVED: pgettext("measure", "decided"),
        MeasureState.UNDERWAY: pgettext("measure", "under way"),
        MeasureState.COMPLETED: pgettext("measure", "completed"),
        MeasureState.EVALUATED: pgettext("measure", "evaluated"),
        MeasureState.DEFERRED: pgettext("measure", "put off"),
        MeasureState.REJECTED: pgettext("measure", "rejected"),
        MeasureState.DISCONTINUED: pgettext("measure", "stopped"),
    }[state]


def profile_field(field: ProfileField) -> str:
    """Return what a field of the Maßnahmensteckbrief is called (domain 2.4)."""
    return {
        ProfileField.TITLE: _("Title"),
        ProfileField.SUMMARY: _("Short description"),
        ProfileField.NEED: _("Situation and need"),
        ProfileField.GOALS: _("Goals"),
        ProfileField.TARGET_GROUPS: _("Target groups"),
        ProfileField.RESPONSIBLE: _("Who is in charge"),
        ProfileField.PARTNERS: _("Partners"),
        ProfileField.PERIOD: _("Period"),
        ProfileField.STEPS: _("Steps"),
        ProfileField.STAFF: _("Staff needed"),
        ProfileField.COSTS_ONCE: _("Costs, once"),
        ProfileField.COSTS_YEARLY: _("Costs per year"),
        ProfileField.FUNDING: _("Funding"),
        ProfileField.FUNDED_UNTIL: _("Funded until"),
        ProfileField.INDICATORS: _("How success is measured"),
    }[field]


def paper_section(section: PaperSection) -> str:
    """Return what a section of a Beschlussvorlage is called (domain 2.5)."""
    return {
        PaperSection.SUBJECT: _("Subject"),
        PaperSection.INVOLVED: _("Offices involved"),
        PaperSection.FACTS: _("Facts of the case"),
        PaperSection.RESOLUTION: _("Proposed decision"),
        PaperSection.FINANCES: _("Financial effects"),
        PaperSection.REFERENCES: _("References"),
    }[section]


def paper_state(state: PaperState) -> str:
    """Return where a Beschlussvorlage stands."""
    return {
        PaperState.DRAFT: pgettext("paper", "draft"),
        PaperState.FINAL: pgettext("paper", "final"),
        PaperState.DECIDED: pgettext("paper", "decided"),
        PaperState.WITHDRAWN: pgettext("paper", "withdrawn"),
    }[state]


def competence(kind: Competence) -> str:
    """Return what a committee does with a paper."""
    return {
        Competence.PRELIMINARY: pgettext("committee", "advises first"),
        Competence.DECISION: pgettext("committee", "decides"),
        Competence.INFORMATION: pgettext("committee", "is informed"),
    }[kind]


def outcome(result: Outcome) -> str:
    """Return what came out of a consultation (domain 2.5)."""
    return {
        Outcome.UNANIMOUS: pgettext("council", "decided unanimously"),
        Outcome.MAJORITY: pgettext("council", "decided by a majority"),
        Outcome.AMENDED: pgettext("council", "decided with changes"),
        Outcome.ADJOURNED: pgettext("council", "adjourned"),
        Outcome.DEFERRED: pgettext("council", "put off"),
        Outcome.REJECTED: pgettext("council", "rejected"),
        Outcome.NOTED: pgettext("council", "taken note of"),
    }[result]


def evaluation_outcome(result: EvaluationOutcome) -> str:
    """Return whether a measure reached its goal (S72)."""
    return {
        EvaluationOutcome.REACHED: pgettext("evaluation", "goal reached"),
        EvaluationOutcome.PARTLY: pgettext("evaluation", "partly reached"),
        EvaluationOutcome.MISSED: pgettext("evaluation", "not reached"),
    }[result]
