// Entries and the log, over gRPC with mutual TLS against a real PostgreSQL: who finds which entries, and what proves one.
#include "services/audit/entry_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/escaping.h"
#include "services/audit/audit_names.h"
#include "services/audit/audit_test_fixture.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/tlog/log_folder.h"
#include "services/platform/tlog/tlog_proof.h"

namespace dayaq::audit {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Property;
using ::testing::SizeIs;

constexpr char kOrigin[] = "audit.test/log/1";

class EntryServiceTest : public AuditFixture {
 protected:
  void SetUp() override {
    AuditFixture::SetUp();
    if (incident_ == nullptr) return;
    incident_made_ = Register(YardInTartar());
    Settle();
    record_ = SurvivorOf(incident_made_.casualties(0).uid());
  }

  // All that has its place, as the background publishes it.
  void Publish(const SigningKey& key) const {
    audit_.PlaceEntries();
    auto folder = tlog::LogFolder::Open(audit_.published() + "/1", kOrigin, key);
    ASSERT_TRUE(folder.ok()) << folder.status();
    tlog::TileBuilder builder = folder->Anew();
    const std::string leaves = absl::HexStringToBytes(Value("SELECT encode(audit.leaves(1, 0, 100000), 'hex')"));
    for (size_t at = 0; at < leaves.size(); at += 32) ASSERT_TRUE(builder.Append(leaves.substr(at, 32)).ok());
    ASSERT_TRUE(builder.EmitPartial().ok());
    ASSERT_TRUE(folder->WriteTiles().ok());
    const tlog::Checkpoint checkpoint{kOrigin, builder.size(), builder.Root(), {}};
    ASSERT_TRUE(folder->PublishCheckpoint(folder->Sign(checkpoint)).ok());
  }
  absl::StatusOr<v1::EntryProof> Proof(const std::string& uid, const TestCaller& caller = kAuditor) const {
    v1::GetEntryProofRequest request;
    request.set_name(AuditEntryName(uid));
    return Ask(&Stub::GetEntryProof, caller, request);
  }
  absl::StatusOr<v1::AuditEntry> Get(const std::string& uid, const TestCaller& caller = kAuditor) const {
    v1::GetEntryRequest request;
    request.set_name(AuditEntryName(uid));
    return Ask(&Stub::GetEntry, caller, request);
  }
  std::string UidOfMethod(const std::string& end) const {
    return Value(absl::StrCat("SELECT uid FROM audit.entry WHERE method LIKE '%", end, "' ORDER BY recorded_at, uid LIMIT 1"));
  }
  // An auditor of one hospital alone.
  TestCaller LocalAuditor() const {
    Sql(absl::StrCat(
        "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES "
        "('0a000000-0000-7000-8000-000000000099', '",
        dayaq::testing::kTestIssuer,
        "', 'local-auditor', 'Nümunə', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, "
        "districts, national) VALUES ('0a000000-0000-7000-9000-000000000099', '0a000000-0000-7000-8000-000000000099', "
        "'auditor', 'hospital-tartar', '{AZ-TAR}', false)"));
    return {"local-auditor"};
  }

  incident::v1::Incident incident_made_;
  survivor::v1::Survivor record_;
};

auto EntryIs(const ::testing::Matcher<const v1::Entry&>& matcher) { return Property(&v1::AuditEntry::entry, matcher); }

TEST_F(EntryServiceTest, AnAuditorFindsByWhateverWasWritten) {
  audit_.PlaceEntries();
  v1::EntryFilter filter;
  const std::vector<v1::AuditEntry> all = Found(kAuditor, filter);
  EXPECT_GT(all.size(), 3u);
  for (size_t i = 1; i < all.size(); ++i) EXPECT_GE(TimeOf(all[i - 1].entry().time()), TimeOf(all[i].entry().time()));
  EXPECT_THAT(all, Each(EntryIs(Property(&v1::Entry::nonce, ""))));

  filter.set_resource(record_.name());
  const std::vector<v1::AuditEntry> of_person = Found(kAuditor, filter);
  EXPECT_THAT(of_person, Contains(EntryIs(Property(&v1::Entry::role, "hospital_registrar")))) << "by the casualty too";
  EXPECT_THAT(of_person, Contains(EntryIs(Property(&v1::Entry::role, "caseworker"))));
  filter.set_role("caseworker");
  EXPECT_THAT(Found(kAuditor, filter), AllOf(Not(IsEmpty()), Each(EntryIs(Property(&v1::Entry::role, "caseworker")))));
  filter.set_decision(v1::DECISION_DENIED);
  EXPECT_THAT(Found(kAuditor, filter), IsEmpty());

  v1::EntryFilter other;
  other.set_method("/dayaq.incident.v1.IncidentService/RegisterIncident");
  EXPECT_THAT(Found(kAuditor, other), SizeIs(1));
  other.set_staff_uid("01900000-0000-7000-8000-000000000002");
  EXPECT_THAT(Found(kAuditor, other), IsEmpty());
  v1::EntryFilter past;
  *past.mutable_until_time() = Timestamp(absl::Now() - absl::Hours(1));
  EXPECT_THAT(Found(kAuditor, past), IsEmpty());
}

TEST_F(EntryServiceTest, PagesHoldEveryEntryOnce) {
  audit_.PlaceEntries();
  v1::EntryFilter filter;
  filter.set_resource(record_.name());
  std::vector<std::string> whole, paged;
  for (const v1::AuditEntry& entry : Found(kAuditor, filter, 200)) whole.push_back(entry.name());
  for (const v1::AuditEntry& entry : Found(kAuditor, filter, 1)) paged.push_back(entry.name());
  EXPECT_GT(whole.size(), 2u);
  EXPECT_EQ(paged, whole);
}

TEST_F(EntryServiceTest, ALocalAuditorFindsTheOwnInstitution) {
  audit_.PlaceEntries();
  const TestCaller local = LocalAuditor();
  EXPECT_THAT(Found(local, {}), AllOf(Not(IsEmpty()), Each(EntryIs(Property(&v1::Entry::institution, "hospital-tartar")))));
  const std::string caseworkers = UidOfMethod("/ListSurvivors");
  EXPECT_TRUE(absl::IsNotFound(Get(caseworkers, local).status()));
  EXPECT_TRUE(absl::IsNotFound(Proof(caseworkers, local).status()));
  EXPECT_TRUE(Get(UidOfMethod("/RegisterIncident"), local).ok());
  EXPECT_TRUE(absl::IsNotFound(Get(NewRequestId(), local).status()));
}

TEST_F(EntryServiceTest, ASearchIsWrittenDownItself) {
  audit_.PlaceEntries();
  v1::EntryFilter filter;
  filter.set_resource(record_.name());
  const std::vector<v1::AuditEntry> found = Found(kAuditor, filter);
  const std::string written = Value(
      "SELECT array_to_string(resources, ' ') FROM audit.entry WHERE method LIKE '%/SearchEntries' ORDER BY recorded_at DESC LIMIT "
      "1");
  EXPECT_THAT(written, ::testing::HasSubstr(record_.name()));
  for (const v1::AuditEntry& entry : found) EXPECT_THAT(written, ::testing::HasSubstr(entry.name()));
}

TEST_F(EntryServiceTest, NobodyElseSearches) {
  const TestCaller person = ThePerson(record_.uid());
  for (const TestCaller& caller : {person, kOperator}) {
    EXPECT_TRUE(absl::IsPermissionDenied(Ask(&Stub::SearchEntries, caller, v1::SearchEntriesRequest()).status())) << caller.subject;
    EXPECT_TRUE(absl::IsPermissionDenied(Get(UidOfMethod("/RegisterIncident"), caller).status())) << caller.subject;
  }
}

TEST_F(EntryServiceTest, EveryFaultOfASearchIsNamed) {
  const auto faults = [&](const std::function<void(v1::EntryFilter&)>& change) {
    v1::SearchEntriesRequest request;
    change(*request.mutable_filter());
    return FaultsOf(Ask(&Stub::SearchEntries, kAuditor, request).status());
  };
  EXPECT_THAT(faults([](v1::EntryFilter& f) {
                f.set_resource("' OR 1=1");
                f.set_staff_uid("x");
                f.set_institution("A");
                f.set_reason("no");
              }),
              ::testing::UnorderedElementsAre("filter.resource PATTERN_MISMATCH", "filter.staff_uid PATTERN_MISMATCH",
                                              "filter.institution PATTERN_MISMATCH", "filter.reason PATTERN_MISMATCH"));
  EXPECT_THAT(faults([](v1::EntryFilter& f) { *f.mutable_from_time() = Timestamp(absl::Now() - absl::Hours(24 * 400)); }),
              ElementsAre("filter.from_time PERIOD_IMPOSSIBLE"));
  EXPECT_THAT(faults([](v1::EntryFilter& f) { *f.mutable_from_time() = Timestamp(absl::Now() + absl::Hours(1)); }),
              ElementsAre("filter.until_time PERIOD_IMPOSSIBLE"));
}

TEST_F(EntryServiceTest, AnEntryComesWhole) {
  const std::string uid = UidOfMethod("/RegisterIncident");
  const auto waiting = Get(uid);
  ASSERT_TRUE(waiting.ok()) << waiting.status();
  EXPECT_EQ(waiting->origin(), "") << "has no place yet";
  audit_.PlaceEntries();
  const auto placed = Get(uid);
  ASSERT_TRUE(placed.ok()) << placed.status();
  EXPECT_EQ(placed->origin(), kOrigin);
  EXPECT_EQ(placed->entry().nonce().size(), 32u);
  EXPECT_EQ(placed->entry().SerializeAsString(), waiting->entry().SerializeAsString());
}

TEST_F(EntryServiceTest, AProofHoldsWithoutTheService) {
  const std::string uid = UidOfMethod("/RegisterIncident");
  EXPECT_EQ(ReasonOf(Proof(uid).status()), ErrorReason::ERROR_REASON_ENTRY_NOT_IN_LOG_YET);
  audit_.PlaceEntries();
  EXPECT_EQ(ReasonOf(Proof(uid).status()), ErrorReason::ERROR_REASON_ENTRY_NOT_IN_LOG_YET) << "nothing is published";
  const SigningKey key = SigningKey::Random();
  Publish(key);
  const auto vkey = tlog::VerifierKey::Of(kOrigin, tlog::KeyType::kNote, key);
  int proofs = 0;
  for (const v1::AuditEntry& entry : Found(kAuditor, {})) {
    if (entry.origin().empty()) continue;
    const auto proof = Proof(entry.entry().uid());
    ASSERT_TRUE(proof.ok()) << proof.status();
    const auto parsed = tlog::ParseTlogProof(proof->proof());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(static_cast<int64_t>(parsed->index), entry.index());
    const tlog::Hash leaf = tlog::Sha256(proof->canonical());
    EXPECT_TRUE(tlog::VerifyTlogProof(*parsed, tlog::View(leaf), vkey, {}).ok());
    const tlog::Hash other = tlog::Sha256(proof->canonical() + "x");
    EXPECT_FALSE(tlog::VerifyTlogProof(*parsed, tlog::View(other), vkey, {}).ok());
    ++proofs;
  }
  EXPECT_GT(proofs, 3);
  // What came after the checkpoint waits for the next.
  audit_.PlaceEntries();
  const std::string last = Value("SELECT uid FROM audit.leaf ORDER BY log DESC, seq DESC LIMIT 1");
  EXPECT_EQ(ReasonOf(Proof(last).status()), ErrorReason::ERROR_REASON_ENTRY_NOT_IN_LOG_YET);
}

TEST_F(EntryServiceTest, ALogThatDoesNotHoldTheEntryProvesNothing) {
  Publish(SigningKey::Random());
  const std::string uid = UidOfMethod("/RegisterIncident");
  ASSERT_TRUE(Proof(uid).ok());
  // Whoever owns the database writes another entry in its place.
  Sql(absl::StrCat("UPDATE audit.entry SET canonical = canonical || '\\xe00101' WHERE uid = '", uid, "'"));
  EXPECT_EQ(ReasonOf(Proof(uid).status()), ErrorReason::ERROR_REASON_LOG_UNREADABLE);
  std::filesystem::remove_all(audit_.published() + "/1/tile");
  EXPECT_EQ(ReasonOf(Proof(UidOfMethod("/ListSurvivors")).status()), ErrorReason::ERROR_REASON_LOG_UNREADABLE);
}

TEST_F(EntryServiceTest, TheStateOfTheLogIsForOperatorsToo) {
  const auto none = Ask(&Stub::GetLogStatus, kOperator, v1::GetLogStatusRequest());
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_EQ(none->origin(), "") << "there is no log yet";
  Publish(SigningKey::Random());
  for (const TestCaller& caller : {kOperator, kAuditor, kPrivacyOfficer}) {
    const auto status = Ask(&Stub::GetLogStatus, caller, v1::GetLogStatusRequest());
    ASSERT_TRUE(status.ok()) << caller.subject << ": " << status.status();
    EXPECT_EQ(status->origin(), kOrigin);
    EXPECT_GT(status->size(), 3);
    EXPECT_EQ(status->indexed(), status->size());
    EXPECT_THAT(status->signers(), ElementsAre(kOrigin));
    EXPECT_THAT(status->key(), ::testing::StartsWith("audit.test/log/1+"));
    EXPECT_THAT(status->logs(), SizeIs(1));
    EXPECT_EQ(status->waiting() > 0, status->has_oldest_waiting_time());
  }
}

}  // namespace
}  // namespace dayaq::audit
