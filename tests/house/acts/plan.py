"""What plans choose among: the smallest world of each action."""

from stegvis.actions import plan_catalogue
from stegvis.actions.standard import plan as standard_plan
from stegvis.rules.history import EventKind as Kind
from stegvis.rules.plan import ActionOwner, TemplateLine

from .declared import BY, Act, leaves


@leaves("plan_catalogue.save_direction", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: plan_catalogue.save_direction(None, name="Studier", by=BY)


@leaves("plan_catalogue.save_template", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    lines = [TemplateLine("Ringa", ActionOwner.BOTH, 7)]
    return lambda: plan_catalogue.save_template(None, name="Söka arbete", lines=lines, by=BY)


@leaves("standard.plan.lay_in", Kind.CATALOGUE_CHANGED)
def _() -> Act:
    return lambda: standard_plan.lay_in(by=BY)
