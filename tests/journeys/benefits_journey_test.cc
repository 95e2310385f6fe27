// What is recorded by act, and families, followed to the money across the services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "dayaq/employment/v1/study_service.grpc.pb.h"
#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "services/employment/employment_parts.h"
#include "services/payment/benefit_test_data.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using payment::v1::Entitlement;
using ::testing::SizeIs;

constexpr char kFuneral[] = "funeral-benefit";
constexpr char kMartyr[] = "stipend-martyr-family";

// The employment service, and an adviser of it to whom somebody's family comes.
class StudyOffice {
 public:
  explicit StudyOffice(const std::shared_ptr<TestDatabase>& database) {
    auto policies = employment::EmploymentPolicies::Load("policy");
    EXPECT_TRUE(policies.ok()) << policies.status();
    parts_.emplace(*std::move(policies));
    auto started = TestService::Start("employment", parts_->methods(), {}, database);
    EXPECT_TRUE(started.ok()) << started.status();
    service_ = *std::move(started);
    stub_ = Studies::NewStub(service_->Channel());
  }

  // A study of that member of the family, of one term, which the school confirmed.
  employment::v1::Study Confirmed(const survivor::v1::Survivor& of, const std::string& member, const common::v1::PartialDate& from,
                                  const common::v1::PartialDate& until) const {
    const std::string profile = NewRequestId();
    const absl::Status opened = service_->database().Execute(absl::StrCat(
        "SET session_replication_role = replica; INSERT INTO employment.profile (uid, etag, survivor_uid, member_uid, person_uid, "
        "survivor_number, state, lives_in, education, most_km, home_work, least_salary_qepik, opened_on, create_time, update_time, "
        "register, district, institution) VALUES ('",
        profile, "', 1, '", of.uid(), "', '", member, "', '", member, "', '", of.number(),
        "', 'PROFILE_STATE_OPEN', 'AZ-TAR', 'EDUCATION_LEVEL_COMPLETE', 50, false, 0, '2025-09-01', now(), now(), 'az', 'AZ-TAR', "
        "'employment-barda')"));
    EXPECT_TRUE(opened.ok()) << opened;
    employment::v1::OpenStudyRequest opening;
    opening.set_request_id(NewRequestId());
    opening.set_profile("profiles/" + profile);
    employment::v1::Study& study = *opening.mutable_study();
    study.set_kind(employment::v1::STUDY_KIND_BACHELOR);
    study.set_school("Nümunə Universiteti");
    study.set_programme("Hüquq");
    study.set_full_time(true);
    study.set_payer(employment::v1::TUITION_PAYER_STATE);
    study.set_agreement_number("14");
    *study.mutable_first_day() = from;
    *study.mutable_planned_last_day() = until;
    const employment::v1::Study known = Done(&Studies::Stub::OpenStudy, opening);
    employment::v1::AddTermRequest adding;
    adding.set_request_id(NewRequestId());
    adding.set_study(known.name());
    *adding.mutable_term()->mutable_first_day() = from;
    *adding.mutable_term()->mutable_last_day() = until;
    const employment::v1::StudyTerm term = Done(&Studies::Stub::AddTerm, adding);
    employment::v1::ConfirmTermRequest confirming;
    confirming.set_request_id(NewRequestId());
    confirming.set_name(term.name());
    confirming.set_etag(term.etag());
    *confirming.mutable_confirmed_on() = Day(2025, 9, 20);
    confirming.set_confirmation_number("118");
    Done(&Studies::Stub::ConfirmTerm, confirming);
    return known;
  }
  void End(const employment::v1::Study& study, const common::v1::PartialDate& day) const {
    employment::v1::GetStudyRequest get;
    get.set_name(study.name());
    employment::v1::EndStudyRequest ending;
    ending.set_request_id(NewRequestId());
    ending.set_name(study.name());
    ending.set_etag(Done(&Studies::Stub::GetStudy, get).study().etag());
    *ending.mutable_ended_on() = day;
    ending.set_end_document("9");
    Done(&Studies::Stub::EndStudy, ending);
  }

 private:
  using Studies = employment::v1::StudyService;
  template <typename Request, typename Response>
  Response Done(grpc::Status (Studies::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const Request& request) const {
    const auto done = service_->Call(*stub_, method, TestCaller{"fidan-employment"}, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }

  std::optional<employment::EmploymentParts> parts_;
  std::unique_ptr<TestService> service_;
  std::unique_ptr<Studies::Stub> stub_;
};

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

// A daughter of twenty-one shares the stipend for as long as her university says that she studies: the confirmation reaches the
// employment service, and nobody records it twice.
TEST_F(BenefitsJourney, WhatASchoolConfirmsMovesTheSharesOfAStipend) {
  incident::v1::RegisterIncidentRequest injury = YardInTartar();
  *injury.mutable_incident()->mutable_casualties(0)->mutable_facts()->mutable_identity()->mutable_birth_date() = Day(1974, 5, 6);
  const incident::v1::Incident incident = Register(injury);
  Settle();
  Verify(ReadIncident(incident.name()));
  survivor::v1::Survivor dead = ConfirmIdentity(SurvivorOf(incident.casualties(0).uid()));
  dead = RecordDeath(dead, Day(2025, 8, 15));
  const std::string wife = AddToFamily(dead, survivor::v1::FAMILY_RELATION_SPOUSE, 1976, 3, 4);
  const std::string daughter = AddToFamily(dead, survivor::v1::FAMILY_RELATION_CHILD, 2004, 3, 1);
  Record(dead, survivor::v1::BENEFIT_FACT_KIND_MARTYR, Day(2025, 9, 1));
  Settle();
  std::map<std::string, Entitlement> stipend = Of(dead, kMartyr);
  EXPECT_EQ(OwedFor(stipend[wife], "2025-10"), 70000);
  EXPECT_EQ(OwedFor(stipend[daughter], "2025-10"), 0) << "nobody said that she studies";

  const StudyOffice office(incident_->shared_database());
  const employment::v1::Study study = office.Confirmed(dead, daughter, Day(2025, 9, 15), Day(2026, 6, 30));
  Settle();
  stipend = Of(dead, kMartyr);
  EXPECT_EQ(OwedFor(stipend[wife], "2025-10"), 35000);
  EXPECT_EQ(OwedFor(stipend[daughter], "2025-10"), 35000);
  EXPECT_EQ(OwedFor(stipend[daughter], "2026-05"), 35000);
  EXPECT_EQ(OwedFor(stipend[daughter], "2026-10"), 0) << "the next term is not confirmed";
  EXPECT_EQ(OwedFor(stipend[wife], "2026-10"), 70000);

  office.End(study, Day(2026, 3, 31));
  Settle();
  stipend = Of(dead, kMartyr);
  EXPECT_EQ(OwedFor(stipend[daughter], "2026-03"), 35000);
  EXPECT_EQ(OwedFor(stipend[daughter], "2026-05"), 0) << "given up in March";
  EXPECT_EQ(OwedFor(stipend[wife], "2026-05"), 70000);
}

}  // namespace
}  // namespace dayaq::testing
