// Rows of the employment service for the sweep: one of each kind about a person at an employment service, written straight into
// the database.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $SURVIVOR, $HOSPITAL (which serves as the employment service), $TAX (ten digits of the employer's own), $UID_<row>.
constexpr char kRows[] = R"sql(
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE at ON COMMIT DROP AS
    SELECT s.uid, s.register, s.district, s.number FROM survivor.survivor s WHERE s.uid = '$SURVIVOR';
  INSERT INTO employment.profile (uid, etag, survivor_uid, person_uid, survivor_number, state, lives_in, education, fields, most_km, home_work,
                                  least_salary_qepik, consent_given_on, consent_document, opened_on, create_time, update_time, register, district,
                                  institution)
    SELECT '$UID_profile', 1, uid, uid, number, 'PROFILE_STATE_OPEN', district, 'EDUCATION_LEVEL_VOCATIONAL', '["WORK_FIELD_TEXTILES"]', 50, false, 0,
           '2026-01-02', 'R', '2026-01-01', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.employer (uid, etag, institution, title, tax_id, district, quota_places, create_time, update_time)
    SELECT '$UID_employer', 1, '$HOSPITAL', 'Nümunə fabriki', '$TAX', district, 5, now(), now() FROM at;
  INSERT INTO employment.vacancy (uid, etag, institution, employer_uid, title, field, district, schedule, hours_week, salary_qepik, home_work, quota,
                                  places, closes_on, state, schooling_rank, skill_bits, language_bits, driving_bit, rests_on_bits, there_bits,
                                  possible_bits, create_time, update_time)
    SELECT '$UID_vacancy', 1, '$HOSPITAL', '$UID_employer', 'Dərzi', 'WORK_FIELD_TEXTILES', district, 'WORK_SCHEDULE_FULL_TIME', 40, 40000, false, false,
           2, '2099-12-31', 'VACANCY_STATE_OPEN', 0, 0, 0, 0, 0, 0, 0, now(), now() FROM at;
  INSERT INTO employment.proposal (uid, etag, survivor_uid, person_uid, profile_uid, vacancy_uid, score, state, create_time, update_time, register,
                                   district, institution)
    SELECT '$UID_proposal', 1, uid, uid, '$UID_profile', '$UID_vacancy', 50, 'PROPOSAL_STATE_PROPOSED', now(), now(), register, district, '$HOSPITAL'
    FROM at;
  INSERT INTO employment.placement (uid, etag, survivor_uid, person_uid, profile_uid, vacancy_uid, employer_uid, state, quota, full_time, hours_week,
                                    salary_qepik, introduced_on, question, question_since, create_time, update_time, register, district, institution)
    SELECT '$UID_placement', 1, uid, uid, '$UID_profile', '$UID_vacancy', '$UID_employer', 'PLACEMENT_STATE_INTRODUCED', false, true, 0, 0,
           '2026-02-01', 'PLACEMENT_QUESTION_TWICE', '2026-03-04', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.retention_check (uid, etag, survivor_uid, person_uid, placement_uid, months, due_on, state, create_time, update_time, register,
                                          district, institution)
    SELECT '$UID_check', 1, uid, uid, '$UID_placement', 3, '2026-05-01', 'RETENTION_STATE_DUE', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.training_provider (uid, etag, name_az, district, institution, create_time, update_time)
    SELECT '$UID_provider', 1, 'Nümunə mərkəzi', district, '$HOSPITAL', now(), now() FROM at;
  INSERT INTO employment.course (uid, etag, provider_uid, title_az, kind, district, first_day, last_day, weekdays, places, state, institution,
                                 create_time, update_time)
    SELECT '$UID_course', 1, '$UID_provider', 'Dərzi', 'COURSE_KIND_VOCATIONAL', district, '2026-03-01', '2026-03-31', '1234567', 5, 'COURSE_STATE_OPEN',
           '$HOSPITAL', now(), now() FROM at;
  INSERT INTO employment.enrolment (uid, etag, course_uid, profile_uid, survivor_uid, person_uid, state, rank, create_time, update_time, register,
                                    district, institution)
    SELECT '$UID_enrolment', 1, '$UID_course', '$UID_profile', uid, uid, 'ENROLMENT_STATE_PLACED', 1, now(), now(), register, district, '$HOSPITAL'
    FROM at;
  INSERT INTO employment.safety_group (uid, course_uid, employer_uid, workers, institution)
    VALUES ('$UID_group', '$UID_course', '$UID_employer', 2, '$HOSPITAL');
  INSERT INTO employment.invitation (uid, etag, survivor_uid, survivor_number, origin, state, invited_on, due_on, create_time, update_time, register,
                                     district, institution)
    SELECT '$UID_invitation', 1, uid, number, 'INVITATION_ORIGIN_ELIGIBLE', 'INVITATION_STATE_OPEN', '2026-03-01', '2026-03-04', now(), now(), register,
           district, '$HOSPITAL' FROM at;
  INSERT INTO employment.business_grant (uid, etag, profile_uid, survivor_uid, person_uid, invitation_uid, state, activity, plan, planned, proposed_by,
                                         create_time, update_time, register, district, institution)
    SELECT '$UID_grant', 1, '$UID_profile', uid, uid, '$UID_invitation', 'GRANT_STATE_SUBMITTED', 'Tikiş', 'Evdə tikiş',
           '[{"title": "Maşın", "quantity": 1, "unit_qepik": "100"}]', gen_random_uuid(), now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.grant_visit (uid, etag, grant_uid, survivor_uid, person_uid, due_on, create_time, update_time, register, district, institution)
    SELECT '$UID_visit', 1, '$UID_grant', uid, uid, '2026-03-04', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.study (uid, etag, profile_uid, survivor_uid, person_uid, kind, school, programme, full_time, payer, agreement_number, first_day,
                                planned_last_day, state, create_time, update_time, register, district, institution)
    SELECT '$UID_study', 1, '$UID_profile', uid, uid, 'STUDY_KIND_BACHELOR', 'Nümunə universiteti', 'Hüquq', true, 'TUITION_PAYER_STATE', '14',
           '2025-09-15', '2029-06-30', 'STUDY_STATE_ACTIVE', now(), now(), register, district, '$HOSPITAL' FROM at;
  INSERT INTO employment.study_term (uid, etag, study_uid, survivor_uid, person_uid, first_day, last_day, create_time, update_time, register, district,
                                     institution)
    SELECT '$UID_term', 1, '$UID_study', uid, uid, '2025-09-15', '2026-01-31', now(), now(), register, district, '$HOSPITAL' FROM at;
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddEmploymentIds(KnownIds& ids, const std::string& hospital) {
  const std::string survivor = ids.by_kind.at("survivors").substr(ids.by_kind.at("survivors").find('/') + 1);
  const bool in_barda = hospital == "hospital-barda";
  std::map<std::string, std::string> uids;
  std::string sql = absl::StrReplaceAll(
      kRows, {{"$SURVIVOR", survivor}, {"$HOSPITAL", hospital}, {"$TAX", in_barda ? "1000000001" : "1000000002"}});
  for (const char* row : {"profile", "employer", "vacancy", "proposal", "placement", "check", "provider", "course", "enrolment",
                          "group", "invitation", "grant", "visit", "study", "term"}) {
    uids[row] = NewRequestId();
    sql = absl::StrReplaceAll(sql, {{absl::StrCat("$UID_", row), uids[row]}});
  }
  const absl::Status made = incident_->database().Execute(sql);
  EXPECT_TRUE(made.ok()) << made;
  // Employers, vacancies and courses are everybody's: out of reach are those that are not there.
  if (!in_barda) {
    for (const char* row : {"employer", "vacancy", "provider", "course", "group"}) uids[row] = NewRequestId();
  }
  ids.by_kind.insert({{"profiles", "profiles/" + uids["profile"]},
                      {"employers", "employers/" + uids["employer"]},
                      {"vacancies", "vacancies/" + uids["vacancy"]},
                      {"proposals", "proposals/" + uids["proposal"]},
                      {"placements", "placements/" + uids["placement"]},
                      {"courses", "courses/" + uids["course"]},
                      {"enrolments", "enrolments/" + uids["enrolment"]},
                      {"invitations", "invitations/" + uids["invitation"]},
                      {"grants", "grants/" + uids["grant"]},
                      {"grantVisits", "grantVisits/" + uids["visit"]},
                      {"studies", "studies/" + uids["study"]},
                      {"studyTerms", "studyTerms/" + uids["term"]}});
  const auto bare = [&](const char* field, const std::string& uid) {
    ids.by_kind.emplace(absl::StrCat("dayaq.employment.v1.", field), uid);
  };
  const std::string member = ids.by_kind.at("familyMembers");
  bare("OpenProfileRequest.member_uid", member.substr(member.find('/') + 1));
  bare("EnrolGroupRequest.employer_uid", uids["employer"]);
  bare("RecordGroupTrainedRequest.group_uid", uids["group"]);
  bare("Vacancy.employer_uid", uids["employer"]);
  bare("Course.provider_uid", uids["provider"]);
  bare("Course.promised_vacancy_uid", uids["vacancy"]);
}

}  // namespace dayaq::testing
