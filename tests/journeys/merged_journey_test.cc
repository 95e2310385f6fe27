// One man in two records: money once they are found to be one person, and when that was a mistake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kAllowance[] = "disability-allowance";
constexpr char kAssistance[] = "immediate-assistance";

class MergedJourney : public Journey {
 protected:
  // The second hospital writes the same man in Russian, without his number.
  static incident::v1::RegisterIncidentRequest OperationInBarda() {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    incident::v1::CasualtyFacts& casualty = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    casualty.clear_care_steps();
    casualty.mutable_identity()->set_family_name("Нумунезаде");
    casualty.mutable_identity()->set_given_name("Турал");
    casualty.mutable_identity()->set_father_name("Самедович");
    casualty.mutable_identity()->clear_national_id();
    *casualty.mutable_identity()->mutable_birth_date() = Day(2001);
    return request;
  }

  survivor::v1::Survivor Merge(const survivor::v1::Survivor& kept, const survivor::v1::Survivor& other) const {
    survivor::v1::MergeSurvivorsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(kept.etag());
    request.set_other(other.name());
    request.set_other_etag(other.etag());
    request.set_reason("Şəxsiyyət vəsiqəsi göstərilib");
    const auto merged = Call(&Matches::MergeSurvivors, kCaseworker, request);
    EXPECT_TRUE(merged.ok()) << merged.status();
    Settle();
    return merged.value_or(survivor::v1::Survivor());
  }
  void Unmerge(const survivor::v1::Survivor& merged) const {
    survivor::v1::UnmergeSurvivorsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(merged.name());
    request.set_etag(ReadSurvivor(merged.name()).etag());
    request.set_reason("İki ayrı şəxsdir");
    const auto back = Call(&Matches::UnmergeSurvivors, kCaseworker, request);
    EXPECT_TRUE(back.ok()) << back.status();
    Settle();
  }

  // Owed to a record in all, over everything it was ever entitled to.
  int64_t Owed(const survivor::v1::Survivor& survivor) const {
    int64_t owed = 0;
    for (const payment::v1::Entitlement& entitlement : EntitlementsOf(survivor)) {
      for (const payment::v1::Instalment& instalment : entitlement.instalments()) owed += instalment.amount_qepik();
    }
    return owed;
  }
  int64_t OwedTo(const survivor::v1::Survivor& survivor, const std::string& benefit) const {
    int64_t owed = 0;
    for (const payment::v1::Entitlement& entitlement : EntitlementsOf(survivor)) {
      if (entitlement.benefit() != benefit) continue;
      for (const payment::v1::Instalment& instalment : entitlement.instalments()) owed += instalment.amount_qepik();
    }
    return owed;
  }
};

TEST_F(MergedJourney, OnePersonIsOwedOnceAndAMistakeGivesBackWhatEachWasOwed) {
  const incident::v1::Incident first = Register(YardInTartar());
  const incident::v1::Incident second = Register(OperationInBarda(), kBardaHospital);
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(first.casualties(0).uid());
  survivor::v1::Survivor again = SurvivorOf(second.casualties(0).uid());
  ASSERT_NE(man.name(), again.name()) << "nothing is merged by name and birth date";
  survivor::v1::ListMatchesRequest questions;
  const auto asked = Call(&Matches::ListMatches, kCaseworker, questions);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_THAT(asked->matches(), SizeIs(1)) << "and somebody is asked";

  // The expertise saw the papers of the second hospital.
  again = Decide(again, Decision(63, Day(2024, 6, 3), "TSE-2024/0417"));
  Settle();
  const int64_t man_before = Owed(man), again_before = Owed(again);
  EXPECT_EQ(OwedTo(man, kAllowance), 0);
  EXPECT_GT(OwedTo(again, kAllowance), 0);
  ASSERT_EQ(OwedTo(man, kAssistance), OwedTo(again, kAssistance));

  const survivor::v1::Survivor one = Merge(ReadSurvivor(man.name()), ReadSurvivor(again.name()));
  EXPECT_THAT(one.casualties(), SizeIs(2));
  EXPECT_THAT(one.decisions(), SizeIs(1));
  EXPECT_EQ(Owed(again), 0) << "what was owed to the other record is taken back, line by line";
  EXPECT_EQ(OwedTo(one, kAllowance), again_before - OwedTo(man, kAssistance)) << "and owed to the person";
  const payment::v1::Entitlement allowance = EntitlementOf(one, kAllowance);
  EXPECT_EQ(allowance.state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_EQ(allowance.entitled_qepik(), OwedTo(one, kAllowance));

  Unmerge(again);
  EXPECT_EQ(Owed(man), man_before);
  EXPECT_EQ(Owed(again), again_before);
  EXPECT_THAT(ReadSurvivor(man.name()).decisions(), IsEmpty());
  EXPECT_EQ(EntitlementOf(again, kAllowance).state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);
}

}  // namespace
}  // namespace dayaq::testing
