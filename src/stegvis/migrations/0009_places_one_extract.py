"""Whether a place needs an extract is what its law says; nothing is open because nobody said otherwise.

Where an extract was needed and no law was written, the law stays unsaid (`unstated`): the laws differ in which register
is shown, how old it may be and whether it must be asked for at all, so a guess would let somebody start on the wrong one.
"""

import pgtrigger.compiler
import pgtrigger.migrations
import stegvis.rules.place.way
from django.db import migrations, models

from ._at_once import AtOnce

UNSTATED = """
UPDATE stegvis_place SET extract_law = 'unstated' WHERE needs_extract AND extract_law = '';
UPDATE stegvis_placehistory SET extract_law = 'unstated' WHERE needs_extract AND extract_law = '';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('stegvis', '0008_places_as_they_stand'),
    ]

    operations = [
        AtOnce([
            migrations.RemoveConstraint(
                model_name='extractshown',
                name='extract_shown_law_known',
            ),
            migrations.RemoveConstraint(
                model_name='extractshown',
                name='extract_shown_by_some_law',
            ),
            migrations.RemoveConstraint(
                model_name='place',
                name='place_extract_law_known',
            ),
            migrations.RemoveConstraint(
                model_name='place',
                name='place_extract_law_needs_extract',
            ),
        ]),
        migrations.RunSQL(UNSTATED),
        AtOnce([
            pgtrigger.migrations.RemoveTrigger(
                model_name='place',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='place',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='place',
                name='delete_delete',
            ),
            migrations.RemoveField(
                model_name='place',
                name='needs_extract',
            ),
            migrations.RemoveField(
                model_name='placehistory',
                name='needs_extract',
            ),
            migrations.AlterField(
                model_name='place',
                name='status',
                field=models.CharField(db_default='proposed', default=stegvis.rules.place.way.PlaceStatus['PROPOSED'], max_length=20),
            ),
            migrations.AlterField(
                model_name='placehistory',
                name='status',
                field=models.CharField(db_default='proposed', default=stegvis.rules.place.way.PlaceStatus['PROPOSED'], max_length=20),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "stegvis_placehistory" ("agreement_id", "approved_by_id", "approved_on", "closed_on", "confirmed_on", "extract_law", "field", "forms", "has_shifts", "host_id", "hours_from", "hours_to", "id", "independence_from", "independence_to", "lowest_swedish", "manager_id", "name", "needs_driving_licence", "needs_lifting", "opened_on", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirements", "slots", "status", "supervision_hours", "tasks", "trains", "travel_zone", "union_note", "union_noted_on") SELECT new_values."agreement_id", new_values."approved_by_id", new_values."approved_on", new_values."closed_on", new_values."confirmed_on", new_values."extract_law", new_values."field", new_values."forms", new_values."has_shifts", new_values."host_id", new_values."hours_from", new_values."hours_to", new_values."id", new_values."independence_from", new_values."independence_to", new_values."lowest_swedish", new_values."manager_id", new_values."name", new_values."needs_driving_licence", new_values."needs_lifting", new_values."opened_on", new_values."paused_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."requirements", new_values."slots", new_values."status", new_values."supervision_hours", new_values."tasks", new_values."trains", new_values."travel_zone", new_values."union_note", new_values."union_noted_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='854a3157e73ac6fed3c5b97da0f1c690f57131db', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_426c4', referencing='REFERENCING NEW TABLE AS new_values ', table='stegvis_place', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "stegvis_placehistory" ("agreement_id", "approved_by_id", "approved_on", "closed_on", "confirmed_on", "extract_law", "field", "forms", "has_shifts", "host_id", "hours_from", "hours_to", "id", "independence_from", "independence_to", "lowest_swedish", "manager_id", "name", "needs_driving_licence", "needs_lifting", "opened_on", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirements", "slots", "status", "supervision_hours", "tasks", "trains", "travel_zone", "union_note", "union_noted_on") SELECT new_values."agreement_id", new_values."approved_by_id", new_values."approved_on", new_values."closed_on", new_values."confirmed_on", new_values."extract_law", new_values."field", new_values."forms", new_values."has_shifts", new_values."host_id", new_values."hours_from", new_values."hours_to", new_values."id", new_values."independence_from", new_values."independence_to", new_values."lowest_swedish", new_values."manager_id", new_values."name", new_values."needs_driving_licence", new_values."needs_lifting", new_values."opened_on", new_values."paused_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."requirements", new_values."slots", new_values."status", new_values."supervision_hours", new_values."tasks", new_values."trains", new_values."travel_zone", new_values."union_note", new_values."union_noted_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5bd4928012cb1a40bf5c4ac03a7aa5ace25d2e66', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_de6db', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='stegvis_place', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='place',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "stegvis_placehistory" ("agreement_id", "approved_by_id", "approved_on", "closed_on", "confirmed_on", "extract_law", "field", "forms", "has_shifts", "host_id", "hours_from", "hours_to", "id", "independence_from", "independence_to", "lowest_swedish", "manager_id", "name", "needs_driving_licence", "needs_lifting", "opened_on", "paused_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirements", "slots", "status", "supervision_hours", "tasks", "trains", "travel_zone", "union_note", "union_noted_on") SELECT old_values."agreement_id", old_values."approved_by_id", old_values."approved_on", old_values."closed_on", old_values."confirmed_on", old_values."extract_law", old_values."field", old_values."forms", old_values."has_shifts", old_values."host_id", old_values."hours_from", old_values."hours_to", old_values."id", old_values."independence_from", old_values."independence_to", old_values."lowest_swedish", old_values."manager_id", old_values."name", old_values."needs_driving_licence", old_values."needs_lifting", old_values."opened_on", old_values."paused_until", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."requirements", old_values."slots", old_values."status", old_values."supervision_hours", old_values."tasks", old_values."trains", old_values."travel_zone", old_values."union_note", old_values."union_noted_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a3ad6f2c72cbd67a5e2f3301646256b11f459c28', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2cff9', referencing='REFERENCING OLD TABLE AS old_values ', table='stegvis_place', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='extractshown',
                constraint=models.CheckConstraint(condition=models.Q(('law__in', ['school', 'disability', 'care_home', 'children'])), name='extract_shown_law_known'),
            ),
            migrations.AddConstraint(
                model_name='place',
                constraint=models.CheckConstraint(condition=models.Q(('extract_law__in', ['', 'unstated', 'school', 'disability', 'care_home', 'children'])), name='place_extract_law_known'),
            ),
        ]),
    ]
