"""Every text column is either named as personal on its model, or listed here as saying nothing about anybody."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

OWN = [model for model in apps.get_app_config("stegvis").get_models() if hasattr(model, "personal")]
SAYS_NOTHING = {
    "ContactNote.way", "Mandate.committee", "Mandate.name", "Mandate.source",
    "MandateTarget.forms", "MandateTarget.kinds", "MandateTarget.part", "Organisation.committee", "PlaceOrder.fields",
    "PlaceOrder.form", "PlaceOrder.status", "SoonReady.because",
    "AccessGrant.kind", "AccessLog.kind", "AccessLog.role", "AccessLog.screen", "AccessLog.unit_name", "Activity.kind",
    "AccessLog.participant_ids",
    "Agreement.kind", "Agreement.reference", "Case.number", "CaseEvent.actor_role", "CaseEvent.data", "CaseEvent.kind",
    "CaseEvent.subject_type", "Criterion.text", "CriterionMark.mark", "Exit.outcome", "ImportRow.kind",
    "ImportRun.counts", "ImportRun.kind", "ImportRun.status", "Ladder.name", "Organisation.kind", "Organisation.name",
    "Message.channel", "Message.kind", "Message.status", "Message.subject_type", "Message.why_not",
    "Participant.gender", "Place.field", "Place.forms", "Place.name", "Place.tasks", "Place.trains",
    "Place.travel_zone", "Placement.ended_because", "Placement.form", "Placement.host_answer",
    "Placement.not_realised_because", "Placement.participant_answer", "Placement.status", "Placement.visit_kind",
    "PlacementEvaluation.voice", "Plan.answer", "PlanAction.owner", "PlanAction.status",
    "Programme.key", "Programme.name", "Referral.return_reason", "Referral.source", "Referral.status", "Snooze.rule",
    "Agreement.funding", "AgreementCeiling.form", "AgreementDocument.media_type", "SupervisorLoad.what",
    "SupervisorTraining.name",
    "Employment.contract",
    "Place.extract_law", "Place.requirements", "Place.status", "PlaceConfirmation.answer",
    "StaffRole.role", "Step.name", "TravelTime.from_zone", "TravelTime.to_zone",
    "Criterion.plain_text", "OwnMark.mark", "Step.plain_name",
    "Instrument.key", "Instrument.kind", "Instrument.name", "InstrumentItem.key", "InstrumentItem.respondents",
    "InstrumentText.language", "InstrumentText.respondent", "InstrumentText.text", "InstrumentVersion.licence_note",
    "Rating.answered_how", "Rating.respondent", "RatingAnswer.state",
    "Document.content_type", "Document.secrecy", "Meeting.kind", "Meeting.status", "Note.secrecy",
    "Project.name", "Project.funder", "Project.reference", "ActivityType.kind", "ActivityType.name", "Course.name",
    "Course.kind", "PlanDirection.key", "PlanDirection.name", "Plan.answered_how", "PlanTemplate.name",
    "PlanTemplateAction.text", "PlanTemplateAction.owner", "OwnRequest.kind", "OwnRequest.status",
    "ReviewQuestion.key", "ReviewQuestion.kind", "ReviewQuestion.text", "ReviewSample.kind", "ReviewSample.period",
    "ReviewFinding.answer", "SecrecyConsent.given_how", "SharingSchedule.ground",
    "AttendanceMark.kind", "Incident.kind", "IntroductionPoint.text",
}  # fmt: skip
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField, models.GeneratedField)


def text_columns() -> set[str]:
    return {f"{model.__name__}.{column.name}" for model in OWN for column in model._meta.fields
            if isinstance(column, TEXT) and column.name not in model.personal}  # fmt: skip


def test_every_text_column_is_classified():
    assert text_columns() == SAYS_NOTHING


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_personal_columns_exist(model):
    assert model.personal <= {column.name for column in model._meta.fields}


def test_every_own_table_is_classified():
    named = {model for model in apps.get_app_config("stegvis").get_models() if not model.__name__.endswith("History")}
    assert named == set(OWN) | {model for model in named if model.__module__.startswith("pghistory")}
