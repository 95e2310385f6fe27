// The access commands as they are typed, against a service that notes what it is asked.
#include <fstream>
#include <mutex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/fake_edge.h"
#include "clients/cli/program.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::cli {
namespace {

using access::v1::BreakGlass;
using access::v1::RoleAssignment;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kStaff[] = "01900000-0000-7000-8000-000000000003";
constexpr char kUid[] = "01900000-0000-7000-9000-000000000030";

class FakeAccess : public access::v1::AccessService::Service {
 public:
  grpc::Status ProposeRoleAssignment(grpc::ServerContext*, const access::v1::ProposeRoleAssignmentRequest* request,
                                     RoleAssignment* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    proposed.push_back(*request);
    if (!refusals.empty()) {
      const absl::Status refusal = refusals.front();
      refusals.erase(refusals.begin());
      return FakeEdge::Wire(refusal);
    }
    *response = request->role_assignment();
    response->set_name(absl::StrCat("roleAssignments/", kUid));
    response->set_state(access::v1::ROLE_ASSIGNMENT_STATE_PROPOSED);
    return grpc::Status::OK;
  }

  // The one asked for is on the second page.
  grpc::Status ListRoleAssignments(grpc::ServerContext*, const access::v1::ListRoleAssignmentsRequest* request,
                                   access::v1::ListRoleAssignmentsResponse* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    listed.push_back(*request);
    RoleAssignment& one = *response->add_role_assignments();
    one.set_name(request->page_token().empty() ? "roleAssignments/another" : absl::StrCat("roleAssignments/", kUid));
    one.set_etag("7");
    if (request->page_token().empty()) response->set_next_page_token("second");
    return grpc::Status::OK;
  }

  grpc::Status ApproveRoleAssignment(grpc::ServerContext*, const access::v1::ApproveRoleAssignmentRequest* request,
                                     RoleAssignment* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    approved.push_back(*request);
    response->set_name(request->name());
    response->set_state(access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
    return grpc::Status::OK;
  }

  grpc::Status CreateDelegation(grpc::ServerContext*, const access::v1::CreateDelegationRequest* request,
                                RoleAssignment* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    lent.push_back(*request);
    response->set_uid(kUid);
    return grpc::Status::OK;
  }

  grpc::Status OpenBreakGlass(grpc::ServerContext* context, const access::v1::OpenBreakGlassRequest* request,
                              BreakGlass* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    opened.push_back(*request);
    const auto purpose = context->client_metadata().find("dayaq-purpose");
    if (purpose != context->client_metadata().end()) opened_for = std::string(purpose->second.data(), purpose->second.size());
    response->set_name(absl::StrCat("breakGlasses/", kUid));
    response->set_person_uid(kStaff);
    response->mutable_expire_time()->set_seconds(1'763'800'000);
    return grpc::Status::OK;
  }

  grpc::Status GetStaff(grpc::ServerContext*, const access::v1::GetStaffRequest* request, access::v1::Staff* response) override {
    response->set_name(request->name());
    for (const auto state : {access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE, access::v1::ROLE_ASSIGNMENT_STATE_ENDED,
                             access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE}) {
      RoleAssignment& one = *response->add_assignments();
      one.set_uid(absl::StrCat("a", response->assignments_size()));
      one.set_role("clinician");
      one.set_state(state);
    }
    return grpc::Status::OK;
  }

  grpc::Status ExplainAccess(grpc::ServerContext*, const access::v1::ExplainAccessRequest* request,
                             access::v1::AccessExplanation* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    asked.push_back(*request);
    response->mutable_decision()->set_words_en("Out of reach.");
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<absl::Status> refusals;
  std::vector<access::v1::ProposeRoleAssignmentRequest> proposed;
  std::vector<access::v1::ListRoleAssignmentsRequest> listed;
  std::vector<access::v1::ApproveRoleAssignmentRequest> approved;
  std::vector<access::v1::CreateDelegationRequest> lent;
  std::vector<access::v1::OpenBreakGlassRequest> opened;
  std::vector<access::v1::ExplainAccessRequest> asked;
  std::string opened_for;
};

struct Ended {
  ExitCode code;
  std::string out;
  std::string err;
};

Ended Typed(std::vector<std::string> words) {
  words.insert(words.begin(), "dayaqctl");
  std::vector<const char*> arguments;
  arguments.reserve(words.size());
  for (const std::string& word : words) arguments.push_back(word.c_str());
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = RunProgram(static_cast<int>(arguments.size()), arguments.data(), out, err);
  return {code, out.str(), err.str()};
}

class AccessCommandsTest : public ::testing::Test {
 protected:
  AccessCommandsTest() {
    config_ = directory_.Path("dayaqctl.yaml");
    std::ofstream(config_) << "edge: " << edge_.settings().edge << "\nca: " << edge_.settings().ca
                           << "\nissuer: " << edge_.settings().issuer << "\nclient_id: dayaqctl\n";
    const absl::StatusOr<Settings> settings = LoadSettings(config_);
    EXPECT_TRUE(settings.ok()) << settings.status();
    Tokens tokens = edge_.TokensFor(absl::Minutes(5));
    EXPECT_TRUE(TokenStore(settings->state_directory).Save(tokens).ok());
  }

  Ended Ctl(std::vector<std::string> words, const char* language = "en") {
    words.insert(words.end(), {"--config", config_, "--lang", language});
    return Typed(std::move(words));
  }

  std::vector<std::string> Proposal() const {
    return {"access",  "assignment",    "propose",       absl::StrCat("staff/", kStaff),
            "auditor", "--institution", "audit-chamber", "--national",
            "--until", "2027-01-31",    "--reason",      "hired"};
  }

  dayaq::testing::TemporaryDirectory directory_;
  FakeAccess service_;
  FakeEdge edge_{{&service_}};
  std::string config_;
};

TEST_F(AccessCommandsTest, AProposalSaysWhoWhatWhereAndHowItGoesOn) {
  const Ended ended = Ctl(Proposal());
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.proposed, SizeIs(1));
  const RoleAssignment& sent = service_.proposed[0].role_assignment();
  EXPECT_EQ(sent.staff_uid(), kStaff);
  EXPECT_EQ(sent.role(), "auditor");
  EXPECT_EQ(sent.institution(), "audit-chamber");
  EXPECT_TRUE(sent.national());
  EXPECT_FALSE(sent.has_valid_from());
  EXPECT_EQ(absl::FormatTime(TimeOf(sent.valid_until()), absl::UTCTimeZone()), "2027-01-31T20:00:00+00:00") << "that day included";
  EXPECT_EQ(sent.reason(), "hired");
  EXPECT_THAT(ended.out, HasSubstr(absl::StrCat("dayaqctl access assignment approve roleAssignments/", kUid)));
}

TEST_F(AccessCommandsTest, AStrongSignInIsAskedForAndTheRepeatIsTheSameRequest) {
  service_.refusals = {MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STEP_UP_REQUIRED, "strong",
                                 {{"acr", "urn:dayaq:acr:2"}, {"max_age", "300"}})};
  const Ended refused = Ctl(Proposal(), "az");
  EXPECT_EQ(refused.code, ExitCode::kNotSignedIn);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("STEP_UP_REQUIRED"), HasSubstr("Güclü təsdiqlə daxil olun"),
                                 HasSubstr("dayaqctl login --strong\n"), Not(HasSubstr("max_age"))));
  EXPECT_EQ(Ctl(Proposal()).code, ExitCode::kOk);
  ASSERT_THAT(service_.proposed, SizeIs(2));
  EXPECT_EQ(service_.proposed[0].request_id(), service_.proposed[1].request_id());
}

TEST_F(AccessCommandsTest, ForMachinesThereIsNoHintInTheDocument) {
  service_.refusals = {MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STEP_UP_REQUIRED, "strong")};
  std::vector<std::string> words = Proposal();
  words.emplace_back("--json");
  EXPECT_THAT(Ctl(words).err, AllOf(HasSubstr("\"reason\":\"STEP_UP_REQUIRED\""), Not(HasSubstr("login"))));
}

TEST_F(AccessCommandsTest, ADevelopmentHouseNamesWhoIsSignedIn) {
  std::ofstream(config_, std::ios::app) << "dev_login: true\n";
  Tokens tokens = edge_.TokensFor(absl::Minutes(5));
  tokens.access_token = tokens.id_token = "e30.eyJzdWIiOiJsZXlsYS1jbGluaWNpYW4ifQ.x";
  ASSERT_TRUE(TokenStore(LoadSettings(config_)->state_directory).Save(tokens).ok());
  service_.refusals = {MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STEP_UP_REQUIRED, "strong")};
  EXPECT_THAT(Ctl(Proposal()).err, HasSubstr("dayaqctl login --strong --as leyla-clinician\n"));
}

TEST_F(AccessCommandsTest, AnApprovalFindsTheVersionAmongProposals) {
  ASSERT_EQ(Ctl({"access", "assignment", "approve", kUid}).code, ExitCode::kOk);
  ASSERT_THAT(service_.listed, SizeIs(2));
  EXPECT_THAT(service_.listed[1].states(), ElementsAre(access::v1::ROLE_ASSIGNMENT_STATE_PROPOSED));
  ASSERT_THAT(service_.approved, SizeIs(1));
  EXPECT_EQ(service_.approved[0].name(), absl::StrCat("roleAssignments/", kUid));
  EXPECT_EQ(service_.approved[0].etag(), "7");
  ASSERT_EQ(Ctl({"access", "assignment", "approve", kUid, "--etag", "5"}).code, ExitCode::kOk);
  EXPECT_EQ(service_.approved[1].etag(), "5");
  EXPECT_THAT(service_.listed, SizeIs(2)) << "whoever names the version is believed";
  EXPECT_EQ(Ctl({"access", "assignment", "approve", kStaff}).code, ExitCode::kRefused) << "no such proposal";
}

TEST_F(AccessCommandsTest, ADelegationLendsActionsUntilADay) {
  const Ended ended = Ctl({"access", "delegation", "create", "--to", kStaff, "--action", "incident.read", "--action",
                           "incident.list", "--district", "AZ-TAR", "--until", "2026-12-20 18:00", "--reason", "leave"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_THAT(service_.lent[0].actions(), ElementsAre("incident.read", "incident.list"));
  EXPECT_EQ(absl::FormatTime(TimeOf(service_.lent[0].valid_until()), absl::UTCTimeZone()), "2026-12-20T14:00:00+00:00");
  EXPECT_THAT(ended.out, HasSubstr(absl::StrCat("--role ", kUid)));
}

TEST_F(AccessCommandsTest, AnEmergencyIsOpenedForThatPurposeAndSaysHowToLook) {
  const Ended ended = Ctl({"access", "emergency", "open", "--fin", "5abcde7", "--reason", "unconscious", "--because",
                           "Huşsuz gətirilib, allergiya bilinmir"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.opened, SizeIs(1));
  EXPECT_EQ(service_.opened[0].national_id(), "5ABCDE7");
  EXPECT_EQ(service_.opened[0].number(), "");
  EXPECT_EQ(service_.opened[0].reason(), access::v1::BREAK_GLASS_REASON_UNCONSCIOUS);
  EXPECT_EQ(service_.opened_for, "emergency");
  EXPECT_THAT(ended.out, AllOf(HasSubstr(absl::StrCat("dayaqctl survivor show survivors/", kStaff, " --purpose emergency\n")),
                               HasSubstr(absl::StrCat("dayaqctl access emergency close breakGlasses/", kUid))));
}

TEST_F(AccessCommandsTest, AQuestionAboutSomebodyIsAskedOfEachAssignmentInForce) {
  const Ended ended = Ctl({"access", "why", "--staff", kStaff, "--action", "survivor.read", "--resource",
                           absl::StrCat("survivors/", kUid), "--for-purpose", "emergency", "--class", "health"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.asked, SizeIs(2));
  EXPECT_EQ(service_.asked[1].role_assignment_uid(), "a3");
  EXPECT_EQ(service_.asked[1].resource(), absl::StrCat("survivors/", kUid));
  EXPECT_EQ(service_.asked[1].purpose(), "emergency");
  EXPECT_EQ(service_.asked[1].data_class(), access::v1::DATA_CLASS_HEALTH);
  EXPECT_THAT(ended.out, HasSubstr("✗ Out of reach."));
  EXPECT_THAT(Ctl({"access", "why", "--staff", kStaff, "--action", "survivor.read", "--json"}).out,
              AllOf(HasSubstr("{\"staff\":\"staff/"), HasSubstr("\"explanations\":[{\"role_assignment\":")));
}

TEST_F(AccessCommandsTest, WhoCanSeeAnIncidentAsksAboutLookingAtIt) {
  ASSERT_EQ(Ctl({"access", "who-can-see", absl::StrCat("incidents/", kUid)}).code, ExitCode::kOk);
  EXPECT_EQ(service_.asked[0].action(), "incident.read");
  EXPECT_EQ(service_.asked[0].role(), "");
}

// Without a service.
Ended Alone(std::vector<std::string> words) {
  words.insert(words.end(), {"--config", "/none", "--lang", "en"});
  return Typed(std::move(words));
}

TEST(AccessArguments, EveryFaultIsToldAtOnceAndBeforeAnyConnection) {
  const Ended opening =
      Alone({"access", "emergency", "open", "--number", "12", "--fin", "I", "--reason", "BORED", "--because", "short"});
  EXPECT_EQ(opening.code, ExitCode::kBadInput);
  EXPECT_THAT(opening.err, AllOf(HasSubstr("one of --number and --fin"), HasSubstr("digits only"), HasSubstr("seven signs"),
                                 HasSubstr("UNCONSCIOUS"), HasSubstr("at least twenty")));
  const Ended proposal = Alone({"access", "assignment", "propose", "leyla", "Clinician", "--institution", "X", "--national",
                                "--district", "AZ-TAR", "--until", "soon", "--person", "3000018", "--reason", "x"});
  EXPECT_EQ(proposal.code, ExitCode::kBadInput);
  EXPECT_THAT(proposal.err, AllOf(HasSubstr("leyla: is written as staff/{uuid}"), HasSubstr("Clinician: a role"),
                                  HasSubstr("X: an institution"), HasSubstr("Either --national or --district"),
                                  HasSubstr("soon: a time"), HasSubstr("3000018: is written as survivors/")));
  const Ended question =
      Alone({"access", "why", "--in-role", "auditor", "--staff", kStaff, "--resource", "x", "--class", "SPOONS"});
  EXPECT_THAT(question.err, AllOf(HasSubstr("one of --staff"), HasSubstr("Which action"), HasSubstr("--resource is asked about"),
                                  HasSubstr("SPOONS is no code"), HasSubstr("A record is written as")));
}

TEST(AccessArguments, WhichSessionsIsSaid) {
  for (const std::vector<std::string>& which : {std::vector<std::string>{}, {"--every", "--session", kUid}}) {
    std::vector<std::string> words = {"access", "session", "revoke", kStaff, "--reason", "lost"};
    words.insert(words.end(), which.begin(), which.end());
    EXPECT_THAT(Alone(words).err, HasSubstr("one of --session"));
  }
}

TEST(AccessArguments, EveryCommandHasHelpWithAnExampleInBothLanguages) {
  for (const char* command : {"me",
                              "role",
                              "why",
                              "who-can-see",
                              "institution list",
                              "institution create",
                              "institution close",
                              "staff list",
                              "staff show",
                              "staff create",
                              "staff close",
                              "session list",
                              "session revoke",
                              "assignment list",
                              "assignment propose",
                              "assignment approve",
                              "assignment reject",
                              "assignment end",
                              "delegation list",
                              "delegation create",
                              "delegation end",
                              "emergency open",
                              "emergency list",
                              "emergency close",
                              "emergency review"}) {
    for (const char* language : {"az", "en"}) {
      std::vector<std::string> words = absl::StrSplit(absl::StrCat("access ", command, " --help --lang ", language), ' ');
      EXPECT_THAT(Typed(words).out, HasSubstr(absl::StrCat("dayaqctl access ", command))) << command;
    }
  }
}

}  // namespace
}  // namespace dayaq::cli
