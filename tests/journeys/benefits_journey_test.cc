// What is recorded by act, and families, followed to the money across the services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "services/payment/benefit_test_data.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using payment::v1::Entitlement;
using ::testing::SizeIs;

constexpr char kFuneral[] = "funeral-benefit";
constexpr char kMartyr[] = "stipend-martyr-family";

class BenefitsJourney : public Journey {
 protected:
  std::string BenefitRules() const override { return payment::kAllRulesOf2026; }

  std::string AddToFamily(const survivor::v1::Survivor& of, survivor::v1::FamilyRelation relation, int year, int month,
                          int day) const {
    survivor::v1::AddFamilyMemberRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(of.name());
    request.mutable_member()->set_relation(relation);
    *request.mutable_member()->mutable_identity()->mutable_birth_date() = Day(year, month, day);
    const auto families = survivor::v1::FamilyService::NewStub(survivor_->Channel());
    const auto added = survivor_->Call(*families, &survivor::v1::FamilyService::Stub::AddFamilyMember, kCaseworker, request);
    EXPECT_TRUE(added.ok()) << added.status();
    return added.ok() ? added->uid() : "";
  }
  survivor::v1::BenefitFact Record(const survivor::v1::Survivor& of, survivor::v1::BenefitFactKind kind,
                                   const common::v1::PartialDate& from, const std::string& member = "") const {
    survivor::v1::RecordBenefitFactRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(of.name());
    survivor::v1::BenefitFact& fact = *request.mutable_fact();
    fact.set_kind(kind);
    fact.set_family_member_uid(member);
    *fact.mutable_holds_from() = from;
    fact.set_act_number("S-2025/17");
    *fact.mutable_act_date() = Day(2025, 9, 20);
    fact.set_issued_by("Nazirlik");
    const auto recorded =
        survivor_->Call(*facts(), &survivor::v1::BenefitFactService::Stub::RecordBenefitFact, kCaseworker, request);
    EXPECT_TRUE(recorded.ok()) << recorded.status();
    return recorded.value_or(survivor::v1::BenefitFact());
  }
  std::unique_ptr<survivor::v1::BenefitFactService::Stub> facts() const {
    return survivor::v1::BenefitFactService::NewStub(survivor_->Channel());
  }
  // By who receives.
  std::map<std::string, Entitlement> Of(const survivor::v1::Survivor& of, const std::string& benefit) const {
    std::map<std::string, Entitlement> found;
    for (const Entitlement& entitlement : EntitlementsOf(of)) {
      if (entitlement.benefit() == benefit) found[entitlement.beneficiary_uid()] = entitlement;
    }
    return found;
  }
};

// T10, T12: a man dies of his wounds. The funeral is paid to whoever bore its cost, once that is recorded; when he is given the
// status of a martyr, his family shares the stipend, the child until it is of age; and a status that is revoked takes back what
// came after.
TEST_F(BenefitsJourney, AFamilyReceivesWhatFollowsFromActs) {
  const incident::v1::Incident incident = Register(YardInTartar());
  Settle();
  Verify(ReadIncident(incident.name()));
  survivor::v1::Survivor dead = ConfirmIdentity(SurvivorOf(incident.casualties(0).uid()));
  dead = RecordDeath(dead, Day(2025, 8, 15));
  Settle();
  std::map<std::string, Entitlement> funeral = Of(dead, kFuneral);
  ASSERT_THAT(funeral, SizeIs(1));
  EXPECT_EQ(funeral[dead.uid()].explanation().questions(0).kind(), payment::v1::QUESTION_KIND_BENEFICIARY_UNKNOWN);
  EXPECT_EQ(funeral[dead.uid()].entitled_qepik(), 0);

  const std::string wife = AddToFamily(dead, survivor::v1::FAMILY_RELATION_SPOUSE, 2002, 3, 4);
  const std::string father = AddToFamily(dead, survivor::v1::FAMILY_RELATION_PARENT, 1975, 1, 1);
  const std::string mother = AddToFamily(dead, survivor::v1::FAMILY_RELATION_PARENT, 1976, 1, 1);
  const std::string brother = AddToFamily(dead, survivor::v1::FAMILY_RELATION_SIBLING, 2007, 10, 1);
  Record(dead, survivor::v1::BENEFIT_FACT_KIND_FUNERAL_COST, Day(2025, 8, 17), father);
  Settle();
  funeral = Of(dead, kFuneral);
  ASSERT_THAT(funeral, SizeIs(2));
  EXPECT_EQ(funeral[father].entitled_qepik(), 60000);
  EXPECT_EQ(funeral[father].beneficiary(), payment::v1::BENEFICIARY_FAMILY_MEMBER);
  EXPECT_TRUE(funeral[father].releasable());
  EXPECT_EQ(funeral[dead.uid()].state(), payment::v1::ENTITLEMENT_STATE_WITHDRAWN);

  Record(dead, survivor::v1::BENEFIT_FACT_KIND_RAISED_IN_CHILDRENS_HOME, Day(2015, 1, 1), brother);
  const survivor::v1::BenefitFact status = Record(dead, survivor::v1::BENEFIT_FACT_KIND_MARTYR, Day(2025, 9, 1));
  Settle();
  std::map<std::string, Entitlement> stipend = Of(dead, kMartyr);
  ASSERT_THAT(stipend, SizeIs(4));
  int64_t september = 0;
  for (const auto& [uid, share] : stipend) september += OwedFor(share, "2025-09");
  EXPECT_EQ(september, 70000);
  EXPECT_EQ(OwedFor(stipend[wife], "2025-09"), 17500);
  EXPECT_EQ(OwedFor(stipend[brother], "2025-11"), 17500) << "no age ends the share of a brother raised in a home";

  survivor::v1::EndBenefitFactRequest revoked;
  revoked.set_request_id(NewRequestId());
  revoked.set_name(status.name());
  revoked.set_etag(status.etag());
  revoked.set_reason("Status ləğv edilib");
  *revoked.mutable_holds_until() = Day(2025, 10, 31);
  revoked.set_act_number("S-2026/3");
  *revoked.mutable_act_date() = Day(2026, 2, 1);
  const auto ended = survivor_->Call(*facts(), &survivor::v1::BenefitFactService::Stub::EndBenefitFact, kCaseworker, revoked);
  ASSERT_TRUE(ended.ok()) << ended.status();
  Settle();
  stipend = Of(dead, kMartyr);
  for (const std::string& uid : {wife, father, mother, brother}) {
    EXPECT_EQ(stipend[uid].entitled_qepik(), 35000) << "two months";
    EXPECT_EQ(stipend[uid].state(), payment::v1::ENTITLEMENT_STATE_ENDED);
  }
}

}  // namespace
}  // namespace dayaq::testing
