// What a person sees of their own record, and a guardian of a child's: health, case, consents, referrals; across merged records;
// and nothing of anybody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/later_facts_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class OwnRecordTest : public LaterFactsFixture {
 protected:
  std::vector<std::string> Notes(const v1::Survivor& survivor, const TestCaller& caller) const {
    v1::ListTreatmentsRequest request;
    request.set_survivor(survivor.name());
    std::vector<std::string> notes;
    const auto listed = Try(&v1::CaseService::Stub::ListTreatments, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return notes;
    for (const auto& treatment : listed->treatments()) notes.push_back(treatment.facts().note());
    return notes;
  }
};

TEST_F(OwnRecordTest, APersonSeesHealthCaseConsentsAndReferralsOfTheirOwn) {
  const v1::Survivor record = Woman("Cəfərova", "Sevinc"), other = Woman("Quliyeva", "Aygün", "2024-03-05");
  AddTreatment(record, "Güdülün reviziyası");
  AddTreatment(other, "Başqasının müalicəsi");
  AddFunctioning(record);
  const v1::Case one = OpenCase(record);
  AddNeed(one.name(), "Panduslu ev");
  OpenCase(other);
  SendReferral(record, GiveConsent(record));
  for (const TestCaller& person : {ThePerson(record.uid()), ThePerson(record.uid(), 2, "guardian")}) {
    EXPECT_THAT(Notes(record, person), ElementsAre("Güdülün reviziyası"));
    v1::ListFunctioningRequest functioning;
    functioning.set_survivor(record.name());
    EXPECT_THAT(Now(&v1::CaseService::Stub::ListFunctioning, person, functioning).functioning(), SizeIs(1));
    v1::ListCasesRequest cases;
    EXPECT_THAT(Now(&v1::CaseService::Stub::ListCases, person, cases).cases(), SizeIs(1)) << "whatever is asked for";
    v1::GetCaseRequest get;
    get.set_name(one.name());
    EXPECT_EQ(Now(&v1::CaseService::Stub::GetCase, person, get).needs(0).words(), "Panduslu ev");
    v1::ListConsentsRequest consents;
    consents.set_survivor(record.name());
    EXPECT_THAT(Now(&v1::ConsentService::Stub::ListConsents, person, consents).consents(), SizeIs(1));
    EXPECT_THAT(Now(&v1::ReferralService::Stub::ListReferrals, person, v1::ListReferralsRequest()).referrals(), SizeIs(1));
    // Nothing of anybody else, and nothing is written.
    EXPECT_THAT(Notes(other, person), IsEmpty());
    EXPECT_TRUE(
        absl::IsPermissionDenied(Try(&v1::CaseService::Stub::OpenCase, person, About<v1::OpenCaseRequest>(record)).status()));
    EXPECT_TRUE(absl::IsPermissionDenied(
        Try(&v1::CaseService::Stub::AddFunctioning, person, About<v1::AddFunctioningRequest>(record)).status()));
  }
}

TEST_F(OwnRecordTest, MergedRecordsAreOneToThePersonWhicheverTheirAccountIsBoundTo) {
  const v1::Survivor kept = Woman("Cəfərova", "Sevinc"), merged = Woman("Cəfərova", "Sevinc", "2024-03-05");
  AddTreatment(kept, "bir");
  AddTreatment(merged, "iki");
  const TestCaller of_kept = ThePerson(kept.uid()), of_merged = ThePerson(merged.uid(), 2),
                   stranger = ThePerson(Woman("Quliyeva", "Aygün", "2024-03-07").uid(), 3);
  EXPECT_TRUE(absl::IsNotFound(GetRecord(of_kept, merged.name()).status()));
  ASSERT_TRUE(Merge(kept, merged).ok());
  for (const TestCaller& person : {of_kept, of_merged}) {
    EXPECT_THAT(Notes(kept, person), ElementsAre("iki", "bir"));
    EXPECT_EQ(Record(merged.name(), person).merged_into_uid(), kept.uid());
    EXPECT_THAT(Record(kept.name(), person).casualties(), SizeIs(2));
  }
  EXPECT_TRUE(absl::IsNotFound(GetRecord(stranger, kept.name()).status()));
  ASSERT_TRUE(Unmerge(merged, {}, {}).ok());
  EXPECT_TRUE(absl::IsNotFound(GetRecord(of_kept, merged.name()).status())) << "and two again";
  EXPECT_THAT(Notes(merged, of_merged), ElementsAre("iki"));
}

}  // namespace
}  // namespace dayaq::survivor
