// The audit commands as they are typed, against a service that notes what it is asked.
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/pinned_keys.h"
#include "clients/cli/typed_commands.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/tlog/tlog_proof.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kUid[] = "01900000-0000-7000-9000-000000000030";
constexpr char kOrigin[] = "audit.example/log/1";

class FakeAudit : public audit::v1::AuditService::Service {
 public:
  FakeAudit() {
    audit::v1::Entry entry;
    entry.set_uid(kUid);
    entry.set_decision(audit::v1::DECISION_ALLOWED);
    entry.set_role("caseworker");
    canonical = entry.SerializeAsString();
  }

  grpc::Status WhoLooked(grpc::ServerContext*, const audit::v1::WhoLookedRequest* request,
                         audit::v1::WhoLookedResponse* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    looked.push_back(*request);
    response->add_looks()->set_role_en("Clinician");
    if (request->page_token().empty()) response->set_next_page_token("second");
    return grpc::Status::OK;
  }
  grpc::Status SearchEntries(grpc::ServerContext*, const audit::v1::SearchEntriesRequest* request,
                             audit::v1::SearchEntriesResponse*) override {
    const std::lock_guard<std::mutex> lock(mutex);
    searched.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status GetLogStatus(grpc::ServerContext*, const audit::v1::GetLogStatusRequest*, audit::v1::LogStatus* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    response->set_origin(kOrigin);
    response->set_key(tlog::VerifierKey::Of(kOrigin, tlog::KeyType::kNote, key).Text());
    return grpc::Status::OK;
  }
  // A log of this one entry.
  grpc::Status GetEntryProof(grpc::ServerContext*, const audit::v1::GetEntryProofRequest* request,
                             audit::v1::EntryProof* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    const tlog::Hash leaf = tlog::Sha256(canonical);
    tlog::TlogProof proof;
    proof.checkpoint = tlog::SignCheckpoint({kOrigin, 1, tlog::LeafHash(tlog::View(leaf)), {}}, key);
    response->set_name(request->name());
    response->set_canonical(canonical);
    response->set_origin(kOrigin);
    response->set_size(1);
    response->set_proof(tlog::FormatTlogProof(proof));
    return grpc::Status::OK;
  }
  grpc::Status ProposeWithholding(grpc::ServerContext*, const audit::v1::ProposeWithholdingRequest* request,
                                  audit::v1::Withholding* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    proposed.push_back(*request);
    *response = request->withholding();
    return grpc::Status::OK;
  }
  grpc::Status ListWithholdings(grpc::ServerContext*, const audit::v1::ListWithholdingsRequest*,
                                audit::v1::ListWithholdingsResponse* response) override {
    audit::v1::Withholding& one = *response->add_withholdings();
    one.set_name(absl::StrCat("withholdings/", kUid));
    one.set_etag("7");
    return grpc::Status::OK;
  }
  grpc::Status ApproveWithholding(grpc::ServerContext*, const audit::v1::ApproveWithholdingRequest* request,
                                  audit::v1::Withholding* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    approved.push_back(*request);
    response->set_state(audit::v1::WITHHOLDING_STATE_IN_FORCE);
    return grpc::Status::OK;
  }

  std::mutex mutex;
  SigningKey key = SigningKey::Random();
  std::string canonical;
  std::vector<audit::v1::WhoLookedRequest> looked;
  std::vector<audit::v1::SearchEntriesRequest> searched;
  std::vector<audit::v1::ProposeWithholdingRequest> proposed;
  std::vector<audit::v1::ApproveWithholdingRequest> approved;
};

class AuditCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") const {
    return typed_.Ctl(std::move(words), language);
  }

  FakeAudit service_;
  FakeEdge edge_{{&service_}};
  TypedCommands typed_{edge_};
};

TEST_F(AuditCommandsTest, WhoLookedNeedsNothingForTheOwnRecord) {
  const Ended ended = Ctl({"audit", "who-looked", "--all"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.looked, SizeIs(2)) << "both pages";
  EXPECT_EQ(service_.looked[0].name(), "");
  EXPECT_EQ(service_.looked[1].page_token(), "second");
}

TEST_F(AuditCommandsTest, WhoLookedAtSomebodyInAPeriod) {
  ASSERT_EQ(Ctl({"audit", "who-looked", absl::StrCat("survivors/", kUid), "--from", "2026-11-01", "--until", "2026-11-30"}).code,
            ExitCode::kOk);
  ASSERT_THAT(service_.looked, SizeIs(1));
  EXPECT_EQ(service_.looked[0].name(), absl::StrCat("survivors/", kUid));
  EXPECT_EQ(absl::FormatTime(TimeOf(service_.looked[0].from_time()), absl::UTCTimeZone()), "2026-10-31T20:00:00+00:00");
  EXPECT_EQ(absl::FormatTime(TimeOf(service_.looked[0].until_time()), absl::UTCTimeZone()), "2026-11-30T20:00:00+00:00")
      << "that day included";
}

TEST_F(AuditCommandsTest, ASearchSaysAllThatMustHold) {
  const Ended ended = Ctl({"audit", "search", "--resource", "entitlements/1", "--staff", absl::StrCat("staff/", kUid),
                           "--institution", "anama", "--in-role", "auditor", "--for-purpose", "oversight", "--decision", "denied",
                           "--reason", "action_denied", "--method", "/m"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.searched, SizeIs(1));
  const audit::v1::EntryFilter& filter = service_.searched[0].filter();
  EXPECT_EQ(filter.resource(), "entitlements/1");
  EXPECT_EQ(filter.staff_uid(), kUid);
  EXPECT_EQ(filter.institution(), "anama");
  EXPECT_EQ(filter.role(), "auditor");
  EXPECT_EQ(filter.purpose(), "oversight");
  EXPECT_EQ(filter.decision(), audit::v1::DECISION_DENIED);
  EXPECT_EQ(filter.reason(), "ACTION_DENIED");
  EXPECT_EQ(filter.method(), "/m");
}

TEST_F(AuditCommandsTest, EveryFaultIsToldBeforeAnythingIsSent) {
  const Ended ended = Ctl({"audit", "search", "--staff", "someone", "--decision", "perhaps", "--from", "yesterday"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(service_.searched, SizeIs(0));
  EXPECT_THAT(ended.err, AllOf(HasSubstr("someone"), HasSubstr("perhaps"), HasSubstr("yesterday")));
}

TEST_F(AuditCommandsTest, AProofIsKeptAndCheckedWithoutTheSystem) {
  const std::string file = typed_.directory().Path("entry");
  ASSERT_EQ(Ctl({"audit", "status"}).code, ExitCode::kOk) << "keeps the key";
  const Ended kept = Ctl({"audit", "proof", kUid, "--out", file});
  ASSERT_EQ(kept.code, ExitCode::kOk) << kept.err;
  EXPECT_THAT(kept.out, HasSubstr(absl::StrCat("dayaqctl audit verify ", file)));
  const Ended verified = Ctl({"audit", "verify", file});
  EXPECT_EQ(verified.code, ExitCode::kOk) << verified.err;
  EXPECT_THAT(verified.out, AllOf(HasSubstr("✓ In the log: audit.example/log/1 № 0 / 1"), HasSubstr("caseworker")));

  EXPECT_EQ(Ctl({"audit", "proof", kUid, "--out", file}).code, ExitCode::kBadInput) << "evidence is not written over";

  // One octet of the entry.
  std::string bytes = service_.canonical;
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  const Ended tampered = Ctl({"audit", "verify", file});
  EXPECT_EQ(tampered.code, ExitCode::kDiffers);
  EXPECT_THAT(tampered.out, HasSubstr("✗ The proof does not hold"));
}

TEST_F(AuditCommandsTest, AKeyMustBeKnownOrGivenAndAnotherOneIsNotBelieved) {
  const std::string file = typed_.directory().Path("entry");
  ASSERT_EQ(Ctl({"audit", "proof", kUid, "--out", file}).code, ExitCode::kOk);
  const Ended unknown = Ctl({"audit", "verify", file});
  EXPECT_EQ(unknown.code, ExitCode::kBadInput);
  EXPECT_THAT(unknown.err, HasSubstr("dayaqctl audit status"));
  const auto vkey = [](const SigningKey& key) { return tlog::VerifierKey::Of(kOrigin, tlog::KeyType::kNote, key).Text(); };
  EXPECT_EQ(Ctl({"audit", "verify", file, "--key", vkey(service_.key)}).code, ExitCode::kOk);
  EXPECT_EQ(Ctl({"audit", "verify", file, "--key", vkey(SigningKey::Random())}).code, ExitCode::kDiffers);

  ASSERT_EQ(Ctl({"audit", "status"}).code, ExitCode::kOk);
  ASSERT_EQ(Ctl({"audit", "status"}).code, ExitCode::kOk) << "the same key again";
  service_.key = SigningKey::Random();
  const Ended changed = Ctl({"audit", "status"});
  EXPECT_NE(changed.code, ExitCode::kOk);
  EXPECT_THAT(changed.err, HasSubstr("had another key before"));
}

TEST_F(AuditCommandsTest, AWithholdingSaysOnWhatItRestsAndIsApprovedInItsPresentVersion) {
  std::vector<std::string> words = {"audit",         "withhold",
                                    "propose",       absl::StrCat("survivors/", kUid),
                                    "--from",        "2026-11-01",
                                    "--until",       "2026-12-01",
                                    "--ends",        "2027-02-01",
                                    "--act",         "criminal_procedure",
                                    "--article",     "177.1",
                                    "--because",     "An investigation goes on",
                                    "--institution", "institutions/anama"};
  const Ended ended = Ctl(words);
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(service_.proposed, SizeIs(1));
  const audit::v1::Withholding& sent = service_.proposed[0].withholding();
  EXPECT_EQ(sent.person_uid(), kUid);
  EXPECT_EQ(sent.legal_act(), audit::v1::LEGAL_ACT_CRIMINAL_PROCEDURE);
  EXPECT_EQ(sent.looks_institution(), "anama");
  EXPECT_EQ(sent.article(), "177.1");

  words[15] = "short";
  EXPECT_EQ(Ctl(words).code, ExitCode::kBadInput);

  ASSERT_EQ(Ctl({"audit", "withhold", "approve", kUid}).code, ExitCode::kOk);
  ASSERT_THAT(service_.approved, SizeIs(1));
  EXPECT_EQ(service_.approved[0].etag(), "7");
}

}  // namespace
}  // namespace dayaq::cli
