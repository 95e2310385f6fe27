// Rows of the survivor service for the sweep: one of each kind about a person, written straight into the database.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $SURVIVOR, $HOSPITAL, $UID_<table>; first('List') is the first code of a list. What is sealed stays empty.
constexpr char kRows[] = R"sql(
  CREATE OR REPLACE FUNCTION pg_temp.first(of_list text) RETURNS text LANGUAGE sql AS
    $$ SELECT codes ->> 0 FROM kit.code_list WHERE service = 'survivor' AND list = of_list $$;
  ALTER TABLE survivor.correction_request ALTER words DROP NOT NULL;
  -- Who did a thing is what the context says, and there is none here.
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE at ON COMMIT DROP AS
    SELECT s.uid, s.register, s.district, s.institution, s.number FROM survivor.survivor s WHERE s.uid = '$SURVIVOR';
  INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, create_time, update_time)
    SELECT '$UID_other', incident.with_check_digit(nextval('survivor.number_sequence')), 1, register, district, institution,
           'SURVIVOR_STATE_LIVING', now(), now() FROM at;
  INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, merged_into_uid, create_time, update_time)
    SELECT '$UID_merged', incident.with_check_digit(nextval('survivor.number_sequence')), 1, register, district, institution,
           'SURVIVOR_STATE_LIVING', '$UID_other', now(), now() FROM at;
  INSERT INTO survivor.record_merge (uid, survivor_uid, merged_uid, merged_district, merged_institution, staff_uid, reason,
                                     register, district, institution)
    SELECT gen_random_uuid(), '$UID_other', '$UID_merged', district, institution, gen_random_uuid(), 'sınaq', register, district, institution
    FROM at;
  INSERT INTO survivor.match (uid, etag, survivor_uid, other_uid, verdict, state, create_time, update_time, register, district, institution,
                              other_district, other_institution)
    SELECT '$UID_match', 1, least(uid, '$UID_other'::uuid), greatest(uid, '$UID_other'::uuid), 'MATCH_VERDICT_ASK', 'MATCH_STATE_OPEN', now(),
           now(), register, district, institution, district, institution FROM at;
  INSERT INTO survivor.support_case (uid, survivor_uid, etag, state, owner_uid, owner_institution, opened_on, times_reopened, part_changes,
                                     create_time, update_time, register, district, institution)
    SELECT '$UID_case', uid, 1, pg_temp.first('CaseState'), gen_random_uuid(), '$HOSPITAL', '2026-03-04', 0, 0, now(), now(), register, district,
           institution FROM at;
  INSERT INTO survivor.case_need (uid, case_uid, survivor_uid, kind, priority, state, create_time, register, district, institution)
    SELECT '$UID_need', '$UID_case', uid, pg_temp.first('SupportKind'), pg_temp.first('NeedPriority'), 'NEED_STATE_OPEN', now(), register, district,
           institution FROM at;
  INSERT INTO survivor.case_goal (uid, case_uid, survivor_uid, due_on, owner_uid, state, create_time, register, district, institution)
    SELECT '$UID_goal', '$UID_case', uid, '2026-03-04', gen_random_uuid(), 'GOAL_STATE_OPEN', now(), register, district, institution FROM at;
  INSERT INTO survivor.case_service (uid, case_uid, survivor_uid, kind, given_from, units, create_time, register, district, institution)
    SELECT '$UID_service', '$UID_case', uid, pg_temp.first('SupportKind'), '2026-03-04', 1, now(), register, district, institution FROM at;
  INSERT INTO survivor.case_follow_up (uid, case_uid, survivor_uid, due_on, create_time, register, district, institution)
    SELECT '$UID_followup', '$UID_case', uid, '2026-03-04', now(), register, district, institution FROM at;
  INSERT INTO survivor.provider (uid, etag, name_az, kinds, district, accessible, valid_from, create_time, update_time)
    SELECT '$UID_provider', 1, 'Nümunə mərkəzi', jsonb_build_array(pg_temp.first('SupportKind')), district, 'ANSWER_YES', '2026-03-04', now(), now()
    FROM at;
  INSERT INTO survivor.functioning (uid, survivor_uid, instrument, respondent, assessed_on, answers, status, asked_by_institution, create_time,
                                    register, district, institution)
    SELECT '$UID_functioning', uid, pg_temp.first('FunctioningInstrument'), pg_temp.first('FunctioningRespondent'), '2026-03-04', '[{}]',
           pg_temp.first('FunctioningStatus'), '$HOSPITAL', now(), register, district, institution FROM at;
  INSERT INTO survivor.treatment (uid, survivor_uid, etag, kind, begun_on, source_kind, create_time, update_time, register, district, institution)
    SELECT '$UID_treatment', uid, 1, pg_temp.first('TreatmentKind'), '2026-03-04', pg_temp.first('SourceKind'), now(), now(), register, district,
           institution FROM at;
  INSERT INTO survivor.consent (uid, etag, survivor_uid, data_holder, purpose, classes, operations, recipient_institution, given_on,
                                how_to_withdraw, after_end, given_by, document, document_place, recorded_by, create_time, update_time, register,
                                district, institution)
    SELECT '$UID_consent', 1, uid, '$HOSPITAL', pg_temp.first('ConsentPurpose'), jsonb_build_array(pg_temp.first('SharedClass')),
           jsonb_build_array(pg_temp.first('ConsentOperation')), 'centre', '2026-03-04', 'şifahi və ya yazılı', pg_temp.first('AfterConsent'),
           'CONSENT_GIVER_SELF', pg_temp.first('ConsentDocument'), 'arxiv', gen_random_uuid(), now(), now(), register, district, institution
    FROM at;
  INSERT INTO survivor.referral (uid, etag, survivor_uid, register, district, institution, survivor_number, from_institution, service, urgency,
                                 legal_basis, consent_uid, request_words, state, see_due_time, answer_due_time, expire_time, sent_by, create_time,
                                 update_time)
    SELECT '$UID_referral', 1, uid, register, district, '$HOSPITAL', number, 'ministry', pg_temp.first('ReferredService'),
           pg_temp.first('ReferralUrgency'), 'LEGAL_BASIS_CONSENT', '$UID_consent', 'sınaq', 'REFERRAL_STATE_SENT', now() + interval '1 day',
           now() + interval '2 days', now() + interval '3 days', gen_random_uuid(), now(), now() FROM at;
  INSERT INTO survivor.family_member (uid, etag, survivor_uid, relation, create_time, update_time, register, district, institution)
    SELECT '$UID_family', 1, uid, pg_temp.first('FamilyRelation'), now(), now(), register, district, institution FROM at;
  INSERT INTO survivor.benefit_fact (uid, etag, survivor_uid, kind, holds_from, act_number, act_date, issued_by, create_time, update_time, register,
                                     district, institution)
    SELECT '$UID_fact', 1, uid, 'BENEFIT_FACT_KIND_BLINDNESS', '2026-03-04', 'A-1', '2026-03-04', 'Agentlik', now(), now(), register, district,
           institution FROM at;
  INSERT INTO survivor.examination_referral (uid, etag, survivor_uid, case_number, state, kind, sending_institution, received_on,
                                             term_working_days, due_on, military, military_document, create_time, update_time, register, district,
                                             institution)
    SELECT '$UID_examination', 1, uid, '88-$CODE-ABCDE', 'EXAMINATION_STATE_OPEN', pg_temp.first('ExaminationKind'), '$HOSPITAL', '2026-03-04', 15,
           '2026-03-26', false, false, now(), now(), register, district, institution FROM at;
  INSERT INTO survivor.decision_appeal (uid, etag, survivor_uid, decision_uid, commission, lodged_on, state, create_time, update_time, register,
                                        district, institution)
    SELECT '$UID_appeal', 1, uid, '$DECISION', pg_temp.first('AppealCommission'), '2026-04-04', 'APPEAL_STATE_LODGED', now(), now(), register,
           district, institution FROM at;
  INSERT INTO survivor.correction_request (uid, etag, survivor_uid, matter, state, said_by, create_time, update_time, register, district,
                                           institution)
    SELECT '$UID_request', 1, uid, pg_temp.first('CorrectionMatter'), 'CORRECTION_STATE_OPEN', pg_temp.first('SaidBy'), now(), now(), register,
           district, institution FROM at;
  INSERT INTO survivor.short_message (uid, etag, survivor_uid, occasion, addressee, addressee_uid, state, reason, due_time, expire_time,
                                      event_uid, create_time, update_time, register, district, institution)
    SELECT '$UID_message', 1, uid, pg_temp.first('MessageOccasion'), 'MESSAGE_ADDRESSEE_SURVIVOR', uid, 'MESSAGE_STATE_NOT_SENT',
           'MESSAGE_REASON_NO_PHONE', now(), now() + interval '7 days', gen_random_uuid(), now(), now(), register, district, institution FROM at;
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddSurvivorIds(KnownIds& ids, const std::string& hospital) {
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  const std::string decision = ids.by_kind.at("dayaq.survivor.v1.DisabilityDecision.replaces_uid");
  std::map<std::string, std::string> uids;
  std::string sql = absl::StrReplaceAll(kRows, {{"$SURVIVOR", survivor},
                                                {"$HOSPITAL", hospital},
                                                {"$DECISION", decision},
                                                {"$CODE", hospital == "hospital-barda" ? "BARDA" : "TARTA"}});
  for (const char* row : {"other", "merged", "match", "case", "need", "goal", "service", "followup", "provider", "functioning",
                          "treatment", "consent", "referral", "family", "fact", "examination", "appeal", "request", "message"}) {
    uids[row] = NewRequestId();
    sql = absl::StrReplaceAll(sql, {{absl::StrCat("$UID_", row), uids[row]}});
  }
  const absl::Status made = incident_->database().Execute(sql);
  EXPECT_TRUE(made.ok()) << made;
  constexpr char kOf[] = "dayaq.survivor.v1.";
  const auto bare = [&](const char* field, const std::string& uid) { ids.by_kind.emplace(absl::StrCat(kOf, field), uid); };
  ids.by_kind.insert({{"cases", "cases/" + uids["case"]},
                      {"providers", "providers/" + uids["provider"]},
                      {"survivors/functioning", absl::StrCat("survivors/", survivor, "/functioning/", uids["functioning"])},
                      {"survivors/treatments", absl::StrCat("survivors/", survivor, "/treatments/", uids["treatment"])},
                      {"consents", "consents/" + uids["consent"]},
                      {"referrals", "referrals/" + uids["referral"]},
                      {"familyMembers", "familyMembers/" + uids["family"]},
                      {"benefitFacts", "benefitFacts/" + uids["fact"]},
                      {"examinationReferrals", "examinationReferrals/" + uids["examination"]},
                      {"appeals", "appeals/" + uids["appeal"]},
                      {"correctionRequests", "correctionRequests/" + uids["request"]},
                      {"shortMessages", "shortMessages/" + uids["message"]},
                      {absl::StrCat(kOf, "MergeSurvivorsRequest.other"), "survivors/" + uids["other"]},
                      {absl::StrCat(kOf, "UnmergeSurvivorsRequest.name"), "survivors/" + uids["merged"]}});
  bare("GetMatchRequest.uid", uids["match"]);
  bare("AnswerDifferentRequest.uid", uids["match"]);
  bare("FactAssignment.uid", decision);
  bare("EndNeedRequest.need_uid", uids["need"]);
  bare("EndGoalRequest.goal_uid", uids["goal"]);
  bare("EndServiceRequest.service_uid", uids["service"]);
  bare("RecordFollowUpRequest.follow_up_uid", uids["followup"]);
  bare("LodgeAppealRequest.decision_uid", decision);
  bare("DisabilityDecision.referral_uid", uids["examination"]);
  bare("DecideAppealRequest.deciding_decision_uid", decision);
  const std::string staff = Value("SELECT staff_uid FROM access.role_assignment WHERE role = 'case_manager' ORDER BY uid LIMIT 1");
  bare("AssignCaseRequest.owner_uid", staff);
  bare("Goal.owner_uid", staff);
  bare("Consent.giver_uid", uids["family"]);
  bare("FamilyMember.member_uid", uids["other"]);
  bare("BenefitFact.family_member_uid", uids["family"]);
  // The directory is everybody's: out of reach is one that is not there.
  bare("GivenService.provider_uid", hospital == "hospital-barda" ? uids["provider"] : NewRequestId());
  ids.etags.emplace(absl::StrCat(kOf, "UnmergeSurvivorsRequest.name"), "1");
}

}  // namespace dayaq::testing
