// What was added to a merged person goes, when the merge is taken back, to whom somebody says it belongs: every kind, with what is
// sealed of it, against the real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/later_facts_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LaterFactsTest : public LaterFactsFixture {
 protected:
  std::string Value(const std::string& sql) const {
    auto value = survivor_service_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
  std::string Whose(const std::string& table, const std::string& uid) const {
    return Value(absl::StrCat("SELECT survivor_uid FROM survivor.", table, " WHERE uid = '", uid, "'"));
  }
};

TEST_F(LaterFactsTest, EverythingThatCameLaterGoesToWhomAPersonSaysWithWhatIsSealed) {
  const v1::Survivor first = Woman("Cəfərova", "Sevinc"), second = Woman("Nümunəyeva", "Aygün", "2024-03-05");
  const v1::Case of_first = OpenCase(first), of_second = OpenCase(second);
  ASSERT_TRUE(Merge(first, second).ok());

  v1::Treatment treatment = AddTreatment(first, "Güdülün reviziyası");
  v1::CorrectTreatmentRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(treatment.name());
  correction.set_etag(treatment.etag());
  *correction.mutable_facts() = treatment.facts();
  correction.mutable_facts()->set_note("Güdülün ikinci reviziyası");
  correction.set_reason("səhv");
  treatment = Now(&v1::CaseService::Stub::CorrectTreatment, kLaterCaseManager, correction);
  const v1::Treatment staying = AddTreatment(first, "Ağrı müalicəsi");
  const v1::Functioning functioning = AddFunctioning(first);
  const v1::FamilyMember guardian = AddMember(first, v1::FAMILY_RELATION_GUARDIAN, "Sevil", true);
  v1::GiveConsentRequest by_guardian = ConsentOf(first);
  by_guardian.mutable_consent()->set_given_by(v1::CONSENT_GIVER_GUARDIAN);
  by_guardian.mutable_consent()->set_giver_uid(guardian.uid());
  const v1::Consent bound = Now(&v1::ConsentService::Stub::GiveConsent, kCaseworker, by_guardian);
  const v1::Consent consent = GiveConsent(first);
  const v1::ReferralStatus on_consent = SendReferral(first, consent), by_duty = SendReferral(first);
  const v1::CorrectionRequest asked = AskCorrection(first, "Ünvan səhvdir");
  const v1::ExaminationReferral form = FileForm88(first);
  const v1::Case with_need = AddNeed(of_first.name(), "Panduslu ev");
  ASSERT_THAT(with_need.needs(), SizeIs(1));
  const std::string need = with_need.needs(0).uid();

  const absl::Status refused = Unmerge(second, {}, {}).status();
  EXPECT_THAT(FaultsOf(refused), SizeIs(9)) << refused << ": what rests on another row is not asked about";
  EXPECT_THAT(FaultsOf(refused), Each("assignments FACTS_UNASSIGNED"));
  const auto back = Unmerge(
      second, {treatment.uid(), functioning.uid(), guardian.uid(), consent.uid(), by_duty.uid(), asked.uid(), form.uid(), need},
      {staying.uid()});
  ASSERT_TRUE(back.ok()) << back.status();

  for (const auto& [table, uid] : std::vector<std::pair<std::string, std::string>>{{"treatment", treatment.uid()},
                                                                                   {"functioning", functioning.uid()},
                                                                                   {"family_member", guardian.uid()},
                                                                                   {"consent", bound.uid()},
                                                                                   {"consent", consent.uid()},
                                                                                   {"referral", on_consent.uid()},
                                                                                   {"referral_sheet", on_consent.uid()},
                                                                                   {"referral", by_duty.uid()},
                                                                                   {"correction_request", asked.uid()},
                                                                                   {"examination_referral", form.uid()},
                                                                                   {"case_need", need}}) {
    EXPECT_EQ(Whose(table, uid), second.uid()) << table;
  }
  EXPECT_EQ(Whose("treatment", staying.uid()), first.uid());
  // What is sealed opens under the key of whom it went to.
  ASSERT_THAT(Treatments(second).treatments(), SizeIs(1));
  EXPECT_EQ(Treatments(second).treatments(0).facts().note(), "Güdülün ikinci reviziyası");
  ASSERT_THAT(Treatments(first).treatments(), SizeIs(1));
  EXPECT_EQ(Treatments(first).treatments(0).facts().note(), "Ağrı müalicəsi");
  EXPECT_THAT(CaseNamed(of_first.name()).needs(), IsEmpty());
  ASSERT_THAT(CaseNamed(of_second.name()).needs(), SizeIs(1)) << "into the case of the other record";
  EXPECT_EQ(CaseNamed(of_second.name()).needs(0).words(), "Panduslu ev");
  v1::ListFamilyRequest family;
  family.set_survivor(second.name());
  const auto members = Now(&v1::FamilyService::Stub::ListFamily, kCaseworker, family);
  ASSERT_THAT(members.members(), SizeIs(1));
  EXPECT_EQ(members.members(0).identity().given_name(), "Sevil");
  v1::GetReferralRequest received;
  received.set_name(on_consent.name());
  EXPECT_EQ(Now(&v1::ReferralService::Stub::GetReferral, kLaterReceiver, received).sheet().health().needs(), "Sol qıça protez");
  // Former versions are the other's too, and sealed under the same key.
  const auto key_of = [this](const std::string& sql) {
    return Value("SELECT string_agg(DISTINCT encode(substr(note, 2, 4), 'hex'), ' ') FROM " + sql);
  };
  const std::string key = key_of(absl::StrCat("survivor.treatment WHERE uid = '", treatment.uid(), "'"));
  EXPECT_EQ(key_of(absl::StrCat("survivor.treatment_history WHERE uid = '", treatment.uid(), "'")), key);
  EXPECT_NE(key_of(absl::StrCat("survivor.treatment WHERE uid = '", staying.uid(), "'")), key);
  EXPECT_EQ(Value(absl::StrCat("SELECT count(*) FROM survivor.treatment_history WHERE survivor_uid <> '", second.uid(), "'")), "0");
}

TEST_F(LaterFactsTest, APartGoesToNoRecordWithoutACase) {
  const v1::Survivor first = Woman("Cəfərova", "Sevinc"), second = Woman("Nümunəyeva", "Aygün", "2024-03-05");
  const v1::Case of_first = OpenCase(first);
  ASSERT_TRUE(Merge(first, second).ok());
  const std::string need = AddNeed(of_first.name(), "Panduslu ev").needs(0).uid();
  EXPECT_THAT(FaultsOf(Unmerge(second, {need}, {}).status()), ::testing::ElementsAre("assignments NO_CASE_TO_TAKE_IT"));
  EXPECT_TRUE(Unmerge(second, {}, {need}).ok());
}

}  // namespace
}  // namespace dayaq::survivor
