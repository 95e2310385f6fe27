// Functioning, treatments and the directory of services, as people call them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/case_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using dayaq::testing::FaultsOf;
using Reason = ErrorReason;

class CareServiceTest : public CaseFixture {
 protected:
  static v1::AddFunctioningRequest Asked(const v1::Survivor& survivor, int walking = 3) {
    v1::AddFunctioningRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    v1::Functioning& assessment = *request.mutable_functioning();
    assessment.set_instrument(v1::FUNCTIONING_INSTRUMENT_SHORT_SET);
    assessment.set_respondent(v1::FUNCTIONING_RESPONDENT_SELF);
    *assessment.mutable_assessed_on() = Date("2024-06-01");
    for (int domain = 1; domain <= 6; ++domain) {
      v1::DomainAnswer& answer = *assessment.add_answers();
      answer.set_domain(static_cast<v1::FunctioningDomain>(domain));
      answer.set_answer(static_cast<v1::FunctioningAnswer>(domain == 3 ? walking : 1));
    }
    return request;
  }
  static v1::AddTreatmentRequest Treated(const v1::Survivor& survivor, absl::string_view from, absl::string_view until = "") {
    v1::AddTreatmentRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    v1::TreatmentFacts& facts = *request.mutable_facts();
    facts.set_kind(v1::TREATMENT_KIND_OPERATION);
    facts.set_care_place("Bakıda klinika");
    facts.set_nature_code("S88.1");
    facts.set_source_kind(incident::v1::SOURCE_KIND_HOSPITAL);
    facts.set_source_institution("hospital-tartar");
    facts.set_note("Güdülün reviziyası");
    *facts.mutable_begun_on() = Date(from);
    if (!until.empty()) *facts.mutable_ended_on() = Date(until);
    return request;
  }
  static v1::AddProviderRequest Offering(const std::string& name_az, v1::SupportKind kind) {
    v1::AddProviderRequest request;
    request.set_request_id(NewRequestId());
    v1::Provider& provider = *request.mutable_provider();
    provider.set_name_az(name_az);
    provider.set_name_en("Sample");
    provider.add_kinds(kind);
    provider.set_district("AZ-BAR");
    provider.set_phone("+994201234567");
    provider.set_accessible(incident::v1::ANSWER_YES);
    *provider.mutable_valid_from() = Date("2024-01-01");
    return request;
  }
  v1::ListProvidersResponse Directory(const v1::ListProvidersRequest& request = {}, const TestCaller& caller = kCaseManager) const {
    return Done(&Cases::ListProviders, request, caller);
  }
};

TEST_F(CareServiceTest, FunctioningIsAddedAndMistakesAreMarked) {
  const v1::Survivor record = OpenedRecord(Herding());
  const v1::AddFunctioningRequest request = Asked(record);
  const v1::Functioning added = Done(&Cases::AddFunctioning, request);
  EXPECT_EQ(added.status(), v1::FUNCTIONING_STATUS_WITH_DISABILITY);
  EXPECT_EQ(added.asked_by_institution(), "dost-barda");
  EXPECT_EQ(Done(&Cases::AddFunctioning, request).uid(), added.uid()) << "the same request";
  EXPECT_EQ(Done(&Cases::AddFunctioning, Asked(record, 2), kClinician).status(), v1::FUNCTIONING_STATUS_WITHOUT_DISABILITY);

  v1::WithdrawFunctioningRequest mistake;
  mistake.set_request_id(NewRequestId());
  mistake.set_name(added.name());
  mistake.set_words("Başqa şəxsin cavabları");
  EXPECT_TRUE(Done(&Cases::WithdrawFunctioning, mistake).has_withdrawn_time());
  mistake.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Do(&Cases::WithdrawFunctioning, mistake).status()), Reason::ERROR_REASON_STATE_NOT_ALLOWED);

  v1::ListFunctioningRequest list;
  list.set_survivor(record.name());
  const auto all = Done(&Cases::ListFunctioning, list);
  ASSERT_THAT(all.functioning(), SizeIs(2));
  EXPECT_EQ(all.total(), 2);
  EXPECT_EQ(all.functioning(1).withdrawn_words(), "Başqa şəxsin cavabları");
  EXPECT_EQ(all.functioning(1).answers_size(), 6);
  EXPECT_EQ(Do(&Cases::ListFunctioning, list, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Do(&Cases::ListFunctioning, list, kExpert).status().code(), absl::StatusCode::kPermissionDenied)
      << "kept apart from the percent";
}

TEST_F(CareServiceTest, FaultyAnswersAreRefused) {
  const v1::Survivor record = OpenedRecord(Herding());
  v1::AddFunctioningRequest request = Asked(record);
  request.mutable_functioning()->mutable_answers()->RemoveLast();
  EXPECT_THAT(FaultsOf(Do(&Cases::AddFunctioning, request).status()),
              ElementsAre("functioning.answers FUNCTIONING_ANSWERS_INVALID"));
  request = Asked(record);
  request.mutable_functioning()->mutable_answers(2)->set_answer(static_cast<v1::FunctioningAnswer>(5));
  EXPECT_THAT(FaultsOf(Do(&Cases::AddFunctioning, request).status()), ElementsAre("functioning.answers[2].answer ENUM_UNDEFINED"));
  request = Asked(record);
  request.mutable_functioning()->set_instrument(v1::FUNCTIONING_INSTRUMENT_CHILD_MODULE);
  EXPECT_THAT(FaultsOf(Do(&Cases::AddFunctioning, request).status()),
              ElementsAre("functioning.instrument FUNCTIONING_NOT_FOR_AGE"));
}

TEST_F(CareServiceTest, ATreatmentIsCorrectedAndItsFormerVersionKept) {
  const v1::Survivor record = OpenedRecord(Herding());
  const v1::Treatment added = Done(&Cases::AddTreatment, Treated(record, "2024-03-05"), kClinician);
  EXPECT_EQ(added.facts().care_place(), "Bakıda klinika");
  EXPECT_EQ(added.facts().note(), "Güdülün reviziyası");
  v1::CorrectTreatmentRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(added.name());
  correction.set_etag(added.etag());
  correction.set_reason("Epikrizə əsasən");
  *correction.mutable_facts() = added.facts();
  *correction.mutable_facts()->mutable_ended_on() = Date("2024-03-20");
  correction.mutable_facts()->clear_care_place();
  correction.mutable_facts()->set_care_institution("hospital-barda");
  const v1::Treatment corrected = Done(&Cases::CorrectTreatment, correction);
  EXPECT_EQ(ToText(corrected.facts().ended_on()), "2024-03-20");
  EXPECT_EQ(corrected.facts().care_institution(), "hospital-barda");
  EXPECT_THAT(corrected.facts().care_place(), IsEmpty());
  EXPECT_EQ(corrected.facts().note(), "Güdülün reviziyası");
  correction.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Do(&Cases::CorrectTreatment, correction).status()), Reason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.treatment_history WHERE reason = 'Epikrizə əsasən' AND care_place IS NOT NULL"),
            1);

  v1::ListTreatmentsRequest list;
  list.set_survivor(record.name());
  EXPECT_EQ(Done(&Cases::ListTreatments, list, kRegistrar).total(), 1);
  EXPECT_EQ(Do(&Cases::ListTreatments, list, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
}

TEST_F(CareServiceTest, TreatmentsThatCannotBeAreRefused) {
  const v1::Survivor record = OpenedRecord(Herding());
  EXPECT_THAT(FaultsOf(Do(&Cases::AddTreatment, Treated(record, "2024-02-03")).status()),
              ElementsAre("facts.begun_on CARE_BEFORE_INCIDENT"));
  v1::AddTreatmentRequest request = Treated(record, "2024-03-05", "2024-03-01");
  request.mutable_facts()->set_nature_code("Y36.2");
  request.mutable_facts()->clear_source_kind();
  EXPECT_THAT(FaultsOf(Do(&Cases::AddTreatment, request).status()),
              UnorderedElementsAre("facts.ended_on PERIOD_IMPOSSIBLE", "facts.nature_code DIAGNOSIS_IMPOSSIBLE",
                                   "facts.source_kind REQUIRED"));
  EXPECT_TRUE(Do(&Cases::AddTreatment, Treated(record, "2024")).ok()) << "half known is normal";
}

TEST_F(CareServiceTest, TheDirectoryIsKeptAndEverybodyWhoMeetsSurvivorsReadsIt) {
  const v1::Provider home = Done(&Cases::AddProvider, Offering("Yurd (nümunə)", v1::SUPPORT_KIND_HOUSING));
  Done(&Cases::AddProvider, Offering("Bərdə psixoloji xidmət (nümunə)", v1::SUPPORT_KIND_PSYCHOSOCIAL));
  // Beside the entries of the sample (db/sample/directory.sql).
  EXPECT_THAT(Directory({}, kCaseworker).providers(), SizeIs(7));
  EXPECT_EQ(Directory({}, kExpert).total(), 7);
  v1::ListProvidersRequest only;
  only.add_kinds(v1::SUPPORT_KIND_HOUSING);
  EXPECT_THAT(Directory(only).providers(), ElementsAre(::testing::Property(&v1::Provider::name, home.name())));

  v1::CorrectProviderRequest end;
  end.set_request_id(NewRequestId());
  end.set_name(home.name());
  end.set_etag(home.etag());
  end.set_reason("Bağlanıb");
  *end.mutable_provider() = home;
  *end.mutable_provider()->mutable_valid_until() = Date("2024-12-31");
  EXPECT_EQ(ToText(Done(&Cases::CorrectProvider, end).valid_until()), "2024-12-31");
  EXPECT_THAT(Directory(only).providers(), IsEmpty());
  only.set_ended(true);
  EXPECT_THAT(Directory(only).providers(), SizeIs(1));
  EXPECT_EQ(Do(&Cases::AddProvider, Offering("Başqa", v1::SUPPORT_KIND_WORK), kCaseworker).status().code(),
            absl::StatusCode::kPermissionDenied);

  v1::AddProviderRequest faulty = Offering("B", v1::SUPPORT_KIND_WORK);
  faulty.mutable_provider()->set_phone("12");
  EXPECT_THAT(FaultsOf(Do(&Cases::AddProvider, faulty).status()),
              UnorderedElementsAre("provider.name_az TOO_SHORT", "provider.phone PATTERN_MISMATCH"));
  faulty = Offering("Başqa", v1::SUPPORT_KIND_WORK);
  faulty.mutable_provider()->set_district("AZ-XXX");
  EXPECT_THAT(FaultsOf(Do(&Cases::AddProvider, faulty).status()), ElementsAre("provider.district DISTRICT_UNKNOWN"));
}

TEST_F(CareServiceTest, AServiceNamesAnEntryThatOfferedIt) {
  const v1::Provider sport = Done(&Cases::AddProvider, Offering("İdman klubu (nümunə)", v1::SUPPORT_KIND_SPORT));
  v1::Case one = OpenedCase();
  auto service = ServiceOn(one, v1::SUPPORT_KIND_SPORT, "2024-03-01");
  service.mutable_service()->set_provider_uid(sport.uid());
  one = Done(&Cases::AddService, service);
  EXPECT_EQ(one.services(0).provider_uid(), sport.uid());
  auto other = ServiceOn(one, v1::SUPPORT_KIND_SCHOOL, "2024-03-01");
  other.mutable_service()->set_provider_uid(sport.uid());
  EXPECT_THAT(FaultsOf(Do(&Cases::AddService, other).status()), ElementsAre("service.provider_uid PROVIDER_UNKNOWN"));
}

}  // namespace
}  // namespace dayaq::survivor
