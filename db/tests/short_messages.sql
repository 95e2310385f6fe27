-- Short messages to people: no step is skipped or taken back, what a message is stays, one of an event and an addressee, and whom something is about is
-- told to the role that writes to people alone. What holds whatever a program believes.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'survivor', true) AS ignored \gset
CREATE FUNCTION test.message(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN ('70000000-0000-7000-8000-00000000000' || n)::uuid;
CREATE FUNCTION test.add_message(n integer, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE sql
RETURN (SELECT format('INSERT INTO survivor.short_message (%s) SELECT %1$s FROM jsonb_populate_record(NULL::survivor.short_message, %L)',
                      (SELECT string_agg(key, ', ') FROM jsonb_object_keys(row) AS key), row)
        FROM (SELECT jsonb_strip_nulls(jsonb_build_object('uid', test.message(n), 'etag', 1, 'survivor_uid', test.survivor('a'),
                'occasion', 'MESSAGE_OCCASION_NEWS', 'addressee', 'MESSAGE_ADDRESSEE_SURVIVOR', 'addressee_uid', test.survivor('a'),
                'state', 'MESSAGE_STATE_QUEUED', 'tries', 0, 'due_time', now(), 'expire_time', now() + interval '7 days',
                'event_uid', ('71000000-0000-7000-8000-00000000000' || n)::uuid, 'create_time', now(), 'update_time', now(),
                'register', s.register, 'district', s.district, 'institution', s.institution) || otherwise) AS row
              FROM survivor.survivor s WHERE s.uid = test.survivor('a')) AS r);
CREATE FUNCTION test.step(n integer, change text) RETURNS text LANGUAGE sql
RETURN format('UPDATE survivor.short_message SET %s WHERE uid = %L', change, test.message(n));

-- A message waits first; joined ones name what says it too.
SELECT lives_ok(test.add_message(1), 'a message waits');
SELECT throws_ok(test.add_message(2, jsonb_build_object('state', state)), 'DY015', NULL, 'none begins as ' || state)
FROM unnest('{MESSAGE_STATE_SENT,MESSAGE_STATE_FAILED,MESSAGE_STATE_GIVEN_UP,MESSAGE_STATE_NOT_SENT,MESSAGE_STATE_TOLD}'::text[]) AS state;
SELECT throws_ok(test.add_message(2, '{"state": "MESSAGE_STATE_JOINED"}'), '23514', NULL, 'joined to nothing');
SELECT throws_ok(test.add_message(2, jsonb_build_object('joined_uid', test.message(1))), '23514', NULL, 'joined, and waiting');
SELECT lives_ok(test.add_message(2, jsonb_build_object('state', 'MESSAGE_STATE_JOINED', 'joined_uid', test.message(1))), 'joined to one that waits');
SELECT throws_ok(test.add_message(3, '{"event_uid": "71000000-0000-7000-8000-000000000001"}'), '23505', NULL, 'one of an event and an addressee');
SELECT throws_ok(test.add_message(3, jsonb_build_object('addressee_uid', test.survivor('b'))), '23514', NULL, 'a survivor''s own is on their record');
SELECT throws_ok(test.add_message(3, '{"occasion": "MESSAGE_OCCASION_MONEY"}'), '23514', NULL, 'an occasion that is none');

-- Steps.
SELECT throws_ok(test.step(1, 'state = ''MESSAGE_STATE_SENT'', sent_time = now()'), '23514', NULL, 'sent to nobody''s telephone');
SELECT throws_ok(test.step(1, 'state = ''MESSAGE_STATE_SENT'', receiver = ''MESSAGE_RECEIVER_ADDRESSEE'''), '23514', NULL, 'sent at no time');
SELECT throws_ok(test.step(1, 'state = ''MESSAGE_STATE_FAILED'''), '23514', NULL, 'failed for no reason');
SELECT throws_ok(test.step(1, 'state = ''MESSAGE_STATE_TOLD'', reason = ''MESSAGE_REASON_NO_PHONE'''), 'DY015', NULL, 'not told while it waits');
SELECT throws_ok(test.step(1, 'state = ''MESSAGE_STATE_JOINED'', joined_uid = uid'), 'DY015', NULL, 'nor joined later');
SELECT lives_ok(test.step(1, 'tries = tries + 1, receiver = ''MESSAGE_RECEIVER_ADDRESSEE'', claimed_until = now() + interval ''5 minutes'''), 'begun');
SELECT throws_ok(test.step(1, 'tries = 0'), 'DY015', NULL, 'a try is not taken back');
SELECT lives_ok(test.step(1, 'state = ''MESSAGE_STATE_FAILED'', reason = ''MESSAGE_REASON_NO_ANSWER'', claimed_until = NULL'), 'it failed');
SELECT lives_ok(test.step(1, 'state = ''MESSAGE_STATE_SENT'', reason = NULL, sent_time = now()'), '... and was sent');
SELECT throws_ok(test.step(1, change), 'DY015', NULL, 'after it was sent: ' || change)
FROM unnest(ARRAY['state = ''MESSAGE_STATE_FAILED'', reason = ''MESSAGE_REASON_NO_ANSWER'', sent_time = NULL', 'tries = 9', 'due_time = now() - interval ''1 day''',
                  'sent_time = now() - interval ''1 day''', 'receiver = ''MESSAGE_RECEIVER_GUARDIAN''', 'told_by = gen_random_uuid()']) AS change;
SELECT throws_ok(test.step(2, 'state = ''MESSAGE_STATE_SENT'', joined_uid = NULL, receiver = ''MESSAGE_RECEIVER_ADDRESSEE'', sent_time = now()'), 'DY015', NULL,
                 'what is joined is not sent by itself');

-- What it is stays, whatever its state.
SELECT lives_ok(test.add_message(3), 'another');
SELECT throws_ok(test.step(3, change), 'DY015', NULL, 'stays: ' || change)
FROM unnest(ARRAY['occasion = ''MESSAGE_OCCASION_REMINDER''', 'event_uid = gen_random_uuid()', 'expire_time = now()', 'told_by = gen_random_uuid()',
                  'addressee = ''MESSAGE_ADDRESSEE_FAMILY_MEMBER''']) AS change;

-- Told in another way: by a caseworker of the place, once; who it was is whoever the context says.
SELECT lives_ok(test.step(3, 'state = ''MESSAGE_STATE_NOT_SENT'', reason = ''MESSAGE_REASON_NO_PHONE'''), 'not sent');
SELECT is(test.attempt('samir-caseworker', test.step(3, 'reason = ''MESSAGE_REASON_PERSON_DEAD''')), '42501', 'a caseworker does not say why');
SELECT is(test.attempt('samir-caseworker', test.step(3, 'told_by = gen_random_uuid()')), '42501', '... nor who told them');
SELECT is(test.attempt('samir-caseworker', test.step(3, 'state = ''MESSAGE_STATE_SENT''')), 'DY015', '... nor that it was sent');
SELECT is(test.attempt('samir-caseworker', 'SELECT event_uid FROM survivor.short_message'), '42501', '... nor sees what it follows from');
SELECT is(test.attempt('samir-caseworker', 'DELETE FROM survivor.short_message'), '42501', '... nor takes one away');
SELECT is(test.attempt('aysel-registrar', 'SELECT uid FROM survivor.short_message'), '42501', 'a hospital sees none');
SELECT is(test.attempt('samir-caseworker', test.step(3, 'state = ''MESSAGE_STATE_TOLD''')), 'rows 1', 'told');

-- Whom something is about is for the role that writes to people: not for a caseworker, nor for what else the service does by itself.
SELECT is(test.attempt('service', question, '{"role": "background"}'), '42501', 'the service itself does not ask: ' || question)
FROM unnest(ARRAY['SELECT * FROM payment.whom_to_tell(''entitlements/70000000-0000-7000-8000-000000000001'')',
                  'SELECT * FROM payment.guardian_of_payee(ARRAY[gen_random_uuid()])',
                  'SELECT * FROM rehabilitation.whom_to_remind(gen_random_uuid())']) AS question;
SELECT is(test.attempt('samir-caseworker', 'SELECT * FROM payment.whom_to_tell(''entitlements/70000000-0000-7000-8000-000000000001'')'), '42501', 'nor a caseworker');
SELECT is(left(test.attempt('service', question, '{"role": "messages_background"}'), 4), 'rows', 'whoever writes to people does: ' || question)
FROM unnest(ARRAY['SELECT * FROM payment.whom_to_tell(''entitlements/70000000-0000-7000-8000-000000000001'')',
                  'SELECT * FROM payment.guardian_of_payee(ARRAY[gen_random_uuid()])',
                  'SELECT * FROM rehabilitation.whom_to_remind(gen_random_uuid())']) AS question;
SELECT is(test.attempt('service', format('SELECT uid FROM survivor.%I', t), '{"role": "messages_background"}'), '42501', 'writing to people sees nothing of ' || t)
FROM unnest(ARRAY['disability_decision', 'functioning', 'treatment', 'support_case', 'consent', 'referral', 'erasure', 'worn_device', 'match']) AS t;

SELECT * FROM finish();
ROLLBACK;
