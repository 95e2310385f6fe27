// The journey against services that answer as the real ones would, each thing appearing a little after it was caused.
#include "clients/cli/journey.h"

#include <map>
#include <mutex>

#include "clients/cli/fake_edge.h"
#include "clients/cli/message_fields.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"

namespace dayaq::cli {
namespace {

using payment::v1::Entitlement;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// One register with one person in it. Reactions take `lag` looks.
struct FakeRegister {
  std::mutex mutex;
  int lag = 2;
  bool assesses = true;
  bool verified = false;
  int etag = 1;
  int stale = 0;  // so many changes are refused because somebody else was faster
  survivor::v1::Survivor survivor;
  std::map<std::string, Entitlement> entitlements;

  bool Appears(int& looks) const { return looks++ >= lag; }
  Entitlement& Add(const char* benefit) {
    Entitlement& entitlement = entitlements[benefit];
    entitlement.set_name(absl::StrCat("entitlements/", benefit));
    entitlement.set_benefit(benefit);
    entitlement.set_state(payment::v1::ENTITLEMENT_STATE_ACTIVE);
    for (const auto need : {payment::v1::RELEASE_NEED_INCIDENT_VERIFIED, payment::v1::RELEASE_NEED_IDENTITY_CONFIRMED}) {
      entitlement.mutable_explanation()->add_needs()->set_need(need);
    }
    return entitlement;
  }
};

class FakeIncidents : public incident::v1::IncidentService::Service {
 public:
  explicit FakeIncidents(FakeRegister& state) : state_(state) {}
  grpc::Status RegisterIncident(grpc::ServerContext* /*context*/, const incident::v1::RegisterIncidentRequest* request,
                                incident::v1::Incident* response) override {
    *response = request->incident();
    response->set_name("incidents/01900000-0000-7000-8000-000000000001");
    response->set_number("1000423");
    response->mutable_casualties(0)->set_uid("01900000-0000-7000-8000-000000000002");
    return grpc::Status::OK;
  }
  grpc::Status GetIncident(grpc::ServerContext* /*context*/, const incident::v1::GetIncidentRequest* request,
                           incident::v1::Incident* response) override {
    response->set_name(request->name());
    response->set_etag("1");
    return grpc::Status::OK;
  }
  grpc::Status VerifyIncident(grpc::ServerContext* /*context*/, const incident::v1::VerifyIncidentRequest* /*request*/,
                              incident::v1::Incident* /*response*/) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.verified = true;
    return grpc::Status::OK;
  }

 private:
  FakeRegister& state_;
};

class FakeSurvivors : public survivor::v1::SurvivorService::Service {
 public:
  explicit FakeSurvivors(FakeRegister& state) : state_(state) {}
  grpc::Status ListSurvivors(grpc::ServerContext* /*context*/, const survivor::v1::ListSurvivorsRequest* request,
                             survivor::v1::ListSurvivorsResponse* response) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    EXPECT_EQ(request->filter().casualty_uid(), "01900000-0000-7000-8000-000000000002");
    if (!state_.Appears(looks_)) return grpc::Status::OK;
    state_.survivor.set_name("survivors/01900000-0000-7000-8000-000000000003");
    state_.survivor.set_number("3000018");
    *response->add_survivors() = state_.survivor;
    return grpc::Status::OK;
  }
  grpc::Status GetSurvivor(grpc::ServerContext* /*context*/, const survivor::v1::GetSurvivorRequest* /*request*/,
                           survivor::v1::Survivor* response) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    *response = state_.survivor;
    response->set_etag(absl::StrCat(state_.etag));
    return grpc::Status::OK;
  }
  grpc::Status ConfirmIdentity(grpc::ServerContext* /*context*/, const survivor::v1::ConfirmIdentityRequest* request,
                               survivor::v1::Survivor* /*response*/) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    if (state_.stale > 0) {
      --state_.stale;
      ++state_.etag;
      return FakeEdge::Wire(MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH, "changed"));
    }
    EXPECT_EQ(request->etag(), absl::StrCat(state_.etag));
    state_.survivor.mutable_identity_confirmed_time()->set_seconds(1);
    return grpc::Status::OK;
  }
  grpc::Status DecideDisability(grpc::ServerContext* /*context*/, const survivor::v1::DecideDisabilityRequest* request,
                                survivor::v1::Survivor* /*response*/) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    EXPECT_EQ(request->decision().percent(), 65);
    Entitlement& allowance = state_.Add("disability-allowance");
    for (const int qepik : {22000, 22000, 25000}) {
      auto& instalment = *allowance.add_instalments();
      instalment.set_kind(payment::v1::INSTALMENT_KIND_ARREARS);
      instalment.set_amount_qepik(qepik);
      allowance.set_entitled_qepik(allowance.entitled_qepik() + qepik);
    }
    for (const int qepik : {22000, 25000}) allowance.mutable_explanation()->add_amounts()->set_amount_qepik(qepik);
    return grpc::Status::OK;
  }
  grpc::Status RecordDeath(grpc::ServerContext* /*context*/, const survivor::v1::RecordDeathRequest* /*request*/,
                           survivor::v1::Survivor* /*response*/) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    Entitlement& allowance = state_.entitlements["disability-allowance"];
    allowance.set_state(payment::v1::ENTITLEMENT_STATE_ENDED);
    allowance.add_instalments()->set_amount_qepik(-25000);
    state_.Add("funeral");
    return grpc::Status::OK;
  }

 private:
  FakeRegister& state_;
  int looks_ = 0;
};

class FakeEntitlements : public payment::v1::EntitlementService::Service {
 public:
  explicit FakeEntitlements(FakeRegister& state) : state_(state) {}
  grpc::Status ListEntitlements(grpc::ServerContext* /*context*/, const payment::v1::ListEntitlementsRequest* request,
                                payment::v1::ListEntitlementsResponse* response) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    EXPECT_EQ(request->filter().survivor(), state_.survivor.name());
    if (!state_.assesses || !state_.Appears(looks_)) return grpc::Status::OK;
    if (state_.entitlements.empty()) state_.Add("immediate-assistance").set_example(true);
    for (auto& [benefit, entitlement] : state_.entitlements) {
      auto& needs = *entitlement.mutable_explanation()->mutable_needs();
      needs[0].set_met(state_.verified);
      needs[1].set_met(state_.survivor.has_identity_confirmed_time());
      *response->add_entitlements() = entitlement;
    }
    return grpc::Status::OK;
  }
  grpc::Status GetEntitlement(grpc::ServerContext* /*context*/, const payment::v1::GetEntitlementRequest* request,
                              Entitlement* response) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    *response = state_.entitlements[request->name().substr(request->name().find('/') + 1)];
    return grpc::Status::OK;
  }
  grpc::Status ExplainEntitlement(grpc::ServerContext* /*context*/, const payment::v1::ExplainEntitlementRequest* /*request*/,
                                  payment::v1::ExplainEntitlementResponse* response) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    *response->mutable_entitlement() = state_.entitlements["disability-allowance"];
    return grpc::Status::OK;
  }

 private:
  FakeRegister& state_;
  int looks_ = 0;
};

class Listener : public JourneyListener {
 public:
  void Begin(const std::string& sentence) override { begun = sentence; }
  void End(const PlayedStep& step) override {
    EXPECT_EQ(step.sentence, begun);
    ids.push_back(step.id);
    last = step;
    results.insert(results.end(), step.result.begin(), step.result.end());
  }
  std::string begun;
  std::vector<std::string> ids;
  std::vector<std::string> results;
  PlayedStep last;
};

class JourneyTest : public ::testing::Test {
 protected:
  absl::Status Play(bool with_death = false) {
    JourneyOptions options;
    options.with_death = with_death;
    options.bound = absl::Milliseconds(300);
    options.poll = absl::Milliseconds(1);
    Journey journey(
        [this](const std::string& subject) -> absl::StatusOr<Client*> {
          std::unique_ptr<Client>& client = clients_[subject];
          if (client == nullptr) client = *Client::OpenWith(edge_.settings(), {}, edge_.TokensFor(absl::Minutes(5)));
          return client.get();
        },
        Language::kEn, options);
    return journey.Play(listener_);
  }

  FakeRegister state_;
  FakeIncidents incidents_{state_};
  FakeSurvivors survivors_{state_};
  FakeEntitlements entitlements_{state_};
  FakeEdge edge_{{&incidents_, &survivors_, &entitlements_}};
  std::map<std::string, std::unique_ptr<Client>> clients_;
  Listener listener_;
};

TEST_F(JourneyTest, PlaysEveryStepInOrderAndWaitsForWhatHappensByItself) {
  const absl::Status status = Play();
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(listener_.ids, ElementsAre("sign_in", "register", "survivor", "first_entitlement", "verify", "confirm_identity",
                                         "decide_disability", "allowance", "explain", "needs"));
  EXPECT_THAT(listener_.results, Contains("disability-allowance: 690.00 AZN, active"));
  EXPECT_THAT(listener_.results, Contains("3 instalments, of these arrears: 3"));
  EXPECT_THAT(listener_.results, Contains(HasSubstr("immediate-assistance [EXAMPLE")));
  EXPECT_EQ(listener_.last.look, "dayaqctl entitlement list --survivor 3000018");
}

TEST_F(JourneyTest, ADeathEndsTheAllowanceAndBeginsTheFuneralBenefit) {
  const absl::Status status = Play(true);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(listener_.ids.size(), 13U);
  EXPECT_THAT(listener_.results, Contains(HasSubstr("taken back: -250.00 AZN")));
  EXPECT_THAT(listener_.last.result, Contains(HasSubstr("funeral")));
}

TEST_F(JourneyTest, ReadsAgainWhenSomebodyWasFaster) {
  state_.stale = 2;
  EXPECT_TRUE(Play().ok());
}

TEST_F(JourneyTest, AStepThatDoesNotHappenEndsItAndSaysWhereToLook) {
  state_.assesses = false;
  const absl::Status status = Play();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("dayaqctl reactions list"));
  EXPECT_EQ(listener_.last.id, "first_entitlement");
  EXPECT_FALSE(listener_.last.done);
  EXPECT_EQ(listener_.ids.size(), 4U);
}

}  // namespace
}  // namespace dayaq::cli
