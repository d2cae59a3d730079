"""Every table that holds something about a participant (personuppgifterna): its title, and who sees it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Model, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from ... import models as tables
from ...rules.activity import AbsenceKind, ActivityKind
from ...rules.assessment import Swedish
from ...rules.attendance import AbsenceCode, AttendanceKind, IncidentKind
from ...rules.employer import OrderStatus, ReadyBecause
from ...rules.employment import Contract, Support
from ...rules.exit import Outcome
from ...rules.history import EventKind, GrantKind, ReadKind
from ...rules.household import Occupation
from ...rules.ladder import Mark
from ...rules.meeting import MeetingKind, MeetingStatus, SecrecyClass
from ...rules.message import Channel, MessageKind, MessageStatus
from ...rules.own import PageLanguage, RequestKind, RequestStatus
from ...rules.people import Gender, Protection, Role
from ...rules.place import ExtractLaw, Field, PlacementForm
from ...rules.placement import Answer, EndReason, NotRealisedReason, PlacementStatus, VisitKind, Voice
from ...rules.plan import ActionOwner, ActionStatus, AnsweredHow, PlanAnswer
from ...rules.quality import ReviewAnswer
from ...rules.rating import AnsweredHow as RatingAnsweredHow
from ...rules.rating import AnswerState, Respondent
from ...rules.referral import ReferralSource, ReferralStatus, ReturnReason
from ...rules.sharing import ConsentHow, SharedPart, SharingGround
from ...rules.words import N_, Labelled
from ..rating import ratings_the_participant_sees
from .values import half_days_in_words, parts_shared, time_of_day, weekday

CASE = "case__participant"
Says = type[Labelled] | Callable[[Any], str]
"""What the values of a column are called: those of a fixed list, or worked out."""

NEVER = frozenset({"code_hash", "sha256", "fingerprint", "sort_name", "search_name", "letter", "source_hash"})
"""Columns that say nothing to a person: fingerprints, and forms of what stands beside them."""


@dataclass(frozen=True)
class Table:
    """One section of an extract: its title, where the rows are, and the words of its fixed codes.

    `shown` says that the participant sees it without a review of secrecy (`only`: those rows of it). `first` is what a
    row does not say itself and nobody understands it without.
    """

    key: str
    title: str
    model: type[Model]
    path: str = CASE
    shown: bool = False
    only: Q | Callable[[tables.Participant], Q] = field(default_factory=Q)
    without: frozenset[str] = frozenset()
    kinds: Mapping[str, Says] = field(default_factory=dict)
    first: Mapping[str, Combinable] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """What is said first, and the columns of a row in the order of the table, without its way to the person."""
        return [*self.first, *self.own_columns]

    @property
    def own_columns(self) -> list[str]:
        hidden = NEVER | self.without | {"id", self.path.split("__")[0]}
        return [column.name for column in self.model._meta.concrete_fields if column.name not in hidden]


def t(
    key: str,
    title: str,
    model: type[Model],
    path: str = CASE,
    *,
    shown: bool = False,
    only: Q | Callable[[tables.Participant], Q] | None = None,
    without: str = "",
    first: Mapping[str, Combinable] | None = None,
    **kinds: Says,
) -> Table:
    return Table(key, title, model, path, shown, only or Q(), frozenset(without.split()), kinds, first or {})


def answers_the_participant_sees(person: tables.Participant) -> Q:
    return Q(rating__in=ratings_the_participant_sees(person), item__is_internal=False)


WHOSE_TIMES: Mapping[str, Combinable] = {
    "name": Coalesce(NullIf("activity__name", Value("")), "placement__place__name", Value(""))
}
"""What the times are for: an activity, or a place of work."""

SWEDISH = PageLanguage.SWEDISH.value
WHOSE_ANSWER: Mapping[str, Combinable] = {
    "respondent": F("rating__respondent"),
    "answered_on": F("rating__answered_on"),
    "question": Subquery(
        tables.InstrumentText.objects.filter(item=OuterRef("item"), respondent=OuterRef("rating__respondent"))
        .alias(far=Case(When(language=OuterRef("rating__language"), then=0), When(language=SWEDISH, then=1), default=2))
        .order_by("far")
        .values("text")[:1]
    ),
}
"""Who answered and when, and the question in the words in which it was asked."""

WHERE: Mapping[str, Combinable] = {"place": F("placement__place__name")}

BY_ROLE = "user_id user_name participant_ids actor_id actor_name user granted_by"
"""Names of those who read stay with whoever reviews the log; the participant gets them on request."""

TABLES: tuple[Table, ...] = (
    t("person", N_("Personuppgifter"), tables.Participant, "pk", shown=True, gender=Gender, protection=Protection,
      page_language=PageLanguage, reach_by=Channel),
    t("household", N_("Hushåll"), tables.HouseholdMember, "participant", shown=True, without="household"),
    t("household_adult", N_("Hushållet, den andra vuxna"), tables.Household, "members__participant",
      other_adult=Occupation),
    t("household_children", N_("Barn i hushållet"), tables.HouseholdChild, "household__members__participant",
      shown=True),
    t("referrals", N_("Anvisningar"), tables.Referral, "participant", status=ReferralStatus, source=ReferralSource,
      return_reason=ReturnReason),
    t("cases", N_("Inskrivningar"), tables.Case, "participant", shown=True, without="referral"),
    t("programmes", N_("Program"), tables.ProgrammeEnrolment, shown=True),
    t("coordinators", N_("Koordinatorer"), tables.CoordinatorPeriod, shown=True, without="reason over_ceiling_because"),
    t("coordinators_all", N_("Koordinatorer, med skäl"), tables.CoordinatorPeriod),
    t("mappings", N_("Kartläggningar"), tables.IntakeMapping, wishes=Field, swedish=Swedish,
      slots=half_days_in_words),
    t("baseline", N_("Utgångsläge"), tables.Baseline),
    t("plans", N_("Planer"), tables.Plan, shown=True, answer=PlanAnswer, answered_how=AnsweredHow),
    t("plan_goals", N_("Mål i planerna"), tables.PlanGoal, "plan__case__participant", shown=True),
    t("plan_actions", N_("Det som ska göras"), tables.PlanAction, "plan__case__participant", shown=True,
      owner=ActionOwner, status=ActionStatus),
    t("activities", N_("Insatser"), tables.Activity, shown=True, kind=ActivityKind),
    t("week", N_("Tider i veckan"), tables.ScheduleSlot, shown=True, without="activity placement", first=WHOSE_TIMES,
      weekday=weekday, starts_minute=time_of_day, ends_minute=time_of_day),
    t("absence", N_("Anmäld frånvaro"), tables.AbsenceNotice, shown=True, kind=AbsenceKind),
    t("placements", N_("Placeringar"), tables.Placement, form=PlacementForm, status=PlacementStatus,
      ended_because=EndReason, participant_answer=Answer, host_answer=Answer, visit_kind=VisitKind,
      not_realised_because=NotRealisedReason),
    t("placements_longer", N_("Förlängda placeringar"), tables.PlacementExtension, "placement__case__participant",
      shown=True, first=WHERE),
    t("evaluations", N_("Hur placeringarna var"), tables.PlacementEvaluation, "placement__case__participant",
      shown=True, first=WHERE, voice=Voice),
    t("place_orders", N_("Beställda platser"), tables.PlaceOrder, shown=True, status=OrderStatus, fields=Field,
      form=PlacementForm),
    t("soon_ready", N_("Snart redo för en plats"), tables.SoonReady, shown=True, because=ReadyBecause),
    t("employments", N_("Anställningar"), tables.Employment, shown=True, contract=Contract, support=Support),
    t("support_decisions", N_("Beslut om stöd"), tables.SupportDecision, "employment__case__participant", shown=True),
    t("extracts_shown", N_("Visade utdrag ur belastningsregistret"), tables.ExtractShown, "participant", shown=True,
      law=ExtractLaw),
    t("attendance", N_("Närvaro"), tables.AttendanceMark, "placement__case__participant", shown=True,
      without="sent_id supersedes", first=WHERE, kind=AttendanceKind, absence=AbsenceCode),
    t("attendance_months", N_("Godkända månader"), tables.AttendanceMonth, "placement__case__participant", shown=True,
      without="absence_minutes", first=WHERE),
    t("introduction", N_("Introduktion"), tables.IntroductionDone, "placement__case__participant", shown=True,
      first=WHERE),
    t("incidents", N_("Tillbud"), tables.Incident, "placement__case__participant", kind=IncidentKind),
    t("steps", N_("Steg i trappan"), tables.StepMove, shown=True, without="reason"),
    t("step_reasons", N_("Steg i trappan, med skäl"), tables.StepMove, without="moved_by"),
    t("marks", N_("Punkter på trappan"), tables.CriterionMark, shown=True, without="note", mark=Mark),
    t("mark_notes", N_("Punkter på trappan, med anteckning"), tables.CriterionMark, only=~Q(note=""), mark=Mark),
    t("own_marks", N_("Mina egna punkter"), tables.OwnMark, shown=True, mark=Mark),
    t("own_reports", N_("Det jag har skrivit själv"), tables.OwnReport, shown=True),
    t("ratings", N_("Frågor och svar"), tables.Rating, shown=True, only=Q(answered_on__isnull=False),
      respondent=Respondent, answered_how=RatingAnsweredHow, language=PageLanguage),
    t("ratings_all", N_("Alla frågor, också de som väntar"), tables.Rating, respondent=Respondent,
      answered_how=RatingAnsweredHow, language=PageLanguage),
    t("rating_answers", N_("Svaren"), tables.RatingAnswer, "rating__case__participant", shown=True,
      only=answers_the_participant_sees, without="item", first=WHOSE_ANSWER, respondent=Respondent,
      state=AnswerState),
    t("rating_answers_all", N_("Alla svar, också koordinatorns egna"), tables.RatingAnswer, "rating__case__participant",
      without="item", first=WHOSE_ANSWER, respondent=Respondent, state=AnswerState),
    t("meetings", N_("Möten"), tables.Meeting, shown=True, kind=MeetingKind, status=MeetingStatus),
    t("conversations", N_("Samtal"), tables.Conversation,
      without="meeting next_meeting plan own_rating professional_rating"),
    t("notes", N_("Anteckningar"), tables.Note, without="meeting corrects", secrecy=SecrecyClass),
    t("documents", N_("Papper som jag får läsa"), tables.Document, shown=True,
      only=Q(shown_to_participant=True, removed_at__isnull=True), without="removed_at shown_to_participant",
      secrecy=SecrecyClass),
    t("documents_all", N_("Alla papper"), tables.Document, secrecy=SecrecyClass),
    t("consents", N_("Samtycken"), tables.SecrecyConsent, "participant", shown=True, parts=SharedPart,
      given_how=ConsentHow),
    t("sharing_schedules", N_("Det som ska delas"), tables.SharingSchedule, shown=True, without="receiver_user consent",
      parts=SharedPart, ground=SharingGround),
    t("sharings", N_("Det som har delats"), tables.Sharing, "schedule__case__participant", shown=True,
      content=parts_shared),
    t("transfers", N_("Överlämningar mellan enheter"), tables.Transfer, parts=SharedPart),
    t("exits", N_("Avslut"), tables.Exit, outcome=Outcome),
    t("reviews", N_("Kvalitetsgranskningar"), tables.ReviewItem, without="grant plan"),
    t("review_findings", N_("Svar i granskningar"), tables.ReviewFinding, "item__case__participant",
      answer=ReviewAnswer),
    t("messages", N_("Utskick"), tables.Message, "participant", shown=True,
      without="subject_type subject_id", kind=MessageKind, status=MessageStatus,
      channel=Channel),
    t("requests", N_("Det jag har bett om"), tables.OwnRequest, "participant", shown=True, without="content",
      kind=RequestKind,
      status=RequestStatus),
    t("codes", N_("Koder till Mina sidor"), tables.AccessCode, "participant", shown=True),
    t("grants", N_("Särskilda läsrätter"), tables.AccessGrant, "participant", without=BY_ROLE, kind=GrantKind),
    t("events", N_("Händelser"), tables.CaseEvent, "participant_id", without=BY_ROLE, kind=EventKind, actor_role=Role),
    t("readings", N_("Vem som har läst"), tables.AccessLog, "participant_ids__contains", shown=True,
      only=~Q(kind=ReadKind.DENIED), without=BY_ROLE + " screen", kind=ReadKind, role=Role),
    t("readings_all", N_("Vem som har läst, sida för sida"), tables.AccessLog, "participant_ids__contains",
      without=BY_ROLE, kind=ReadKind, role=Role),
)  # fmt: skip

LEFT_OUT: Mapping[str, str] = {
    "DocumentContent": N_("Papprens innehåll. Pappren står i listan och lämnas ut var för sig."),
    "ConversationDraft": N_("Utkast som ingen har sparat än (lagen 2018:218, 5 kap. 2 §)."),
    "HostLink": N_("Nyckeln till arbetsgivarens sida om en placering. Den säger inget om dig."),
    "RatingLink": N_("Nyckeln till en fråga som väntar. Den säger inget om dig."),
    "ImportRow": N_("Rader ur filer som har lästs in. Det som togs in står i de andra delarna."),
    "Snooze": N_("När en handläggare har skjutit upp en uppgift i sin egen lista."),
    "History": N_("Tidigare värden av det som står här. De lämnas ut om du ber om det."),
}
"""What an extract does not hold, and why; printed in every extract."""
