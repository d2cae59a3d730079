"""Template filters of the reference: a rule's reason, and a state's word."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from stegvis.rules.words import Reason
from stegvis.web.format import short_date

register = template.Library()
register.filter("short", short_date)


@register.filter
def plus(number, more):
    """Django's own `add` cuts decimals."""
    return number + more


@register.filter
def label(state):
    return gettext(state.label)


@register.filter
def reason(value: Reason):
    return gettext(value.template).format(**{name: _in_words(said) for name, said in value.values.items()})


def _in_words(said):
    if hasattr(said, "label"):
        return label(said)
    return date_format(said, "j F Y") if isinstance(said, date) else said
