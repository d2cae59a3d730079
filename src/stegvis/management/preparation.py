"""What must be in place before the web opens; quickly said when nothing has changed (förberedelser)."""

import logging
import os

import psycopg

from stegvis.management import prepared
from stegvis.management.refusal import CannotStart

CONNECT_SECONDS = 5


def check_server() -> None:
    """Raise CannotStart when the server of DATABASE_URL does not answer or is not PostgreSQL."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        address = os.environ.get(name)
        if address and not address.startswith(("postgresql://", "postgres://")):
            raise CannotStart(f"{name} ska börja med postgresql://; Stegvis använder bara PostgreSQL.")
        if address:
            connect_once(name, address)


def connect_once(name: str, address: str) -> None:
    try:
        psycopg.connect(address, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.OperationalError as error:
        why = str(error).strip().splitlines()[0]
        raise CannotStart(f"Databasen i {name} går inte att nå: {why.strip()}") from None
    except psycopg.Error:  # its text would repeat the address, and with it the password
        raise CannotStart(f"{name} är inte en giltig adress till en databas.") from None


def prepare(*, no_demo: bool, reset_demo: bool) -> bool:
    """Migrate, collect and simulate as needed; says whether this is a demonstration."""
    remembered = None if reset_demo else prepared.last_time(no_demo=no_demo)
    if remembered is not None:
        return remembered
    django_as_owner()
    from stegvis.management import installation  # noqa: PLC0415 Django is loaded only when something has changed

    is_demonstration = installation.complete(no_demo=no_demo, reset_demo=reset_demo)
    prepared.remember(no_demo=no_demo, is_demonstration=is_demonstration)
    return is_demonstration


def django_as_owner() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "stegvis.settings"
    os.environ["STEGVIS_DATABASE_ROLE"] = "owner"
    import django  # noqa: PLC0415

    django.setup()
    logging.disable(logging.INFO)
