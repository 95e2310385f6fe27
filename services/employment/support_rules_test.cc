#include "services/employment/support_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/employment/course_rules.h"
#include "services/employment/grant_rules.h"
#include "services/employment/invitation_rules.h"
#include "services/employment/study_rules.h"
#include "services/employment/support_policy.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::employment {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

PartialDate On(absl::string_view text) { return PartialDateFromText(text).value(); }

// "field REASON" of each fault.
std::vector<std::string> FaultsOf(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

const SupportPolicy& Shipped() {
  static const auto* const kPolicy = new SupportPolicy(LoadSupportPolicy("policy").value());
  return *kPolicy;
}

// One month, Mondays to Fridays: 20 days.
v1::Course Month() {
  v1::Course course;
  *course.mutable_first_day() = On("2026-09-07");
  *course.mutable_last_day() = On("2026-10-02");
  course.set_weekdays("12345");
  course.set_places(30);
  course.set_state(v1::COURSE_STATE_OPEN);
  return course;
}

TEST(CourseRules, TaughtOnItsDaysAndNoOthers) {
  EXPECT_EQ(CourseDays(Month()), 20);
  EXPECT_TRUE(IsCourseDay(Month(), absl::CivilDay(2026, 9, 7)));
  EXPECT_FALSE(IsCourseDay(Month(), absl::CivilDay(2026, 9, 12))) << "a Saturday";
  EXPECT_FALSE(IsCourseDay(Month(), absl::CivilDay(2026, 9, 4))) << "before it began";
  EXPECT_FALSE(IsCourseDay(Month(), absl::CivilDay(2026, 10, 5))) << "after it ended";
}

TEST(CourseRules, ACourseThatCannotBeIsRefused) {
  const auto faults = [](v1::Course course) {
    Violations found;
    CheckCourse(course, "course", found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults(Month()), IsEmpty());
  v1::Course course = Month();
  *course.mutable_last_day() = On("2026-09-06");
  EXPECT_THAT(faults(course), ElementsAre("course.last_day COURSE_DAYS_IMPOSSIBLE"));
  course = Month();
  *course.mutable_last_day() = On("2026-09-09");
  course.set_weekdays("7");
  EXPECT_THAT(faults(course), ElementsAre("course.weekdays COURSE_DAYS_IMPOSSIBLE"));
  *course.mutable_first_day() = On("2026-09");
  *course.mutable_last_day() = On("2026");
  EXPECT_THAT(faults(course), ElementsAre("course.first_day DATE_NOT_WHOLE", "course.last_day DATE_NOT_WHOLE"));
}

TEST(CourseRules, APlaceIsFreeOnlyWhereNobodyWaits) {
  v1::Course course = Month();
  course.set_taken(29);
  EXPECT_EQ(StateOfNew(course), v1::ENROLMENT_STATE_PLACED);
  course.set_waiting(1);
  EXPECT_EQ(StateOfNew(course), v1::ENROLMENT_STATE_WAITING) << "whoever waits was there first";
  EXPECT_EQ(FreePlaces(course, Shipped().courses, absl::CivilDay(2026, 9, 1)), 1);
  EXPECT_EQ(FreePlaces(course, Shipped().courses, absl::CivilDay(2026, 9, 20)), 0) << "it began too long ago";
  EXPECT_EQ(ReasonOf(CheckOpen(course, Shipped().courses, absl::CivilDay(2026, 9, 11))), ErrorReason::ERROR_REASON_COURSE_CLOSED);
}

// Whoever comes and goes in whatever order: no more places are taken than there are, nobody waits while one is free once the list
// was looked through, and nobody overtakes.
RC_GTEST_PROP(CourseRules, PlacesAreNeverMoreThanThereAre, ()) {
  v1::Course course = Month();
  course.set_places(*rc::gen::inRange(1, 8));
  std::vector<int> placed, waiting;
  int next = 0;
  for (const bool comes : *rc::gen::container<std::vector<bool>>(rc::gen::arbitrary<bool>())) {
    if (comes) {
      const bool now = StateOfNew(course) == v1::ENROLMENT_STATE_PLACED;
      (now ? placed : waiting).push_back(next++);
    } else if (!placed.empty()) {
      placed.erase(placed.begin());
      course.set_taken(static_cast<int>(placed.size()));
      for (int free = FreePlaces(course, Shipped().courses, absl::CivilDay(2026, 9, 1)); free > 0; --free) {
        // The macro looks at both sides of an "or".
        const bool in_order = placed.empty() || placed.back() < waiting.front();
        RC_ASSERT(in_order);
        placed.push_back(waiting.front());
        waiting.erase(waiting.begin());
      }
    }
    course.set_taken(static_cast<int>(placed.size()));
    course.set_waiting(static_cast<int>(waiting.size()));
    RC_ASSERT(course.taken() <= course.places());
    const bool nobody_waits_for_nothing = waiting.empty() || course.taken() == course.places();
    RC_ASSERT(nobody_waits_for_nothing);
  }
}

TEST(CourseRules, AttendanceNamesCourseDaysAndEverybodyOnce) {
  v1::RecordAttendanceRequest request;
  *request.mutable_day() = On("2026-09-12");
  request.add_present("enrolments/a");
  request.add_absent("enrolments/a");
  Violations found;
  CheckAttendance(request, Month(), found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("day NOT_A_COURSE_DAY", "absent[0] TOO_MANY_ITEMS"));
}

TEST(CourseRules, NoExamBeforeTheEndAndNoCertificateWithoutAnExam) {
  v1::Enrolment enrolment;
  enrolment.set_state(v1::ENROLMENT_STATE_PLACED);
  enrolment.set_days_present(14);
  v1::RecordExamRequest exam;
  *exam.mutable_exam_on() = On("2026-10-01");
  exam.set_exam_score(80);
  Violations both;
  CheckExam(exam, enrolment, Month(), Shipped().courses, both);
  EXPECT_THAT(FaultsOf(both), UnorderedElementsAre("exam_on EXAM_BEFORE_COURSE_END", "name ATTENDANCE_TOO_LOW"));
  enrolment.set_days_present(15);
  *exam.mutable_exam_on() = On("2026-10-02");
  Violations none;
  CheckExam(exam, enrolment, Month(), Shipped().courses, none);
  EXPECT_THAT(FaultsOf(none), IsEmpty());

  v1::IssueCertificateRequest certificate;
  *certificate.mutable_certified_on() = On("2026-10-01");
  Violations without;
  CheckCertificate(certificate, enrolment, without);
  EXPECT_THAT(FaultsOf(without), ElementsAre("name EXAM_NOT_PASSED"));
  TakeExam(exam, Shipped().courses, enrolment);
  EXPECT_EQ(enrolment.state(), v1::ENROLMENT_STATE_PASSED);
  Violations early;
  CheckCertificate(certificate, enrolment, early);
  EXPECT_THAT(FaultsOf(early), ElementsAre("certified_on SUPPORT_DAY_IMPOSSIBLE"));
}

TEST(CourseRules, AnExamIsSatAsOftenAsTheRuleAllows) {
  v1::Enrolment enrolment;
  enrolment.set_state(v1::ENROLMENT_STATE_PLACED);
  enrolment.set_days_present(20);
  v1::RecordExamRequest exam;
  *exam.mutable_exam_on() = On("2026-10-02");
  exam.set_exam_score(49);
  for (int i = 0; i < Shipped().courses.most_exams; ++i) {
    EXPECT_EQ(CheckExaminee(enrolment), absl::OkStatus());
    TakeExam(exam, Shipped().courses, enrolment);
    EXPECT_EQ(enrolment.state(), v1::ENROLMENT_STATE_FAILED);
  }
  Violations found;
  CheckExam(exam, enrolment, Month(), Shipped().courses, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("name ATTENDANCE_TOO_LOW"));
}

v1::Grant Contracted() {
  v1::Grant grant;
  grant.set_state(v1::GRANT_STATE_CONTRACTED);
  *grant.mutable_contracted_on() = On("2024-01-31");
  *grant.mutable_contract_until() = On("2026-01-31");
  v1::GrantLine& machine = *grant.add_granted();
  machine.set_title("Tikiş maşını");
  machine.set_quantity(2);
  machine.set_unit_qepik(60000);
  return grant;
}

TEST(GrantRules, ContractDaysFollowTheRule) {
  v1::Grant grant = Contracted();
  grant.set_state(v1::GRANT_STATE_APPROVED);
  v1::SignContractRequest request;
  *request.mutable_contracted_on() = On("2024-01-31");
  request.set_contract_number("7");
  ASSERT_EQ(TakeContract(request, Shipped(), grant), absl::OkStatus());
  EXPECT_EQ(ToText(grant.contract_until()), "2026-01-31");
  EXPECT_EQ(ToText(grant.barred_until()), "2029-01-30");
  EXPECT_THAT(VisitDays(grant, Shipped().business),
              ElementsAre(absl::CivilDay(2024, 2, 29), absl::CivilDay(2024, 4, 30), absl::CivilDay(2024, 7, 31),
                          absl::CivilDay(2025, 1, 31), absl::CivilDay(2026, 1, 31)));
  EXPECT_EQ(ReasonOf(CheckTerm("2029-01-30", absl::CivilDay(2029, 1, 30))), ErrorReason::ERROR_REASON_GRANT_WITHIN_TERM);
  EXPECT_EQ(CheckTerm("2029-01-30", absl::CivilDay(2029, 1, 31)), absl::OkStatus());
  EXPECT_EQ(CheckTerm("", absl::CivilDay(2024, 1, 31)), absl::OkStatus());
}

TEST(GrantRules, WhatIsHandedOverIsNeverMoreThanWasGranted) {
  v1::HandOverAssetsRequest request;
  *request.mutable_handed_on() = On("2024-01-30");
  for (const char* number : {"A-1", "A-1", "A-3"}) {
    v1::GrantAsset& asset = *request.add_assets();
    asset.set_line(1);
    asset.set_serial_number(number);
  }
  request.add_assets()->set_line(2);
  Violations found;
  CheckHandOver(request, Contracted(), {}, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("handed_on SUPPORT_DAY_IMPOSSIBLE", "assets[1].serial_number ASSET_NUMBER_TAKEN",
                                           "assets[2].line MORE_THAN_GRANTED", "assets[3].line MORE_THAN_GRANTED"));
}

// However things are handed over, in however many goes: a line is never exceeded.
RC_GTEST_PROP(GrantRules, LinesAreNeverExceeded, ()) {
  v1::Grant grant = Contracted();
  grant.mutable_granted(0)->set_quantity(*rc::gen::inRange(1, 6));
  std::vector<v1::GrantAsset> handed;
  for (const int count : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 4))) {
    v1::HandOverAssetsRequest request;
    *request.mutable_handed_on() = On("2024-02-01");
    for (int i = 0; i < count; ++i) {
      v1::GrantAsset& asset = *request.add_assets();
      asset.set_line(1);
      asset.set_serial_number(absl::StrCat(handed.size(), "-", i));
    }
    Violations found;
    CheckHandOver(request, grant, handed, found);
    const bool fits = handed.size() + static_cast<size_t>(count) <= static_cast<size_t>(grant.granted(0).quantity());
    RC_ASSERT(found.empty() == fits);
    if (fits) handed.insert(handed.end(), request.assets().begin(), request.assets().end());
  }
}

TEST(GrantRules, IncomesAreOfMonthsOfTheContract) {
  const auto fault = [](absl::string_view month) {
    v1::ReportIncomeRequest request;
    *request.mutable_month() = On(month);
    Violations found;
    CheckIncome(request, Contracted(), absl::CivilDay(2024, 3, 5), found);
    return FaultsOf(found);
  };
  EXPECT_THAT(fault("2024-01"), IsEmpty());
  EXPECT_THAT(fault("2024-03"), IsEmpty());
  for (const char* wrong : {"2023-12", "2024-04", "2024", "2024-03-01"}) {
    EXPECT_THAT(fault(wrong), ElementsAre("month SUPPORT_DAY_IMPOSSIBLE")) << wrong;
  }
}

TEST(GrantRules, TheCommissionGrantsNoMoreThanTheRule) {
  v1::DecideGrantRequest request;
  *request.mutable_decided_on() = On("2024-01-10");
  request.set_decision(v1::GRANT_DECISION_APPROVE);
  const auto faults = [&request] {
    Violations found;
    CheckDecision(request, Shipped().business, found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults(), ElementsAre("granted REQUIRED"));
  v1::GrantLine& line = *request.add_granted();
  line.set_quantity(1);
  line.set_unit_qepik(Shipped().business.most_qepik);
  EXPECT_THAT(faults(), IsEmpty());
  line.set_unit_qepik(Shipped().business.most_qepik + 1);
  EXPECT_THAT(faults(), ElementsAre("granted GRANT_ABOVE_CEILING"));
  request.set_decision(v1::GRANT_DECISION_REFUSE);
  EXPECT_THAT(faults(), ElementsAre("granted TOO_MANY_ITEMS"));
}

// Whatever is done in whatever order: only what lies before the commission is decided, only what is approved is contracted, and
// nothing leaves the contract but its two ends.
RC_GTEST_PROP(GrantRules, StatesComeInTheirOrder, ()) {
  v1::Grant grant;
  grant.set_state(v1::GRANT_STATE_SUBMITTED);
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5))) {
    const v1::GrantState before = grant.state();
    v1::DecideGrantRequest decision;
    *decision.mutable_decided_on() = On("2024-01-10");
    v1::SignContractRequest contract;
    *contract.mutable_contracted_on() = On("2024-01-11");
    absl::Status status;
    if (step < 3) {
      decision.set_decision(static_cast<v1::GrantDecision>(step + 1));
      status = TakeDecision(decision, grant);
      RC_ASSERT(status.ok() == (before == v1::GRANT_STATE_SUBMITTED));
    } else if (step == 3) {
      status = TakeRevision(v1::RevisePlanRequest(), grant);
      RC_ASSERT(status.ok() == (before == v1::GRANT_STATE_RETURNED));
    } else {
      status = TakeContract(contract, Shipped(), grant);
      RC_ASSERT(status.ok() == (before == v1::GRANT_STATE_APPROVED));
    }
    if (!status.ok()) RC_ASSERT(grant.state() == before);
  }
}

TEST(GrantRules, NothingIsCompletedWhileWorkIsOpen) {
  v1::GetGrantResponse whole;
  *whole.mutable_grant() = Contracted();
  v1::GrantVisit& visit = *whole.add_visits();
  const auto open = [&whole](absl::string_view day) { return ReasonOf(CheckComplete(On(day), whole)); };
  EXPECT_EQ(open("2026-01-31"), ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN) << "a visit";
  *visit.mutable_done_on() = On("2024-03-01");
  EXPECT_EQ(open("2026-01-31"), ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN) << "assets";
  whole.add_assets();
  whole.add_assets();
  EXPECT_EQ(open("2026-01-30"), ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN) << "the contract";
  EXPECT_EQ(CheckComplete(On("2026-01-31"), whole), absl::OkStatus());
}

TEST(StudyRules, TermsLieWithinTheStudyAndApart) {
  v1::Study study;
  *study.mutable_first_day() = On("2026-09-15");
  *study.mutable_planned_last_day() = On("2028-06-30");
  std::vector<v1::StudyTerm> others(1);
  *others[0].mutable_first_day() = On("2026-09-15");
  *others[0].mutable_last_day() = On("2027-01-31");
  const auto faults = [&](absl::string_view first, absl::string_view last) {
    v1::StudyTerm term;
    *term.mutable_first_day() = On(first);
    *term.mutable_last_day() = On(last);
    Violations found;
    CheckNewTerm(term, study, others, found);
    return FaultsOf(found);
  };
  EXPECT_THAT(faults("2027-02-01", "2027-06-30"), IsEmpty());
  EXPECT_THAT(faults("2027-01-31", "2027-06-30"), ElementsAre("term.first_day TERM_OVERLAPS"));
  EXPECT_THAT(faults("2026-09-01", "2028-07-01"),
              ElementsAre("term.first_day STUDY_CONTRADICTS", "term.last_day STUDY_CONTRADICTS", "term.first_day TERM_OVERLAPS"));
  EXPECT_THAT(faults("2027-06-30", "2027-02-01"), ElementsAre("term.last_day STUDY_CONTRADICTS"));
}

TEST(StudyRules, AFoundationHasANameAndTheStateHasNone) {
  v1::Study study;
  *study.mutable_first_day() = On("2026-09-15");
  *study.mutable_planned_last_day() = On("2026-09-14");
  study.set_payer(v1::TUITION_PAYER_FOUNDATION);
  Violations found;
  CheckStudy(study, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("study.planned_last_day STUDY_CONTRADICTS", "study.payer_name PAYER_CONTRADICTS"));
}

TEST(InvitationRules, AnAnswerNamesProgrammesAndNothingIsPressed) {
  v1::Invitation invitation =
      InvitationFor({.survivor_uid = "s", .district = "AZ-TAR"}, v1::INVITATION_ORIGIN_ELIGIBLE,
                    Shipped().invitations.CentreFor("AZ-TAR"), Shipped().invitations, absl::CivilDay(2026, 3, 2));
  EXPECT_EQ(invitation.institution(), "employment-barda");
  EXPECT_EQ(ToText(invitation.due_on()), "2026-03-09");
  v1::AnswerInvitationRequest answer;
  answer.set_accepted(true);
  *answer.mutable_answered_on() = On("2026-03-01");
  Violations found;
  CheckAnswer(answer, invitation, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("answered_on SUPPORT_DAY_IMPOSSIBLE", "programmes REQUIRED"));

  for (int i = 1; i < Shipped().invitations.most_attempts; ++i) {
    EXPECT_EQ(TakeContact(Shipped().invitations, absl::CivilDay(2026, 3, 9), invitation), absl::OkStatus());
    EXPECT_EQ(ToText(invitation.due_on()), "2026-03-23");
  }
  EXPECT_EQ(TakeContact(Shipped().invitations, absl::CivilDay(2026, 3, 23), invitation), absl::OkStatus());
  EXPECT_EQ(invitation.state(), v1::INVITATION_STATE_LAPSED);
  EXPECT_FALSE(invitation.has_due_on());
  answer.add_programmes(v1::SUPPORT_PROGRAMME_OWN_BUSINESS);
  EXPECT_EQ(TakeAnswer(answer, invitation), absl::OkStatus()) << "whoever thinks better of it is welcome";
  answer.set_accepted(false);
  EXPECT_EQ(ReasonOf(TakeAnswer(answer, invitation)), ErrorReason::ERROR_REASON_SUPPORT_STEP_IMPOSSIBLE);
}

TEST(InvitationRules, SmallNumbersAreMarked) {
  v1::CountSupportResponse report;
  report.add_cells()->set_count(4);
  report.add_cells()->set_count(5);
  Caution(5, report);
  EXPECT_TRUE(report.cells(0).small());
  EXPECT_FALSE(report.cells(1).small());
  EXPECT_THAT(report.note_en(), HasSubstr("below 5"));
}

TEST(SupportPolicy, FaultsSayWhere) {
  const std::string shipped = *ReadPolicyFile("policy/employment-support.yaml");
  EXPECT_TRUE(ParseSupportPolicy(shipped, "shipped").ok());
  for (const auto& [right, wrong, says] : std::vector<std::tuple<std::string, std::string, std::string>>{
           {"visit_months: [1, 3,", "visit_months: [3, 1,", "visits come in order"},
           {"contract_months: 24", "contract_months: 12", "a month of a visit"},
           {"pass_score: 50", "pass_score: 0", "pass_score"},
           {"rest: employment-barda", "rest: \"AZ\"", "an institution by its code"},
           {"small_below: 5", "small_under: 5", "small_under"}}) {
    const auto read = ParseSupportPolicy(absl::StrReplaceAll(shipped, {{right, wrong}}), "wrong.yaml");
    EXPECT_THAT(std::string(read.status().message()), AllOf(HasSubstr("wrong.yaml:"), HasSubstr(says)));
  }
}

}  // namespace
}  // namespace dayaq::employment
