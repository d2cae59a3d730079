-- A municipality as the release before (migrations to 0005) wrote it: places with a supervisor by name or by account, one
-- agreement that runs, one that begins next year, and placements in every state. Days are counted from today.
INSERT INTO stegvis_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, name, case_ceiling) VALUES
    (1, '!', FALSE, 'handledare', '', FALSE, TRUE, now(), 'Hanna Handledare', 35);
INSERT INTO stegvis_organisation (id, name, kind, parent_id, takes_participants) VALUES
    (1, 'Kommunen', 'municipality', NULL, FALSE),
    (2, 'Skolan', 'department', 1, FALSE),
    (3, 'Bageriet', 'company', NULL, FALSE),
    (4, 'Klubben', 'association', NULL, FALSE),
    (5, 'Enheten', 'unit', 1, TRUE);
INSERT INTO stegvis_agreement (id, organisation_id, kind, reference, starts_on, ends_on, seats) VALUES
    (1, 2, 'internal', 'Internt', CURRENT_DATE - 700, NULL, 5),
    (2, 4, 'civic_partnership', 'IOP', CURRENT_DATE + 40, CURRENT_DATE + 400, 1);
INSERT INTO stegvis_place (
    id, host_id, agreement_id, name, supervisor_name, supervisor_id, supervisor_room, needs_extract, opened_on, closed_on,
    field, tasks, trains, forms, independence_from, independence_to, hours_from, hours_to, slots, travel_zone,
    lowest_swedish, needs_driving_licence, needs_lifting
)
SELECT each.*, 'children', 'Uppgifter', 'Vana', '{work_training,osa}', 1, 4, 10, 40, 1023, '', 0, FALSE, FALSE
FROM (VALUES
    (1, 2, 1, 'Köket', 'Kim Kock', NULL, 2, FALSE, CURRENT_DATE - 900, NULL),
    (2, 2, 1, 'Matsalen', 'Kim Kock', NULL, 1, FALSE, CURRENT_DATE - 800, NULL),
    (3, 2, NULL, 'Fritids', 'Hanna', 1, 4, TRUE, CURRENT_DATE - 800, NULL),
    (4, 3, NULL, 'Ugnen', '', NULL, 3, FALSE, CURRENT_DATE - 800, NULL),
    (5, 3, NULL, 'Disken', 'Bo Bagare', NULL, 3, FALSE, CURRENT_DATE - 800, CURRENT_DATE - 1),
    (6, 4, 2, 'Vallen', 'Vera Vall', NULL, 3, FALSE, CURRENT_DATE - 800, CURRENT_DATE + 300)
) AS each;
INSERT INTO stegvis_placecapacity (id, place_id, seats, starts_on, ends_on) VALUES
    (1, 1, 1, CURRENT_DATE - 900, CURRENT_DATE - 101), (2, 1, 3, CURRENT_DATE - 100, NULL),
    (3, 2, 2, CURRENT_DATE - 800, NULL), (4, 3, 4, CURRENT_DATE - 800, NULL), (5, 4, 2, CURRENT_DATE - 800, NULL),
    (6, 5, 1, CURRENT_DATE - 800, CURRENT_DATE - 1), (7, 6, 1, CURRENT_DATE - 800, CURRENT_DATE + 300);
INSERT INTO stegvis_programme (id, key, name, is_open) VALUES (1, 'insats', 'Insats', TRUE);
INSERT INTO stegvis_participant (
    id, given_name, family_name, identity_number, gender, protection, language, phone, email, travel_zone, created_at
)
SELECT number, 'Person', 'Nummer ' || number, NULL, 'X', 'none', 'svenska', '', '', '', now()
FROM generate_series(1, 9) AS number;
INSERT INTO stegvis_case (
    id, number, referred_on, opened_on, step, independence_level, children_in_household, unit_id, participant_id, programme_id
)
SELECT number, 'Nummer ' || number, CURRENT_DATE - 900, CURRENT_DATE - 900, 1, 1, 0, 5, number, 1
FROM generate_series(1, 9) AS number;
INSERT INTO stegvis_placement (
    id, case_id, place_id, status, starts_on, ends_on, seat, participant_answer, host_answer, participant_answered_on,
    host_answered_on, form, hours_per_week, studies_follow, presentation, chosen_because, proposed_on, host_answered_by,
    ended_because, end_comment
)
SELECT each.*, CURRENT_DATE - 40, CURRENT_DATE - 30, 'work_training', 20, FALSE, '', '', CURRENT_DATE - 50, '', '', ''
FROM (VALUES
    (1, 1, 1, 'active', CURRENT_DATE - 60, CURRENT_DATE + 60, 1, 'yes', 'yes'),
    (2, 2, 1, 'active', CURRENT_DATE - 30, CURRENT_DATE + 60, 2, 'yes', 'yes'),
    (3, 3, 2, 'agreed', CURRENT_DATE - 7, CURRENT_DATE + 90, NULL, 'yes', 'yes'),
    (4, 4, 4, 'active', CURRENT_DATE - 30, CURRENT_DATE + 20, 1, 'yes', 'yes'),
    (5, 5, 6, 'active', CURRENT_DATE - 30, CURRENT_DATE + 90, 1, 'yes', 'yes'),
    (6, 6, 1, 'ended', CURRENT_DATE - 600, CURRENT_DATE - 400, 1, 'yes', 'yes'),
    (7, 7, 1, 'ended', CURRENT_DATE - 890, CURRENT_DATE - 720, 1, 'yes', 'yes'),
    (8, 8, 3, 'host_asked', CURRENT_DATE + 10, CURRENT_DATE + 90, NULL, 'yes', 'waiting'),
    (9, 9, 3, 'participant_asked', CURRENT_DATE + 10, CURRENT_DATE + 90, NULL, 'waiting', 'waiting')
) AS each;
SELECT setval(pg_get_serial_sequence('stegvis_' || each, 'id'), 100)
FROM unnest('{user,organisation,agreement,place,placecapacity,participant,case,placement}'::text[]) AS each;
