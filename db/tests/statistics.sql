-- What holds of the layer and of releases whoever writes them: what was counted stays, and a release goes by two people. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- What a statement answers: the SQLSTATE, and the constraint if one refused. Everything it did is undone.
CREATE FUNCTION test.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;

INSERT INTO statistics.fact (kind, pseudonym, recorded_from, kept_from, register, occurred_on, district)
VALUES ('INCIDENT', '00000000-0000-4000-8000-000000000001', '2025-03-01', '2025-03-02', 'az', '2025-02', 'AZ-TAR');
SELECT is(test.outcome($$UPDATE statistics.fact SET district = 'AZ-BAR'$$), 'DY015', 'what was counted stays');
SELECT is(test.outcome('DELETE FROM statistics.fact'), 'DY015', 'and is not removed');
SELECT is(test.outcome($$UPDATE statistics.fact SET kept_until = '2025-03-03'$$), 'rows 1', 'it is closed');
SELECT is(test.outcome($$UPDATE statistics.fact SET kept_until = '2025-03-01'$$), '23514 fact_kept', 'not before it was there');
SELECT is(test.outcome($$INSERT INTO statistics.fact (kind, pseudonym, recorded_from, kept_from, register, occurred_on, district)
  VALUES ('INCIDENT', '00000000-0000-4000-8000-000000000001', '2025-03-01', '2025-03-05', 'az', '2025-02', 'AZ-TAR')$$), '23505 fact_now', 'one version stands at a time');

-- Who drafts is whom the context says; here nobody is signed in.
CREATE FUNCTION test.release(hash text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO statistics.release (uid, etag, register, title_az, title_en, cut_off, known_until, snapshot, tables, definitions, disclosure_edition, records,
    record_root, content, content_hash, drafted_by_uid, create_time, update_time)
  VALUES ('00000000-0000-7000-8000-000000000001', 1, 'az', 'a', 'b', '2025-03-31', '2025-04-30', '2025-05-01T00:00:00Z', '[{}]', '[]', 'e', 1, %L, 'text', %L,
          '00000000-0000-7000-8000-00000000000a', now(), now())$$, repeat('0', 64), hash);
SELECT is(test.outcome(test.release(encode(sha256('text'), 'hex'))), '23502', 'somebody drafts it');
ALTER TABLE statistics.release DISABLE TRIGGER release_step;
SELECT is(test.outcome(test.release(repeat('0', 64))), '23514 release_sealed', 'the seal is that of the text');
SELECT lives_ok(test.release(encode(sha256('text'), 'hex')), 'a draft');
SELECT is(test.outcome($$UPDATE statistics.release SET state = 'RELEASE_STATE_CHECKED', checked_by_uid = drafted_by_uid, check_time = now()$$), '23514 release_by_two',
          'who drafted does not check');
SELECT is(test.outcome($$UPDATE statistics.release SET state = 'RELEASE_STATE_PUBLISHED', published_by_uid = drafted_by_uid, publish_time = now()$$), '23514 release_checked',
          'what nobody checked is not published');
ALTER TABLE statistics.release ENABLE TRIGGER release_step;
SELECT is(test.outcome(change), 'DY015', what)
FROM (VALUES ($$UPDATE statistics.release SET title_en = 'other'$$, 'a draft stays as it was drafted'),
             ($$UPDATE statistics.release SET state = 'RELEASE_STATE_PUBLISHED'$$, 'a draft is not published'),
             ($$UPDATE statistics.release SET state = 'RELEASE_STATE_REVISED'$$, 'nor revised'),
             ('DELETE FROM statistics.release', 'and not removed')) AS c(change, what);
SELECT is(test.outcome($$UPDATE statistics.release SET state = 'RELEASE_STATE_WITHDRAWN'$$), 'rows 1', 'it is taken back');

SELECT * FROM finish();
ROLLBACK;
