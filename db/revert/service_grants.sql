-- Revert dayaq:service_grants from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE access.column_class DROP CONSTRAINT column_class_class_check;
ALTER TABLE access.column_class ADD CONSTRAINT column_class_class_check
  CHECK (class IN ('PUBLIC', 'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'FINANCE', 'EMPLOYMENT', 'AUDIT', 'SECRET'));
ALTER TABLE access.role_assignment DROP CONSTRAINT role_of_a_person;
DROP FUNCTION access.add_scope_policy(regclass, text, text, text[]);
DROP FUNCTION access.revoke_service(text, text[]);
DROP FUNCTION access.grant_service(text, text[]);
-- As incident_policies left it.
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
COMMIT;
