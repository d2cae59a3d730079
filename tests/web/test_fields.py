"""Form fields: what was typed is kept, errors are said plainly and lead to their field."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from stegvis.rules.words import Reason
from stegvis.web.fields import field_view, form_errors, refusals


class Everything(forms.Form):
    name = forms.CharField(label="Namn", help_text="Tilltalsnamnet.", max_length=5)
    hours = forms.DecimalField(label="Timmar", min_value=1, max_value=40)
    day = forms.DateField(label="Dag")
    kind = forms.ChoiceField(label="Form", choices=[("", "Välj"), ("a", "Praktik"), ("b", "BEA")])
    answer = forms.ChoiceField(label="Svar", choices=[("y", "Ja"), ("n", "Nej")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Dagar", choices=[("1", "Mån"), ("2", "Tis")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Överens", required=False)
    secret = forms.CharField(label="Lösenord", widget=forms.PasswordInput)
    file = forms.FileField(label="Fil")
    why = forms.CharField(label="Varför", widget=forms.Textarea(attrs={"rows": 3, "placeholder": "…"}), required=False)

    def clean_answer(self) -> str:
        if self.cleaned_data["answer"] == "n":
            raise forms.ValidationError("Rania har redan tackat ja.")
        return self.cleaned_data["answer"]


def filled(**typed: object) -> Everything:
    return Everything(
        {"name": "Rania", "hours": "20", "day": "2026-11-24", "kind": "a", "answer": "y", "secret": "x"} | typed
    )


def html(source: str, **context: object) -> str:
    return engines["jinja2"].env.from_string(source).render(**context)


KINDS = {
    "name": "text",
    "hours": "number",
    "day": "date",
    "kind": "select",
    "answer": "radios",
    "days": "checkboxes",
    "agreed": "checkbox",
    "secret": "password",
    "file": "file",
    "why": "textarea",
}


def test_every_widget_has_its_kind():
    form = Everything()
    assert {name: field_view(form[name]).kind for name in KINDS} == KINDS


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Behöver fyllas i."),
        ({"name": "Kjell-Åke"}, "name", "Högst 5 tecken. Du har skrivit 9."),
        ({"hours": "många"}, "hours", "Skriv ett tal, till exempel 37,5."),
        ({"hours": "41"}, "hours", "Högst 40."),
        ({"hours": "0"}, "hours", "Minst 1."),
        ({"day": "31 februari"}, "day", "Skriv datumet som 2026-11-24."),
        ({"kind": "borttagen"}, "kind", "Det valet finns inte. Välj ett av alternativen."),
        ({"days": ["9"]}, "days", "Det valet finns inte. Välj ett av alternativen."),
        ({"answer": "n"}, "answer", "Rania har redan tackat ja."),
        ({}, "file", "Behöver fyllas i."),
        ({"name": "a\x00"}, "name", "Texten innehåller tecken som inte går att spara."),
    ],
    ids=str,
)
def test_error_is_said_plainly(typed: dict, field: str, said: str):
    assert field_view(filled(**typed)[field]).errors == (said,)


def test_djangos_own_words_are_known_in_english_too():
    with translation.override("en"):
        (error,) = field_view(filled(day="x")["day"]).errors
    assert "Enter a valid date" not in error


@pytest.mark.parametrize(
    ("typed", "field", "kept"),
    [
        ({"name": "Kjell-Åke"}, "name", "Kjell-Åke"),
        ({"hours": "många"}, "hours", "många"),
        ({"secret": "hemligt"}, "secret", ""),
    ],
)
def test_what_was_typed_is_kept_but_never_a_password(typed: dict, field: str, kept: str):
    assert field_view(filled(**typed)[field]).value == kept


def test_unreadable_date_is_shown_as_it_was_typed():
    view = field_view(filled(day="31 februari")["day"])
    assert (view.kind, view.value) == ("date-as-typed", "31 februari")
    assert field_view(Everything(initial={"day": date(2026, 11, 24)})["day"]).value == "2026-11-24"


def test_choices_remember_what_was_chosen():
    form = filled(kind="b", days=["2"], agreed="on")
    assert [option.chosen for option in field_view(form["kind"]).options] == [False, False, True]
    assert [option.chosen for option in field_view(form["days"]).options] == [False, True]
    assert field_view(form["agreed"]).checked


def test_summary_leads_to_the_field_or_to_the_first_choice():
    form = filled(name="", answer="n")
    form.add_error(None, "Platsen är full.")
    assert [(error.text, error.target) for error in form_errors(form)][:3] == [
        ("Platsen är full.", ""),
        ("Namn: Behöver fyllas i.", "id_name"),
        ("Svar: Rania har redan tackat ja.", "id_answer_0"),
    ]


def test_a_rules_reason_leads_to_the_field_it_stands_at():
    (row,) = refusals([Reason("Planen ska vara högst {days} dagar.", days=90, at="ends_on")])
    assert (row.text, row.target) == ("Planen ska vara högst 90 dagar.", "id_ends_on")


def test_every_link_of_the_summary_has_something_to_lead_to():
    form = Everything({})
    page = html(
        '{% from "components/fields.html" import form_fields %}'
        '{% from "components/errors.html" import form_error_summary %}'
        "{{ form_error_summary(form) }}{{ form_fields(form) }}",
        form=form,
    )
    targets = [error.target for error in form_errors(form)]
    assert len(targets) == 7
    assert all(f'href="#{target}"' in page and f'id="{target}"' in page for target in targets)


def test_field_says_its_hint_and_error_to_those_who_listen():
    page = html(
        '{% from "components/fields.html" import form_field %}{{ form_field(bound) }}', bound=filled(name="")["name"]
    )
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'aria-invalid="true"' in page


def test_typed_markup_is_shown_as_text():
    page = html(
        '{% from "components/fields.html" import form_field %}{{ form_field(a) }}{{ form_field(b) }}',
        a=filled(name='"><script>')["name"],
        b=filled(why="</textarea><script>")["why"],
    )
    assert "<script>" not in page


def test_attributes_of_the_widget_are_kept_and_placeholders_dropped():
    page = html('{% from "components/fields.html" import form_field %}{{ form_field(b) }}', b=Everything()["why"])
    assert 'rows="3"' in page
    assert "placeholder" not in page
