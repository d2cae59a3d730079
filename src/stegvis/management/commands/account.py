"""Make an account with a role, such as the first administrator's (konto)."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from stegvis.access import Actor
from stegvis.actions.people import give_role
from stegvis.models import Organisation, User
from stegvis.rules.people import Role


class Command(BaseCommand):
    help = "Skapar ett konto med en roll. Lösenordet frågas efter, eller läses ur en rad på standard in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="det man loggar in med")
        parser.add_argument("--name", required=True, help="för- och efternamn")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--unit", help="enhetens namn, för roller som hör till en enhet")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"Kontot {options['username']} finns redan.")
        with transaction.atomic():
            user = User(username=options["username"], name=options["name"])
            user.set_password(accepted(asked_password(), user))
            user.save()
            unit = unit_named(options["unit"])
            by = Actor.system("stegvis account")
            give_role(user, role=Role(options["role"]), unit=unit, starts_on=timezone.localdate(), by=by)
        self.stdout.write(f"Kontot {user.username} är skapat.")


def asked_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Lösenord: ")
    if getpass.getpass("Lösenordet en gång till: ") != first:
        raise CommandError("Lösenorden är inte lika.")
    return first


def accepted(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    return password


def unit_named(name: str | None) -> Organisation | None:
    if name is None:
        return None
    found = list(Organisation.objects.filter(name=name)[:2])
    if len(found) != 1:
        raise CommandError(f"Det finns {'flera enheter' if found else 'ingen enhet'} som heter {name}.")
    return found[0]
