// Frauds before money leaves, seeded, over the whole house: invented victims, one person claiming twice, swapped accounts, split
// payments. What was tried, what was caught and where, what gets through, and how many honest people were stopped beside. 3
// batches, or with DAYAQ_LONG 25; SEED=n repeats a run. Frauds by way of the bank: services/payment/bank_fraud_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/base/error.h"
#include "tests/journeys/fraud_kinds.h"
#include "tests/journeys/payment_house.h"
#include "tests/matching/people.h"

namespace dayaq::testing {
namespace {

using matching::Person;
using namespace payment::v1;  // NOLINT(google-build-using-namespace)

// One attempt, or one honest person.
struct Try {
  const Kind* kind = nullptr;
  Person who;
  std::string iban;
  incident::v1::Incident incident, second;
  survivor::v1::Survivor survivor, twin;
  // Where it was caught; "" as long as it was not.
  std::string caught;
};

class PaymentFrauds : public PaymentsJourney {
 protected:
  std::string BenefitRules() const override { return "policy/benefits"; }
  // So that an allowance of one year and a half reaches them. A grown person of 50 percent gets about 3400 manat.
  void Adjust(payment::PaymentPolicies& policies) const override {
    policies.payments.order_limit_qepik = 500'000;
    policies.payments.payee_limit = {30, 450'000};
    policies.payments.officer_limit = {1, kOfficerLimit};
  }
  static constexpr int64_t kOfficerLimit = 1'000'000'000;

  std::string Value(const std::string& sql) const {
    const auto value = payment_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << sql << ": " << value.status();
    return value.value_or("");
  }
  void Write(const std::string& sql) const {
    const absl::Status status =
        payment_->database().Execute(absl::StrCat("BEGIN; SET LOCAL session_replication_role = replica; ", sql, "; COMMIT"));
    EXPECT_TRUE(status.ok()) << status;
  }
  std::string NextIban() { return InventedIban(static_cast<uint64_t>(++ibans_)); }
  static std::string UidOf(const survivor::v1::Survivor& survivor) { return survivor.name().substr(survivor.name().find('/') + 1); }
  static std::string HolderOf(const Person& who) { return absl::StrCat(who.family, " ", who.given); }

  static common::v1::PersonIdentity IdentityOf(const Person& who) {
    common::v1::PersonIdentity identity;
    identity.set_family_name(who.family);
    identity.set_given_name(who.given);
    identity.set_father_name(who.father);
    identity.set_national_id(who.national_id);
    *identity.mutable_birth_date() = Day(who.year, who.month, who.day);
    return identity;
  }
  static incident::v1::RegisterIncidentRequest InjuryOf(const Person& who, const common::v1::PersonIdentity& identity) {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2025, 1 + who.day % 3, 1 + who.day % 28);
    incident::v1::CasualtyFacts& facts = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    facts.clear_care_steps();
    *facts.mutable_identity() = identity;
    facts.set_sex(who.woman ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
    return request;
  }
  // The same person as another hospital writes them, without a number.
  common::v1::PersonIdentity InRussian(const Person& who) {
    matching::Dice& dice = people_->dice();
    common::v1::PersonIdentity identity = IdentityOf(who);
    identity.set_family_name(matching::Written(who.family, matching::Script::kRussian, dice));
    identity.set_given_name(matching::Written(who.given, matching::Script::kRussian, dice));
    identity.set_father_name(matching::FatherWritten(who.father, who.woman, matching::Script::kRussian, dice));
    identity.clear_national_id();
    return identity;
  }

  void Catch(Try& one, bool caught, const std::string& where) const {
    if (caught && one.caught.empty()) one.caught = where;
  }
  std::vector<Try> NextBatch();
  void RegisterAll(std::vector<Try>& all);
  void ConfirmAll(std::vector<Try>& all);
  void RecordFact(const Try& one, survivor::v1::BenefitFactKind kind) const;
  void IdentifyTwin(Try& one);
  void SetAccounts(std::vector<Try>& all);
  void SwapLate(std::vector<Try>& all);
  // What the register itself says of it before any run.
  void LookAtRecords(std::vector<Try>& all);
  void LookAtOfficer(std::vector<Try>& all, const PaymentRun& run);
  // What the run left out, gave up, or paid.
  void LookAtRun(std::vector<Try>& all, const std::string& run_uid);
  void PayOnceMore(std::vector<Try>& all);
  bool IsSplit(const Try& one) const { return one.kind->trick == Trick::kOverDays || one.kind->trick == Trick::kOverAccounts; }

  std::unique_ptr<matching::People> people_;
  std::mt19937_64 random_;
  int ibans_ = 0, paid_although_asked_ = 0, twins_refused_ = 0;
};

std::vector<Try> PaymentFrauds::NextBatch() {
  std::vector<Try> all;
  const std::string thief = NextIban();
  for (const Kind& kind : Kinds()) {
    for (int i = 0; i < kind.count; ++i) {
      Try& one = all.emplace_back();
      one.kind = &kind;
      one.who = people_->Anybody();
      one.iban = kind.trick == Trick::kSharedAccount ? thief : NextIban();
    }
  }
  return all;
}

void PaymentFrauds::RegisterAll(std::vector<Try>& all) {
  for (Try& one : all) {
    if (one.kind->trick == Trick::kTwoRolesAtOnce) {
      const std::vector<std::pair<const char*, const char*>> pairs = {{"hospital_registrar", "anama_officer"},
                                                                      {"anama_officer", "caseworker"},
                                                                      {"caseworker", "hospital_registrar"},
                                                                      {"clinician", "caseworker"},
                                                                      {"clinician", "anama_officer"}};
      const auto& [held, wanted] = pairs[random_() % pairs.size()];
      Catch(one, LinkedPolicy().Incompatible(wanted, {held}) != nullptr, "roles that nobody holds together");
      continue;
    }
    one.incident = Register(InjuryOf(one.who, IdentityOf(one.who)));
    if (one.kind->trick == Trick::kSameNumberTwice) {
      common::v1::PersonIdentity identity = InRussian(one.who);
      identity.set_national_id(one.who.national_id);
      one.second = Register(InjuryOf(one.who, identity), kBardaHospital);
    } else if (one.kind->trick == Trick::kOtherSpelling) {
      one.second = Register(InjuryOf(one.who, InRussian(one.who)), kBardaHospital);
    }
  }
  Settle();
  for (Try& one : all) {
    if (one.incident.casualties().empty()) continue;
    one.survivor = SurvivorOf(one.incident.casualties(0).uid());
    if (!one.second.casualties().empty()) one.twin = SurvivorOf(one.second.casualties(0).uid());
  }
}

void PaymentFrauds::ConfirmAll(std::vector<Try>& all) {
  for (Try& one : all) {
    const Trick trick = one.kind->trick;
    if (one.survivor.name().empty()) continue;
    if (trick != Trick::kNothingConfirmed && trick != Trick::kNotVerified) {
      Verify(ReadIncident(one.incident.name()));
      if (trick == Trick::kOtherSpelling) Verify(ReadIncident(one.second.name()));
    }
    const int percent = trick == Trick::kAboveOrderLimit ? 90 : 50;
    one.survivor = Decide(one.survivor, Decision(percent, Day(2025, 5, 1), absl::StrCat("TSE-", ++ibans_)));
    if (trick == Trick::kOtherSpelling) {
      one.twin = Decide(ReadSurvivor(one.twin.name()), Decision(percent, Day(2025, 5, 1), absl::StrCat("TSE-", ++ibans_)));
    }
  }
  Settle();
  for (Try& one : all) {
    const Trick trick = one.kind->trick;
    if (one.survivor.name().empty() || trick == Trick::kNothingConfirmed || trick == Trick::kNotIdentified) continue;
    ConfirmIdentity(ReadSurvivor(one.survivor.name()));
    if (trick == Trick::kOtherSpelling) IdentifyTwin(one);
    if (trick == Trick::kDead) RecordDeath(ReadSurvivor(one.survivor.name()), Day(2026, 9, 1));
    if (trick != Trick::kExcludedBenefit) continue;
    RecordFact(one, survivor::v1::BENEFIT_FACT_KIND_PENSION_GRANTED);
    RecordFact(one, survivor::v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT);
  }
  Settle();
}

// A labour pension, and how much it is.
void PaymentFrauds::RecordFact(const Try& one, survivor::v1::BenefitFactKind kind) const {
  survivor::v1::RecordBenefitFactRequest request;
  request.set_request_id(NewRequestId());
  request.set_survivor(one.survivor.name());
  survivor::v1::BenefitFact& fact = *request.mutable_fact();
  fact.set_kind(kind);
  if (kind == survivor::v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT) {
    fact.set_amount_qepik(25'000);
    fact.set_benefit("pension-disability");
  }
  *fact.mutable_holds_from() = Day(2025, 5, 1);
  fact.set_act_number("P-2025/17");
  *fact.mutable_act_date() = Day(2025, 5, 2);
  fact.set_issued_by("DSMF");
  const auto facts = survivor::v1::BenefitFactService::NewStub(survivor_->Channel());
  const auto recorded = survivor_->Call(*facts, &survivor::v1::BenefitFactService::Stub::RecordBenefitFact, kCaseworker, request);
  EXPECT_TRUE(recorded.ok()) << recorded.status();
}

// Without a number nobody is identified.
void PaymentFrauds::IdentifyTwin(Try& one) {
  const survivor::v1::Survivor twin = ReadSurvivor(one.twin.name());
  survivor::v1::ConfirmIdentityRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(twin.name());
  request.set_etag(twin.etag());
  request.set_document("şəxsiyyət vəsiqəsi");
  const auto confirmed = Call(&Survivors::ConfirmIdentity, kCaseworker, request);
  if (!confirmed.ok()) ++twins_refused_;
}

void PaymentFrauds::SetAccounts(std::vector<Try>& all) {
  for (Try& one : all) {
    if (one.survivor.name().empty()) continue;
    std::string holder = HolderOf(one.who);
    switch (one.kind->trick) {
      case Trick::kHonestInCyrillic:
        holder = absl::StrCat(matching::Written(one.who.family, matching::Script::kCyrillic, people_->dice()), " ",
                              matching::Written(one.who.given, matching::Script::kCyrillic, people_->dice()));
        break;
      case Trick::kHonestWithNewAccount:
      case Trick::kSwapInVictimsName:
        SetAccount(one.survivor, holder, NextIban());
        break;
      case Trick::kOtherName:
      case Trick::kAnswersItself:
        holder = HolderOf(people_->Anybody());
        break;
      default:
        break;
    }
    const PayeeAccount account = SetAccount(one.survivor, holder, one.iban);
    if (one.kind->trick == Trick::kOtherSpelling) SetAccount(one.twin, holder, NextIban());
    if (one.kind->trick != Trick::kAnswersItself) continue;
    AnswerPayeeAccountRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(account.name());
    request.set_etag(account.etag());
    request.set_reason("Yoxlanılıb");
    const auto answered = Ask(&Accounts::AnswerPayeeAccount, kCaseworker, request);
    Catch(one, !answered.ok(), absl::StrCat("refused: ", ReasonName(ReasonOf(answered.status()))));
  }
  WaitOutHolds();
  for (Try& one : all) {
    if (one.kind->trick == Trick::kSwapBeforeRun) SetAccount(one.survivor, HolderOf(one.who), NextIban());
  }
}

void PaymentFrauds::LookAtRecords(std::vector<Try>& all) {
  for (Try& one : all) {
    if (one.kind->trick == Trick::kSameNumberTwice) Catch(one, one.survivor.name() == one.twin.name(), "one record for one number");
    if (one.kind->trick == Trick::kOtherSpelling) {
      const std::string pair = absl::StrCat("'", UidOf(one.survivor), "', '", UidOf(one.twin), "'");
      Catch(one, one.survivor.name() == one.twin.name(), "one record for both");
      Catch(one,
            Value(absl::StrCat("SELECT count(*) FROM survivor.match WHERE survivor_uid IN (", pair, ") AND other_uid IN (", pair,
                               ")")) != "0",
            "asked whether they are one person");
    }
    if (one.kind->trick == Trick::kExcludedBenefit) {
      Catch(one, EntitlementOf(one.survivor, kAllowance).entitled_qepik() == 0, "one benefit yields to the other");
    }
  }
}

void PaymentFrauds::LookAtOfficer(std::vector<Try>& all, const PaymentRun& run) {
  for (Try& one : all) {
    if (one.kind->trick != Trick::kOneOfficer) continue;
    // As if the same people had let runs go today up to a qəpik below their limit.
    const std::string other = NewRequestId();
    Write(absl::StrCat(
        "INSERT INTO payment.payment_run (uid, etag, register, institution, execute_on, due_until, source_account, source, state, "
        "orders, "
        "total_qepik, orders_per_file, proposed_by, verified_by, verify_time, create_time, update_time) SELECT '",
        other, "', 1, register, institution, execute_on, due_until, source_account, source, 'PAYMENT_RUN_STATE_VERIFIED', 1, ",
        kOfficerLimit - 1, ", 1, proposed_by, (SELECT uid FROM access.staff WHERE subject = '", kVerifier.subject,
        "'), now(), now(), now() FROM payment.payment_run WHERE uid = '", run.uid(), "'"));
    const auto verified = Ask(&Runs::VerifyRun, kVerifier, StepOf<VerifyRunRequest>(run));
    Catch(one, !verified.ok(), absl::StrCat("refused: ", ReasonName(ReasonOf(verified.status()))));
    Write(absl::StrCat("DELETE FROM payment.payment_run WHERE uid = '", other, "'"));
  }
}

void PaymentFrauds::SwapLate(std::vector<Try>& all) {
  for (Try& one : all) {
    if (one.kind->trick == Trick::kSwapBehindApproval) SetAccount(one.survivor, HolderOf(one.who), NextIban());
  }
}

void PaymentFrauds::LookAtRun(std::vector<Try>& all, const std::string& run_uid) {
  const std::string of_run = absl::StrCat(" WHERE run_uid = '", run_uid, "' AND benefit = '", kAllowance, "' AND survivor_uid = '");
  for (Try& one : all) {
    if (one.survivor.name().empty() || IsSplit(one)) continue;
    const std::string uid = UidOf(one.survivor);
    const std::string omitted =
        Value(absl::StrCat("SELECT coalesce(max(substr(reason, 17)), '') FROM payment.run_omission", of_run, uid, "'"));
    const std::string given_up = Value(absl::StrCat("SELECT coalesce(max(because), '') FROM payment.payment_order", of_run, uid,
                                                    "' AND state = 'PAYMENT_ORDER_STATE_CANCELLED'"));
    Catch(one, !omitted.empty(), absl::StrCat("left out of the run: ", omitted));
    Catch(one, !given_up.empty(), absl::StrCat("given up before the file: ", given_up));
    if (one.kind->trick == Trick::kOtherSpelling && !one.caught.empty()) {
      paid_although_asked_ += Value(absl::StrCat("SELECT count(*) FROM payment.payment_order", of_run, UidOf(one.twin),
                                                 "' AND state = 'PAYMENT_ORDER_STATE_SENT'")) != "0";
    }
  }
}

void PaymentFrauds::PayOnceMore(std::vector<Try>& all) {
  for (Try& one : all) {
    if (!IsSplit(one)) continue;
    const survivor::v1::Survivor now = ReadSurvivor(one.survivor.name());
    survivor::v1::DisabilityDecision higher = Decision(75, Day(2025, 5, 1), absl::StrCat("TSE-", ++ibans_));
    higher.set_replaces_uid(now.decisions(0).uid());
    Decide(now, higher);
    if (one.kind->trick == Trick::kOverAccounts) SetAccount(one.survivor, HolderOf(one.who), NextIban());
  }
  Settle();
  WaitOutHolds();
  const PaymentRun run = Propose();
  for (Try& one : all) {
    if (!IsSplit(one)) continue;
    const std::string omitted =
        Value(absl::StrCat("SELECT coalesce(max(substr(reason, 17)), '') FROM payment.run_omission WHERE run_uid = '", run.uid(),
                           "' AND survivor_uid = '", UidOf(one.survivor), "'"));
    Catch(one, omitted == "PAYEE_LIMIT", absl::StrCat("left out of the run: ", omitted));
  }
  auto reject = StepOf<RejectRunRequest>(run);
  reject.set_reason("Sınaq");
  Done(&Runs::RejectRun, kVerifier, reject);
}

TEST_F(PaymentFrauds, AreCaughtBeforeMoneyLeaves) {
  const char* const given = std::getenv("SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  const int batches = std::getenv("DAYAQ_LONG") == nullptr ? 3 : 25;
  random_.seed(seed);
  people_ = std::make_unique<matching::People>(
      matching::NameLists{matching::ReadNames("tests/data/matching/family_names.txt"),
                          matching::ReadNames("tests/data/matching/men.txt"), matching::ReadNames("tests/data/matching/women.txt")},
      seed);
  std::map<const Kind*, std::map<std::string, int>> outcomes;
  for (int batch = 0; batch < batches; ++batch) {
    std::vector<Try> all = NextBatch();
    RegisterAll(all);
    ConfirmAll(all);
    SetAccounts(all);
    LookAtRecords(all);
    const PaymentRun run = Propose();
    LookAtOfficer(all, run);
    SwapLate(all);
    LetGo(run);
    LookAtRun(all, run.uid());
    PayOnceMore(all);
    for (const Try& one : all) ++outcomes[one.kind][one.caught];
  }
  int frauds = 0, caught = 0, honest = 0, stopped = 0;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  for (const Kind& kind : Kinds()) {
    const bool is_honest = std::string(kind.family) == "honest";
    for (const auto& [where, count] : outcomes[&kind]) {
      (is_honest ? honest : frauds) += count;
      if (!where.empty()) (is_honest ? stopped : caught) += count;
      std::printf("  %-8s %-52s %4d  %s\n", kind.family, kind.name, count,
                  !where.empty()                 ? where.c_str()
                  : is_honest                    ? "paid"
                  : kind.gets_through != nullptr ? kind.gets_through
                                                 : "NOT CAUGHT");
      if (is_honest) {
        EXPECT_EQ(where, "") << kind.name;
      } else if (kind.gets_through == nullptr) {
        EXPECT_NE(where, "") << kind.name;
      }
    }
  }
  std::printf(
      "%d frauds, %d caught, %d get through; of those asked about %d were not identified either and %d paid before anybody "
      "answered; "
      "%d honest people, %d stopped\n",
      frauds, caught, frauds - caught, twins_refused_, paid_although_asked_, honest, stopped);
}

}  // namespace
}  // namespace dayaq::testing
