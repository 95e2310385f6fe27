-- Revert dayaq:cases from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
DROP TABLE survivor.treatment_history, survivor.treatment, survivor.functioning, survivor.case_follow_up, survivor.case_service, survivor.provider,
  survivor.case_goal, survivor.case_need, survivor.support_case_history, survivor.support_case;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_treatment_version(), survivor.keep_support_case_version();
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('survivor', 'Answer', 'CaseCloseReason', 'CaseState', 'FollowUpOutcome', 'FunctioningAnswer', 'FunctioningDomain', 'FunctioningInstrument', 'FunctioningRespondent', 'FunctioningStatus', 'GoalState', 'NeedPriority', 'NeedState', 'SourceKind', 'SupportKind', 'TreatmentKind');
COMMIT;
