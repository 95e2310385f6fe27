// The way of one call, from outside: who gets in, what stays hidden, and the one audit entry that every call leaves.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kAbsent[] = "incidents/01900000-0000-7000-8000-00000000dead";
constexpr char kAyselUid[] = "01900000-0000-7000-8000-000000000001";
constexpr char kAyselAssignment[] = "01900000-0000-7000-9000-000000000001";
constexpr char kSecondAssignment[] = "01900000-0000-7000-9000-0000000000ff";

class CallTest : public IncidentFixture {
 protected:
  v1::Incident Registered() const {
    auto made = Register(Herding());
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }

  // What a read answers over this channel with this metadata.
  static absl::Status Read(const std::shared_ptr<grpc::Channel>& channel,
                           const std::vector<std::pair<std::string, std::string>>& metadata, const std::string& name = kAbsent) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    v1::GetIncidentRequest request;
    request.set_name(name);
    v1::Incident response;
    return rpc::FromGrpcStatus(v1::IncidentService::NewStub(channel)->GetIncident(&context, request, &response));
  }
  absl::Status ReadWith(const std::string& authorization) const {
    return Read(service_->Channel(), {{"authorization", authorization}});
  }
  absl::Status ReadFrom(const std::shared_ptr<grpc::Channel>& channel) const {
    return Read(channel, {{"authorization", "Bearer " + service_->Token("aysel-registrar")}});
  }

  absl::Status Do(const std::string& sql) const { return service_->database().Execute(sql); }

  audit::v1::Entry OnlyEntry() const {
    const std::vector<audit::v1::Entry> entries = Entries();
    EXPECT_THAT(entries, SizeIs(1));
    return entries.empty() ? audit::v1::Entry() : entries.back();
  }
};

TEST_F(CallTest, OnlyAGoodTokenComesIn) {
  const std::string good = service_->Token("aysel-registrar");
  EXPECT_EQ(ReasonOf(Read(service_->Channel(), {})), ErrorReason::ERROR_REASON_TOKEN_INVALID);
  for (const std::string& header : {std::string(""), std::string("Bearer "), std::string("Basic YTpi"), good,
                                    "Bearer " + good + "x", "Bearer " + good.substr(0, good.size() - 4), "Bearer x." + good,
                                    "Bearer " + service_->Token("aysel-registrar", absl::Now() - absl::Hours(1)),
                                    "Bearer " + service_->Token("aysel-registrar", absl::Now() + absl::Hours(1))}) {
    const absl::Status refused = ReadWith(header);
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnauthenticated) << header;
    EXPECT_EQ(ReasonOf(refused), ErrorReason::ERROR_REASON_TOKEN_INVALID) << header;
  }
  EXPECT_EQ(ReasonOf(ReadWith("Bearer " + service_->Token("nobody-known"))), ErrorReason::ERROR_REASON_STAFF_UNKNOWN);
  // Tokens that prove nothing are counted together, once a second; a genuine one of somebody unknown has an entry of its own.
  int unknown = 0;
  for (const audit::v1::Entry& entry : Entries()) {
    EXPECT_EQ(entry.staff_uid(), "") << "nobody is known yet whom an entry could be about";
    if (entry.reason() == ReasonName(ErrorReason::ERROR_REASON_STAFF_UNKNOWN)) ++unknown;
  }
  EXPECT_EQ(unknown, 1);
  EXPECT_EQ(ReasonOf(ReadWith("Bearer " + good)), ErrorReason::ERROR_REASON_NOT_FOUND);
}

TEST_F(CallTest, OnlyPeersOfTheCallTableComeIn) {
  for (const char* peer : {"payment", "incident", "edge-2", "probe"}) {
    EXPECT_EQ(ReasonOf(ReadFrom(service_->Channel(peer))), ErrorReason::ERROR_REASON_PEER_REFUSED) << peer;
  }
  EXPECT_EQ(ReasonOf(ReadFrom(service_->Channel("gateway"))), ErrorReason::ERROR_REASON_NOT_FOUND);
  const std::string address = absl::StrCat("127.0.0.1:", service_->host().port());
  EXPECT_EQ(ReadFrom(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())).code(), absl::StatusCode::kUnavailable);
  grpc::SslCredentialsOptions nobody;
  nobody.pem_root_certs = service_->authority_pem();
  EXPECT_EQ(ReadFrom(grpc::CreateChannel(address, grpc::SslCredentials(nobody))).code(), absl::StatusCode::kUnavailable);
  const auto issued = dayaq::testing::TestAuthority("Another authority").Issue(dayaq::testing::Svid("service/edge"));
  grpc::SslCredentialsOptions foreign = nobody;
  foreign.pem_cert_chain = issued.certificate_pem;
  foreign.pem_private_key = issued.key_pem;
  EXPECT_EQ(ReadFrom(grpc::CreateChannel(address, grpc::SslCredentials(foreign))).code(), absl::StatusCode::kUnavailable);
  // Whoever proved nothing is counted, and the counts are written when their time comes.
  auto entries = Entries();
  entries.erase(std::remove_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.calls() > 0; }), entries.end());
  EXPECT_THAT(entries, SizeIs(1)) << "of the gateway's call";
}

TEST_F(CallTest, TheProbeAsksForHealthAndNothingElse) {
  grpc::GenericStub stub(service_->Channel("probe"));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
  grpc::CompletionQueue queue;
  const grpc::Slice nothing("");
  const auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::ByteBuffer(&nothing, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(CallTest, ARevokedSessionOrClosedPersonIsOutAtOnce) {
  const v1::Incident incident = Registered();
  ASSERT_TRUE(Get(kRegistrar, incident.name()).ok());
  ASSERT_TRUE(Do("UPDATE access.session SET revoked_time = now() WHERE sid = 'session-of-aysel-registrar'").ok());
  const absl::Status out = Get(kRegistrar, incident.name()).status();
  EXPECT_EQ(out.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ReasonOf(out), ErrorReason::ERROR_REASON_STAFF_UNKNOWN);
  ASSERT_TRUE(Get(kAnama, incident.name()).ok());
  ASSERT_TRUE(Do("UPDATE access.staff SET closed_time = now() WHERE subject = 'tural-anama'").ok());
  EXPECT_EQ(Get(kAnama, incident.name()).status(), out);
}

TEST_F(CallTest, ACallActsInOneRoleAssignmentAtATime) {
  const v1::Incident incident = Registered();
  ASSERT_TRUE(
      Do(absl::StrCat("INSERT INTO access.role_assignment SELECT (json_populate_record(a, '{\"uid\": \"", kSecondAssignment,
                      "\", \"role\": \"anama_officer\", \"institution\": \"anama\", \"national\": true, \"districts\": []}')).* "
                      "FROM access.role_assignment AS a WHERE uid = '",
                      kAyselAssignment, "'"))
          .ok());
  TestCaller caller = kRegistrar;
  const auto reason = [&] { return ReasonOf(Get(caller, incident.name()).status()); };
  EXPECT_EQ(reason(), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID) << "several, and none named";
  caller.assignment = kAyselAssignment;
  EXPECT_TRUE(Get(caller, incident.name())->casualties(0).facts().has_identity());
  EXPECT_EQ(ReasonOf(Verify(caller, incident).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  caller.assignment = kSecondAssignment;
  EXPECT_FALSE(Get(caller, incident.name())->casualties(0).facts().has_identity());
  EXPECT_TRUE(Verify(caller, incident).ok());
  caller.assignment = "01900000-0000-7000-9000-000000000014";
  EXPECT_EQ(reason(), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID) << "somebody else's";
  caller.assignment = "' OR true --";
  EXPECT_EQ(reason(), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID);
  ASSERT_TRUE(Do(absl::StrCat("UPDATE access.role_assignment SET valid_until = now() WHERE uid = '", kSecondAssignment, "'")).ok());
  caller.assignment = kSecondAssignment;
  EXPECT_EQ(reason(), ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID) << "ended";
  caller.assignment = "";
  EXPECT_TRUE(Get(caller, incident.name()).ok()) << "the only one again";
}

TEST_F(CallTest, AnotherPurposeThanTheRolesIsRefusedAndWrittenDown) {
  const std::string token = "Bearer " + service_->Token("aysel-registrar");
  for (const char* purpose : {"oversight", "curiosity", "' OR true --"}) {
    const absl::Status refused = Read(service_->Channel(), {{"authorization", token}, {"dayaq-purpose", purpose}});
    EXPECT_EQ(ReasonOf(refused), ErrorReason::ERROR_REASON_ACTION_DENIED) << purpose;
  }
  EXPECT_EQ(ReasonOf(Read(service_->Channel(), {{"authorization", token}, {"dayaq-purpose", "care"}})),
            ErrorReason::ERROR_REASON_NOT_FOUND);
  const auto entries = Entries();
  ASSERT_THAT(entries, SizeIs(4));
  EXPECT_EQ(entries[0].decision(), audit::v1::DECISION_DENIED);
  EXPECT_EQ(entries[0].staff_uid(), kAyselUid);
  EXPECT_EQ(entries[0].purpose(), "");
  EXPECT_EQ(entries[3].purpose(), "care");
}

TEST_F(CallTest, HiddenAndAbsentLookAlikeWhateverIsAsked) {
  const v1::Incident hidden = Registered();
  v1::Incident absent = hidden;
  absent.set_name(kAbsent);
  const auto answers = [this](const v1::Incident& incident) {
    std::vector<absl::Status> statuses = {Get(kOtherRegistrar, incident.name()).status()};
    v1::ListHistoryRequest history;
    history.set_name(incident.name());
    statuses.push_back(Call(&Stub::ListHistory, kOtherRegistrar, history).status());
    v1::AddReportRequest report;
    report.set_request_id(NewRequestId());
    report.set_name(incident.name());
    report.set_etag("1");
    report.mutable_report()->set_source(v1::SOURCE_KIND_HOSPITAL);
    statuses.push_back(Call(&Stub::AddReport, kOtherRegistrar, report).status());
    v1::CorrectCasualtyRequest correction;
    correction.set_request_id(NewRequestId());
    correction.set_name(incident.name() + "/casualties/" + incident.casualties(0).uid());
    correction.set_etag("1");
    correction.set_reason("Yoxlama");
    correction.mutable_update_mask()->add_paths("sex");
    statuses.push_back(Call(&Stub::CorrectCasualty, kOtherRegistrar, correction).status());
    return statuses;
  };
  const auto of_hidden = answers(hidden), of_absent = answers(absent);
  EXPECT_EQ(of_hidden, of_absent);
  for (const absl::Status& status : of_hidden) EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
}

TEST_F(CallTest, ADoneCallLeavesOneEntryWithWhatItTouchedAndTold) {
  const v1::RegisterIncidentRequest request = Herding();
  const auto made = Register(request);
  ASSERT_TRUE(made.ok()) << made.status();
  const audit::v1::Entry entry = OnlyEntry();
  EXPECT_EQ(entry.decision(), audit::v1::DECISION_ALLOWED);
  EXPECT_EQ(entry.reason(), "");
  EXPECT_EQ(entry.staff_uid(), kAyselUid);
  EXPECT_EQ(entry.role(), "hospital_registrar");
  EXPECT_EQ(entry.institution(), "hospital-tartar");
  EXPECT_EQ(entry.purpose(), "care");
  EXPECT_EQ(entry.peer(), "spiffe://dayaq.az/service/edge");
  EXPECT_EQ(entry.action(), "incident.register");
  EXPECT_EQ(entry.method(), "/dayaq.incident.v1.IncidentService/RegisterIncident");
  EXPECT_EQ(entry.request_id(), request.request_id());
  EXPECT_THAT(entry.resources(), UnorderedElementsAre(made->name(), made->casualties(0).name()));
  EXPECT_THAT(entry.disclosed(), UnorderedElementsAre(access::v1::DATA_CLASS_OPERATIONAL, access::v1::DATA_CLASS_LOCATION,
                                                      access::v1::DATA_CLASS_IDENTITY, access::v1::DATA_CLASS_HEALTH));
  EXPECT_EQ(entry.nonce().size(), 32U);
  EXPECT_FALSE(entry.after_hash().empty());
  ASSERT_TRUE(Get(kAnama, made->name()).ok());
  EXPECT_THAT(Entries().back().disclosed(), UnorderedElementsAre(access::v1::DATA_CLASS_OPERATIONAL,
                                                                 access::v1::DATA_CLASS_LOCATION, access::v1::DATA_CLASS_AUDIT))
      << "neither names nor injuries; AUDIT says who filed the report";
}

TEST_F(CallTest, ADeniedCallAFailedOneAndARepeatedOneLeaveOneEntryEach) {
  const v1::RegisterIncidentRequest request = Herding();
  ASSERT_TRUE(Register(request).ok());
  EXPECT_EQ(ReasonOf(Register(request, kPolice).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Get(kRegistrar, kAbsent).status().code(), absl::StatusCode::kNotFound);
  const auto again = Register(request);
  ASSERT_TRUE(again.ok()) << again.status();
  const auto entries = Entries();
  ASSERT_THAT(entries, SizeIs(4));
  EXPECT_EQ(entries[1].decision(), audit::v1::DECISION_DENIED);
  EXPECT_EQ(entries[1].reason(), "ACTION_DENIED");
  EXPECT_EQ(entries[1].role(), "police_reporter");
  EXPECT_THAT(entries[1].disclosed(), IsEmpty());
  EXPECT_THAT(entries[1].resources(), IsEmpty());
  EXPECT_EQ(entries[2].decision(), audit::v1::DECISION_FAILED);
  EXPECT_EQ(entries[2].reason(), "NOT_FOUND");
  EXPECT_EQ(entries[3].decision(), audit::v1::DECISION_ALLOWED);
  EXPECT_TRUE(entries[3].replayed());
  EXPECT_THAT(entries[3].resources(), UnorderedElementsAre(again->name(), again->casualties(0).name()));
  EXPECT_EQ(Count("SELECT count(*) FROM audit.queue"), 4);
}

TEST_F(CallTest, CheckingOnlyIsAnsweredAndWrittenDownAndStoresNothingElse) {
  v1::RegisterIncidentRequest request = Herding();
  request.set_validate_only(true);
  const std::string contents = Contents();
  const auto checked = Register(request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(Contents(), contents);
  EXPECT_TRUE(OnlyEntry().validate_only());
  EXPECT_EQ(OnlyEntry().decision(), audit::v1::DECISION_ALLOWED);
  request.mutable_incident()->mutable_facts()->set_district("AZ-XXX");
  EXPECT_THAT(FaultsOf(Register(request).status()), ElementsAre("incident.facts.district DISTRICT_UNKNOWN"));
  EXPECT_EQ(Contents(), contents);
  request = Herding();
  EXPECT_TRUE(Register(request).ok()) << "checking claimed no request id";
}

TEST_F(CallTest, WithoutItsAuditEntryNoCallIsAnswered) {
  const v1::Incident incident = Registered();
  ASSERT_TRUE(Do("ALTER TABLE audit.entry RENAME TO entry_gone").ok());
  const std::string contents = Contents();
  EXPECT_EQ(ReasonOf(Register(Herding()).status()), ErrorReason::ERROR_REASON_INTERNAL);
  EXPECT_EQ(ReasonOf(Get(kRegistrar, incident.name()).status()), ErrorReason::ERROR_REASON_INTERNAL);
  EXPECT_EQ(ReasonOf(Verify(kRegistrar, incident).status()), ErrorReason::ERROR_REASON_INTERNAL) << "a refusal too";
  v1::RegisterIncidentRequest request = Herding();
  request.set_validate_only(true);
  EXPECT_EQ(ReasonOf(Register(request).status()), ErrorReason::ERROR_REASON_INTERNAL);
  EXPECT_EQ(Contents(), contents);
  ASSERT_TRUE(Do("ALTER TABLE audit.entry_gone RENAME TO entry").ok());
  EXPECT_TRUE(Get(kRegistrar, incident.name()).ok());
}

}  // namespace
}  // namespace dayaq::incident
