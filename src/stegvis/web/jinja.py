"""The template environment (mallmiljön): what every page can use without being given it."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import (
    get_language,
    get_language_bidi,
    gettext,
    ngettext,
    npgettext,
    pgettext,
)
from jinja2 import Environment, StrictUndefined

from stegvis.rules.own import PageLanguage
from stegvis.web import door, fields, format, navigation, week_words


def environment(**options: Any) -> Environment:
    """Jinja2 as Django's backend wants it; a misspelt name is an error everywhere, not only in tests."""
    options = {name: value for name, value in options.items() if name not in {"autoescape", "undefined"}}
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(GLOBALS)
    env.filters.update(FILTERS)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def municipality() -> str:
    return str(settings.MUNICIPALITY)


def oidc_configured() -> bool:
    return bool(settings.OIDC_URL)


def language() -> str:
    return get_language() or str(settings.LANGUAGE_CODE)


def other_languages(*, everybody: bool = False) -> list[tuple[str, str]]:
    """The languages one can switch to, each with its own name for itself; on participants' pages there are more."""
    offered = [code for code, _name in settings.LANGUAGES] if everybody else settings.STAFF_LANGUAGES
    codes = [code for code in offered if code != language()]
    return [(code, PageLanguage(code).label) for code in codes]


GLOBALS: dict[str, Any] = {
    "static": static,
    "url": url,
    "municipality": municipality,
    "language": language,
    "writes_to_the_left": get_language_bidi,
    "other_languages": other_languages,
    "local_today": timezone.localdate,
    "get_messages": get_messages,
    "navigation": navigation.navigation,
    "may_search": navigation.may_search,
    "field_view": fields.field_view,
    "form_errors": fields.form_errors,
    "refusals": fields.refusals,
    "oidc_configured": oidc_configured,
    "demo_people": door.demo_people,
}
FILTERS: dict[str, Any] = {
    "date": format.full_date,
    "day": format.day_and_month,
    "short_date": format.short_date,
    "weekday": format.weekday_and_date,
    "weekday_day": format.weekday_and_day,
    "weekday_number": format.weekday_and_number,
    "capitalized": format.capitalized,
    "translated": gettext,
    "month": format.month_and_year,
    "iso": format.iso_date,
    "clock": format.clock,
    "moment": format.moment,
    "week": format.week,
    "number": format.number,
    "percent": format.percent,
    "reason": format.reason,
    "label": format.label,
    "times": format.times,
    "short_day": week_words.short_day,
    "hours": week_words.hours_number,
    "room": week_words.room_in_words,
}
