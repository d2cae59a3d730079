"""The field history carries who acted, also inside prepared statements and after a rollback."""

import pytest
from django.db import transaction

from stegvis.models import Organisation
from stegvis.models.acting import acting

pytestmark = pytest.mark.django_db


def who(organisation: Organisation) -> list[dict[str, object] | None]:
    rows = Organisation.pgh_event_model.objects.filter(pgh_obj_id=organisation.pk).order_by("pgh_id")
    return [row.pgh_context.metadata if row.pgh_context else None for row in rows.select_related("pgh_context")]


def test_every_change_in_the_block_carries_the_actor_and_none_after_it():
    with acting(user=7, role="hr"), transaction.atomic():
        one = Organisation.objects.create(name="Parken", kind="department")
        Organisation.objects.filter(pk=one.pk).update(name="Stadsparken")
    assert who(one) == [{"user": 7, "role": "hr"}] * 2
    assert len({row.pgh_context_id for row in Organisation.pgh_event_model.objects.filter(pgh_obj_id=one.pk)}) == 1


def test_actor_is_kept_after_a_rollback_to_a_savepoint():
    with acting(user=7, role="hr"):
        with transaction.atomic():
            Organisation.objects.create(name="Parken", kind="department")
            transaction.set_rollback(True)
        one = Organisation.objects.create(name="Parken", kind="department")
    assert who(one) == [{"user": 7, "role": "hr"}]


@pytest.mark.django_db(transaction=True)
def test_a_write_outside_a_transaction_carries_the_actor_and_the_next_connection_use_does_not():
    with acting(user=7, role="hr"):
        one = Organisation.objects.create(name="Parken", kind="department")
    Organisation.objects.filter(pk=one.pk).update(name="Stadsparken")
    assert who(one) == [{"user": 7, "role": "hr"}, None]
