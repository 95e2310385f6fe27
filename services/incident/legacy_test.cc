// Records kept before this house stood: only their loader says since when they are known, and the totals of a past day stay what
// they were, whatever is corrected, added, rejected or merged afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/incident/incident_test_fixture.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using ImportStub = v1::ImportService::Stub;
using Result = v1::ImportedRowResult;

PartialDate Day(absl::string_view text) { return PartialDateFromText(text).value_or(PartialDate()); }

class LegacyTest : public IncidentFixture {
 protected:
  v1::Import Started(const std::string& register_code = "az", const TestCaller& caller = kLoader) const {
    v1::StartImportRequest request;
    request.set_request_id(NewRequestId());
    request.set_mapping("legacy-sample");
    request.set_mapping_version(1);
    request.set_register_(register_code);
    request.set_file_name("legacy.csv");
    request.set_file_sha256(std::string(64, 'a'));
    if (register_code != "az") {
      v1::Register& definition = *request.mutable_register_definition();
      definition.set_code(register_code);
      definition.set_title("Sınaq reyestri");
      definition.set_country("XX");
      definition.set_trial(true);
      v1::Place& place = *request.add_places();
      place.set_code("AZ-TAR");
      place.set_register_(register_code);
      place.set_title("Sample");
    }
    auto started = Import(&ImportStub::StartImport, caller, request);
    EXPECT_TRUE(started.ok()) << started.status();
    return started.value_or(v1::Import());
  }

  // An incident in Tərtər that is known since that day, in or outside the former contact line.
  static v1::ImportedIncident Incident(int row, absl::string_view occurred_on, absl::string_view known_on) {
    v1::ImportedIncident incident;
    incident.set_group_hash(std::string(31, 'g') + static_cast<char>(row));
    *incident.mutable_facts()->mutable_occurred_on() = Day(occurred_on);
    incident.mutable_facts()->set_district("AZ-TAR");
    incident.mutable_facts()->set_former_contact_line(v1::ANSWER_NO);
    incident.set_document("legacy.csv");
    if (!known_on.empty()) *incident.mutable_known_on() = Day(known_on);
    return incident;
  }
  static v1::CasualtyFacts& AddPerson(v1::ImportedIncident& incident, int row, absl::string_view known_on = "") {
    v1::ImportedCasualty& casualty = *incident.add_casualties();
    SetRow(*casualty.mutable_source(), row);
    if (!known_on.empty()) *casualty.mutable_known_on() = Day(known_on);
    casualty.mutable_facts()->set_outcome(v1::OUTCOME_INJURED);
    casualty.mutable_facts()->set_sex(common::v1::SEX_MALE);
    casualty.mutable_facts()->set_civil_status(v1::CIVIL_STATUS_CIVILIAN);
    return *casualty.mutable_facts();
  }
  static void SetRow(v1::ImportedRow& source, int row) {
    source.set_row(row);
    source.set_row_hash(std::string(31, 'r') + static_cast<char>(row));
    source.set_occurrence(1);
  }
  static void SetIdentity(v1::CasualtyFacts& facts) {
    common::v1::PersonIdentity& identity = *facts.mutable_identity();
    identity.set_family_name("Nümunəzadə");
    identity.set_given_name("İsgəndər");
    identity.set_national_id("7LEGACY");
    *identity.mutable_birth_date() = Day("1990");
  }

  absl::StatusOr<v1::ImportIncidentsResponse> Send(const v1::Import& import, const std::vector<v1::ImportedIncident>& incidents,
                                                   const TestCaller& caller = kLoader) const {
    v1::ImportIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(import.name());
    for (const v1::ImportedIncident& incident : incidents) *request.add_incidents() = incident;
    return Import(&ImportStub::ImportIncidents, caller, request);
  }
  // Loads them all; their names in the order of their rows.
  std::vector<std::string> Loaded(const std::vector<v1::ImportedIncident>& incidents) const {
    const auto answer = Send(Started(), incidents);
    EXPECT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> names;
    if (!answer.ok()) return names;
    for (const Result& result : answer->results()) {
      EXPECT_EQ(result.outcome(), Result::OUTCOME_TAKEN) << result.DebugString();
      names.push_back(result.incident());
    }
    return names;
  }
  v1::Incident Read(const std::string& name, const TestCaller& caller = kRegistrar) const {
    const auto read = Get(caller, name);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value_or(v1::Incident());
  }
  // The reason of each fault, each row by itself.
  std::vector<std::string> ReasonsOf(const v1::ImportedIncident& incident, const v1::Import& import,
                                     const TestCaller& caller = kLoader) const {
    const auto answer = Send(import, {incident}, caller);
    EXPECT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> reasons;
    if (!answer.ok()) return reasons;
    for (const Result& result : answer->results()) reasons.push_back(result.reason());
    return reasons;
  }

  absl::StatusOr<v1::ListIncidentsResponse> List(const v1::IncidentFilter& filter, const TestCaller& caller) const {
    v1::ListIncidentsRequest request;
    *request.mutable_filter() = filter;
    return Call(&Stub::ListIncidents, caller, request);
  }
  // Totals as known at the end of that day; an empty text: as known now.
  v1::IncidentTotals Totals(absl::string_view known_until, v1::IncidentFilter filter = {},
                            const TestCaller& caller = kAnama) const {
    if (!known_until.empty()) *filter.mutable_known_until() = Day(known_until);
    const auto listed = List(filter, caller);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.ok() ? listed->totals() : v1::IncidentTotals();
  }
  static std::string Today() { return ToText(PartialDateOf(dayaq::Today(absl::Now()))); }
  static std::string Yesterday() { return ToText(PartialDateOf(dayaq::Today(absl::Now()) - 1)); }
};

TEST_F(LegacyTest, TheLoaderSaysSinceWhenAnIncidentAndAPersonAreKnown) {
  v1::ImportedIncident incident = Incident(1, "2021-05-06", "2021-05-08");
  SetIdentity(AddPerson(incident, 1));
  AddPerson(incident, 2, "2022-02-03");
  const v1::Incident read = Read(Loaded({incident}).at(0));
  const auto text = [](const google::protobuf::Timestamp& time) {
    return absl::FormatTime(absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
  };
  EXPECT_THAT(text(read.create_time()), HasSubstr("2021-05-08T08:00:00")) << "noon in Baku";
  EXPECT_THAT(text(read.update_time()), HasSubstr("2021-05-08T08:00:00"));
  EXPECT_THAT(text(read.reports(0).create_time()), HasSubstr("2021-05-08T08:00:00"));
  ASSERT_THAT(read.casualties(), SizeIs(2));
  EXPECT_THAT(text(read.casualties(0).create_time()), HasSubstr("2021-05-08T08:00:00"));
  EXPECT_THAT(text(read.casualties(1).create_time()), HasSubstr("2022-02-03T08:00:00"));
  EXPECT_EQ(read.institution(), "ministry");
}

TEST_F(LegacyTest, AnIdentityIsSealedAndFoundByItsTokens) {
  v1::ImportedIncident incident = Incident(1, "2021-05-06", "2021-05-08");
  SetIdentity(AddPerson(incident, 1));
  AddPerson(incident, 2);
  const std::string name = Loaded({incident}).at(0);
  EXPECT_EQ(Read(name).casualties(0).facts().identity().national_id(), "7LEGACY");
  EXPECT_EQ(Read(name).casualties(0).facts().age().max_years(), 31);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.person_key"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.token"), 2);
  for (const bool by_name : {false, true}) {
    v1::IncidentFilter filter;
    by_name ? filter.set_person_name("Iskander Numunezade") : filter.set_national_id("7LEGACY");
    const auto listed = List(filter, kRegistrar);
    ASSERT_TRUE(listed.ok()) << listed.status();
    ASSERT_THAT(listed->incidents(), SizeIs(1)) << by_name;
    EXPECT_EQ(listed->incidents(0).name(), name);
  }
}

TEST_F(LegacyTest, WhoIsNotTheLoaderCannotDateBack) {
  v1::ImportedIncident incident = Incident(1, "2021-05-06", "2021-05-08");
  AddPerson(incident, 1);
  AddPerson(incident, 2, "2022-02-03");
  const v1::Import trial = Started("xx-trial", kSteward);
  const absl::Status refused = Send(trial, {incident}, kSteward).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("known_on"));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 0);
  incident.clear_known_on();
  for (v1::ImportedCasualty& casualty : *incident.mutable_casualties()) casualty.clear_known_on();
  EXPECT_THAT(ReasonsOf(incident, trial, kSteward), Each(IsEmpty())) << "without it the same rows are taken";
  // What a registrar writes into create_time is not read.
  v1::RegisterIncidentRequest registration = Herding();
  registration.mutable_incident()->mutable_create_time()->set_seconds(1'000'000'000);
  registration.mutable_incident()->mutable_update_time()->set_seconds(1'000'000'000);
  registration.mutable_incident()->mutable_casualties(0)->mutable_create_time()->set_seconds(1'000'000'000);
  const auto registered = Register(registration);
  ASSERT_TRUE(registered.ok()) << registered.status();
  EXPECT_GT(Read(registered->name()).create_time().seconds(), absl::ToUnixSeconds(absl::Now()) - 60);
  EXPECT_GT(Read(registered->name()).casualties(0).create_time().seconds(), absl::ToUnixSeconds(absl::Now()) - 60);
}

TEST_F(LegacyTest, ADayThatCannotBeIsRefusedWithItsReason) {
  const v1::Import import = Started();
  int row = 0;
  const auto reasons = [&](absl::string_view occurred_on, absl::string_view known_on, absl::string_view person_known_on) {
    ++row;
    v1::ImportedIncident incident = Incident(row, occurred_on, known_on);
    AddPerson(incident, row, person_known_on);
    return ReasonsOf(incident, import);
  };
  EXPECT_THAT(reasons("2021-05-06", "2021-05-05", ""), ElementsAre("KNOWN_DATE_NOT_ALLOWED"));
  EXPECT_THAT(reasons("2021-05-06", "2021-05-08", "2021-05-07"), ElementsAre("KNOWN_DATE_NOT_ALLOWED"));
  EXPECT_THAT(reasons("2021-05-06", "2021-05", ""), ElementsAre("DATE_NOT_WHOLE"));
  EXPECT_THAT(reasons("2021-05-06", "2199-01-01", ""), ElementsAre("IN_THE_FUTURE"));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 0);
  EXPECT_THAT(reasons("2021-05", "2021-05-08", ""), ElementsAre("")) << "possibly on the day before";
  EXPECT_THAT(reasons("2021-05-06", Today(), Today()), ElementsAre(""));
}

TEST_F(LegacyTest, TotalsSayWhatWasKnownThen) {
  v1::ImportedIncident first = Incident(1, "2021-05-06", "2021-05-08"), second = Incident(2, "2020-11-09", "2023-03-04"),
                       nobody = Incident(3, "2022-01-01", "2022-01-02");
  AddPerson(first, 1).set_outcome(v1::OUTCOME_KILLED);
  AddPerson(first, 2, "2022-02-03").set_civil_status(v1::CIVIL_STATUS_SECURITY);
  v1::CasualtyFacts& girl = AddPerson(second, 3);
  girl.set_sex(common::v1::SEX_FEMALE);
  girl.set_civil_status(v1::CIVIL_STATUS_UNKNOWN);
  girl.mutable_age()->set_max_years(17);
  AddPerson(second, 4).set_civil_status(v1::CIVIL_STATUS_DEMINER);
  second.mutable_facts()->set_former_contact_line(v1::ANSWER_YES);
  SetRow(*nobody.add_rows(), 5);
  Loaded({first, second, nobody});

  EXPECT_EQ(Totals("2021-05-07").incidents(), 0) << "it had happened, and nobody knew";
  EXPECT_EQ(Totals("2021-05-08").incidents(), 1) << "known on that very day";
  EXPECT_EQ(Totals("2021-05-08").casualties(), 1);
  EXPECT_EQ(Totals("2022-02-02").casualties(), 1);
  EXPECT_EQ(Totals("2022-02-03").casualties(), 2);
  EXPECT_EQ(Totals("2022-02-03").incidents(), 2);
  EXPECT_EQ(Totals("2022-02-03").incidents_without_casualties(), 1);
  for (const std::string& day : {std::string("2023-03-04"), Today(), std::string()}) {
    const v1::IncidentTotals totals = Totals(day);
    EXPECT_EQ(totals.incidents(), 3) << day;
    EXPECT_EQ(totals.casualties(), 4) << day;
    EXPECT_EQ(totals.killed(), 1) << day;
    EXPECT_EQ(totals.injured(), 3) << day;
    EXPECT_EQ(totals.female(), 1) << day;
    EXPECT_EQ(totals.minors(), 1) << day;
    EXPECT_EQ(totals.age_unknown(), 3) << day;
    EXPECT_EQ(totals.civilian(), 2) << day << " a deminer is a civilian";
    EXPECT_EQ(totals.military(), 1) << day << " security forces are";
    EXPECT_EQ(totals.status_unknown(), 1) << day;
    EXPECT_EQ(totals.outside_former_contact_line(), 2) << day;
    EXPECT_EQ(totals.incidents_without_casualties(), 1) << day;
  }
  v1::IncidentFilter since;
  *since.mutable_occurred_from() = Day("2020-11-10");
  EXPECT_EQ(Totals("2023-03-04", since).casualties(), 2);
}

TEST_F(LegacyTest, ALaterCorrectionOrDeathDoesNotChangeWhatWasKnownBefore) {
  v1::ImportedIncident incident = Incident(1, "2021-05-06", "2021-05-08");
  AddPerson(incident, 1);
  v1::Incident read = Read(Loaded({incident}).at(0));

  v1::CorrectCasualtyRequest death;
  death.set_request_id(NewRequestId());
  death.set_name(read.casualties(0).name());
  death.set_etag(read.casualties(0).etag());
  death.set_reason("Xəstəxanada vəfat edib");
  death.mutable_facts()->set_outcome(v1::OUTCOME_KILLED);
  death.mutable_facts()->set_civil_status(v1::CIVIL_STATUS_MILITARY);
  for (const char* path : {"outcome", "civil_status"}) death.mutable_update_mask()->add_paths(path);
  const auto died = Call(&Stub::CorrectCasualty, kRegistrar, death);
  ASSERT_TRUE(died.ok()) << died.status();
  read = Read(read.name());
  v1::CorrectIncidentRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(read.name());
  correction.set_etag(read.etag());
  correction.set_reason("Yer dəqiqləşdirilib");
  correction.mutable_facts()->set_former_contact_line(v1::ANSWER_YES);
  *correction.mutable_facts()->mutable_occurred_on() = Day("2020-11-01");
  for (const char* path : {"former_contact_line", "occurred_on"}) correction.mutable_update_mask()->add_paths(path);
  const auto corrected = Call(&Stub::CorrectIncident, kRegistrar, correction);
  ASSERT_TRUE(corrected.ok()) << corrected.status();

  v1::IncidentFilter since;
  *since.mutable_occurred_from() = Day("2020-11-10");
  for (const std::string& day : {std::string("2021-05-08"), Yesterday()}) {
    const v1::IncidentTotals before = Totals(day, since);
    EXPECT_EQ(before.incidents(), 1) << day;
    EXPECT_EQ(before.killed(), 0) << day;
    EXPECT_EQ(before.injured(), 1) << day;
    EXPECT_EQ(before.civilian(), 1) << day;
    EXPECT_EQ(before.outside_former_contact_line(), 1) << day;
  }
  for (const std::string& day : {Today(), std::string()}) {
    EXPECT_EQ(Totals(day, since).incidents(), 0) << "it was before the war after all";
    const v1::IncidentTotals now = Totals(day);
    EXPECT_EQ(now.incidents(), 1);
    EXPECT_EQ(now.killed(), 1);
    EXPECT_EQ(now.injured(), 0);
    EXPECT_EQ(now.military(), 1);
    EXPECT_EQ(now.outside_former_contact_line(), 0);
  }
}

TEST_F(LegacyTest, WhatIsRejectedOrMergedLaterWasCountedThen) {
  v1::ImportedIncident first = Incident(1, "2021-05-06", "2021-05-08"), second = Incident(2, "2021-05-06", "2021-05-08"),
                       third = Incident(3, "2021-06-06", "2021-06-08");
  int row = 0;
  for (v1::ImportedIncident* incident : {&first, &second, &third}) AddPerson(*incident, ++row);
  const std::vector<std::string> names = Loaded({first, second, third});
  const v1::Incident kept = Read(names[0]), duplicate = Read(names[1]), rejected = Read(names[2]);

  v1::RejectIncidentRequest reject;
  reject.set_request_id(NewRequestId());
  reject.set_name(rejected.name());
  reject.set_etag(rejected.etag());
  reject.set_reason("Partlayıcı qurğu olmayıb");
  ASSERT_TRUE(Call(&Stub::RejectIncident, kAnama, reject).ok());
  v1::MergeIncidentsRequest merge;
  merge.set_request_id(NewRequestId());
  merge.set_name(kept.name());
  merge.set_etag(kept.etag());
  merge.set_duplicate(duplicate.name());
  merge.set_duplicate_etag(duplicate.etag());
  merge.set_reason("Eyni hadisə");
  v1::CasualtyPair& pair = *merge.add_pairs();
  pair.set_kept_uid(kept.casualties(0).uid());
  pair.set_duplicate_uid(duplicate.casualties(0).uid());
  const auto merged = Call(&Stub::MergeIncidents, kAnama, merge);
  ASSERT_TRUE(merged.ok()) << merged.status();

  EXPECT_EQ(Totals("2021-06-08").incidents(), 3);
  EXPECT_EQ(Totals("2021-06-08").casualties(), 3);
  EXPECT_EQ(Totals(Yesterday()).casualties(), 3);
  for (const std::string& day : {Today(), std::string()}) {
    EXPECT_EQ(Totals(day).incidents(), 1) << day;
    EXPECT_EQ(Totals(day).casualties(), 1) << day;
  }
}

TEST_F(LegacyTest, PastTotalsReachNoFurtherThanPresentOnes) {
  v1::ImportedIncident here = Incident(1, "2021-05-06", "2021-05-08"), elsewhere = Incident(2, "2021-05-06", "2021-05-08");
  AddPerson(here, 1);
  AddPerson(elsewhere, 2);
  elsewhere.mutable_facts()->set_district("AZ-BAR");
  Loaded({here, elsewhere});
  for (const std::string& day : {std::string("2021-05-08"), Today(), std::string()}) {
    EXPECT_EQ(Totals(day, {}, kAnama).casualties(), 2) << day;
    EXPECT_EQ(Totals(day, {}, kLoader).casualties(), 2) << day;
    EXPECT_EQ(Totals(day, {}, kAuditor).casualties(), 2) << day;
    EXPECT_EQ(Totals(day, {}, kRegistrar).casualties(), 1) << day;
    EXPECT_EQ(Totals(day, {}, kOtherRegistrar).casualties(), 1) << day;
    EXPECT_EQ(Totals(day, {}, kPolice).casualties(), 1) << day << " without the right to read history";
    EXPECT_EQ(Totals(day, {}, kSteward).casualties(), 0) << day << " of another register";
  }
  // An incident that was moved is seen, past and all, where it lies now.
  const auto listed = List({}, kRegistrar);
  ASSERT_TRUE(listed.ok()) << listed.status();
  const v1::Incident read = listed->incidents(0);
  v1::CorrectIncidentRequest move;
  move.set_request_id(NewRequestId());
  move.set_name(read.name());
  move.set_etag(read.etag());
  move.set_reason("Rayon səhv yazılıb");
  move.mutable_facts()->set_district("AZ-BAR");
  move.mutable_update_mask()->add_paths("district");
  ASSERT_TRUE(Call(&Stub::CorrectIncident, kAnama, move).ok());
  for (const std::string& day : {std::string("2021-05-08"), Today(), std::string()}) {
    EXPECT_EQ(Totals(day, {}, kRegistrar).incidents(), 0) << day;
    EXPECT_EQ(Totals(day, {}, kRegistrar).casualties(), 0) << day;
    EXPECT_EQ(Totals(day, {}, kOtherRegistrar).casualties(), 2) << day;
  }
  v1::IncidentFilter tartar;
  tartar.add_districts("AZ-TAR");
  EXPECT_EQ(Totals("2021-05-08", tartar).casualties(), 1) << "where it was thought to be";
  EXPECT_EQ(Totals(Today(), tartar).casualties(), 0);
}

TEST_F(LegacyTest, ADayToKnowUntilIsWholeAndNotToCome) {
  v1::IncidentFilter filter;
  *filter.mutable_known_until() = Day("2024-05");
  EXPECT_THAT(FaultsOf(List(filter, kAnama).status()), ElementsAre("filter.known_until DATE_NOT_WHOLE"));
  *filter.mutable_known_until() = Day("2199-01-01");
  EXPECT_THAT(FaultsOf(List(filter, kAnama).status()), ElementsAre("filter.known_until IN_THE_FUTURE"));
}

}  // namespace
}  // namespace dayaq::incident
