// What was called, held against what stands in the audit log.
#ifndef TESTS_ENTRIES_ENTRY_LEDGER_H_
#define TESTS_ENTRIES_ENTRY_LEDGER_H_

#include <grpcpp/generic/generic_stub.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "dayaq/audit/v1/receipt.pb.h"
#include "services/platform/rpc/method_table.h"
#include "tests/support/test_database.h"
#include "tests/sweep/request_filler.h"

namespace dayaq::testing {

// One call, as the caller saw it.
struct CalledOnce {
  const rpc::Method* method = nullptr;
  absl::Status status;
  std::string response;
  // Serialised audit.v1.Receipt; empty when the call gave none.
  std::string receipt;
};

struct RawMetadata {
  std::string token;  // empty: none is sent
  std::string assignment, purpose;
  absl::Duration deadline = absl::Seconds(20);
};

// Sends those bytes as a request of that method.
CalledOnce CallWithBytes(grpc::GenericStub& stub, const rpc::Method& method, const RawMetadata& metadata, const std::string& bytes);

// A filled request (FillRequest), or an empty one of a type that the filler does not know: then the call is a faulty one.
std::unique_ptr<google::protobuf::Message> FilledOrEmpty(const google::protobuf::Descriptor& request, const KnownIds& ids);

// What speaks against one call, one entry.
struct LedgerFindings {
  int calls = 0;
  int with_receipt = 0;
  int64_t counted = 0;  // calls that entries tell of by their number
  int missing = 0;
  int surplus = 0;
  int shown = 0;          // resources that answers held
  int shown_unnamed = 0;  // of those, what the entry does not name
  std::vector<std::string> lines;
};

// The log of one database, from a moment on.
class EntryLedger {
 public:
  // Entries that are there already do not count. `public_keys`: of services' receipts.
  EntryLedger(const TestDatabase& database, std::string public_key);

  void Note(CalledOnce call) { calls_.push_back(std::move(call)); }
  size_t size() const { return calls_.size(); }
  // Services must have stopped: they hold the last refusals back for a second.
  LedgerFindings Judge() const;

 private:
  struct Stored {
    audit::v1::Entry entry;
    std::string leaf;
    std::set<std::string> resources;
  };
  std::map<std::string, Stored> Read() const;
  void JudgeReceipt(const CalledOnce& call, std::map<std::string, Stored>& entries, LedgerFindings& findings) const;

  const TestDatabase& database_;
  const std::string public_key_;
  std::set<std::string> before_;
  std::vector<CalledOnce> calls_;
};

}  // namespace dayaq::testing

#endif  // TESTS_ENTRIES_ENTRY_LEDGER_H_
