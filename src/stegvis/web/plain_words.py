"""Django's own form errors said as a colleague would (felmeddelanden): what is wanted, with an example."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, override

BY_CODE = {
    "max_length": gettext_noop("Högst {limit_value} tecken. Du har skrivit {show_value}."),
    "min_length": gettext_noop("Minst {limit_value} tecken. Du har skrivit {show_value}."),
    "max_digits": gettext_noop("Talet är för långt."),
    "max_decimal_places": gettext_noop("Talet har för många decimaler."),
}
BY_ENGLISH = {
    "This field is required.": gettext_noop("Behöver fyllas i."),
    "Enter a whole number.": gettext_noop("Skriv ett heltal, till exempel 20."),
    "Enter a number.": gettext_noop("Skriv ett tal, till exempel 37,5."),
    "Enter a valid date.": gettext_noop("Skriv datumet som 2026-11-24."),
    "Enter a valid time.": gettext_noop("Skriv klockslaget som 14.10."),
    "Enter a valid email address.": gettext_noop("Skriv en e-postadress, till exempel namn@kommun.se."),
    "Ensure this value is less than or equal to %(limit_value)s.": gettext_noop("Högst {limit_value}."),
    "Ensure this value is greater than or equal to %(limit_value)s.": gettext_noop("Minst {limit_value}."),
    "Select a valid choice. %(value)s is not one of the available choices.": gettext_noop(
        "Det valet finns inte. Välj ett av alternativen."
    ),
    "Select a valid choice. That choice is not one of the available choices.": gettext_noop(
        "Det valet finns inte. Välj ett av alternativen."
    ),
    "Enter a list of values.": gettext_noop("Välj bland alternativen."),
    "No file was submitted. Check the encoding type on the form.": gettext_noop("Välj en fil."),
    "No file was submitted.": gettext_noop("Välj en fil."),
    "The submitted file is empty.": gettext_noop("Filen är tom."),
    "Null characters are not allowed.": gettext_noop("Texten innehåller tecken som inte går att spara."),
}


def in_plain_words(error: ValidationError) -> list[str]:
    """The sentences of one error; a form's own words stand as they are."""
    plain = _plain(error)
    if plain:
        return [gettext(plain).format(**(error.params or {}))]
    return [str(message) for message in error.messages]


def _plain(error: ValidationError) -> str:
    """Our words for an error that Django phrased itself; those come as lazy translations, never as plain text."""
    message = getattr(error, "message", None)
    if not isinstance(message, Promise):
        return ""
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    with override("en"):
        return BY_ENGLISH.get(str(message), "")
