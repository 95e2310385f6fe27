// Foreign registers read in, batch by batch: each row taken once, equal rows different people, faulty ones refused with their
// reasons, original words kept, the national register out of reach.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using ImportStub = v1::ImportService::Stub;
using Result = v1::ImportedRowResult;

class ImportTest : public IncidentFixture {
 protected:
  // An import of a file named by one digit into a trial register with one district.
  static v1::StartImportRequest Start(char file) {
    v1::StartImportRequest request;
    request.set_request_id(NewRequestId());
    request.set_mapping("xx-sample");
    request.set_mapping_version(1);
    request.set_register_("xx-trial");
    request.set_file_name("sample.csv");
    request.set_file_sha256(std::string(64, file));
    request.set_rows(3);
    v1::Register& definition = *request.mutable_register_definition();
    definition.set_code("xx-trial");
    definition.set_title("Sınaq reyestri");
    definition.set_country("XX");
    definition.set_trial(true);
    v1::Place& place = *request.add_places();
    place.set_code("05001");
    place.set_register_("xx-trial");
    place.set_title("Sample");
    return request;
  }
  v1::Import Started(char file) const {
    auto started = Import(&ImportStub::StartImport, kSteward, Start(file));
    EXPECT_TRUE(started.ok()) << started.status();
    return started.value_or(v1::Import());
  }

  static v1::ImportedIncident Group(char hash, int year) {
    v1::ImportedIncident incident;
    incident.set_group_hash(std::string(32, hash));
    incident.mutable_facts()->mutable_occurred_on()->set_year(year);
    incident.mutable_facts()->set_district("05001");
    incident.set_document("sample.csv");
    v1::OriginalWord& word = *incident.add_original_words();
    word.set_field("device_category");
    word.set_column("Tipo de evento");
    word.set_words("Accidente por MAP");
    return incident;
  }
  static void SetRow(v1::ImportedRow& row, int number, char hash, int occurrence) {
    row.set_row(number);
    row.set_row_hash(std::string(32, hash));
    row.set_occurrence(occurrence);
  }
  static v1::CasualtyFacts& AddPerson(v1::ImportedIncident& incident, int row, char hash, int occurrence = 1) {
    v1::ImportedCasualty& casualty = *incident.add_casualties();
    SetRow(*casualty.mutable_source(), row, hash, occurrence);
    v1::OriginalWord& word = *casualty.add_original_words();
    word.set_field("activity");
    word.set_column("Actividad");
    word.set_words("Erradicación manual");
    casualty.mutable_facts()->set_outcome(v1::OUTCOME_INJURED);
    return *casualty.mutable_facts();
  }
  static v1::ImportIncidentsRequest Batch(const v1::Import& import, const std::vector<v1::ImportedIncident>& incidents) {
    v1::ImportIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(import.name());
    for (const v1::ImportedIncident& incident : incidents) *request.add_incidents() = incident;
    return request;
  }
  v1::ImportIncidentsResponse Sent(const v1::ImportIncidentsRequest& request) const {
    auto answer = Import(&ImportStub::ImportIncidents, kSteward, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(v1::ImportIncidentsResponse());
  }
  static std::vector<Result::Outcome> OutcomesOf(const v1::ImportIncidentsResponse& response) {
    std::vector<Result::Outcome> outcomes;
    for (const Result& result : response.results()) outcomes.push_back(result.outcome());
    return outcomes;
  }
  ErrorReason ReasonOfStart(const v1::StartImportRequest& request, const TestCaller& caller = kSteward) const {
    const absl::Status status = Import(&ImportStub::StartImport, caller, request).status();
    const auto bad = DetailOf<google::rpc::BadRequest>(status);
    if (!bad.has_value()) return ReasonOf(status);
    ErrorReason reason = ErrorReason::ERROR_REASON_UNSPECIFIED;
    common::v1::ErrorReason_Parse("ERROR_REASON_" + bad->field_violations(0).reason(), &reason);
    return reason;
  }
};

TEST_F(ImportTest, AnImportBringsItsTrialRegisterAndDistricts) {
  const v1::Import import = Started('a');
  EXPECT_FALSE(import.finished());
  EXPECT_EQ(Started('a').name(), import.name()) << "the same file goes on where it was";
  EXPECT_NE(Started('b').name(), import.name());
  v1::ListPlacesRequest request;
  request.set_register_("xx-trial");
  const auto places = Call(&Stub::ListPlaces, kSteward, request);
  ASSERT_TRUE(places.ok()) << places.status();
  ASSERT_THAT(places->places(), SizeIs(1));
  EXPECT_EQ(places->places(0).code(), "05001");
  EXPECT_EQ(Count("SELECT count(*) FROM incident.register WHERE code = 'xx-trial' AND trial"), 1);
}

TEST_F(ImportTest, TheNationalRegisterCannotBeDefinedOrFilled) {
  const std::string contents = Contents();
  v1::StartImportRequest request = Start('a');
  request.mutable_register_definition()->set_trial(false);
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN);
  request = Start('a');
  request.set_register_("az");
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN);
  request.mutable_register_definition()->set_code("az");
  request.mutable_places(0)->set_register_("az");
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN);
  request.clear_register_definition();
  request.clear_places();
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN) << "not of her assignment";
  EXPECT_EQ(ReasonOfStart(Start('a'), kRegistrar), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Contents(), contents);
}

TEST_F(ImportTest, ARegisterThatIsNowhereIsRefused) {
  const std::string contents = Contents();
  v1::StartImportRequest request = Start('a');
  request.clear_register_definition();
  request.clear_places();
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN);
  request = Start('a');
  request.mutable_places(0)->set_register_("az");
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN);
  request = Start('a');
  request.set_register_("xx-foreign");
  request.mutable_register_definition()->set_code("xx-foreign");
  request.mutable_places(0)->set_register_("xx-foreign");
  EXPECT_EQ(ReasonOfStart(request), ErrorReason::ERROR_REASON_REGISTER_UNKNOWN) << "not of her assignment";
  EXPECT_EQ(Contents(), contents);
}

TEST_F(ImportTest, RowsAreTakenOnceAndSendingThemAgainAddsNothing) {
  const v1::Import import = Started('a');
  v1::ImportedIncident two = Group('g', 2001), none = Group('h', 2002);
  AddPerson(two, 1, 'r');
  AddPerson(two, 2, 's').set_outcome(v1::OUTCOME_KILLED);
  SetRow(*none.add_rows(), 3, 't', 1);
  const auto first = Sent(Batch(import, {two, none}));
  EXPECT_THAT(OutcomesOf(first), ElementsAre(Result::OUTCOME_TAKEN, Result::OUTCOME_TAKEN, Result::OUTCOME_TAKEN));
  EXPECT_EQ(first.import().rows_taken(), 3);
  EXPECT_EQ(first.results(0).incident(), first.results(1).incident());

  const std::string rows = "SELECT (SELECT count(*) FROM incident.incident) * 100 + (SELECT count(*) FROM incident.casualty)";
  EXPECT_EQ(Count(rows), 202);
  const auto again = Sent(Batch(import, {two, none}));
  EXPECT_THAT(OutcomesOf(again), ElementsAre(Result::OUTCOME_KNOWN, Result::OUTCOME_KNOWN, Result::OUTCOME_KNOWN));
  EXPECT_EQ(again.results(1).incident(), first.results(1).incident());
  EXPECT_EQ(again.results(1).casualty_uid(), first.results(1).casualty_uid());
  EXPECT_EQ(again.import().rows_known(), 3);
  EXPECT_EQ(Count(rows), 202);

  const auto read = Get(kSteward, first.results(0).incident());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->killed(), 1);
  EXPECT_EQ(read->injured(), 1);
  ASSERT_THAT(read->original_words(), SizeIs(1));
  EXPECT_EQ(read->original_words(0).words(), "Accidente por MAP");
  EXPECT_EQ(read->casualties(0).original_words(0).words(), "Erradicación manual");
  EXPECT_EQ(read->reports(0).source(), v1::SOURCE_KIND_REGISTER);
  EXPECT_EQ(Get(kAnama, first.results(0).incident()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.miscounted()"), 0);
}

TEST_F(ImportTest, EqualRowsAreDifferentPeople) {
  const v1::Import import = Started('a');
  v1::ImportedIncident incident = Group('g', 2001);
  for (int occurrence = 1; occurrence <= 3; ++occurrence) AddPerson(incident, occurrence, 'r', occurrence);
  AddPerson(incident, 4, 'r', 3);  // the same place among the equal ones: a row sent twice
  const auto answer = Sent(Batch(import, {incident}));
  EXPECT_THAT(OutcomesOf(answer),
              ElementsAre(Result::OUTCOME_TAKEN, Result::OUTCOME_TAKEN, Result::OUTCOME_TAKEN, Result::OUTCOME_KNOWN));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.casualty"), 3);
  EXPECT_EQ(Count("SELECT injured FROM incident.incident"), 3);
}

TEST_F(ImportTest, AFaultyIncidentIsRefusedWholeAndTheOthersAreTaken) {
  const v1::Import import = Started('a');
  v1::ImportedIncident good = Group('g', 2001), bad = Group('h', 2001), short_hash = Group('i', 2001);
  AddPerson(good, 1, 'r');
  bad.mutable_facts()->set_district("99999");
  AddPerson(bad, 2, 's');
  v1::CasualtyFacts& dead = AddPerson(bad, 3, 't');
  dead.mutable_died_on()->set_year(2000);
  dead.set_occupation(std::string(500, 'x'));
  AddPerson(short_hash, 4, 'u');
  short_hash.mutable_casualties(0)->mutable_source()->set_row_hash("short");
  const auto answer = Sent(Batch(import, {good, bad, short_hash}));
  EXPECT_THAT(OutcomesOf(answer),
              ElementsAre(Result::OUTCOME_TAKEN, Result::OUTCOME_REFUSED, Result::OUTCOME_REFUSED, Result::OUTCOME_REFUSED));
  EXPECT_THAT(answer.results(1).faults(),
              ElementsAre(HasSubstr("facts.occupation: TOO_LONG"), HasSubstr("facts.district: DISTRICT_UNKNOWN"),
                          HasSubstr("casualties[1].facts.died_on: DEATH_WITHOUT_OUTCOME"),
                          HasSubstr("casualties[1].facts.died_on: DEATH_BEFORE_INCIDENT")));
  EXPECT_EQ(answer.results(3).reason(), "TOO_SHORT");
  EXPECT_EQ(answer.import().rows_taken(), 1);
  EXPECT_EQ(answer.import().rows_refused(), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 1);
  // Mended, the same rows are taken.
  bad.mutable_facts()->set_district("05001");
  bad.mutable_casualties(1)->mutable_facts()->Clear();
  bad.mutable_casualties(1)->mutable_facts()->set_outcome(v1::OUTCOME_INJURED);
  EXPECT_THAT(OutcomesOf(Sent(Batch(import, {bad}))), ElementsAre(Result::OUTCOME_TAKEN, Result::OUTCOME_TAKEN));
}

TEST_F(ImportTest, AnotherVersionOfTheFileAddsOnlyWhatIsNewAndCountsFollow) {
  v1::ImportedIncident incident = Group('g', 2001);
  AddPerson(incident, 1, 'r');
  const auto first = Sent(Batch(Started('a'), {incident}));
  AddPerson(incident, 2, 's').set_outcome(v1::OUTCOME_KILLED);
  v1::Amputation& amputation = *incident.mutable_casualties(1)->mutable_facts()->add_amputations();
  amputation.set_level(v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(v1::SIDE_LEFT);
  const auto second = Sent(Batch(Started('b'), {incident}));
  EXPECT_THAT(OutcomesOf(second), ElementsAre(Result::OUTCOME_KNOWN, Result::OUTCOME_TAKEN));
  EXPECT_EQ(second.import().rows_taken(), 1);
  const auto read = Get(kSteward, first.results(0).incident());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->injured(), 1);
  EXPECT_EQ(read->killed(), 1);
  ASSERT_THAT(read->casualties(), SizeIs(2));
  EXPECT_THAT(read->casualties(1).facts().injuries(), SizeIs(1)) << "an amputation is an injury of its limb";
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.miscounted()"), 0);
  // Those who were told of the incident hear of the person who came later.
  const auto told = service_->database().Value(
      "SELECT string_agg(kind || ' ' || resource, ',' ORDER BY time, uid) FROM outbox.event "
      "WHERE kind NOT LIKE 'layer.%'");
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(*told, absl::StrCat("incident.imported ", read->name(), ",casualty.registered ", read->casualties(1).name()));
}

TEST_F(ImportTest, CheckingOnlySaysWhatWouldBecomeOfTheRowsAndStoresNothing) {
  const v1::Import import = Started('a');
  v1::ImportedIncident incident = Group('g', 2001);
  AddPerson(incident, 1, 'r');
  v1::ImportIncidentsRequest request = Batch(import, {incident});
  request.set_validate_only(true);
  const std::string contents = Contents();
  EXPECT_THAT(OutcomesOf(Sent(request)), ElementsAre(Result::OUTCOME_TAKEN));
  EXPECT_EQ(Contents(), contents);
}

TEST_F(ImportTest, AFinishedFileMayComeAgainAndAddsNothing) {
  const v1::Import import = Started('a');
  v1::ImportedIncident incident = Group('g', 2001);
  AddPerson(incident, 1, 'r');
  EXPECT_THAT(OutcomesOf(Sent(Batch(import, {incident}))), ElementsAre(Result::OUTCOME_TAKEN));
  v1::FinishImportRequest finish;
  finish.set_request_id(NewRequestId());
  finish.set_name(import.name());
  const auto finished = Import(&ImportStub::FinishImport, kSteward, finish);
  ASSERT_TRUE(finished.ok()) << finished.status();
  EXPECT_TRUE(finished->finished());
  EXPECT_TRUE(Started('a').finished());
  EXPECT_THAT(OutcomesOf(Sent(Batch(import, {incident}))), ElementsAre(Result::OUTCOME_KNOWN));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.incident"), 1);
  finish.set_request_id(NewRequestId());
  finish.set_name("imports/01900000-0000-7000-8000-00000000dead");
  EXPECT_EQ(Import(&ImportStub::FinishImport, kSteward, finish).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ImportTest, TheSameBatchSentByTwoAtOnceIsTakenOnce) {
  const v1::Import import = Started('a');
  constexpr int kRounds = 10;
  int answered = 0, turned_away = 0;
  for (int round = 0; round < kRounds; ++round) {
    v1::ImportedIncident incident = Group(static_cast<char>('A' + round), 2001);
    AddPerson(incident, round + 1, static_cast<char>('A' + round));
    absl::Status one, other;
    std::thread twin([&] { one = Import(&ImportStub::ImportIncidents, kSteward, Batch(import, {incident})).status(); });
    other = Import(&ImportStub::ImportIncidents, kSteward, Batch(import, {incident})).status();
    twin.join();
    for (const absl::Status& status : {one, other}) {
      answered += status.ok() ? 1 : 0;
      turned_away += ReasonOf(status) == ErrorReason::ERROR_REASON_CONFLICT ? 1 : 0;
    }
  }
  std::cout << "batches sent by two at once: " << kRounds << ", answered " << answered << ", told to send again " << turned_away
            << "\n";
  EXPECT_EQ(answered + turned_away, 2 * kRounds);
  EXPECT_GE(answered, kRounds);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.casualty"), kRounds);
  EXPECT_EQ(Count("SELECT rows_taken FROM incident.import"), kRounds);
}

}  // namespace
}  // namespace dayaq::incident
