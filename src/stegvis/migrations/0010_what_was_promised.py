"""What was promised before the update can go on: an agreement that was in force, and room with the supervisor.

The release before had no page for agreements and let nobody be refused by one, so most places rest on none.
"""

from django.db import migrations

NEVER_UNDER = """
UPDATE stegvis_placement AS p SET agreement_id = NULL
FROM stegvis_agreement AS a
WHERE a.id = p.agreement_id AND (a.starts_on > p.ends_on OR a.ends_on < p.starts_on)
"""
"""0008 gave everybody the agreement that the place rests on today; nobody was under one that was never in force then."""

UNCOVERED = """
CREATE TEMPORARY TABLE uncovered ON COMMIT DROP AS
SELECT place.id AS place_id, place.host_id, a.organisation_id AS agreed_with,
    GREATEST(
        (SELECT max(c.seats) FROM stegvis_placecapacity AS c
         WHERE c.place_id = place.id AND COALESCE(c.ends_on, CURRENT_DATE) >= CURRENT_DATE),
        (SELECT count(*) FROM stegvis_placement AS p WHERE p.place_id = place.id AND p.status = 'active')
    ) AS seats
FROM stegvis_place AS place LEFT JOIN stegvis_agreement AS a ON a.id = place.agreement_id
WHERE place.status IN ('open', 'paused') AND NOT EXISTS (
    SELECT FROM stegvis_agreement AS f
    WHERE f.organisation_id IN (place.host_id, a.organisation_id)
        AND f.starts_on <= CURRENT_DATE AND COALESCE(f.ends_on, CURRENT_DATE) >= CURRENT_DATE
)
"""
MEANWHILE = """
INSERT INTO stegvis_agreement (organisation_id, kind, reference, starts_on, ends_on, seats, ended_because, funding)
SELECT u.host_id, 'internal', 'Övergång ' || CURRENT_DATE || ':' || u.host_id, CURRENT_DATE,
    LEAST(CURRENT_DATE + 365, min(next.starts_on) - 1), (
        SELECT sum(each.seats) FROM uncovered AS each WHERE each.host_id = u.host_id
    ), '', ''
FROM uncovered AS u LEFT JOIN stegvis_agreement AS next
    ON next.organisation_id IN (u.host_id, u.agreed_with) AND next.starts_on > CURRENT_DATE
GROUP BY u.host_id
HAVING sum(u.seats) > 0
"""
"""One for each host without any: as many as it has seats, for a year at most, so that Idag asks for the real one."""

FOLLOWED = """
UPDATE stegvis_agreement AS next SET renews_id = m.id
FROM (
    SELECT DISTINCT ON (now.id) now.id, n.id AS next_id
    FROM uncovered AS u JOIN stegvis_agreement AS now ON now.reference = 'Övergång ' || CURRENT_DATE || ':' || u.host_id
        JOIN stegvis_agreement AS n ON n.organisation_id IN (u.host_id, u.agreed_with) AND n.starts_on = now.ends_on + 1
    WHERE n.renews_id IS NULL ORDER BY now.id, n.id
) AS m
WHERE m.next_id = next.id
"""
"""Nobody is asked to renew what the next agreement already follows."""

UNDER = """
SET LOCAL pgtrigger.ignore = '{stegvis_placement:within_agreement,stegvis_placement:within_supervision}';
UPDATE stegvis_placement AS p SET agreement_id = (
    SELECT a.id FROM stegvis_agreement AS a
    WHERE a.organisation_id = place.host_id
        AND a.starts_on <= CURRENT_DATE AND COALESCE(a.ends_on, CURRENT_DATE) >= CURRENT_DATE
    ORDER BY a.id = place.agreement_id DESC NULLS LAST, a.id LIMIT 1
)
FROM stegvis_place AS place
WHERE place.id = p.place_id AND p.status = 'active' AND p.agreement_id IS NULL;
RESET pgtrigger.ignore;
DROP TABLE uncovered;
"""
"""Whoever is placed counts against what is in force."""

ROOM = """
UPDATE stegvis_supervisorroom AS r SET people = n.people
FROM (
    SELECT x.supervisor_id, count(*) AS people
    FROM stegvis_placesupervisor AS x JOIN stegvis_placement AS p
        ON p.place_id = x.place_id AND COALESCE(p.supervisor_id, x.supervisor_id) = x.supervisor_id
    WHERE p.status IN ('active', 'agreed', 'signed') AND p.ends_on >= CURRENT_DATE AND x.ends_on IS NULL
    GROUP BY x.supervisor_id HAVING bool_or(p.status <> 'active')
) AS n
WHERE n.supervisor_id = r.supervisor_id AND r.ends_on IS NULL AND r.people < n.people
"""
"""The same name at several places was several supervisors before 0008, and both had said yes with room at each."""

APPROVED = """
UPDATE stegvis_placement SET presentation_approved_on = COALESCE(participant_answered_on, proposed_on)
WHERE status IN ('active', 'ended') AND participant_answer = 'yes' AND presentation_approved_on IS NULL
"""
"""As 0008 for those who wait: the host goes on reading what it has read."""


class Migration(migrations.Migration):
    dependencies = [("stegvis", "0009_places_one_extract")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (NEVER_UNDER, UNCOVERED, MEANWHILE, FOLLOWED, UNDER, ROOM, APPROVED)
    ]
