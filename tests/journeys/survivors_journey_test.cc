// The two survivors' paths of the founding documents, with invented names, as far as registration, record and payments go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "services/platform/text/partial_date.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kAllowance[] = "disability-allowance";

// Months from the first to that of today, both counted.
int MonthsSince(int year, int month) {
  const absl::CivilDay today = Today(absl::Now());
  return static_cast<int>((today.year() - year) * 12) + today.month() - month + 1;
}

bool IsMet(const payment::v1::Entitlement& entitlement, payment::v1::ReleaseNeed need) {
  for (const payment::v1::NeedAnswer& answer : entitlement.explanation().needs()) {
    if (answer.need() == need) return answer.met();
  }
  ADD_FAILURE() << "the rule does not ask for " << payment::v1::ReleaseNeed_Name(need);
  return false;
}

class SurvivorJourney : public Journey {
 protected:
  // The second hospital registers the same man by itself: it operated on him.
  static incident::v1::RegisterIncidentRequest OperationInBarda() {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    incident::v1::CasualtyFacts& casualty = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    casualty.clear_care_steps();
    casualty.mutable_identity()->set_family_name("Numunəzadə");
    incident::v1::CareStep& surgery = *casualty.add_care_steps();
    surgery.set_kind(incident::v1::CARE_KIND_SURGERY);
    *surgery.mutable_done_on() = Day(2024, 2, 10);
    incident::v1::Amputation& amputation = *casualty.add_amputations();
    amputation.set_level(incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
    amputation.set_side(incident::v1::SIDE_LEFT);
    amputation.set_third(incident::v1::BONE_THIRD_DISTAL);
    return request;
  }

  incident::v1::Incident Merge(const incident::v1::Incident& kept, const incident::v1::Incident& duplicate) const {
    incident::v1::MergeIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(kept.etag());
    request.set_duplicate(duplicate.name());
    request.set_duplicate_etag(duplicate.etag());
    request.set_reason("Eyni hadisədir");
    incident::v1::CasualtyPair& pair = *request.add_pairs();
    pair.set_kept_uid(kept.casualties(0).uid());
    pair.set_duplicate_uid(duplicate.casualties(0).uid());
    const auto merged = Call(&Incidents::MergeIncidents, kAnama, request);
    EXPECT_TRUE(merged.ok()) << merged.status();
    return merged.value_or(incident::v1::Incident());
  }

  int64_t KnownUntil(const common::v1::PartialDate& day) const {
    incident::v1::ListIncidentsRequest request;
    *request.mutable_filter()->mutable_known_until() = day;
    const auto listed = Call(&Incidents::ListIncidents, kAnama, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.ok() ? listed->totals().casualties() : -1;
  }
};

// Survivor B: one man, two hospitals, one record, one allowance.
TEST_F(SurvivorJourney, ManOfTwentyTwoHurtInAYardIsOnePersonForTwoHospitals) {
  const incident::v1::Incident first = Register(YardInTartar());
  const incident::v1::Incident second = Register(OperationInBarda(), kBardaHospital);
  ASSERT_THAT(first.casualties(), SizeIs(1));
  ASSERT_THAT(second.casualties(), SizeIs(1));
  Settle();

  // Both casualties bear his national id: one record, found by either.
  survivor::v1::Survivor man = SurvivorOf(first.casualties(0).uid());
  EXPECT_EQ(SurvivorOf(second.casualties(0).uid()).name(), man.name());
  EXPECT_THAT(man.casualties(), SizeIs(2));
  EXPECT_EQ(man.state(), survivor::v1::SURVIVOR_STATE_LIVING);
  EXPECT_THAT(man.doubts(), IsEmpty());
  EXPECT_EQ(man.identity().given_name(), "Tural");

  // ANAMA finds that the two are one event, and verifies it.
  const incident::v1::Incident merged = Merge(ReadIncident(first.name()), ReadIncident(second.name()));
  Verify(merged);
  Settle();
  man = ReadSurvivor(man.name());
  int counted = 0;
  for (const survivor::v1::AttachedCasualty& casualty : man.casualties()) counted += casualty.set_aside() ? 0 : 1;
  EXPECT_EQ(counted, 1);

  // The expertise decides from June 2024 on; nobody applies, and the allowance is there, with what was missed.
  man = Decide(man, Decision(63, Day(2024, 6, 3), "TSE-2024/0417"));
  ASSERT_THAT(man.decisions(), SizeIs(1));
  Settle();
  payment::v1::Entitlement allowance = EntitlementOf(man, kAllowance);
  EXPECT_EQ(allowance.state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_EQ(OwedFor(allowance, "2024-05"), 0);
  EXPECT_EQ(OwedFor(allowance, "2025-06"), 22000);
  EXPECT_EQ(OwedFor(allowance, "2025-07"), 25000);
  EXPECT_EQ(allowance.entitled_qepik(), 13 * 22000 + MonthsSince(2025, 7) * 25000);
  EXPECT_FALSE(allowance.releasable());
  EXPECT_TRUE(IsMet(allowance, payment::v1::RELEASE_NEED_INCIDENT_VERIFIED));
  EXPECT_TRUE(IsMet(allowance, payment::v1::RELEASE_NEED_INJURY_CONFIRMED));
  EXPECT_FALSE(IsMet(allowance, payment::v1::RELEASE_NEED_IDENTITY_CONFIRMED));

  man = ConfirmIdentity(ReadSurvivor(man.name()));
  Settle();
  allowance = EntitlementOf(man, kAllowance);
  EXPECT_TRUE(IsMet(allowance, payment::v1::RELEASE_NEED_IDENTITY_CONFIRMED));
  EXPECT_EQ(allowance.entitled_qepik(), 13 * 22000 + MonthsSince(2025, 7) * 25000);

  // Hearing everything once more changes nothing.
  ASSERT_TRUE(incident_->database()
                  .Value("UPDATE outbox.delivery SET state = 'WAITING', done_time = NULL, due_time = now() WHERE state = 'DONE' "
                         "RETURNING 1")
                  .ok());
  Settle();
  EXPECT_EQ(EntitlementOf(man, kAllowance).etag(), allowance.etag());
  EXPECT_EQ(EntitlementOf(man, kAllowance).instalments_size(), allowance.instalments_size());
}

// Survivor A: a legacy record, known since a survey, of which only the year is known.
TEST_F(SurvivorJourney, HerderHurtIn1997IsKnownSinceTheSurveyAndOwedWhatIsCertain) {
  const incident::v1::Incident incident = LoadHerderOf1997();
  ASSERT_THAT(incident.casualties(), SizeIs(1));
  EXPECT_EQ(KnownUntil(Day(2004, 8, 14)), 0);
  EXPECT_EQ(KnownUntil(Day(2004, 8, 15)), 1);
  Settle();
  survivor::v1::Survivor woman = SurvivorOf(incident.casualties(0).uid());
  EXPECT_EQ(woman.identity().family_name(), "Nümunəyeva");
  ASSERT_THAT(woman.casualties(), SizeIs(1));
  EXPECT_EQ(ToText(woman.casualties(0).occurred_on()), "1997");

  // Her certificate of 2022 is entered by the body that gave it.
  woman = Decide(woman, Decision(70, Day(2022, 7, 1), "TSE-2022/118"));
  Settle();
  const payment::v1::Entitlement allowance = EntitlementOf(woman, kAllowance);
  EXPECT_EQ(OwedFor(allowance, "2025-07"), 25000);
  // What was owed before March 2025 rests on an assumption: it is shown and waits, and keeps what is owed since from nobody.
  EXPECT_TRUE(IsMet(allowance, payment::v1::RELEASE_NEED_AMOUNT_CERTAIN));
  ASSERT_GT(allowance.explanation().amounts_size(), 1);
  EXPECT_TRUE(allowance.explanation().amounts(0).waits());
  EXPECT_FALSE(allowance.explanation().amounts(1).waits());
  EXPECT_FALSE(allowance.releasable()) << "nobody has verified the incident";
  EXPECT_EQ(allowance.rule_version(), 1);
}

// T25 and T12: dies later of the wounds.
TEST_F(SurvivorJourney, DeathOfTheWoundsIsHeardFromTheWardAndStopsTheAllowance) {
  incident::v1::RegisterIncidentRequest request = YardInTartar();
  *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2025, 3, 1);
  const incident::v1::Incident incident = Register(request);
  Settle();
  survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  man = Decide(man, Decision(85, Day(2025, 4, 1), "TSE-2025/31"));
  Settle();
  EXPECT_EQ(OwedFor(EntitlementOf(man, kAllowance), "2025-09"), 30000);

  incident::v1::CorrectCasualtyRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(incident.casualties(0).name());
  correction.set_etag(incident.casualties(0).etag());
  correction.set_reason("Yaralardan vəfat edib");
  correction.mutable_facts()->set_outcome(incident::v1::OUTCOME_KILLED);
  *correction.mutable_facts()->mutable_died_on() = Day(2025, 8, 15);
  correction.mutable_update_mask()->add_paths("outcome");
  correction.mutable_update_mask()->add_paths("died_on");
  const auto corrected = Call(&Incidents::CorrectCasualty, kTartarHospital, correction);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  Settle();

  man = ReadSurvivor(man.name());
  EXPECT_EQ(man.state(), survivor::v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(man.died_on()), "2025-08-15");
  const payment::v1::Entitlement allowance = EntitlementOf(man, kAllowance);
  EXPECT_EQ(allowance.state(), payment::v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(OwedFor(allowance, "2025-06"), 27000);
  EXPECT_EQ(OwedFor(allowance, "2025-08"), 30000);
  // What stood for the months after is taken back by further instalments, and nothing was edited.
  EXPECT_EQ(OwedFor(allowance, "2025-09"), 0);
  EXPECT_EQ(allowance.entitled_qepik(), 3 * 27000 + 2 * 30000);
  const payment::v1::Entitlement funeral = EntitlementOf(man, "funeral-benefit");
  EXPECT_EQ(funeral.entitled_qepik(), 60000);
  EXPECT_THAT(funeral.instalments(), SizeIs(1));
}

// A death recorded of the wrong person: what ended by it goes on, what began by it is taken back.
TEST_F(SurvivorJourney, ADeathTakenBackGivesBackWhatItTook) {
  incident::v1::RegisterIncidentRequest request = YardInTartar();
  *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2025, 3, 1);
  const incident::v1::Incident incident = Register(request);
  Settle();
  survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  man = Decide(man, Decision(85, Day(2025, 4, 1), "TSE-2025/31"));
  Settle();
  const int64_t before = EntitlementOf(man, kAllowance).entitled_qepik();

  man = RecordDeath(ReadSurvivor(man.name()), Day(2025, 8, 15));
  Settle();
  EXPECT_LT(EntitlementOf(man, kAllowance).entitled_qepik(), before);
  EXPECT_EQ(EntitlementOf(man, kAllowance).state(), payment::v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_GT(EntitlementOf(man, "funeral-benefit").entitled_qepik(), 0);

  man = WithdrawDeath(ReadSurvivor(man.name()));
  EXPECT_EQ(man.state(), survivor::v1::SURVIVOR_STATE_LIVING);
  Settle();
  const payment::v1::Entitlement allowance = EntitlementOf(man, kAllowance);
  EXPECT_EQ(allowance.entitled_qepik(), before);
  EXPECT_EQ(OwedFor(allowance, "2025-09"), 30000);
  EXPECT_NE(allowance.state(), payment::v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(EntitlementOf(man, "funeral-benefit").entitled_qepik(), 0);
}

// The heart of the product: nobody applied, and the first entitlement is there as soon as the ward has registered.
TEST_F(SurvivorJourney, AssistanceAfterAnIncidentStartsByItselfAndSaysThatItIsAnExample) {
  incident::v1::RegisterIncidentRequest request = YardInTartar();
  *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2026, 1, 5);
  const incident::v1::Incident incident = Register(request);
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  const payment::v1::Entitlement assistance = EntitlementOf(man, "immediate-assistance");
  EXPECT_TRUE(assistance.example());
  EXPECT_GT(assistance.entitled_qepik(), 0);
  EXPECT_FALSE(assistance.releasable());
  EXPECT_EQ(assistance.occasion_uid(), incident.casualties(0).uid());

  // All is confirmed: an example still never leaves.
  Verify(ReadIncident(incident.name()));
  ConfirmIdentity(man);
  Settle();
  EXPECT_FALSE(EntitlementOf(man, "immediate-assistance").releasable());

  // ANAMA rejects another: what hung on it is taken back.
  incident::v1::RegisterIncidentRequest other = YardInTartar();
  *other.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2026, 2, 6);
  other.mutable_incident()->mutable_casualties(0)->mutable_facts()->mutable_identity()->set_national_id("8C3VS5E");
  const incident::v1::Incident mistaken = Register(other);
  Settle();
  const survivor::v1::Survivor second = SurvivorOf(mistaken.casualties(0).uid());
  EXPECT_GT(EntitlementOf(second, "immediate-assistance").entitled_qepik(), 0);
  incident::v1::RejectIncidentRequest reject;
  reject.set_request_id(NewRequestId());
  reject.set_name(mistaken.name());
  reject.set_etag(ReadIncident(mistaken.name()).etag());
  reject.set_reason("Partlayıcı qurğu olmayıb");
  ASSERT_TRUE(Call(&Incidents::RejectIncident, kAnama, reject).ok());
  Settle();
  const payment::v1::Entitlement withdrawn = EntitlementOf(second, "immediate-assistance");
  EXPECT_EQ(withdrawn.state(), payment::v1::ENTITLEMENT_STATE_WITHDRAWN);
  EXPECT_EQ(withdrawn.entitled_qepik(), 0);
}

// Every step leaves its entry in the log, the reactions' too, and no event holds more than a name.
TEST_F(SurvivorJourney, EveryStepOfTheJourneyIsInTheAuditLog) {
  const incident::v1::Incident incident = Register(YardInTartar());
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  Decide(man, Decision(65, Day(2024, 6, 3), "TSE-2024/1"));
  Settle();
  EntitlementsOf(man);
  const auto methods = incident_->database().Value(
      "SELECT string_agg(DISTINCT service || ' ' || method, ', ' ORDER BY service || ' ' || method) FROM audit.entry");
  ASSERT_TRUE(methods.ok()) << methods.status();
  for (const char* expected : {"RegisterIncident", "reaction/survivor.keep_records", "reaction/payment.assess", "GetSurvivor",
                               "DecideDisability", "ListEntitlements", "GetEntitlement"}) {
    EXPECT_THAT(*methods, ::testing::HasSubstr(expected));
  }
  // Who asks what became of her own record finds what no person did.
  for (const char* reaction : {"reaction/survivor.keep_records", "reaction/payment.assess"}) {
    const auto entries = incident_->database().Value(absl::StrCat("SELECT count(*) FROM audit.entry WHERE method = '", reaction,
                                                                  "' AND resources @> ARRAY['", man.name(), "']"));
    ASSERT_TRUE(entries.ok()) << entries.status();
    EXPECT_NE(*entries, "0") << reaction;
  }
  const auto waiting = incident_->database().Value("SELECT count(*) FROM outbox.delivery WHERE state = 'PARKED'");
  ASSERT_TRUE(waiting.ok()) << waiting.status();
  EXPECT_EQ(*waiting, "0");
}

}  // namespace
}  // namespace dayaq::testing
