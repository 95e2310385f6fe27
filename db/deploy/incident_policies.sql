-- Deploy dayaq:incident_policies to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A row is seen and changed where it lies: in a register of the caller's assignment, and in one of its districts or in its institution,
-- or anywhere when the assignment is national; and only under the policy role the context was signed for. What may be done with the row
-- is said by grants. Each (SELECT access.context_...()) is asked once a statement, never once a row.
CREATE FUNCTION access.add_scope_policy(table_name regclass, district text, institution text) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format(
    'CREATE POLICY in_scope ON %s TO incident_hospital_registrar, incident_clinician, incident_anama_officer, incident_police_reporter, '
    'incident_red_crescent_reporter, incident_register_steward, incident_auditor, incident_privacy_officer, incident_background USING ('
    '(SELECT access.context_role()) = current_user AND register = ANY ((SELECT access.context_registers())::text[]) AND %s)',
    table_name,
    CASE WHEN district IS NULL THEN '(SELECT access.context_national())'
    ELSE format('((SELECT access.context_national()) OR %I = ANY ((SELECT access.context_districts())::text[]) '
                'OR %I = (SELECT access.context_institution()))', district, institution) END);
END
$$;

SELECT access.add_scope_policy('incident.incident', 'district', 'institution');
SELECT access.add_scope_policy('incident.incident_history', 'scope_district', 'institution');
SELECT access.add_scope_policy('incident.casualty', 'district', 'institution');
SELECT access.add_scope_policy('incident.casualty_history', 'district', 'institution');
SELECT access.add_scope_policy('incident.person_key', 'district', 'institution');
SELECT access.add_scope_policy('incident.token', 'district', 'institution');
SELECT access.add_scope_policy('incident.report', 'district', 'incident_institution');
SELECT access.add_scope_policy('incident.statement', 'district', 'institution');
SELECT access.add_scope_policy('incident.duplicate', 'district', 'institution');
-- Of a whole register, not of a place in it: for national assignments.
SELECT access.add_scope_policy('incident.merge', NULL, NULL);
SELECT access.add_scope_policy('incident.import', NULL, NULL);
SELECT access.add_scope_policy('incident.import_row', NULL, NULL);
SELECT access.add_scope_policy('incident.import_group', NULL, NULL);

-- A pair is seen by those who see both.
CREATE POLICY other_in_scope ON incident.duplicate AS RESTRICTIVE USING (
  (SELECT access.context_national()) OR other_district = ANY ((SELECT access.context_districts())::text[])
  OR other_institution = (SELECT access.context_institution()));

-- Nobody registers or reports in another institution's name, and what is new is not decided yet.
CREATE POLICY own_new ON incident.incident AS RESTRICTIVE FOR INSERT WITH CHECK (
  institution = (SELECT access.context_institution()) AND state = 'INCIDENT_STATE_REPORTED');
CREATE POLICY own_new ON incident.report AS RESTRICTIVE FOR INSERT WITH CHECK (institution = (SELECT access.context_institution()));

-- The keeper writes history, moves tokens along and counts; it is nobody's role.
CREATE POLICY keeper ON incident.incident FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper ON incident.casualty FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper ON incident.incident_history FOR INSERT TO incident_keeper WITH CHECK (true);
CREATE POLICY keeper ON incident.casualty_history FOR INSERT TO incident_keeper WITH CHECK (true);
CREATE POLICY keeper_reads ON incident.token FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper_moves ON incident.token FOR UPDATE TO incident_keeper USING (true);

-- Gazetteers are public. Stewards open trial registers of their assignment and fill them; the national register comes with migrations.
ALTER TABLE incident.register ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.register FORCE ROW LEVEL SECURITY;
ALTER TABLE incident.place ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.place FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON incident.register FOR SELECT USING (true);
CREATE POLICY everyone_reads ON incident.place FOR SELECT USING (true);
CREATE POLICY owner_writes ON incident.register TO dayaq_owner USING (true);
CREATE POLICY owner_writes ON incident.place TO dayaq_owner USING (true);
CREATE POLICY steward_opens ON incident.register FOR INSERT TO incident_register_steward WITH CHECK (
  (SELECT access.context_role()) = current_user AND code = ANY ((SELECT access.context_registers())::text[]) AND trial);
CREATE POLICY steward_fills ON incident.place FOR INSERT TO incident_register_steward WITH CHECK (
  (SELECT access.context_role()) = current_user AND register = ANY ((SELECT access.context_registers())::text[])
  AND EXISTS (SELECT FROM incident.register r WHERE r.code = place.register AND r.trial));

COMMIT;
