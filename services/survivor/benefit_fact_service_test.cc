// What is recorded by act over gRPC against a real PostgreSQL: what is refused, who sees it, what ends it, and what is told.
#include "services/survivor/benefit_fact_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class BenefitFactServiceTest : public SharingFixture {
 protected:
  using Facts = v1::BenefitFactService::Stub;

  void SetUp() override {
    SharingFixture::SetUp();
    if (survivor_service_ != nullptr) facts_ = v1::BenefitFactService::NewStub(survivor_service_->Channel());
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> AskFacts(grpc::Status (Facts::*method)(grpc::ClientContext*, const Request&, Response*),
                                    const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*facts_, method, caller, request);
  }

  static v1::RecordBenefitFactRequest Blindness(const v1::Survivor& survivor, absl::string_view from = "2025-03-01") {
    v1::RecordBenefitFactRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    v1::BenefitFact& fact = *request.mutable_fact();
    fact.set_kind(v1::BENEFIT_FACT_KIND_BLINDNESS);
    *fact.mutable_holds_from() = Date(from);
    fact.set_act_number("TSE-12");
    *fact.mutable_act_date() = Date("2025-03-05");
    fact.set_issued_by("Ekspertiza Agentliyi");
    return request;
  }
  absl::StatusOr<v1::BenefitFact> Record(const v1::RecordBenefitFactRequest& request,
                                         const TestCaller& caller = kCaseworker) const {
    return AskFacts(&Facts::RecordBenefitFact, caller, request);
  }
  std::vector<v1::BenefitFact> Listed(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker,
                                      bool withdrawn_too = false) const {
    v1::ListBenefitFactsRequest request;
    request.set_survivor(survivor.name());
    request.set_withdrawn_too(withdrawn_too);
    const auto listed = AskFacts(&Facts::ListBenefitFacts, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return {};
    return {listed->facts().begin(), listed->facts().end()};
  }
  template <typename Request>
  static Request About(const v1::BenefitFact& fact) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(fact.name());
    request.set_etag(fact.etag());
    request.set_reason("Akt üzrə");
    return request;
  }
  int64_t Told(const v1::Survivor& survivor) const {
    return Count("SELECT count(*) FROM outbox.event WHERE kind = 'survivor.benefit_facts_changed' AND resource = '" +
                 survivor.name() + "'");
  }

  std::unique_ptr<Facts> facts_;
};

TEST_F(BenefitFactServiceTest, ItIsRecordedListedAndToldAndTheSameRequestActsOnce) {
  const v1::Survivor survivor = Known();
  const v1::RecordBenefitFactRequest request = Blindness(survivor);
  const auto recorded = Record(request);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(recorded->survivor_uid(), survivor.uid());
  EXPECT_EQ(recorded->etag(), "1");
  EXPECT_EQ(Record(request)->uid(), recorded->uid());
  EXPECT_EQ(Told(survivor), 1);
  ASSERT_THAT(Listed(survivor), SizeIs(1));
  EXPECT_EQ(Listed(survivor)[0].act_number(), "TSE-12");
  EXPECT_EQ(ReasonOf(Record(Blindness(survivor, "2026-01-01")).status()), ErrorReason::ERROR_REASON_BENEFIT_FACT_OVERLAPS);
}

TEST_F(BenefitFactServiceTest, FaultsAreToldAllAtOnceAndStrangersAreNoFamily) {
  const v1::Survivor survivor = Known();
  v1::RecordBenefitFactRequest request = Blindness(survivor);
  request.mutable_fact()->set_kind(v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY);
  request.mutable_fact()->set_family_member_uid(NewRequestId());
  EXPECT_THAT(FaultsOf(Record(request).status()), UnorderedElementsAre("fact.holds_until BENEFIT_FACT_CONTRADICTION",
                                                                       "fact.family_member_uid BENEFIT_FACT_MEMBER_INVALID"));
  request = Blindness(survivor);
  request.mutable_fact()->set_kind(v1::BENEFIT_FACT_KIND_MARTYR);
  EXPECT_THAT(FaultsOf(Record(request).status()), ElementsAre("fact.kind BENEFIT_FACT_CONTRADICTION"));
  EXPECT_THAT(FaultsOf(Record(v1::RecordBenefitFactRequest()).status()),
              UnorderedElementsAre("request_id REQUIRED", "survivor REQUIRED", "fact REQUIRED"));
  EXPECT_THAT(Listed(survivor), IsEmpty());
  EXPECT_EQ(Told(survivor), 0);
}

TEST_F(BenefitFactServiceTest, AnActEndsItOnceAndAMistakeIsTakenBackOnce) {
  const v1::Survivor survivor = Known();
  const v1::BenefitFact fact = *Record(Blindness(survivor));
  auto end = About<v1::EndBenefitFactRequest>(fact);
  *end.mutable_holds_until() = Date("2025-12-31");
  end.set_act_number("TSE-77");
  *end.mutable_act_date() = Date("2026-01-05");
  const auto ended = AskFacts(&Facts::EndBenefitFact, kCaseworker, end);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->ending_act_number(), "TSE-77");
  EXPECT_EQ(ToText(ended->holds_until()), "2025-12-31");
  end.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(AskFacts(&Facts::EndBenefitFact, kCaseworker, end).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  end.set_etag(ended->etag());
  end.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(AskFacts(&Facts::EndBenefitFact, kCaseworker, end).status()), ErrorReason::ERROR_REASON_BENEFIT_FACT_OVER);
  const auto withdrawn = AskFacts(&Facts::WithdrawBenefitFact, kCaseworker, About<v1::WithdrawBenefitFactRequest>(*ended));
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_TRUE(withdrawn->has_withdrawn_time());
  EXPECT_THAT(Listed(survivor), IsEmpty());
  EXPECT_THAT(Listed(survivor, kCaseworker, true), SizeIs(1));
  EXPECT_EQ(
      ReasonOf(AskFacts(&Facts::WithdrawBenefitFact, kCaseworker, About<v1::WithdrawBenefitFactRequest>(*withdrawn)).status()),
      ErrorReason::ERROR_REASON_BENEFIT_FACT_OVER);
  EXPECT_EQ(Told(survivor), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.benefit_fact_history"), 2) << "former versions are kept";
}

TEST_F(BenefitFactServiceTest, OnlyWhoAnswersForMoneyRecordsAndThePersonSeesIt) {
  const v1::Survivor survivor = Known();
  EXPECT_EQ(Record(Blindness(survivor), kClinician).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Record(Blindness(survivor), kAuditor).status().code(), absl::StatusCode::kPermissionDenied);
  ASSERT_TRUE(Record(Blindness(survivor)).ok());
  EXPECT_THAT(Listed(survivor, ThePerson(survivor.uid())), SizeIs(1));
  EXPECT_THAT(Listed(survivor, kAuditor), SizeIs(1));
}

TEST_F(BenefitFactServiceTest, AChildsComingOfAgeIsKeptBesideTheSealedBirthDate) {
  const v1::Survivor survivor = Known();
  const auto child = Add(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2024-02-29"));
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(ToText(child->of_age_on()), "2042-03-01");
  EXPECT_EQ(ToText(Add(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2025-05"))->of_age_on()), "2043-05");
  EXPECT_FALSE(Add(MemberOf(survivor, v1::FAMILY_RELATION_SPOUSE, "2001-05-06"))->has_of_age_on()) << "no age ends that share";
  EXPECT_EQ(
      Count("SELECT count(*) FROM outbox.event WHERE kind = 'survivor.family_changed' AND resource = '" + survivor.name() + "'"),
      3);
}

// Members who were recorded before the day was kept get it by themselves, each once; who has no birth date stays without.
TEST_F(BenefitFactServiceTest, WhoWasRecordedBeforeComesOfAgeByTheSameRule) {
  const v1::Survivor survivor = Known();
  const auto exact = Add(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2024-02-29"));
  const auto vague = Add(MemberOf(survivor, v1::FAMILY_RELATION_SIBLING, "2025-05"));
  const auto spouse = Add(MemberOf(survivor, v1::FAMILY_RELATION_SPOUSE, "2001-05-06"));
  ASSERT_TRUE(exact.ok() && vague.ok() && spouse.ok());
  React();
  const auto sql = [&](const std::string& statement) {
    const absl::Status done = survivor_service_->database().Execute(
        absl::StrCat("BEGIN; SET LOCAL session_replication_role = replica; ", statement, "; COMMIT"));
    EXPECT_TRUE(done.ok()) << done;
  };
  const auto kept = [&](const v1::FamilyMember& member) {
    return survivor_service_->database()
        .Value(absl::StrCat("SELECT coalesce(of_age_on, '-') FROM survivor.family_member WHERE uid = '", member.uid(), "'"))
        .value_or("?");
  };
  sql("UPDATE survivor.family_member SET of_age_on = NULL");
  const int64_t told = Count("SELECT count(*) FROM outbox.event WHERE kind = 'survivor.family_changed'");
  ASSERT_TRUE(survivor_service_->database().Execute("SELECT survivor.tell_unknown_ages()").ok());
  React();
  EXPECT_EQ(kept(*exact), "2042-03-01");
  EXPECT_EQ(kept(*vague), "2043-05");
  EXPECT_EQ(kept(*spouse), "-") << "no age ends that share";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'survivor.family_changed'"), told + 2)
      << "whoever works out shares hears of it";
  EXPECT_EQ(Count("SELECT survivor.tell_unknown_ages()"), 0) << "nobody is left";
  // Corrected before the service came to it: nothing is written again.
  sql(absl::StrCat("UPDATE survivor.family_member SET of_age_on = NULL WHERE uid = '", exact->uid(), "'"));
  ASSERT_TRUE(survivor_service_->database().Execute("SELECT survivor.tell_unknown_ages()").ok());
  sql(absl::StrCat("UPDATE survivor.family_member SET of_age_on = '2040-01-01' WHERE uid = '", exact->uid(), "'"));
  React();
  EXPECT_EQ(kept(*exact), "2040-01-01");
}

}  // namespace
}  // namespace dayaq::survivor
