"""History (händelser): the kinds of event an action leaves behind, and the kinds of reading that are logged."""

from .words import N_, Labelled


class EventKind(Labelled):
    """What happened; the label is the line in the list of events."""

    PARTICIPANT_REGISTERED = "participant_registered", N_("Registrerad")
    PARTICIPANT_CHANGED = "participant_changed", N_("Personuppgifter ändrade")
    REFERRAL_RECEIVED = "referral_received", N_("Anvisning mottagen")
    REFERRAL_ACCEPTED = "referral_accepted", N_("Anvisning antagen")
    REFERRAL_RETURNED = "referral_returned", N_("Anvisning återsänd")
    CASE_OPENED = "case_opened", N_("Inskriven")
    CASE_CHANGED = "case_changed", N_("Inskrivningen ändrad")
    COORDINATOR_ASSIGNED = "coordinator_assigned", N_("Fick koordinator")
    COORDINATOR_CHANGED = "coordinator_changed", N_("Bytte koordinator")
    MAPPING_HELD = "mapping_held", N_("Kartläggning gjord")
    BASELINE_LOCKED = "baseline_locked", N_("Utgångsläget låst")
    PLAN_SAVED = "plan_saved", N_("Ny version av planen")
    PLAN_AGREED = "plan_agreed", N_("Deltagaren håller med om planen")
    PLAN_DISAGREED = "plan_disagreed", N_("Deltagaren håller inte med om planen")
    PLAN_ACTION_CHANGED = "plan_action_changed", N_("Något i planen ändrade läge")
    ACTIVITY_ADDED = "activity_added", N_("Insats började")
    ACTIVITY_ENDED = "activity_ended", N_("Insats slutade")
    CRITERION_MARKED = "criterion_marked", N_("Punkt bedömd")
    STEP_UP = "step_up", N_("Upp ett steg")
    STEP_DOWN = "step_down", N_("Ner ett steg")
    PLACE_SAVED = "place_saved", N_("Arbetsplats sparad")
    PLACE_CLOSED = "place_closed", N_("Arbetsplats stängd")
    CAPACITY_CHANGED = "capacity_changed", N_("Antal platser ändrat")
    PLACEMENT_PROPOSED = "placement_proposed", N_("Arbetsplats föreslagen")
    PARTICIPANT_SAID_YES = "participant_said_yes", N_("Deltagaren tackade ja")
    PARTICIPANT_SAID_NO = "participant_said_no", N_("Deltagaren tackade nej")
    HOST_SAID_YES = "host_said_yes", N_("Värden tackade ja")
    HOST_SAID_NO = "host_said_no", N_("Värden tackade nej")
    PLACEMENT_STARTED = "placement_started", N_("Placering började")
    PLACEMENT_ENDED = "placement_ended", N_("Placering slutade")
    PLACEMENT_GIVEN_UP = "placement_given_up", N_("Placering blev inte av")
    EXITED = "exited", N_("Avslutad")
    OUTCOME_CONFIRMED = "outcome_confirmed", N_("Utfallet bekräftat")
    IMPORTED = "imported", N_("Uppgifter lästa från fil")
    ACCESS_GRANTED = "access_granted", N_("Någon fick läsa")
    ACCESS_ENDED = "access_ended", N_("Någons läsrätt avslutades")
    WORK_SNOOZED = "work_snoozed", N_("Skjutet upp")
    USER_REGISTERED = "user_registered", N_("Användare upplagd")
    USER_CHANGED = "user_changed", N_("Användare ändrad")
    PASSWORD_LINK_MADE = "password_link_made", N_("Länk för lösenord skapad")
    ROLE_GIVEN = "role_given", N_("Roll given")
    ROLE_ENDED = "role_ended", N_("Roll avslutad")


class ReadKind(Labelled):
    """Why a row stands in the reading log."""

    READ = "read", N_("läste")
    LIST = "list", N_("såg i en lista")
    SEARCH = "search", N_("sökte")
    DENIED = "denied", N_("nekades")
    BREAK_GLASS = "break_glass", N_("öppnade med motivering")
    EXPORT = "export", N_("hämtade fil")


class GrantKind(Labelled):
    """Why somebody may read without a relation of their own."""

    BREAK_GLASS = "break_glass", N_("öppnad med motivering")
    PROTECTED = "protected", N_("får läsa skyddade uppgifter")
    TEAM = "team", N_("del i arbetet")
