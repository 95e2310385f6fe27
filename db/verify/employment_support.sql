-- Verify dayaq:employment_support on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE oid = ANY ('{employment.training_provider,employment.course,employment.enrolment,employment.attendance,employment.safety_group,employment.business_grant,employment.grant_asset,employment.grant_visit,employment.grant_income,employment.study,employment.study_term,employment.invitation}'::regclass[]);
SELECT 'employment.hold_course(uuid)'::regprocedure, 'employment.barred_until(uuid)'::regprocedure, 'employment.support_counts(text,text,text)'::regprocedure,
       'survivor.may_be_proposed(text)'::regprocedure;
ROLLBACK;
