"""Unknown hosts (okända värdar): for each, the form that asks what to do with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ..access import Actor, Permission, may
from ..models import ImportRun, Organisation
from ..rules.exchange import HostChoice, UnknownHost, UnknownHosts, reasons_not_to_choose
from ..rules.people import OrganisationKind
from .answers import among, kind_field
from .format import reason


class HostChoiceForm(forms.Form):
    """What one unknown host is."""

    do = kind_field(_("Vad är det?"), HostChoice, blank=gettext_noop("Inte valt än"), required=False)
    to = forms.ModelChoiceField(
        label=_("Den som finns"), queryset=Organisation.objects.none(), required=False, empty_label=_("Välj värd")
    )
    kind = kind_field(_("Slags värd"), OrganisationKind, blank=gettext_noop("Välj slag"), required=False)
    parent = forms.ModelChoiceField(
        label=_("Ligger under"), queryset=Organisation.objects.none(), required=False, empty_label=_("Ingen")
    )

    def __init__(self, data: Any = None, *, may_add: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.may_add = may_add
        everyone = Organisation.objects.order_by("name", "pk")
        among(self, "to", everyone)
        among(self, "parent", everyone)

    def clean(self) -> dict[str, Any]:
        """The rule's reasons at their fields."""
        read = super().clean() or {}
        if not self.errors:
            said = self.chosen(UnknownHost(""))
            for one in reasons_not_to_choose(
                do=said.do, to=said.to, kind=said.kind, parent=said.parent, may_add=self.may_add
            ):
                self.add_error(one.at, reason(one))
        return read

    def chosen(self, about: UnknownHost) -> UnknownHost:
        """The unknown host with what is chosen for it."""
        read = self.cleaned_data
        to, parent = read["to"], read["parent"]
        return replace(
            about,
            do=read["do"].value if read["do"] else "",
            to=to.pk if to else None,
            kind=read["kind"].value if read["kind"] else "",
            parent=parent.pk if parent else None,
        )


@dataclass(frozen=True)
class Asked:
    """One unknown host with its form."""

    key: str
    host: UnknownHost
    form: HostChoiceForm


def host_forms(run: ImportRun, actor: Actor, data: Mapping[str, Any] | None = None) -> list[Asked]:
    """A form for each unknown host of the run, in the order of their names."""
    known = {
        key: replace(each, rows=run.choices[key]["rows"]) for key, each in UnknownHosts.of(run.choices).found.items()
    }
    may_add = may(actor, Permission.ORGANISATION_WRITE)
    return [
        Asked(key, host, HostChoiceForm(data, may_add=may_add, prefix=f"host-{number}", initial=host.plain()))
        for number, (key, host) in enumerate(sorted(known.items()))
    ]
