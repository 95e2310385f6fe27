// A person hurt by a mine, from the ward to the allowance, asks at the end who looked at their record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/audit/audit_test_fixture.h"

namespace dayaq::audit {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Not;
using ::testing::Property;

class WhoLookedJourney : public AuditFixture {};

auto By(const std::string& role, const std::string& institution, v1::LookKind kind) {
  return AllOf(Property(&v1::Look::role, role), Property(&v1::Look::institution, institution), Property(&v1::Look::kind, kind));
}

TEST_F(WhoLookedJourney, TheWardTheCaseworkerTheExpertAndTheSystemAreSeen) {
  const incident::v1::Incident incident = Register(YardInTartar());
  Settle();
  survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  Verify(ReadIncident(incident.name()));
  man = Decide(ReadSurvivor(man.name()), Decision(63, dayaq::testing::Day(2024, 6, 3), "TSE-2024/0417"));
  Settle();
  ConfirmIdentity(ReadSurvivor(man.name()));
  Settle();
  EntitlementsOf(man);
  audit_.PlaceEntries();

  const TestCaller person = ThePerson(man.uid());
  const std::vector<v1::Look> looks = LooksAt(person);
  EXPECT_THAT(looks, Contains(By("hospital_registrar", "hospital-tartar", v1::LOOK_KIND_CHANGED)));
  EXPECT_THAT(looks, Contains(By("caseworker", "dost-barda", v1::LOOK_KIND_READ)));
  EXPECT_THAT(looks, Contains(By("caseworker", "dost-barda", v1::LOOK_KIND_CHANGED))) << "who confirmed the identity";
  EXPECT_THAT(looks, Contains(By("disability_expert", "expertise-agency", v1::LOOK_KIND_CHANGED)));
  EXPECT_THAT(looks, Contains(By("survivor_background", "", v1::LOOK_KIND_CHANGED)));
  EXPECT_THAT(looks, Contains(By("payment_background", "", v1::LOOK_KIND_CHANGED)));
  EXPECT_THAT(looks, Each(Property(&v1::Look::staff_uid, "")));
  // The expert decided without a name; the caseworker saw the name and no diagnosis.
  for (const v1::Look& look : looks) {
    const auto closed = look.role() == "disability_expert" ? access::v1::DATA_CLASS_IDENTITY : access::v1::DATA_CLASS_HEALTH;
    if (look.role() != "disability_expert" && look.role() != "caseworker") continue;
    EXPECT_THAT(look.seen(), Not(Contains(closed))) << look.role();
  }

  // To have asked is to have looked.
  audit_.PlaceEntries();
  EXPECT_THAT(LooksAt(person), Contains(By("survivor", "ministry", v1::LOOK_KIND_READ)));
}

}  // namespace
}  // namespace dayaq::audit
