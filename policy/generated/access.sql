-- Generated from policy/access.yaml and policy/tables/*.yaml, never edited: ./dayaq policy
-- Who may do what with which columns and rows. db/migrate.sh runs it after every deploy, in one transaction; it may be run again at any
-- time, and leaves nothing of what was granted otherwise.
\set ON_ERROR_STOP on
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '20s';
-- Two at once would change the same rows of the catalogue.
SELECT pg_advisory_xact_lock(hashtextextended('dayaq.access_policy', 0));

DO $$
DECLARE
  services constant text[] := '{access,audit,employment,incident,payment,rehabilitation,statistics,survivor}';
  schemas constant text[] := '{access,audit,employment,idempotency,incident,outbox,payment,rehabilitation,sealing,statistics,survivor}';
  everyone oid[];
  subject record;
BEGIN
  -- Whoever is not the owner and no keeper: also roles that the policy no longer has, and the public.
  everyone := ARRAY(SELECT r.oid FROM pg_roles r
                    WHERE r.rolname <> 'dayaq_owner' AND r.rolname NOT IN (SELECT s.service || '_keeper' FROM unnest(services) AS s(service)));
  FOR subject IN
    SELECT g.kind, g.name, string_agg(DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END, ', ') AS roles
    FROM (SELECT 'SCHEMA' AS kind, n.nspname::text AS name, a.grantee, n.nspname FROM pg_namespace n, aclexplode(n.nspacl) AS a
          UNION ALL
          SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass::text, a.grantee, n.nspname
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS a
          UNION ALL
          SELECT 'TABLE', c.oid::regclass::text, a.grantee, n.nspname
          FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) AS a) AS g
    WHERE g.nspname = ANY (schemas) AND (g.grantee = 0 OR g.grantee = ANY (everyone))
    GROUP BY g.kind, g.name ORDER BY g.kind, g.name
  LOOP
    EXECUTE format('REVOKE ALL ON %s %s FROM %s', subject.kind, subject.name, subject.roles);
  END LOOP;
  -- A function is its owner's to give and to take: dayaq_owner's or a keeper's.
  FOR subject IN
    SELECT f.oid::regprocedure AS name, f.proowner::regrole::text AS owner, string_agg(DISTINCT a.grantee::regrole::text, ', ') AS roles
    FROM pg_proc f, aclexplode(f.proacl) AS a
    WHERE f.pronamespace::regnamespace::text = ANY (schemas) AND a.grantee = ANY (everyone)
    GROUP BY f.oid, f.proowner ORDER BY 1
  LOOP
    PERFORM set_config('role', subject.owner, true);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s', subject.name, subject.roles);
  END LOOP;
  PERFORM set_config('role', 'dayaq_owner', true);
  -- Keepers own functions that look across rows, and the owner owns the tables: their policies come with migrations.
  FOR subject IN
    SELECT p.policyname AS name, format('%I.%I', p.schemaname, p.tablename) AS table_name FROM pg_policies p
    WHERE p.schemaname = ANY (services)
      AND NOT p.roles <@ ARRAY(SELECT s.service || '_keeper' FROM unnest(services) AS s(service) UNION ALL SELECT 'dayaq_owner')::name[]
    ORDER BY 2, 1
  LOOP
    EXECUTE format('DROP POLICY %I ON %s', subject.name, subject.table_name);
  END LOOP;
END
$$;

DELETE FROM access.column_class;
INSERT INTO access.column_class (table_name, column_name, class) VALUES
  ('access.break_glass', 'assignment_uid', 'AUDIT'),
  ('access.break_glass', 'closed_time', 'OPERATIONAL'),
  ('access.break_glass', 'create_time', 'OPERATIONAL'),
  ('access.break_glass', 'district', 'OPERATIONAL'),
  ('access.break_glass', 'etag', 'OPERATIONAL'),
  ('access.break_glass', 'expire_time', 'OPERATIONAL'),
  ('access.break_glass', 'institution', 'OPERATIONAL'),
  ('access.break_glass', 'number', 'OPERATIONAL'),
  ('access.break_glass', 'opened_by', 'AUDIT'),
  ('access.break_glass', 'person_uid', 'OPERATIONAL'),
  ('access.break_glass', 'reason', 'OPERATIONAL'),
  ('access.break_glass', 'reason_words', 'AUDIT'),
  ('access.break_glass', 'register', 'OPERATIONAL'),
  ('access.break_glass', 'review_due_time', 'OPERATIONAL'),
  ('access.break_glass', 'review_overdue', 'OPERATIONAL'),
  ('access.break_glass', 'reviewed_by', 'AUDIT'),
  ('access.break_glass', 'reviewed_time', 'OPERATIONAL'),
  ('access.break_glass', 'reviewer_institution', 'OPERATIONAL'),
  ('access.break_glass', 'role', 'OPERATIONAL'),
  ('access.break_glass', 'uid', 'OPERATIONAL'),
  ('access.break_glass', 'update_time', 'OPERATIONAL'),
  ('access.break_glass', 'verdict', 'OPERATIONAL'),
  ('access.break_glass', 'verdict_words', 'AUDIT'),
  ('access.column_class', 'class', 'PUBLIC'),
  ('access.column_class', 'column_name', 'PUBLIC'),
  ('access.column_class', 'table_name', 'PUBLIC'),
  ('access.context_key', 'create_time', 'SECRET'),
  ('access.context_key', 'id', 'SECRET'),
  ('access.context_key', 'key', 'SECRET'),
  ('access.institution', 'closed_time', 'PUBLIC'),
  ('access.institution', 'code', 'PUBLIC'),
  ('access.institution', 'create_time', 'PUBLIC'),
  ('access.institution', 'district', 'PUBLIC'),
  ('access.institution', 'etag', 'PUBLIC'),
  ('access.institution', 'kind', 'PUBLIC'),
  ('access.institution', 'name_az', 'PUBLIC'),
  ('access.institution', 'name_en', 'PUBLIC'),
  ('access.institution', 'update_time', 'PUBLIC'),
  ('access.institution', 'valid_from', 'PUBLIC'),
  ('access.institution', 'valid_until', 'PUBLIC'),
  ('access.policy_version', 'applied_time', 'PUBLIC'),
  ('access.policy_version', 'hash', 'PUBLIC'),
  ('access.program_support', 'because', 'PUBLIC'),
  ('access.program_support', 'change_time', 'PUBLIC'),
  ('access.program_support', 'oldest', 'PUBLIC'),
  ('access.role_assignment', 'approved_by', 'AUDIT'),
  ('access.role_assignment', 'approved_time', 'OPERATIONAL'),
  ('access.role_assignment', 'create_time', 'OPERATIONAL'),
  ('access.role_assignment', 'delegated_actions', 'OPERATIONAL'),
  ('access.role_assignment', 'delegated_from', 'OPERATIONAL'),
  ('access.role_assignment', 'districts', 'OPERATIONAL'),
  ('access.role_assignment', 'ended_by', 'AUDIT'),
  ('access.role_assignment', 'ended_reason', 'AUDIT'),
  ('access.role_assignment', 'ended_time', 'OPERATIONAL'),
  ('access.role_assignment', 'etag', 'OPERATIONAL'),
  ('access.role_assignment', 'institution', 'OPERATIONAL'),
  ('access.role_assignment', 'national', 'OPERATIONAL'),
  ('access.role_assignment', 'person_uid', 'OPERATIONAL'),
  ('access.role_assignment', 'proposed_by', 'AUDIT'),
  ('access.role_assignment', 'reason', 'AUDIT'),
  ('access.role_assignment', 'registers', 'OPERATIONAL'),
  ('access.role_assignment', 'role', 'OPERATIONAL'),
  ('access.role_assignment', 'staff_uid', 'OPERATIONAL'),
  ('access.role_assignment', 'state', 'OPERATIONAL'),
  ('access.role_assignment', 'uid', 'OPERATIONAL'),
  ('access.role_assignment', 'update_time', 'OPERATIONAL'),
  ('access.role_assignment', 'valid_from', 'OPERATIONAL'),
  ('access.role_assignment', 'valid_until', 'OPERATIONAL'),
  ('access.role_rule', 'not_with', 'PUBLIC'),
  ('access.role_rule', 'powerful', 'PUBLIC'),
  ('access.role_rule', 'role', 'PUBLIC'),
  ('access.scope', 'digest', 'SECRET'),
  ('access.scope', 'districts', 'SECRET'),
  ('access.scope', 'id', 'SECRET'),
  ('access.scope', 'institution', 'SECRET'),
  ('access.scope', 'national', 'SECRET'),
  ('access.scope', 'policy_role', 'SECRET'),
  ('access.scope', 'registers', 'SECRET'),
  ('access.session', 'create_time', 'OPERATIONAL'),
  ('access.session', 'issuer', 'SECRET'),
  ('access.session', 'revoked_time', 'OPERATIONAL'),
  ('access.session', 'sid', 'SECRET'),
  ('access.session', 'staff_uid', 'OPERATIONAL'),
  ('access.session', 'uid', 'OPERATIONAL'),
  ('access.staff', 'closed_time', 'OPERATIONAL'),
  ('access.staff', 'create_time', 'OPERATIONAL'),
  ('access.staff', 'etag', 'OPERATIONAL'),
  ('access.staff', 'family_name', 'AUDIT'),
  ('access.staff', 'given_name', 'AUDIT'),
  ('access.staff', 'issuer', 'AUDIT'),
  ('access.staff', 'subject', 'AUDIT'),
  ('access.staff', 'uid', 'OPERATIONAL'),
  ('access.staff', 'update_time', 'OPERATIONAL'),
  ('audit.entry', 'canonical', 'AUDIT'),
  ('audit.entry', 'decision', 'AUDIT'),
  ('audit.entry', 'institution', 'AUDIT'),
  ('audit.entry', 'leaf', 'AUDIT'),
  ('audit.entry', 'method', 'AUDIT'),
  ('audit.entry', 'purpose', 'AUDIT'),
  ('audit.entry', 'reason', 'AUDIT'),
  ('audit.entry', 'recorded_at', 'AUDIT'),
  ('audit.entry', 'resources', 'AUDIT'),
  ('audit.entry', 'role', 'AUDIT'),
  ('audit.entry', 'service', 'AUDIT'),
  ('audit.entry', 'staff_uid', 'AUDIT'),
  ('audit.entry', 'uid', 'AUDIT'),
  ('audit.judged', 'log', 'OPERATIONAL'),
  ('audit.judged', 'seq', 'OPERATIONAL'),
  ('audit.judged', 'stage', 'OPERATIONAL'),
  ('audit.leaf', 'leaf', 'AUDIT'),
  ('audit.leaf', 'log', 'AUDIT'),
  ('audit.leaf', 'recorded_at', 'AUDIT'),
  ('audit.leaf', 'seq', 'AUDIT'),
  ('audit.leaf', 'uid', 'AUDIT'),
  ('audit.log', 'checkpoint', 'OPERATIONAL'),
  ('audit.log', 'checkpoint_time', 'OPERATIONAL'),
  ('audit.log', 'edge', 'OPERATIONAL'),
  ('audit.log', 'id', 'OPERATIONAL'),
  ('audit.log', 'indexed', 'OPERATIONAL'),
  ('audit.log', 'opened_time', 'OPERATIONAL'),
  ('audit.log', 'origin', 'OPERATIONAL'),
  ('audit.log', 'published', 'OPERATIONAL'),
  ('audit.log', 'sealed_time', 'OPERATIONAL'),
  ('audit.log', 'size', 'OPERATIONAL'),
  ('audit.log', 'witnessed', 'OPERATIONAL'),
  ('audit.log', 'witnessed_checkpoint', 'OPERATIONAL'),
  ('audit.log', 'witnessed_time', 'OPERATIONAL'),
  ('audit.look', 'entry_uid', 'AUDIT'),
  ('audit.look', 'recorded_at', 'AUDIT'),
  ('audit.look', 'resource', 'AUDIT'),
  ('audit.lost', 'leaf', 'AUDIT'),
  ('audit.lost', 'log', 'AUDIT'),
  ('audit.lost', 'seq', 'AUDIT'),
  ('audit.queue', 'leaf', 'AUDIT'),
  ('audit.queue', 'recorded_at', 'AUDIT'),
  ('audit.queue', 'uid', 'AUDIT'),
  ('audit.unusual_look', 'action', 'AUDIT'),
  ('audit.unusual_look', 'create_time', 'OPERATIONAL'),
  ('audit.unusual_look', 'district', 'OPERATIONAL'),
  ('audit.unusual_look', 'entry_uid', 'AUDIT'),
  ('audit.unusual_look', 'etag', 'OPERATIONAL'),
  ('audit.unusual_look', 'institution', 'OPERATIONAL'),
  ('audit.unusual_look', 'look_time', 'OPERATIONAL'),
  ('audit.unusual_look', 'person', 'AUDIT'),
  ('audit.unusual_look', 'purpose', 'AUDIT'),
  ('audit.unusual_look', 'reasons', 'AUDIT'),
  ('audit.unusual_look', 'register', 'OPERATIONAL'),
  ('audit.unusual_look', 'reviewed_by', 'AUDIT'),
  ('audit.unusual_look', 'reviewed_time', 'OPERATIONAL'),
  ('audit.unusual_look', 'reviewer_institution', 'OPERATIONAL'),
  ('audit.unusual_look', 'role', 'OPERATIONAL'),
  ('audit.unusual_look', 'score', 'OPERATIONAL'),
  ('audit.unusual_look', 'staff_uid', 'AUDIT'),
  ('audit.unusual_look', 'state', 'OPERATIONAL'),
  ('audit.unusual_look', 'uid', 'OPERATIONAL'),
  ('audit.unusual_look', 'update_time', 'OPERATIONAL'),
  ('audit.unusual_look', 'verdict_words', 'AUDIT'),
  ('audit.watched_record', 'create_time', 'OPERATIONAL'),
  ('audit.watched_record', 'district', 'OPERATIONAL'),
  ('audit.watched_record', 'etag', 'OPERATIONAL'),
  ('audit.watched_record', 'institution', 'OPERATIONAL'),
  ('audit.watched_record', 'number', 'OPERATIONAL'),
  ('audit.watched_record', 'register', 'OPERATIONAL'),
  ('audit.watched_record', 'set_by', 'AUDIT'),
  ('audit.watched_record', 'uid', 'OPERATIONAL'),
  ('audit.watched_record', 'update_time', 'OPERATIONAL'),
  ('audit.watched_record', 'watched', 'OPERATIONAL'),
  ('audit.watched_record', 'words', 'AUDIT'),
  ('audit.withholding', 'approved_by', 'AUDIT'),
  ('audit.withholding', 'approved_time', 'OPERATIONAL'),
  ('audit.withholding', 'article', 'AUDIT'),
  ('audit.withholding', 'create_time', 'OPERATIONAL'),
  ('audit.withholding', 'district', 'OPERATIONAL'),
  ('audit.withholding', 'end_time', 'OPERATIONAL'),
  ('audit.withholding', 'ended_by', 'AUDIT'),
  ('audit.withholding', 'ended_time', 'OPERATIONAL'),
  ('audit.withholding', 'etag', 'OPERATIONAL'),
  ('audit.withholding', 'institution', 'OPERATIONAL'),
  ('audit.withholding', 'legal_act', 'AUDIT'),
  ('audit.withholding', 'looks_from', 'OPERATIONAL'),
  ('audit.withholding', 'looks_institution', 'OPERATIONAL'),
  ('audit.withholding', 'looks_staff_uid', 'AUDIT'),
  ('audit.withholding', 'looks_until', 'OPERATIONAL'),
  ('audit.withholding', 'person_uid', 'OPERATIONAL'),
  ('audit.withholding', 'proposed_by', 'AUDIT'),
  ('audit.withholding', 'reason', 'AUDIT'),
  ('audit.withholding', 'register', 'OPERATIONAL'),
  ('audit.withholding', 'state', 'OPERATIONAL'),
  ('audit.withholding', 'uid', 'OPERATIONAL'),
  ('audit.withholding', 'update_time', 'OPERATIONAL'),
  ('employment.attendance', 'day', 'OPERATIONAL'),
  ('employment.attendance', 'district', 'OPERATIONAL'),
  ('employment.attendance', 'enrolment_uid', 'OPERATIONAL'),
  ('employment.attendance', 'institution', 'OPERATIONAL'),
  ('employment.attendance', 'present', 'OPERATIONAL'),
  ('employment.attendance', 'register', 'OPERATIONAL'),
  ('employment.business_grant', 'activity', 'EMPLOYMENT'),
  ('employment.business_grant', 'barred_until', 'OPERATIONAL'),
  ('employment.business_grant', 'breach_reason', 'EMPLOYMENT'),
  ('employment.business_grant', 'contract_number', 'OPERATIONAL'),
  ('employment.business_grant', 'contract_until', 'OPERATIONAL'),
  ('employment.business_grant', 'contracted_on', 'OPERATIONAL'),
  ('employment.business_grant', 'create_time', 'OPERATIONAL'),
  ('employment.business_grant', 'decided_by', 'OPERATIONAL'),
  ('employment.business_grant', 'decided_on', 'OPERATIONAL'),
  ('employment.business_grant', 'decision_document', 'OPERATIONAL'),
  ('employment.business_grant', 'decision_words', 'EMPLOYMENT'),
  ('employment.business_grant', 'district', 'OPERATIONAL'),
  ('employment.business_grant', 'ended_on', 'OPERATIONAL'),
  ('employment.business_grant', 'etag', 'OPERATIONAL'),
  ('employment.business_grant', 'granted', 'EMPLOYMENT'),
  ('employment.business_grant', 'institution', 'OPERATIONAL'),
  ('employment.business_grant', 'invitation_uid', 'OPERATIONAL'),
  ('employment.business_grant', 'member_uid', 'OPERATIONAL'),
  ('employment.business_grant', 'own_qepik', 'EMPLOYMENT'),
  ('employment.business_grant', 'person_uid', 'OPERATIONAL'),
  ('employment.business_grant', 'plan', 'EMPLOYMENT'),
  ('employment.business_grant', 'planned', 'EMPLOYMENT'),
  ('employment.business_grant', 'profile_uid', 'OPERATIONAL'),
  ('employment.business_grant', 'proposed_by', 'OPERATIONAL'),
  ('employment.business_grant', 'register', 'OPERATIONAL'),
  ('employment.business_grant', 'rule_edition', 'OPERATIONAL'),
  ('employment.business_grant', 'state', 'OPERATIONAL'),
  ('employment.business_grant', 'survivor_uid', 'OPERATIONAL'),
  ('employment.business_grant', 'uid', 'OPERATIONAL'),
  ('employment.business_grant', 'update_time', 'OPERATIONAL'),
  ('employment.business_grant_history', 'activity', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'barred_until', 'OPERATIONAL'),
  ('employment.business_grant_history', 'breach_reason', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'contract_number', 'OPERATIONAL'),
  ('employment.business_grant_history', 'contract_until', 'OPERATIONAL'),
  ('employment.business_grant_history', 'contracted_on', 'OPERATIONAL'),
  ('employment.business_grant_history', 'create_time', 'OPERATIONAL'),
  ('employment.business_grant_history', 'decided_by', 'OPERATIONAL'),
  ('employment.business_grant_history', 'decided_on', 'OPERATIONAL'),
  ('employment.business_grant_history', 'decision_document', 'OPERATIONAL'),
  ('employment.business_grant_history', 'decision_words', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'district', 'OPERATIONAL'),
  ('employment.business_grant_history', 'ended_on', 'OPERATIONAL'),
  ('employment.business_grant_history', 'etag', 'OPERATIONAL'),
  ('employment.business_grant_history', 'granted', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'history_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'institution', 'OPERATIONAL'),
  ('employment.business_grant_history', 'invitation_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'member_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'own_qepik', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'person_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'plan', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'planned', 'EMPLOYMENT'),
  ('employment.business_grant_history', 'profile_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'proposed_by', 'OPERATIONAL'),
  ('employment.business_grant_history', 'reason', 'AUDIT'),
  ('employment.business_grant_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.business_grant_history', 'register', 'OPERATIONAL'),
  ('employment.business_grant_history', 'rule_edition', 'OPERATIONAL'),
  ('employment.business_grant_history', 'staff_uid', 'AUDIT'),
  ('employment.business_grant_history', 'state', 'OPERATIONAL'),
  ('employment.business_grant_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'uid', 'OPERATIONAL'),
  ('employment.business_grant_history', 'update_time', 'OPERATIONAL'),
  ('employment.course', 'create_time', 'OPERATIONAL'),
  ('employment.course', 'district', 'OPERATIONAL'),
  ('employment.course', 'etag', 'OPERATIONAL'),
  ('employment.course', 'first_day', 'OPERATIONAL'),
  ('employment.course', 'institution', 'OPERATIONAL'),
  ('employment.course', 'kind', 'OPERATIONAL'),
  ('employment.course', 'last_day', 'OPERATIONAL'),
  ('employment.course', 'places', 'OPERATIONAL'),
  ('employment.course', 'promised_vacancy_uid', 'OPERATIONAL'),
  ('employment.course', 'provider_uid', 'OPERATIONAL'),
  ('employment.course', 'state', 'OPERATIONAL'),
  ('employment.course', 'taken', 'OPERATIONAL'),
  ('employment.course', 'title_az', 'OPERATIONAL'),
  ('employment.course', 'title_en', 'OPERATIONAL'),
  ('employment.course', 'uid', 'OPERATIONAL'),
  ('employment.course', 'update_time', 'OPERATIONAL'),
  ('employment.course', 'waiting', 'OPERATIONAL'),
  ('employment.course', 'weekdays', 'OPERATIONAL'),
  ('employment.employer', 'create_time', 'OPERATIONAL'),
  ('employment.employer', 'district', 'PUBLIC'),
  ('employment.employer', 'ended_on', 'PUBLIC'),
  ('employment.employer', 'etag', 'OPERATIONAL'),
  ('employment.employer', 'institution', 'PUBLIC'),
  ('employment.employer', 'phone', 'PUBLIC'),
  ('employment.employer', 'quota_places', 'PUBLIC'),
  ('employment.employer', 'quota_taken', 'OPERATIONAL'),
  ('employment.employer', 'tax_id', 'PUBLIC'),
  ('employment.employer', 'title', 'PUBLIC'),
  ('employment.employer', 'uid', 'OPERATIONAL'),
  ('employment.employer', 'update_time', 'OPERATIONAL'),
  ('employment.enrolment', 'certificate_number', 'OPERATIONAL'),
  ('employment.enrolment', 'certified_on', 'OPERATIONAL'),
  ('employment.enrolment', 'course_uid', 'OPERATIONAL'),
  ('employment.enrolment', 'create_time', 'OPERATIONAL'),
  ('employment.enrolment', 'days_absent', 'OPERATIONAL'),
  ('employment.enrolment', 'days_present', 'OPERATIONAL'),
  ('employment.enrolment', 'district', 'OPERATIONAL'),
  ('employment.enrolment', 'etag', 'OPERATIONAL'),
  ('employment.enrolment', 'exam_on', 'OPERATIONAL'),
  ('employment.enrolment', 'exam_score', 'EMPLOYMENT'),
  ('employment.enrolment', 'exams_taken', 'OPERATIONAL'),
  ('employment.enrolment', 'institution', 'OPERATIONAL'),
  ('employment.enrolment', 'leave_reason', 'OPERATIONAL'),
  ('employment.enrolment', 'left_on', 'OPERATIONAL'),
  ('employment.enrolment', 'member_uid', 'OPERATIONAL'),
  ('employment.enrolment', 'person_uid', 'OPERATIONAL'),
  ('employment.enrolment', 'profile_uid', 'OPERATIONAL'),
  ('employment.enrolment', 'rank', 'OPERATIONAL'),
  ('employment.enrolment', 'register', 'OPERATIONAL'),
  ('employment.enrolment', 'state', 'OPERATIONAL'),
  ('employment.enrolment', 'survivor_uid', 'OPERATIONAL'),
  ('employment.enrolment', 'uid', 'OPERATIONAL'),
  ('employment.enrolment', 'update_time', 'OPERATIONAL'),
  ('employment.enrolment_history', 'certificate_number', 'OPERATIONAL'),
  ('employment.enrolment_history', 'certified_on', 'OPERATIONAL'),
  ('employment.enrolment_history', 'course_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'create_time', 'OPERATIONAL'),
  ('employment.enrolment_history', 'days_absent', 'OPERATIONAL'),
  ('employment.enrolment_history', 'days_present', 'OPERATIONAL'),
  ('employment.enrolment_history', 'district', 'OPERATIONAL'),
  ('employment.enrolment_history', 'etag', 'OPERATIONAL'),
  ('employment.enrolment_history', 'exam_on', 'OPERATIONAL'),
  ('employment.enrolment_history', 'exam_score', 'EMPLOYMENT'),
  ('employment.enrolment_history', 'exams_taken', 'OPERATIONAL'),
  ('employment.enrolment_history', 'history_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'institution', 'OPERATIONAL'),
  ('employment.enrolment_history', 'leave_reason', 'OPERATIONAL'),
  ('employment.enrolment_history', 'left_on', 'OPERATIONAL'),
  ('employment.enrolment_history', 'member_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'person_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'profile_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'rank', 'OPERATIONAL'),
  ('employment.enrolment_history', 'reason', 'AUDIT'),
  ('employment.enrolment_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.enrolment_history', 'register', 'OPERATIONAL'),
  ('employment.enrolment_history', 'staff_uid', 'AUDIT'),
  ('employment.enrolment_history', 'state', 'OPERATIONAL'),
  ('employment.enrolment_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'uid', 'OPERATIONAL'),
  ('employment.enrolment_history', 'update_time', 'OPERATIONAL'),
  ('employment.grant_asset', 'create_time', 'OPERATIONAL'),
  ('employment.grant_asset', 'district', 'OPERATIONAL'),
  ('employment.grant_asset', 'grant_uid', 'OPERATIONAL'),
  ('employment.grant_asset', 'handed_on', 'OPERATIONAL'),
  ('employment.grant_asset', 'institution', 'OPERATIONAL'),
  ('employment.grant_asset', 'line', 'EMPLOYMENT'),
  ('employment.grant_asset', 'person_uid', 'OPERATIONAL'),
  ('employment.grant_asset', 'register', 'OPERATIONAL'),
  ('employment.grant_asset', 'serial_number', 'OPERATIONAL'),
  ('employment.grant_asset', 'survivor_uid', 'OPERATIONAL'),
  ('employment.grant_asset', 'uid', 'OPERATIONAL'),
  ('employment.grant_income', 'create_time', 'OPERATIONAL'),
  ('employment.grant_income', 'district', 'OPERATIONAL'),
  ('employment.grant_income', 'expense_qepik', 'EMPLOYMENT'),
  ('employment.grant_income', 'grant_uid', 'OPERATIONAL'),
  ('employment.grant_income', 'income_qepik', 'EMPLOYMENT'),
  ('employment.grant_income', 'institution', 'OPERATIONAL'),
  ('employment.grant_income', 'month', 'OPERATIONAL'),
  ('employment.grant_income', 'person_uid', 'OPERATIONAL'),
  ('employment.grant_income', 'register', 'OPERATIONAL'),
  ('employment.grant_income', 'survivor_uid', 'OPERATIONAL'),
  ('employment.grant_visit', 'create_time', 'OPERATIONAL'),
  ('employment.grant_visit', 'district', 'OPERATIONAL'),
  ('employment.grant_visit', 'done_on', 'OPERATIONAL'),
  ('employment.grant_visit', 'due_on', 'OPERATIONAL'),
  ('employment.grant_visit', 'etag', 'OPERATIONAL'),
  ('employment.grant_visit', 'finding', 'EMPLOYMENT'),
  ('employment.grant_visit', 'grant_uid', 'OPERATIONAL'),
  ('employment.grant_visit', 'institution', 'OPERATIONAL'),
  ('employment.grant_visit', 'person_uid', 'OPERATIONAL'),
  ('employment.grant_visit', 'register', 'OPERATIONAL'),
  ('employment.grant_visit', 'survivor_uid', 'OPERATIONAL'),
  ('employment.grant_visit', 'uid', 'OPERATIONAL'),
  ('employment.grant_visit', 'update_time', 'OPERATIONAL'),
  ('employment.invitation', 'answered_on', 'OPERATIONAL'),
  ('employment.invitation', 'contacts', 'OPERATIONAL'),
  ('employment.invitation', 'create_time', 'OPERATIONAL'),
  ('employment.invitation', 'district', 'OPERATIONAL'),
  ('employment.invitation', 'due_on', 'OPERATIONAL'),
  ('employment.invitation', 'etag', 'OPERATIONAL'),
  ('employment.invitation', 'institution', 'OPERATIONAL'),
  ('employment.invitation', 'invited_on', 'OPERATIONAL'),
  ('employment.invitation', 'origin', 'OPERATIONAL'),
  ('employment.invitation', 'programmes', 'EMPLOYMENT'),
  ('employment.invitation', 'register', 'OPERATIONAL'),
  ('employment.invitation', 'state', 'OPERATIONAL'),
  ('employment.invitation', 'survivor_number', 'OPERATIONAL'),
  ('employment.invitation', 'survivor_uid', 'OPERATIONAL'),
  ('employment.invitation', 'uid', 'OPERATIONAL'),
  ('employment.invitation', 'update_time', 'OPERATIONAL'),
  ('employment.invitation_history', 'answered_on', 'OPERATIONAL'),
  ('employment.invitation_history', 'contacts', 'OPERATIONAL'),
  ('employment.invitation_history', 'create_time', 'OPERATIONAL'),
  ('employment.invitation_history', 'district', 'OPERATIONAL'),
  ('employment.invitation_history', 'due_on', 'OPERATIONAL'),
  ('employment.invitation_history', 'etag', 'OPERATIONAL'),
  ('employment.invitation_history', 'history_uid', 'OPERATIONAL'),
  ('employment.invitation_history', 'institution', 'OPERATIONAL'),
  ('employment.invitation_history', 'invited_on', 'OPERATIONAL'),
  ('employment.invitation_history', 'origin', 'OPERATIONAL'),
  ('employment.invitation_history', 'programmes', 'EMPLOYMENT'),
  ('employment.invitation_history', 'reason', 'AUDIT'),
  ('employment.invitation_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.invitation_history', 'register', 'OPERATIONAL'),
  ('employment.invitation_history', 'staff_uid', 'AUDIT'),
  ('employment.invitation_history', 'state', 'OPERATIONAL'),
  ('employment.invitation_history', 'survivor_number', 'OPERATIONAL'),
  ('employment.invitation_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.invitation_history', 'uid', 'OPERATIONAL'),
  ('employment.invitation_history', 'update_time', 'OPERATIONAL'),
  ('employment.placement', 'adaptations', 'EMPLOYMENT'),
  ('employment.placement', 'contract_number', 'EMPLOYMENT'),
  ('employment.placement', 'create_time', 'OPERATIONAL'),
  ('employment.placement', 'district', 'OPERATIONAL'),
  ('employment.placement', 'employer_uid', 'OPERATIONAL'),
  ('employment.placement', 'end_reason', 'EMPLOYMENT'),
  ('employment.placement', 'ended_on', 'OPERATIONAL'),
  ('employment.placement', 'etag', 'OPERATIONAL'),
  ('employment.placement', 'full_time', 'EMPLOYMENT'),
  ('employment.placement', 'hours_week', 'EMPLOYMENT'),
  ('employment.placement', 'institution', 'OPERATIONAL'),
  ('employment.placement', 'interviewed_on', 'OPERATIONAL'),
  ('employment.placement', 'introduced_on', 'OPERATIONAL'),
  ('employment.placement', 'member_uid', 'OPERATIONAL'),
  ('employment.placement', 'not_taken_reason', 'EMPLOYMENT'),
  ('employment.placement', 'person_uid', 'OPERATIONAL'),
  ('employment.placement', 'profile_uid', 'OPERATIONAL'),
  ('employment.placement', 'question', 'OPERATIONAL'),
  ('employment.placement', 'question_since', 'OPERATIONAL'),
  ('employment.placement', 'quota', 'OPERATIONAL'),
  ('employment.placement', 'register', 'OPERATIONAL'),
  ('employment.placement', 'salary_qepik', 'EMPLOYMENT'),
  ('employment.placement', 'starts_on', 'OPERATIONAL'),
  ('employment.placement', 'state', 'OPERATIONAL'),
  ('employment.placement', 'survivor_uid', 'OPERATIONAL'),
  ('employment.placement', 'uid', 'OPERATIONAL'),
  ('employment.placement', 'update_time', 'OPERATIONAL'),
  ('employment.placement', 'vacancy_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'adaptations', 'EMPLOYMENT'),
  ('employment.placement_history', 'contract_number', 'EMPLOYMENT'),
  ('employment.placement_history', 'create_time', 'OPERATIONAL'),
  ('employment.placement_history', 'district', 'OPERATIONAL'),
  ('employment.placement_history', 'employer_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'end_reason', 'EMPLOYMENT'),
  ('employment.placement_history', 'ended_on', 'OPERATIONAL'),
  ('employment.placement_history', 'etag', 'OPERATIONAL'),
  ('employment.placement_history', 'full_time', 'EMPLOYMENT'),
  ('employment.placement_history', 'history_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'hours_week', 'EMPLOYMENT'),
  ('employment.placement_history', 'institution', 'OPERATIONAL'),
  ('employment.placement_history', 'interviewed_on', 'OPERATIONAL'),
  ('employment.placement_history', 'introduced_on', 'OPERATIONAL'),
  ('employment.placement_history', 'member_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'not_taken_reason', 'EMPLOYMENT'),
  ('employment.placement_history', 'person_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'profile_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'question', 'OPERATIONAL'),
  ('employment.placement_history', 'question_since', 'OPERATIONAL'),
  ('employment.placement_history', 'quota', 'OPERATIONAL'),
  ('employment.placement_history', 'reason', 'AUDIT'),
  ('employment.placement_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.placement_history', 'register', 'OPERATIONAL'),
  ('employment.placement_history', 'salary_qepik', 'EMPLOYMENT'),
  ('employment.placement_history', 'staff_uid', 'AUDIT'),
  ('employment.placement_history', 'starts_on', 'OPERATIONAL'),
  ('employment.placement_history', 'state', 'OPERATIONAL'),
  ('employment.placement_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.placement_history', 'uid', 'OPERATIONAL'),
  ('employment.placement_history', 'update_time', 'OPERATIONAL'),
  ('employment.placement_history', 'vacancy_uid', 'OPERATIONAL'),
  ('employment.profile', 'abilities', 'EMPLOYMENT'),
  ('employment.profile', 'close_reason', 'OPERATIONAL'),
  ('employment.profile', 'closed_on', 'OPERATIONAL'),
  ('employment.profile', 'consent_document', 'OPERATIONAL'),
  ('employment.profile', 'consent_given_on', 'OPERATIONAL'),
  ('employment.profile', 'consent_withdrawn_on', 'OPERATIONAL'),
  ('employment.profile', 'create_time', 'OPERATIONAL'),
  ('employment.profile', 'district', 'OPERATIONAL'),
  ('employment.profile', 'driving', 'EMPLOYMENT'),
  ('employment.profile', 'education', 'EMPLOYMENT'),
  ('employment.profile', 'etag', 'OPERATIONAL'),
  ('employment.profile', 'fields', 'EMPLOYMENT'),
  ('employment.profile', 'home_work', 'EMPLOYMENT'),
  ('employment.profile', 'institution', 'OPERATIONAL'),
  ('employment.profile', 'languages', 'EMPLOYMENT'),
  ('employment.profile', 'least_salary_qepik', 'EMPLOYMENT'),
  ('employment.profile', 'lives_in', 'OPERATIONAL'),
  ('employment.profile', 'member_uid', 'OPERATIONAL'),
  ('employment.profile', 'most_km', 'EMPLOYMENT'),
  ('employment.profile', 'opened_on', 'OPERATIONAL'),
  ('employment.profile', 'past_jobs', 'EMPLOYMENT'),
  ('employment.profile', 'person_uid', 'OPERATIONAL'),
  ('employment.profile', 'referral_uid', 'OPERATIONAL'),
  ('employment.profile', 'register', 'OPERATIONAL'),
  ('employment.profile', 'schedules', 'EMPLOYMENT'),
  ('employment.profile', 'schooling', 'EMPLOYMENT'),
  ('employment.profile', 'skills', 'EMPLOYMENT'),
  ('employment.profile', 'state', 'OPERATIONAL'),
  ('employment.profile', 'survivor_number', 'OPERATIONAL'),
  ('employment.profile', 'survivor_uid', 'OPERATIONAL'),
  ('employment.profile', 'uid', 'OPERATIONAL'),
  ('employment.profile', 'update_time', 'OPERATIONAL'),
  ('employment.profile_history', 'abilities', 'EMPLOYMENT'),
  ('employment.profile_history', 'close_reason', 'OPERATIONAL'),
  ('employment.profile_history', 'closed_on', 'OPERATIONAL'),
  ('employment.profile_history', 'consent_document', 'OPERATIONAL'),
  ('employment.profile_history', 'consent_given_on', 'OPERATIONAL'),
  ('employment.profile_history', 'consent_withdrawn_on', 'OPERATIONAL'),
  ('employment.profile_history', 'create_time', 'OPERATIONAL'),
  ('employment.profile_history', 'district', 'OPERATIONAL'),
  ('employment.profile_history', 'driving', 'EMPLOYMENT'),
  ('employment.profile_history', 'education', 'EMPLOYMENT'),
  ('employment.profile_history', 'etag', 'OPERATIONAL'),
  ('employment.profile_history', 'fields', 'EMPLOYMENT'),
  ('employment.profile_history', 'history_uid', 'OPERATIONAL'),
  ('employment.profile_history', 'home_work', 'EMPLOYMENT'),
  ('employment.profile_history', 'institution', 'OPERATIONAL'),
  ('employment.profile_history', 'languages', 'EMPLOYMENT'),
  ('employment.profile_history', 'least_salary_qepik', 'EMPLOYMENT'),
  ('employment.profile_history', 'lives_in', 'OPERATIONAL'),
  ('employment.profile_history', 'member_uid', 'OPERATIONAL'),
  ('employment.profile_history', 'most_km', 'EMPLOYMENT'),
  ('employment.profile_history', 'opened_on', 'OPERATIONAL'),
  ('employment.profile_history', 'past_jobs', 'EMPLOYMENT'),
  ('employment.profile_history', 'person_uid', 'OPERATIONAL'),
  ('employment.profile_history', 'reason', 'AUDIT'),
  ('employment.profile_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.profile_history', 'referral_uid', 'OPERATIONAL'),
  ('employment.profile_history', 'register', 'OPERATIONAL'),
  ('employment.profile_history', 'schedules', 'EMPLOYMENT'),
  ('employment.profile_history', 'schooling', 'EMPLOYMENT'),
  ('employment.profile_history', 'skills', 'EMPLOYMENT'),
  ('employment.profile_history', 'staff_uid', 'AUDIT'),
  ('employment.profile_history', 'state', 'OPERATIONAL'),
  ('employment.profile_history', 'survivor_number', 'OPERATIONAL'),
  ('employment.profile_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.profile_history', 'uid', 'OPERATIONAL'),
  ('employment.profile_history', 'update_time', 'OPERATIONAL'),
  ('employment.proposal', 'create_time', 'OPERATIONAL'),
  ('employment.proposal', 'district', 'OPERATIONAL'),
  ('employment.proposal', 'etag', 'OPERATIONAL'),
  ('employment.proposal', 'institution', 'OPERATIONAL'),
  ('employment.proposal', 'member_uid', 'OPERATIONAL'),
  ('employment.proposal', 'person_uid', 'OPERATIONAL'),
  ('employment.proposal', 'profile_uid', 'OPERATIONAL'),
  ('employment.proposal', 'reasons', 'EMPLOYMENT'),
  ('employment.proposal', 'register', 'OPERATIONAL'),
  ('employment.proposal', 'score', 'EMPLOYMENT'),
  ('employment.proposal', 'state', 'OPERATIONAL'),
  ('employment.proposal', 'survivor_uid', 'OPERATIONAL'),
  ('employment.proposal', 'uid', 'OPERATIONAL'),
  ('employment.proposal', 'update_time', 'OPERATIONAL'),
  ('employment.proposal', 'vacancy_uid', 'OPERATIONAL'),
  ('employment.retention_check', 'checked_on', 'OPERATIONAL'),
  ('employment.retention_check', 'create_time', 'OPERATIONAL'),
  ('employment.retention_check', 'district', 'OPERATIONAL'),
  ('employment.retention_check', 'due_on', 'OPERATIONAL'),
  ('employment.retention_check', 'etag', 'OPERATIONAL'),
  ('employment.retention_check', 'institution', 'OPERATIONAL'),
  ('employment.retention_check', 'member_uid', 'OPERATIONAL'),
  ('employment.retention_check', 'months', 'OPERATIONAL'),
  ('employment.retention_check', 'person_uid', 'OPERATIONAL'),
  ('employment.retention_check', 'placement_uid', 'OPERATIONAL'),
  ('employment.retention_check', 'register', 'OPERATIONAL'),
  ('employment.retention_check', 'result', 'EMPLOYMENT'),
  ('employment.retention_check', 'state', 'OPERATIONAL'),
  ('employment.retention_check', 'survivor_uid', 'OPERATIONAL'),
  ('employment.retention_check', 'uid', 'OPERATIONAL'),
  ('employment.retention_check', 'update_time', 'OPERATIONAL'),
  ('employment.safety_group', 'course_uid', 'OPERATIONAL'),
  ('employment.safety_group', 'create_time', 'OPERATIONAL'),
  ('employment.safety_group', 'employer_uid', 'OPERATIONAL'),
  ('employment.safety_group', 'institution', 'OPERATIONAL'),
  ('employment.safety_group', 'trained', 'OPERATIONAL'),
  ('employment.safety_group', 'uid', 'OPERATIONAL'),
  ('employment.safety_group', 'workers', 'OPERATIONAL'),
  ('employment.study', 'agreement_number', 'OPERATIONAL'),
  ('employment.study', 'create_time', 'OPERATIONAL'),
  ('employment.study', 'district', 'OPERATIONAL'),
  ('employment.study', 'end_document', 'OPERATIONAL'),
  ('employment.study', 'ended_on', 'OPERATIONAL'),
  ('employment.study', 'etag', 'OPERATIONAL'),
  ('employment.study', 'first_day', 'OPERATIONAL'),
  ('employment.study', 'full_time', 'EMPLOYMENT'),
  ('employment.study', 'institution', 'OPERATIONAL'),
  ('employment.study', 'kind', 'EMPLOYMENT'),
  ('employment.study', 'member_uid', 'OPERATIONAL'),
  ('employment.study', 'payer', 'EMPLOYMENT'),
  ('employment.study', 'payer_name', 'EMPLOYMENT'),
  ('employment.study', 'person_uid', 'OPERATIONAL'),
  ('employment.study', 'planned_last_day', 'OPERATIONAL'),
  ('employment.study', 'profile_uid', 'OPERATIONAL'),
  ('employment.study', 'programme', 'EMPLOYMENT'),
  ('employment.study', 'register', 'OPERATIONAL'),
  ('employment.study', 'school', 'EMPLOYMENT'),
  ('employment.study', 'state', 'OPERATIONAL'),
  ('employment.study', 'survivor_uid', 'OPERATIONAL'),
  ('employment.study', 'uid', 'OPERATIONAL'),
  ('employment.study', 'update_time', 'OPERATIONAL'),
  ('employment.study_history', 'agreement_number', 'OPERATIONAL'),
  ('employment.study_history', 'create_time', 'OPERATIONAL'),
  ('employment.study_history', 'district', 'OPERATIONAL'),
  ('employment.study_history', 'end_document', 'OPERATIONAL'),
  ('employment.study_history', 'ended_on', 'OPERATIONAL'),
  ('employment.study_history', 'etag', 'OPERATIONAL'),
  ('employment.study_history', 'first_day', 'OPERATIONAL'),
  ('employment.study_history', 'full_time', 'EMPLOYMENT'),
  ('employment.study_history', 'history_uid', 'OPERATIONAL'),
  ('employment.study_history', 'institution', 'OPERATIONAL'),
  ('employment.study_history', 'kind', 'EMPLOYMENT'),
  ('employment.study_history', 'member_uid', 'OPERATIONAL'),
  ('employment.study_history', 'payer', 'EMPLOYMENT'),
  ('employment.study_history', 'payer_name', 'EMPLOYMENT'),
  ('employment.study_history', 'person_uid', 'OPERATIONAL'),
  ('employment.study_history', 'planned_last_day', 'OPERATIONAL'),
  ('employment.study_history', 'profile_uid', 'OPERATIONAL'),
  ('employment.study_history', 'programme', 'EMPLOYMENT'),
  ('employment.study_history', 'reason', 'AUDIT'),
  ('employment.study_history', 'recorded_until', 'OPERATIONAL'),
  ('employment.study_history', 'register', 'OPERATIONAL'),
  ('employment.study_history', 'school', 'EMPLOYMENT'),
  ('employment.study_history', 'staff_uid', 'AUDIT'),
  ('employment.study_history', 'state', 'OPERATIONAL'),
  ('employment.study_history', 'survivor_uid', 'OPERATIONAL'),
  ('employment.study_history', 'uid', 'OPERATIONAL'),
  ('employment.study_history', 'update_time', 'OPERATIONAL'),
  ('employment.study_term', 'confirmation_number', 'OPERATIONAL'),
  ('employment.study_term', 'confirmed_on', 'OPERATIONAL'),
  ('employment.study_term', 'create_time', 'OPERATIONAL'),
  ('employment.study_term', 'district', 'OPERATIONAL'),
  ('employment.study_term', 'etag', 'OPERATIONAL'),
  ('employment.study_term', 'first_day', 'OPERATIONAL'),
  ('employment.study_term', 'institution', 'OPERATIONAL'),
  ('employment.study_term', 'last_day', 'OPERATIONAL'),
  ('employment.study_term', 'paid_on', 'OPERATIONAL'),
  ('employment.study_term', 'payment_document', 'OPERATIONAL'),
  ('employment.study_term', 'person_uid', 'OPERATIONAL'),
  ('employment.study_term', 'register', 'OPERATIONAL'),
  ('employment.study_term', 'study_uid', 'OPERATIONAL'),
  ('employment.study_term', 'survivor_uid', 'OPERATIONAL'),
  ('employment.study_term', 'tuition_qepik', 'EMPLOYMENT'),
  ('employment.study_term', 'uid', 'OPERATIONAL'),
  ('employment.study_term', 'update_time', 'OPERATIONAL'),
  ('employment.support_transition', 'from_state', 'PUBLIC'),
  ('employment.support_transition', 'to_state', 'PUBLIC'),
  ('employment.training_provider', 'create_time', 'OPERATIONAL'),
  ('employment.training_provider', 'district', 'OPERATIONAL'),
  ('employment.training_provider', 'etag', 'OPERATIONAL'),
  ('employment.training_provider', 'institution', 'OPERATIONAL'),
  ('employment.training_provider', 'name_az', 'OPERATIONAL'),
  ('employment.training_provider', 'name_en', 'OPERATIONAL'),
  ('employment.training_provider', 'uid', 'OPERATIONAL'),
  ('employment.training_provider', 'update_time', 'OPERATIONAL'),
  ('employment.vacancy', 'adaptations_possible', 'PUBLIC'),
  ('employment.vacancy', 'adaptations_there', 'PUBLIC'),
  ('employment.vacancy', 'close_reason', 'PUBLIC'),
  ('employment.vacancy', 'closes_on', 'PUBLIC'),
  ('employment.vacancy', 'create_time', 'OPERATIONAL'),
  ('employment.vacancy', 'district', 'PUBLIC'),
  ('employment.vacancy', 'driving', 'PUBLIC'),
  ('employment.vacancy', 'driving_bit', 'OPERATIONAL'),
  ('employment.vacancy', 'employer_uid', 'PUBLIC'),
  ('employment.vacancy', 'etag', 'OPERATIONAL'),
  ('employment.vacancy', 'field', 'PUBLIC'),
  ('employment.vacancy', 'home_work', 'PUBLIC'),
  ('employment.vacancy', 'hours_week', 'PUBLIC'),
  ('employment.vacancy', 'institution', 'PUBLIC'),
  ('employment.vacancy', 'language_bits', 'OPERATIONAL'),
  ('employment.vacancy', 'languages', 'PUBLIC'),
  ('employment.vacancy', 'least_education', 'PUBLIC'),
  ('employment.vacancy', 'places', 'PUBLIC'),
  ('employment.vacancy', 'places_taken', 'OPERATIONAL'),
  ('employment.vacancy', 'possible_bits', 'OPERATIONAL'),
  ('employment.vacancy', 'quota', 'PUBLIC'),
  ('employment.vacancy', 'rests_on', 'PUBLIC'),
  ('employment.vacancy', 'rests_on_bits', 'OPERATIONAL'),
  ('employment.vacancy', 'salary_qepik', 'PUBLIC'),
  ('employment.vacancy', 'schedule', 'PUBLIC'),
  ('employment.vacancy', 'schooling_rank', 'OPERATIONAL'),
  ('employment.vacancy', 'skill_bits', 'OPERATIONAL'),
  ('employment.vacancy', 'skills', 'PUBLIC'),
  ('employment.vacancy', 'state', 'PUBLIC'),
  ('employment.vacancy', 'there_bits', 'OPERATIONAL'),
  ('employment.vacancy', 'title', 'PUBLIC'),
  ('employment.vacancy', 'uid', 'OPERATIONAL'),
  ('employment.vacancy', 'update_time', 'OPERATIONAL'),
  ('incident.casualty', 'activity', 'OPERATIONAL'),
  ('incident.casualty', 'age', 'OPERATIONAL'),
  ('incident.casualty', 'amputations', 'HEALTH'),
  ('incident.casualty', 'care_steps', 'HEALTH'),
  ('incident.casualty', 'civil_status', 'OPERATIONAL'),
  ('incident.casualty', 'clinical_note', 'HEALTH'),
  ('incident.casualty', 'create_time', 'OPERATIONAL'),
  ('incident.casualty', 'diagnoses', 'HEALTH'),
  ('incident.casualty', 'died_on', 'OPERATIONAL'),
  ('incident.casualty', 'distance_metres', 'OPERATIONAL'),
  ('incident.casualty', 'district', 'OPERATIONAL'),
  ('incident.casualty', 'etag', 'OPERATIONAL'),
  ('incident.casualty', 'fact_sources', 'OPERATIONAL'),
  ('incident.casualty', 'first_report_uid', 'OPERATIONAL'),
  ('incident.casualty', 'identity', 'IDENTITY'),
  ('incident.casualty', 'incident_uid', 'OPERATIONAL'),
  ('incident.casualty', 'injuries', 'HEALTH'),
  ('incident.casualty', 'institution', 'OPERATIONAL'),
  ('incident.casualty', 'knew_of_danger', 'OPERATIONAL'),
  ('incident.casualty', 'nationality', 'OPERATIONAL'),
  ('incident.casualty', 'occupation', 'EMPLOYMENT'),
  ('incident.casualty', 'original_words', 'OPERATIONAL'),
  ('incident.casualty', 'outcome', 'OPERATIONAL'),
  ('incident.casualty', 'register', 'OPERATIONAL'),
  ('incident.casualty', 'risk_education_before', 'OPERATIONAL'),
  ('incident.casualty', 'same_as_uid', 'OPERATIONAL'),
  ('incident.casualty', 'sex', 'OPERATIONAL'),
  ('incident.casualty', 'uid', 'OPERATIONAL'),
  ('incident.casualty', 'update_time', 'OPERATIONAL'),
  ('incident.casualty_history', 'activity', 'OPERATIONAL'),
  ('incident.casualty_history', 'age', 'OPERATIONAL'),
  ('incident.casualty_history', 'amputations', 'HEALTH'),
  ('incident.casualty_history', 'care_steps', 'HEALTH'),
  ('incident.casualty_history', 'civil_status', 'OPERATIONAL'),
  ('incident.casualty_history', 'clinical_note', 'HEALTH'),
  ('incident.casualty_history', 'create_time', 'OPERATIONAL'),
  ('incident.casualty_history', 'diagnoses', 'HEALTH'),
  ('incident.casualty_history', 'died_on', 'OPERATIONAL'),
  ('incident.casualty_history', 'distance_metres', 'OPERATIONAL'),
  ('incident.casualty_history', 'district', 'OPERATIONAL'),
  ('incident.casualty_history', 'etag', 'OPERATIONAL'),
  ('incident.casualty_history', 'fact_sources', 'OPERATIONAL'),
  ('incident.casualty_history', 'first_report_uid', 'OPERATIONAL'),
  ('incident.casualty_history', 'history_uid', 'OPERATIONAL'),
  ('incident.casualty_history', 'identity', 'IDENTITY'),
  ('incident.casualty_history', 'incident_uid', 'OPERATIONAL'),
  ('incident.casualty_history', 'injuries', 'HEALTH'),
  ('incident.casualty_history', 'institution', 'OPERATIONAL'),
  ('incident.casualty_history', 'knew_of_danger', 'OPERATIONAL'),
  ('incident.casualty_history', 'nationality', 'OPERATIONAL'),
  ('incident.casualty_history', 'occupation', 'EMPLOYMENT'),
  ('incident.casualty_history', 'original_words', 'OPERATIONAL'),
  ('incident.casualty_history', 'outcome', 'OPERATIONAL'),
  ('incident.casualty_history', 'reason', 'AUDIT'),
  ('incident.casualty_history', 'recorded_until', 'OPERATIONAL'),
  ('incident.casualty_history', 'register', 'OPERATIONAL'),
  ('incident.casualty_history', 'risk_education_before', 'OPERATIONAL'),
  ('incident.casualty_history', 'same_as_uid', 'OPERATIONAL'),
  ('incident.casualty_history', 'sex', 'OPERATIONAL'),
  ('incident.casualty_history', 'staff_uid', 'AUDIT'),
  ('incident.casualty_history', 'uid', 'OPERATIONAL'),
  ('incident.casualty_history', 'update_time', 'OPERATIONAL'),
  ('incident.duplicate', 'create_time', 'OPERATIONAL'),
  ('incident.duplicate', 'district', 'OPERATIONAL'),
  ('incident.duplicate', 'incident_uid', 'OPERATIONAL'),
  ('incident.duplicate', 'institution', 'OPERATIONAL'),
  ('incident.duplicate', 'other_district', 'OPERATIONAL'),
  ('incident.duplicate', 'other_institution', 'OPERATIONAL'),
  ('incident.duplicate', 'other_uid', 'OPERATIONAL'),
  ('incident.duplicate', 'reasons', 'OPERATIONAL'),
  ('incident.duplicate', 'register', 'OPERATIONAL'),
  ('incident.duplicate', 'resolution', 'AUDIT'),
  ('incident.duplicate', 'resolved_by_uid', 'AUDIT'),
  ('incident.duplicate', 'score', 'OPERATIONAL'),
  ('incident.duplicate', 'state', 'OPERATIONAL'),
  ('incident.duplicate', 'uid', 'OPERATIONAL'),
  ('incident.import', 'create_time', 'OPERATIONAL'),
  ('incident.import', 'file_name', 'OPERATIONAL'),
  ('incident.import', 'file_sha256', 'OPERATIONAL'),
  ('incident.import', 'finished', 'OPERATIONAL'),
  ('incident.import', 'mapping', 'OPERATIONAL'),
  ('incident.import', 'mapping_version', 'OPERATIONAL'),
  ('incident.import', 'register', 'OPERATIONAL'),
  ('incident.import', 'rows', 'OPERATIONAL'),
  ('incident.import', 'rows_known', 'OPERATIONAL'),
  ('incident.import', 'rows_refused', 'OPERATIONAL'),
  ('incident.import', 'rows_taken', 'OPERATIONAL'),
  ('incident.import', 'uid', 'OPERATIONAL'),
  ('incident.import', 'update_time', 'OPERATIONAL'),
  ('incident.import_group', 'identity', 'SECRET'),
  ('incident.import_group', 'incident_uid', 'OPERATIONAL'),
  ('incident.import_group', 'register', 'OPERATIONAL'),
  ('incident.import_row', 'casualty_uid', 'OPERATIONAL'),
  ('incident.import_row', 'identity', 'SECRET'),
  ('incident.import_row', 'import_uid', 'OPERATIONAL'),
  ('incident.import_row', 'incident_uid', 'OPERATIONAL'),
  ('incident.import_row', 'register', 'OPERATIONAL'),
  ('incident.import_row', 'row_number', 'OPERATIONAL'),
  ('incident.incident', 'accident_class', 'OPERATIONAL'),
  ('incident.incident', 'animals_lost', 'OPERATIONAL'),
  ('incident.incident', 'area_type', 'OPERATIONAL'),
  ('incident.incident', 'create_time', 'OPERATIONAL'),
  ('incident.incident', 'decisions', 'AUDIT'),
  ('incident.incident', 'device_category', 'OPERATIONAL'),
  ('incident.incident', 'device_detail', 'OPERATIONAL'),
  ('incident.incident', 'district', 'OPERATIONAL'),
  ('incident.incident', 'etag', 'OPERATIONAL'),
  ('incident.incident', 'fact_sources', 'OPERATIONAL'),
  ('incident.incident', 'first_report_uid', 'OPERATIONAL'),
  ('incident.incident', 'former_contact_line', 'OPERATIONAL'),
  ('incident.incident', 'hazard_area', 'OPERATIONAL'),
  ('incident.incident', 'how_activated', 'OPERATIONAL'),
  ('incident.incident', 'injured', 'OPERATIONAL'),
  ('incident.incident', 'institution', 'OPERATIONAL'),
  ('incident.incident', 'killed', 'OPERATIONAL'),
  ('incident.incident', 'marked', 'OPERATIONAL'),
  ('incident.incident', 'merged_into_uid', 'OPERATIONAL'),
  ('incident.incident', 'moved_before', 'OPERATIONAL'),
  ('incident.incident', 'number', 'OPERATIONAL'),
  ('incident.incident', 'occurred_at', 'OPERATIONAL'),
  ('incident.incident', 'occurred_on', 'OPERATIONAL'),
  ('incident.incident', 'original_words', 'OPERATIONAL'),
  ('incident.incident', 'outcome_unknown', 'OPERATIONAL'),
  ('incident.incident', 'point', 'LOCATION'),
  ('incident.incident', 'property_loss', 'OPERATIONAL'),
  ('incident.incident', 'register', 'OPERATIONAL'),
  ('incident.incident', 'settlement', 'LOCATION'),
  ('incident.incident', 'state', 'OPERATIONAL'),
  ('incident.incident', 'time_band', 'OPERATIONAL'),
  ('incident.incident', 'uid', 'OPERATIONAL'),
  ('incident.incident', 'update_time', 'OPERATIONAL'),
  ('incident.incident_history', 'accident_class', 'OPERATIONAL'),
  ('incident.incident_history', 'animals_lost', 'OPERATIONAL'),
  ('incident.incident_history', 'area_type', 'OPERATIONAL'),
  ('incident.incident_history', 'create_time', 'OPERATIONAL'),
  ('incident.incident_history', 'decisions', 'AUDIT'),
  ('incident.incident_history', 'device_category', 'OPERATIONAL'),
  ('incident.incident_history', 'device_detail', 'OPERATIONAL'),
  ('incident.incident_history', 'district', 'OPERATIONAL'),
  ('incident.incident_history', 'etag', 'OPERATIONAL'),
  ('incident.incident_history', 'fact_sources', 'OPERATIONAL'),
  ('incident.incident_history', 'first_report_uid', 'OPERATIONAL'),
  ('incident.incident_history', 'former_contact_line', 'OPERATIONAL'),
  ('incident.incident_history', 'hazard_area', 'OPERATIONAL'),
  ('incident.incident_history', 'history_uid', 'OPERATIONAL'),
  ('incident.incident_history', 'how_activated', 'OPERATIONAL'),
  ('incident.incident_history', 'injured', 'OPERATIONAL'),
  ('incident.incident_history', 'institution', 'OPERATIONAL'),
  ('incident.incident_history', 'killed', 'OPERATIONAL'),
  ('incident.incident_history', 'marked', 'OPERATIONAL'),
  ('incident.incident_history', 'merged_into_uid', 'OPERATIONAL'),
  ('incident.incident_history', 'moved_before', 'OPERATIONAL'),
  ('incident.incident_history', 'number', 'OPERATIONAL'),
  ('incident.incident_history', 'occurred_at', 'OPERATIONAL'),
  ('incident.incident_history', 'occurred_on', 'OPERATIONAL'),
  ('incident.incident_history', 'original_words', 'OPERATIONAL'),
  ('incident.incident_history', 'outcome_unknown', 'OPERATIONAL'),
  ('incident.incident_history', 'point', 'LOCATION'),
  ('incident.incident_history', 'property_loss', 'OPERATIONAL'),
  ('incident.incident_history', 'reason', 'AUDIT'),
  ('incident.incident_history', 'recorded_until', 'OPERATIONAL'),
  ('incident.incident_history', 'register', 'OPERATIONAL'),
  ('incident.incident_history', 'scope_district', 'OPERATIONAL'),
  ('incident.incident_history', 'settlement', 'LOCATION'),
  ('incident.incident_history', 'staff_uid', 'AUDIT'),
  ('incident.incident_history', 'state', 'OPERATIONAL'),
  ('incident.incident_history', 'time_band', 'OPERATIONAL'),
  ('incident.incident_history', 'uid', 'OPERATIONAL'),
  ('incident.incident_history', 'update_time', 'OPERATIONAL'),
  ('incident.merge', 'create_time', 'OPERATIONAL'),
  ('incident.merge', 'duplicate_state', 'OPERATIONAL'),
  ('incident.merge', 'duplicate_uid', 'OPERATIONAL'),
  ('incident.merge', 'kept_state', 'OPERATIONAL'),
  ('incident.merge', 'kept_uid', 'OPERATIONAL'),
  ('incident.merge', 'moved_casualty_uids', 'OPERATIONAL'),
  ('incident.merge', 'pairs', 'OPERATIONAL'),
  ('incident.merge', 'reason', 'AUDIT'),
  ('incident.merge', 'register', 'OPERATIONAL'),
  ('incident.merge', 'staff_uid', 'AUDIT'),
  ('incident.merge', 'uid', 'OPERATIONAL'),
  ('incident.merge', 'undone_by', 'AUDIT'),
  ('incident.merge', 'undone_reason', 'AUDIT'),
  ('incident.merge', 'undone_time', 'OPERATIONAL'),
  ('incident.person_key', 'district', 'OPERATIONAL'),
  ('incident.person_key', 'institution', 'OPERATIONAL'),
  ('incident.person_key', 'kek_id', 'SECRET'),
  ('incident.person_key', 'register', 'OPERATIONAL'),
  ('incident.person_key', 'uid', 'OPERATIONAL'),
  ('incident.person_key', 'wrapped', 'SECRET'),
  ('incident.place', 'code', 'PUBLIC'),
  ('incident.place', 'economic_region', 'PUBLIC'),
  ('incident.place', 'example', 'PUBLIC'),
  ('incident.place', 'geonames_id', 'PUBLIC'),
  ('incident.place', 'kind', 'PUBLIC'),
  ('incident.place', 'latitude', 'PUBLIC'),
  ('incident.place', 'longitude', 'PUBLIC'),
  ('incident.place', 'parent', 'PUBLIC'),
  ('incident.place', 'register', 'PUBLIC'),
  ('incident.place', 'title', 'PUBLIC'),
  ('incident.place', 'title_en', 'PUBLIC'),
  ('incident.place', 'title_ru', 'PUBLIC'),
  ('incident.place', 'valid_from', 'PUBLIC'),
  ('incident.place', 'valid_until', 'PUBLIC'),
  ('incident.register', 'code', 'PUBLIC'),
  ('incident.register', 'country', 'PUBLIC'),
  ('incident.register', 'title', 'PUBLIC'),
  ('incident.register', 'trial', 'PUBLIC'),
  ('incident.report', 'create_time', 'OPERATIONAL'),
  ('incident.report', 'district', 'OPERATIONAL'),
  ('incident.report', 'document', 'OPERATIONAL'),
  ('incident.report', 'incident_institution', 'OPERATIONAL'),
  ('incident.report', 'incident_uid', 'OPERATIONAL'),
  ('incident.report', 'institution', 'OPERATIONAL'),
  ('incident.report', 'register', 'OPERATIONAL'),
  ('incident.report', 'reported_on', 'OPERATIONAL'),
  ('incident.report', 'source', 'OPERATIONAL'),
  ('incident.report', 'staff_uid', 'AUDIT'),
  ('incident.report', 'stated_facts', 'LOCATION'),
  ('incident.report', 'uid', 'OPERATIONAL'),
  ('incident.statement', 'activity', 'OPERATIONAL'),
  ('incident.statement', 'age', 'OPERATIONAL'),
  ('incident.statement', 'amputations', 'HEALTH'),
  ('incident.statement', 'care_steps', 'HEALTH'),
  ('incident.statement', 'casualty_uid', 'OPERATIONAL'),
  ('incident.statement', 'civil_status', 'OPERATIONAL'),
  ('incident.statement', 'clinical_note', 'HEALTH'),
  ('incident.statement', 'diagnoses', 'HEALTH'),
  ('incident.statement', 'died_on', 'OPERATIONAL'),
  ('incident.statement', 'distance_metres', 'OPERATIONAL'),
  ('incident.statement', 'district', 'OPERATIONAL'),
  ('incident.statement', 'identity', 'IDENTITY'),
  ('incident.statement', 'injuries', 'HEALTH'),
  ('incident.statement', 'institution', 'OPERATIONAL'),
  ('incident.statement', 'knew_of_danger', 'OPERATIONAL'),
  ('incident.statement', 'nationality', 'OPERATIONAL'),
  ('incident.statement', 'occupation', 'EMPLOYMENT'),
  ('incident.statement', 'outcome', 'OPERATIONAL'),
  ('incident.statement', 'register', 'OPERATIONAL'),
  ('incident.statement', 'report_uid', 'OPERATIONAL'),
  ('incident.statement', 'risk_education_before', 'OPERATIONAL'),
  ('incident.statement', 'sex', 'OPERATIONAL'),
  ('incident.statement', 'uid', 'OPERATIONAL'),
  ('incident.token', 'casualty_uid', 'OPERATIONAL'),
  ('incident.token', 'district', 'OPERATIONAL'),
  ('incident.token', 'incident_uid', 'OPERATIONAL'),
  ('incident.token', 'institution', 'OPERATIONAL'),
  ('incident.token', 'kind', 'SECRET'),
  ('incident.token', 'register', 'OPERATIONAL'),
  ('incident.token', 'token', 'SECRET'),
  ('payment.assessment', 'because_of', 'FINANCE'),
  ('payment.assessment', 'beside', 'FINANCE'),
  ('payment.assessment', 'create_time', 'FINANCE'),
  ('payment.assessment', 'district', 'OPERATIONAL'),
  ('payment.assessment', 'entitlement_uid', 'FINANCE'),
  ('payment.assessment', 'explanation', 'FINANCE'),
  ('payment.assessment', 'facts', 'FINANCE'),
  ('payment.assessment', 'institution', 'OPERATIONAL'),
  ('payment.assessment', 'made_for', 'FINANCE'),
  ('payment.assessment', 'outcome', 'FINANCE'),
  ('payment.assessment', 'register', 'OPERATIONAL'),
  ('payment.assessment', 'rule_hash', 'FINANCE'),
  ('payment.assessment', 'uid', 'FINANCE'),
  ('payment.bank_line', 'amount_qepik', 'FINANCE'),
  ('payment.bank_line', 'bank_reference', 'OPERATIONAL'),
  ('payment.bank_line', 'booked_on', 'OPERATIONAL'),
  ('payment.bank_line', 'code', 'OPERATIONAL'),
  ('payment.bank_line', 'create_time', 'OPERATIONAL'),
  ('payment.bank_line', 'kind', 'OPERATIONAL'),
  ('payment.bank_line', 'line', 'OPERATIONAL'),
  ('payment.bank_line', 'line_hash', 'OPERATIONAL'),
  ('payment.bank_line', 'match', 'OPERATIONAL'),
  ('payment.bank_line', 'message_uid', 'OPERATIONAL'),
  ('payment.bank_line', 'order_uid', 'OPERATIONAL'),
  ('payment.bank_line', 'reasons', 'OPERATIONAL'),
  ('payment.bank_line', 'said_time', 'OPERATIONAL'),
  ('payment.bank_line', 'uid', 'OPERATIONAL'),
  ('payment.bank_message', 'bank', 'OPERATIONAL'),
  ('payment.bank_message', 'content_hash', 'OPERATIONAL'),
  ('payment.bank_message', 'create_time', 'OPERATIONAL'),
  ('payment.bank_message', 'kind', 'OPERATIONAL'),
  ('payment.bank_message', 'lines', 'OPERATIONAL'),
  ('payment.bank_message', 'lines_repeated', 'OPERATIONAL'),
  ('payment.bank_message', 'lines_unmatched', 'OPERATIONAL'),
  ('payment.bank_message', 'message_id', 'OPERATIONAL'),
  ('payment.bank_message', 'original_message_id', 'OPERATIONAL'),
  ('payment.bank_message', 'questions', 'OPERATIONAL'),
  ('payment.bank_message', 'said_time', 'OPERATIONAL'),
  ('payment.bank_message', 'staff_uid', 'OPERATIONAL'),
  ('payment.bank_message', 'state', 'OPERATIONAL'),
  ('payment.bank_message', 'uid', 'OPERATIONAL'),
  ('payment.benefit_rule', 'back_pay_months', 'PUBLIC'),
  ('payment.benefit_rule', 'beneficiary', 'PUBLIC'),
  ('payment.benefit_rule', 'benefit', 'PUBLIC'),
  ('payment.benefit_rule', 'cautions', 'PUBLIC'),
  ('payment.benefit_rule', 'ceiling', 'PUBLIC'),
  ('payment.benefit_rule', 'conditions', 'PUBLIC'),
  ('payment.benefit_rule', 'content_hash', 'PUBLIC'),
  ('payment.benefit_rule', 'deducts_earlier_payouts', 'PUBLIC'),
  ('payment.benefit_rule', 'example', 'PUBLIC'),
  ('payment.benefit_rule', 'first_period', 'PUBLIC'),
  ('payment.benefit_rule', 'frequency', 'PUBLIC'),
  ('payment.benefit_rule', 'last_period', 'PUBLIC'),
  ('payment.benefit_rule', 'legal_basis', 'PUBLIC'),
  ('payment.benefit_rule', 'occasion', 'PUBLIC'),
  ('payment.benefit_rule', 'release_needs', 'PUBLIC'),
  ('payment.benefit_rule', 'sources', 'PUBLIC'),
  ('payment.benefit_rule', 'steps', 'PUBLIC'),
  ('payment.benefit_rule', 'title', 'PUBLIC'),
  ('payment.benefit_rule', 'version', 'PUBLIC'),
  ('payment.benefit_rule', 'yields_to', 'PUBLIC'),
  ('payment.entitlement', 'beneficiary', 'OPERATIONAL'),
  ('payment.entitlement', 'beneficiary_uid', 'OPERATIONAL'),
  ('payment.entitlement', 'benefit', 'OPERATIONAL'),
  ('payment.entitlement', 'create_time', 'OPERATIONAL'),
  ('payment.entitlement', 'currency', 'FINANCE'),
  ('payment.entitlement', 'district', 'OPERATIONAL'),
  ('payment.entitlement', 'ends_on', 'FINANCE'),
  ('payment.entitlement', 'entitled_qepik', 'FINANCE'),
  ('payment.entitlement', 'etag', 'OPERATIONAL'),
  ('payment.entitlement', 'example', 'OPERATIONAL'),
  ('payment.entitlement', 'explanation', 'FINANCE'),
  ('payment.entitlement', 'has_questions', 'FINANCE'),
  ('payment.entitlement', 'institution', 'OPERATIONAL'),
  ('payment.entitlement', 'occasion_uid', 'OPERATIONAL'),
  ('payment.entitlement', 'register', 'OPERATIONAL'),
  ('payment.entitlement', 'releasable', 'OPERATIONAL'),
  ('payment.entitlement', 'rule_version', 'OPERATIONAL'),
  ('payment.entitlement', 'starts_on', 'FINANCE'),
  ('payment.entitlement', 'state', 'OPERATIONAL'),
  ('payment.entitlement', 'survivor_uid', 'OPERATIONAL'),
  ('payment.entitlement', 'suspended', 'OPERATIONAL'),
  ('payment.entitlement', 'uid', 'OPERATIONAL'),
  ('payment.entitlement', 'update_time', 'OPERATIONAL'),
  ('payment.entitlement', 'waiting', 'FINANCE'),
  ('payment.entitlement_appeal', 'answer_due_on', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'create_time', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'decide_time', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'decided_by_uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'decision_reason', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'district', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'etag', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'ground', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'institution', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'lodged_by_uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'lodged_on', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'reference', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'register', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'state', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'survivor_uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'suspension_uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'uid', 'OPERATIONAL'),
  ('payment.entitlement_appeal', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'approve_time', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'approved_by', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'benefit', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'create_time', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'district', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'etag', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'institution', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'items', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'open_items', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'proposed_by', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'register', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'reject_reason', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'rejected_by', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'state', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'stock_uid', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'uid', 'OPERATIONAL'),
  ('payment.in_kind_allocation', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'beneficiary', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'benefit', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'class_code', 'FINANCE'),
  ('payment.in_kind_entry', 'class_rank', 'FINANCE'),
  ('payment.in_kind_entry', 'create_time', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'decline_document', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'decline_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'declined_on', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'district', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'entitled_on', 'FINANCE'),
  ('payment.in_kind_entry', 'etag', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'example', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'explanation', 'FINANCE'),
  ('payment.in_kind_entry', 'institution', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'out_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'pass_over_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'passed_over_by', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'passed_over_until', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'ready', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'register', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'rule_version', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'served_on', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'served_until', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'state', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'survivor_uid', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'uid', 'OPERATIONAL'),
  ('payment.in_kind_entry', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'beneficiary', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'benefit', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'class_code', 'FINANCE'),
  ('payment.in_kind_entry_history', 'class_rank', 'FINANCE'),
  ('payment.in_kind_entry_history', 'create_time', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'decline_document', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'decline_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'declined_on', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'district', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'entitled_on', 'FINANCE'),
  ('payment.in_kind_entry_history', 'etag', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'example', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'explanation', 'FINANCE'),
  ('payment.in_kind_entry_history', 'history_uid', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'institution', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'out_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'pass_over_reason', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'passed_over_by', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'passed_over_until', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'ready', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'reason', 'AUDIT'),
  ('payment.in_kind_entry_history', 'recorded_until', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'register', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'rule_version', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'served_on', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'served_until', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'staff_uid', 'AUDIT'),
  ('payment.in_kind_entry_history', 'state', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'survivor_uid', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'uid', 'OPERATIONAL'),
  ('payment.in_kind_entry_history', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_item', 'allocation_uid', 'OPERATIONAL'),
  ('payment.in_kind_item', 'benefit', 'OPERATIONAL'),
  ('payment.in_kind_item', 'create_time', 'OPERATIONAL'),
  ('payment.in_kind_item', 'district', 'OPERATIONAL'),
  ('payment.in_kind_item', 'end_reason', 'OPERATIONAL'),
  ('payment.in_kind_item', 'ended_on', 'OPERATIONAL'),
  ('payment.in_kind_item', 'entry_uid', 'OPERATIONAL'),
  ('payment.in_kind_item', 'etag', 'OPERATIONAL'),
  ('payment.in_kind_item', 'given_until', 'OPERATIONAL'),
  ('payment.in_kind_item', 'handed_by', 'OPERATIONAL'),
  ('payment.in_kind_item', 'handed_on', 'OPERATIONAL'),
  ('payment.in_kind_item', 'institution', 'OPERATIONAL'),
  ('payment.in_kind_item', 'place', 'OPERATIONAL'),
  ('payment.in_kind_item', 'received_by', 'OPERATIONAL'),
  ('payment.in_kind_item', 'register', 'OPERATIONAL'),
  ('payment.in_kind_item', 'state', 'OPERATIONAL'),
  ('payment.in_kind_item', 'stock_uid', 'OPERATIONAL'),
  ('payment.in_kind_item', 'survivor_uid', 'OPERATIONAL'),
  ('payment.in_kind_item', 'thing_number', 'FINANCE'),
  ('payment.in_kind_item', 'uid', 'OPERATIONAL'),
  ('payment.in_kind_item', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_rule', 'benefit', 'PUBLIC'),
  ('payment.in_kind_rule', 'cautions', 'PUBLIC'),
  ('payment.in_kind_rule', 'classes', 'PUBLIC'),
  ('payment.in_kind_rule', 'conditions', 'PUBLIC'),
  ('payment.in_kind_rule', 'content_hash', 'PUBLIC'),
  ('payment.in_kind_rule', 'example', 'PUBLIC'),
  ('payment.in_kind_rule', 'excludes', 'PUBLIC'),
  ('payment.in_kind_rule', 'legal_basis', 'PUBLIC'),
  ('payment.in_kind_rule', 'needs', 'PUBLIC'),
  ('payment.in_kind_rule', 'number', 'PUBLIC'),
  ('payment.in_kind_rule', 'sources', 'PUBLIC'),
  ('payment.in_kind_rule', 'terms', 'PUBLIC'),
  ('payment.in_kind_rule', 'title', 'PUBLIC'),
  ('payment.in_kind_rule', 'version', 'PUBLIC'),
  ('payment.in_kind_stock', 'added_by', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'benefit', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'create_time', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'district', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'document', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'etag', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'institution', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'quantity', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'register', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'reverse_reason', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'reverse_time', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'reversed_by', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'taken', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'uid', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'update_time', 'OPERATIONAL'),
  ('payment.in_kind_stock', 'year', 'OPERATIONAL'),
  ('payment.in_kind_transition', 'from_state', 'PUBLIC'),
  ('payment.in_kind_transition', 'to_state', 'PUBLIC'),
  ('payment.income_review', 'beneficiary_uid', 'OPERATIONAL'),
  ('payment.income_review', 'benefit', 'OPERATIONAL'),
  ('payment.income_review', 'change', 'OPERATIONAL'),
  ('payment.income_review', 'changed_on', 'OPERATIONAL'),
  ('payment.income_review', 'create_time', 'OPERATIONAL'),
  ('payment.income_review', 'decided_by', 'OPERATIONAL'),
  ('payment.income_review', 'district', 'OPERATIONAL'),
  ('payment.income_review', 'document', 'OPERATIONAL'),
  ('payment.income_review', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.income_review', 'etag', 'OPERATIONAL'),
  ('payment.income_review', 'institution', 'OPERATIONAL'),
  ('payment.income_review', 'not_before', 'OPERATIONAL'),
  ('payment.income_review', 'placement_uid', 'OPERATIONAL'),
  ('payment.income_review', 'register', 'OPERATIONAL'),
  ('payment.income_review', 'state', 'OPERATIONAL'),
  ('payment.income_review', 'survivor_uid', 'OPERATIONAL'),
  ('payment.income_review', 'told_on', 'OPERATIONAL'),
  ('payment.income_review', 'uid', 'OPERATIONAL'),
  ('payment.income_review', 'update_time', 'OPERATIONAL'),
  ('payment.instalment', 'amount_qepik', 'FINANCE'),
  ('payment.instalment', 'assessment_uid', 'FINANCE'),
  ('payment.instalment', 'create_time', 'FINANCE'),
  ('payment.instalment', 'currency', 'FINANCE'),
  ('payment.instalment', 'district', 'OPERATIONAL'),
  ('payment.instalment', 'due_on', 'FINANCE'),
  ('payment.instalment', 'entitlement_uid', 'FINANCE'),
  ('payment.instalment', 'institution', 'OPERATIONAL'),
  ('payment.instalment', 'kind', 'FINANCE'),
  ('payment.instalment', 'period', 'FINANCE'),
  ('payment.instalment', 'register', 'OPERATIONAL'),
  ('payment.instalment', 'sequence', 'FINANCE'),
  ('payment.instalment', 'uid', 'FINANCE'),
  ('payment.order_transition', 'from_state', 'PUBLIC'),
  ('payment.order_transition', 'to_state', 'PUBLIC'),
  ('payment.payee_account', 'answered_by', 'OPERATIONAL'),
  ('payment.payee_account', 'bank', 'FINANCE'),
  ('payment.payee_account', 'create_time', 'OPERATIONAL'),
  ('payment.payee_account', 'details', 'FINANCE'),
  ('payment.payee_account', 'district', 'OPERATIONAL'),
  ('payment.payee_account', 'doubts', 'OPERATIONAL'),
  ('payment.payee_account', 'etag', 'OPERATIONAL'),
  ('payment.payee_account', 'guardian_uid', 'OPERATIONAL'),
  ('payment.payee_account', 'hold_until_time', 'OPERATIONAL'),
  ('payment.payee_account', 'holder', 'OPERATIONAL'),
  ('payment.payee_account', 'institution', 'OPERATIONAL'),
  ('payment.payee_account', 'number_end', 'FINANCE'),
  ('payment.payee_account', 'payee_uid', 'OPERATIONAL'),
  ('payment.payee_account', 'register', 'OPERATIONAL'),
  ('payment.payee_account', 'set_by', 'OPERATIONAL'),
  ('payment.payee_account', 'state', 'OPERATIONAL'),
  ('payment.payee_account', 'survivor_uid', 'OPERATIONAL'),
  ('payment.payee_account', 'uid', 'OPERATIONAL'),
  ('payment.payee_account', 'update_time', 'OPERATIONAL'),
  ('payment.payee_account_history', 'answered_by', 'OPERATIONAL'),
  ('payment.payee_account_history', 'bank', 'FINANCE'),
  ('payment.payee_account_history', 'create_time', 'OPERATIONAL'),
  ('payment.payee_account_history', 'details', 'FINANCE'),
  ('payment.payee_account_history', 'district', 'OPERATIONAL'),
  ('payment.payee_account_history', 'doubts', 'OPERATIONAL'),
  ('payment.payee_account_history', 'etag', 'OPERATIONAL'),
  ('payment.payee_account_history', 'guardian_uid', 'OPERATIONAL'),
  ('payment.payee_account_history', 'history_uid', 'OPERATIONAL'),
  ('payment.payee_account_history', 'hold_until_time', 'OPERATIONAL'),
  ('payment.payee_account_history', 'holder', 'OPERATIONAL'),
  ('payment.payee_account_history', 'institution', 'OPERATIONAL'),
  ('payment.payee_account_history', 'number_end', 'FINANCE'),
  ('payment.payee_account_history', 'payee_uid', 'OPERATIONAL'),
  ('payment.payee_account_history', 'reason', 'AUDIT'),
  ('payment.payee_account_history', 'recorded_until', 'OPERATIONAL'),
  ('payment.payee_account_history', 'register', 'OPERATIONAL'),
  ('payment.payee_account_history', 'set_by', 'OPERATIONAL'),
  ('payment.payee_account_history', 'staff_uid', 'AUDIT'),
  ('payment.payee_account_history', 'state', 'OPERATIONAL'),
  ('payment.payee_account_history', 'survivor_uid', 'OPERATIONAL'),
  ('payment.payee_account_history', 'uid', 'OPERATIONAL'),
  ('payment.payee_account_history', 'update_time', 'OPERATIONAL'),
  ('payment.payment_file', 'bytes', 'OPERATIONAL'),
  ('payment.payment_file', 'content_hash', 'OPERATIONAL'),
  ('payment.payment_file', 'create_time', 'OPERATIONAL'),
  ('payment.payment_file', 'district', 'OPERATIONAL'),
  ('payment.payment_file', 'file_name', 'OPERATIONAL'),
  ('payment.payment_file', 'institution', 'OPERATIONAL'),
  ('payment.payment_file', 'message_id', 'OPERATIONAL'),
  ('payment.payment_file', 'number', 'OPERATIONAL'),
  ('payment.payment_file', 'orders', 'OPERATIONAL'),
  ('payment.payment_file', 'register', 'OPERATIONAL'),
  ('payment.payment_file', 'run_uid', 'OPERATIONAL'),
  ('payment.payment_file', 'total_qepik', 'FINANCE'),
  ('payment.payment_file', 'uid', 'OPERATIONAL'),
  ('payment.payment_order', 'account_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'amount_qepik', 'FINANCE'),
  ('payment.payment_order', 'because', 'OPERATIONAL'),
  ('payment.payment_order', 'benefit', 'OPERATIONAL'),
  ('payment.payment_order', 'create_time', 'OPERATIONAL'),
  ('payment.payment_order', 'currency', 'FINANCE'),
  ('payment.payment_order', 'district', 'OPERATIONAL'),
  ('payment.payment_order', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'etag', 'OPERATIONAL'),
  ('payment.payment_order', 'file_number', 'OPERATIONAL'),
  ('payment.payment_order', 'file_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'institution', 'OPERATIONAL'),
  ('payment.payment_order', 'payee_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'purpose', 'FINANCE'),
  ('payment.payment_order', 'recovered_qepik', 'FINANCE'),
  ('payment.payment_order', 'register', 'OPERATIONAL'),
  ('payment.payment_order', 'remittance', 'FINANCE'),
  ('payment.payment_order', 'run_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'state', 'OPERATIONAL'),
  ('payment.payment_order', 'survivor_uid', 'OPERATIONAL'),
  ('payment.payment_order', 'uetr', 'OPERATIONAL'),
  ('payment.payment_order', 'uid', 'OPERATIONAL'),
  ('payment.payment_order', 'update_time', 'OPERATIONAL'),
  ('payment.payment_order_instalment', 'amount_qepik', 'FINANCE'),
  ('payment.payment_order_instalment', 'district', 'OPERATIONAL'),
  ('payment.payment_order_instalment', 'instalment_uid', 'FINANCE'),
  ('payment.payment_order_instalment', 'institution', 'OPERATIONAL'),
  ('payment.payment_order_instalment', 'live', 'OPERATIONAL'),
  ('payment.payment_order_instalment', 'order_uid', 'FINANCE'),
  ('payment.payment_order_instalment', 'period', 'FINANCE'),
  ('payment.payment_order_instalment', 'register', 'OPERATIONAL'),
  ('payment.payment_order_step', 'because', 'FINANCE'),
  ('payment.payment_order_step', 'create_time', 'FINANCE'),
  ('payment.payment_order_step', 'district', 'OPERATIONAL'),
  ('payment.payment_order_step', 'from_state', 'FINANCE'),
  ('payment.payment_order_step', 'institution', 'OPERATIONAL'),
  ('payment.payment_order_step', 'order_uid', 'FINANCE'),
  ('payment.payment_order_step', 'register', 'OPERATIONAL'),
  ('payment.payment_order_step', 'staff_uid', 'FINANCE'),
  ('payment.payment_order_step', 'to_state', 'FINANCE'),
  ('payment.payment_order_step', 'uid', 'OPERATIONAL'),
  ('payment.payment_question', 'answer', 'OPERATIONAL'),
  ('payment.payment_question', 'answer_reason', 'OPERATIONAL'),
  ('payment.payment_question', 'answered_by', 'OPERATIONAL'),
  ('payment.payment_question', 'answered_time', 'OPERATIONAL'),
  ('payment.payment_question', 'create_time', 'OPERATIONAL'),
  ('payment.payment_question', 'district', 'OPERATIONAL'),
  ('payment.payment_question', 'etag', 'OPERATIONAL'),
  ('payment.payment_question', 'holds', 'OPERATIONAL'),
  ('payment.payment_question', 'institution', 'OPERATIONAL'),
  ('payment.payment_question', 'kind', 'OPERATIONAL'),
  ('payment.payment_question', 'order_uid', 'OPERATIONAL'),
  ('payment.payment_question', 'payee_uid', 'OPERATIONAL'),
  ('payment.payment_question', 'reason_code', 'OPERATIONAL'),
  ('payment.payment_question', 'register', 'OPERATIONAL'),
  ('payment.payment_question', 'state', 'OPERATIONAL'),
  ('payment.payment_question', 'survivor_uid', 'OPERATIONAL'),
  ('payment.payment_question', 'suspicious', 'OPERATIONAL'),
  ('payment.payment_question', 'taken_by', 'OPERATIONAL'),
  ('payment.payment_question', 'uid', 'OPERATIONAL'),
  ('payment.payment_question', 'update_time', 'OPERATIONAL'),
  ('payment.payment_question_history', 'answer', 'OPERATIONAL'),
  ('payment.payment_question_history', 'answer_reason', 'OPERATIONAL'),
  ('payment.payment_question_history', 'answered_by', 'OPERATIONAL'),
  ('payment.payment_question_history', 'answered_time', 'OPERATIONAL'),
  ('payment.payment_question_history', 'create_time', 'OPERATIONAL'),
  ('payment.payment_question_history', 'district', 'OPERATIONAL'),
  ('payment.payment_question_history', 'etag', 'OPERATIONAL'),
  ('payment.payment_question_history', 'history_uid', 'OPERATIONAL'),
  ('payment.payment_question_history', 'holds', 'OPERATIONAL'),
  ('payment.payment_question_history', 'institution', 'OPERATIONAL'),
  ('payment.payment_question_history', 'kind', 'OPERATIONAL'),
  ('payment.payment_question_history', 'order_uid', 'OPERATIONAL'),
  ('payment.payment_question_history', 'payee_uid', 'OPERATIONAL'),
  ('payment.payment_question_history', 'reason', 'AUDIT'),
  ('payment.payment_question_history', 'reason_code', 'OPERATIONAL'),
  ('payment.payment_question_history', 'recorded_until', 'OPERATIONAL'),
  ('payment.payment_question_history', 'register', 'OPERATIONAL'),
  ('payment.payment_question_history', 'staff_uid', 'AUDIT'),
  ('payment.payment_question_history', 'state', 'OPERATIONAL'),
  ('payment.payment_question_history', 'survivor_uid', 'OPERATIONAL'),
  ('payment.payment_question_history', 'suspicious', 'OPERATIONAL'),
  ('payment.payment_question_history', 'taken_by', 'OPERATIONAL'),
  ('payment.payment_question_history', 'uid', 'OPERATIONAL'),
  ('payment.payment_question_history', 'update_time', 'OPERATIONAL'),
  ('payment.payment_run', 'approve_time', 'OPERATIONAL'),
  ('payment.payment_run', 'approved_by', 'OPERATIONAL'),
  ('payment.payment_run', 'available_qepik', 'FINANCE'),
  ('payment.payment_run', 'create_time', 'OPERATIONAL'),
  ('payment.payment_run', 'cursor_uid', 'OPERATIONAL'),
  ('payment.payment_run', 'district', 'OPERATIONAL'),
  ('payment.payment_run', 'due_until', 'OPERATIONAL'),
  ('payment.payment_run', 'etag', 'OPERATIONAL'),
  ('payment.payment_run', 'execute_on', 'OPERATIONAL'),
  ('payment.payment_run', 'funds_document', 'OPERATIONAL'),
  ('payment.payment_run', 'institution', 'OPERATIONAL'),
  ('payment.payment_run', 'number', 'OPERATIONAL'),
  ('payment.payment_run', 'omitted', 'OPERATIONAL'),
  ('payment.payment_run', 'orders', 'OPERATIONAL'),
  ('payment.payment_run', 'orders_per_file', 'OPERATIONAL'),
  ('payment.payment_run', 'proposed_by', 'OPERATIONAL'),
  ('payment.payment_run', 'register', 'OPERATIONAL'),
  ('payment.payment_run', 'reject_reason', 'OPERATIONAL'),
  ('payment.payment_run', 'rejected_by', 'OPERATIONAL'),
  ('payment.payment_run', 'release_time', 'OPERATIONAL'),
  ('payment.payment_run', 'released_by', 'OPERATIONAL'),
  ('payment.payment_run', 'source', 'FINANCE'),
  ('payment.payment_run', 'source_account', 'OPERATIONAL'),
  ('payment.payment_run', 'state', 'OPERATIONAL'),
  ('payment.payment_run', 'total_qepik', 'FINANCE'),
  ('payment.payment_run', 'uid', 'OPERATIONAL'),
  ('payment.payment_run', 'update_time', 'OPERATIONAL'),
  ('payment.payment_run', 'verified_by', 'OPERATIONAL'),
  ('payment.payment_run', 'verify_time', 'OPERATIONAL'),
  ('payment.person_key', 'district', 'OPERATIONAL'),
  ('payment.person_key', 'institution', 'OPERATIONAL'),
  ('payment.person_key', 'kek_id', 'SECRET'),
  ('payment.person_key', 'register', 'OPERATIONAL'),
  ('payment.person_key', 'uid', 'OPERATIONAL'),
  ('payment.person_key', 'wrapped', 'SECRET'),
  ('payment.reconciliation', 'accepted', 'OPERATIONAL'),
  ('payment.reconciliation', 'accepted_qepik', 'FINANCE'),
  ('payment.reconciliation', 'close_reason', 'OPERATIONAL'),
  ('payment.reconciliation', 'closed_by', 'OPERATIONAL'),
  ('payment.reconciliation', 'closed_time', 'OPERATIONAL'),
  ('payment.reconciliation', 'create_time', 'OPERATIONAL'),
  ('payment.reconciliation', 'day', 'OPERATIONAL'),
  ('payment.reconciliation', 'difference_count', 'OPERATIONAL'),
  ('payment.reconciliation', 'differences', 'FINANCE'),
  ('payment.reconciliation', 'etag', 'OPERATIONAL'),
  ('payment.reconciliation', 'moved', 'OPERATIONAL'),
  ('payment.reconciliation', 'moved_qepik', 'FINANCE'),
  ('payment.reconciliation', 'ordered', 'OPERATIONAL'),
  ('payment.reconciliation', 'ordered_qepik', 'FINANCE'),
  ('payment.reconciliation', 'returned', 'OPERATIONAL'),
  ('payment.reconciliation', 'returned_qepik', 'FINANCE'),
  ('payment.reconciliation', 'state', 'OPERATIONAL'),
  ('payment.reconciliation', 'uid', 'OPERATIONAL'),
  ('payment.reconciliation', 'update_time', 'OPERATIONAL'),
  ('payment.recount', 'benefits', 'OPERATIONAL'),
  ('payment.recount', 'create_time', 'OPERATIONAL'),
  ('payment.recount', 'finish_time', 'OPERATIONAL'),
  ('payment.recount', 'kind', 'OPERATIONAL'),
  ('payment.recount', 'started_by_uid', 'OPERATIONAL'),
  ('payment.recount', 'total', 'OPERATIONAL'),
  ('payment.recount', 'uid', 'OPERATIONAL'),
  ('payment.recount_lane', 'after_uid', 'OPERATIONAL'),
  ('payment.recount_lane', 'changed', 'OPERATIONAL'),
  ('payment.recount_lane', 'done', 'OPERATIONAL'),
  ('payment.recount_lane', 'finish_time', 'OPERATIONAL'),
  ('payment.recount_lane', 'held', 'OPERATIONAL'),
  ('payment.recount_lane', 'qualifying', 'OPERATIONAL'),
  ('payment.recount_lane', 'recount_uid', 'OPERATIONAL'),
  ('payment.recount_lane', 'started', 'OPERATIONAL'),
  ('payment.recount_lane', 'uid', 'OPERATIONAL'),
  ('payment.recount_lane', 'unserved', 'OPERATIONAL'),
  ('payment.recount_lane', 'until_uid', 'OPERATIONAL'),
  ('payment.recount_lane', 'update_time', 'OPERATIONAL'),
  ('payment.recount_lane', 'with_question', 'OPERATIONAL'),
  ('payment.recovery_plan', 'create_time', 'OPERATIONAL'),
  ('payment.recovery_plan', 'decide_time', 'OPERATIONAL'),
  ('payment.recovery_plan', 'decided_by_uid', 'OPERATIONAL'),
  ('payment.recovery_plan', 'decision', 'OPERATIONAL'),
  ('payment.recovery_plan', 'district', 'OPERATIONAL'),
  ('payment.recovery_plan', 'document', 'OPERATIONAL'),
  ('payment.recovery_plan', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.recovery_plan', 'etag', 'OPERATIONAL'),
  ('payment.recovery_plan', 'institution', 'OPERATIONAL'),
  ('payment.recovery_plan', 'reason', 'OPERATIONAL'),
  ('payment.recovery_plan', 'register', 'OPERATIONAL'),
  ('payment.recovery_plan', 'share_percent', 'FINANCE'),
  ('payment.recovery_plan', 'smallest_left_qepik', 'FINANCE'),
  ('payment.recovery_plan', 'survivor_uid', 'OPERATIONAL'),
  ('payment.recovery_plan', 'uid', 'OPERATIONAL'),
  ('payment.recovery_plan', 'update_time', 'OPERATIONAL'),
  ('payment.recovery_plan', 'waived_qepik', 'FINANCE'),
  ('payment.restore', 'day', 'OPERATIONAL'),
  ('payment.restore', 'restored_time', 'OPERATIONAL'),
  ('payment.rule_comparison', 'benefit', 'OPERATIONAL'),
  ('payment.rule_comparison', 'compared_by_uid', 'OPERATIONAL'),
  ('payment.rule_comparison', 'counted_for', 'OPERATIONAL'),
  ('payment.rule_comparison', 'create_time', 'OPERATIONAL'),
  ('payment.rule_comparison', 'new_hash', 'OPERATIONAL'),
  ('payment.rule_comparison', 'new_version', 'OPERATIONAL'),
  ('payment.rule_comparison', 'of_present', 'OPERATIONAL'),
  ('payment.rule_comparison', 'old_hash', 'OPERATIONAL'),
  ('payment.rule_comparison', 'old_version', 'OPERATIONAL'),
  ('payment.rule_comparison', 'set_number', 'OPERATIONAL'),
  ('payment.rule_comparison', 'uid', 'OPERATIONAL'),
  ('payment.rule_comparison_lane', 'comparison_uid', 'OPERATIONAL'),
  ('payment.rule_comparison_lane', 'lane_uid', 'OPERATIONAL'),
  ('payment.rule_comparison_lane', 'losses', 'FINANCE'),
  ('payment.rule_comparison_line', 'asking', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'back_qepik', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'band', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'benefit', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'changing', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'comparison_uid', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'district', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'gaining', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'lane_uid', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'losing', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'month_qepik', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'register', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'starting', 'OPERATIONAL'),
  ('payment.rule_comparison_line', 'stopping', 'OPERATIONAL'),
  ('payment.rule_loss', 'back_qepik', 'FINANCE'),
  ('payment.rule_loss', 'benefit', 'FINANCE'),
  ('payment.rule_loss', 'comparison_uid', 'OPERATIONAL'),
  ('payment.rule_loss', 'district', 'OPERATIONAL'),
  ('payment.rule_loss', 'institution', 'OPERATIONAL'),
  ('payment.rule_loss', 'month_qepik', 'FINANCE'),
  ('payment.rule_loss', 'register', 'OPERATIONAL'),
  ('payment.rule_loss', 'survivor_uid', 'OPERATIONAL'),
  ('payment.rule_loss', 'uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'activate_time', 'OPERATIONAL'),
  ('payment.rule_proposal', 'activated_by_uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'approve_time', 'OPERATIONAL'),
  ('payment.rule_proposal', 'approved_by_uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'benefit', 'PUBLIC'),
  ('payment.rule_proposal', 'comparison_uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'content', 'PUBLIC'),
  ('payment.rule_proposal', 'content_hash', 'PUBLIC'),
  ('payment.rule_proposal', 'create_time', 'OPERATIONAL'),
  ('payment.rule_proposal', 'etag', 'OPERATIONAL'),
  ('payment.rule_proposal', 'number', 'PUBLIC'),
  ('payment.rule_proposal', 'proposed_by_uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'state', 'PUBLIC'),
  ('payment.rule_proposal', 'uid', 'OPERATIONAL'),
  ('payment.rule_proposal', 'update_time', 'OPERATIONAL'),
  ('payment.rule_proposal', 'version', 'PUBLIC'),
  ('payment.rule_proposal', 'withdraw_reason', 'OPERATIONAL'),
  ('payment.rule_proposal', 'withdraw_time', 'OPERATIONAL'),
  ('payment.rule_set', 'activated_by_uid', 'OPERATIONAL'),
  ('payment.rule_set', 'create_time', 'PUBLIC'),
  ('payment.rule_set', 'number', 'PUBLIC'),
  ('payment.rule_set', 'proposal_uid', 'PUBLIC'),
  ('payment.rule_set', 'rules', 'PUBLIC'),
  ('payment.run_omission', 'amount_qepik', 'FINANCE'),
  ('payment.run_omission', 'benefit', 'OPERATIONAL'),
  ('payment.run_omission', 'district', 'OPERATIONAL'),
  ('payment.run_omission', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.run_omission', 'institution', 'OPERATIONAL'),
  ('payment.run_omission', 'payee_uid', 'OPERATIONAL'),
  ('payment.run_omission', 'reason', 'OPERATIONAL'),
  ('payment.run_omission', 'register', 'OPERATIONAL'),
  ('payment.run_omission', 'run_uid', 'OPERATIONAL'),
  ('payment.run_omission', 'survivor_uid', 'OPERATIONAL'),
  ('payment.run_transition', 'from_state', 'PUBLIC'),
  ('payment.run_transition', 'to_state', 'PUBLIC'),
  ('payment.suspension', 'create_time', 'OPERATIONAL'),
  ('payment.suspension', 'district', 'OPERATIONAL'),
  ('payment.suspension', 'document', 'OPERATIONAL'),
  ('payment.suspension', 'end_time', 'OPERATIONAL'),
  ('payment.suspension', 'entitlement_uid', 'OPERATIONAL'),
  ('payment.suspension', 'etag', 'OPERATIONAL'),
  ('payment.suspension', 'institution', 'OPERATIONAL'),
  ('payment.suspension', 'reason', 'OPERATIONAL'),
  ('payment.suspension', 'register', 'OPERATIONAL'),
  ('payment.suspension', 'resume_reason', 'OPERATIONAL'),
  ('payment.suspension', 'resumed_by_uid', 'OPERATIONAL'),
  ('payment.suspension', 'state', 'OPERATIONAL'),
  ('payment.suspension', 'survivor_uid', 'OPERATIONAL'),
  ('payment.suspension', 'suspended_by_uid', 'OPERATIONAL'),
  ('payment.suspension', 'suspended_from', 'OPERATIONAL'),
  ('payment.suspension', 'suspended_until', 'OPERATIONAL'),
  ('payment.suspension', 'uid', 'OPERATIONAL'),
  ('payment.suspension', 'update_time', 'OPERATIONAL'),
  ('payment.token', 'district', 'OPERATIONAL'),
  ('payment.token', 'institution', 'OPERATIONAL'),
  ('payment.token', 'kind', 'SECRET'),
  ('payment.token', 'payee_account_uid', 'OPERATIONAL'),
  ('payment.token', 'register', 'OPERATIONAL'),
  ('payment.token', 'token', 'SECRET'),
  ('payment.unserved', 'beneficiary_uid', 'OPERATIONAL'),
  ('payment.unserved', 'benefit', 'OPERATIONAL'),
  ('payment.unserved', 'cleared_time', 'OPERATIONAL'),
  ('payment.unserved', 'create_time', 'OPERATIONAL'),
  ('payment.unserved', 'district', 'OPERATIONAL'),
  ('payment.unserved', 'institution', 'OPERATIONAL'),
  ('payment.unserved', 'occasion_uid', 'OPERATIONAL'),
  ('payment.unserved', 'reason', 'OPERATIONAL'),
  ('payment.unserved', 'register', 'OPERATIONAL'),
  ('payment.unserved', 'role', 'OPERATIONAL'),
  ('payment.unserved', 'seen_time', 'OPERATIONAL'),
  ('payment.unserved', 'survivor_uid', 'OPERATIONAL'),
  ('payment.unserved', 'uid', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'assessed_on', 'HEALTH'),
  ('rehabilitation.adaptation', 'create_time', 'HEALTH'),
  ('rehabilitation.adaptation', 'district', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'ended_on', 'HEALTH'),
  ('rehabilitation.adaptation', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'institution', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'kind', 'HEALTH'),
  ('rehabilitation.adaptation', 'payer_centre_uid', 'HEALTH'),
  ('rehabilitation.adaptation', 'register', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'state', 'HEALTH'),
  ('rehabilitation.adaptation', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.adaptation', 'uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'cancel_reason', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'closure_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'district', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'double_booked', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'ends_time', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'etag', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'hold_until_time', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'institution', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'person_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'register', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'room_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'series_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'specialist_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'starts_time', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'state', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'times_moved', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'uid', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.appointment', 'visit', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'cancel_reason', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'closure_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'district', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'double_booked', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'ends_time', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'etag', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'history_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'hold_until_time', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'institution', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'person_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'reason', 'AUDIT'),
  ('rehabilitation.appointment_history', 'recorded_until', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'register', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'room_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'series_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'specialist_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'staff_uid', 'AUDIT'),
  ('rehabilitation.appointment_history', 'starts_time', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'state', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'times_moved', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'uid', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.appointment_history', 'visit', 'OPERATIONAL'),
  ('rehabilitation.centre', 'accessible', 'PUBLIC'),
  ('rehabilitation.centre', 'address', 'PUBLIC'),
  ('rehabilitation.centre', 'create_time', 'PUBLIC'),
  ('rehabilitation.centre', 'district', 'PUBLIC'),
  ('rehabilitation.centre', 'ended_on', 'PUBLIC'),
  ('rehabilitation.centre', 'etag', 'PUBLIC'),
  ('rehabilitation.centre', 'hours', 'PUBLIC'),
  ('rehabilitation.centre', 'institution', 'PUBLIC'),
  ('rehabilitation.centre', 'name_az', 'PUBLIC'),
  ('rehabilitation.centre', 'name_en', 'PUBLIC'),
  ('rehabilitation.centre', 'open_on_days_off', 'PUBLIC'),
  ('rehabilitation.centre', 'phone', 'PUBLIC'),
  ('rehabilitation.centre', 'roles', 'PUBLIC'),
  ('rehabilitation.centre', 'serves_districts', 'PUBLIC'),
  ('rehabilitation.centre', 'serves_rest', 'PUBLIC'),
  ('rehabilitation.centre', 'uid', 'PUBLIC'),
  ('rehabilitation.centre', 'update_time', 'PUBLIC'),
  ('rehabilitation.centre', 'visits', 'PUBLIC'),
  ('rehabilitation.closure', 'called_in', 'OPERATIONAL'),
  ('rehabilitation.closure', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.closure', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.closure', 'etag', 'OPERATIONAL'),
  ('rehabilitation.closure', 'first_day', 'OPERATIONAL'),
  ('rehabilitation.closure', 'institution', 'OPERATIONAL'),
  ('rehabilitation.closure', 'last_day', 'OPERATIONAL'),
  ('rehabilitation.closure', 'reason', 'OPERATIONAL'),
  ('rehabilitation.closure', 'room_uid', 'OPERATIONAL'),
  ('rehabilitation.closure', 'specialist_uid', 'OPERATIONAL'),
  ('rehabilitation.closure', 'uid', 'OPERATIONAL'),
  ('rehabilitation.closure', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.closure', 'withdrawn_time', 'OPERATIONAL'),
  ('rehabilitation.device', 'adult_on', 'HEALTH'),
  ('rehabilitation.device', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.device', 'decided_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'decision_document', 'OPERATIONAL'),
  ('rehabilitation.device', 'delivered_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'device_class', 'HEALTH'),
  ('rehabilitation.device', 'district', 'OPERATIONAL'),
  ('rehabilitation.device', 'early_reason', 'HEALTH'),
  ('rehabilitation.device', 'ended_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'etag', 'OPERATIONAL'),
  ('rehabilitation.device', 'follow_up_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'institution', 'OPERATIONAL'),
  ('rehabilitation.device', 'making_due_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'payer', 'OPERATIONAL'),
  ('rehabilitation.device', 'payer_institution', 'OPERATIONAL'),
  ('rehabilitation.device', 'prescribed_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'recall_document', 'OPERATIONAL'),
  ('rehabilitation.device', 'recalled_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'register', 'OPERATIONAL'),
  ('rehabilitation.device', 'repair_due_on', 'OPERATIONAL'),
  ('rehabilitation.device', 'replaces_uid', 'OPERATIONAL'),
  ('rehabilitation.device', 'side', 'HEALTH'),
  ('rehabilitation.device', 'state', 'OPERATIONAL'),
  ('rehabilitation.device', 'steps', 'OPERATIONAL'),
  ('rehabilitation.device', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.device', 'uid', 'OPERATIONAL'),
  ('rehabilitation.device', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.device', 'warranty_until', 'OPERATIONAL'),
  ('rehabilitation.device', 'wearer_age', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'batch', 'HEALTH'),
  ('rehabilitation.device_component', 'built_in_on', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'device_uid', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'district', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'institution', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'kind', 'HEALTH'),
  ('rehabilitation.device_component', 'maker', 'HEALTH'),
  ('rehabilitation.device_component', 'model', 'HEALTH'),
  ('rehabilitation.device_component', 'register', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'removed_on', 'OPERATIONAL'),
  ('rehabilitation.device_component', 'serial', 'HEALTH'),
  ('rehabilitation.device_component', 'supplier', 'HEALTH'),
  ('rehabilitation.device_component', 'uid', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'adult_on', 'HEALTH'),
  ('rehabilitation.device_history', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'decided_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'decision_document', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'delivered_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'device_class', 'HEALTH'),
  ('rehabilitation.device_history', 'district', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'early_reason', 'HEALTH'),
  ('rehabilitation.device_history', 'ended_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'etag', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'follow_up_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'history_uid', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'institution', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'making_due_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'payer', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'payer_institution', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'prescribed_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'reason', 'AUDIT'),
  ('rehabilitation.device_history', 'recall_document', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'recalled_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'recorded_until', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'register', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'repair_due_on', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'replaces_uid', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'side', 'HEALTH'),
  ('rehabilitation.device_history', 'staff_uid', 'AUDIT'),
  ('rehabilitation.device_history', 'state', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'steps', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'uid', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'warranty_until', 'OPERATIONAL'),
  ('rehabilitation.device_history', 'wearer_age', 'OPERATIONAL'),
  ('rehabilitation.episode', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.episode', 'close_reason', 'OPERATIONAL'),
  ('rehabilitation.episode', 'closed_on', 'OPERATIONAL'),
  ('rehabilitation.episode', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.episode', 'district', 'OPERATIONAL'),
  ('rehabilitation.episode', 'etag', 'OPERATIONAL'),
  ('rehabilitation.episode', 'institution', 'OPERATIONAL'),
  ('rehabilitation.episode', 'kind', 'OPERATIONAL'),
  ('rehabilitation.episode', 'opened_on', 'OPERATIONAL'),
  ('rehabilitation.episode', 'origin', 'OPERATIONAL'),
  ('rehabilitation.episode', 'part_changes', 'OPERATIONAL'),
  ('rehabilitation.episode', 'referral_uid', 'OPERATIONAL'),
  ('rehabilitation.episode', 'register', 'OPERATIONAL'),
  ('rehabilitation.episode', 'specialist_uid', 'OPERATIONAL'),
  ('rehabilitation.episode', 'state', 'OPERATIONAL'),
  ('rehabilitation.episode', 'survivor_number', 'OPERATIONAL'),
  ('rehabilitation.episode', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.episode', 'uid', 'OPERATIONAL'),
  ('rehabilitation.episode', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'close_reason', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'closed_on', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'district', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'etag', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'history_uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'institution', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'kind', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'opened_on', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'origin', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'part_changes', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'reason', 'AUDIT'),
  ('rehabilitation.episode_history', 'recorded_until', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'referral_uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'register', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'specialist_uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'staff_uid', 'AUDIT'),
  ('rehabilitation.episode_history', 'state', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'survivor_number', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'uid', 'OPERATIONAL'),
  ('rehabilitation.episode_history', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.finding', 'create_time', 'HEALTH'),
  ('rehabilitation.finding', 'district', 'OPERATIONAL'),
  ('rehabilitation.finding', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.finding', 'found_on', 'HEALTH'),
  ('rehabilitation.finding', 'institution', 'OPERATIONAL'),
  ('rehabilitation.finding', 'pain_kinds', 'HEALTH'),
  ('rehabilitation.finding', 'pain_score', 'HEALTH'),
  ('rehabilitation.finding', 'register', 'OPERATIONAL'),
  ('rehabilitation.finding', 'side', 'HEALTH'),
  ('rehabilitation.finding', 'stump', 'HEALTH'),
  ('rehabilitation.finding', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.finding', 'uid', 'OPERATIONAL'),
  ('rehabilitation.goal', 'create_time', 'HEALTH'),
  ('rehabilitation.goal', 'district', 'OPERATIONAL'),
  ('rehabilitation.goal', 'due_on', 'HEALTH'),
  ('rehabilitation.goal', 'ended_on', 'HEALTH'),
  ('rehabilitation.goal', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.goal', 'institution', 'OPERATIONAL'),
  ('rehabilitation.goal', 'instrument', 'HEALTH'),
  ('rehabilitation.goal', 'kind', 'HEALTH'),
  ('rehabilitation.goal', 'register', 'OPERATIONAL'),
  ('rehabilitation.goal', 'state', 'HEALTH'),
  ('rehabilitation.goal', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.goal', 'target_score', 'HEALTH'),
  ('rehabilitation.goal', 'uid', 'OPERATIONAL'),
  ('rehabilitation.measure', 'create_time', 'HEALTH'),
  ('rehabilitation.measure', 'district', 'OPERATIONAL'),
  ('rehabilitation.measure', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.measure', 'institution', 'OPERATIONAL'),
  ('rehabilitation.measure', 'instrument', 'HEALTH'),
  ('rehabilitation.measure', 'measured_on', 'HEALTH'),
  ('rehabilitation.measure', 'register', 'OPERATIONAL'),
  ('rehabilitation.measure', 'score', 'HEALTH'),
  ('rehabilitation.measure', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.measure', 'uid', 'OPERATIONAL'),
  ('rehabilitation.measure', 'with_device', 'HEALTH'),
  ('rehabilitation.renewal', 'appointment_uid', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'basis', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'call_in_on', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'contacts', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'decision_document', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'device_class', 'HEALTH'),
  ('rehabilitation.renewal', 'district', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'due_on', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'etag', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'institution', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'next_on', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'register', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'review_on', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'state', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'stop_reason', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'term_ends_on', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'term_example', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'uid', 'OPERATIONAL'),
  ('rehabilitation.renewal', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'appointment_uid', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'basis', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'call_in_on', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'contacts', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'decision_document', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'device_class', 'HEALTH'),
  ('rehabilitation.renewal_history', 'district', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'due_on', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'etag', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'history_uid', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'institution', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'next_on', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'reason', 'AUDIT'),
  ('rehabilitation.renewal_history', 'recorded_until', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'register', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'review_on', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'staff_uid', 'AUDIT'),
  ('rehabilitation.renewal_history', 'state', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'stop_reason', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'term_ends_on', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'term_example', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'uid', 'OPERATIONAL'),
  ('rehabilitation.renewal_history', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.room', 'accessible', 'OPERATIONAL'),
  ('rehabilitation.room', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.room', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.room', 'ended_on', 'OPERATIONAL'),
  ('rehabilitation.room', 'etag', 'OPERATIONAL'),
  ('rehabilitation.room', 'institution', 'OPERATIONAL'),
  ('rehabilitation.room', 'title', 'OPERATIONAL'),
  ('rehabilitation.room', 'uid', 'OPERATIONAL'),
  ('rehabilitation.room', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.room', 'visits', 'OPERATIONAL'),
  ('rehabilitation.session', 'appointment_uid', 'HEALTH'),
  ('rehabilitation.session', 'create_time', 'HEALTH'),
  ('rehabilitation.session', 'district', 'OPERATIONAL'),
  ('rehabilitation.session', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.session', 'held_on', 'HEALTH'),
  ('rehabilitation.session', 'institution', 'OPERATIONAL'),
  ('rehabilitation.session', 'minutes', 'HEALTH'),
  ('rehabilitation.session', 'place', 'HEALTH'),
  ('rehabilitation.session', 'register', 'OPERATIONAL'),
  ('rehabilitation.session', 'specialist_uid', 'HEALTH'),
  ('rehabilitation.session', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.session', 'uid', 'OPERATIONAL'),
  ('rehabilitation.session', 'visit', 'HEALTH'),
  ('rehabilitation.specialist', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'ended_on', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'etag', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'full_name', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'hours', 'PUBLIC'),
  ('rehabilitation.specialist', 'institution', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'staff_uid', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'uid', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.specialist', 'visits', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'centre_uid', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'create_time', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'district', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'episode_uid', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'etag', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'institution', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'not_after', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'not_before', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'register', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'state', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'survivor_uid', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'uid', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'update_time', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'urgency', 'OPERATIONAL'),
  ('rehabilitation.waiting', 'visit', 'OPERATIONAL'),
  ('statistics.fact', 'activity', 'OPERATIONAL'),
  ('statistics.fact', 'age_band', 'OPERATIONAL'),
  ('statistics.fact', 'benefit', 'OPERATIONAL'),
  ('statistics.fact', 'civ_status', 'OPERATIONAL'),
  ('statistics.fact', 'device', 'OPERATIONAL'),
  ('statistics.fact', 'district', 'OPERATIONAL'),
  ('statistics.fact', 'ended_on', 'OPERATIONAL'),
  ('statistics.fact', 'kept_from', 'OPERATIONAL'),
  ('statistics.fact', 'kept_until', 'OPERATIONAL'),
  ('statistics.fact', 'kind', 'OPERATIONAL'),
  ('statistics.fact', 'occurred_on', 'OPERATIONAL'),
  ('statistics.fact', 'outcome', 'OPERATIONAL'),
  ('statistics.fact', 'parent', 'OPERATIONAL'),
  ('statistics.fact', 'part', 'OPERATIONAL'),
  ('statistics.fact', 'pseudonym', 'OPERATIONAL'),
  ('statistics.fact', 'recorded_from', 'OPERATIONAL'),
  ('statistics.fact', 'recorded_until', 'OPERATIONAL'),
  ('statistics.fact', 'register', 'OPERATIONAL'),
  ('statistics.fact', 'relation', 'OPERATIONAL'),
  ('statistics.fact', 'service', 'OPERATIONAL'),
  ('statistics.fact', 'sex', 'OPERATIONAL'),
  ('statistics.fact', 'share', 'OPERATIONAL'),
  ('statistics.fact', 'value', 'OPERATIONAL'),
  ('statistics.release', 'check_time', 'OPERATIONAL'),
  ('statistics.release', 'checked_by_uid', 'OPERATIONAL'),
  ('statistics.release', 'content', 'PUBLIC'),
  ('statistics.release', 'content_hash', 'PUBLIC'),
  ('statistics.release', 'create_time', 'OPERATIONAL'),
  ('statistics.release', 'cut_off', 'PUBLIC'),
  ('statistics.release', 'definitions', 'PUBLIC'),
  ('statistics.release', 'disclosure', 'PUBLIC'),
  ('statistics.release', 'disclosure_edition', 'PUBLIC'),
  ('statistics.release', 'drafted_by_uid', 'OPERATIONAL'),
  ('statistics.release', 'etag', 'OPERATIONAL'),
  ('statistics.release', 'known_until', 'PUBLIC'),
  ('statistics.release', 'publish_time', 'PUBLIC'),
  ('statistics.release', 'published_by_uid', 'OPERATIONAL'),
  ('statistics.release', 'record_root', 'PUBLIC'),
  ('statistics.release', 'records', 'PUBLIC'),
  ('statistics.release', 'register', 'PUBLIC'),
  ('statistics.release', 'revised_by_uid', 'PUBLIC'),
  ('statistics.release', 'revises_uid', 'PUBLIC'),
  ('statistics.release', 'snapshot', 'PUBLIC'),
  ('statistics.release', 'state', 'PUBLIC'),
  ('statistics.release', 'tables', 'PUBLIC'),
  ('statistics.release', 'title_az', 'PUBLIC'),
  ('statistics.release', 'title_en', 'PUBLIC'),
  ('statistics.release', 'uid', 'OPERATIONAL'),
  ('statistics.release', 'update_time', 'OPERATIONAL'),
  ('statistics.release_table', 'cells', 'OPERATIONAL'),
  ('statistics.release_table', 'dimensions', 'OPERATIONAL'),
  ('statistics.release_table', 'indicator', 'OPERATIONAL'),
  ('statistics.release_table', 'measure', 'OPERATIONAL'),
  ('statistics.release_table', 'place', 'OPERATIONAL'),
  ('statistics.release_table', 'release_uid', 'OPERATIONAL'),
  ('statistics.release_table', 'sensitivity', 'OPERATIONAL'),
  ('statistics.release_table', 'uid', 'OPERATIONAL'),
  ('statistics.release_table', 'version', 'OPERATIONAL'),
  ('statistics.release_table', 'vintage', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'act_date', 'DISABILITY'),
  ('survivor.benefit_fact', 'act_number', 'DISABILITY'),
  ('survivor.benefit_fact', 'amount_qepik', 'DISABILITY'),
  ('survivor.benefit_fact', 'benefit', 'DISABILITY'),
  ('survivor.benefit_fact', 'create_time', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'district', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'ending_act_date', 'DISABILITY'),
  ('survivor.benefit_fact', 'ending_act_number', 'DISABILITY'),
  ('survivor.benefit_fact', 'etag', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'family_member_uid', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'holds_from', 'DISABILITY'),
  ('survivor.benefit_fact', 'holds_until', 'DISABILITY'),
  ('survivor.benefit_fact', 'institution', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'issued_by', 'DISABILITY'),
  ('survivor.benefit_fact', 'kind', 'DISABILITY'),
  ('survivor.benefit_fact', 'register', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'uid', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'update_time', 'OPERATIONAL'),
  ('survivor.benefit_fact', 'withdrawn_time', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'act_date', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'act_number', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'amount_qepik', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'benefit', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'create_time', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'district', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'ending_act_date', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'ending_act_number', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'etag', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'family_member_uid', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'holds_from', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'holds_until', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'institution', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'issued_by', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'kind', 'DISABILITY'),
  ('survivor.benefit_fact_history', 'reason', 'AUDIT'),
  ('survivor.benefit_fact_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'register', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'staff_uid', 'AUDIT'),
  ('survivor.benefit_fact_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'uid', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'update_time', 'OPERATIONAL'),
  ('survivor.benefit_fact_history', 'withdrawn_time', 'DISABILITY'),
  ('survivor.case_follow_up', 'case_uid', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'create_time', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'district', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'done_on', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'due_on', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'institution', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'outcome', 'HEALTH'),
  ('survivor.case_follow_up', 'register', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'uid', 'OPERATIONAL'),
  ('survivor.case_follow_up', 'words', 'HEALTH'),
  ('survivor.case_goal', 'case_uid', 'OPERATIONAL'),
  ('survivor.case_goal', 'create_time', 'OPERATIONAL'),
  ('survivor.case_goal', 'district', 'OPERATIONAL'),
  ('survivor.case_goal', 'due_on', 'OPERATIONAL'),
  ('survivor.case_goal', 'ended_on', 'OPERATIONAL'),
  ('survivor.case_goal', 'institution', 'OPERATIONAL'),
  ('survivor.case_goal', 'owner_uid', 'OPERATIONAL'),
  ('survivor.case_goal', 'register', 'OPERATIONAL'),
  ('survivor.case_goal', 'state', 'OPERATIONAL'),
  ('survivor.case_goal', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.case_goal', 'uid', 'OPERATIONAL'),
  ('survivor.case_goal', 'words', 'HEALTH'),
  ('survivor.case_need', 'case_uid', 'OPERATIONAL'),
  ('survivor.case_need', 'create_time', 'OPERATIONAL'),
  ('survivor.case_need', 'district', 'OPERATIONAL'),
  ('survivor.case_need', 'ended_on', 'OPERATIONAL'),
  ('survivor.case_need', 'institution', 'OPERATIONAL'),
  ('survivor.case_need', 'kind', 'HEALTH'),
  ('survivor.case_need', 'priority', 'HEALTH'),
  ('survivor.case_need', 'register', 'OPERATIONAL'),
  ('survivor.case_need', 'state', 'HEALTH'),
  ('survivor.case_need', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.case_need', 'uid', 'OPERATIONAL'),
  ('survivor.case_need', 'words', 'HEALTH'),
  ('survivor.case_service', 'case_uid', 'OPERATIONAL'),
  ('survivor.case_service', 'create_time', 'OPERATIONAL'),
  ('survivor.case_service', 'district', 'OPERATIONAL'),
  ('survivor.case_service', 'given_from', 'OPERATIONAL'),
  ('survivor.case_service', 'given_until', 'OPERATIONAL'),
  ('survivor.case_service', 'institution', 'OPERATIONAL'),
  ('survivor.case_service', 'kind', 'HEALTH'),
  ('survivor.case_service', 'provider_uid', 'HEALTH'),
  ('survivor.case_service', 'register', 'OPERATIONAL'),
  ('survivor.case_service', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.case_service', 'uid', 'OPERATIONAL'),
  ('survivor.case_service', 'units', 'OPERATIONAL'),
  ('survivor.casualty', 'casualty_uid', 'OPERATIONAL'),
  ('survivor.casualty', 'create_time', 'OPERATIONAL'),
  ('survivor.casualty', 'district', 'OPERATIONAL'),
  ('survivor.casualty', 'incident_uid', 'OPERATIONAL'),
  ('survivor.casualty', 'institution', 'OPERATIONAL'),
  ('survivor.casualty', 'occurred_on', 'OPERATIONAL'),
  ('survivor.casualty', 'outcome', 'OPERATIONAL'),
  ('survivor.casualty', 'register', 'OPERATIONAL'),
  ('survivor.casualty', 'set_aside', 'OPERATIONAL'),
  ('survivor.casualty', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.casualty', 'told_id', 'SECRET'),
  ('survivor.consent', 'after_end', 'OPERATIONAL'),
  ('survivor.consent', 'classes', 'OPERATIONAL'),
  ('survivor.consent', 'create_time', 'OPERATIONAL'),
  ('survivor.consent', 'data_holder', 'OPERATIONAL'),
  ('survivor.consent', 'district', 'OPERATIONAL'),
  ('survivor.consent', 'document', 'OPERATIONAL'),
  ('survivor.consent', 'document_place', 'AUDIT'),
  ('survivor.consent', 'etag', 'OPERATIONAL'),
  ('survivor.consent', 'given_by', 'OPERATIONAL'),
  ('survivor.consent', 'given_on', 'OPERATIONAL'),
  ('survivor.consent', 'giver_uid', 'OPERATIONAL'),
  ('survivor.consent', 'how_to_withdraw', 'OPERATIONAL'),
  ('survivor.consent', 'institution', 'OPERATIONAL'),
  ('survivor.consent', 'operations', 'OPERATIONAL'),
  ('survivor.consent', 'proxy_name', 'IDENTITY'),
  ('survivor.consent', 'purpose', 'OPERATIONAL'),
  ('survivor.consent', 'recipient_institution', 'OPERATIONAL'),
  ('survivor.consent', 'recipient_kind', 'OPERATIONAL'),
  ('survivor.consent', 'recorded_by', 'AUDIT'),
  ('survivor.consent', 'register', 'OPERATIONAL'),
  ('survivor.consent', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.consent', 'uid', 'OPERATIONAL'),
  ('survivor.consent', 'update_time', 'OPERATIONAL'),
  ('survivor.consent', 'valid_until', 'OPERATIONAL'),
  ('survivor.consent', 'withdrawal_reason', 'AUDIT'),
  ('survivor.consent', 'withdrawn_by', 'OPERATIONAL'),
  ('survivor.consent', 'withdrawn_time', 'OPERATIONAL'),
  ('survivor.consent_history', 'after_end', 'OPERATIONAL'),
  ('survivor.consent_history', 'classes', 'OPERATIONAL'),
  ('survivor.consent_history', 'create_time', 'OPERATIONAL'),
  ('survivor.consent_history', 'data_holder', 'OPERATIONAL'),
  ('survivor.consent_history', 'district', 'OPERATIONAL'),
  ('survivor.consent_history', 'document', 'OPERATIONAL'),
  ('survivor.consent_history', 'document_place', 'AUDIT'),
  ('survivor.consent_history', 'etag', 'OPERATIONAL'),
  ('survivor.consent_history', 'given_by', 'OPERATIONAL'),
  ('survivor.consent_history', 'given_on', 'OPERATIONAL'),
  ('survivor.consent_history', 'giver_uid', 'OPERATIONAL'),
  ('survivor.consent_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.consent_history', 'how_to_withdraw', 'OPERATIONAL'),
  ('survivor.consent_history', 'institution', 'OPERATIONAL'),
  ('survivor.consent_history', 'operations', 'OPERATIONAL'),
  ('survivor.consent_history', 'proxy_name', 'IDENTITY'),
  ('survivor.consent_history', 'purpose', 'OPERATIONAL'),
  ('survivor.consent_history', 'reason', 'AUDIT'),
  ('survivor.consent_history', 'recipient_institution', 'OPERATIONAL'),
  ('survivor.consent_history', 'recipient_kind', 'OPERATIONAL'),
  ('survivor.consent_history', 'recorded_by', 'AUDIT'),
  ('survivor.consent_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.consent_history', 'register', 'OPERATIONAL'),
  ('survivor.consent_history', 'staff_uid', 'AUDIT'),
  ('survivor.consent_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.consent_history', 'uid', 'OPERATIONAL'),
  ('survivor.consent_history', 'update_time', 'OPERATIONAL'),
  ('survivor.consent_history', 'valid_until', 'OPERATIONAL'),
  ('survivor.consent_history', 'withdrawal_reason', 'AUDIT'),
  ('survivor.consent_history', 'withdrawn_by', 'OPERATIONAL'),
  ('survivor.consent_history', 'withdrawn_time', 'OPERATIONAL'),
  ('survivor.contact_preference', 'channel', 'OPERATIONAL'),
  ('survivor.contact_preference', 'create_time', 'OPERATIONAL'),
  ('survivor.contact_preference', 'district', 'OPERATIONAL'),
  ('survivor.contact_preference', 'etag', 'OPERATIONAL'),
  ('survivor.contact_preference', 'institution', 'OPERATIONAL'),
  ('survivor.contact_preference', 'refused_purposes', 'OPERATIONAL'),
  ('survivor.contact_preference', 'register', 'OPERATIONAL'),
  ('survivor.contact_preference', 'said_by', 'OPERATIONAL'),
  ('survivor.contact_preference', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.contact_preference', 'uid', 'OPERATIONAL'),
  ('survivor.contact_preference', 'update_time', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'channel', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'create_time', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'district', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'etag', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'institution', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'reason', 'AUDIT'),
  ('survivor.contact_preference_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'refused_purposes', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'register', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'said_by', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'staff_uid', 'AUDIT'),
  ('survivor.contact_preference_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'uid', 'OPERATIONAL'),
  ('survivor.contact_preference_history', 'update_time', 'OPERATIONAL'),
  ('survivor.correction_request', 'answer', 'IDENTITY'),
  ('survivor.correction_request', 'create_time', 'OPERATIONAL'),
  ('survivor.correction_request', 'decline_reason', 'OPERATIONAL'),
  ('survivor.correction_request', 'district', 'OPERATIONAL'),
  ('survivor.correction_request', 'etag', 'OPERATIONAL'),
  ('survivor.correction_request', 'institution', 'OPERATIONAL'),
  ('survivor.correction_request', 'matter', 'OPERATIONAL'),
  ('survivor.correction_request', 'register', 'OPERATIONAL'),
  ('survivor.correction_request', 'requested_by', 'AUDIT'),
  ('survivor.correction_request', 'resolve_time', 'OPERATIONAL'),
  ('survivor.correction_request', 'resolved_by', 'AUDIT'),
  ('survivor.correction_request', 'said_by', 'OPERATIONAL'),
  ('survivor.correction_request', 'state', 'OPERATIONAL'),
  ('survivor.correction_request', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.correction_request', 'uid', 'OPERATIONAL'),
  ('survivor.correction_request', 'update_time', 'OPERATIONAL'),
  ('survivor.correction_request', 'words', 'IDENTITY'),
  ('survivor.decision_appeal', 'commission', 'DISABILITY'),
  ('survivor.decision_appeal', 'create_time', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'decided_on', 'DISABILITY'),
  ('survivor.decision_appeal', 'deciding_decision_uid', 'DISABILITY'),
  ('survivor.decision_appeal', 'decision_uid', 'DISABILITY'),
  ('survivor.decision_appeal', 'district', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'etag', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'institution', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'lodged_on', 'DISABILITY'),
  ('survivor.decision_appeal', 'register', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'state', 'DISABILITY'),
  ('survivor.decision_appeal', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'uid', 'OPERATIONAL'),
  ('survivor.decision_appeal', 'update_time', 'OPERATIONAL'),
  ('survivor.disability_decision', 'act_number', 'DISABILITY'),
  ('survivor.disability_decision', 'band', 'DISABILITY'),
  ('survivor.disability_decision', 'cause', 'DISABILITY'),
  ('survivor.disability_decision', 'corrects_entry', 'DISABILITY'),
  ('survivor.disability_decision', 'create_time', 'DISABILITY'),
  ('survivor.disability_decision', 'decided_on', 'DISABILITY'),
  ('survivor.disability_decision', 'district', 'OPERATIONAL'),
  ('survivor.disability_decision', 'impairments', 'HEALTH'),
  ('survivor.disability_decision', 'in_force_from', 'DISABILITY'),
  ('survivor.disability_decision', 'in_force_until', 'DISABILITY'),
  ('survivor.disability_decision', 'institution', 'DISABILITY'),
  ('survivor.disability_decision', 'percent', 'DISABILITY'),
  ('survivor.disability_decision', 'referral_uid', 'DISABILITY'),
  ('survivor.disability_decision', 'register', 'OPERATIONAL'),
  ('survivor.disability_decision', 'replaced_by_uid', 'DISABILITY'),
  ('survivor.disability_decision', 'replaces_uid', 'DISABILITY'),
  ('survivor.disability_decision', 'staff_uid', 'AUDIT'),
  ('survivor.disability_decision', 'stated_causes', 'DISABILITY'),
  ('survivor.disability_decision', 'stated_percent', 'DISABILITY'),
  ('survivor.disability_decision', 'survivor_institution', 'OPERATIONAL'),
  ('survivor.disability_decision', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.disability_decision', 'term_basis', 'DISABILITY'),
  ('survivor.disability_decision', 'uid', 'OPERATIONAL'),
  ('survivor.disability_decision', 'valid_from', 'DISABILITY'),
  ('survivor.disability_decision', 'valid_until', 'DISABILITY'),
  ('survivor.erasure', 'approved_by', 'AUDIT'),
  ('survivor.erasure', 'article', 'OPERATIONAL'),
  ('survivor.erasure', 'cause', 'OPERATIONAL'),
  ('survivor.erasure', 'create_time', 'OPERATIONAL'),
  ('survivor.erasure', 'district', 'OPERATIONAL'),
  ('survivor.erasure', 'effects', 'OPERATIONAL'),
  ('survivor.erasure', 'erase_time', 'OPERATIONAL'),
  ('survivor.erasure', 'etag', 'OPERATIONAL'),
  ('survivor.erasure', 'institution', 'OPERATIONAL'),
  ('survivor.erasure', 'legal_act', 'OPERATIONAL'),
  ('survivor.erasure', 'proposed_by', 'AUDIT'),
  ('survivor.erasure', 'reason', 'AUDIT'),
  ('survivor.erasure', 'register', 'OPERATIONAL'),
  ('survivor.erasure', 'state', 'OPERATIONAL'),
  ('survivor.erasure', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.erasure', 'uid', 'OPERATIONAL'),
  ('survivor.examination_referral', 'case_number', 'OPERATIONAL'),
  ('survivor.examination_referral', 'closed_on', 'OPERATIONAL'),
  ('survivor.examination_referral', 'create_time', 'OPERATIONAL'),
  ('survivor.examination_referral', 'decision_uid', 'DISABILITY'),
  ('survivor.examination_referral', 'district', 'OPERATIONAL'),
  ('survivor.examination_referral', 'due_on', 'OPERATIONAL'),
  ('survivor.examination_referral', 'etag', 'OPERATIONAL'),
  ('survivor.examination_referral', 'function_groups', 'HEALTH'),
  ('survivor.examination_referral', 'institution', 'OPERATIONAL'),
  ('survivor.examination_referral', 'kind', 'OPERATIONAL'),
  ('survivor.examination_referral', 'military', 'OPERATIONAL'),
  ('survivor.examination_referral', 'military_document', 'OPERATIONAL'),
  ('survivor.examination_referral', 'received_on', 'OPERATIONAL'),
  ('survivor.examination_referral', 'register', 'OPERATIONAL'),
  ('survivor.examination_referral', 'return_reason', 'OPERATIONAL'),
  ('survivor.examination_referral', 'sending_institution', 'OPERATIONAL'),
  ('survivor.examination_referral', 'state', 'OPERATIONAL'),
  ('survivor.examination_referral', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.examination_referral', 'term_working_days', 'OPERATIONAL'),
  ('survivor.examination_referral', 'uid', 'OPERATIONAL'),
  ('survivor.examination_referral', 'update_time', 'OPERATIONAL'),
  ('survivor.family_member', 'create_time', 'OPERATIONAL'),
  ('survivor.family_member', 'district', 'OPERATIONAL'),
  ('survivor.family_member', 'doubts', 'OPERATIONAL'),
  ('survivor.family_member', 'ended_on', 'OPERATIONAL'),
  ('survivor.family_member', 'etag', 'OPERATIONAL'),
  ('survivor.family_member', 'identity', 'IDENTITY'),
  ('survivor.family_member', 'indirect_victim', 'OPERATIONAL'),
  ('survivor.family_member', 'institution', 'OPERATIONAL'),
  ('survivor.family_member', 'is_dependant', 'OPERATIONAL'),
  ('survivor.family_member', 'is_guardian', 'OPERATIONAL'),
  ('survivor.family_member', 'is_student', 'OPERATIONAL'),
  ('survivor.family_member', 'lives_together', 'OPERATIONAL'),
  ('survivor.family_member', 'member_uid', 'OPERATIONAL'),
  ('survivor.family_member', 'of_age_on', 'DISABILITY'),
  ('survivor.family_member', 'register', 'OPERATIONAL'),
  ('survivor.family_member', 'relation', 'OPERATIONAL'),
  ('survivor.family_member', 'sex', 'OPERATIONAL'),
  ('survivor.family_member', 'student_until', 'OPERATIONAL'),
  ('survivor.family_member', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.family_member', 'uid', 'OPERATIONAL'),
  ('survivor.family_member', 'update_time', 'OPERATIONAL'),
  ('survivor.family_member_history', 'create_time', 'OPERATIONAL'),
  ('survivor.family_member_history', 'district', 'OPERATIONAL'),
  ('survivor.family_member_history', 'doubts', 'OPERATIONAL'),
  ('survivor.family_member_history', 'ended_on', 'OPERATIONAL'),
  ('survivor.family_member_history', 'etag', 'OPERATIONAL'),
  ('survivor.family_member_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.family_member_history', 'identity', 'IDENTITY'),
  ('survivor.family_member_history', 'indirect_victim', 'OPERATIONAL'),
  ('survivor.family_member_history', 'institution', 'OPERATIONAL'),
  ('survivor.family_member_history', 'is_dependant', 'OPERATIONAL'),
  ('survivor.family_member_history', 'is_guardian', 'OPERATIONAL'),
  ('survivor.family_member_history', 'is_student', 'OPERATIONAL'),
  ('survivor.family_member_history', 'lives_together', 'OPERATIONAL'),
  ('survivor.family_member_history', 'member_uid', 'OPERATIONAL'),
  ('survivor.family_member_history', 'of_age_on', 'DISABILITY'),
  ('survivor.family_member_history', 'reason', 'AUDIT'),
  ('survivor.family_member_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.family_member_history', 'register', 'OPERATIONAL'),
  ('survivor.family_member_history', 'relation', 'OPERATIONAL'),
  ('survivor.family_member_history', 'sex', 'OPERATIONAL'),
  ('survivor.family_member_history', 'staff_uid', 'AUDIT'),
  ('survivor.family_member_history', 'student_until', 'OPERATIONAL'),
  ('survivor.family_member_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.family_member_history', 'uid', 'OPERATIONAL'),
  ('survivor.family_member_history', 'update_time', 'OPERATIONAL'),
  ('survivor.functioning', 'answers', 'HEALTH'),
  ('survivor.functioning', 'asked_by_institution', 'OPERATIONAL'),
  ('survivor.functioning', 'assessed_on', 'OPERATIONAL'),
  ('survivor.functioning', 'create_time', 'OPERATIONAL'),
  ('survivor.functioning', 'district', 'OPERATIONAL'),
  ('survivor.functioning', 'institution', 'OPERATIONAL'),
  ('survivor.functioning', 'instrument', 'HEALTH'),
  ('survivor.functioning', 'register', 'OPERATIONAL'),
  ('survivor.functioning', 'respondent', 'HEALTH'),
  ('survivor.functioning', 'status', 'HEALTH'),
  ('survivor.functioning', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.functioning', 'uid', 'OPERATIONAL'),
  ('survivor.functioning', 'withdrawn_time', 'OPERATIONAL'),
  ('survivor.functioning', 'withdrawn_words', 'HEALTH'),
  ('survivor.match', 'answer', 'AUDIT'),
  ('survivor.match', 'answered_by_uid', 'AUDIT'),
  ('survivor.match', 'create_time', 'OPERATIONAL'),
  ('survivor.match', 'district', 'OPERATIONAL'),
  ('survivor.match', 'etag', 'OPERATIONAL'),
  ('survivor.match', 'institution', 'OPERATIONAL'),
  ('survivor.match', 'other_district', 'OPERATIONAL'),
  ('survivor.match', 'other_institution', 'OPERATIONAL'),
  ('survivor.match', 'other_uid', 'OPERATIONAL'),
  ('survivor.match', 'policy_version', 'OPERATIONAL'),
  ('survivor.match', 'reasons', 'OPERATIONAL'),
  ('survivor.match', 'register', 'OPERATIONAL'),
  ('survivor.match', 'score', 'OPERATIONAL'),
  ('survivor.match', 'state', 'OPERATIONAL'),
  ('survivor.match', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.match', 'uid', 'OPERATIONAL'),
  ('survivor.match', 'update_time', 'OPERATIONAL'),
  ('survivor.match', 'verdict', 'OPERATIONAL'),
  ('survivor.match_sweep', 'create_time', 'OPERATIONAL'),
  ('survivor.match_sweep', 'finish_time', 'OPERATIONAL'),
  ('survivor.match_sweep', 'kind', 'OPERATIONAL'),
  ('survivor.match_sweep', 'policy_version', 'OPERATIONAL'),
  ('survivor.match_sweep', 'register', 'OPERATIONAL'),
  ('survivor.match_sweep', 'total', 'OPERATIONAL'),
  ('survivor.match_sweep', 'uid', 'OPERATIONAL'),
  ('survivor.message_transition', 'from_state', 'PUBLIC'),
  ('survivor.message_transition', 'to_state', 'PUBLIC'),
  ('survivor.person_key', 'district', 'OPERATIONAL'),
  ('survivor.person_key', 'institution', 'OPERATIONAL'),
  ('survivor.person_key', 'kek_id', 'SECRET'),
  ('survivor.person_key', 'register', 'OPERATIONAL'),
  ('survivor.person_key', 'uid', 'OPERATIONAL'),
  ('survivor.person_key', 'wrapped', 'SECRET'),
  ('survivor.provider', 'accessible', 'PUBLIC'),
  ('survivor.provider', 'create_time', 'PUBLIC'),
  ('survivor.provider', 'district', 'PUBLIC'),
  ('survivor.provider', 'etag', 'PUBLIC'),
  ('survivor.provider', 'kinds', 'PUBLIC'),
  ('survivor.provider', 'name_az', 'PUBLIC'),
  ('survivor.provider', 'name_en', 'PUBLIC'),
  ('survivor.provider', 'phone', 'PUBLIC'),
  ('survivor.provider', 'uid', 'PUBLIC'),
  ('survivor.provider', 'update_time', 'PUBLIC'),
  ('survivor.provider', 'valid_from', 'PUBLIC'),
  ('survivor.provider', 'valid_until', 'PUBLIC'),
  ('survivor.record_merge', 'create_time', 'OPERATIONAL'),
  ('survivor.record_merge', 'death_taken', 'OPERATIONAL'),
  ('survivor.record_merge', 'district', 'OPERATIONAL'),
  ('survivor.record_merge', 'institution', 'OPERATIONAL'),
  ('survivor.record_merge', 'merged_district', 'OPERATIONAL'),
  ('survivor.record_merge', 'merged_institution', 'OPERATIONAL'),
  ('survivor.record_merge', 'merged_uid', 'OPERATIONAL'),
  ('survivor.record_merge', 'reason', 'AUDIT'),
  ('survivor.record_merge', 'register', 'OPERATIONAL'),
  ('survivor.record_merge', 'staff_uid', 'AUDIT'),
  ('survivor.record_merge', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.record_merge', 'uid', 'OPERATIONAL'),
  ('survivor.record_merge', 'undone_by_uid', 'AUDIT'),
  ('survivor.record_merge', 'undone_reason', 'AUDIT'),
  ('survivor.record_merge', 'undone_time', 'OPERATIONAL'),
  ('survivor.referral', 'answer_due_time', 'OPERATIONAL'),
  ('survivor.referral', 'answer_time', 'OPERATIONAL'),
  ('survivor.referral', 'answer_words', 'OPERATIONAL'),
  ('survivor.referral', 'article', 'OPERATIONAL'),
  ('survivor.referral', 'changed_by', 'AUDIT'),
  ('survivor.referral', 'close_time', 'OPERATIONAL'),
  ('survivor.referral', 'consent_uid', 'OPERATIONAL'),
  ('survivor.referral', 'create_time', 'OPERATIONAL'),
  ('survivor.referral', 'district', 'OPERATIONAL'),
  ('survivor.referral', 'etag', 'OPERATIONAL'),
  ('survivor.referral', 'expire_time', 'OPERATIONAL'),
  ('survivor.referral', 'from_institution', 'OPERATIONAL'),
  ('survivor.referral', 'institution', 'OPERATIONAL'),
  ('survivor.referral', 'legal_act', 'OPERATIONAL'),
  ('survivor.referral', 'legal_basis', 'OPERATIONAL'),
  ('survivor.referral', 'outcome', 'OPERATIONAL'),
  ('survivor.referral', 'overdue', 'OPERATIONAL'),
  ('survivor.referral', 'refusal', 'OPERATIONAL'),
  ('survivor.referral', 'register', 'OPERATIONAL'),
  ('survivor.referral', 'request_words', 'OPERATIONAL'),
  ('survivor.referral', 'see_due_time', 'OPERATIONAL'),
  ('survivor.referral', 'seen_time', 'OPERATIONAL'),
  ('survivor.referral', 'sent_by', 'AUDIT'),
  ('survivor.referral', 'service', 'OPERATIONAL'),
  ('survivor.referral', 'shared_classes', 'OPERATIONAL'),
  ('survivor.referral', 'state', 'OPERATIONAL'),
  ('survivor.referral', 'survivor_number', 'OPERATIONAL'),
  ('survivor.referral', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.referral', 'uid', 'OPERATIONAL'),
  ('survivor.referral', 'update_time', 'OPERATIONAL'),
  ('survivor.referral', 'urgency', 'OPERATIONAL'),
  ('survivor.referral_history', 'answer_due_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'answer_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'answer_words', 'OPERATIONAL'),
  ('survivor.referral_history', 'article', 'OPERATIONAL'),
  ('survivor.referral_history', 'changed_by', 'AUDIT'),
  ('survivor.referral_history', 'close_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'consent_uid', 'OPERATIONAL'),
  ('survivor.referral_history', 'create_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'district', 'OPERATIONAL'),
  ('survivor.referral_history', 'etag', 'OPERATIONAL'),
  ('survivor.referral_history', 'expire_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'from_institution', 'OPERATIONAL'),
  ('survivor.referral_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.referral_history', 'institution', 'OPERATIONAL'),
  ('survivor.referral_history', 'legal_act', 'OPERATIONAL'),
  ('survivor.referral_history', 'legal_basis', 'OPERATIONAL'),
  ('survivor.referral_history', 'outcome', 'OPERATIONAL'),
  ('survivor.referral_history', 'overdue', 'OPERATIONAL'),
  ('survivor.referral_history', 'reason', 'AUDIT'),
  ('survivor.referral_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.referral_history', 'refusal', 'OPERATIONAL'),
  ('survivor.referral_history', 'register', 'OPERATIONAL'),
  ('survivor.referral_history', 'request_words', 'OPERATIONAL'),
  ('survivor.referral_history', 'see_due_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'seen_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'sent_by', 'AUDIT'),
  ('survivor.referral_history', 'service', 'OPERATIONAL'),
  ('survivor.referral_history', 'shared_classes', 'OPERATIONAL'),
  ('survivor.referral_history', 'staff_uid', 'AUDIT'),
  ('survivor.referral_history', 'state', 'OPERATIONAL'),
  ('survivor.referral_history', 'survivor_number', 'OPERATIONAL'),
  ('survivor.referral_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.referral_history', 'uid', 'OPERATIONAL'),
  ('survivor.referral_history', 'update_time', 'OPERATIONAL'),
  ('survivor.referral_history', 'urgency', 'OPERATIONAL'),
  ('survivor.referral_sheet', 'contact', 'IDENTITY'),
  ('survivor.referral_sheet', 'disability_band', 'DISABILITY'),
  ('survivor.referral_sheet', 'disability_until', 'DISABILITY'),
  ('survivor.referral_sheet', 'employment', 'EMPLOYMENT'),
  ('survivor.referral_sheet', 'health', 'HEALTH'),
  ('survivor.referral_sheet', 'identity', 'IDENTITY'),
  ('survivor.referral_sheet', 'institution', 'OPERATIONAL'),
  ('survivor.referral_sheet', 'register', 'OPERATIONAL'),
  ('survivor.referral_sheet', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.referral_sheet', 'uid', 'OPERATIONAL'),
  ('survivor.short_message', 'addressee', 'OPERATIONAL'),
  ('survivor.short_message', 'addressee_uid', 'OPERATIONAL'),
  ('survivor.short_message', 'claimed_until', 'OPERATIONAL'),
  ('survivor.short_message', 'create_time', 'OPERATIONAL'),
  ('survivor.short_message', 'district', 'OPERATIONAL'),
  ('survivor.short_message', 'due_time', 'OPERATIONAL'),
  ('survivor.short_message', 'etag', 'OPERATIONAL'),
  ('survivor.short_message', 'event_uid', 'SECRET'),
  ('survivor.short_message', 'expire_time', 'OPERATIONAL'),
  ('survivor.short_message', 'institution', 'OPERATIONAL'),
  ('survivor.short_message', 'joined_uid', 'OPERATIONAL'),
  ('survivor.short_message', 'occasion', 'OPERATIONAL'),
  ('survivor.short_message', 'reason', 'OPERATIONAL'),
  ('survivor.short_message', 'receiver', 'OPERATIONAL'),
  ('survivor.short_message', 'register', 'OPERATIONAL'),
  ('survivor.short_message', 'sent_time', 'OPERATIONAL'),
  ('survivor.short_message', 'state', 'OPERATIONAL'),
  ('survivor.short_message', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.short_message', 'told_by', 'AUDIT'),
  ('survivor.short_message', 'tries', 'OPERATIONAL'),
  ('survivor.short_message', 'uid', 'OPERATIONAL'),
  ('survivor.short_message', 'update_time', 'OPERATIONAL'),
  ('survivor.support_case', 'close_reason', 'HEALTH'),
  ('survivor.support_case', 'close_words', 'HEALTH'),
  ('survivor.support_case', 'closed_on', 'OPERATIONAL'),
  ('survivor.support_case', 'create_time', 'OPERATIONAL'),
  ('survivor.support_case', 'district', 'OPERATIONAL'),
  ('survivor.support_case', 'etag', 'OPERATIONAL'),
  ('survivor.support_case', 'institution', 'OPERATIONAL'),
  ('survivor.support_case', 'opened_on', 'OPERATIONAL'),
  ('survivor.support_case', 'owner_institution', 'OPERATIONAL'),
  ('survivor.support_case', 'owner_uid', 'OPERATIONAL'),
  ('survivor.support_case', 'part_changes', 'OPERATIONAL'),
  ('survivor.support_case', 'register', 'OPERATIONAL'),
  ('survivor.support_case', 'state', 'OPERATIONAL'),
  ('survivor.support_case', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.support_case', 'times_reopened', 'OPERATIONAL'),
  ('survivor.support_case', 'uid', 'OPERATIONAL'),
  ('survivor.support_case', 'update_time', 'OPERATIONAL'),
  ('survivor.support_case_history', 'close_reason', 'HEALTH'),
  ('survivor.support_case_history', 'close_words', 'HEALTH'),
  ('survivor.support_case_history', 'closed_on', 'OPERATIONAL'),
  ('survivor.support_case_history', 'create_time', 'OPERATIONAL'),
  ('survivor.support_case_history', 'district', 'OPERATIONAL'),
  ('survivor.support_case_history', 'etag', 'OPERATIONAL'),
  ('survivor.support_case_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.support_case_history', 'institution', 'OPERATIONAL'),
  ('survivor.support_case_history', 'opened_on', 'OPERATIONAL'),
  ('survivor.support_case_history', 'owner_institution', 'OPERATIONAL'),
  ('survivor.support_case_history', 'owner_uid', 'OPERATIONAL'),
  ('survivor.support_case_history', 'part_changes', 'OPERATIONAL'),
  ('survivor.support_case_history', 'reason', 'AUDIT'),
  ('survivor.support_case_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.support_case_history', 'register', 'OPERATIONAL'),
  ('survivor.support_case_history', 'staff_uid', 'AUDIT'),
  ('survivor.support_case_history', 'state', 'OPERATIONAL'),
  ('survivor.support_case_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.support_case_history', 'times_reopened', 'OPERATIONAL'),
  ('survivor.support_case_history', 'uid', 'OPERATIONAL'),
  ('survivor.support_case_history', 'update_time', 'OPERATIONAL'),
  ('survivor.survivor', 'contacts', 'IDENTITY'),
  ('survivor.survivor', 'create_time', 'OPERATIONAL'),
  ('survivor.survivor', 'death_cause', 'OPERATIONAL'),
  ('survivor.survivor', 'death_document', 'AUDIT'),
  ('survivor.survivor', 'death_recorded_time', 'OPERATIONAL'),
  ('survivor.survivor', 'died_on', 'OPERATIONAL'),
  ('survivor.survivor', 'district', 'OPERATIONAL'),
  ('survivor.survivor', 'doubts', 'OPERATIONAL'),
  ('survivor.survivor', 'etag', 'OPERATIONAL'),
  ('survivor.survivor', 'home_district', 'OPERATIONAL'),
  ('survivor.survivor', 'identity', 'IDENTITY'),
  ('survivor.survivor', 'identity_confirmed_time', 'OPERATIONAL'),
  ('survivor.survivor', 'identity_document', 'AUDIT'),
  ('survivor.survivor', 'institution', 'OPERATIONAL'),
  ('survivor.survivor', 'last_decision_uid', 'OPERATIONAL'),
  ('survivor.survivor', 'merged_into_uid', 'OPERATIONAL'),
  ('survivor.survivor', 'number', 'OPERATIONAL'),
  ('survivor.survivor', 'register', 'OPERATIONAL'),
  ('survivor.survivor', 'sex', 'OPERATIONAL'),
  ('survivor.survivor', 'state', 'OPERATIONAL'),
  ('survivor.survivor', 'uid', 'OPERATIONAL'),
  ('survivor.survivor', 'update_time', 'OPERATIONAL'),
  ('survivor.survivor_history', 'contacts', 'IDENTITY'),
  ('survivor.survivor_history', 'create_time', 'OPERATIONAL'),
  ('survivor.survivor_history', 'death_cause', 'OPERATIONAL'),
  ('survivor.survivor_history', 'death_document', 'AUDIT'),
  ('survivor.survivor_history', 'death_recorded_time', 'OPERATIONAL'),
  ('survivor.survivor_history', 'died_on', 'OPERATIONAL'),
  ('survivor.survivor_history', 'district', 'OPERATIONAL'),
  ('survivor.survivor_history', 'doubts', 'OPERATIONAL'),
  ('survivor.survivor_history', 'etag', 'OPERATIONAL'),
  ('survivor.survivor_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.survivor_history', 'home_district', 'OPERATIONAL'),
  ('survivor.survivor_history', 'identity', 'IDENTITY'),
  ('survivor.survivor_history', 'identity_confirmed_time', 'OPERATIONAL'),
  ('survivor.survivor_history', 'identity_document', 'AUDIT'),
  ('survivor.survivor_history', 'institution', 'OPERATIONAL'),
  ('survivor.survivor_history', 'last_decision_uid', 'OPERATIONAL'),
  ('survivor.survivor_history', 'merged_into_uid', 'OPERATIONAL'),
  ('survivor.survivor_history', 'number', 'OPERATIONAL'),
  ('survivor.survivor_history', 'reason', 'AUDIT'),
  ('survivor.survivor_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.survivor_history', 'register', 'OPERATIONAL'),
  ('survivor.survivor_history', 'scope_district', 'OPERATIONAL'),
  ('survivor.survivor_history', 'sex', 'OPERATIONAL'),
  ('survivor.survivor_history', 'staff_uid', 'AUDIT'),
  ('survivor.survivor_history', 'state', 'OPERATIONAL'),
  ('survivor.survivor_history', 'uid', 'OPERATIONAL'),
  ('survivor.survivor_history', 'update_time', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'after_uid', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'done', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'finish_time', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'found', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'sweep_uid', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'uid', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'until_uid', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'update_time', 'OPERATIONAL'),
  ('survivor.sweep_lane', 'weighed', 'OPERATIONAL'),
  ('survivor.token', 'district', 'OPERATIONAL'),
  ('survivor.token', 'institution', 'OPERATIONAL'),
  ('survivor.token', 'kind', 'SECRET'),
  ('survivor.token', 'register', 'OPERATIONAL'),
  ('survivor.token', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.token', 'token', 'SECRET'),
  ('survivor.treatment', 'begun_on', 'HEALTH'),
  ('survivor.treatment', 'care_institution', 'HEALTH'),
  ('survivor.treatment', 'care_place', 'HEALTH'),
  ('survivor.treatment', 'create_time', 'OPERATIONAL'),
  ('survivor.treatment', 'district', 'OPERATIONAL'),
  ('survivor.treatment', 'ended_on', 'HEALTH'),
  ('survivor.treatment', 'etag', 'OPERATIONAL'),
  ('survivor.treatment', 'institution', 'OPERATIONAL'),
  ('survivor.treatment', 'kind', 'HEALTH'),
  ('survivor.treatment', 'nature_code', 'HEALTH'),
  ('survivor.treatment', 'note', 'HEALTH'),
  ('survivor.treatment', 'register', 'OPERATIONAL'),
  ('survivor.treatment', 'source_institution', 'OPERATIONAL'),
  ('survivor.treatment', 'source_kind', 'OPERATIONAL'),
  ('survivor.treatment', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.treatment', 'uid', 'OPERATIONAL'),
  ('survivor.treatment', 'update_time', 'OPERATIONAL'),
  ('survivor.treatment_history', 'begun_on', 'HEALTH'),
  ('survivor.treatment_history', 'care_institution', 'HEALTH'),
  ('survivor.treatment_history', 'care_place', 'HEALTH'),
  ('survivor.treatment_history', 'create_time', 'OPERATIONAL'),
  ('survivor.treatment_history', 'district', 'OPERATIONAL'),
  ('survivor.treatment_history', 'ended_on', 'HEALTH'),
  ('survivor.treatment_history', 'etag', 'OPERATIONAL'),
  ('survivor.treatment_history', 'history_uid', 'OPERATIONAL'),
  ('survivor.treatment_history', 'institution', 'OPERATIONAL'),
  ('survivor.treatment_history', 'kind', 'HEALTH'),
  ('survivor.treatment_history', 'nature_code', 'HEALTH'),
  ('survivor.treatment_history', 'note', 'HEALTH'),
  ('survivor.treatment_history', 'reason', 'AUDIT'),
  ('survivor.treatment_history', 'recorded_until', 'OPERATIONAL'),
  ('survivor.treatment_history', 'register', 'OPERATIONAL'),
  ('survivor.treatment_history', 'source_institution', 'OPERATIONAL'),
  ('survivor.treatment_history', 'source_kind', 'OPERATIONAL'),
  ('survivor.treatment_history', 'staff_uid', 'AUDIT'),
  ('survivor.treatment_history', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.treatment_history', 'uid', 'OPERATIONAL'),
  ('survivor.treatment_history', 'update_time', 'OPERATIONAL'),
  ('survivor.worn_device', 'delivered_on', 'HEALTH'),
  ('survivor.worn_device', 'device_class', 'HEALTH'),
  ('survivor.worn_device', 'district', 'OPERATIONAL'),
  ('survivor.worn_device', 'due_on', 'HEALTH'),
  ('survivor.worn_device', 'ended_on', 'HEALTH'),
  ('survivor.worn_device', 'institution', 'OPERATIONAL'),
  ('survivor.worn_device', 'register', 'OPERATIONAL'),
  ('survivor.worn_device', 'review_on', 'HEALTH'),
  ('survivor.worn_device', 'side', 'HEALTH'),
  ('survivor.worn_device', 'survivor_uid', 'OPERATIONAL'),
  ('survivor.worn_device', 'uid', 'OPERATIONAL');
DO $$
DECLARE
  unlike text;
BEGIN
  WITH there AS (
    SELECT format('%s.%s', n.nspname, t.relname) COLLATE "C" AS table_name, a.attname COLLATE "C" AS column_name
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = ANY ('{access,audit,employment,incident,payment,rehabilitation,statistics,survivor}'::text[]) AND t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
  )
  SELECT string_agg(coalesce(k.table_name || '.' || k.column_name || ' does not exist', t.table_name || '.' || t.column_name || ' has no class'), ', ')
  INTO unlike
  FROM access.column_class k FULL JOIN there t ON t.table_name = k.table_name AND t.column_name = k.column_name
  WHERE k.table_name IS NULL OR t.table_name IS NULL;
  IF unlike IS NOT NULL THEN
    RAISE EXCEPTION 'policy/tables is not about this database: %', unlike;
  END IF;
END
$$;

DELETE FROM access.role_rule;
INSERT INTO access.role_rule (role, powerful, not_with) VALUES
  ('hospital_registrar', false, '{anama_officer,caseworker}'),
  ('clinician', false, '{anama_officer,caseworker}'),
  ('anama_officer', false, '{caseworker,clinician,hospital_registrar}'),
  ('police_reporter', false, '{}'),
  ('red_crescent_reporter', false, '{}'),
  ('register_steward', false, '{}'),
  ('legacy_loader', true, '{}'),
  ('rehabilitation_specialist', false, '{}'),
  ('prosthetist', false, '{}'),
  ('medical_technical_commission', false, '{}'),
  ('disability_expert', false, '{caseworker,payment_approver}'),
  ('caseworker', false, '{anama_officer,clinician,disability_expert,hospital_registrar,payment_approver,payment_reconciler,payment_releaser,payment_verifier}'),
  ('payment_verifier', true, '{caseworker,payment_approver,payment_reconciler,payment_releaser}'),
  ('payment_approver', true, '{access_administrator,case_manager,caseworker,disability_expert,payment_reconciler,payment_releaser,payment_verifier}'),
  ('payment_releaser', true, '{access_administrator,case_manager,caseworker,payment_approver,payment_reconciler,payment_verifier}'),
  ('employment_adviser', false, '{}'),
  ('employment_commission', false, '{}'),
  ('foundation_payer', false, '{}'),
  ('statistician', false, '{release_checker}'),
  ('survivor', false, '{}'),
  ('guardian', true, '{}'),
  ('privacy_officer', true, '{access_administrator}'),
  ('auditor', true, '{access_administrator}'),
  ('access_administrator', true, '{auditor,payment_approver,payment_releaser,privacy_officer}'),
  ('operator', false, '{}'),
  ('case_manager', false, '{payment_approver,payment_releaser}'),
  ('rehabilitation_clerk', false, '{}'),
  ('payment_reconciler', false, '{caseworker,payment_approver,payment_releaser,payment_verifier}'),
  ('release_checker', false, '{statistician}');

GRANT USAGE ON SCHEMA access TO access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT USAGE ON SCHEMA audit TO access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT USAGE ON SCHEMA employment TO employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_support_background, employment_survivor, payment_background, survivor_study_background;
GRANT USAGE ON SCHEMA idempotency TO access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT USAGE ON SCHEMA incident TO access_access_administrator, access_auditor, access_privacy_officer, employment_background, employment_employment_adviser, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_caseworker, payment_payment_verifier, rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_auditor, statistics_background, statistics_release_checker, statistics_statistician, survivor_background, survivor_case_manager, survivor_caseworker, survivor_register_steward;
GRANT USAGE ON SCHEMA outbox TO access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT USAGE ON SCHEMA payment TO audit_background, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, statistics_background, survivor_messages_background;
GRANT USAGE ON SCHEMA rehabilitation TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_background, survivor_background, survivor_messages_background;
GRANT USAGE ON SCHEMA sealing TO access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT USAGE ON SCHEMA statistics TO statistics_auditor, statistics_background, statistics_release_checker, statistics_statistician;
GRANT USAGE ON SCHEMA survivor TO access_access_administrator, access_auditor, access_clinician, access_privacy_officer, audit_background, audit_privacy_officer, employment_background, employment_employment_adviser, employment_support_background, incident_background, payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, rehabilitation_background, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_background, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor;
GRANT DELETE ON employment.proposal TO employment_background, employment_employment_adviser;
GRANT DELETE ON incident.token TO incident_clinician, incident_hospital_registrar;
GRANT DELETE ON survivor.token TO survivor_background, survivor_caseworker, survivor_matching_background;
GRANT INSERT (abilities, close_reason, closed_on, consent_document, consent_given_on, consent_withdrawn_on, create_time, district, driving, education, etag, fields, home_work, institution, languages, least_salary_qepik, lives_in, member_uid, most_km, opened_on, past_jobs, person_uid, referral_uid, register, schedules, schooling, skills, state, survivor_number, survivor_uid, uid, update_time) ON employment.profile TO employment_employment_adviser;
GRANT INSERT (accepted, accepted_qepik, close_reason, closed_by, closed_time, create_time, day, difference_count, differences, etag, moved, moved_qepik, ordered, ordered_qepik, returned, returned_qepik, state, uid, update_time) ON payment.reconciliation TO payment_payment_reconciler;
GRANT INSERT (accessible, address, create_time, district, ended_on, etag, hours, institution, name_az, name_en, open_on_days_off, phone, roles, serves_districts, serves_rest, uid, update_time, visits) ON rehabilitation.centre TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT INSERT (accessible, centre_uid, create_time, ended_on, etag, institution, title, uid, update_time, visits) ON rehabilitation.room TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT INSERT (accessible, create_time, district, etag, kinds, name_az, name_en, phone, uid, update_time, valid_from, valid_until) ON survivor.provider TO survivor_case_manager;
GRANT INSERT (accident_class, animals_lost, area_type, create_time, decisions, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, register, settlement, state, time_band, uid, update_time) ON incident.incident TO incident_anama_officer, incident_hospital_registrar, incident_legacy_loader;
GRANT INSERT (accident_class, animals_lost, area_type, create_time, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, register, settlement, state, time_band, uid, update_time) ON incident.incident TO incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT INSERT (account_uid, amount_qepik, because, benefit, create_time, currency, district, entitlement_uid, etag, file_number, file_uid, institution, payee_uid, purpose, recovered_qepik, register, remittance, run_uid, state, survivor_uid, uetr, uid, update_time) ON payment.payment_order TO payment_background;
GRANT INSERT (act_date, act_number, amount_qepik, benefit, create_time, district, ending_act_date, ending_act_number, etag, family_member_uid, holds_from, holds_until, institution, issued_by, kind, register, survivor_uid, uid, update_time, withdrawn_time) ON survivor.benefit_fact TO survivor_caseworker, survivor_study_background;
GRANT INSERT (act_number, band, cause, corrects_entry, create_time, decided_on, district, impairments, in_force_from, in_force_until, institution, percent, referral_uid, register, replaced_by_uid, replaces_uid, staff_uid, stated_causes, stated_percent, survivor_institution, survivor_uid, term_basis, uid, valid_from, valid_until) ON survivor.disability_decision TO survivor_disability_expert;
GRANT INSERT (activated_by_uid, create_time, number, proposal_uid, rules) ON payment.rule_set TO payment_background;
GRANT INSERT (activated_by_uid, number, proposal_uid, rules) ON payment.rule_set TO payment_payment_releaser;
GRANT INSERT (activity, age, amputations, care_steps, casualty_uid, civil_status, clinical_note, diagnoses, died_on, distance_metres, district, identity, injuries, institution, knew_of_danger, nationality, occupation, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT INSERT (activity, age, amputations, care_steps, casualty_uid, civil_status, clinical_note, diagnoses, died_on, distance_metres, district, injuries, institution, knew_of_danger, nationality, occupation, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_register_steward;
GRANT INSERT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, identity, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT INSERT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_register_steward;
GRANT INSERT (activity, age, casualty_uid, civil_status, died_on, distance_metres, district, identity, institution, knew_of_danger, nationality, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_police_reporter, incident_red_crescent_reporter;
GRANT INSERT (activity, age, civil_status, create_time, died_on, distance_metres, district, etag, fact_sources, first_report_uid, identity, incident_uid, institution, knew_of_danger, nationality, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_police_reporter, incident_red_crescent_reporter;
GRANT INSERT (activity, age_band, benefit, civ_status, device, district, ended_on, kept_from, kept_until, kind, occurred_on, outcome, parent, part, pseudonym, recorded_from, recorded_until, register, relation, service, sex, share, value) ON statistics.fact TO statistics_background;
GRANT INSERT (activity, barred_until, breach_reason, contract_number, contract_until, contracted_on, create_time, decided_by, decided_on, decision_document, decision_words, district, ended_on, etag, granted, institution, invitation_uid, member_uid, own_qepik, person_uid, plan, planned, profile_uid, proposed_by, register, rule_edition, state, survivor_uid, uid, update_time) ON employment.business_grant TO employment_employment_adviser;
GRANT INSERT (adaptations, contract_number, create_time, district, employer_uid, end_reason, ended_on, etag, full_time, hours_week, institution, interviewed_on, introduced_on, member_uid, not_taken_reason, person_uid, profile_uid, question, question_since, quota, register, salary_qepik, starts_on, state, survivor_uid, uid, update_time, vacancy_uid) ON employment.placement TO employment_employment_adviser;
GRANT INSERT (adaptations_possible, adaptations_there, close_reason, closes_on, create_time, district, driving, driving_bit, employer_uid, etag, field, home_work, hours_week, institution, language_bits, languages, least_education, places, places_taken, possible_bits, quota, rests_on, rests_on_bits, salary_qepik, schedule, schooling_rank, skill_bits, skills, state, there_bits, title, uid, update_time) ON employment.vacancy TO employment_employment_adviser;
GRANT INSERT (addressee, addressee_uid, claimed_until, create_time, district, due_time, etag, event_uid, expire_time, institution, joined_uid, occasion, reason, receiver, register, sent_time, state, survivor_uid, tries, uid, update_time) ON survivor.short_message TO survivor_messages_background;
GRANT INSERT (adult_on, create_time, decided_on, decision_document, delivered_on, device_class, district, early_reason, ended_on, etag, follow_up_on, institution, making_due_on, payer, payer_institution, prescribed_on, recall_document, recalled_on, register, repair_due_on, replaces_uid, side, state, steps, survivor_uid, uid, update_time, warranty_until, wearer_age) ON rehabilitation.device TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (after_end, classes, create_time, data_holder, district, document, document_place, etag, given_by, given_on, giver_uid, how_to_withdraw, institution, operations, proxy_name, purpose, recipient_institution, recipient_kind, recorded_by, register, survivor_uid, uid, update_time, valid_until, withdrawal_reason, withdrawn_by, withdrawn_time) ON survivor.consent TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar;
GRANT INSERT (after_uid, changed, done, finish_time, held, qualifying, recount_uid, started, uid, unserved, until_uid, update_time, with_question) ON payment.recount_lane TO payment_background;
GRANT INSERT (after_uid, done, finish_time, found, sweep_uid, uid, until_uid, update_time, weighed) ON survivor.sweep_lane TO survivor_matching_background;
GRANT INSERT (agreement_number, create_time, district, end_document, ended_on, etag, first_day, full_time, institution, kind, member_uid, payer, payer_name, person_uid, planned_last_day, profile_uid, programme, register, school, state, survivor_uid, uid, update_time) ON employment.study TO employment_employment_adviser;
GRANT INSERT (allocation_uid, benefit, district, entry_uid, institution, place, register, state, stock_uid, survivor_uid, uid) ON payment.in_kind_item TO payment_caseworker;
GRANT INSERT (amount_qepik, assessment_uid, create_time, currency, district, due_on, entitlement_uid, institution, kind, period, register, sequence, uid) ON payment.instalment TO payment_background;
GRANT INSERT (amount_qepik, bank_reference, booked_on, code, create_time, kind, line, line_hash, match, message_uid, order_uid, reasons, said_time, uid) ON payment.bank_line TO payment_payment_reconciler;
GRANT INSERT (amount_qepik, benefit, district, entitlement_uid, institution, payee_uid, reason, register, run_uid, survivor_uid) ON payment.run_omission TO payment_background;
GRANT INSERT (amount_qepik, district, instalment_uid, institution, live, order_uid, period, register) ON payment.payment_order_instalment TO payment_background;
GRANT INSERT (answer, answer_reason, answered_by, answered_time, create_time, district, etag, holds, institution, kind, order_uid, payee_uid, reason_code, register, state, survivor_uid, suspicious, taken_by, uid, update_time) ON payment.payment_question TO payment_payment_reconciler;
GRANT INSERT (answer, answered_by_uid, create_time, district, etag, institution, other_district, other_institution, other_uid, policy_version, reasons, register, score, state, survivor_uid, uid, update_time, verdict) ON survivor.match TO survivor_matching_background;
GRANT INSERT (answer_due_on, district, entitlement_uid, ground, institution, lodged_by_uid, lodged_on, reference, register, state, survivor_uid, suspension_uid, uid) ON payment.entitlement_appeal TO payment_caseworker, payment_payment_verifier;
GRANT INSERT (answered_by, bank, create_time, details, district, doubts, etag, guardian_uid, hold_until_time, holder, institution, number_end, payee_uid, register, set_by, state, survivor_uid, uid, update_time) ON payment.payee_account TO payment_caseworker;
GRANT INSERT (answered_on, contacts, create_time, district, due_on, etag, institution, invited_on, origin, programmes, register, state, survivor_number, survivor_uid, uid, update_time) ON employment.invitation TO employment_employment_adviser, employment_support_background;
GRANT INSERT (answers, asked_by_institution, assessed_on, create_time, district, institution, instrument, register, respondent, status, survivor_uid, uid, withdrawn_time, withdrawn_words) ON survivor.functioning TO survivor_case_manager, survivor_clinician;
GRANT INSERT (appointment_uid, basis, call_in_on, contacts, create_time, decision_document, device_class, district, due_on, etag, institution, next_on, register, review_on, state, stop_reason, survivor_uid, term_ends_on, term_example, uid, update_time) ON rehabilitation.renewal TO rehabilitation_background, rehabilitation_prosthetist;
GRANT INSERT (appointment_uid, create_time, district, episode_uid, held_on, institution, minutes, place, register, specialist_uid, survivor_uid, uid, visit) ON rehabilitation.session TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (approve_time, approved_by, available_qepik, create_time, cursor_uid, district, due_until, etag, execute_on, funds_document, institution, number, omitted, orders, orders_per_file, proposed_by, register, reject_reason, rejected_by, release_time, released_by, source, source_account, state, total_qepik, uid, update_time, verified_by, verify_time) ON payment.payment_run TO payment_caseworker;
GRANT INSERT (article, cause, district, effects, institution, legal_act, reason, register, survivor_uid, uid) ON survivor.erasure TO survivor_background, survivor_caseworker, survivor_privacy_officer;
GRANT INSERT (article, district, end_time, institution, legal_act, looks_from, looks_institution, looks_staff_uid, looks_until, person_uid, reason, register, uid) ON audit.withholding TO audit_privacy_officer;
GRANT INSERT (asking, back_qepik, band, benefit, changing, comparison_uid, district, gaining, lane_uid, losing, month_qepik, register, starting, stopping) ON payment.rule_comparison_line TO payment_background;
GRANT INSERT (assessed_on, create_time, district, ended_on, episode_uid, institution, kind, payer_centre_uid, register, state, survivor_uid, uid) ON rehabilitation.adaptation TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (back_pay_months, beneficiary, benefit, cautions, ceiling, conditions, content_hash, deducts_earlier_payouts, example, first_period, frequency, last_period, legal_basis, occasion, release_needs, sources, steps, title, version, yields_to) ON payment.benefit_rule TO payment_background, payment_payment_releaser;
GRANT INSERT (back_qepik, benefit, comparison_uid, district, institution, month_qepik, register, survivor_uid, uid) ON payment.rule_loss TO payment_background;
GRANT INSERT (bank, content_hash, create_time, kind, lines, lines_repeated, lines_unmatched, message_id, original_message_id, questions, said_time, staff_uid, state, uid) ON payment.bank_message TO payment_payment_reconciler;
GRANT INSERT (batch, built_in_on, device_uid, district, institution, kind, maker, model, register, removed_on, serial, supplier, uid) ON rehabilitation.device_component TO rehabilitation_prosthetist;
GRANT INSERT (because_of, beside, create_time, district, entitlement_uid, explanation, facts, institution, made_for, outcome, register, rule_hash, uid) ON payment.assessment TO payment_background;
GRANT INSERT (begun_on, care_institution, care_place, create_time, district, ended_on, etag, institution, kind, nature_code, note, register, source_institution, source_kind, survivor_uid, uid, update_time) ON survivor.treatment TO survivor_case_manager, survivor_clinician, survivor_hospital_registrar;
GRANT INSERT (beneficiary, beneficiary_uid, benefit, create_time, currency, district, ends_on, entitled_qepik, etag, example, explanation, has_questions, institution, occasion_uid, register, releasable, rule_version, starts_on, state, survivor_uid, suspended, uid, update_time, waiting) ON payment.entitlement TO payment_background;
GRANT INSERT (beneficiary, benefit, class_code, class_rank, create_time, decline_document, decline_reason, declined_on, district, entitled_on, etag, example, explanation, institution, out_reason, pass_over_reason, passed_over_by, passed_over_until, ready, register, rule_version, served_on, served_until, state, survivor_uid, uid, update_time) ON payment.in_kind_entry TO payment_background;
GRANT INSERT (beneficiary_uid, benefit, change, changed_on, create_time, decided_by, district, document, entitlement_uid, etag, institution, not_before, placement_uid, register, state, survivor_uid, told_on, uid, update_time) ON payment.income_review TO payment_background;
GRANT INSERT (beneficiary_uid, benefit, cleared_time, create_time, district, institution, occasion_uid, reason, register, role, seen_time, survivor_uid, uid) ON payment.unserved TO payment_background;
GRANT INSERT (benefit, cautions, classes, conditions, content_hash, example, excludes, legal_basis, needs, number, sources, terms, title, version) ON payment.in_kind_rule TO payment_background;
GRANT INSERT (benefit, compared_by_uid, counted_for, new_hash, new_version, of_present, old_hash, old_version, set_number, uid) ON payment.rule_comparison TO payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT INSERT (benefit, content, content_hash, proposed_by_uid, uid, version) ON payment.rule_proposal TO payment_payment_verifier;
GRANT INSERT (benefit, district, document, institution, quantity, register, uid, year) ON payment.in_kind_stock TO payment_payment_verifier;
GRANT INSERT (benefit, district, institution, register, state, stock_uid, uid) ON payment.in_kind_allocation TO payment_caseworker;
GRANT INSERT (benefits, create_time, finish_time, kind, started_by_uid, total, uid) ON payment.recount TO payment_background;
GRANT INSERT (benefits, kind, started_by_uid, uid) ON payment.recount TO payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT INSERT (bytes, content_hash, create_time, district, file_name, institution, message_id, number, orders, register, run_uid, total_qepik, uid) ON payment.payment_file TO payment_background;
GRANT INSERT (called_in, centre_uid, create_time, etag, first_day, institution, last_day, reason, room_uid, specialist_uid, uid, update_time, withdrawn_time) ON rehabilitation.closure TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT INSERT (cancel_reason, centre_uid, closure_uid, create_time, district, double_booked, ends_time, episode_uid, etag, hold_until_time, institution, person_uid, register, room_uid, series_uid, specialist_uid, starts_time, state, survivor_uid, times_moved, uid, update_time, visit) ON rehabilitation.appointment TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist;
GRANT INSERT (case_number, closed_on, create_time, district, due_on, etag, function_groups, institution, kind, military, military_document, received_on, register, return_reason, sending_institution, state, survivor_uid, term_working_days, uid, update_time) ON survivor.examination_referral TO survivor_clinician, survivor_hospital_registrar;
GRANT INSERT (case_uid, create_time, district, done_on, due_on, institution, outcome, register, survivor_uid, uid, words) ON survivor.case_follow_up TO survivor_case_manager;
GRANT INSERT (case_uid, create_time, district, due_on, ended_on, institution, owner_uid, register, state, survivor_uid, uid, words) ON survivor.case_goal TO survivor_case_manager;
GRANT INSERT (case_uid, create_time, district, ended_on, institution, kind, priority, register, state, survivor_uid, uid, words) ON survivor.case_need TO survivor_case_manager;
GRANT INSERT (case_uid, create_time, district, given_from, given_until, institution, kind, provider_uid, register, survivor_uid, uid, units) ON survivor.case_service TO survivor_case_manager;
GRANT INSERT (casualty_uid, create_time, district, incident_uid, institution, occurred_on, outcome, register, set_aside, survivor_uid, told_id) ON survivor.casualty TO survivor_background;
GRANT INSERT (casualty_uid, district, incident_uid, institution, kind, register, token) ON incident.token TO incident_clinician, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter;
GRANT INSERT (casualty_uid, identity, import_uid, incident_uid, register, row_number) ON incident.import_row TO incident_legacy_loader, incident_register_steward;
GRANT INSERT (cells, dimensions, indicator, measure, place, release_uid, sensitivity, uid, version, vintage) ON statistics.release_table TO statistics_statistician;
GRANT INSERT (centre_uid, close_reason, closed_on, create_time, district, etag, institution, kind, opened_on, origin, part_changes, referral_uid, register, specialist_uid, state, survivor_number, survivor_uid, uid, update_time) ON rehabilitation.episode TO rehabilitation_background, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist;
GRANT INSERT (centre_uid, create_time, district, episode_uid, etag, institution, not_after, not_before, register, state, survivor_uid, uid, update_time, urgency, visit) ON rehabilitation.waiting TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist;
GRANT INSERT (centre_uid, create_time, ended_on, etag, full_name, hours, institution, staff_uid, uid, update_time, visits) ON rehabilitation.specialist TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT INSERT (certificate_number, certified_on, course_uid, create_time, days_absent, days_present, district, etag, exam_on, exam_score, exams_taken, institution, leave_reason, left_on, member_uid, person_uid, profile_uid, rank, register, state, survivor_uid, uid, update_time) ON employment.enrolment TO employment_employment_adviser;
GRANT INSERT (channel, create_time, district, etag, institution, refused_purposes, register, said_by, survivor_uid, uid, update_time) ON survivor.contact_preference TO survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT INSERT (checked_on, create_time, district, due_on, etag, institution, member_uid, months, person_uid, placement_uid, register, result, state, survivor_uid, uid, update_time) ON employment.retention_check TO employment_employment_adviser;
GRANT INSERT (close_reason, close_words, closed_on, create_time, district, etag, institution, opened_on, owner_institution, owner_uid, part_changes, register, state, survivor_uid, times_reopened, uid, update_time) ON survivor.support_case TO survivor_case_manager;
GRANT INSERT (code, country, title, trial) ON incident.register TO incident_legacy_loader, incident_register_steward;
GRANT INSERT (code, district, kind, name_az, name_en) ON access.institution TO access_access_administrator;
GRANT INSERT (code, economic_region, example, geonames_id, kind, latitude, longitude, parent, register, title, title_en, title_ru, valid_from, valid_until) ON incident.place TO incident_legacy_loader, incident_register_steward;
GRANT INSERT (commission, create_time, decided_on, deciding_decision_uid, decision_uid, district, etag, institution, lodged_on, register, state, survivor_uid, uid, update_time) ON survivor.decision_appeal TO survivor_disability_expert;
GRANT INSERT (comparison_uid, lane_uid, losses) ON payment.rule_comparison_lane TO payment_background;
GRANT INSERT (confirmation_number, confirmed_on, create_time, district, etag, first_day, institution, last_day, paid_on, payment_document, person_uid, register, study_uid, survivor_uid, tuition_qepik, uid, update_time) ON employment.study_term TO employment_employment_adviser;
GRANT INSERT (contacts, create_time, death_cause, death_document, death_recorded_time, died_on, district, doubts, etag, home_district, identity, identity_confirmed_time, identity_document, institution, last_decision_uid, merged_into_uid, number, register, sex, state, uid, update_time) ON survivor.survivor TO survivor_background;
GRANT INSERT (content, content_hash, cut_off, definitions, disclosure, disclosure_edition, drafted_by_uid, known_until, record_root, records, register, revises_uid, snapshot, tables, title_az, title_en, uid) ON statistics.release TO statistics_statistician;
GRANT INSERT (course_uid, create_time, employer_uid, institution, trained, uid, workers) ON employment.safety_group TO employment_employment_adviser;
GRANT INSERT (create_time, death_taken, district, institution, merged_district, merged_institution, merged_uid, reason, register, staff_uid, survivor_uid, uid, undone_by_uid, undone_reason, undone_time) ON survivor.record_merge TO survivor_caseworker;
GRANT INSERT (create_time, decide_time, decided_by_uid, decision, district, document, entitlement_uid, etag, institution, reason, register, share_percent, smallest_left_qepik, survivor_uid, uid, update_time, waived_qepik) ON payment.recovery_plan TO payment_background;
GRANT INSERT (create_time, district, document, incident_institution, incident_uid, institution, register, reported_on, source, staff_uid, stated_facts, uid) ON incident.report TO incident_anama_officer, incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT INSERT (create_time, district, document, incident_institution, incident_uid, institution, register, reported_on, source, stated_facts, uid) ON incident.report TO incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT INSERT (create_time, district, done_on, due_on, etag, finding, grant_uid, institution, person_uid, register, survivor_uid, uid, update_time) ON employment.grant_visit TO employment_employment_adviser;
GRANT INSERT (create_time, district, doubts, ended_on, etag, identity, indirect_victim, institution, is_dependant, is_guardian, is_student, lives_together, member_uid, of_age_on, register, relation, sex, student_until, survivor_uid, uid, update_time) ON survivor.family_member TO survivor_case_manager, survivor_caseworker;
GRANT INSERT (create_time, district, due_on, ended_on, episode_uid, institution, instrument, kind, register, state, survivor_uid, target_score, uid) ON rehabilitation.goal TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (create_time, district, ended_on, etag, institution, phone, quota_places, quota_taken, tax_id, title, uid, update_time) ON employment.employer TO employment_employment_adviser;
GRANT INSERT (create_time, district, episode_uid, found_on, institution, pain_kinds, pain_score, register, side, stump, survivor_uid, uid) ON rehabilitation.finding TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (create_time, district, episode_uid, institution, instrument, measured_on, register, score, survivor_uid, uid, with_device) ON rehabilitation.measure TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT INSERT (create_time, district, etag, first_day, institution, kind, last_day, places, promised_vacancy_uid, provider_uid, state, taken, title_az, title_en, uid, update_time, waiting, weekdays) ON employment.course TO employment_employment_adviser;
GRANT INSERT (create_time, district, etag, institution, matter, register, said_by, state, survivor_uid, uid, update_time, words) ON survivor.correction_request TO survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT INSERT (create_time, district, etag, institution, member_uid, person_uid, profile_uid, reasons, register, score, state, survivor_uid, uid, update_time, vacancy_uid) ON employment.proposal TO employment_background;
GRANT INSERT (create_time, district, etag, institution, name_az, name_en, uid, update_time) ON employment.training_provider TO employment_employment_adviser;
GRANT INSERT (create_time, district, expense_qepik, grant_uid, income_qepik, institution, month, person_uid, register, survivor_uid) ON employment.grant_income TO employment_employment_adviser;
GRANT INSERT (create_time, district, grant_uid, handed_on, institution, line, person_uid, register, serial_number, survivor_uid, uid) ON employment.grant_asset TO employment_employment_adviser;
GRANT INSERT (create_time, district, incident_uid, institution, other_district, other_institution, other_uid, reasons, register, score, state, uid) ON incident.duplicate TO incident_background;
GRANT INSERT (create_time, duplicate_state, duplicate_uid, kept_state, kept_uid, moved_casualty_uids, pairs, reason, register, staff_uid, uid, undone_by, undone_reason, undone_time) ON incident.merge TO incident_anama_officer;
GRANT INSERT (create_time, file_name, file_sha256, finished, mapping, mapping_version, register, rows, rows_known, rows_refused, rows_taken, uid, update_time) ON incident.import TO incident_legacy_loader, incident_register_steward;
GRANT INSERT (day, district, enrolment_uid, institution, present, register) ON employment.attendance TO employment_employment_adviser;
GRANT INSERT (delivered_on, device_class, district, due_on, ended_on, institution, register, review_on, side, survivor_uid, uid) ON survivor.worn_device TO survivor_background;
GRANT INSERT (district, document, entitlement_uid, institution, reason, register, state, survivor_uid, suspended_by_uid, suspended_from, suspended_until, uid) ON payment.suspension TO payment_caseworker, payment_payment_approver, payment_payment_verifier;
GRANT INSERT (district, institution, kek_id, register, uid, wrapped) ON incident.person_key TO incident_clinician, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT INSERT (district, institution, kek_id, register, uid, wrapped) ON payment.person_key TO payment_caseworker;
GRANT INSERT (district, institution, kek_id, register, uid, wrapped) ON survivor.person_key TO survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_guardian, survivor_hospital_registrar, survivor_survivor;
GRANT INSERT (district, institution, kind, payee_account_uid, register, token) ON payment.token TO payment_caseworker;
GRANT INSERT (district, institution, kind, register, survivor_uid, token) ON survivor.token TO survivor_background, survivor_caseworker, survivor_matching_background;
GRANT INSERT (district, number, person_uid, reason, reason_words, register, uid) ON access.break_glass TO access_clinician;
GRANT INSERT (district, number, register, uid, watched, words) ON audit.watched_record TO audit_privacy_officer;
GRANT INSERT (districts, institution, national, person_uid, reason, registers, role, staff_uid, state, uid, valid_from, valid_until) ON access.role_assignment TO access_access_administrator;
GRANT INSERT (family_name, given_name, issuer, subject, uid) ON access.staff TO access_access_administrator;
GRANT INSERT (identity, incident_uid, register) ON incident.import_group TO incident_legacy_loader, incident_register_steward;
GRANT INSERT (kind, register, uid) ON survivor.match_sweep TO survivor_caseworker, survivor_register_steward;
GRANT SELECT (abilities, close_reason, closed_on, consent_document, consent_given_on, consent_withdrawn_on, create_time, district, driving, education, etag, fields, home_work, institution, languages, least_salary_qepik, lives_in, member_uid, most_km, opened_on, past_jobs, person_uid, referral_uid, register, schedules, schooling, skills, state, survivor_number, survivor_uid, uid, update_time) ON employment.profile TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (accepted, accepted_qepik, close_reason, closed_by, closed_time, create_time, day, difference_count, differences, etag, moved, moved_qepik, ordered, ordered_qepik, returned, returned_qepik, state, uid, update_time) ON payment.reconciliation TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (accessible, address, create_time, district, ended_on, etag, hours, institution, name_az, name_en, open_on_days_off, phone, roles, serves_districts, serves_rest, uid, update_time, visits) ON rehabilitation.centre TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (accessible, centre_uid, create_time, ended_on, etag, institution, title, uid, update_time, visits) ON rehabilitation.room TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (accessible, create_time, district, etag, kinds, name_az, name_en, phone, uid, update_time, valid_from, valid_until) ON survivor.provider TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_guardian, survivor_hospital_registrar, survivor_medical_technical_commission, survivor_prosthetist, survivor_red_crescent_reporter, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_survivor;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, decisions, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, history_uid, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, reason, recorded_until, register, scope_district, settlement, staff_uid, state, time_band, uid, update_time) ON incident.incident_history TO incident_anama_officer;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, decisions, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, history_uid, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, property_loss, reason, recorded_until, register, scope_district, staff_uid, state, time_band, uid, update_time) ON incident.incident_history TO incident_auditor, incident_privacy_officer;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, decisions, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, register, settlement, state, time_band, uid, update_time) ON incident.incident TO incident_anama_officer, incident_legacy_loader;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, decisions, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, property_loss, register, state, time_band, uid, update_time) ON incident.incident TO incident_auditor, incident_privacy_officer;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, history_uid, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, recorded_until, register, scope_district, settlement, state, time_band, uid, update_time) ON incident.incident_history TO incident_clinician, incident_hospital_registrar, incident_register_steward;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, history_uid, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, property_loss, recorded_until, register, scope_district, state, time_band, uid, update_time) ON incident.incident_history TO incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter;
GRANT SELECT (accident_class, animals_lost, area_type, create_time, device_category, device_detail, district, etag, fact_sources, first_report_uid, former_contact_line, hazard_area, how_activated, injured, institution, killed, marked, merged_into_uid, moved_before, number, occurred_at, occurred_on, original_words, outcome_unknown, point, property_loss, register, settlement, state, time_band, uid, update_time) ON incident.incident TO incident_background, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT SELECT (account_uid, amount_qepik, because, benefit, create_time, currency, district, entitlement_uid, etag, file_number, file_uid, institution, payee_uid, purpose, recovered_qepik, register, remittance, run_uid, state, survivor_uid, uetr, uid, update_time) ON payment.payment_order TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (act_date, act_number, amount_qepik, benefit, create_time, district, ending_act_date, ending_act_number, etag, family_member_uid, holds_from, holds_until, institution, issued_by, kind, register, survivor_uid, uid, update_time, withdrawn_time) ON survivor.benefit_fact TO survivor_auditor, survivor_caseworker, survivor_guardian, survivor_payment_approver, survivor_payment_verifier, survivor_study_background, survivor_survivor;
GRANT SELECT (act_number, band, cause, corrects_entry, create_time, decided_on, district, impairments, in_force_from, in_force_until, institution, percent, referral_uid, register, replaced_by_uid, replaces_uid, stated_causes, stated_percent, survivor_institution, survivor_uid, term_basis, uid, valid_from, valid_until) ON survivor.disability_decision TO survivor_case_manager, survivor_disability_expert, survivor_guardian, survivor_survivor;
GRANT SELECT (act_number, band, cause, corrects_entry, create_time, decided_on, district, in_force_from, in_force_until, institution, percent, referral_uid, register, replaced_by_uid, replaces_uid, staff_uid, stated_causes, stated_percent, survivor_institution, survivor_uid, term_basis, uid, valid_from, valid_until) ON survivor.disability_decision TO survivor_auditor;
GRANT SELECT (act_number, band, cause, corrects_entry, create_time, decided_on, district, in_force_from, in_force_until, institution, percent, referral_uid, register, replaced_by_uid, replaces_uid, stated_causes, stated_percent, survivor_institution, survivor_uid, term_basis, uid, valid_from, valid_until) ON survivor.disability_decision TO survivor_caseworker;
GRANT SELECT (action, create_time, district, entry_uid, etag, institution, look_time, person, purpose, reasons, register, reviewed_by, reviewed_time, reviewer_institution, role, score, staff_uid, state, uid, update_time, verdict_words) ON audit.unusual_look TO audit_privacy_officer;
GRANT SELECT (activate_time, activated_by_uid, approve_time, approved_by_uid, benefit, comparison_uid, content, content_hash, create_time, etag, number, proposed_by_uid, state, uid, update_time, version, withdraw_reason, withdraw_time) ON payment.rule_proposal TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (activated_by_uid, create_time, number, proposal_uid, rules) ON payment.rule_set TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor;
GRANT SELECT (activity, age, amputations, care_steps, casualty_uid, civil_status, clinical_note, diagnoses, died_on, distance_metres, district, identity, injuries, institution, knew_of_danger, nationality, occupation, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT SELECT (activity, age, amputations, care_steps, casualty_uid, civil_status, clinical_note, diagnoses, died_on, distance_metres, district, injuries, institution, knew_of_danger, nationality, occupation, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_register_steward;
GRANT SELECT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, history_uid, identity, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, recorded_until, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty_history TO incident_clinician, incident_hospital_registrar;
GRANT SELECT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, history_uid, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, recorded_until, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty_history TO incident_register_steward;
GRANT SELECT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, identity, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT SELECT (activity, age, amputations, care_steps, civil_status, clinical_note, create_time, diagnoses, died_on, distance_metres, district, etag, fact_sources, first_report_uid, incident_uid, injuries, institution, knew_of_danger, nationality, occupation, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_register_steward;
GRANT SELECT (activity, age, casualty_uid, civil_status, died_on, distance_metres, district, institution, knew_of_danger, nationality, outcome, register, report_uid, risk_education_before, sex, uid) ON incident.statement TO incident_anama_officer, incident_auditor, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter;
GRANT SELECT (activity, age, civil_status, create_time, died_on, distance_metres, district, etag, fact_sources, first_report_uid, history_uid, incident_uid, institution, knew_of_danger, nationality, original_words, outcome, reason, recorded_until, register, risk_education_before, same_as_uid, sex, staff_uid, uid, update_time) ON incident.casualty_history TO incident_anama_officer, incident_auditor, incident_privacy_officer;
GRANT SELECT (activity, age, civil_status, create_time, died_on, distance_metres, district, etag, fact_sources, first_report_uid, history_uid, incident_uid, institution, knew_of_danger, nationality, original_words, outcome, recorded_until, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty_history TO incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter;
GRANT SELECT (activity, age, civil_status, create_time, died_on, distance_metres, district, etag, fact_sources, first_report_uid, incident_uid, institution, knew_of_danger, nationality, original_words, outcome, register, risk_education_before, same_as_uid, sex, uid, update_time) ON incident.casualty TO incident_anama_officer, incident_auditor, incident_background, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter;
GRANT SELECT (activity, age_band, benefit, civ_status, device, district, ended_on, kept_from, kept_until, kind, occurred_on, outcome, parent, part, pseudonym, recorded_from, recorded_until, register, relation, service, sex, share, value) ON statistics.fact TO statistics_auditor, statistics_background, statistics_release_checker, statistics_statistician;
GRANT SELECT (activity, barred_until, breach_reason, contract_number, contract_until, contracted_on, create_time, decided_by, decided_on, decision_document, decision_words, district, ended_on, etag, granted, institution, invitation_uid, member_uid, own_qepik, person_uid, plan, planned, profile_uid, proposed_by, register, rule_edition, state, survivor_uid, uid, update_time) ON employment.business_grant TO employment_employment_adviser, employment_employment_commission, employment_guardian, employment_survivor;
GRANT SELECT (adaptations, contract_number, create_time, district, employer_uid, end_reason, ended_on, etag, full_time, hours_week, institution, interviewed_on, introduced_on, member_uid, not_taken_reason, person_uid, profile_uid, question, question_since, quota, register, salary_qepik, starts_on, state, survivor_uid, uid, update_time, vacancy_uid) ON employment.placement TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (adaptations_possible, adaptations_there, close_reason, closes_on, create_time, district, driving, driving_bit, employer_uid, etag, field, home_work, hours_week, institution, language_bits, languages, least_education, places, places_taken, possible_bits, quota, rests_on, rests_on_bits, salary_qepik, schedule, schooling_rank, skill_bits, skills, state, there_bits, title, uid, update_time) ON employment.vacancy TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (added_by, benefit, create_time, district, document, etag, institution, quantity, register, reverse_reason, reverse_time, reversed_by, taken, uid, update_time, year) ON payment.in_kind_stock TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (addressee, addressee_uid, claimed_until, create_time, district, due_time, etag, event_uid, expire_time, institution, joined_uid, occasion, reason, receiver, register, sent_time, state, survivor_uid, tries, uid, update_time) ON survivor.short_message TO survivor_messages_background;
GRANT SELECT (addressee, addressee_uid, claimed_until, create_time, district, due_time, etag, expire_time, institution, joined_uid, occasion, reason, receiver, register, sent_time, state, survivor_uid, tries, uid, update_time) ON survivor.short_message TO survivor_case_manager, survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT SELECT (adult_on, create_time, decided_on, decision_document, delivered_on, device_class, district, early_reason, ended_on, etag, follow_up_on, institution, making_due_on, payer, payer_institution, prescribed_on, recall_document, recalled_on, register, repair_due_on, replaces_uid, side, state, steps, survivor_uid, uid, update_time, warranty_until, wearer_age) ON rehabilitation.device TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (after_end, classes, create_time, data_holder, district, document, document_place, etag, given_by, given_on, giver_uid, how_to_withdraw, institution, operations, purpose, recipient_institution, recipient_kind, recorded_by, register, survivor_uid, uid, update_time, valid_until, withdrawal_reason, withdrawn_by, withdrawn_time) ON survivor.consent TO survivor_auditor, survivor_privacy_officer;
GRANT SELECT (after_end, classes, create_time, data_holder, district, document, etag, given_by, given_on, giver_uid, how_to_withdraw, institution, operations, proxy_name, purpose, recipient_institution, recipient_kind, register, survivor_uid, uid, update_time, valid_until, withdrawn_by, withdrawn_time) ON survivor.consent TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_guardian, survivor_hospital_registrar, survivor_survivor;
GRANT SELECT (after_uid, changed, done, finish_time, held, qualifying, recount_uid, started, uid, unserved, until_uid, update_time, with_question) ON payment.recount_lane TO payment_auditor, payment_background, payment_caseworker, payment_operator, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (after_uid, done, finish_time, found, sweep_uid, uid, until_uid, update_time, weighed) ON survivor.sweep_lane TO survivor_caseworker, survivor_matching_background, survivor_register_steward;
GRANT SELECT (agreement_number, create_time, district, end_document, ended_on, etag, first_day, full_time, institution, kind, member_uid, payer, payer_name, person_uid, planned_last_day, profile_uid, programme, register, school, state, survivor_uid, uid, update_time) ON employment.study TO employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (allocation_uid, benefit, create_time, district, end_reason, ended_on, entry_uid, etag, given_until, handed_by, handed_on, institution, place, received_by, register, state, stock_uid, survivor_uid, thing_number, uid, update_time) ON payment.in_kind_item TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (amount_qepik, assessment_uid, create_time, currency, district, due_on, entitlement_uid, institution, kind, period, register, sequence, uid) ON payment.instalment TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (amount_qepik, bank_reference, booked_on, code, create_time, kind, line, line_hash, match, message_uid, order_uid, reasons, said_time, uid) ON payment.bank_line TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (amount_qepik, benefit, district, entitlement_uid, institution, payee_uid, reason, register, run_uid, survivor_uid) ON payment.run_omission TO payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (amount_qepik, district, instalment_uid, institution, live, order_uid, period, register) ON payment.payment_order_instalment TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (answer, answer_reason, answered_by, answered_time, create_time, district, etag, holds, institution, kind, order_uid, payee_uid, reason_code, register, state, survivor_uid, suspicious, taken_by, uid, update_time) ON payment.payment_question TO payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (answer, create_time, decline_reason, district, etag, institution, matter, register, resolve_time, said_by, state, survivor_uid, uid, update_time, words) ON survivor.correction_request TO survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT SELECT (answer_due_on, create_time, decide_time, decided_by_uid, decision_reason, district, entitlement_uid, etag, ground, institution, lodged_by_uid, lodged_on, reference, register, state, survivor_uid, suspension_uid, uid, update_time) ON payment.entitlement_appeal TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (answer_due_time, answer_time, answer_words, article, changed_by, close_time, consent_uid, create_time, district, etag, expire_time, from_institution, institution, legal_act, legal_basis, outcome, overdue, refusal, register, request_words, see_due_time, seen_time, sent_by, service, shared_classes, state, survivor_number, survivor_uid, uid, update_time, urgency) ON survivor.referral TO survivor_background;
GRANT SELECT (answer_due_time, answer_time, answer_words, article, close_time, consent_uid, create_time, district, etag, expire_time, from_institution, institution, legal_act, legal_basis, outcome, overdue, refusal, register, request_words, see_due_time, seen_time, service, shared_classes, state, survivor_number, survivor_uid, uid, update_time, urgency) ON survivor.referral TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_prosthetist, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_survivor;
GRANT SELECT (answered_by, bank, create_time, details, district, doubts, etag, guardian_uid, hold_until_time, holder, institution, number_end, payee_uid, register, set_by, state, survivor_uid, uid, update_time) ON payment.payee_account TO payment_background, payment_caseworker, payment_payment_verifier;
GRANT SELECT (answered_by, create_time, district, doubts, etag, guardian_uid, hold_until_time, holder, institution, payee_uid, register, set_by, state, survivor_uid, uid, update_time) ON payment.payee_account TO payment_payment_approver, payment_payment_releaser;
GRANT SELECT (answered_on, contacts, create_time, district, due_on, etag, institution, invited_on, origin, programmes, register, state, survivor_number, survivor_uid, uid, update_time) ON employment.invitation TO employment_employment_adviser, employment_guardian, employment_support_background, employment_survivor;
GRANT SELECT (answers, asked_by_institution, assessed_on, create_time, district, institution, instrument, register, respondent, status, survivor_uid, uid, withdrawn_time, withdrawn_words) ON survivor.functioning TO survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (appointment_uid, basis, call_in_on, contacts, create_time, decision_document, device_class, district, due_on, etag, institution, next_on, register, review_on, state, stop_reason, survivor_uid, term_ends_on, term_example, uid, update_time) ON rehabilitation.renewal TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (appointment_uid, basis, call_in_on, contacts, create_time, decision_document, district, due_on, etag, institution, next_on, register, review_on, state, stop_reason, survivor_uid, term_ends_on, term_example, uid, update_time) ON rehabilitation.renewal TO rehabilitation_rehabilitation_clerk;
GRANT SELECT (appointment_uid, create_time, district, episode_uid, held_on, institution, minutes, place, register, specialist_uid, survivor_uid, uid, visit) ON rehabilitation.session TO rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (approve_time, approved_by, available_qepik, create_time, cursor_uid, district, due_until, etag, execute_on, funds_document, institution, number, omitted, orders, orders_per_file, proposed_by, register, reject_reason, rejected_by, release_time, released_by, source, source_account, state, total_qepik, uid, update_time, verified_by, verify_time) ON payment.payment_run TO payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (approve_time, approved_by, benefit, create_time, district, etag, institution, items, open_items, proposed_by, register, reject_reason, rejected_by, state, stock_uid, uid, update_time) ON payment.in_kind_allocation TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (approved_by, approved_time, article, create_time, district, end_time, ended_by, ended_time, etag, institution, legal_act, looks_from, looks_institution, looks_staff_uid, looks_until, person_uid, proposed_by, reason, register, state, uid, update_time) ON audit.withholding TO audit_auditor, audit_privacy_officer;
GRANT SELECT (approved_by, approved_time, create_time, delegated_actions, delegated_from, districts, ended_by, ended_reason, ended_time, etag, institution, national, person_uid, proposed_by, reason, registers, role, staff_uid, state, uid, update_time, valid_from, valid_until) ON access.role_assignment TO access_access_administrator, access_auditor, access_privacy_officer;
GRANT SELECT (approved_by, article, cause, create_time, district, effects, erase_time, etag, institution, legal_act, proposed_by, reason, register, state, survivor_uid, uid) ON survivor.erasure TO survivor_auditor, survivor_privacy_officer;
GRANT SELECT (article, cause, create_time, district, effects, erase_time, etag, institution, legal_act, register, state, survivor_uid, uid) ON survivor.erasure TO survivor_caseworker;
GRANT SELECT (asking, back_qepik, band, benefit, changing, comparison_uid, district, gaining, lane_uid, losing, month_qepik, register, starting, stopping) ON payment.rule_comparison_line TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (assessed_on, create_time, district, ended_on, episode_uid, institution, kind, payer_centre_uid, register, state, survivor_uid, uid) ON rehabilitation.adaptation TO rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (assignment_uid, closed_time, create_time, district, etag, expire_time, institution, number, opened_by, person_uid, reason, reason_words, register, review_due_time, review_overdue, reviewed_by, reviewed_time, reviewer_institution, role, uid, update_time, verdict, verdict_words) ON access.break_glass TO access_auditor, access_privacy_officer;
GRANT SELECT (back_pay_months, beneficiary, benefit, cautions, ceiling, conditions, content_hash, deducts_earlier_payouts, example, first_period, frequency, last_period, legal_basis, occasion, release_needs, sources, steps, title, version, yields_to) ON payment.benefit_rule TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor;
GRANT SELECT (back_qepik, benefit, comparison_uid, district, institution, month_qepik, register, survivor_uid, uid) ON payment.rule_loss TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (bank, content_hash, create_time, kind, lines, lines_repeated, lines_unmatched, message_id, original_message_id, questions, said_time, staff_uid, state, uid) ON payment.bank_message TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (batch, built_in_on, device_uid, district, institution, kind, maker, model, register, removed_on, serial, supplier, uid) ON rehabilitation.device_component TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (because, create_time, district, from_state, institution, order_uid, register, staff_uid, to_state, uid) ON payment.payment_order_step TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (because_of, beside, create_time, district, entitlement_uid, explanation, facts, institution, made_for, outcome, register, rule_hash, uid) ON payment.assessment TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (begun_on, care_institution, care_place, create_time, district, ended_on, etag, institution, kind, nature_code, note, register, source_institution, source_kind, survivor_uid, uid, update_time) ON survivor.treatment TO survivor_case_manager, survivor_clinician, survivor_guardian, survivor_hospital_registrar, survivor_survivor;
GRANT SELECT (beneficiary, beneficiary_uid, benefit, create_time, currency, district, ends_on, entitled_qepik, etag, example, explanation, has_questions, institution, occasion_uid, register, releasable, rule_version, starts_on, state, survivor_uid, suspended, uid, update_time, waiting) ON payment.entitlement TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (beneficiary, benefit, class_code, class_rank, create_time, decline_document, decline_reason, declined_on, district, entitled_on, etag, example, explanation, institution, out_reason, pass_over_reason, passed_over_by, passed_over_until, ready, register, rule_version, served_on, served_until, state, survivor_uid, uid, update_time) ON payment.in_kind_entry TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (beneficiary_uid, benefit, change, changed_on, create_time, decided_by, district, document, entitlement_uid, etag, institution, not_before, placement_uid, register, state, survivor_uid, told_on, uid, update_time) ON payment.income_review TO payment_background, payment_caseworker;
GRANT SELECT (beneficiary_uid, benefit, cleared_time, create_time, district, institution, occasion_uid, reason, register, role, seen_time, survivor_uid, uid) ON payment.unserved TO payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_verifier;
GRANT SELECT (benefit, cautions, classes, conditions, content_hash, example, excludes, legal_basis, needs, number, sources, terms, title, version) ON payment.in_kind_rule TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor;
GRANT SELECT (benefit, compared_by_uid, counted_for, create_time, new_hash, new_version, of_present, old_hash, old_version, set_number, uid) ON payment.rule_comparison TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (benefits, create_time, finish_time, kind, started_by_uid, total, uid) ON payment.recount TO payment_auditor, payment_background, payment_caseworker, payment_operator, payment_payment_approver, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (bytes, content_hash, create_time, district, file_name, institution, message_id, number, orders, register, run_uid, total_qepik, uid) ON payment.payment_file TO payment_auditor, payment_background, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (called_in, centre_uid, create_time, etag, first_day, institution, last_day, reason, room_uid, specialist_uid, uid, update_time, withdrawn_time) ON rehabilitation.closure TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (cancel_reason, centre_uid, closure_uid, create_time, district, double_booked, ends_time, episode_uid, etag, hold_until_time, institution, person_uid, register, room_uid, series_uid, specialist_uid, starts_time, state, survivor_uid, times_moved, uid, update_time, visit) ON rehabilitation.appointment TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (case_number, closed_on, create_time, decision_uid, district, due_on, etag, function_groups, institution, kind, military, military_document, received_on, register, return_reason, sending_institution, state, survivor_uid, term_working_days, uid, update_time) ON survivor.examination_referral TO survivor_background, survivor_disability_expert, survivor_guardian, survivor_survivor;
GRANT SELECT (case_number, closed_on, create_time, decision_uid, district, due_on, etag, institution, kind, military, military_document, received_on, register, return_reason, sending_institution, state, survivor_uid, term_working_days, uid, update_time) ON survivor.examination_referral TO survivor_caseworker;
GRANT SELECT (case_number, closed_on, create_time, district, due_on, etag, function_groups, institution, kind, military, military_document, received_on, register, return_reason, sending_institution, state, survivor_uid, term_working_days, uid, update_time) ON survivor.examination_referral TO survivor_clinician, survivor_hospital_registrar;
GRANT SELECT (case_uid, create_time, district, done_on, due_on, institution, outcome, register, survivor_uid, uid, words) ON survivor.case_follow_up TO survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (case_uid, create_time, district, due_on, ended_on, institution, owner_uid, register, state, survivor_uid, uid, words) ON survivor.case_goal TO survivor_background, survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (case_uid, create_time, district, ended_on, institution, kind, priority, register, state, survivor_uid, uid, words) ON survivor.case_need TO survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (case_uid, create_time, district, given_from, given_until, institution, kind, provider_uid, register, survivor_uid, uid, units) ON survivor.case_service TO survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (casualty_uid, create_time, district, incident_uid, institution, occurred_on, outcome, register, set_aside, survivor_uid) ON survivor.casualty TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_guardian, survivor_hospital_registrar, survivor_survivor;
GRANT SELECT (casualty_uid, create_time, district, incident_uid, institution, occurred_on, outcome, register, set_aside, survivor_uid, told_id) ON survivor.casualty TO survivor_background, survivor_matching_background;
GRANT SELECT (casualty_uid, district, incident_uid, institution, kind, register, token) ON incident.token TO incident_background, incident_clinician, incident_hospital_registrar, incident_legacy_loader;
GRANT SELECT (casualty_uid, identity, import_uid, incident_uid, register, row_number) ON incident.import_row TO incident_legacy_loader, incident_register_steward;
GRANT SELECT (cells, dimensions, indicator, measure, place, release_uid, sensitivity, uid, version, vintage) ON statistics.release_table TO statistics_auditor, statistics_release_checker, statistics_statistician;
GRANT SELECT (centre_uid, close_reason, closed_on, create_time, district, etag, institution, kind, opened_on, origin, part_changes, referral_uid, register, specialist_uid, state, survivor_number, survivor_uid, uid, update_time) ON rehabilitation.episode TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (centre_uid, create_time, district, episode_uid, etag, institution, not_after, not_before, register, state, survivor_uid, uid, update_time, urgency, visit) ON rehabilitation.waiting TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (centre_uid, create_time, ended_on, etag, full_name, hours, institution, staff_uid, uid, update_time, visits) ON rehabilitation.specialist TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (certificate_number, certified_on, course_uid, create_time, days_absent, days_present, district, etag, exam_on, exam_score, exams_taken, institution, leave_reason, left_on, member_uid, person_uid, profile_uid, rank, register, state, survivor_uid, uid, update_time) ON employment.enrolment TO employment_employment_adviser, employment_guardian, employment_support_background, employment_survivor;
GRANT SELECT (channel, create_time, district, etag, institution, refused_purposes, register, said_by, survivor_uid, uid, update_time) ON survivor.contact_preference TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_guardian, survivor_hospital_registrar, survivor_messages_background, survivor_survivor;
GRANT SELECT (check_time, checked_by_uid, content, content_hash, create_time, cut_off, definitions, disclosure, disclosure_edition, drafted_by_uid, etag, known_until, publish_time, published_by_uid, record_root, records, register, revised_by_uid, revises_uid, snapshot, state, tables, title_az, title_en, uid, update_time) ON statistics.release TO statistics_auditor, statistics_release_checker, statistics_statistician;
GRANT SELECT (checked_on, create_time, district, due_on, etag, institution, member_uid, months, person_uid, placement_uid, register, result, state, survivor_uid, uid, update_time) ON employment.retention_check TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (close_reason, close_words, closed_on, create_time, district, etag, institution, opened_on, owner_institution, owner_uid, part_changes, register, state, survivor_uid, times_reopened, uid, update_time) ON survivor.support_case TO survivor_background, survivor_case_manager, survivor_clinician, survivor_guardian, survivor_survivor;
GRANT SELECT (closed_on, create_time, district, etag, institution, opened_on, owner_institution, owner_uid, part_changes, register, state, survivor_uid, times_reopened, uid, update_time) ON survivor.support_case TO survivor_auditor, survivor_caseworker;
GRANT SELECT (closed_time, code, create_time, district, etag, kind, name_az, name_en, update_time, valid_from, valid_until) ON access.institution TO access_access_administrator, access_auditor, access_privacy_officer, audit_auditor, audit_guardian, audit_privacy_officer, audit_survivor, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar;
GRANT SELECT (closed_time, create_time, district, etag, expire_time, institution, number, person_uid, reason, register, review_due_time, review_overdue, reviewed_time, reviewer_institution, role, uid, update_time, verdict) ON access.break_glass TO access_background, access_clinician, access_guardian, access_survivor;
GRANT SELECT (closed_time, create_time, etag, family_name, given_name, issuer, subject, uid, update_time) ON access.staff TO access_access_administrator, access_auditor, access_privacy_officer;
GRANT SELECT (code, country, title, trial) ON incident.register TO access_access_administrator, employment_background, employment_employment_adviser, incident_anama_officer, incident_auditor, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_caseworker, payment_payment_verifier, rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_auditor, statistics_release_checker, statistics_statistician, survivor_background, survivor_case_manager, survivor_caseworker, survivor_register_steward;
GRANT SELECT (code, economic_region, example, geonames_id, kind, latitude, longitude, parent, register, title, title_en, title_ru, valid_from, valid_until) ON incident.place TO access_access_administrator, employment_background, employment_employment_adviser, incident_anama_officer, incident_auditor, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_caseworker, payment_payment_verifier, rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_auditor, statistics_release_checker, statistics_statistician, survivor_background, survivor_case_manager, survivor_caseworker;
GRANT SELECT (commission, create_time, decided_on, deciding_decision_uid, decision_uid, district, etag, institution, lodged_on, register, state, survivor_uid, uid, update_time) ON survivor.decision_appeal TO survivor_caseworker, survivor_disability_expert, survivor_guardian, survivor_survivor;
GRANT SELECT (comparison_uid, lane_uid, losses) ON payment.rule_comparison_lane TO payment_background;
GRANT SELECT (confirmation_number, confirmed_on, create_time, district, etag, first_day, institution, last_day, paid_on, payment_document, person_uid, register, study_uid, survivor_uid, tuition_qepik, uid, update_time) ON employment.study_term TO employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (contact, disability_band, disability_until, employment, health, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_guardian, survivor_survivor;
GRANT SELECT (contact, disability_band, disability_until, health, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_case_manager;
GRANT SELECT (contact, disability_band, disability_until, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_caseworker, survivor_foundation_payer;
GRANT SELECT (contact, employment, health, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_clinician, survivor_rehabilitation_specialist;
GRANT SELECT (contact, health, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_prosthetist;
GRANT SELECT (contact, identity, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_rehabilitation_clerk;
GRANT SELECT (contacts, create_time, death_cause, death_document, death_recorded_time, died_on, district, doubts, etag, home_district, identity, identity_confirmed_time, identity_document, institution, last_decision_uid, merged_into_uid, number, register, sex, state, uid, update_time) ON survivor.survivor TO survivor_background;
GRANT SELECT (contacts, create_time, death_cause, death_recorded_time, died_on, district, doubts, etag, home_district, identity, identity_confirmed_time, institution, last_decision_uid, merged_into_uid, number, register, sex, state, uid, update_time) ON survivor.survivor TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_messages_background, survivor_survivor;
GRANT SELECT (course_uid, create_time, employer_uid, institution, trained, uid, workers) ON employment.safety_group TO employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (create_time, death_cause, death_document, death_recorded_time, died_on, district, doubts, etag, home_district, identity_confirmed_time, identity_document, institution, last_decision_uid, merged_into_uid, number, register, sex, state, uid, update_time) ON survivor.survivor TO survivor_auditor;
GRANT SELECT (create_time, death_cause, death_recorded_time, died_on, district, doubts, etag, home_district, identity_confirmed_time, institution, last_decision_uid, merged_into_uid, number, register, sex, state, uid, update_time) ON survivor.survivor TO survivor_disability_expert, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_study_background;
GRANT SELECT (create_time, death_taken, district, institution, merged_district, merged_institution, merged_uid, register, survivor_uid, uid, undone_time) ON survivor.record_merge TO survivor_caseworker;
GRANT SELECT (create_time, decide_time, decided_by_uid, decision, district, document, entitlement_uid, etag, institution, reason, register, share_percent, smallest_left_qepik, survivor_uid, uid, update_time, waived_qepik) ON payment.recovery_plan TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (create_time, district, document, end_time, entitlement_uid, etag, institution, reason, register, resume_reason, resumed_by_uid, state, survivor_uid, suspended_by_uid, suspended_from, suspended_until, uid, update_time) ON payment.suspension TO payment_auditor, payment_background, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (create_time, district, document, incident_institution, incident_uid, institution, register, reported_on, source, staff_uid, stated_facts, uid) ON incident.report TO incident_anama_officer, incident_legacy_loader;
GRANT SELECT (create_time, district, document, incident_institution, incident_uid, institution, register, reported_on, source, staff_uid, uid) ON incident.report TO incident_auditor, incident_privacy_officer;
GRANT SELECT (create_time, district, document, incident_institution, incident_uid, institution, register, reported_on, source, stated_facts, uid) ON incident.report TO incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT SELECT (create_time, district, done_on, due_on, etag, finding, grant_uid, institution, person_uid, register, survivor_uid, uid, update_time) ON employment.grant_visit TO employment_employment_adviser, employment_employment_commission, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, doubts, ended_on, etag, identity, indirect_victim, institution, is_dependant, is_guardian, is_student, lives_together, member_uid, of_age_on, register, relation, sex, student_until, survivor_uid, uid, update_time) ON survivor.family_member TO survivor_background, survivor_case_manager, survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT SELECT (create_time, district, doubts, ended_on, etag, identity, indirect_victim, institution, is_dependant, is_guardian, is_student, lives_together, member_uid, register, relation, sex, student_until, survivor_uid, uid, update_time) ON survivor.family_member TO survivor_clinician, survivor_hospital_registrar, survivor_messages_background;
GRANT SELECT (create_time, district, doubts, ended_on, etag, indirect_victim, institution, is_dependant, is_guardian, is_student, lives_together, member_uid, of_age_on, register, relation, sex, student_until, survivor_uid, uid, update_time) ON survivor.family_member TO survivor_auditor;
GRANT SELECT (create_time, district, due_on, ended_on, episode_uid, institution, instrument, kind, register, state, survivor_uid, target_score, uid) ON rehabilitation.goal TO rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (create_time, district, ended_on, etag, institution, phone, quota_places, quota_taken, tax_id, title, uid, update_time) ON employment.employer TO employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, episode_uid, found_on, institution, pain_kinds, pain_score, register, side, stump, survivor_uid, uid) ON rehabilitation.finding TO rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (create_time, district, episode_uid, institution, instrument, measured_on, register, score, survivor_uid, uid, with_device) ON rehabilitation.measure TO rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, rehabilitation_survivor;
GRANT SELECT (create_time, district, etag, first_day, institution, kind, last_day, places, promised_vacancy_uid, provider_uid, state, taken, title_az, title_en, uid, update_time, waiting, weekdays) ON employment.course TO employment_employment_adviser, employment_guardian, employment_support_background, employment_survivor;
GRANT SELECT (create_time, district, etag, institution, member_uid, person_uid, profile_uid, reasons, register, score, state, survivor_uid, uid, update_time, vacancy_uid) ON employment.proposal TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, etag, institution, name_az, name_en, uid, update_time) ON employment.training_provider TO employment_employment_adviser, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, etag, institution, number, register, set_by, uid, update_time, watched, words) ON audit.watched_record TO audit_privacy_officer;
GRANT SELECT (create_time, district, etag, institution, other_district, other_institution, other_uid, policy_version, reasons, register, score, state, survivor_uid, uid, update_time, verdict) ON survivor.match TO survivor_case_manager, survivor_caseworker, survivor_matching_background;
GRANT SELECT (create_time, district, expense_qepik, grant_uid, income_qepik, institution, month, person_uid, register, survivor_uid) ON employment.grant_income TO employment_employment_adviser, employment_employment_commission, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, grant_uid, handed_on, institution, line, person_uid, register, serial_number, survivor_uid, uid) ON employment.grant_asset TO employment_employment_adviser, employment_employment_commission, employment_guardian, employment_survivor;
GRANT SELECT (create_time, district, incident_uid, institution, other_district, other_institution, other_uid, reasons, register, resolution, resolved_by_uid, score, state, uid) ON incident.duplicate TO incident_anama_officer;
GRANT SELECT (create_time, district, incident_uid, institution, other_district, other_institution, other_uid, reasons, register, score, state, uid) ON incident.duplicate TO incident_background, incident_hospital_registrar, incident_register_steward;
GRANT SELECT (create_time, duplicate_state, duplicate_uid, kept_state, kept_uid, moved_casualty_uids, pairs, reason, register, staff_uid, uid, undone_by, undone_reason, undone_time) ON incident.merge TO incident_anama_officer;
GRANT SELECT (create_time, file_name, file_sha256, finished, mapping, mapping_version, register, rows, rows_known, rows_refused, rows_taken, uid, update_time) ON incident.import TO incident_auditor, incident_legacy_loader, incident_register_steward;
GRANT SELECT (create_time, finish_time, kind, policy_version, register, total, uid) ON survivor.match_sweep TO survivor_caseworker, survivor_matching_background, survivor_register_steward;
GRANT SELECT (create_time, revoked_time, staff_uid, uid) ON access.session TO access_access_administrator, access_auditor;
GRANT SELECT (day, district, enrolment_uid, institution, present, register) ON employment.attendance TO employment_employment_adviser;
GRANT SELECT (delivered_on, device_class, district, due_on, ended_on, institution, register, review_on, side, survivor_uid, uid) ON survivor.worn_device TO survivor_background, survivor_case_manager, survivor_clinician, survivor_disability_expert, survivor_guardian, survivor_hospital_registrar, survivor_survivor;
GRANT SELECT (disability_band, disability_until, health, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_disability_expert;
GRANT SELECT (district, institution, kek_id, register, uid, wrapped) ON incident.person_key TO incident_clinician, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;
GRANT SELECT (district, institution, kek_id, register, uid, wrapped) ON payment.person_key TO payment_background, payment_caseworker, payment_payment_verifier;
GRANT SELECT (district, institution, kek_id, register, uid, wrapped) ON survivor.person_key TO survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_messages_background, survivor_survivor;
GRANT SELECT (district, institution, kind, payee_account_uid, register, token) ON payment.token TO payment_caseworker, payment_payment_verifier;
GRANT SELECT (district, institution, kind, register, survivor_uid, token) ON survivor.token TO survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar, survivor_matching_background;
GRANT SELECT (employment, institution, register, survivor_uid, uid) ON survivor.referral_sheet TO survivor_employment_adviser;
GRANT SELECT (from_state, to_state) ON payment.in_kind_transition TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (from_state, to_state) ON payment.order_transition TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_survivor;
GRANT SELECT (from_state, to_state) ON payment.run_transition TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT SELECT (identity, incident_uid, register) ON incident.import_group TO incident_legacy_loader, incident_register_steward;
GRANT UPDATE (abilities, close_reason, closed_on, consent_document, consent_given_on, consent_withdrawn_on, driving, education, fields, home_work, languages, least_salary_qepik, lives_in, most_km, past_jobs, schedules, schooling, skills, state) ON employment.profile TO employment_employment_adviser;
GRANT UPDATE (accepted, accepted_qepik, close_reason, closed_by, closed_time, difference_count, differences, moved, moved_qepik, ordered, ordered_qepik, returned, returned_qepik, state) ON payment.reconciliation TO payment_payment_reconciler;
GRANT UPDATE (accessible, address, district, ended_on, hours, name_az, name_en, open_on_days_off, phone, roles, serves_districts, serves_rest, visits) ON rehabilitation.centre TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT UPDATE (accessible, district, kinds, name_az, name_en, phone, valid_from, valid_until) ON survivor.provider TO survivor_case_manager;
GRANT UPDATE (accessible, ended_on, title, visits) ON rehabilitation.room TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT UPDATE (accident_class, animals_lost, area_type, decisions, device_category, device_detail, district, fact_sources, former_contact_line, hazard_area, how_activated, injured, killed, marked, merged_into_uid, moved_before, occurred_at, occurred_on, outcome_unknown, point, property_loss, settlement, state, time_band) ON incident.incident TO incident_anama_officer;
GRANT UPDATE (accident_class, animals_lost, area_type, device_category, device_detail, district, fact_sources, former_contact_line, hazard_area, how_activated, injured, killed, marked, moved_before, occurred_at, occurred_on, outcome_unknown, point, property_loss, settlement, time_band) ON incident.incident TO incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_red_crescent_reporter;
GRANT UPDATE (activate_time, activated_by_uid, number, state) ON payment.rule_proposal TO payment_payment_releaser;
GRANT UPDATE (activity, age, amputations, care_steps, civil_status, clinical_note, diagnoses, died_on, distance_metres, fact_sources, identity, injuries, knew_of_danger, nationality, occupation, outcome, risk_education_before, sex) ON incident.casualty TO incident_clinician, incident_hospital_registrar;
GRANT UPDATE (activity, age, civil_status, died_on, distance_metres, fact_sources, knew_of_danger, nationality, outcome, risk_education_before, sex) ON incident.casualty TO incident_police_reporter, incident_red_crescent_reporter;
GRANT UPDATE (activity, barred_until, contract_number, contract_until, contracted_on, ended_on, own_qepik, plan, planned, rule_edition, state) ON employment.business_grant TO employment_employment_adviser;
GRANT UPDATE (adaptations, contract_number, end_reason, ended_on, full_time, hours_week, interviewed_on, not_taken_reason, salary_qepik, starts_on, state) ON employment.placement TO employment_employment_adviser;
GRANT UPDATE (after_uid, changed, done, finish_time, held, qualifying, started, unserved, update_time, with_question) ON payment.recount_lane TO payment_background;
GRANT UPDATE (after_uid, done, finish_time, found, update_time, weighed) ON survivor.sweep_lane TO survivor_matching_background;
GRANT UPDATE (answer, answer_reason, answered_by, answered_time, holds, state, taken_by) ON payment.payment_question TO payment_payment_reconciler;
GRANT UPDATE (answer, answered_by_uid, policy_version, reasons, score, state, verdict) ON survivor.match TO survivor_matching_background;
GRANT UPDATE (answer, answered_by_uid, state) ON survivor.match TO survivor_case_manager, survivor_caseworker;
GRANT UPDATE (answer, decline_reason, state) ON survivor.correction_request TO survivor_caseworker;
GRANT UPDATE (answer_time, answer_words, close_time, outcome, overdue, refusal, seen_time, state) ON survivor.referral TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_prosthetist, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist;
GRANT UPDATE (answered_by) ON payment.payee_account TO payment_payment_verifier;
GRANT UPDATE (answered_on, contacts, due_on, programmes, state) ON employment.invitation TO employment_employment_adviser;
GRANT UPDATE (appointment_uid, basis, call_in_on, contacts, decision_document, due_on, next_on, review_on, state, stop_reason) ON rehabilitation.renewal TO rehabilitation_rehabilitation_specialist;
GRANT UPDATE (appointment_uid, basis, call_in_on, contacts, decision_document, due_on, next_on, review_on, state, stop_reason, term_ends_on, term_example) ON rehabilitation.renewal TO rehabilitation_prosthetist;
GRANT UPDATE (appointment_uid, contacts, next_on, state, stop_reason) ON rehabilitation.renewal TO rehabilitation_rehabilitation_clerk;
GRANT UPDATE (approve_time, approved_by_uid, comparison_uid, state) ON payment.rule_proposal TO payment_payment_approver;
GRANT UPDATE (asking, back_qepik, changing, gaining, losing, month_qepik, starting, stopping) ON payment.rule_comparison_line TO payment_background;
GRANT UPDATE (available_qepik, funds_document, reject_reason, state) ON payment.payment_run TO payment_payment_approver;
GRANT UPDATE (basis, call_in_on, decision_document, due_on, next_on, review_on, state) ON rehabilitation.renewal TO rehabilitation_medical_technical_commission;
GRANT UPDATE (basis, call_in_on, decision_document, due_on, next_on, review_on, state, stop_reason, term_ends_on, term_example) ON rehabilitation.renewal TO rehabilitation_background;
GRANT UPDATE (because, file_uid, state) ON payment.payment_order TO payment_background;
GRANT UPDATE (because, state) ON payment.payment_order TO payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier;
GRANT UPDATE (begun_on, care_institution, care_place, ended_on, kind, nature_code, note, source_institution, source_kind) ON survivor.treatment TO survivor_case_manager, survivor_clinician, survivor_hospital_registrar;
GRANT UPDATE (beneficiary, class_code, class_rank, district, entitled_on, example, explanation, institution, out_reason, ready, register, rule_version, served_on, served_until, state) ON payment.in_kind_entry TO payment_background;
GRANT UPDATE (breach_reason, decided_on, decision_document, decision_words, ended_on, granted, state) ON employment.business_grant TO employment_employment_commission;
GRANT UPDATE (cancel_reason, closure_uid, double_booked, ends_time, hold_until_time, room_uid, specialist_uid, starts_time, state, times_moved) ON rehabilitation.appointment TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist;
GRANT UPDATE (cancel_reason, double_booked, person_uid, state) ON rehabilitation.appointment TO rehabilitation_background;
GRANT UPDATE (certificate_number, certified_on, days_absent, days_present, exam_on, exam_score, exams_taken, leave_reason, left_on, state) ON employment.enrolment TO employment_employment_adviser;
GRANT UPDATE (channel, refused_purposes, said_by) ON survivor.contact_preference TO survivor_caseworker, survivor_guardian, survivor_survivor;
GRANT UPDATE (check_time, checked_by_uid, state) ON statistics.release TO statistics_release_checker;
GRANT UPDATE (checked_on, result, state) ON employment.retention_check TO employment_employment_adviser;
GRANT UPDATE (claimed_until, due_time, reason, receiver, sent_time, state, tries) ON survivor.short_message TO survivor_messages_background;
GRANT UPDATE (cleared_time, reason, role, seen_time) ON payment.unserved TO payment_background;
GRANT UPDATE (close_reason, close_words, closed_on, owner_institution, owner_uid, part_changes, state, times_reopened) ON survivor.support_case TO survivor_case_manager;
GRANT UPDATE (close_reason, closed_on, part_changes, specialist_uid, state) ON rehabilitation.episode TO rehabilitation_rehabilitation_specialist;
GRANT UPDATE (close_reason, closed_on, part_changes, state) ON survivor.support_case TO survivor_background;
GRANT UPDATE (close_reason, closed_on, person_uid, state) ON employment.profile TO employment_background;
GRANT UPDATE (close_reason, closed_on, specialist_uid, state) ON rehabilitation.episode TO rehabilitation_rehabilitation_clerk;
GRANT UPDATE (close_reason, closed_on, state) ON rehabilitation.episode TO rehabilitation_background;
GRANT UPDATE (close_reason, state) ON employment.vacancy TO employment_background, employment_employment_adviser;
GRANT UPDATE (close_time, overdue, state) ON survivor.referral TO survivor_background;
GRANT UPDATE (closed_on, decision_uid, return_reason, state) ON survivor.examination_referral TO survivor_disability_expert;
GRANT UPDATE (closed_on, return_reason, state) ON survivor.examination_referral TO survivor_background;
GRANT UPDATE (closed_time) ON access.staff TO access_access_administrator;
GRANT UPDATE (closed_time, valid_until) ON access.institution TO access_access_administrator;
GRANT UPDATE (closure_uid, state) ON rehabilitation.appointment TO rehabilitation_foundation_payer;
GRANT UPDATE (confirmation_number, confirmed_on, paid_on, payment_document) ON employment.study_term TO employment_employment_adviser;
GRANT UPDATE (contacts, death_cause, death_document, death_recorded_time, died_on, doubts, home_district, identity, identity_confirmed_time, identity_document, sex, state) ON survivor.survivor TO survivor_caseworker;
GRANT UPDATE (cursor_uid, omitted, orders, reject_reason, state, total_qepik) ON payment.payment_run TO payment_background;
GRANT UPDATE (death_cause, death_document, death_recorded_time, died_on, district, doubts, identity, identity_confirmed_time, identity_document, sex, state) ON survivor.survivor TO survivor_background;
GRANT UPDATE (death_cause, death_document, death_recorded_time, died_on, state) ON survivor.survivor TO survivor_clinician, survivor_hospital_registrar;
GRANT UPDATE (decide_time, decided_by_uid, decision, document, reason, share_percent, smallest_left_qepik, waived_qepik) ON payment.recovery_plan TO payment_payment_approver;
GRANT UPDATE (decide_time, decided_by_uid, decision_reason, state) ON payment.entitlement_appeal TO payment_payment_approver;
GRANT UPDATE (decided_on, deciding_decision_uid, state) ON survivor.decision_appeal TO survivor_disability_expert;
GRANT UPDATE (decided_on, decision_document, ended_on, recall_document, recalled_on, state) ON rehabilitation.device TO rehabilitation_medical_technical_commission;
GRANT UPDATE (decline_document, decline_reason, declined_on, pass_over_reason, passed_over_by, passed_over_until, state) ON payment.in_kind_entry TO payment_caseworker;
GRANT UPDATE (delivered_on, ended_on, follow_up_on, repair_due_on, state, steps, warranty_until) ON rehabilitation.device TO rehabilitation_prosthetist;
GRANT UPDATE (district, ended_on, phone, quota_places, title) ON employment.employer TO employment_employment_adviser;
GRANT UPDATE (district, ends_on, entitled_qepik, example, explanation, institution, register, releasable, rule_version, starts_on, state) ON payment.entitlement TO payment_background;
GRANT UPDATE (district, incident_uid, institution, register, same_as_uid) ON incident.casualty TO incident_anama_officer;
GRANT UPDATE (document, state) ON payment.income_review TO payment_caseworker;
GRANT UPDATE (done_on, finding) ON employment.grant_visit TO employment_employment_adviser;
GRANT UPDATE (done_on, outcome, words) ON survivor.case_follow_up TO survivor_case_manager;
GRANT UPDATE (doubts, ended_on, identity, indirect_victim, is_dependant, is_guardian, is_student, lives_together, member_uid, of_age_on, relation, sex, student_until) ON survivor.family_member TO survivor_case_manager, survivor_caseworker;
GRANT UPDATE (due_on, ended_on, review_on) ON survivor.worn_device TO survivor_background;
GRANT UPDATE (due_on, state) ON employment.invitation TO employment_support_background;
GRANT UPDATE (end_document, ended_on, state) ON employment.study TO employment_employment_adviser;
GRANT UPDATE (end_reason, ended_on, given_until, handed_on, received_by, state, thing_number) ON payment.in_kind_item TO payment_caseworker;
GRANT UPDATE (end_reason, ended_on, not_taken_reason, person_uid, question, question_since, state) ON employment.placement TO employment_background;
GRANT UPDATE (end_reason, ended_on, state) ON payment.in_kind_item TO payment_background, payment_payment_approver, payment_payment_verifier;
GRANT UPDATE (end_time, resume_reason, resumed_by_uid, state) ON payment.suspension TO payment_payment_approver, payment_payment_verifier;
GRANT UPDATE (end_time, state) ON payment.suspension TO payment_background;
GRANT UPDATE (ended_on, follow_up_on, state) ON rehabilitation.device TO rehabilitation_background;
GRANT UPDATE (ended_on, full_name, hours, staff_uid, visits) ON rehabilitation.specialist TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT UPDATE (ended_on, owner_uid, state) ON survivor.case_goal TO survivor_case_manager;
GRANT UPDATE (ended_on, state) ON rehabilitation.adaptation TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT UPDATE (ended_on, state) ON rehabilitation.goal TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist;
GRANT UPDATE (ended_on, state) ON survivor.case_goal TO survivor_background;
GRANT UPDATE (ended_on, state) ON survivor.case_need TO survivor_case_manager;
GRANT UPDATE (ended_reason, ended_time, state) ON access.role_assignment TO access_access_administrator;
GRANT UPDATE (ending_act_date, ending_act_number, holds_until) ON survivor.benefit_fact TO survivor_study_background;
GRANT UPDATE (ending_act_date, ending_act_number, holds_until, withdrawn_time) ON survivor.benefit_fact TO survivor_caseworker;
GRANT UPDATE (expense_qepik, income_qepik) ON employment.grant_income TO employment_employment_adviser;
GRANT UPDATE (finish_time, policy_version, total) ON survivor.match_sweep TO survivor_matching_background;
GRANT UPDATE (finish_time, total) ON payment.recount TO payment_background;
GRANT UPDATE (finished, rows_known, rows_refused, rows_taken) ON incident.import TO incident_legacy_loader, incident_register_steward;
GRANT UPDATE (given_until, units) ON survivor.case_service TO survivor_case_manager;
GRANT UPDATE (in_force_from, in_force_until, replaced_by_uid) ON survivor.disability_decision TO survivor_disability_expert;
GRANT UPDATE (incident_uid, occurred_on, outcome, set_aside, told_id) ON survivor.casualty TO survivor_background;
GRANT UPDATE (injured, killed, outcome_unknown) ON incident.incident TO incident_legacy_loader, incident_register_steward;
GRANT UPDATE (kept_until) ON statistics.fact TO statistics_background;
GRANT UPDATE (last_decision_uid) ON survivor.survivor TO survivor_disability_expert;
GRANT UPDATE (leave_reason, left_on, state) ON employment.enrolment TO employment_support_background;
GRANT UPDATE (losses) ON payment.rule_comparison_lane TO payment_background;
GRANT UPDATE (of_age_on) ON survivor.family_member TO survivor_background;
GRANT UPDATE (part_changes) ON rehabilitation.episode TO rehabilitation_prosthetist;
GRANT UPDATE (present) ON employment.attendance TO employment_employment_adviser;
GRANT UPDATE (publish_time, published_by_uid, revised_by_uid, state) ON statistics.release TO statistics_statistician;
GRANT UPDATE (reasons, score) ON employment.proposal TO employment_background;
GRANT UPDATE (reject_reason, state) ON payment.in_kind_allocation TO payment_caseworker, payment_payment_approver, payment_payment_verifier;
GRANT UPDATE (reject_reason, state) ON payment.payment_run TO payment_caseworker, payment_payment_releaser, payment_payment_verifier;
GRANT UPDATE (removed_on) ON rehabilitation.device_component TO rehabilitation_background, rehabilitation_prosthetist;
GRANT UPDATE (resolution, resolved_by_uid, state) ON incident.duplicate TO incident_anama_officer;
GRANT UPDATE (reverse_reason) ON payment.in_kind_stock TO payment_payment_verifier;
GRANT UPDATE (review_overdue) ON access.break_glass TO access_background;
GRANT UPDATE (revoked_time) ON access.session TO access_access_administrator;
GRANT UPDATE (state) ON audit.withholding TO audit_privacy_officer;
GRANT UPDATE (state) ON employment.course TO employment_employment_adviser;
GRANT UPDATE (state) ON employment.proposal TO employment_employment_adviser;
GRANT UPDATE (state) ON employment.retention_check TO employment_background;
GRANT UPDATE (state) ON payment.payee_account TO payment_caseworker;
GRANT UPDATE (state) ON rehabilitation.waiting TO rehabilitation_background, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist;
GRANT UPDATE (state) ON survivor.erasure TO survivor_privacy_officer;
GRANT UPDATE (state) ON survivor.short_message TO survivor_caseworker;
GRANT UPDATE (state, verdict_words) ON audit.unusual_look TO audit_privacy_officer;
GRANT UPDATE (state, withdraw_reason, withdraw_time) ON payment.rule_proposal TO payment_payment_verifier;
GRANT UPDATE (trained) ON employment.safety_group TO employment_employment_adviser;
GRANT UPDATE (undone_by, undone_reason, undone_time) ON incident.merge TO incident_anama_officer;
GRANT UPDATE (undone_by_uid, undone_reason, undone_time) ON survivor.record_merge TO survivor_caseworker;
GRANT UPDATE (verdict, verdict_words) ON access.break_glass TO access_privacy_officer;
GRANT UPDATE (watched, words) ON audit.watched_record TO audit_privacy_officer;
GRANT UPDATE (withdrawal_reason, withdrawn_by, withdrawn_time) ON survivor.consent TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar;
GRANT UPDATE (withdrawn_time) ON rehabilitation.closure TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk;
GRANT UPDATE (withdrawn_time, withdrawn_words) ON survivor.functioning TO survivor_case_manager, survivor_clinician;
CREATE TEMPORARY TABLE call (function text PRIMARY KEY, roles text NOT NULL);
INSERT INTO pg_temp.call VALUES
  ('access.begin_request', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('access.close_emergency', 'access_clinician'),
  ('access.colleague', 'access_anama_officer, access_case_manager, access_caseworker, access_clinician, access_hospital_registrar, survivor_case_manager'),
  ('access.context_assignment', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_districts', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_institution', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_lowest_district', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_national', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_on_behalf_of', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_opened', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_person', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_records', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_registers', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_registers_as', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_role', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.context_staff', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('access.delegations', 'access_access_administrator, access_anama_officer, access_auditor, access_case_manager, access_caseworker, access_clinician, access_hospital_registrar'),
  ('access.emergencies_not_justified', 'audit_background'),
  ('access.end_delegation', 'access_access_administrator, access_anama_officer, access_case_manager, access_caseworker, access_clinician, access_hospital_registrar'),
  ('access.lend', 'access_anama_officer, access_case_manager, access_caseworker, access_clinician, access_hospital_registrar'),
  ('access.my_assignments', 'access_access_administrator, access_anama_officer, access_auditor, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor'),
  ('access.names_of_staff', 'audit_background'),
  ('access.oldest_program', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('access.open_context', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('access.policy_hash', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('access.works_here', 'rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk'),
  ('audit.append', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('audit.doings_of', 'audit_background'),
  ('audit.doings_to', 'audit_background'),
  ('audit.entries_to_judge', 'audit_background'),
  ('audit.entry_of', 'audit_auditor, audit_privacy_officer'),
  ('audit.index_looks', 'audit_background'),
  ('audit.keep_checkpoint', 'audit_background'),
  ('audit.keep_edge', 'audit_background'),
  ('audit.keep_judged', 'audit_background'),
  ('audit.keep_partitions', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('audit.keep_witnessed', 'audit_background'),
  ('audit.leaves', 'audit_background'),
  ('audit.log_state', 'audit_auditor, audit_background, audit_operator, audit_privacy_officer'),
  ('audit.logs', 'audit_auditor, audit_operator, audit_privacy_officer'),
  ('audit.looks_at', 'audit_auditor, audit_guardian, audit_privacy_officer, audit_survivor'),
  ('audit.names_of_people', 'audit_background'),
  ('audit.note_unusual_looks', 'audit_background'),
  ('audit.open_log', 'audit_background'),
  ('audit.place', 'audit_background'),
  ('audit.queue_state', 'audit_auditor, audit_background, audit_operator, audit_privacy_officer'),
  ('audit.reaches', 'audit_auditor, audit_guardian, audit_privacy_officer, audit_survivor'),
  ('audit.search', 'audit_auditor, audit_privacy_officer'),
  ('audit.standing_of', 'audit_privacy_officer'),
  ('audit.watched_among', 'audit_background'),
  ('employment.barred_until', 'employment_employment_adviser'),
  ('employment.erase_person', 'employment_background'),
  ('employment.erase_support', 'employment_support_background'),
  ('employment.hold_course', 'employment_employment_adviser, employment_support_background'),
  ('employment.is_enrolled', 'employment_employment_adviser'),
  ('employment.study_facts', 'survivor_study_background'),
  ('employment.support_counts', 'employment_employment_adviser, employment_employment_commission'),
  ('employment.work_of', 'payment_background'),
  ('idempotency.claim', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('idempotency.settle', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('idempotency.sweep', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('incident.casualties_for_survivor', 'survivor_background'),
  ('incident.erase', 'incident_background'),
  ('incident.keys_by_kek', 'incident_background'),
  ('incident.keys_to_destroy', 'incident_background'),
  ('incident.keys_to_rewrap', 'incident_background'),
  ('incident.next_number', 'incident_anama_officer, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward'),
  ('incident.rewrap_keys', 'incident_background'),
  ('incident.standing_of', 'access_access_administrator, access_auditor, access_privacy_officer'),
  ('incident.told_for_statistics', 'statistics_background'),
  ('incident.uids_for_statistics', 'statistics_background'),
  ('outbox.claim', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('outbox.complete', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('outbox.emit', 'access_access_administrator, access_anama_officer, access_auditor, access_background, access_case_manager, access_caseworker, access_clinician, access_disability_expert, access_employment_adviser, access_employment_commission, access_foundation_payer, access_guardian, access_hospital_registrar, access_legacy_loader, access_medical_technical_commission, access_operator, access_payment_approver, access_payment_reconciler, access_payment_releaser, access_payment_verifier, access_police_reporter, access_privacy_officer, access_prosthetist, access_red_crescent_reporter, access_register_steward, access_rehabilitation_clerk, access_rehabilitation_specialist, access_release_checker, access_statistician, access_survivor, audit_auditor, audit_background, audit_guardian, audit_operator, audit_privacy_officer, audit_survivor, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_auditor, employment_background, employment_employment_adviser, employment_employment_commission, employment_guardian, employment_operator, employment_support_background, employment_survivor, incident_anama_officer, incident_auditor, incident_background, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_operator, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_operator, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor, rehabilitation_auditor, rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_operator, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor, statistics_auditor, statistics_background, statistics_operator, statistics_release_checker, statistics_statistician, survivor_auditor, survivor_background, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_hospital_registrar, survivor_matching_background, survivor_medical_technical_commission, survivor_messages_background, survivor_operator, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer, survivor_prosthetist, survivor_red_crescent_reporter, survivor_register_steward, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_study_background, survivor_survivor'),
  ('outbox.fail', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('outbox.parked', 'access_auditor, access_operator, audit_auditor, audit_operator, employment_auditor, employment_operator, incident_auditor, incident_operator, payment_auditor, payment_operator, rehabilitation_auditor, rehabilitation_operator, statistics_auditor, statistics_operator, survivor_auditor, survivor_operator'),
  ('outbox.pending_about', 'payment_background'),
  ('outbox.requeue', 'access_operator, audit_operator, employment_operator, incident_operator, payment_operator, rehabilitation_operator, statistics_operator, survivor_operator'),
  ('outbox.sweep', 'access_background, audit_background, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_background, employment_support_background, incident_background, payment_background, rehabilitation_background, statistics_background, survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background'),
  ('outbox.unheard', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('outbox.waiting', 'access_auditor, access_operator, audit_auditor, audit_operator, employment_auditor, employment_operator, incident_auditor, incident_operator, payment_auditor, payment_operator, rehabilitation_auditor, rehabilitation_operator, statistics_auditor, statistics_operator, survivor_auditor, survivor_operator'),
  ('payment.amounts_for_statistics', 'statistics_background'),
  ('payment.covered_elsewhere', 'payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor'),
  ('payment.entitlements_of_merged', 'payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor'),
  ('payment.facts_to_assess', 'payment_background'),
  ('payment.guardian_of_payee', 'survivor_messages_background'),
  ('payment.hold_in_kind_queue', 'payment_caseworker'),
  ('payment.in_kind_given', 'payment_background'),
  ('payment.in_kind_place', 'payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor'),
  ('payment.keys_by_kek', 'payment_background'),
  ('payment.keys_to_rewrap', 'payment_background'),
  ('payment.note_shared_account', 'payment_caseworker'),
  ('payment.open_days', 'payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier'),
  ('payment.payday_near', 'payment_caseworker'),
  ('payment.pays_own_change', 'payment_payment_approver, payment_payment_releaser, payment_payment_verifier'),
  ('payment.people_behind', 'audit_background'),
  ('payment.reconciliation_open', 'payment_caseworker'),
  ('payment.records_for_statistics', 'statistics_background'),
  ('payment.records_of_person', 'payment_caseworker, payment_payment_approver, payment_payment_verifier'),
  ('payment.restore_open', 'payment_caseworker, payment_payment_releaser'),
  ('payment.rewrap_keys', 'payment_background'),
  ('payment.rules_held', 'payment_background'),
  ('payment.sum_of_officer', 'payment_payment_approver, payment_payment_releaser, payment_payment_verifier'),
  ('payment.told_for_statistics', 'statistics_background'),
  ('payment.whom_to_tell', 'survivor_messages_background'),
  ('rehabilitation.device_for_record', 'survivor_background'),
  ('rehabilitation.device_lives', 'rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist'),
  ('rehabilitation.devices_in_use', 'rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist'),
  ('rehabilitation.devices_of', 'rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist'),
  ('rehabilitation.devices_of_person', 'rehabilitation_background'),
  ('rehabilitation.due_of', 'rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist'),
  ('rehabilitation.erase_person', 'rehabilitation_background'),
  ('rehabilitation.records_for_statistics', 'statistics_background'),
  ('rehabilitation.records_of', 'rehabilitation_background, rehabilitation_case_manager, rehabilitation_guardian, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor'),
  ('rehabilitation.serials_taken', 'rehabilitation_prosthetist'),
  ('rehabilitation.taken', 'rehabilitation_case_manager, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist'),
  ('rehabilitation.told_for_statistics', 'statistics_background'),
  ('rehabilitation.whom_to_remind', 'survivor_messages_background'),
  ('sealing.destroyable', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('sealing.keks', 'access_auditor, access_operator, audit_auditor, audit_operator, employment_auditor, employment_operator, incident_auditor, incident_operator, payment_auditor, payment_operator, rehabilitation_auditor, rehabilitation_operator, statistics_auditor, statistics_operator, survivor_auditor, survivor_operator'),
  ('sealing.note_destroyed', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('sealing.note_keks', 'access_operator, audit_operator, dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor, employment_operator, incident_operator, payment_operator, rehabilitation_operator, statistics_operator, survivor_operator'),
  ('sealing.rotation_due', 'dayaq_access, dayaq_audit, dayaq_employment, dayaq_incident, dayaq_payment, dayaq_rehabilitation, dayaq_statistics, dayaq_survivor'),
  ('statistics.hold_layer', 'statistics_background, statistics_statistician'),
  ('statistics.layer_waits', 'statistics_statistician'),
  ('survivor.alike_elsewhere', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar'),
  ('survivor.count_followed_referrals', 'survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar, survivor_privacy_officer'),
  ('survivor.dead_with_keys', 'survivor_background'),
  ('survivor.end_consent', 'survivor_background'),
  ('survivor.end_referrals', 'survivor_background'),
  ('survivor.erase', 'survivor_background, survivor_privacy_officer'),
  ('survivor.erased_of', 'incident_background'),
  ('survivor.facts_for_benefits', 'payment_background'),
  ('survivor.facts_for_employment', 'employment_background'),
  ('survivor.facts_for_rehabilitation', 'rehabilitation_background'),
  ('survivor.facts_of_merge', 'survivor_caseworker'),
  ('survivor.facts_of_people', 'payment_background'),
  ('survivor.facts_within_reach', 'payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier'),
  ('survivor.family_member_here', 'employment_employment_adviser'),
  ('survivor.find_for_emergency', 'access_clinician'),
  ('survivor.find_to_watch', 'audit_privacy_officer'),
  ('survivor.followed_referrals', 'survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar, survivor_privacy_officer'),
  ('survivor.give_back', 'survivor_caseworker'),
  ('survivor.health_erased', 'rehabilitation_background'),
  ('survivor.identities_to_compare', 'audit_background'),
  ('survivor.incidents_for_statistics', 'statistics_background'),
  ('survivor.keys_by_kek', 'survivor_background'),
  ('survivor.keys_of', 'survivor_background'),
  ('survivor.keys_to_destroy', 'survivor_background, survivor_privacy_officer'),
  ('survivor.keys_to_rewrap', 'survivor_background'),
  ('survivor.lanes_for_benefits', 'payment_background'),
  ('survivor.lanes_of_sweep', 'survivor_matching_background'),
  ('survivor.matches_for_supervisor', 'survivor_case_manager, survivor_caseworker'),
  ('survivor.may_be_proposed', 'employment_support_background'),
  ('survivor.meant_elsewhere', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar'),
  ('survivor.merged_records', 'payment_background'),
  ('survivor.move_to_district', 'survivor_caseworker'),
  ('survivor.next_for_benefits', 'payment_background'),
  ('survivor.next_number', 'survivor_background'),
  ('survivor.next_of_sweep', 'survivor_matching_background'),
  ('survivor.numbers_within_reach', 'payment_auditor, payment_payment_approver, payment_payment_releaser, payment_payment_verifier'),
  ('survivor.other_bears', 'survivor_background, survivor_caseworker'),
  ('survivor.payee_for_account', 'payment_caseworker'),
  ('survivor.payees_gone', 'payment_background'),
  ('survivor.people_behind', 'audit_background'),
  ('survivor.referrals_on', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar'),
  ('survivor.referred_here', 'employment_employment_adviser, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist'),
  ('survivor.related_for_statistics', 'statistics_background'),
  ('survivor.retention_of', 'survivor_caseworker, survivor_privacy_officer'),
  ('survivor.rewrap_keys', 'survivor_background'),
  ('survivor.sealed_facts', 'survivor_caseworker'),
  ('survivor.send_referral', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar'),
  ('survivor.sheet_key', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_foundation_payer, survivor_guardian, survivor_prosthetist, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_survivor'),
  ('survivor.standing_of', 'access_access_administrator, access_auditor, access_privacy_officer'),
  ('survivor.take_in', 'survivor_caseworker'),
  ('survivor.told_for_statistics', 'statistics_background'),
  ('survivor.uids_for_statistics', 'statistics_background'),
  ('survivor.wearer', 'rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist'),
  ('survivor.withdraw_referral', 'survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar');
DO $$
DECLARE
  granted record;
BEGIN
  FOR granted IN
    SELECT c.function, c.roles, f.oid::regprocedure AS name, f.proowner::regrole::text AS owner
    FROM pg_temp.call c LEFT JOIN pg_proc f ON f.pronamespace::regnamespace || '.' || f.proname = c.function ORDER BY c.function, name
  LOOP
    IF granted.name IS NULL THEN
      RAISE EXCEPTION 'policy/tables names a function that does not exist: %', granted.function;
    END IF;
    PERFORM set_config('role', granted.owner, true);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', granted.name, granted.roles);
  END LOOP;
  PERFORM set_config('role', 'dayaq_owner', true);
END
$$;
DROP TABLE pg_temp.call;

ALTER TABLE access.break_glass ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON access.break_glass FOR SELECT
  TO access_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON access.break_glass
  TO access_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON access.break_glass
  TO access_guardian, access_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON access.break_glass
  TO access_auditor, access_clinician, access_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
CREATE POLICY own_new ON access.break_glass AS RESTRICTIVE FOR INSERT
  TO access_clinician
  WITH CHECK (institution = (SELECT access.context_institution()));
ALTER TABLE access.column_class ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.column_class;
CREATE POLICY owner ON access.column_class
  TO dayaq_owner
  USING (true);
ALTER TABLE access.context_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.context_key;
CREATE POLICY owner ON access.context_key
  TO dayaq_owner
  USING (true);
ALTER TABLE access.institution ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.institution;
CREATE POLICY owner ON access.institution
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON access.institution FOR SELECT
  TO access_access_administrator, access_auditor, access_privacy_officer, audit_auditor, audit_guardian, audit_privacy_officer, audit_survivor, rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar
  USING (true);
CREATE POLICY some_add ON access.institution FOR INSERT
  TO access_access_administrator
  WITH CHECK ((SELECT access.context_role()) = current_user);
CREATE POLICY some_change ON access.institution FOR UPDATE
  TO access_access_administrator
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE access.policy_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.policy_version;
CREATE POLICY owner ON access.policy_version
  TO dayaq_owner
  USING (true);
ALTER TABLE access.program_support ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.program_support;
CREATE POLICY owner ON access.program_support
  TO dayaq_owner
  USING (true);
ALTER TABLE access.role_assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.role_assignment;
CREATE POLICY owner ON access.role_assignment
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON access.role_assignment
  TO access_access_administrator, access_auditor, access_privacy_officer
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE access.role_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.role_rule;
CREATE POLICY owner ON access.role_rule
  TO dayaq_owner
  USING (true);
ALTER TABLE access.scope ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.scope;
CREATE POLICY owner ON access.scope
  TO dayaq_owner
  USING (true);
ALTER TABLE access.session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.session;
CREATE POLICY owner ON access.session
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON access.session
  TO access_access_administrator, access_auditor
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE access.staff ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON access.staff;
CREATE POLICY owner ON access.staff
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON access.staff
  TO access_access_administrator, access_auditor, access_privacy_officer
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.entry;
CREATE POLICY owner ON audit.entry
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.judged ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.judged;
CREATE POLICY owner ON audit.judged
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.leaf ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.leaf;
CREATE POLICY owner ON audit.leaf
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.log;
CREATE POLICY owner ON audit.log
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.look ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.look;
CREATE POLICY owner ON audit.look
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.lost ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.lost;
CREATE POLICY owner ON audit.lost
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.queue ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON audit.queue;
CREATE POLICY owner ON audit.queue
  TO dayaq_owner
  USING (true);
ALTER TABLE audit.unusual_look ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON audit.unusual_look
  TO audit_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE audit.watched_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON audit.watched_record
  TO audit_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE audit.withholding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON audit.withholding
  TO audit_auditor, audit_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE employment.attendance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.attendance
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
ALTER TABLE employment.business_grant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.business_grant
  TO employment_employment_adviser, employment_employment_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.business_grant
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.business_grant_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.course ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.course;
CREATE POLICY owner ON employment.course
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON employment.course FOR SELECT
  TO employment_employment_adviser, employment_guardian, employment_support_background, employment_survivor
  USING (true);
CREATE POLICY some_add ON employment.course FOR INSERT
  TO employment_employment_adviser
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON employment.course FOR UPDATE
  TO employment_employment_adviser
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE employment.employer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.employer;
CREATE POLICY owner ON employment.employer
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON employment.employer FOR SELECT
  TO employment_employment_adviser, employment_guardian, employment_survivor
  USING (true);
CREATE POLICY some_add ON employment.employer FOR INSERT
  TO employment_employment_adviser
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON employment.employer FOR UPDATE
  TO employment_employment_adviser
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE employment.enrolment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.enrolment
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.enrolment
  TO employment_support_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.enrolment
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.enrolment_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.grant_asset ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.grant_asset
  TO employment_employment_adviser, employment_employment_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.grant_asset
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.grant_income ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.grant_income
  TO employment_employment_adviser, employment_employment_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.grant_income
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.grant_visit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.grant_visit
  TO employment_employment_adviser, employment_employment_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.grant_visit
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.invitation
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.invitation
  TO employment_support_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.invitation
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.invitation_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.placement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.placement
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.placement
  TO employment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.placement
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.placement_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.profile ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.profile
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.profile
  TO employment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.profile
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.profile_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.proposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.proposal
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.proposal
  TO employment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.proposal
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.retention_check ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.retention_check
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON employment.retention_check
  TO employment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON employment.retention_check
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.safety_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.safety_group;
CREATE POLICY owner ON employment.safety_group
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON employment.safety_group FOR SELECT
  TO employment_employment_adviser, employment_guardian, employment_survivor
  USING (true);
CREATE POLICY some_add ON employment.safety_group FOR INSERT
  TO employment_employment_adviser
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON employment.safety_group FOR UPDATE
  TO employment_employment_adviser
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE employment.study ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.study
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.study
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.study_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE employment.study_term ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON employment.study_term
  TO employment_employment_adviser
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON employment.study_term
  TO employment_guardian, employment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND person_uid = ANY ((SELECT access.context_records())::uuid[]));
ALTER TABLE employment.support_transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.support_transition;
CREATE POLICY owner ON employment.support_transition
  TO dayaq_owner
  USING (true);
ALTER TABLE employment.training_provider ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.training_provider;
CREATE POLICY owner ON employment.training_provider
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON employment.training_provider FOR SELECT
  TO employment_employment_adviser, employment_guardian, employment_survivor
  USING (true);
CREATE POLICY some_add ON employment.training_provider FOR INSERT
  TO employment_employment_adviser
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
ALTER TABLE employment.vacancy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON employment.vacancy;
CREATE POLICY owner ON employment.vacancy
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON employment.vacancy FOR SELECT
  TO employment_background, employment_employment_adviser, employment_guardian, employment_survivor
  USING (true);
CREATE POLICY some_add ON employment.vacancy FOR INSERT
  TO employment_employment_adviser
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON employment.vacancy FOR UPDATE
  TO employment_background, employment_employment_adviser
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE incident.casualty ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.casualty
  TO incident_background, incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.casualty
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.casualty_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.casualty_history
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.casualty_history
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.duplicate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.duplicate
  TO incident_background, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~' AND other_district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.duplicate
  TO incident_anama_officer, incident_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~') AND (other_district = ANY ((SELECT access.context_districts())::text[]) OR other_institution = (SELECT access.context_institution()) OR other_district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON incident.import
  TO incident_auditor, incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
ALTER TABLE incident.import_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON incident.import_group
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
ALTER TABLE incident.import_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON incident.import_row
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
ALTER TABLE incident.incident ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.incident
  TO incident_background, incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.incident
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
CREATE POLICY own_new ON incident.incident AS RESTRICTIVE FOR INSERT
  TO incident_anama_officer, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward
  WITH CHECK (institution = (SELECT access.context_institution()) AND state = 'INCIDENT_STATE_REPORTED');
ALTER TABLE incident.incident_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.incident_history
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND scope_district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.incident_history
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (scope_district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR scope_district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.merge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON incident.merge
  TO incident_anama_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
ALTER TABLE incident.person_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.person_key
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.person_key
  TO incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.place ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON incident.place;
CREATE POLICY owner ON incident.place
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON incident.place FOR SELECT
  TO access_access_administrator, employment_background, employment_employment_adviser, incident_anama_officer, incident_auditor, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_caseworker, payment_payment_verifier, rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_auditor, statistics_release_checker, statistics_statistician, survivor_background, survivor_case_manager, survivor_caseworker
  USING (true);
CREATE POLICY some_add ON incident.place FOR INSERT
  TO incident_legacy_loader, incident_register_steward
  WITH CHECK ((SELECT access.context_role()) = current_user AND register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND EXISTS (SELECT FROM incident.register t WHERE t.code = place.register AND t.trial));
ALTER TABLE incident.register ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON incident.register;
CREATE POLICY owner ON incident.register
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON incident.register FOR SELECT
  TO access_access_administrator, employment_background, employment_employment_adviser, incident_anama_officer, incident_auditor, incident_clinician, incident_employment_adviser, incident_employment_commission, incident_hospital_registrar, incident_legacy_loader, incident_medical_technical_commission, incident_police_reporter, incident_privacy_officer, incident_prosthetist, incident_red_crescent_reporter, incident_register_steward, incident_rehabilitation_clerk, incident_rehabilitation_specialist, incident_release_checker, incident_statistician, payment_caseworker, payment_payment_verifier, rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, statistics_auditor, statistics_release_checker, statistics_statistician, survivor_background, survivor_case_manager, survivor_caseworker, survivor_register_steward
  USING (true);
CREATE POLICY some_add ON incident.register FOR INSERT
  TO incident_legacy_loader, incident_register_steward
  WITH CHECK ((SELECT access.context_role()) = current_user AND code = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND trial);
ALTER TABLE incident.report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.report
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.report
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR incident_institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
CREATE POLICY own_new ON incident.report AS RESTRICTIVE FOR INSERT
  TO incident_anama_officer, incident_clinician, incident_hospital_registrar, incident_legacy_loader, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward
  WITH CHECK (institution = (SELECT access.context_institution()));
ALTER TABLE incident.statement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.statement
  TO incident_legacy_loader, incident_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.statement
  TO incident_anama_officer, incident_auditor, incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_privacy_officer, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE incident.token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON incident.token
  TO incident_background, incident_legacy_loader
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON incident.token
  TO incident_clinician, incident_hospital_registrar, incident_police_reporter, incident_red_crescent_reporter
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.assessment
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.assessment
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND entitlement_uid IN (SELECT p.uid FROM payment.entitlement p WHERE p.survivor_uid = ANY ((SELECT access.context_records())::uuid[])));
CREATE POLICY in_scope ON payment.assessment
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.bank_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.bank_line;
CREATE POLICY owner ON payment.bank_line
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.bank_line
  TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.bank_message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.bank_message;
CREATE POLICY owner ON payment.bank_message
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.bank_message
  TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.benefit_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.benefit_rule;
CREATE POLICY owner ON payment.benefit_rule
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.benefit_rule FOR SELECT
  TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor
  USING (true);
CREATE POLICY some_add ON payment.benefit_rule FOR INSERT
  TO payment_background, payment_payment_releaser
  WITH CHECK ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.entitlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.entitlement
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.entitlement
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.entitlement
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.entitlement_appeal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON payment.entitlement_appeal
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.entitlement_appeal
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.in_kind_allocation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON payment.in_kind_allocation
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.in_kind_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.in_kind_entry
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.in_kind_entry
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.in_kind_entry
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.in_kind_entry_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.in_kind_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.in_kind_item
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.in_kind_item
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.in_kind_item
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.in_kind_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.in_kind_rule;
CREATE POLICY owner ON payment.in_kind_rule
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.in_kind_rule FOR SELECT
  TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor
  USING (true);
CREATE POLICY some_add ON payment.in_kind_rule FOR INSERT
  TO payment_background
  WITH CHECK ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.in_kind_stock ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON payment.in_kind_stock
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.in_kind_transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.in_kind_transition;
CREATE POLICY owner ON payment.in_kind_transition
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.in_kind_transition FOR SELECT
  TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_survivor
  USING (true);
ALTER TABLE payment.income_review ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.income_review
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.income_review
  TO payment_caseworker
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.instalment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.instalment
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.instalment
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND entitlement_uid IN (SELECT p.uid FROM payment.entitlement p WHERE p.survivor_uid = ANY ((SELECT access.context_records())::uuid[])));
CREATE POLICY in_scope ON payment.instalment
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.order_transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.order_transition;
CREATE POLICY owner ON payment.order_transition
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.order_transition FOR SELECT
  TO payment_auditor, payment_caseworker, payment_guardian, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier, payment_survivor
  USING (true);
ALTER TABLE payment.payee_account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payee_account
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.payee_account
  TO payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payee_account_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.payment_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_file
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.payment_file
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payment_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_order
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.payment_order
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.payment_order
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payment_order_instalment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_order_instalment
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.payment_order_instalment
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND order_uid IN (SELECT p.uid FROM payment.payment_order p WHERE p.survivor_uid = ANY ((SELECT access.context_records())::uuid[])));
CREATE POLICY in_scope ON payment.payment_order_instalment
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payment_order_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_order_step
  TO payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.payment_order_step
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND order_uid IN (SELECT p.uid FROM payment.payment_order p WHERE p.survivor_uid = ANY ((SELECT access.context_records())::uuid[])));
CREATE POLICY in_scope ON payment.payment_order_step
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payment_question ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_question
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.payment_question
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.payment_question_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.payment_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.payment_run
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.payment_run
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.person_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.person_key
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.person_key
  TO payment_caseworker, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.reconciliation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.reconciliation;
CREATE POLICY owner ON payment.reconciliation
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.reconciliation
  TO payment_auditor, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.recount ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.recount;
CREATE POLICY owner ON payment.recount
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.recount
  TO payment_auditor, payment_background, payment_caseworker, payment_operator, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.recount_lane ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.recount_lane;
CREATE POLICY owner ON payment.recount_lane
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.recount_lane
  TO payment_auditor, payment_background, payment_caseworker, payment_operator, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.recovery_plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.recovery_plan
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.recovery_plan
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.recovery_plan
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.restore ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.restore;
CREATE POLICY owner ON payment.restore
  TO dayaq_owner
  USING (true);
ALTER TABLE payment.rule_comparison ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.rule_comparison;
CREATE POLICY owner ON payment.rule_comparison
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.rule_comparison
  TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.rule_comparison_lane ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.rule_comparison_lane;
CREATE POLICY owner ON payment.rule_comparison_lane
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.rule_comparison_lane
  TO payment_background
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.rule_comparison_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.rule_comparison_line;
CREATE POLICY owner ON payment.rule_comparison_line
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.rule_comparison_line
  TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.rule_loss ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.rule_loss
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.rule_loss
  TO payment_auditor, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.rule_proposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.rule_proposal;
CREATE POLICY owner ON payment.rule_proposal
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON payment.rule_proposal
  TO payment_auditor, payment_background, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.rule_set ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.rule_set;
CREATE POLICY owner ON payment.rule_set
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.rule_set FOR SELECT
  TO payment_auditor, payment_background, payment_caseworker, payment_foundation_payer, payment_guardian, payment_payment_approver, payment_payment_releaser, payment_payment_verifier, payment_statistician, payment_survivor
  USING (true);
CREATE POLICY some_add ON payment.rule_set FOR INSERT
  TO payment_background, payment_payment_releaser
  WITH CHECK ((SELECT access.context_role()) = current_user);
ALTER TABLE payment.run_omission ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.run_omission
  TO payment_background, payment_payment_reconciler
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.run_omission
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.run_transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON payment.run_transition;
CREATE POLICY owner ON payment.run_transition
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON payment.run_transition FOR SELECT
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_reconciler, payment_payment_releaser, payment_payment_verifier
  USING (true);
ALTER TABLE payment.suspension ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.suspension
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON payment.suspension
  TO payment_guardian, payment_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON payment.suspension
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_releaser, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON payment.token
  TO payment_caseworker, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE payment.unserved ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON payment.unserved
  TO payment_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON payment.unserved
  TO payment_auditor, payment_caseworker, payment_payment_approver, payment_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.adaptation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.adaptation
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON rehabilitation.adaptation
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.adaptation
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.appointment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.appointment
  TO rehabilitation_foundation_payer, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.appointment
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.appointment
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.appointment
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.appointment_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE rehabilitation.centre ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON rehabilitation.centre;
CREATE POLICY owner ON rehabilitation.centre
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON rehabilitation.centre FOR SELECT
  TO rehabilitation_background, rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor
  USING (true);
CREATE POLICY some_add ON rehabilitation.centre FOR INSERT
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON rehabilitation.centre FOR UPDATE
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE rehabilitation.closure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON rehabilitation.closure;
CREATE POLICY owner ON rehabilitation.closure
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON rehabilitation.closure FOR SELECT
  TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor
  USING (true);
CREATE POLICY some_add ON rehabilitation.closure FOR INSERT
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON rehabilitation.closure FOR UPDATE
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE rehabilitation.device ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.device
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.device
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.device
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.device
  TO rehabilitation_case_manager, rehabilitation_medical_technical_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.device_component ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.device_component
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.device_component
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.device_component
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND device_uid IN (SELECT p.uid FROM rehabilitation.device p WHERE p.survivor_uid = ANY ((SELECT access.context_records())::uuid[])));
CREATE POLICY in_scope ON rehabilitation.device_component
  TO rehabilitation_case_manager, rehabilitation_medical_technical_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.device_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE rehabilitation.episode ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.episode
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.episode
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.episode
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.episode
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.episode_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE rehabilitation.finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.finding
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON rehabilitation.finding
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.finding
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.goal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.goal
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON rehabilitation.goal
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.goal
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.measure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.measure
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON rehabilitation.measure
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.measure
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.renewal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.renewal
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.renewal
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.renewal
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.renewal
  TO rehabilitation_case_manager, rehabilitation_medical_technical_commission
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.renewal_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE rehabilitation.room ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON rehabilitation.room;
CREATE POLICY owner ON rehabilitation.room
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON rehabilitation.room FOR SELECT
  TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor
  USING (true);
CREATE POLICY some_add ON rehabilitation.room FOR INSERT
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON rehabilitation.room FOR UPDATE
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE rehabilitation.session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.session
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON rehabilitation.session
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.session
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE rehabilitation.specialist ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON rehabilitation.specialist;
CREATE POLICY owner ON rehabilitation.specialist
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON rehabilitation.specialist FOR SELECT
  TO rehabilitation_case_manager, rehabilitation_caseworker, rehabilitation_clinician, rehabilitation_foundation_payer, rehabilitation_guardian, rehabilitation_hospital_registrar, rehabilitation_medical_technical_commission, rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist, rehabilitation_survivor
  USING (true);
CREATE POLICY some_add ON rehabilitation.specialist FOR INSERT
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  WITH CHECK ((SELECT access.context_role()) = current_user AND institution = (SELECT access.context_institution()));
CREATE POLICY some_change ON rehabilitation.specialist FOR UPDATE
  TO rehabilitation_foundation_payer, rehabilitation_rehabilitation_clerk
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE rehabilitation.waiting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON rehabilitation.waiting
  TO rehabilitation_prosthetist, rehabilitation_rehabilitation_clerk, rehabilitation_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON rehabilitation.waiting
  TO rehabilitation_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON rehabilitation.waiting
  TO rehabilitation_guardian, rehabilitation_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON rehabilitation.waiting
  TO rehabilitation_case_manager
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE statistics.fact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON statistics.fact;
CREATE POLICY owner ON statistics.fact
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON statistics.fact
  TO statistics_auditor, statistics_background, statistics_release_checker, statistics_statistician
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE statistics.release ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON statistics.release;
CREATE POLICY owner ON statistics.release
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON statistics.release
  TO statistics_auditor, statistics_release_checker, statistics_statistician
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE statistics.release_table ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON statistics.release_table;
CREATE POLICY owner ON statistics.release_table
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON statistics.release_table
  TO statistics_auditor, statistics_release_checker, statistics_statistician
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE survivor.benefit_fact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.benefit_fact
  TO survivor_study_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.benefit_fact
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.benefit_fact
  TO survivor_auditor, survivor_caseworker, survivor_payment_approver, survivor_payment_verifier
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.benefit_fact_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.case_follow_up ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.case_follow_up
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.case_follow_up
  TO survivor_case_manager, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.case_goal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.case_goal
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.case_goal
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.case_goal
  TO survivor_case_manager, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.case_need ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.case_need
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.case_need
  TO survivor_case_manager, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.case_service ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.case_service
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.case_service
  TO survivor_case_manager, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.casualty ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.casualty FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.casualty
  TO survivor_background, survivor_matching_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.casualty
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.casualty
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.consent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.consent FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_own_record ON survivor.consent
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.consent
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar, survivor_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.consent_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.contact_preference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.contact_preference FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.contact_preference
  TO survivor_messages_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.contact_preference
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.contact_preference
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.contact_preference_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.correction_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.correction_request
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.correction_request
  TO survivor_caseworker
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.decision_appeal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.decision_appeal
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.decision_appeal
  TO survivor_caseworker, survivor_disability_expert
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.disability_decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.disability_decision
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.disability_decision
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_disability_expert
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR survivor_institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
CREATE POLICY own_new ON survivor.disability_decision AS RESTRICTIVE FOR INSERT
  TO survivor_disability_expert
  WITH CHECK (institution = (SELECT access.context_institution()));
ALTER TABLE survivor.erasure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.erasure
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON survivor.erasure
  TO survivor_auditor, survivor_caseworker, survivor_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.examination_referral ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.examination_referral
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.examination_referral
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.examination_referral
  TO survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
CREATE POLICY own_new ON survivor.examination_referral AS RESTRICTIVE FOR INSERT
  TO survivor_clinician, survivor_hospital_registrar
  WITH CHECK (sending_institution = (SELECT access.context_institution()));
ALTER TABLE survivor.family_member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.family_member FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.family_member
  TO survivor_background, survivor_messages_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.family_member
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.family_member
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.family_member_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.functioning ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_own_record ON survivor.functioning
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.functioning
  TO survivor_case_manager, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.match ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.match
  TO survivor_matching_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~' AND other_district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON survivor.match
  TO survivor_case_manager, survivor_caseworker
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~') AND (other_district = ANY ((SELECT access.context_districts())::text[]) OR other_institution = (SELECT access.context_institution()) OR other_district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.match_sweep ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON survivor.match_sweep
  TO survivor_caseworker, survivor_matching_background, survivor_register_steward
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
ALTER TABLE survivor.message_transition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON survivor.message_transition;
CREATE POLICY owner ON survivor.message_transition
  TO dayaq_owner
  USING (true);
ALTER TABLE survivor.person_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.person_key FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.person_key
  TO survivor_background, survivor_matching_background, survivor_messages_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.person_key
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.person_key
  TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.provider ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON survivor.provider;
CREATE POLICY owner ON survivor.provider
  TO dayaq_owner
  USING (true);
CREATE POLICY everyone_reads ON survivor.provider FOR SELECT
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_employment_adviser, survivor_guardian, survivor_hospital_registrar, survivor_medical_technical_commission, survivor_prosthetist, survivor_red_crescent_reporter, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist, survivor_survivor
  USING (true);
CREATE POLICY some_add ON survivor.provider FOR INSERT
  TO survivor_case_manager
  WITH CHECK ((SELECT access.context_role()) = current_user);
CREATE POLICY some_change ON survivor.provider FOR UPDATE
  TO survivor_case_manager
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE survivor.record_merge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON survivor.record_merge
  TO survivor_caseworker
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.referral ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON survivor.referral
  TO survivor_employment_adviser, survivor_foundation_payer, survivor_prosthetist, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_national ON survivor.referral
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (SELECT access.context_national()));
CREATE POLICY by_own_record ON survivor.referral
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.referral
  TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (institution = (SELECT access.context_institution()) OR (SELECT access.context_national())));
ALTER TABLE survivor.referral_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.referral_sheet ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_in_institution ON survivor.referral_sheet
  TO survivor_employment_adviser, survivor_foundation_payer, survivor_prosthetist, survivor_rehabilitation_clerk, survivor_rehabilitation_specialist
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND institution = (SELECT access.context_institution()));
CREATE POLICY by_own_record ON survivor.referral_sheet
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.referral_sheet
  TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (institution = (SELECT access.context_institution()) OR (SELECT access.context_national())));
ALTER TABLE survivor.short_message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.short_message
  TO survivor_messages_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.short_message
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.short_message
  TO survivor_case_manager, survivor_caseworker
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.support_case ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.support_case
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.support_case
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.support_case
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.support_case_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.survivor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.survivor FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.survivor
  TO survivor_background, survivor_matching_background, survivor_messages_background, survivor_study_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.survivor
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.survivor
  TO survivor_auditor, survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar, survivor_payment_approver, survivor_payment_verifier, survivor_privacy_officer
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.survivor_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.sweep_lane ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON survivor.sweep_lane;
CREATE POLICY owner ON survivor.sweep_lane
  TO dayaq_owner
  USING (true);
CREATE POLICY in_request ON survivor.sweep_lane
  TO survivor_caseworker, survivor_matching_background, survivor_register_steward
  USING ((SELECT access.context_role()) = current_user);
ALTER TABLE survivor.token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_national ON survivor.token
  TO survivor_background, survivor_matching_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY in_scope ON survivor.token
  TO survivor_case_manager, survivor_caseworker, survivor_clinician, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.treatment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.treatment FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_own_record ON survivor.treatment
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.treatment
  TO survivor_case_manager, survivor_clinician, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));
ALTER TABLE survivor.treatment_history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.worn_device ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY by_break_glass ON survivor.worn_device FOR SELECT
  TO survivor_clinician
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_opened())::uuid[]));
CREATE POLICY by_national ON survivor.worn_device
  TO survivor_background
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND district BETWEEN (SELECT access.context_lowest_district()) AND '~');
CREATE POLICY by_own_record ON survivor.worn_device
  TO survivor_guardian, survivor_survivor
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND survivor_uid = ANY ((SELECT access.context_records())::uuid[]));
CREATE POLICY in_scope ON survivor.worn_device
  TO survivor_case_manager, survivor_clinician, survivor_disability_expert, survivor_hospital_registrar
  USING (register = ANY ((SELECT access.context_registers_as(current_user))::text[]) AND (district = ANY ((SELECT access.context_districts())::text[]) OR institution = (SELECT access.context_institution()) OR district BETWEEN (SELECT access.context_lowest_district()) AND '~'));

DELETE FROM access.policy_version;
INSERT INTO access.policy_version (hash) VALUES ('048532461aac514f563862d07f735df7a714c849c8608c59b660e78170d6d102');
RESET ROLE;
