"""Places that have closed say so, organisations get their first link in time, placements the agreement of the place."""

from django.db import migrations

CLOSED = """
UPDATE stegvis_place SET status = 'closed' WHERE closed_on IS NOT NULL
"""
LINKS = """
INSERT INTO stegvis_organisationlink (organisation_id, parent_id, starts_on)
SELECT id, parent_id, DATE '1971-01-01'
FROM stegvis_organisation AS o
WHERE NOT EXISTS (SELECT FROM stegvis_organisationlink AS l WHERE l.organisation_id = o.id)
"""
AGREEMENTS = """
UPDATE stegvis_placement AS p SET agreement_id = place.agreement_id
FROM stegvis_place AS place
WHERE place.id = p.place_id AND p.agreement_id IS NULL AND p.status IN ('active', 'ended')
"""
"""1971 is the year of the large municipal reform: before it no organisation of today lay anywhere."""


class Migration(migrations.Migration):
    dependencies = [("stegvis", "0007_places_triggers")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CLOSED, LINKS, AGREEMENTS)]
