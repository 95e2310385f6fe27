#include "clients/audit_admin/entry_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/rpc/canonical_bytes.h"

namespace dayaq::audit_admin {
namespace {

using google::protobuf::util::TimeUtil;

// Up to so many names stand in the bytes, of more their number and hash (services/platform/rpc/audit_entry.cc).
constexpr size_t kMostNames = 100;

bool SameResources(const StoredEntry& stored, const audit::v1::Entry& entry) {
  const std::vector<std::string>& all = stored.resources;
  if (static_cast<int64_t>(all.size()) != entry.resource_count()) return false;
  if (static_cast<size_t>(entry.resources_size()) != std::min(all.size(), kMostNames)) return false;
  if (!std::equal(entry.resources().begin(), entry.resources().end(), all.begin())) return false;
  const std::string hash = all.size() > kMostNames ? rpc::Sha256(absl::StrJoin(all, "\n") + "\n") : "";
  return entry.resources_hash() == hash;
}

}  // namespace

std::string DifferingColumn(const StoredEntry& stored) {
  audit::v1::Entry entry;
  if (!entry.ParseFromString(stored.canonical) || rpc::CanonicalBytes(entry) != stored.canonical) return "canonical";
  const std::pair<const char*, bool> columns[] = {
      {"uid", stored.uid == entry.uid()},
      {"recorded_at", absl::ToUnixMicros(stored.recorded_at) == TimeUtil::TimestampToMicroseconds(entry.time())},
      {"staff_uid", stored.staff_uid == entry.staff_uid()},
      {"institution", stored.institution == entry.institution()},
      {"role", stored.role == entry.role()},
      {"purpose", stored.purpose == entry.purpose()},
      {"service", stored.service == entry.service()},
      {"method", stored.method == entry.method()},
      {"decision", stored.decision == audit::v1::Decision_Name(entry.decision())},
      {"reason", stored.reason == entry.reason()},
      {"resources", SameResources(stored, entry)},
  };
  for (const auto& [column, same] : columns) {
    if (!same) return column;
  }
  return "";
}

}  // namespace dayaq::audit_admin
