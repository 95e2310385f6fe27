-- Revert dayaq:employment_support from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber IN ('employment.invite', 'employment.fill_places', 'survivor.keep_study_facts');
DELETE FROM outbox.subscription WHERE subscriber IN ('employment.invite', 'employment.fill_places', 'survivor.keep_study_facts');
DELETE FROM access.column_class WHERE table_name = ANY ('{employment.support_transition,employment.training_provider,employment.course,employment.enrolment,employment.enrolment_history,employment.attendance,employment.safety_group,employment.business_grant,employment.business_grant_history,employment.grant_asset,employment.grant_visit,employment.grant_income,employment.study,employment.study_history,employment.study_term,employment.invitation,employment.invitation_history}');
DROP TABLE employment.support_transition, employment.attendance, employment.enrolment_history, employment.enrolment, employment.safety_group, employment.course,
  employment.training_provider, employment.grant_asset, employment.grant_visit, employment.grant_income, employment.business_grant_history,
  employment.business_grant, employment.study_term, employment.study_history, employment.study, employment.invitation_history, employment.invitation;
DROP FUNCTION employment.hold_course(uuid);
SET LOCAL ROLE employment_keeper;
DROP FUNCTION employment.step_support(), employment.count_places(), employment.is_enrolled(uuid, uuid), employment.barred_until(uuid),
  employment.hand_over_asset(), employment.add_term(), employment.study_facts(uuid), employment.support_counts(text, text, text), employment.erase_support(uuid),
  employment.keep_enrolment_version(), employment.keep_business_grant_version(), employment.keep_study_version(), employment.keep_invitation_version();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.may_be_proposed(text);
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.person_of_episode(uuid), rehabilitation.goals_reached(uuid[]);
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.least_ages(uuid[]);
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('employment', 'CourseKind', 'CourseState', 'EnrolmentState', 'LeaveReason', 'GrantState', 'VisitFinding', 'BreachReason', 'StudyKind',
                        'TuitionPayer', 'StudyState', 'InvitationState', 'InvitationOrigin', 'SupportProgramme');
COMMIT;
