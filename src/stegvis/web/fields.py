"""A form's fields made ready to print (formulärfält): kind, kept value, choices, errors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BaseForm, BoundField
from django.utils.translation import gettext

from stegvis.rules.words import Reason
from stegvis.web.format import reason
from stegvis.web.plain_words import in_plain_words

KINDS = {
    "textarea": "textarea",
    "date": "date",
    "select": "select",
    "selectmultiple": "select-many",
    "nullbooleanselect": "select",
    "radioselect": "radios",
    "checkbox": "checkbox",
    "checkboxselectmultiple": "checkboxes",
    "file": "file",
    "clearablefile": "file",
    "email": "email",
    "password": "password",
    "number": "number",
    "search": "search",
    "tel": "tel",
    "url": "url",
    "hidden": "hidden",
}
AS_TYPED = "date-as-typed"
SAID_BY_MARKUP = frozenset({"class", "id", "placeholder", "type", "required", "aria-describedby", "aria-invalid"})


@dataclass(frozen=True)
class Option:
    """One choice (val) of a list; `group` is the heading it stands under, if any."""

    value: str
    label: str
    chosen: bool = False
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class FieldView:
    """One field as the macro `field` wants it."""

    label: str
    name: str
    id: str
    kind: str
    value: str
    checked: bool
    hint: str
    errors: tuple[str, ...]
    required: bool
    options: tuple[Option, ...]
    attrs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FormError:
    """One reason in the summary on top of a form; `target` is the field to go to, if it has one."""

    text: str
    target: str = ""


def field_view(bound: BoundField) -> FieldView:
    """Everything the macro prints about one bound field, with what was typed kept."""
    kind = KINDS.get(bound.widget_type, "text")
    value = "" if kind in {"file", "password"} else _kept_value(bound)
    return FieldView(
        label=str(bound.label),
        name=bound.html_name,
        id=bound.auto_id or bound.html_name,
        kind=_without_losing_the_typed(kind, value),
        value=value,
        checked=kind == "checkbox" and bool(bound.field.widget.check_test(bound.value())),
        hint=str(bound.help_text),
        errors=tuple(text for error in bound.errors.as_data() for text in in_plain_words(error)),
        required=bound.field.required,
        options=_options(bound) if kind in {"select", "select-many", "radios", "checkboxes"} else (),
        attrs=tuple(_attributes(bound)),
    )


def form_errors(asked: BaseForm | Sequence[BaseForm]) -> list[FormError]:
    """Every error of a form, or of several on one page, in the order of the page: those about the whole first."""
    if isinstance(asked, BaseForm):
        return _errors_of(asked)
    return [error for form in asked for error in _errors_of(form)]


def _errors_of(form: BaseForm) -> list[FormError]:
    whole = [FormError(text) for error in form.non_field_errors().as_data() for text in in_plain_words(error)]
    views = [field_view(bound) for bound in form]
    return whole + [FormError(_at_field(view, error), _target(view)) for view in views for error in view.errors]


def refusals(reasons: Iterable[Reason | str]) -> list[FormError]:
    """A rule's reasons as rows of the summary; one that stands at a field leads to it."""
    return [FormError(reason(one), f"id_{one.at}" if isinstance(one, Reason) and one.at else "") for one in reasons]


def _at_field(view: FieldView, error: str) -> str:
    if view.label.endswith("?"):
        return gettext("{label} {error}").format(label=view.label, error=error)
    return gettext("{label}: {error}").format(label=view.label, error=error)


def _target(view: FieldView) -> str:
    """A group of choices has no input with the group's own id: go to its first choice."""
    return f"{view.id}_0" if view.kind in {"radios", "checkboxes"} else view.id


def _kept_value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    if value is None or isinstance(value, list | tuple):
        return ""
    return str(value)


def _without_losing_the_typed(kind: str, value: str) -> str:
    """A browser empties a date field it cannot read; as text the person sees what was typed."""
    if kind != "date" or not value:
        return kind
    try:
        date.fromisoformat(value)
    except ValueError:
        return AS_TYPED
    return kind


def _options(bound: BoundField) -> tuple[Option, ...]:
    widget = bound.field.widget
    groups = widget.optgroups(bound.html_name, widget.format_value(bound.value()))
    return tuple(
        Option(str(option["value"]), str(option["label"]), bool(option["selected"]), group=str(group or ""))
        for group, options, _index in groups
        for option in options
    )


def _attributes(bound: BoundField) -> Iterable[tuple[str, str]]:
    for name, value in bound.field.widget.attrs.items():
        if name not in SAID_BY_MARKUP and value is not None and value is not False:
            yield name, "" if value is True else str(value)
