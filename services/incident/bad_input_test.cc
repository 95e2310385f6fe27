// What people and programs get wrong, sent to the running service: each is refused with every faulty field and a stable reason,
// nothing is half-written, one audit entry says so, and the refusal repeats nothing of what was sent.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "absl/strings/match.h"
#include "google/protobuf/util/field_mask_util.h"
#include "services/incident/incident_test_fixture.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::StatusCode kFaulty = absl::StatusCode::kInvalidArgument;

class BadInputTest : public IncidentFixture {
 protected:
  using Attempt = std::function<absl::Status()>;

  // The attempt is refused, stores nothing, leaves one entry with the reason and repeats nothing of the request. Its faults.
  std::vector<std::string> Refused(const Attempt& attempt, absl::StatusCode code, ErrorReason reason) const {
    const std::string contents = Contents();
    const size_t entries = Entries().size();
    const absl::Status status = attempt();
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_EQ(ReasonOf(status), reason) << status;
    EXPECT_EQ(Contents(), contents);
    const std::vector<audit::v1::Entry> after = Entries();
    EXPECT_EQ(after.size(), entries + 1);
    if (after.size() > entries) {
      EXPECT_EQ(after.back().decision(), audit::v1::DECISION_FAILED);
      EXPECT_EQ(after.back().reason(), ReasonName(reason));
      EXPECT_THAT(after.back().disclosed(), IsEmpty());
    }
    ExpectNoContent(status);
    return FaultsOf(status);
  }

  std::vector<std::string> FaultsIn(const v1::RegisterIncidentRequest& request) const {
    return Refused([&] { return Register(request).status(); }, kFaulty, ErrorReason::ERROR_REASON_FIELDS_INVALID);
  }

  static void ExpectNoContent(const absl::Status& status) {
    std::string told(status.message());
    status.ForEachPayload([&told](absl::string_view, const absl::Cord& payload) { absl::StrAppend(&told, std::string(payload)); });
    for (const char* sent : {"Nümun", "Elnur", "Rauf", "5ABCDE7", "Turniket", "066", "AZ-XXX", "mərmi", "aaaaaaaa"}) {
      EXPECT_FALSE(absl::StrContains(told, sent)) << sent << " is told in: " << told;
    }
  }

  // A call whose request is just these bytes.
  absl::Status CallWithBytes(const std::string& method, const TestCaller& caller, const std::string& bytes) const {
    grpc::GenericStub stub(service_->Channel());
    grpc::ClientContext context;
    service_->Prepare(caller, context);
    grpc::CompletionQueue queue;
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    const auto call = stub.PrepareUnaryCall(&context, "/dayaq.incident.v1.IncidentService/" + method, request, &queue);
    call->StartCall();
    grpc::ByteBuffer response;
    grpc::Status status;
    call->Finish(&response, &status, &queue);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return rpc::FromGrpcStatus(status);
  }

  v1::Incident Registered() const {
    auto made = Register(Herding());
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }
};

void SetDate(common::v1::PartialDate& date, int year, int month = 0, int day = 0) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

v1::IncidentFacts& Facts(v1::RegisterIncidentRequest& request) { return *request.mutable_incident()->mutable_facts(); }
v1::CasualtyFacts& Person(v1::RegisterIncidentRequest& request) {
  return *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
}

TEST_F(BadInputTest, TomorrowIsRefusedAndTodayIsNot) {
  v1::RegisterIncidentRequest request = Herding();
  *Facts(request).mutable_occurred_on() = PartialDateOf(Today(absl::Now()) + 1);
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.facts.occurred_on IN_THE_FUTURE"));
  *Facts(request).mutable_occurred_on() = PartialDateOf(Today(absl::Now()));
  request.set_request_id(NewRequestId());
  EXPECT_TRUE(Register(request).ok());
}

TEST_F(BadInputTest, DatesNoCalendarHasAreRefused) {
  for (const auto& [year, month, day] : std::vector<std::array<int, 3>>{{2023, 2, 29},
                                                                        {2024, 13, 1},
                                                                        {2024, 0, 4},
                                                                        {1899, 1, 1},
                                                                        {-1, 0, 0},
                                                                        {2024, 4, 31},
                                                                        {0, 2, 4},
                                                                        {2024, 2, -4},
                                                                        {999999, 1, 1}}) {
    v1::RegisterIncidentRequest request = Herding();
    SetDate(*Facts(request).mutable_occurred_on(), year, month, day);
    EXPECT_THAT(FaultsIn(request), ElementsAre("incident.facts.occurred_on DATE_IMPOSSIBLE")) << year << " " << month << " " << day;
  }
}

TEST_F(BadInputTest, AnEmptyDateIsNoDate) {
  v1::RegisterIncidentRequest request = Herding();
  SetDate(*Facts(request).mutable_occurred_on(), 0);
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.facts.occurred_on REQUIRED"));
}

TEST_F(BadInputTest, DeathAndCareOutsideTheirDaysAreRefused) {
  v1::RegisterIncidentRequest request = Herding();
  Person(request).set_outcome(v1::OUTCOME_KILLED);
  SetDate(*Person(request).mutable_died_on(), 2024, 2, 3);
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.casualties[0].facts.died_on DEATH_BEFORE_INCIDENT"));
  SetDate(*Person(request).mutable_died_on(), 2024, 2, 6);
  for (const auto& [kind, day] : std::vector<std::pair<v1::CareKind, int>>{
           {v1::CARE_KIND_FIRST_AID, 3}, {v1::CARE_KIND_FIRST_AID, 7}, {v1::CARE_KIND_DEATH_CONFIRMED, 8}}) {
    v1::CareStep& step = *Person(request).add_care_steps();
    step.set_kind(kind);
    SetDate(*step.mutable_done_on(), 2024, 2, day);
  }
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("incident.casualties[0].facts.care_steps[0].done_on CARE_BEFORE_INCIDENT",
                                                      "incident.casualties[0].facts.care_steps[1].done_on CARE_AFTER_DEATH"));
}

TEST_F(BadInputTest, DistrictsThatAreNotOrNotYetAreRefused) {
  v1::RegisterIncidentRequest request = Herding();
  Facts(request).set_district("AZ-XXX");
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.facts.district DISTRICT_UNKNOWN"));
  // Ağdərə has its code since 5 December 2023.
  Facts(request).set_district("AZ-X-AGDERE");
  SetDate(*Facts(request).mutable_occurred_on(), 2023, 12, 4);
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.facts.district DISTRICT_UNKNOWN"));
  SetDate(*Facts(request).mutable_occurred_on(), 2023, 12);
  EXPECT_TRUE(Register(request).ok()) << "possibly in force";
}

TEST_F(BadInputTest, RegistersThatAreNotOrNotOursAreRefused) {
  v1::RegisterIncidentRequest request = Herding();
  request.mutable_incident()->set_register_("xx-nowhere");
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.register REGISTER_UNKNOWN"));
  ASSERT_TRUE(service_->database()
                  .Execute("INSERT INTO incident.register VALUES ('xx-trial', 'Trial', 'XX', true);"
                           "INSERT INTO incident.place (register, code, title) VALUES ('xx-trial', 'AZ-TAR', 'Sample')")
                  .ok());
  request.mutable_incident()->set_register_("xx-trial");
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.register REGISTER_UNKNOWN"));
}

TEST_F(BadInputTest, TenThousandCasualtiesAreRefused) {
  v1::RegisterIncidentRequest request = Herding();
  const v1::Casualty one = request.incident().casualties(0);
  for (int i = 1; i < 10000; ++i) *request.mutable_incident()->add_casualties() = one;
  EXPECT_THAT(FaultsIn(request), ElementsAre("incident.casualties TOO_MANY_ITEMS"));
}

TEST_F(BadInputTest, TwoMegabytesOfTextAreRefusedAndTenEndTheCall) {
  v1::RegisterIncidentRequest request = Herding();
  const std::string text(2 << 20, 'a');
  Facts(request).set_settlement(text);
  Person(request).set_clinical_note(text);
  EXPECT_THAT(FaultsIn(request),
              UnorderedElementsAre("incident.facts.settlement TOO_LONG", "incident.casualties[0].facts.clinical_note TOO_LONG"));
  Facts(request).set_settlement(std::string(10 << 20, 'a'));
  const std::string contents = Contents();
  EXPECT_EQ(Register(request).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(Contents(), contents);
}

TEST_F(BadInputTest, TextThatIsNotUtf8IsNamedByItsField) {
  v1::RegisterIncidentRequest request = Herding();
  Facts(request).set_settlement("QQQQ");
  Person(request).mutable_identity()->set_given_name("ZZZZ");
  std::string bytes = request.SerializeAsString();
  bytes.replace(bytes.find("QQQQ"), 4, "\xC3\x28\xA0\xA1");
  bytes.replace(bytes.find("ZZZZ"), 4, "\xED\xA0\x80\xFF");
  const auto refused = [&] { return CallWithBytes("RegisterIncident", kRegistrar, bytes); };
  EXPECT_THAT(Refused(refused, kFaulty, ErrorReason::ERROR_REASON_FIELDS_INVALID),
              UnorderedElementsAre("incident.facts.settlement TEXT_MALFORMED",
                                   "incident.casualties[0].facts.identity.given_name TEXT_MALFORMED"));
}

TEST_F(BadInputTest, BytesThatAreNoMessageAreRefused) {
  for (const std::string& bytes :
       {std::string("\x0A\xFF\xFF\xFF\xFF\x7F"), std::string("Turniket"), std::string(1 << 20, '\xFF')}) {
    Refused([&] { return CallWithBytes("RegisterIncident", kRegistrar, bytes); }, kFaulty,
            ErrorReason::ERROR_REASON_FIELDS_INVALID);
  }
}

TEST_F(BadInputTest, NulInTextIsRefused) {
  v1::RegisterIncidentRequest request = Herding();
  Facts(request).set_settlement(std::string("Nümunə\0kəndi", 14));
  Person(request).set_clinical_note(std::string("\0", 1));
  request.mutable_report()->set_document(std::string("a\0b", 3));
  EXPECT_THAT(FaultsIn(request),
              UnorderedElementsAre("incident.facts.settlement TEXT_MALFORMED",
                                   "incident.casualties[0].facts.clinical_note TEXT_MALFORMED", "report.document TEXT_MALFORMED"));
}

TEST_F(BadInputTest, NamesOfAnotherFormAreFaultyAndUnknownOnesAreNotFound) {
  for (const char* name :
       {"", "incidents/", "incidents/1", "casualties/01900000-0000-7000-8000-00000000dead",
        "incidents/01900000-0000-7000-8000-00000000DEAD", "incidents/01900000-0000-7000-8000-00000000dead/",
        "incidents/01900000-0000-7000-8000-00000000dead\n", "incidents/../imports/01900000-0000-7000-8000-00000000dead",
        "incidents/' OR true --", "//incidents/01900000-0000-7000-8000-00000000dead"}) {
    Refused([&] { return Get(kRegistrar, name).status(); }, kFaulty, ErrorReason::ERROR_REASON_FIELDS_INVALID);
  }
  const std::string absent = "incidents/01900000-0000-7000-8000-00000000dead";
  Refused([&] { return Get(kRegistrar, absent).status(); }, absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_NOT_FOUND);
  v1::Incident incident;
  incident.set_name(absent);
  incident.set_etag("1");
  Refused([&] { return Verify(kAnama, incident).status(); }, absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_NOT_FOUND);
}

TEST_F(BadInputTest, StaleAndMalformedEtagsAreRefused) {
  v1::Incident incident = Registered();
  incident.set_etag("7");
  Refused([&] { return Verify(kAnama, incident).status(); }, absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  for (const char* etag : {"", "-1", "1 OR 1=1", "0x1", "9999999999999999999"}) {
    incident.set_etag(etag);
    Refused([&] { return Verify(kAnama, incident).status(); }, kFaulty, ErrorReason::ERROR_REASON_FIELDS_INVALID);
  }
}

TEST_F(BadInputTest, ARequestIdServesOneRequestOnly) {
  v1::RegisterIncidentRequest request = Herding();
  ASSERT_TRUE(Register(request).ok());
  Facts(request).set_settlement("Başqa");
  Refused([&] { return Register(request).status(); }, kFaulty, ErrorReason::ERROR_REASON_REQUEST_ID_REUSED);
  v1::AddReportRequest other;
  other.set_request_id(request.request_id());
  other.set_name("incidents/01900000-0000-7000-8000-00000000dead");
  other.set_etag("1");
  *other.mutable_report() = request.report();
  Refused([&] { return Call(&Stub::AddReport, kRegistrar, other).status(); }, kFaulty, ErrorReason::ERROR_REASON_REQUEST_ID_REUSED);
  for (const char* id : {"", "1", "01900000-0000-7000-8000-00000000DEAD", "{01900000-0000-7000-8000-00000000dead}"}) {
    request.set_request_id(id);
    const auto faults = FaultsIn(request);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_TRUE(absl::StartsWith(faults[0], "request_id "));
  }
}

TEST_F(BadInputTest, CallsWithoutADeadlineOrWithALongOneAreRefused) {
  const std::string contents = Contents();
  TestCaller patient = kRegistrar;
  for (const absl::Duration deadline : {absl::InfiniteDuration(), absl::Seconds(180)}) {
    patient.deadline = deadline;
    EXPECT_EQ(ReasonOf(Register(Herding(), patient).status()), ErrorReason::ERROR_REASON_DEADLINE_MISSING);
  }
  EXPECT_EQ(Contents(), contents);
}

TEST_F(BadInputTest, EnumNumbersNobodyDefinedAreRefused) {
  v1::RegisterIncidentRequest request = Herding();
  Facts(request).set_device_category(static_cast<v1::DeviceCategory>(4711));
  Person(request).set_outcome(static_cast<v1::Outcome>(-1));
  Person(request).mutable_amputations(0)->set_level(static_cast<v1::AmputationLevel>(999));
  Person(request).mutable_amputations(0)->clear_third();
  request.mutable_report()->set_source(v1::SOURCE_KIND_UNSPECIFIED);
  EXPECT_THAT(
      FaultsIn(request),
      UnorderedElementsAre("incident.facts.device_category ENUM_UNDEFINED", "incident.casualties[0].facts.outcome ENUM_UNDEFINED",
                           "incident.casualties[0].facts.amputations[0].level ENUM_UNDEFINED", "report.source REQUIRED"));
}

TEST_F(BadInputTest, MasksThatNameNoFactAreRefused) {
  const v1::Incident incident = Registered();
  v1::CorrectIncidentRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(incident.name());
  request.set_etag(incident.etag());
  request.set_reason("Yoxlama");
  *request.mutable_facts() = incident.facts();
  const auto refused = [&] {
    return Refused([&] { return Call(&Stub::CorrectIncident, kRegistrar, request).status(); }, kFaulty,
                   ErrorReason::ERROR_REASON_FIELDS_INVALID);
  };
  EXPECT_THAT(refused(), ElementsAre("update_mask REQUIRED"));
  request.mutable_update_mask();
  EXPECT_THAT(refused(), ElementsAre("update_mask REQUIRED"));
  for (const std::string& path : {std::string("nothing"), std::string("facts.settlement"), std::string("state"), std::string("*"),
                                  std::string(""), std::string("point.latitude.x"), std::string(150, 'a')}) {
    request.mutable_update_mask()->clear_paths();
    request.mutable_update_mask()->add_paths("settlement");
    request.mutable_update_mask()->add_paths(path);
    EXPECT_THAT(refused(), ElementsAre("update_mask.paths[1] MASK_INVALID")) << path.substr(0, 60);
  }
}

TEST_F(BadInputTest, WhatMustBeKnownCannotBeCorrectedAway) {
  const v1::Incident incident = Registered();
  v1::CorrectIncidentRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(incident.name());
  request.set_etag(incident.etag());
  request.set_reason("Yoxlama");
  request.mutable_update_mask()->add_paths("occurred_on");
  request.mutable_update_mask()->add_paths("district");
  EXPECT_THAT(Refused([&] { return Call(&Stub::CorrectIncident, kRegistrar, request).status(); }, kFaulty,
                      ErrorReason::ERROR_REASON_FIELDS_INVALID),
              UnorderedElementsAre("facts.occurred_on REQUIRED", "facts.district REQUIRED"));
  v1::CorrectCasualtyRequest person;
  person.set_request_id(NewRequestId());
  person.set_name(incident.casualties(0).name());
  person.set_etag(incident.casualties(0).etag());
  person.set_reason("Yoxlama");
  person.mutable_update_mask()->add_paths("outcome");
  EXPECT_THAT(Refused([&] { return Call(&Stub::CorrectCasualty, kRegistrar, person).status(); }, kFaulty,
                      ErrorReason::ERROR_REASON_FIELDS_INVALID),
              ElementsAre("facts.outcome REQUIRED"));
}

TEST_F(BadInputTest, PageTokensOfOthersOrChangedOnesAreRefused) {
  for (int i = 0; i < 3; ++i) Registered();
  v1::ListIncidentsRequest request;
  request.set_page_size(1);
  const auto page = Call(&Stub::ListIncidents, kRegistrar, request);
  ASSERT_TRUE(page.ok()) << page.status();
  const std::string token = page->next_page_token();
  ASSERT_FALSE(token.empty());
  const auto refused = [&](const TestCaller& caller) {
    Refused([&] { return Call(&Stub::ListIncidents, caller, request).status(); }, kFaulty,
            ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID);
  };
  for (size_t i = 0; i < token.size(); i += 5) {
    request.set_page_token(token);
    request.mutable_page_token()->at(i) = token[i] == 'A' ? 'B' : 'A';
    refused(kRegistrar);
  }
  for (const std::string& other : {std::string("x"), token.substr(1), token + token, token.substr(0, 20)}) {
    request.set_page_token(other);
    refused(kRegistrar);
  }
  request.set_page_token(token);
  refused(kAnama);
  request.mutable_filter()->add_districts("AZ-TAR");
  refused(kRegistrar);
  request.clear_filter();
  EXPECT_TRUE(Call(&Stub::ListIncidents, kRegistrar, request).ok());
}

TEST_F(BadInputTest, AllFaultsOfFieldsAndBetweenFieldsAreNamedAtOnce) {
  v1::RegisterIncidentRequest request = Herding();
  Facts(request).set_district("AZ-XXX");
  Facts(request).set_settlement(std::string(121, 'a'));
  Facts(request).mutable_point();
  Person(request).mutable_identity()->set_national_id("1234567I");
  Person(request).mutable_identity()->set_phone("050 123");
  Person(request).mutable_amputations(0)->set_side(v1::SIDE_BOTH);
  SetDate(*Person(request).mutable_died_on(), 2024, 2, 3);
  request.mutable_report()->clear_source();
  EXPECT_THAT(
      FaultsIn(request),
      UnorderedElementsAre("incident.facts.district DISTRICT_UNKNOWN", "incident.facts.settlement TOO_LONG",
                           "incident.facts.point POINT_IMPOSSIBLE", "incident.casualties[0].facts.identity.national_id TOO_LONG",
                           "incident.casualties[0].facts.identity.phone PATTERN_MISMATCH",
                           "incident.casualties[0].facts.amputations[0].side SIDE_IMPOSSIBLE",
                           "incident.casualties[0].facts.died_on DEATH_WITHOUT_OUTCOME",
                           "incident.casualties[0].facts.died_on DEATH_BEFORE_INCIDENT", "report.source REQUIRED"));
}

}  // namespace
}  // namespace dayaq::incident
