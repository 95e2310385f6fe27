// Who looked, over gRPC with mutual TLS against a real PostgreSQL, beside the services whose records are looked at: what a person
// is told, what those who oversee are told, and what is withheld for a time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/audit/audit_test_fixture.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::audit {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Property;
using ::testing::SizeIs;

// "hospital_registrar READ" of each line.
std::vector<std::string> Told(const std::vector<v1::Look>& looks) {
  std::vector<std::string> told;
  for (const v1::Look& look : looks) told.push_back(absl::StrCat(look.role(), " ", v1::LookKind_Name(look.kind()).substr(10)));
  return told;
}

class WhoLookedTest : public AuditFixture {
 protected:
  void SetUp() override {
    AuditFixture::SetUp();
    if (incident_ == nullptr) return;
    incident_made_ = Register(YardInTartar());
    Settle();
    record_ = SurvivorOf(incident_made_.casualties(0).uid());
    person_ = ThePerson(record_.uid());
  }

  std::vector<v1::Look> Asked(const TestCaller& caller, const std::string& name = "") const {
    audit_.PlaceEntries();
    return LooksAt(caller, name);
  }
  v1::ProposeWithholdingRequest Proposal() const {
    v1::ProposeWithholdingRequest request;
    request.set_request_id(NewRequestId());
    v1::Withholding& withholding = *request.mutable_withholding();
    withholding.set_person_uid(record_.uid());
    *withholding.mutable_looks_from() = Timestamp(absl::Now() - absl::Hours(24));
    *withholding.mutable_looks_until() = Timestamp(absl::Now() + absl::Hours(24));
    *withholding.mutable_end_time() = Timestamp(absl::Now() + absl::Hours(48));
    withholding.set_legal_act(v1::LEGAL_ACT_CRIMINAL_PROCEDURE);
    withholding.set_article("177.1");
    withholding.set_reason("İstintaq gedir, məlumat verilə bilməz");
    return request;
  }
  absl::StatusOr<v1::Withholding> Propose(const v1::ProposeWithholdingRequest& request,
                                          const TestCaller& caller = Strongly(kPrivacyOfficer)) const {
    return Ask(&Stub::ProposeWithholding, caller, request);
  }
  template <typename Request>
  static Request Changing(const v1::Withholding& withholding) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(withholding.name());
    request.set_etag(withholding.etag());
    return request;
  }
  absl::StatusOr<v1::Withholding> Approve(const v1::Withholding& withholding,
                                          const TestCaller& caller = Strongly(kSecondPrivacyOfficer)) const {
    return Ask(&Stub::ApproveWithholding, caller, Changing<v1::ApproveWithholdingRequest>(withholding));
  }
  v1::Withholding InForce(const v1::ProposeWithholdingRequest& request) const {
    const auto proposed = Propose(request);
    EXPECT_TRUE(proposed.ok()) << proposed.status();
    const auto approved = Approve(proposed.value_or(v1::Withholding()));
    EXPECT_TRUE(approved.ok()) << approved.status();
    return approved.value_or(v1::Withholding());
  }

  incident::v1::Incident incident_made_;
  survivor::v1::Survivor record_;
  TestCaller person_;
};

TEST_F(WhoLookedTest, APersonIsToldByInstitutionAndRoleAndNeverByName) {
  const std::vector<v1::Look> looks = Asked(person_);
  EXPECT_THAT(Told(looks), Contains("hospital_registrar CHANGED"));
  EXPECT_THAT(Told(looks), Contains("caseworker READ"));
  EXPECT_THAT(Told(looks), Contains("survivor_background CHANGED"));
  EXPECT_THAT(Told(looks), Contains("payment_background CHANGED"));
  EXPECT_THAT(looks, Each(Property(&v1::Look::staff_uid, "")));
  EXPECT_THAT(looks, Each(Property(&v1::Look::entry_uids, IsEmpty())));
  for (const v1::Look& look : looks) {
    EXPECT_NE(look.role_az(), "");
    EXPECT_NE(look.purpose_en(), "");
    EXPECT_NE(look.action_az(), "");
    EXPECT_EQ(look.by_system(), look.institution().empty());
    EXPECT_EQ(look.institution_az().empty(), look.by_system());
    EXPECT_LE(TimeOf(look.first_time()), TimeOf(look.last_time()));
  }
}

TEST_F(WhoLookedTest, ACaseworkerIsSeenWithWhatTheySaw) {
  Decide(ReadSurvivor(record_.name()), Decision(63, dayaq::testing::Day(2024, 6, 3), "TSE-2024/0417"));
  Settle();
  EXPECT_THAT(EntitlementsOf(record_), Not(IsEmpty()));
  const std::vector<v1::Look> looks = Asked(person_);
  bool seen = false;
  for (const v1::Look& look : looks) {
    if (look.action() != "survivor.read" || look.role() != "caseworker") continue;
    seen = true;
    EXPECT_EQ(look.institution(), "dost-barda");
    EXPECT_EQ(look.purpose(), "assistance");
    EXPECT_THAT(look.seen(), Contains(access::v1::DATA_CLASS_IDENTITY));
    EXPECT_THAT(look.seen(), Not(Contains(access::v1::DATA_CLASS_HEALTH)));
    EXPECT_EQ(look.kind(), v1::LOOK_KIND_READ);
  }
  EXPECT_TRUE(seen);
  EXPECT_THAT(looks, Contains(Property(&v1::Look::action, "entitlement.read"))) << "money is part of the person";
}

TEST_F(WhoLookedTest, WhoOverseesIsToldWhoItWas) {
  const std::vector<v1::Look> looks = Asked(kPrivacyOfficer, record_.name());
  EXPECT_THAT(looks, Contains(AllOf(Property(&v1::Look::role, "hospital_registrar"),
                                    Property(&v1::Look::staff_uid, "01900000-0000-7000-8000-000000000001"))));
  for (const v1::Look& look : looks) EXPECT_THAT(look.entry_uids(), SizeIs(Gt(0)));
  // And that is a look itself.
  EXPECT_THAT(Told(Asked(person_)), Contains("privacy_officer READ"));
}

TEST_F(WhoLookedTest, NobodyIsToldOfAnybodyElse) {
  const incident::v1::Incident other = [&] {
    auto request = YardInTartar();
    request.mutable_incident()->mutable_casualties(0)->mutable_facts()->mutable_identity()->set_national_id("8C3VS5E");
    return Register(request);
  }();
  Settle();
  const survivor::v1::Survivor others = SurvivorOf(other.casualties(0).uid());
  audit_.PlaceEntries();
  v1::WhoLookedRequest request;
  request.set_name(others.name());
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::WhoLooked, person_, request).status()));
  request.set_name("survivors/" + NewRequestId());
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::WhoLooked, person_, request).status())) << "alike to one that is not there";
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::WhoLooked, kPrivacyOfficer, request).status()));
  request.clear_name();
  EXPECT_TRUE(absl::IsNotFound(Ask(&Stub::WhoLooked, kPrivacyOfficer, request).status())) << "nobody is meant";
  for (const TestCaller& caller : {kOperator, dayaq::testing::kCaseworker}) {
    EXPECT_TRUE(absl::IsPermissionDenied(Ask(&Stub::WhoLooked, caller, request).status()) ||
                absl::IsUnauthenticated(Ask(&Stub::WhoLooked, caller, request).status()))
        << caller.subject;
  }
  const TestCaller guardian = ThePerson(others.uid(), 2, "guardian");
  EXPECT_THAT(Asked(guardian), Not(IsEmpty()));
  EXPECT_EQ(Asked(guardian).size(), Asked(guardian, others.name()).size());
}

TEST_F(WhoLookedTest, ARefusedAttemptIsToldToo) {
  survivor::v1::GetSurvivorRequest request;
  request.set_name(record_.name());
  // The record lies in Tərtər.
  EXPECT_TRUE(absl::IsNotFound(Call(&Survivors::GetSurvivor, TestCaller{"emin-clinician"}, request).status()));
  const std::vector<v1::Look> looks = Asked(person_);
  EXPECT_THAT(looks, Contains(AllOf(Property(&v1::Look::role, "clinician"), Property(&v1::Look::kind, v1::LOOK_KIND_REFUSED),
                                    Property(&v1::Look::institution, "hospital-barda"), Property(&v1::Look::seen, IsEmpty()))));
}

TEST_F(WhoLookedTest, TenReadsAreOneLineWithTheirNumber) {
  for (int i = 0; i < 10; ++i) ReadSurvivor(record_.name());
  int64_t reads = 0, lines = 0;
  for (const v1::Look& look : Asked(person_)) {
    if (look.action() != "survivor.read" || look.role() != "caseworker") continue;
    reads += look.count();
    ++lines;
  }
  EXPECT_GE(reads, 10);
  EXPECT_LE(lines, 2) << "a minute may end in between";
}

TEST_F(WhoLookedTest, PagesTellTheSame) {
  for (int i = 0; i < 3; ++i) {
    ReadSurvivor(record_.name());
    EntitlementsOf(record_);
  }
  audit_.PlaceEntries();
  const auto counted = [](const std::vector<v1::Look>& looks) {
    int64_t count = 0;
    for (const v1::Look& look : looks) count += look.count();
    return count;
  };
  const int64_t whole = counted(LooksAt(kPrivacyOfficer, record_.name(), 200));
  EXPECT_GT(whole, 6);
  for (const int size : {1, 2, 3, 7}) EXPECT_EQ(counted(LooksAt(kPrivacyOfficer, record_.name(), size)), whole) << size;
}

TEST_F(WhoLookedTest, APeriodEndsAfterItBegins) {
  v1::WhoLookedRequest request;
  *request.mutable_from_time() = Timestamp(absl::Now());
  *request.mutable_until_time() = Timestamp(absl::Now() - absl::Seconds(1));
  EXPECT_THAT(FaultsOf(Ask(&Stub::WhoLooked, person_, request).status()), ElementsAre("until_time PERIOD_IMPOSSIBLE"));
}

TEST_F(WhoLookedTest, WhatIsWithheldComesBackAndIsNeverWithheldFromWhoOversees) {
  const size_t before = Asked(person_).size();
  const auto proposed = Propose(Proposal());
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->state(), v1::WITHHOLDING_STATE_PROPOSED);
  EXPECT_EQ(proposed->district(), "AZ-TAR");
  EXPECT_GE(Asked(person_).size(), before) << "a proposal withholds nothing";

  // The second signature is somebody else's, after a strong sign-in.
  EXPECT_EQ(ReasonOf(Approve(*proposed, kSecondPrivacyOfficer).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_TRUE(absl::IsPermissionDenied(Approve(*proposed, Strongly(kPrivacyOfficer)).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(Approve(*proposed, Strongly(kAuditor)).status()));
  const auto approved = Approve(*proposed);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->approved_by(), "01900000-0000-7000-8000-000000000028");

  audit_.PlaceEntries();
  EXPECT_THAT(LooksAt(person_), IsEmpty());
  EXPECT_THAT(Asked(kAuditor, record_.name()), Contains(Property(&v1::Look::withheld_by, approved->name())));
  // That it was withheld is written down, and not told.
  EXPECT_EQ(Value(absl::StrCat("SELECT count(*) > 0 FROM audit.entry WHERE role = 'survivor' AND resources @> ARRAY['",
                               approved->name(), "']")),
            "t");
  EXPECT_THAT(Asked(person_), IsEmpty());

  // Its time passes.
  Sql("UPDATE audit.withholding SET create_time = now() - interval '2 days', looks_from = now() - interval '3 days', looks_until = "
      "now() "
      "- interval '1 hour', end_time = now() - interval '1 minute'");
  EXPECT_GE(Asked(person_).size(), before);
}

TEST_F(WhoLookedTest, OfOneInstitutionOnlyAndUntilSomebodyEndsIt) {
  ReadSurvivor(record_.name());
  auto request = Proposal();
  request.mutable_withholding()->set_looks_institution("dost-barda");
  const v1::Withholding withholding = InForce(request);
  EXPECT_THAT(Told(Asked(person_)), AllOf(Contains("hospital_registrar CHANGED"), Not(Contains("caseworker READ"))));
  const auto ended = Ask(&Stub::EndWithholding, kPrivacyOfficer, Changing<v1::EndWithholdingRequest>(withholding));
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->ended_by(), "01900000-0000-7000-8000-000000000020");
  EXPECT_THAT(Told(Asked(person_)), Contains("caseworker READ"));
  EXPECT_EQ(ReasonOf(Ask(&Stub::EndWithholding, kPrivacyOfficer, Changing<v1::EndWithholdingRequest>(*ended)).status()),
            ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(WhoLookedTest, ASecondDeliveryOfAChangeAnswersWithTheFirst) {
  const auto request = Proposal();
  const auto once = Propose(request);
  const auto twice = Propose(request);
  ASSERT_TRUE(once.ok() && twice.ok());
  EXPECT_EQ(once->name(), twice->name());
  EXPECT_EQ(Value("SELECT count(*) FROM audit.withholding"), "1");
}

TEST_F(WhoLookedTest, EveryFaultOfAProposalIsNamed) {
  auto request = Proposal();
  v1::Withholding& withholding = *request.mutable_withholding();
  *withholding.mutable_end_time() = Timestamp(absl::Now() + absl::Hours(24 * 181));
  withholding.set_article("everything");
  withholding.set_reason("short");
  withholding.set_legal_act(v1::LEGAL_ACT_UNSPECIFIED);
  withholding.set_looks_institution("No Such Place");
  EXPECT_THAT(FaultsOf(Propose(request).status()),
              ::testing::UnorderedElementsAre("withholding.end_time PERIOD_IMPOSSIBLE", "withholding.article PATTERN_MISMATCH",
                                              "withholding.reason TOO_SHORT", "withholding.legal_act REQUIRED",
                                              "withholding.looks_institution PATTERN_MISMATCH"));
  auto nobody = Proposal();
  nobody.mutable_withholding()->set_person_uid(NewRequestId());
  EXPECT_TRUE(absl::IsNotFound(Propose(nobody).status()));
  EXPECT_EQ(Value("SELECT count(*) FROM audit.withholding"), "0");
}

TEST_F(WhoLookedTest, WithholdingsAreListedForWhoOversees) {
  const v1::Withholding withholding = InForce(Proposal());
  const auto listed = [&](const TestCaller& caller, bool ended_too, const std::string& person) {
    v1::ListWithholdingsRequest request;
    request.set_person(person);
    request.set_ended_too(ended_too);
    const auto answer = Ask(&Stub::ListWithholdings, caller, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->withholdings_size() : -1;
  };
  EXPECT_EQ(listed(kAuditor, false, ""), 1);
  EXPECT_EQ(listed(kAuditor, false, "survivors/" + NewRequestId()), 0);
  EXPECT_EQ(listed(kPrivacyOfficer, false, record_.name()), 1);
  EXPECT_TRUE(absl::IsPermissionDenied(Ask(&Stub::ListWithholdings, person_, v1::ListWithholdingsRequest()).status()));
  ASSERT_TRUE(Ask(&Stub::EndWithholding, kPrivacyOfficer, Changing<v1::EndWithholdingRequest>(withholding)).ok());
  EXPECT_EQ(listed(kAuditor, false, ""), 0);
  EXPECT_EQ(listed(kAuditor, true, ""), 1);
}

}  // namespace
}  // namespace dayaq::audit
