"""Every case gets the programme it stands in as a dated enrolment, from its first day to its last."""

from django.db import migrations

FORWARD = """
INSERT INTO stegvis_programmeenrolment (case_id, programme_id, starts_on, ends_on, reason)
SELECT id, programme_id, opened_on, closed_on, ''
FROM stegvis_case AS c
WHERE NOT EXISTS (SELECT FROM stegvis_programmeenrolment AS e WHERE e.case_id = c.id)
"""
BACK = """
DELETE FROM stegvis_programmeenrolment AS e
USING stegvis_case AS c
WHERE e.case_id = c.id AND e.reason = '' AND e.starts_on = c.opened_on AND e.ends_on IS NOT DISTINCT FROM c.closed_on
"""
"""Only what stands in the case itself is taken away; a later move has a reason and stays until its table goes."""


class Migration(migrations.Migration):
    dependencies = [("stegvis", "0004_participants_way_triggers")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
