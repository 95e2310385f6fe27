// Calls of every kind over all services, and the audit log afterwards: each call has its entry, or is counted by one, and no entry
// is there without a call. 200 calls, or with DAYAQ_LONG ten thousand; SEED=n repeats a run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/entries/entry_ledger.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

uint64_t Seed() {
  const char* given = std::getenv("SEED");
  return given == nullptr ? std::random_device()() : std::strtoull(given, nullptr, 10);
}

class EntriesTest : public SweepHouse {
 protected:
  void SetUp() override {
    SweepHouse::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    const auto key = SigningKey::Load(TestDatabase::SecretsDirectory() + "/receipt.key");
    ASSERT_TRUE(key.ok()) << key.status();
    ledger_ = std::make_unique<EntryLedger>(incident_->database(), key->public_key());
    for (const SweptMethod& swept : methods()) {
      auto& stub = strangers_[swept.service];
      if (stub == nullptr) stub = std::make_unique<grpc::GenericStub>(swept.service->Channel("stranger"));
    }
  }

  uint64_t Any(uint64_t below) { return random_() % below; }
  template <typename T>
  const T& AnyOf(const std::vector<T>& all) {
    return all[Any(all.size())];
  }

  // Somebody who may do it in two of three cases, else anybody.
  RawMetadata SomebodyFor(const SweptMethod& swept) {
    std::vector<std::pair<const SweepPerson*, std::string>> may;
    for (const SweepPerson& person : people()) {
      for (const std::string& purpose : PurposesOf(person, swept.method.action)) may.emplace_back(&person, purpose);
    }
    RawMetadata metadata;
    const SweepPerson* person = &AnyOf(people());
    if (!may.empty() && Any(3) > 0) std::tie(person, metadata.purpose) = AnyOf(may);
    metadata.token = swept.service->TokenOf(person->caller);
    return metadata;
  }

  void Send(const SweptMethod& swept, const RawMetadata& metadata, const std::string& bytes, const char* kind) {
    ++kinds_[kind];
    ledger_->Note(CallWithBytes(*swept.stub, swept.method, metadata, bytes));
  }

  std::string Request(const SweptMethod& swept, const KnownIds& ids, bool validate_only = false) {
    const auto request = FilledOrEmpty(*swept.method.request, ids);
    if (validate_only) request->GetReflection()->SetBool(request.get(), swept.method.validate_only, true);
    return request->SerializeAsString();
  }

  // One of the ways in which a caller is not let in.
  void SendUnwelcome(const SweptMethod& swept) {
    RawMetadata metadata = SomebodyFor(swept);
    const std::string bytes = Request(swept, visible_);
    switch (Any(6)) {
      case 0: {
        char& last = metadata.token[metadata.token.size() - 10];
        last = last == 'A' ? 'B' : 'A';
        return Send(swept, metadata, bytes, "forged token");
      }
      case 1:
        metadata.token.clear();
        return Send(swept, metadata, bytes, "no token");
      case 2:
        metadata.token = swept.service->Token("nobody-of-ours");
        return Send(swept, metadata, bytes, "unknown staff");
      case 3:
        metadata.assignment = NewRequestId();
        return Send(swept, metadata, bytes, "no such assignment");
      case 4:
        metadata.deadline = absl::Seconds(200);
        return Send(swept, metadata, bytes, "deadline too long");
      default:
        ++kinds_["stranger"];
        ledger_->Note(CallWithBytes(*strangers_.at(swept.service), swept.method, metadata, bytes));
    }
  }

  void SendOne() {
    const SweptMethod& swept = AnyOf(methods());
    const RawMetadata metadata = SomebodyFor(swept);
    const uint64_t kind = Any(100);
    if (kind < 20) return SendUnwelcome(swept);
    if (kind < 26) return Send(swept, metadata, std::string(1 + Any(40), static_cast<char>(Any(256))), "garbage");
    if (kind < 32) return Send(swept, metadata, "", "empty");
    if (kind < 42) return Send(swept, metadata, Request(swept, hidden_), "out of reach");
    if (kind < 47) return Send(swept, metadata, Request(swept, absent_), "not there");
    if (kind < 57 && swept.method.validate_only != nullptr)
      return Send(swept, metadata, Request(swept, visible_, true), "validate only");
    const std::string bytes = Request(swept, visible_);
    Send(swept, metadata, bytes, "in reach");
    if (kind < 70 && swept.method.request_id != nullptr) Send(swept, metadata, bytes, "again");
  }

  const uint64_t seed_ = Seed();
  std::mt19937_64 random_{seed_};
  std::unique_ptr<EntryLedger> ledger_;
  std::map<const TestService*, std::unique_ptr<grpc::GenericStub>> strangers_;
  std::map<std::string, int> kinds_;
};

TEST_F(EntriesTest, EachCallHasItsEntryAndEachEntryItsCall) {
  const size_t wanted = std::getenv("DAYAQ_LONG") == nullptr ? 200 : 10'000;
  std::cout << "SEED=" << seed_ << "\n";
  while (ledger_->size() < wanted) {
    SendOne();
    if (ledger_->size() % 1000 == 0) std::cout << ledger_->size() << " calls" << std::endl;
  }
  StopServices();
  const LedgerFindings findings = ledger_->Judge();
  for (size_t i = 0; i < findings.lines.size() && i < 20; ++i) std::cout << "  " << findings.lines[i] << "\n";
  std::cout << "entries: " << findings.calls << " calls";
  for (const auto& [kind, count] : kinds_) std::cout << ", " << kind << " " << count;
  std::cout << "; " << findings.with_receipt << " entries with receipts, " << findings.counted
            << " calls counted by others, missing " << findings.missing << ", surplus " << findings.surplus << "; "
            << findings.shown << " resources shown, " << findings.shown_unnamed << " not named\n";
  EXPECT_EQ(findings.missing, 0);
  EXPECT_EQ(findings.surplus, 0);
  EXPECT_EQ(findings.with_receipt + findings.counted, findings.calls);
  EXPECT_GT(findings.shown, 0);
  EXPECT_EQ(findings.shown_unnamed, 0);
}

}  // namespace
}  // namespace dayaq::testing
