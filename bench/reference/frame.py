"""What stands around every page of the reference: who is signed in with which role, and the menu."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from stegvis.models import AccessLog, StaffRole
from stegvis.rules.people import Role

MENUS = {
    "unit_manager": [
        ("Idag", "today"),
        ("Anvisningar", "referral_list"),
        ("Deltagare", "participant_list"),
        ("Platser", "place_list"),
        ("Uppföljning", "indicator_list"),
        ("Import", "import_index"),
    ],
    "coordinator": [
        ("Idag", "today"),
        ("Deltagare", "participant_list"),
        ("Platser", "place_list"),
        ("Uppföljning", "indicator_list"),
    ],
}


def role_of(request: HttpRequest) -> StaffRole:
    """The current role of whoever is signed in, with the unit; asked for once in a request."""
    if not hasattr(request, "staff_role"):
        roles = StaffRole.objects.current(timezone.localdate()).filter(user=request.user)
        request.staff_role = roles.select_related("unit").order_by("pk").first()
    if request.staff_role is None or request.staff_role.role not in MENUS:
        raise PermissionDenied
    return request.staff_role


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    role = role_of(request)
    menu = [
        {
            "label": _(label),
            "url": reverse(name),
            "name": name,
            "current": "page"
            if name == here
            else "true"
            if (here, name) == ("participant", "participant_list")
            else "",
        }
        for label, name in MENUS[role.role]
    ]
    return {"menu": menu, "staff_role": role, "role_label": _(Role(role.role).label), "today": timezone.localdate()}


def log_read(request: HttpRequest, people: list[int], *, screen: str, kind: str) -> None:
    """One row in the log of readings."""
    role = role_of(request)
    AccessLog.objects.create(
        kind=kind,
        user_id=request.user.pk,
        user_name=request.user.name,
        role=role.role,
        unit_name=role.unit.name if role.unit else "",
        participant_ids=people,
        screen=screen,
    )
