#include "services/platform/access/access_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

constexpr FactSet kStrong = {Fact::kStepUp};
constexpr FactSet kHere = {Fact::kInRegister, Fact::kInDistrict};

constexpr char kWard[] = R"(version: 2
purposes:
  care: {az: a, en: b}
  emergency: {az: a, en: b}
actions:
  record.read: {az: a, en: b}
  record.open: {az: a, en: b, needs: [step_up]}
  record.review: {az: a, en: b}
  record.sign: {az: a, en: b}
  place.list: {az: a, en: b, rows: false}
  nobody.does: {az: a, en: b}
roles:
  nurse:
    title: {az: a, en: b}
    purposes: [care, emergency]
    rows:
      - in_district
      - {when: [in_institution, national]}
      - {when: [break_glass], purposes: [emergency]}
    reads: []
    writes: []
    actions:
      - record.read
      - {action: record.open, purposes: [emergency]}
      - {action: record.sign, when: [in_institution]}
      - record.review
      - place.list
  outsider:
    title: {az: a, en: b}
    purposes: [care]
    rows: []
    reads: []
    writes: []
    actions: [place.list]
deny:
  - name: not_by_delegation
    roles: [nurse]
    actions: [record.open, place.list]
    when: [delegated, in_institution]
    because: {az: a, en: b}
separate:
  - name: two_people
    steps: [record.open, record.review]
    because: {az: a, en: b}
incompatible:
  - roles: [nurse, outsider]
    because: {az: a, en: b}
)";

const AccessPolicy& Ward() {
  static const auto* policy = new AccessPolicy(AccessPolicy::Parse(kWard, "ward.yaml").value());
  return *policy;
}

Refusal Nurse(absl::string_view action, absl::string_view purpose, FactSet facts) {
  return Ward().Decide("nurse", action, purpose, facts).refusal;
}

TEST(AccessPolicy, WhatIsNotSaidIsNotAllowed) {
  EXPECT_EQ(Ward().Decide("doctor", "record.read", "care", kHere).refusal, Refusal::kRoleUnknown);
  EXPECT_EQ(Nurse("record.erase", "care", kHere), Refusal::kActionNotGranted);
  EXPECT_EQ(Nurse("nobody.does", "care", kHere), Refusal::kActionNotGranted);
  EXPECT_EQ(Ward().Decide("outsider", "record.read", "care", kHere).refusal, Refusal::kActionNotGranted);
  EXPECT_EQ(Nurse("record.read", "money", kHere), Refusal::kPurpose);
  EXPECT_EQ(Nurse("record.read", "", kHere), Refusal::kPurpose);
  EXPECT_EQ(Nurse("record.open", "care", kHere.Or(kStrong)), Refusal::kPurpose);
  EXPECT_EQ(Nurse("record.read", "care", kHere), Refusal::kNone);
}

// Every combination of the facts that decide about a read: 32 of them for each purpose.
TEST(AccessPolicy, RowsComeWithinReachInTheWaysThatAreSaid) {
  const std::array<Fact, 5> varied = {Fact::kInRegister, Fact::kInDistrict, Fact::kInInstitution, Fact::kNational,
                                      Fact::kBreakGlass};
  for (uint32_t bits = 0; bits < 32; ++bits) {
    FactSet facts;
    for (size_t i = 0; i < varied.size(); ++i) {
      if ((bits >> i & 1) != 0) facts.Add(varied[i]);
    }
    const auto has = [&](Fact fact) { return facts.Has(fact); };
    const bool usual = has(Fact::kInDistrict) || (has(Fact::kInInstitution) && has(Fact::kNational));
    const auto expected = [&](bool within) { return within && has(Fact::kInRegister) ? Refusal::kNone : Refusal::kOutOfReach; };
    EXPECT_EQ(Nurse("record.read", "care", facts), expected(usual)) << FactNames(facts);
    EXPECT_EQ(Nurse("record.read", "emergency", facts), expected(usual || has(Fact::kBreakGlass))) << FactNames(facts);
    EXPECT_EQ(Nurse("place.list", "care", facts), Refusal::kNone) << FactNames(facts);
  }
}

TEST(AccessPolicy, NeedsOfTheActionAndOfTheGrantCount) {
  const Decision weak = Ward().Decide("nurse", "record.open", "emergency", kHere);
  EXPECT_EQ(weak.refusal, Refusal::kNeeds);
  EXPECT_EQ(weak.missing, kStrong);
  EXPECT_EQ(Nurse("record.open", "emergency", kHere.Or(kStrong)), Refusal::kNone);
  EXPECT_EQ(Ward().Decide("nurse", "record.sign", "care", kHere).missing, FactSet{Fact::kInInstitution});
  EXPECT_EQ(Nurse("record.sign", "care", kHere.Or({Fact::kInInstitution})), Refusal::kNone);
}

TEST(AccessPolicy, ADenialWinsWhenAllItsFactsHold) {
  const FactSet all = kHere.Or(kStrong).Or({Fact::kDelegated, Fact::kInInstitution});
  const Decision denied = Ward().Decide("nurse", "record.open", "emergency", all);
  EXPECT_EQ(denied.refusal, Refusal::kDenied);
  ASSERT_NE(denied.rule, nullptr);
  EXPECT_EQ(denied.rule->name, "not_by_delegation");
  EXPECT_EQ(Nurse("record.open", "emergency", all.Without({Fact::kInInstitution})), Refusal::kNone);
  EXPECT_EQ(Nurse("record.open", "emergency", all.Without({Fact::kDelegated})), Refusal::kNone);
  EXPECT_EQ(Nurse("record.read", "care", all), Refusal::kNone);
  // The rule names roles; others are not its business.
  EXPECT_EQ(Ward().Decide("outsider", "place.list", "care", all).refusal, Refusal::kNone);
  EXPECT_EQ(Nurse("place.list", "care", all), Refusal::kDenied);
}

TEST(AccessPolicy, BeforeARowWasLookedAtOnlyTheHopelessIsRefused) {
  const auto before = [](absl::string_view action, absl::string_view purpose, FactSet facts) {
    return Ward().DecideBeforeRow("nurse", action, purpose, facts).refusal;
  };
  EXPECT_EQ(before("record.read", "care", {}), Refusal::kNone);
  EXPECT_EQ(before("record.sign", "care", {}), Refusal::kNone);
  EXPECT_EQ(before("record.review", "care", {}), Refusal::kNone);
  EXPECT_EQ(before("record.read", "money", {}), Refusal::kPurpose);
  EXPECT_EQ(before("record.open", "emergency", {}), Refusal::kNeeds);
  EXPECT_EQ(before("record.open", "emergency", kStrong), Refusal::kNone);
  // The denial hangs on a row as well, so it cannot be said yet; nor does a fact of a row count that is handed in too early.
  EXPECT_EQ(before("record.open", "emergency", kStrong.Or({Fact::kDelegated})), Refusal::kNone);
  EXPECT_EQ(before("record.open", "emergency", kStrong.Or({Fact::kDelegated, Fact::kInInstitution})), Refusal::kNone);
}

TEST(AccessPolicy, SaysWhatATestHasToVary) {
  EXPECT_EQ(Ward().FactsNamed("nurse", "record.read"),
            (FactSet{Fact::kInRegister, Fact::kInDistrict, Fact::kInInstitution, Fact::kNational, Fact::kBreakGlass}));
  EXPECT_EQ(Ward().FactsNamed("nurse", "place.list"), (FactSet{Fact::kDelegated, Fact::kInInstitution}));
  EXPECT_EQ(Ward().FactsNamed("outsider", "place.list"), FactSet());
  EXPECT_TRUE(Ward().FactsNamed("nurse", "record.review").Has(Fact::kTookPart));
  EXPECT_TRUE(Ward().FactsNamed("nurse", "record.open").Has(Fact::kStepUp));
  EXPECT_EQ(Ward().FactsNamed("doctor", "record.read"), FactSet());
}

TEST(AccessPolicy, KnowsWhatIsGrantedAtAll) {
  EXPECT_TRUE(Ward().Allows("nurse", "record.open"));
  EXPECT_FALSE(Ward().Allows("outsider", "record.open"));
  EXPECT_FALSE(Ward().Allows("doctor", "record.read"));
  EXPECT_TRUE(Ward().CheckActionsKnown({"record.read", "place.list"}).ok());
  EXPECT_THAT(Ward().CheckActionsKnown({"nobody.does"}).message(), HasSubstr("'nobody.does' is granted to no role"));
}

TEST(AccessPolicy, RolesThatOnePersonMustNotHoldTogether) {
  EXPECT_NE(Ward().Incompatible("nurse", {"outsider"}), nullptr);
  EXPECT_NE(Ward().Incompatible("outsider", {"doctor", "nurse"}), nullptr);
  EXPECT_EQ(Ward().Incompatible("nurse", {"nurse"}), nullptr);
  EXPECT_EQ(Ward().Incompatible("nurse", {}), nullptr);
  EXPECT_EQ(Ward().Incompatible("doctor", {"nurse", "outsider"}), nullptr);
}

// AC-11: four steps, four people who hold every role; of all 256 ways to share the steps the 24 with four people pass.
TEST(AccessPolicy, FourEyesMeanFourPeople) {
  constexpr char kPayments[] = R"(version: 2
purposes:
  money: {az: a, en: b}
actions:
  pay.propose: {az: a, en: b}
  pay.verify: {az: a, en: b}
  pay.approve: {az: a, en: b}
  pay.release: {az: a, en: b}
roles:
  all:
    title: {az: a, en: b}
    purposes: [money]
    rows: [national]
    reads: []
    writes: []
    actions: [pay.propose, pay.verify, pay.approve, pay.release]
separate:
  - name: four_people
    steps: [pay.propose, pay.verify, pay.approve, pay.release]
    because: {az: a, en: b}
)";
  const AccessPolicy policy = AccessPolicy::Parse(kPayments, "payments.yaml").value();
  const std::vector<std::string>& steps = policy.content().separations[0].steps;
  int accepted = 0;
  for (int assignment = 0; assignment < 256; ++assignment) {
    RowStanding run{.register_code = "azerbaijan"};
    bool all = true;
    for (size_t step = 0; step < steps.size() && all; ++step) {
      Caller caller;
      caller.staff_uid = absl::StrCat("person-", (assignment >> (2 * step)) & 3);
      caller.registers = {"azerbaijan"};
      caller.national = true;
      const Decision decision = policy.Decide("all", steps[step], "money", RowFacts(caller, run));
      all = decision.allowed();
      if (!all) {
        EXPECT_EQ(decision.rule->name, "four_people");
      }
      run.took_part.push_back(caller.staff_uid);
    }
    if (all) ++accepted;
  }
  EXPECT_EQ(accepted, 24);
  std::printf("AC-11: of 256 assignments of four people accepted: %d\n", accepted);
}

TEST(AccessPolicy, TheShippedPolicyKeepsItsPromises) {
  const auto policy = AccessPolicy::Load("policy/access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->Allows("hospital_registrar", "incident.register"));
  EXPECT_FALSE(policy->Allows("anama_officer", "incident.register"));
  EXPECT_FALSE(policy->FindRole("anama_officer")->reads.Has(DataClass::DATA_CLASS_HEALTH));
  EXPECT_FALSE(policy->FindRole("anama_officer")->reads.Has(DataClass::DATA_CLASS_IDENTITY));
  EXPECT_EQ(policy->Decide("access_administrator", "role_assignment.propose", "administration", {}).missing, kStrong);
  EXPECT_NE(policy->Incompatible("auditor", {"access_administrator"}), nullptr);
  // Nobody opens a record in an emergency by delegation, and nobody but a clinician at all.
  const FactSet emergency = kStrong.Or({Fact::kDelegated});
  EXPECT_EQ(policy->Decide("clinician", "break_glass.open", "emergency", emergency).refusal, Refusal::kDenied);
  for (const Role& role : policy->roles()) {
    EXPECT_EQ(policy->Allows(role.name, "break_glass.open"), role.name == "clinician") << role.name;
  }
}

TEST(AccessPolicy, TheHashOfAFolderIsOfAllItsFiles) {
  const std::string folder = absl::StrCat(::testing::TempDir(), "/hashed-policy");
  std::filesystem::create_directories(folder + "/tables");
  const auto write = [&](const char* file, const char* bytes) { std::ofstream(absl::StrCat(folder, "/", file)) << bytes; };
  write("access.yaml", "version: 2\n");
  write("tables/incident.yaml", "version: 1\n");
  const auto hash = PolicyHash(folder);
  ASSERT_TRUE(hash.ok()) << hash.status();
  EXPECT_EQ(hash->size(), 64u);
  EXPECT_EQ(*PolicyHash(folder), *hash);
  write("tables/incident.yaml", "version: 1 \n");
  EXPECT_NE(*PolicyHash(folder), *hash);
  write("tables/incident.yaml", "version: 1\n");
  EXPECT_EQ(*PolicyHash(folder), *hash);
  write("tables/payment.yaml", "version: 1\n");
  EXPECT_NE(*PolicyHash(folder), *hash) << "a file more is another policy";
  std::filesystem::remove(folder + "/tables/payment.yaml");
  write("access.yaml", "version: 3\n");
  EXPECT_NE(*PolicyHash(folder), *hash);
  EXPECT_FALSE(PolicyHash(folder + "/absent").ok());
}

}  // namespace
}  // namespace dayaq
