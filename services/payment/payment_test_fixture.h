// The payment service as it runs, for integration tests, beside the incident service on one database. Survivors and what was
// decided about them are written as the survivor service stores them, so that a test says exactly what was known when.
#ifndef SERVICES_PAYMENT_PAYMENT_TEST_FIXTURE_H_
#define SERVICES_PAYMENT_PAYMENT_TEST_FIXTURE_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "services/incident/duplicate_service.h"
#include "services/incident/incident_service.h"
#include "services/payment/assessment_service.h"
#include "services/payment/benefit_register.h"
#include "services/payment/benefit_test_data.h"
#include "services/payment/in_kind_benefits.h"
#include "services/payment/payment_parts.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/text/partial_date.h"
#include "tests/support/database_observer.h"
#include "tests/support/survivor_rows.h"
#include "tests/support/test_service.h"

namespace dayaq::payment {

using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;

inline const TestCaller kCaseworker{"samir-caseworker"};       // AZ-BAR and AZ-TAR
inline const TestCaller kOtherCaseworker{"sevda-caseworker"};  // AZ-BAR
inline const TestCaller kVerifier{"kamran-verifier"};
inline const TestCaller kAuditor{"habib-auditor"};
inline const TestCaller kRegistrar{"aysel-registrar"};  // hospital in AZ-TAR
inline const TestCaller kAnama{"tural-anama"};

inline constexpr char kAllowance[] = "disability-allowance";
inline constexpr char kFuneral[] = "funeral-benefit";
inline constexpr char kImmediate[] = "immediate-assistance";

using dayaq::testing::TestDecision;

class PaymentFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    auto loaded = LoadBenefits(kRulesOfNovember2026);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    rules_ = *std::move(loaded);

    incidents_.Bind(incident_methods_);
    duplicates_.Bind(incident_methods_);
    auto incident = dayaq::testing::TestService::Start("incident", {&incident_methods_});
    ASSERT_TRUE(incident.ok()) << incident.status();
    incident_ = *std::move(incident);
    incident_stub_ = incident::v1::IncidentService::NewStub(incident_->Channel());

    auto policies = PaymentPolicies::Load("policy");
    ASSERT_TRUE(policies.ok()) << policies.status();
    policies->benefits = rules_;
    if (!in_kind_directory_.empty()) {
      auto in_kind = LoadInKindBenefits(in_kind_directory_);
      ASSERT_TRUE(in_kind.ok()) << in_kind.status();
      policies->in_kind = *std::move(in_kind);
    }
    parts_.emplace(*std::move(policies));
    auto payment =
        dayaq::testing::TestService::Start("payment", parts_->methods(), parts_->reactions(), incident_->shared_database());
    ASSERT_TRUE(payment.ok()) << payment.status();
    payment_ = *std::move(payment);
    stub_ = v1::EntitlementService::NewStub(payment_->Channel());
    ASSERT_EQ(parts_->Prepare(payment_->host().kit()), absl::OkStatus());
    // The pass over everybody by rules that are new here is through before a test begins.
    for (int round = 0; round < 20 && payment_->React().value_or(0) > 0; ++round) {
    }
  }

  using Stub = v1::EntitlementService::Stub;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const TestCaller& caller, const Request& request) const {
    return payment_->Call(*stub_, method, caller, request);
  }

  // Someone hurt by a mine in Tərtər on that day, registered by the hospital there.
  incident::v1::Incident RegisterIncident(const std::string& day = "2026-02-04",
                                          incident::v1::Outcome outcome = incident::v1::OUTCOME_INJURED) const {
    incident::v1::RegisterIncidentRequest request;
    request.set_request_id(NewRequestId());
    incident::v1::Incident& incident = *request.mutable_incident();
    incident.set_register_("az");
    *incident.mutable_facts()->mutable_occurred_on() = *PartialDateFromText(day);
    incident.mutable_facts()->set_district("AZ-TAR");
    incident.mutable_facts()->set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
    incident.add_casualties()->mutable_facts()->set_outcome(outcome);
    request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
    request.mutable_report()->set_document("Forma 066");
    auto registered = incident_->Call(*incident_stub_, &incident::v1::IncidentService::Stub::RegisterIncident, kRegistrar, request);
    EXPECT_TRUE(registered.ok()) << registered.status();
    return registered.value_or(incident::v1::Incident());
  }
  void Verify(const incident::v1::Incident& incident) const {
    incident::v1::VerifyIncidentRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(incident.name());
    request.set_etag(incident.etag());
    request.set_reason("Yerində yoxlanılıb");
    EXPECT_TRUE(incident_->Call(*incident_stub_, &incident::v1::IncidentService::Stub::VerifyIncident, kAnama, request).ok());
  }

  // Runs statements as the survivor service's own triggers would have allowed them, without them.
  void Write(const std::string& sql) const {
    const absl::Status status =
        payment_->database().Execute(absl::StrCat("BEGIN; SET LOCAL session_replication_role = replica; ", sql, "; COMMIT"));
    EXPECT_TRUE(status.ok()) << status;
  }

  // The record of the first casualty of an incident, without an event. Returns its uid.
  std::string OpenSurvivor(const incident::v1::Incident& incident) const {
    const std::string uid = NewRequestId();
    Write(dayaq::testing::OpenSurvivorRows(uid, 7000000 + ++survivors_, incident));
    return uid;
  }
  // The record of someone injured on that day.
  std::string OpenSurvivor(const std::string& day = "2026-02-04") const { return OpenSurvivor(RegisterIncident(day)); }

  // A decision because of the zone of military operations, without an event.
  void Decide(const std::string& survivor_uid, const TestDecision& decision) const {
    Write(dayaq::testing::DecisionRow(survivor_uid, decision));
  }
  void Die(const std::string& survivor_uid, const std::string& day) const {
    Write(absl::StrCat("UPDATE survivor.survivor SET state = 'SURVIVOR_STATE_DECEASED', died_on = '", day,
                       "', death_recorded_time = now() WHERE uid = '", survivor_uid, "'"));
  }
  void ConfirmIdentity(const std::string& survivor_uid) const { Write(dayaq::testing::ConfirmIdentityRow(survivor_uid)); }

  // An event about a survivor, as another service would emit it.
  void Tell(const std::string& kind, const std::string& survivor_uid) const {
    const absl::Status status =
        payment_->database().Execute(absl::StrCat("SELECT outbox.emit('[{\"uid\":\"", NewRequestId(), "\",\"kind\":\"", kind,
                                                  "\",\"resource\":\"survivors/", survivor_uid, "\"}]')"));
    EXPECT_TRUE(status.ok()) << status;
  }
  // Tells the event and lets the service react to it.
  void React(const std::string& kind, const std::string& survivor_uid) const {
    Tell(kind, survivor_uid);
    const auto reacted = payment_->React();
    EXPECT_TRUE(reacted.ok()) << reacted.status();
  }

  // What the reaction does, at another time than now, by other rules if need be, with `body` before the commit.
  absl::Status ReassessAt(absl::Time now, const std::string& kind, const std::string& survivor_uid,
                          const std::vector<v1::BenefitRule>& rules, const std::function<void()>& body = nullptr) const {
    const rpc::Kit& kit = payment_->host().kit();
    return InTransaction(kit.pool, absl::Now() + absl::Seconds(30), nullptr, [&](Transaction& transaction) -> absl::Status {
      const rpc::SignedContext context = rpc::SignContext(kit, {.own_role = rpc::BackgroundRole(kit)}, absl::Now());
      ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(rpc::kBegin, {context.text, Octets{context.mac}}));
      ASSIGN_OR_RETURN(const rpc::Caller caller, rpc::CallerFrom(kit, row, transaction));
      rpc::Call call(caller, {kit.policy, "entitlement.assess"}, transaction, now, "", false, kit.index, kit.page_tokens);
      outbox::v1::Event event;
      event.set_kind(kind);
      event.set_resource("survivors/" + survivor_uid);
      const RulesInForce by(rules);
      RETURN_IF_ERROR(AssessmentService(by).Reassess({{event, call}}));
      if (body) body();
      return transaction.Execute({"test.emit", "SELECT outbox.emit($1::jsonb)"}, {rpc::EventsJson(call.events())});
    });
  }
  absl::Status ReassessAt(absl::Time now, const std::string& kind, const std::string& survivor_uid) const {
    return ReassessAt(now, kind, survivor_uid, rules_);
  }

  // The survivor's entitlement of that benefit with its instalments; empty when there is none.
  v1::Entitlement EntitlementOf(const std::string& survivor_uid, const std::string& benefit,
                                const TestCaller& caller = kCaseworker) const {
    v1::ListEntitlementsRequest request;
    request.mutable_filter()->set_survivor("survivors/" + survivor_uid);
    request.mutable_filter()->add_benefits(benefit);
    const auto found = Call(&Stub::ListEntitlements, caller, request);
    EXPECT_TRUE(found.ok()) << found.status();
    if (!found.ok() || found->entitlements().empty()) return {};
    EXPECT_EQ(found->entitlements_size(), 1);
    v1::GetEntitlementRequest get;
    get.set_name(found->entitlements(0).name());
    const auto entitlement = Call(&Stub::GetEntitlement, caller, get);
    EXPECT_TRUE(entitlement.ok()) << entitlement.status();
    return entitlement.value_or(v1::Entitlement());
  }

  // "2025-05 22000 ARREARS" of each instalment.
  static std::vector<std::string> Lines(const v1::Entitlement& entitlement) {
    std::vector<std::string> lines;
    for (const v1::Instalment& instalment : entitlement.instalments()) {
      lines.push_back(absl::StrCat(instalment.period(), " ", instalment.amount_qepik(), " ",
                                   v1::InstalmentKind_Name(instalment.kind()).substr(sizeof("INSTALMENT_KIND_") - 1)));
    }
    return lines;
  }
  // Sum of the instalments of one period.
  static int64_t SumOf(const v1::Entitlement& entitlement, const std::string& period) {
    int64_t sum = 0;
    for (const v1::Instalment& instalment : entitlement.instalments()) {
      if (instalment.period() == period) sum += instalment.amount_qepik();
    }
    return sum;
  }

  int64_t Count(const std::string& sql) const {
    int64_t count = -1;
    const auto value = payment_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    if (value.ok() && !absl::SimpleAtoi(*value, &count)) ADD_FAILURE() << "no number: " << *value;
    return count;
  }
  // Every row of the payment service, as hashes.
  std::string PaymentRows() const {
    std::string rows;
    for (const absl::string_view line : absl::StrSplit(dayaq::testing::ContentsOf(payment_->database()), '\n')) {
      if (line.substr(0, 8) == "payment.") absl::StrAppend(&rows, line, "\n");
    }
    EXPECT_FALSE(rows.empty());
    return rows;
  }

  // Other rules of benefits in kind than those of the house.
  std::string in_kind_directory_;
  std::vector<v1::BenefitRule> rules_;
  incident::IncidentService incidents_;
  incident::DuplicateService duplicates_;
  rpc::Methods incident_methods_{"dayaq.incident.v1.IncidentService"};
  std::unique_ptr<dayaq::testing::TestService> incident_;
  std::unique_ptr<incident::v1::IncidentService::Stub> incident_stub_;
  std::optional<PaymentParts> parts_;
  std::unique_ptr<dayaq::testing::TestService> payment_;
  std::unique_ptr<Stub> stub_;
  mutable int survivors_ = 0;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_TEST_FIXTURE_H_
