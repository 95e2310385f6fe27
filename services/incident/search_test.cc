// Finding incidents: by every field of the filter, by partial dates, by people in any spelling, page by page, with totals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <map>
#include <thread>

#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class SearchTest : public IncidentFixture {
 protected:
  // Registers an incident in this settlement, which the tests tell incidents apart by.
  v1::Incident Registered(const std::string& settlement, v1::RegisterIncidentRequest request,
                          const TestCaller& caller = kRegistrar) const {
    request.set_request_id(NewRequestId());
    request.mutable_incident()->mutable_facts()->set_settlement(settlement);
    auto made = Register(request, caller);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }
  static v1::RegisterIncidentRequest On(int year, int month = 0, int day = 0) {
    v1::RegisterIncidentRequest request = Herding();
    Set(*request.mutable_incident()->mutable_facts()->mutable_occurred_on(), year, month, day);
    return request;
  }
  static v1::RegisterIncidentRequest Of(const std::string& family_name, const std::string& given_name,
                                        const std::string& national_id) {
    v1::RegisterIncidentRequest request = Herding();
    common::v1::PersonIdentity& identity = *request.mutable_incident()->mutable_casualties(0)->mutable_facts()->mutable_identity();
    identity.set_family_name(family_name);
    identity.set_given_name(given_name);
    identity.set_national_id(national_id);
    return request;
  }
  static void Set(common::v1::PartialDate& date, int year, int month = 0, int day = 0) {
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
  }

  absl::StatusOr<v1::ListIncidentsResponse> List(const v1::IncidentFilter& filter, const TestCaller& caller = kRegistrar,
                                                 int page_size = 200, const std::string& page_token = "") const {
    v1::ListIncidentsRequest request;
    *request.mutable_filter() = filter;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Call(&Stub::ListIncidents, caller, request);
  }
  std::vector<std::string> Found(const v1::IncidentFilter& filter, const TestCaller& caller = kRegistrar) const {
    const auto listed = List(filter, caller);
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> settlements;
    if (!listed.ok()) return settlements;
    EXPECT_EQ(listed->totals().incidents(), listed->incidents_size());
    for (const v1::Incident& incident : listed->incidents()) settlements.push_back(incident.facts().settlement());
    return settlements;
  }
};

TEST_F(SearchTest, EachFieldOfTheFilterNarrows) {
  v1::RegisterIncidentRequest vehicle = Herding();
  vehicle.mutable_incident()->mutable_facts()->set_device_category(v1::DEVICE_CATEGORY_AV_MINE);
  v1::RegisterIncidentRequest elsewhere = Herding();
  elsewhere.mutable_incident()->mutable_facts()->set_district("AZ-BAR");
  const v1::Incident foot = Registered("Ayaq", Herding());
  Registered("Maşın", vehicle);
  Registered("Bərdə", elsewhere, kOtherRegistrar);
  ASSERT_TRUE(Verify(kAnama, foot).ok());

  EXPECT_THAT(Found({}), UnorderedElementsAre("Ayaq", "Maşın")) << "her district only";
  EXPECT_THAT(Found({}, kAnama), UnorderedElementsAre("Ayaq", "Maşın", "Bərdə"));
  v1::IncidentFilter filter;
  filter.add_districts("AZ-BAR");
  EXPECT_THAT(Found(filter, kAnama), ElementsAre("Bərdə"));
  EXPECT_THAT(Found(filter), IsEmpty());
  filter.add_districts("AZ-TAR");
  EXPECT_THAT(Found(filter, kAnama), SizeIs(3));
  filter.Clear();
  filter.add_states(v1::INCIDENT_STATE_VERIFIED);
  EXPECT_THAT(Found(filter, kAnama), ElementsAre("Ayaq"));
  filter.add_device_categories(v1::DEVICE_CATEGORY_AV_MINE);
  EXPECT_THAT(Found(filter, kAnama), IsEmpty());
  filter.clear_states();
  EXPECT_THAT(Found(filter, kAnama), ElementsAre("Maşın"));
  filter.Clear();
  filter.set_number(foot.number());
  EXPECT_THAT(Found(filter, kAnama), ElementsAre("Ayaq"));
  EXPECT_THAT(Found(filter, kOtherRegistrar), IsEmpty());
  filter.Clear();
  filter.add_registers("co-aicma");
  EXPECT_THAT(Found(filter, kAnama), IsEmpty());
}

TEST_F(SearchTest, RejectedIncidentsAreListedOnlyWhenAskedFor) {
  const v1::Incident incident = Registered("Yanlış", Herding());
  v1::RejectIncidentRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(incident.name());
  request.set_etag(incident.etag());
  request.set_reason("Partlayış olmayıb");
  ASSERT_TRUE(Call(&Stub::RejectIncident, kAnama, request).ok());
  EXPECT_THAT(Found({}), IsEmpty());
  v1::IncidentFilter filter;
  filter.add_states(v1::INCIDENT_STATE_REJECTED);
  EXPECT_THAT(Found(filter), ElementsAre("Yanlış"));
}

TEST_F(SearchTest, APartialDateIsFoundByEveryDayItMayMean) {
  Registered("2023", On(2023));
  Registered("2024-02", On(2024, 2));
  Registered("2024-02-04", On(2024, 2, 4));
  Registered("2024-03-01", On(2024, 3, 1));
  const auto found = [this](std::array<int, 3> from, std::array<int, 3> until) {
    v1::IncidentFilter filter;
    if (from[0] > 0) Set(*filter.mutable_occurred_from(), from[0], from[1], from[2]);
    if (until[0] > 0) Set(*filter.mutable_occurred_until(), until[0], until[1], until[2]);
    return Found(filter);
  };
  EXPECT_THAT(found({}, {}), ElementsAre("2024-03-01", "2024-02-04", "2024-02", "2023")) << "newest first";
  EXPECT_THAT(found({2024, 2, 4}, {2024, 2, 4}), UnorderedElementsAre("2024-02", "2024-02-04"));
  EXPECT_THAT(found({2024, 2, 5}, {2024, 2, 29}), ElementsAre("2024-02"));
  EXPECT_THAT(found({2023, 6, 1}, {2023, 6, 1}), ElementsAre("2023"));
  EXPECT_THAT(found({2024}, {2024}), SizeIs(3));
  EXPECT_THAT(found({2024, 2}, {2024, 2}), UnorderedElementsAre("2024-02", "2024-02-04"));
  EXPECT_THAT(found({2024, 3, 2}, {}), IsEmpty());
  EXPECT_THAT(found({}, {2022}), IsEmpty());
}

TEST_F(SearchTest, APersonIsFoundInAnotherSpellingAndScript) {
  Registered("Sevinc", Of("Cəfərova", "Sevinc", "1SEV111"));
  Registered("Elnur", Of("Nümunəyev", "Elnur", "2ELN222"));
  for (const char* typed : {"Cəfərova Sevinc", "Sevinc Cəfərova", "Джафарова Севиндж", "Sevinj Jafarova", "CƏFƏROVA SEVİNC",
                            "Ceferova Sevinc", "  Cəfərova,   Sevinc "}) {
    v1::IncidentFilter filter;
    filter.set_person_name(typed);
    EXPECT_THAT(Found(filter), ElementsAre("Sevinc")) << typed;
  }
  for (const char* typed : {"Sevinc", "Cəfərova Elnur", "Sevinc Nümunəyeva", "%% %%", "Ёж Йод"}) {
    v1::IncidentFilter filter;
    filter.set_person_name(typed);
    EXPECT_THAT(Found(filter), IsEmpty()) << typed;
  }
}

TEST_F(SearchTest, ANationalIdFindsItsPersonAndWithANameOnlyTheRightOne) {
  Registered("Sevinc", Of("Cəfərova", "Sevinc", "1SEV111"));
  Registered("Elnur", Of("Nümunəyev", "Elnur", "2ELN222"));
  v1::IncidentFilter filter;
  filter.set_national_id("1SEV111");
  EXPECT_THAT(Found(filter), ElementsAre("Sevinc"));
  EXPECT_THAT(Found(filter, kOtherRegistrar), IsEmpty());
  filter.set_person_name("Cəfərova Sevinc");
  EXPECT_THAT(Found(filter), ElementsAre("Sevinc"));
  filter.set_person_name("Nümunəyev Elnur");
  EXPECT_THAT(Found(filter), IsEmpty()) << "everything given must hold";
  filter.clear_person_name();
  filter.set_national_id("9XXX999");
  EXPECT_THAT(Found(filter), IsEmpty());
}

TEST_F(SearchTest, WhoReadsNoNamesCannotAskByThemEither) {
  Registered("Sevinc", Of("Cəfərova", "Sevinc", "1SEV111"));
  for (const TestCaller& caller : {kAnama, kPolice, kCrescent, kAuditor}) {
    v1::IncidentFilter there, absent, name;
    there.set_national_id("1SEV111");
    absent.set_national_id("9XXX999");
    name.set_person_name("Cəfərova Sevinc");
    const absl::Status refused = List(there, caller).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied) << caller.subject;
    EXPECT_EQ(refused, List(absent, caller).status()) << "whether there is such a person is not told";
    EXPECT_EQ(List(name, caller).status().code(), absl::StatusCode::kPermissionDenied) << caller.subject;
  }
}

TEST_F(SearchTest, PagesShowEachIncidentOnceWhileOthersAreRegistered) {
  constexpr int kBefore = 40, kPage = 7;
  for (int i = 0; i < kBefore; ++i) Registered(absl::StrCat("before ", i), On(2023, 1 + i % 12, i % 3 == 0 ? 0 : 1 + i % 28));
  std::atomic<bool> done = false;
  std::atomic<int> during = 0;
  std::thread others([&] {
    while (!done) {
      Registered("during", On(2023, 1 + during % 12, 1 + during % 28));
      ++during;
    }
  });
  int seen_during = 0, walks = 0;
  for (; walks < 4; ++walks) {
    std::map<std::string, int> seen;
    std::string token, last;
    do {
      const auto page = List({}, kRegistrar, kPage, token);
      ASSERT_TRUE(page.ok()) << page.status();
      EXPECT_EQ(page->has_totals(), token.empty());
      EXPECT_LE(page->incidents_size(), kPage);
      for (const v1::Incident& incident : page->incidents()) ++seen[incident.name() + " " + incident.facts().settlement()];
      token = page->next_page_token();
    } while (!token.empty());
    int before = 0;
    for (const auto& [incident, times] : seen) {
      EXPECT_EQ(times, 1) << incident;
      (incident.find("before") != std::string::npos ? before : seen_during) += 1;
    }
    EXPECT_EQ(before, kBefore);
  }
  done = true;
  others.join();
  std::cout << walks << " walks over " << kBefore << " incidents while " << during << " were added, of which the walks met "
            << seen_during << "\n";
  EXPECT_GT(during, 0);
}

TEST_F(SearchTest, TotalsCountPeopleBySexAgeAndOutcome) {
  v1::RegisterIncidentRequest request = Herding();
  request.mutable_incident()->clear_casualties();
  const auto add = [&request](common::v1::Sex sex, v1::Outcome outcome, int min_years, int max_years) {
    v1::CasualtyFacts& facts = *request.mutable_incident()->add_casualties()->mutable_facts();
    facts.set_sex(sex);
    facts.set_outcome(outcome);
    if (max_years < 0) return;
    facts.mutable_age()->set_min_years(min_years);
    facts.mutable_age()->set_max_years(max_years);
  };
  add(common::v1::SEX_FEMALE, v1::OUTCOME_KILLED, 0, 17);    // a minor; 0 is a year like any other
  add(common::v1::SEX_MALE, v1::OUTCOME_INJURED, 17, 18);    // not certain
  add(common::v1::SEX_MALE, v1::OUTCOME_INJURED, 18, 18);    // of age
  add(common::v1::SEX_UNKNOWN, v1::OUTCOME_UNKNOWN, 0, -1);  // age not known
  add(common::v1::SEX_UNSPECIFIED, v1::OUTCOME_INJURED, 5, 5);
  Registered("Çox", request);
  const auto listed = List({});
  ASSERT_TRUE(listed.ok()) << listed.status();
  const v1::IncidentTotals& totals = listed->totals();
  EXPECT_EQ(totals.incidents(), 1);
  EXPECT_EQ(totals.casualties(), 5);
  EXPECT_EQ(totals.killed(), 1);
  EXPECT_EQ(totals.injured(), 3);
  EXPECT_EQ(totals.outcome_unknown(), 1);
  EXPECT_EQ(totals.female(), 1);
  EXPECT_EQ(totals.male(), 2);
  EXPECT_EQ(totals.sex_unknown(), 2);
  EXPECT_EQ(totals.minors(), 2);
  EXPECT_EQ(totals.age_unknown(), 2);
}

}  // namespace
}  // namespace dayaq::incident
