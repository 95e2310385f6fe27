// The incident service over gRPC with mutual TLS against a real PostgreSQL: each RPC as the role that uses it.
#include "services/incident/incident_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;

class IncidentServiceTest : public IncidentFixture {};

TEST_F(IncidentServiceTest, AWardRegistersAnIncidentAndReadsItBackWhole) {
  const auto made = Register(Herding());
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->state(), v1::INCIDENT_STATE_REPORTED);
  EXPECT_EQ(made->injured(), 1);
  EXPECT_FALSE(made->number().empty());

  const auto read = Get(kRegistrar, made->name());
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_THAT(read->casualties(), SizeIs(1));
  const v1::CasualtyFacts& facts = read->casualties(0).facts();
  EXPECT_EQ(facts.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(facts.identity().national_id(), "5ABCDE7");
  EXPECT_EQ(facts.clinical_note(), "Turniket qoyulub");
  EXPECT_EQ(facts.age().min_years(), 21);
  EXPECT_EQ(facts.age().max_years(), 22);
  ASSERT_THAT(read->reports(), SizeIs(1));
  EXPECT_THAT(read->reports(0).statements(), SizeIs(1));
}

TEST_F(IncidentServiceTest, AnamaSeesTheEventAndNeitherNamesNorInjuries) {
  const auto made = Register(Herding());
  ASSERT_TRUE(made.ok()) << made.status();
  const auto read = Get(kAnama, made->name());
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_THAT(read->casualties(), SizeIs(1));
  EXPECT_FALSE(read->casualties(0).facts().has_identity());
  EXPECT_TRUE(read->casualties(0).facts().injuries().empty());
  EXPECT_EQ(read->casualties(0).facts().clinical_note(), "");
  EXPECT_THAT(read->casualties(0).redacted_fields(), Contains("facts.identity"));
}

TEST_F(IncidentServiceTest, TheSameRequestIdMakesOneIncident) {
  const v1::RegisterIncidentRequest request = Herding();
  const auto first = Register(request), second = Register(request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(first->name(), second->name());
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 1);
  v1::RegisterIncidentRequest other = request;
  other.mutable_incident()->mutable_facts()->set_settlement("Başqa kənd");
  EXPECT_EQ(ReasonOf(Register(other).status()), ErrorReason::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(IncidentServiceTest, AnotherHospitalInAnotherDistrictSeesNothing) {
  const auto made = Register(Herding());
  ASSERT_TRUE(made.ok()) << made.status();
  const auto hidden = Get(kOtherRegistrar, made->name());
  const auto absent = Get(kOtherRegistrar, "incidents/01900000-0000-7000-8000-00000000dead");
  EXPECT_EQ(hidden.status(), absent.status());
  EXPECT_EQ(hidden.status().code(), absl::StatusCode::kNotFound);
}

TEST_F(IncidentServiceTest, AllFaultsAreNamedAtOnceAndNothingIsStored) {
  v1::RegisterIncidentRequest request = Herding();
  request.mutable_incident()->mutable_facts()->set_district("AZ-XXX");
  auto* facts = request.mutable_incident()->mutable_casualties(0)->mutable_facts();
  facts->set_outcome(v1::OUTCOME_KILLED);
  facts->mutable_died_on()->set_year(2024);
  facts->mutable_died_on()->set_month(1);
  const auto refused = Register(request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(FaultsOf(refused.status()),
              ::testing::UnorderedElementsAre("incident.facts.district DISTRICT_UNKNOWN",
                                              "incident.casualties[0].facts.died_on DEATH_BEFORE_INCIDENT"));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry WHERE decision = 'DECISION_FAILED'"), 1);
}

TEST_F(IncidentServiceTest, AnamaVerifiesOnceAndAStaleDecisionIsRefused) {
  const auto made = Register(Herding());
  ASSERT_TRUE(made.ok()) << made.status();
  const auto verified = Verify(kAnama, *made);
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(verified->state(), v1::INCIDENT_STATE_VERIFIED);
  EXPECT_THAT(verified->decisions(), SizeIs(1));
  EXPECT_EQ(ReasonOf(Verify(kAnama, *made).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(ReasonOf(Verify(kAnama, *verified).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  EXPECT_EQ(ReasonOf(Verify(kRegistrar, *verified).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
}

}  // namespace
}  // namespace dayaq::incident
