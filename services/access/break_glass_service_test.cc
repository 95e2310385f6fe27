// Emergencies over gRPC with mutual TLS against a real PostgreSQL, beside the services whose records they open (AC-10): who opens,
// what that shows and for how long, who reviews it and who is told.
#include "services/access/break_glass_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/access/access_test_fixture.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Hospital in Bərdə; the record lies in Tərtər.
const TestCaller kElsewhere{"emin-clinician"};
constexpr int kElsewhereStaff = 4;

TestCaller InEmergency(TestCaller caller) {
  caller.purpose = "emergency";
  return caller;
}

class BreakGlassServiceTest : public survivor::SurvivorFixture {
 protected:
  using AccessStub = AccessHouse::Stub;

  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    const absl::Status started = house_.Start(survivor_service_->shared_database());
    ASSERT_TRUE(started.ok()) << started;
    record_ = OpenedRecord(Herding());
  }

  v1::OpenBreakGlassRequest Opening() const {
    v1::OpenBreakGlassRequest request;
    request.set_request_id(NewRequestId());
    request.set_number(record_.number());
    request.set_reason(v1::BREAK_GLASS_REASON_UNCONSCIOUS);
    request.set_reason_words("Huşsuz vəziyyətdə gətirilib, qan itkisi var");
    return request;
  }
  absl::StatusOr<v1::BreakGlass> Open(const v1::OpenBreakGlassRequest& request,
                                      const TestCaller& caller = InEmergency(Strongly(kElsewhere))) const {
    return house_.Ask(&AccessStub::OpenBreakGlass, caller, request);
  }
  v1::BreakGlass Opened() const {
    auto opened = Open(Opening());
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.value_or(v1::BreakGlass());
  }
  absl::StatusOr<v1::BreakGlass> Review(const v1::BreakGlass& opening, const TestCaller& caller) const {
    v1::ReviewBreakGlassRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(opening.name());
    request.set_etag(opening.etag());
    request.set_verdict(v1::BREAK_GLASS_VERDICT_JUSTIFIED);
    request.set_verdict_words("Qəbul jurnalı ilə uyğundur");
    return house_.Ask(&AccessStub::ReviewBreakGlass, caller, request);
  }
  std::vector<v1::BreakGlass> Listed(const TestCaller& caller) const {
    const auto listed = house_.Ask(&AccessStub::ListBreakGlasses, caller, v1::ListBreakGlassesRequest());
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return {};
    return {listed->break_glasses().begin(), listed->break_glasses().end()};
  }
  absl::StatusOr<survivor::v1::Survivor> ReadInEmergency() const { return GetRecord(InEmergency(kElsewhere), record_.name()); }

  void Sql(const std::string& statement) const {
    const absl::Status done = house_.database().Execute(statement);
    ASSERT_TRUE(done.ok()) << done;
  }
  // As if it had been opened so long ago.
  void LetPass(const v1::BreakGlass& opening, const std::string& interval) const {
    Sql(absl::StrCat("UPDATE access.break_glass SET create_time = create_time - interval '", interval,
                     "', expire_time = expire_time - interval '", interval, "', review_due_time = review_due_time - interval '",
                     interval, "' WHERE uid = '", opening.uid(), "'"));
  }
  // One more assignment of somebody of the invented staff.
  TestCaller Also(const std::string& subject, int staff, int assignment, const std::string& role,
                  const std::string& institution) const {
    Sql(absl::StrCat("INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national) VALUES ('",
                     AssignmentUid(assignment), "', '", StaffUid(staff), "', '", role, "', '", institution, "', true)"));
    return {subject, AssignmentUid(assignment)};
  }
  // The person whose record it is, with an account of their own.
  TestCaller ThePerson(const std::string& person_uid) const {
    Sql(absl::StrCat("INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('", StaffUid(80), "', '",
                     dayaq::testing::kTestIssuer,
                     "', 'elnur-survivor', 'Elnur', 'Nümunəyev'); "
                     "INSERT INTO access.role_assignment (uid, staff_uid, role, institution, person_uid) VALUES ('",
                     AssignmentUid(80), "', '", StaffUid(80), "', 'survivor', 'ministry', '", person_uid, "')"));
    return {"elnur-survivor"};
  }

  AccessHouse house_;
  survivor::v1::Survivor record_;
};

TEST_F(BreakGlassServiceTest, AClinicianElsewhereReadsOneRecordForAnHour) {
  EXPECT_TRUE(absl::IsNotFound(GetRecord(kElsewhere, record_.name()).status()));
  EXPECT_TRUE(absl::IsNotFound(ReadInEmergency().status())) << "to state an emergency opens nothing";
  const v1::BreakGlass opening = Opened();
  EXPECT_EQ(opening.person_uid(), record_.uid());
  EXPECT_EQ(opening.institution(), "hospital-barda");
  EXPECT_EQ(opening.role(), "clinician");
  EXPECT_EQ(TimeOf(opening.expire_time()) - TimeOf(opening.create_time()), absl::Minutes(60));
  EXPECT_EQ(TimeOf(opening.review_due_time()) - TimeOf(opening.create_time()), absl::Hours(72));

  const auto read = ReadInEmergency();
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->identity().given_name(), "Elnur");
  EXPECT_TRUE(absl::IsNotFound(GetRecord(kElsewhere, record_.name()).status())) << "not for another purpose";
  // Of one person, and to nobody else.
  const survivor::v1::Survivor other = OpenedRecord(Hurt("6FGHJK8", "2024-03-01"));
  EXPECT_TRUE(absl::IsNotFound(GetRecord(InEmergency(kElsewhere), other.name()).status()));
  const TestCaller colleague = Also("aysel-registrar", 1, 90, "clinician", "hospital-barda");
  Sql("UPDATE access.role_assignment SET national = false WHERE uid = '" + AssignmentUid(90) + "'");
  EXPECT_TRUE(absl::IsNotFound(GetRecord(InEmergency(colleague), record_.name()).status()));

  LetPass(opening, "61 minutes");
  EXPECT_TRUE(absl::IsNotFound(ReadInEmergency().status())) << "the hour is over";
}

TEST_F(BreakGlassServiceTest, ANationalIdFindsThePersonToo) {
  v1::OpenBreakGlassRequest request = Opening();
  request.clear_number();
  request.set_national_id("5ABCDE7");
  const auto opened = Open(request);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->person_uid(), record_.uid());
  EXPECT_TRUE(ReadInEmergency().ok());
}

TEST_F(BreakGlassServiceTest, WhatDoesNotOpenARecord) {
  int refused = 0;
  const auto refuses = [&refused](const absl::Status& status, ErrorReason reason, const char* what) {
    EXPECT_EQ(ReasonOf(status), reason) << what << ": " << status;
    if (ReasonOf(status) == reason) ++refused;
  };
  refuses(Open(Opening(), InEmergency(kElsewhere)).status(), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED, "no strong sign-in");
  TestCaller long_ago = InEmergency(Strongly(kElsewhere));
  long_ago.signed_in_ago = absl::Minutes(6);
  refuses(Open(Opening(), long_ago).status(), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED, "one of six minutes ago");
  refuses(Open(Opening(), Strongly(kElsewhere)).status(), ErrorReason::ERROR_REASON_ACTION_DENIED, "for ordinary care");
  refuses(Open(Opening(), Strongly(TestCaller{"rashad-registrar"})).status(), ErrorReason::ERROR_REASON_ACTION_DENIED,
          "a registrar");
  refuses(Open(Opening(), Strongly(TestCaller{"samir-caseworker"})).status(), ErrorReason::ERROR_REASON_ACTION_DENIED,
          "a caseworker");
  v1::OpenBreakGlassRequest request = Opening();
  request.set_reason_words("təcili");
  refuses(Open(request).status(), ErrorReason::ERROR_REASON_FIELDS_INVALID, "too few words");
  request = Opening();
  request.set_reason_words("təcili                         !");
  EXPECT_TRUE(Open(request).ok()) << "blanks between letters count: people judge the words";
  request = Opening();
  request.clear_reason();
  refuses(Open(request).status(), ErrorReason::ERROR_REASON_FIELDS_INVALID, "no code");
  request = Opening();
  request.clear_number();
  refuses(Open(request).status(), ErrorReason::ERROR_REASON_FIELDS_INVALID, "nobody named");
  request = Opening();
  request.set_number("70000000");
  refuses(Open(request).status(), ErrorReason::ERROR_REASON_PERSON_UNKNOWN, "nobody of that number");
  request = Opening();
  request.clear_number();
  request.set_national_id("9ZZZZZ9");
  refuses(Open(request).status(), ErrorReason::ERROR_REASON_PERSON_UNKNOWN, "nobody of that national id");
  // A delegation in which somebody wrote the action by hand.
  Sql(absl::StrCat(
      "INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, valid_until, proposed_by, "
      "delegated_from, delegated_actions) VALUES ('",
      AssignmentUid(90), "', '", StaffUid(2), "', 'clinician', 'hospital-barda', '{AZ-BAR}', now() + interval '1 day', '",
      StaffUid(kElsewhereStaff), "', '", AssignmentUid(kElsewhereStaff), "', '{break_glass.open}')"));
  const absl::Status delegated = Open(Opening(), InEmergency(Strongly({"rashad-registrar", AssignmentUid(90)}))).status();
  refuses(delegated, ErrorReason::ERROR_REASON_ACTION_DENIED, "by delegation");
  EXPECT_EQ(RuleOf(delegated), "powers_are_not_passed_on");
  std::cout << refused << " of 11 openings refused, as they must be\n";
  EXPECT_EQ(refused, 11);
}

TEST_F(BreakGlassServiceTest, AnEmergencyIsForReadingOneRecordOnly) {
  Opened();
  const TestCaller caller = InEmergency(kElsewhere);
  EXPECT_EQ(ReasonOf(Die(survivor::SurvivorFixture::DeathOf(record_, "2024-05-01"), caller).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_TRUE(absl::IsNotFound(Die(survivor::SurvivorFixture::DeathOf(record_, "2024-05-01"), kElsewhere).status()));
  survivor::v1::ListSurvivorsRequest listing;
  listing.mutable_filter()->set_number(record_.number());
  EXPECT_EQ(ReasonOf(Ask(&Stub::ListSurvivors, caller, listing).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_THAT(Ask(&Stub::ListSurvivors, kElsewhere, listing)->survivors(), IsEmpty());
  const std::string incident = "incidents/" + record_.casualties(0).incident_uid();
  EXPECT_EQ(ReasonOf(Get(caller, incident).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
}

TEST_F(BreakGlassServiceTest, WhoOpenedItClosesItBeforeTheHourIsOver) {
  const v1::BreakGlass opening = Opened();
  v1::CloseBreakGlassRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(opening.name());
  request.set_etag(opening.etag());
  // The hospital in charge sees it, and cannot close it.
  EXPECT_EQ(ReasonOf(house_.Ask(&AccessStub::CloseBreakGlass, {"leyla-clinician"}, request).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  request.set_request_id(NewRequestId());
  const auto closed = house_.Ask(&AccessStub::CloseBreakGlass, kElsewhere, request);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_TRUE(closed->has_closed_time());
  EXPECT_TRUE(absl::IsNotFound(ReadInEmergency().status()));
  request.set_request_id(NewRequestId());
  request.set_etag(closed->etag());
  EXPECT_EQ(ReasonOf(house_.Ask(&AccessStub::CloseBreakGlass, kElsewhere, request).status()),
            ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(BreakGlassServiceTest, SomebodyOfAnotherInstitutionReviewsIt) {
  const v1::BreakGlass opening = Opened();
  EXPECT_EQ(opening.opened_by(), "") << "who it was is for those who review";
  const TestCaller same_institution = Also("rashad-registrar", 2, 91, "privacy_officer", "hospital-barda");
  const TestCaller same_person = Also("emin-clinician", kElsewhereStaff, 92, "privacy_officer", "audit-chamber");
  EXPECT_EQ(RuleOf(Review(opening, same_institution).status()), "another_institution_reviews");
  EXPECT_EQ(RuleOf(Review(opening, same_person).status()), "four_eyes_on_emergencies");
  EXPECT_EQ(ReasonOf(Review(opening, {"habib-auditor"}).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);

  const auto reviewed = Review(opening, {"jamila-privacy"});
  ASSERT_TRUE(reviewed.ok()) << reviewed.status();
  EXPECT_EQ(reviewed->verdict(), v1::BREAK_GLASS_VERDICT_JUSTIFIED);
  EXPECT_EQ(reviewed->reviewed_by(), StaffUid(20));
  EXPECT_EQ(reviewed->reviewer_institution(), "ministry");
  EXPECT_EQ(reviewed->opened_by(), StaffUid(kElsewhereStaff));
  EXPECT_EQ(reviewed->reason_words(), Opening().reason_words());
  EXPECT_EQ(ReasonOf(Review(*reviewed, {"tahir-privacy"}).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  const auto value = house_.database().Value(
      "SELECT string_agg(kind, ',' ORDER BY uid) FROM outbox.event WHERE resource LIKE 'breakGlasses/%' AND kind NOT LIKE "
      "'%overdue'");
  EXPECT_EQ(value.value_or(""), "break_glass.opened,break_glass.reviewed");
}

TEST_F(BreakGlassServiceTest, ThePersonSeesWhoOpenedTheirRecord) {
  Opened();
  const survivor::v1::Survivor other = OpenedRecord(Hurt("6FGHJK8", "2024-03-01"));
  v1::OpenBreakGlassRequest request = Opening();
  request.set_number(other.number());
  ASSERT_TRUE(Open(request).ok());
  const TestCaller person = ThePerson(record_.uid());
  const std::vector<v1::BreakGlass> listed = Listed(person);
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].person_uid(), record_.uid());
  EXPECT_EQ(listed[0].institution(), "hospital-barda");
  EXPECT_EQ(listed[0].reason(), v1::BREAK_GLASS_REASON_UNCONSCIOUS);
  EXPECT_EQ(listed[0].opened_by(), "") << "an institution answers for it, not a name";
  // ... and their record, and nobody else's.
  EXPECT_TRUE(GetRecord(person, record_.name()).ok());
  EXPECT_TRUE(absl::IsNotFound(GetRecord(person, other.name()).status()));

  EXPECT_THAT(Listed({"leyla-clinician"}), SizeIs(2)) << "the hospital in charge";
  EXPECT_THAT(Listed({"emin-clinician"}), SizeIs(2)) << "the hospital that opened them";
  EXPECT_THAT(Listed({"habib-auditor"}), SizeIs(2));
  const TestCaller far = Also("aysel-registrar", 1, 90, "clinician", "rehabilitation-baku");
  Sql("UPDATE access.role_assignment SET national = false WHERE uid = '" + AssignmentUid(90) + "'");
  EXPECT_THAT(Listed(far), IsEmpty());
}

TEST_F(BreakGlassServiceTest, WhatNobodyReviewedInTimeIsListedFirst) {
  const v1::BreakGlass late = Opened();
  const v1::BreakGlass reviewed = Opened();
  const v1::BreakGlass fresh = Opened();
  ASSERT_TRUE(Review(reviewed, {"jamila-privacy"}).ok());
  const auto react = [&] {
    Sql("UPDATE outbox.delivery SET due_time = now() WHERE subscriber = 'access.sweep'");
    const auto handled = house_.service().React("access.sweep");
    EXPECT_TRUE(handled.ok()) << handled.status();
    return handled.value_or(-1);
  };
  LetPass(late, "73 hours");
  LetPass(reviewed, "73 hours");
  EXPECT_EQ(react(), 3) << "one event each";
  const std::vector<v1::BreakGlass> listed = Listed({"jamila-privacy"});
  ASSERT_THAT(listed, SizeIs(3));
  EXPECT_EQ(listed[0].uid(), late.uid());
  EXPECT_TRUE(listed[0].review_overdue());
  EXPECT_EQ(listed[1].uid(), fresh.uid());
  EXPECT_FALSE(listed[1].review_overdue() || listed[2].review_overdue());
  v1::ListBreakGlassesRequest request;
  request.set_to_review(true);
  request.set_page_size(1);
  const auto first = house_.Ask(&AccessStub::ListBreakGlasses, {"jamila-privacy"}, request);
  ASSERT_TRUE(first.ok()) << first.status();
  request.set_page_token(first->next_page_token());
  const auto second = house_.Ask(&AccessStub::ListBreakGlasses, {"jamila-privacy"}, request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->break_glasses(0).uid(), fresh.uid());
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(BreakGlassServiceTest, WhoCanSeeARecordIsExplained) {
  v1::ExplainAccessRequest request;
  request.set_action("survivor.read");
  request.set_resource(record_.name());
  request.set_data_class(v1::DATA_CLASS_HEALTH);
  const auto who = house_.Ask(&AccessStub::ExplainAccess, {"ulviyya-access"}, request);
  ASSERT_TRUE(who.ok()) << who.status();
  std::vector<std::string> roles;
  for (const v1::RoleReach& reach : who->reaches()) {
    roles.push_back(absl::StrCat(reach.role().code(), " ", reach.assignment_count()));
    if (reach.role().code() == "clinician") {
      EXPECT_THAT(reach.role_assignments(), ElementsAre(AssignmentName(AssignmentUid(3))));
    }
  }
  EXPECT_THAT(roles, ElementsAre("hospital_registrar 1", "clinician 1", "disability_expert 1", "survivor 0", "guardian 0",
                                 "case_manager 1"));

  request.set_role_assignment_uid(AssignmentUid(kElsewhereStaff));
  const auto why = house_.Ask(&AccessStub::ExplainAccess, {"jamila-privacy"}, request);
  ASSERT_TRUE(why.ok()) << why.status();
  EXPECT_EQ(why->decision().refusal(), "OUT_OF_REACH");
  EXPECT_TRUE(why->decision().reads_class());
  request.set_role_assignment_uid(AssignmentUid(3));
  EXPECT_TRUE(house_.Ask(&AccessStub::ExplainAccess, {"jamila-privacy"}, request)->decision().allowed());
  request.set_resource("survivors/01900000-0000-7000-8000-00000000dead");
  EXPECT_TRUE(absl::IsNotFound(house_.Ask(&AccessStub::ExplainAccess, {"jamila-privacy"}, request).status()));
}

}  // namespace
}  // namespace dayaq::access
