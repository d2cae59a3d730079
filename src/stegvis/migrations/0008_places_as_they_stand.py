"""Places as they stand: what is closed says so, organisations get a link in time, supervisors rows of their own."""

from django.db import migrations

CLOSED = """
UPDATE stegvis_place SET status = 'closed' WHERE closed_on < CURRENT_DATE
"""
EXTRACTS = """
UPDATE stegvis_place SET extract_law = 'school' WHERE needs_extract AND field = 'children'
"""
LINKS = """
INSERT INTO stegvis_organisationlink (organisation_id, parent_id, starts_on)
SELECT id, parent_id, DATE '1971-01-01'
FROM stegvis_organisation AS o
WHERE NOT EXISTS (SELECT FROM stegvis_organisationlink AS l WHERE l.organisation_id = o.id)
"""
"""1971 is the year of the large municipal reform: before it no organisation of today lay anywhere."""

SUPERVISORS = """
CREATE TEMPORARY TABLE supervisors_now ON COMMIT DROP AS
SELECT COALESCE('u' || b.user_id, 'n' || b.host_id || ' ' || b.name) AS who,
    min(b.host_id) AS host_id, COALESCE(min(u.name), min(b.name)) AS name, min(b.user_id) AS user_id,
    max(b.people) AS people, min(b.opened_on) AS opened_on, array_agg(b.place_id) AS places
FROM stegvis_supervisors_before AS b LEFT JOIN stegvis_user AS u ON u.id = b.user_id
WHERE b.user_id IS NOT NULL OR b.name <> ''
GROUP BY 1;
INSERT INTO stegvis_supervisor (organisation_id, name, user_id, starts_on)
SELECT host_id, name, user_id, opened_on FROM supervisors_now ORDER BY who;
INSERT INTO stegvis_supervisorroom (supervisor_id, people, starts_on)
SELECT s.id, n.people, n.opened_on FROM supervisors_now AS n JOIN stegvis_supervisor AS s
    ON s.user_id = n.user_id OR s.user_id IS NULL AND n.user_id IS NULL
    AND s.organisation_id = n.host_id AND s.name = n.name;
INSERT INTO stegvis_placesupervisor (place_id, supervisor_id, starts_on)
SELECT b.place_id, s.id, b.opened_on FROM stegvis_supervisors_before AS b JOIN stegvis_supervisor AS s
    ON s.user_id = b.user_id OR s.user_id IS NULL AND b.user_id IS NULL
    AND s.organisation_id = b.host_id AND s.name = b.name;
"""
"""One supervisor for each account, else for each name at a host; the room is the largest that was written."""
SUPERVISED = """
SET LOCAL pgtrigger.ignore = '{stegvis_placement:within_agreement,stegvis_placement:within_supervision}';
UPDATE stegvis_placement AS p
SET agreement_id = COALESCE(p.agreement_id, place.agreement_id), supervisor_id = s.supervisor_id
FROM stegvis_place AS place LEFT JOIN stegvis_placesupervisor AS s ON s.place_id = place.id
WHERE place.id = p.place_id AND p.status IN ('active', 'ended');
RESET pgtrigger.ignore;
DROP TABLE stegvis_supervisors_before;
"""
"""Those who are placed stay, also where they are more than agreed."""

RESERVED = """
UPDATE stegvis_placement SET reserved_until = CURRENT_DATE + 10,
    presentation_approved_on = CASE WHEN participant_answer = 'yes' THEN COALESCE(participant_answered_on, proposed_on) END
WHERE status IN ('participant_asked', 'host_asked', 'agreed')
"""
"""What waits is kept from today; who has said yes has gone through what the host reads."""


class Migration(migrations.Migration):
    dependencies = [("stegvis", "0007_places_triggers")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CLOSED, EXTRACTS, LINKS, SUPERVISORS, SUPERVISED, RESERVED)]
