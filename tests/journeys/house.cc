#include "tests/journeys/house.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/incident/reactions.h"
#include "services/payment/benefit_test_data.h"

namespace dayaq::testing {
namespace {

template <typename T>
T Done(absl::StatusOr<T> answer, const char* step) {
  EXPECT_TRUE(answer.ok()) << step << ": " << answer.status();
  return std::move(answer).value_or(T());
}

}  // namespace

common::v1::PartialDate Day(int year, int month, int day) {
  common::v1::PartialDate date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

void Journey::SetUp() {
  DAYAQ_NEEDS_TEST_CLUSTER();
  incidents_.Bind(incident_methods_);
  duplicates_.Bind(incident_methods_);
  imports_.Bind(import_methods_);
  auto policies = survivor::SurvivorPolicies::Load("policy");
  ASSERT_TRUE(policies.ok()) << policies.status();
  survivor_parts_.emplace(*std::move(policies));
  auto payment_policies = payment::PaymentPolicies::Load("policy");
  ASSERT_TRUE(payment_policies.ok()) << payment_policies.status();
  auto benefits = payment::LoadBenefits(BenefitRules());
  ASSERT_TRUE(benefits.ok()) << benefits.status();
  payment_policies->benefits = *std::move(benefits);
  Adjust(*payment_policies);
  payment::BankCertificates banks;
  ASSERT_TRUE(banks.Add(bank_.name(), bank_.certificate_pem()).ok());
  payment_parts_.emplace(*std::move(payment_policies), bank_files_.Path(""), std::move(banks));

  auto incident = TestService::Start("incident", {&incident_methods_, &import_methods_}, incident::IncidentReactions(duplicates_));
  ASSERT_TRUE(incident.ok()) << incident.status();
  incident_ = *std::move(incident);
  const auto database = incident_->shared_database();
  auto survivor = TestService::Start("survivor", survivor_parts_->methods(), survivor_parts_->reactions(), database);
  ASSERT_TRUE(survivor.ok()) << survivor.status();
  survivor_ = *std::move(survivor);
  auto payment = TestService::Start("payment", payment_parts_->methods(), payment_parts_->reactions(), database);
  ASSERT_TRUE(payment.ok()) << payment.status();
  payment_ = *std::move(payment);
  const absl::Status kept = payment_parts_->Prepare(payment_->host().kit());
  ASSERT_TRUE(kept.ok()) << kept;

  incident_stub_ = incident::v1::IncidentService::NewStub(incident_->Channel());
  import_stub_ = incident::v1::ImportService::NewStub(incident_->Channel());
  survivor_stub_ = survivor::v1::SurvivorService::NewStub(survivor_->Channel());
  match_stub_ = survivor::v1::MatchService::NewStub(survivor_->Channel());
  payment_stub_ = payment::v1::EntitlementService::NewStub(payment_->Channel());
}

std::string Journey::BenefitRules() const { return payment::kRulesOfNovember2026; }

void Journey::Settle() const {
  const absl::StatusOr<int> handled = ReactAll({incident_.get(), survivor_.get(), payment_.get()});
  EXPECT_TRUE(handled.ok()) << handled.status();
}

incident::v1::RegisterIncidentRequest Journey::YardInTartar() {
  incident::v1::RegisterIncidentRequest request;
  request.set_request_id(NewRequestId());
  incident::v1::Incident& incident = *request.mutable_incident();
  incident.set_register_("az");
  incident::v1::IncidentFacts& facts = *incident.mutable_facts();
  *facts.mutable_occurred_on() = Day(2024, 2, 10);
  facts.set_district("AZ-TAR");
  facts.set_area_type(incident::v1::AREA_TYPE_VILLAGE);
  facts.set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
  incident::v1::CasualtyFacts& casualty = *incident.add_casualties()->mutable_facts();
  common::v1::PersonIdentity& identity = *casualty.mutable_identity();
  identity.set_family_name("Nümunəzadə");
  identity.set_given_name("Tural");
  identity.set_father_name("Səməd");
  identity.set_national_id("7B2TR4D");
  *identity.mutable_birth_date() = Day(2001, 11, 3);
  casualty.set_sex(common::v1::SEX_MALE);
  // He had left the army a week before: a civilian.
  casualty.set_civil_status(incident::v1::CIVIL_STATUS_CIVILIAN);
  casualty.set_activity(incident::v1::ACTIVITY_HOUSEHOLD);
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  incident::v1::CareStep& tourniquet = *casualty.add_care_steps();
  tourniquet.set_kind(incident::v1::CARE_KIND_FIRST_AID);
  tourniquet.set_detail("dostunun qoyduğu turniket");
  incident::v1::CareStep& transport = *casualty.add_care_steps();
  transport.set_kind(incident::v1::CARE_KIND_TRANSPORT);
  transport.set_minutes_after(20);
  request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  return request;
}

incident::v1::Incident Journey::LoadHerderOf1997() const {
  incident::v1::StartImportRequest start;
  start.set_request_id(NewRequestId());
  start.set_mapping("legacy-register");
  start.set_mapping_version(1);
  start.set_register_("az");
  start.set_file_name("2004.csv");
  start.set_file_sha256(std::string(64, 'a'));
  start.set_rows(1);
  const auto started = Call(&Imports::StartImport, kLegacyLoader, start);
  EXPECT_TRUE(started.ok()) << started.status();
  if (!started.ok()) return {};

  incident::v1::ImportIncidentsRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(started->name());
  incident::v1::ImportedIncident& incident = *request.add_incidents();
  incident.set_group_hash(std::string(32, 'g'));
  *incident.mutable_known_on() = Day(2004, 8, 15);
  *incident.mutable_facts()->mutable_occurred_on() = Day(1997);
  incident.mutable_facts()->set_district("AZ-TAR");
  incident.mutable_facts()->set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
  incident::v1::ImportedCasualty& imported = *incident.add_casualties();
  imported.mutable_source()->set_row(1);
  imported.mutable_source()->set_row_hash(std::string(32, 'r'));
  imported.mutable_source()->set_occurrence(1);
  incident::v1::CasualtyFacts& casualty = *imported.mutable_facts();
  casualty.mutable_identity()->set_family_name("Nümunəyeva");
  casualty.mutable_identity()->set_given_name("Sevil");
  casualty.mutable_identity()->set_father_name("Rauf");
  *casualty.mutable_identity()->mutable_birth_date() = Day(1976);
  casualty.set_sex(common::v1::SEX_FEMALE);
  casualty.set_civil_status(incident::v1::CIVIL_STATUS_CIVILIAN);
  casualty.set_activity(incident::v1::ACTIVITY_HERDING);
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  const auto answer = Call(&Imports::ImportIncidents, kLegacyLoader, request);
  EXPECT_TRUE(answer.ok()) << answer.status();
  if (!answer.ok() || answer->results().empty()) return {};
  EXPECT_EQ(answer->results(0).outcome(), incident::v1::ImportedRowResult::OUTCOME_TAKEN) << answer->ShortDebugString();
  return ReadIncident(answer->results(0).incident(), kLegacyLoader);
}

incident::v1::Incident Journey::Register(const incident::v1::RegisterIncidentRequest& request, const TestCaller& caller) const {
  return Done(Call(&Incidents::RegisterIncident, caller, request), "register");
}

incident::v1::Incident Journey::ReadIncident(const std::string& name, const TestCaller& caller) const {
  incident::v1::GetIncidentRequest request;
  request.set_name(name);
  return Done(Call(&Incidents::GetIncident, caller, request), "read the incident");
}

incident::v1::Incident Journey::Verify(const incident::v1::Incident& incident) const {
  incident::v1::VerifyIncidentRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(incident.name());
  request.set_etag(incident.etag());
  request.set_reason("Yerində baxılıb");
  return Done(Call(&Incidents::VerifyIncident, kAnama, request), "verify");
}

survivor::v1::Survivor Journey::SurvivorOf(const std::string& casualty_uid, const TestCaller& caller) const {
  survivor::v1::ListSurvivorsRequest request;
  request.mutable_filter()->set_casualty_uid(casualty_uid);
  const auto found = Done(Call(&Survivors::ListSurvivors, caller, request), "find the record of a casualty");
  EXPECT_EQ(found.survivors_size(), 1) << "records of one casualty";
  return found.survivors().empty() ? survivor::v1::Survivor() : ReadSurvivor(found.survivors(0).name(), caller);
}

survivor::v1::Survivor Journey::ReadSurvivor(const std::string& name, const TestCaller& caller) const {
  survivor::v1::GetSurvivorRequest request;
  request.set_name(name);
  return Done(Call(&Survivors::GetSurvivor, caller, request), "read the record");
}

survivor::v1::Survivor Journey::Decide(const survivor::v1::Survivor& survivor,
                                       const survivor::v1::DisabilityDecision& decision) const {
  survivor::v1::DecideDisabilityRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(survivor.name());
  request.set_etag(survivor.etag());
  *request.mutable_decision() = decision;
  return Done(Call(&Survivors::DecideDisability, kExpert, request), "decide");
}

survivor::v1::Survivor Journey::ConfirmIdentity(const survivor::v1::Survivor& survivor) const {
  survivor::v1::ConfirmIdentityRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(survivor.name());
  request.set_etag(survivor.etag());
  request.set_document("şəxsiyyət vəsiqəsi");
  return Done(Call(&Survivors::ConfirmIdentity, kCaseworker, request), "confirm the identity");
}

survivor::v1::Survivor Journey::RecordDeath(const survivor::v1::Survivor& survivor, const common::v1::PartialDate& died_on) const {
  survivor::v1::RecordDeathRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(survivor.name());
  request.set_etag(survivor.etag());
  *request.mutable_died_on() = died_on;
  request.set_document("ölüm haqqında şəhadətnamə");
  return Done(Call(&Survivors::RecordDeath, kCaseworker, request), "record a death");
}

survivor::v1::Survivor Journey::WithdrawDeath(const survivor::v1::Survivor& survivor) const {
  survivor::v1::WithdrawDeathRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(survivor.name());
  request.set_etag(survivor.etag());
  request.set_reason("Səhv şəxs qeyd olunub");
  return Done(Call(&Survivors::WithdrawDeath, kCaseworker, request), "take back a death");
}

std::vector<payment::v1::Entitlement> Journey::EntitlementsOf(const survivor::v1::Survivor& survivor,
                                                              const TestCaller& caller) const {
  payment::v1::ListEntitlementsRequest request;
  request.mutable_filter()->set_survivor(survivor.name());
  const auto listed = Done(Call(&Entitlements::ListEntitlements, caller, request), "list entitlements");
  std::vector<payment::v1::Entitlement> all;
  for (const payment::v1::Entitlement& entitlement : listed.entitlements()) {
    payment::v1::GetEntitlementRequest get;
    get.set_name(entitlement.name());
    all.push_back(Done(Call(&Entitlements::GetEntitlement, caller, get), "read an entitlement"));
  }
  return all;
}

payment::v1::Entitlement Journey::EntitlementOf(const survivor::v1::Survivor& survivor, const std::string& benefit) const {
  payment::v1::Entitlement found;
  int count = 0;
  for (payment::v1::Entitlement& entitlement : EntitlementsOf(survivor)) {
    if (entitlement.benefit() != benefit) continue;
    found = std::move(entitlement);
    ++count;
  }
  EXPECT_EQ(count, 1) << "entitlements to " << benefit;
  return found;
}

survivor::v1::DisabilityDecision Journey::Decision(int percent, const common::v1::PartialDate& valid_from, const std::string& act) {
  survivor::v1::DisabilityDecision decision;
  decision.set_percent(percent);
  decision.set_cause(survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS);
  *decision.mutable_decided_on() = valid_from;
  *decision.mutable_valid_from() = valid_from;
  decision.set_act_number(act);
  return decision;
}

int64_t OwedFor(const payment::v1::Entitlement& entitlement, const std::string& period) {
  int64_t owed = 0;
  for (const payment::v1::Instalment& instalment : entitlement.instalments()) {
    if (instalment.period() == period) owed += instalment.amount_qepik();
  }
  return owed;
}

}  // namespace dayaq::testing
