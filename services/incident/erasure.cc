#include "services/incident/erasure.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/incident/erasure_queries.h"
#include "services/platform/base/error.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/sealing/key_bundle.h"

namespace dayaq::incident {
namespace {

constexpr int kMostCasualties = 1000;

// What of a casualty's person goes.
struct Going {
  std::string incident_uid;
  std::set<KeyClass> classes;
};

absl::StatusOr<std::map<std::string, Going>> GoingOf(absl::string_view survivor_uid, Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kErasedOf, {survivor_uid}, kMostCasualties));
  std::map<std::string, Going> going;
  for (const Row& row : rows) {
    std::string uid;
    Going one;
    bool gone[kKeyClasses.size()] = {};
    RETURN_IF_ERROR(row.Read({{"casualty_uid", &uid},
                              {"incident_uid", &one.incident_uid},
                              {"identity", &gone[0]},
                              {"health", &gone[1]},
                              {"finance", &gone[2]}}));
    for (const KeyClass key_class : kKeyClasses) {
      if (gone[static_cast<size_t>(key_class)]) one.classes.insert(key_class);
    }
    if (!one.classes.empty()) going[uid] = std::move(one);
  }
  return going;
}

// Whether there was something left to destroy.
absl::StatusOr<bool> EraseOne(const std::string& uid, const WrappedKey& wrapped, const Going& going, Transaction& transaction) {
  const absl::StatusOr<WrappedKey> left = transaction.keys().Destroy(uid, wrapped, going.classes);
  if (ReasonOf(left.status()) == ErrorReason::ERROR_REASON_KEY_UNDIVIDED) {
    // Goes when the rest of the record does; the record's own keys are gone.
    LogWarning("erasure.undivided_key", {{"what", "casualty"}});
    return false;
  }
  RETURN_IF_ERROR(left.status());
  if (left->bytes == wrapped.bytes) return false;
  RETURN_IF_ERROR(transaction.Execute(kEraseCasualty, {uid, static_cast<int64_t>(left->kek_id), Octets{left->bytes}}));
  return true;
}

}  // namespace

absl::Status EraseCasualties(const outbox::v1::Event& event, rpc::Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const auto going, GoingOf(UidOf(event.resource()), transaction));
  if (going.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  for (const auto& [uid, one] : going) uids.push_back(uid);
  RETURN_IF_ERROR(call.Because("silindi / erased"));
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kKeysToDestroy, {uids}, kMostCasualties));
  for (const Row& row : rows) {
    std::string uid;
    int32_t kek_id = 0;
    WrappedKey wrapped;
    RETURN_IF_ERROR(row.Read({{"uid", &uid}, {"kek_id", &kek_id}}));
    RETURN_IF_ERROR(row.ReadOctets("wrapped", &wrapped.bytes));
    wrapped.kek_id = static_cast<uint32_t>(kek_id);
    const Going& one = going.at(uid);
    ASSIGN_OR_RETURN(const bool erased, EraseOne(uid, wrapped, one, transaction));
    if (erased) call.Touch(absl::StrCat("incidents/", one.incident_uid, "/casualties/", uid));
  }
  return absl::OkStatus();
}

}  // namespace dayaq::incident
