#include "services/platform/service/key_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/service/key_rotation.h"

namespace dayaq {
namespace {

using keys::v1::Kek;
using keys::v1::KeyStatus;
using rpc::Call;

constexpr int kMostKeks = 500;

constexpr Query kKeks{"keys.keks", R"sql(
  SELECT id, created_time, retired_time, destroyed_time, schemas, keys::text[] AS keys FROM sealing.keks()
)sql"};

absl::StatusOr<Kek> KekOf(const Row& row) {
  int32_t id = 0;
  std::optional<absl::Time> created, retired, destroyed;
  std::vector<std::string> schemas, counts;
  RETURN_IF_ERROR(row.Read({{"id", &id},
                            {"created_time", &created},
                            {"retired_time", &retired},
                            {"destroyed_time", &destroyed},
                            {"schemas", &schemas},
                            {"keys", &counts}}));
  Kek kek;
  kek.set_id(id);
  kek.set_state(destroyed.has_value() ? keys::v1::KEK_STATE_DESTROYED
                : retired.has_value() ? keys::v1::KEK_STATE_RETIRED
                                      : keys::v1::KEK_STATE_CURRENT);
  if (created.has_value()) *kek.mutable_create_time() = Timestamp(*created);
  if (retired.has_value()) {
    *kek.mutable_retire_time() = Timestamp(*retired);
    *kek.mutable_destroy_due_time() = Timestamp(*retired + kKekRests);
  }
  if (destroyed.has_value()) *kek.mutable_destroy_time() = Timestamp(*destroyed);
  for (size_t i = 0; i < schemas.size() && i < counts.size(); ++i) {
    int64_t people = 0;
    if (!absl::SimpleAtoi(counts[i], &people)) return absl::InternalError("a count of keys is no number");
    auto& wrapped = *kek.add_wrapped();
    wrapped.set_service(schemas[i]);
    wrapped.set_people(people);
  }
  return kek;
}

absl::StatusOr<KeyStatus> StatusNow(Call& call) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, call.transaction().All<Row>(kKeks, {}, kMostKeks));
  KeyStatus status;
  status.set_name("keys/status");
  for (const Row& row : rows) {
    ASSIGN_OR_RETURN(Kek kek, KekOf(row));
    for (const auto& wrapped : kek.wrapped()) {
      if (kek.state() == keys::v1::KEK_STATE_CURRENT) {
        status.set_wrapped_anew(status.wrapped_anew() + wrapped.people());
      } else {
        status.set_waiting(status.waiting() + wrapped.people());
      }
    }
    *status.add_keks() = std::move(kek);
  }
  return status;
}

}  // namespace

absl::StatusOr<KeyStatus> KeyService::GetKeyStatus(const keys::v1::GetKeyStatusRequest&, Call& call) { return StatusNow(call); }

absl::StatusOr<KeyStatus> KeyService::RotateKeys(const keys::v1::RotateKeysRequest&, Call& call) {
  // A file cannot be rolled back.
  if (!call.validate_only()) RETURN_IF_ERROR(RotateNow(call.transaction(), keys_));
  return StatusNow(call);
}

absl::StatusOr<KeyStatus> KeyService::RereadStatus(const std::string&, Call& call) { return StatusNow(call); }

void KeyService::Bind(rpc::Methods& methods) {
  using S = KeyService;
  methods.Read("GetKeyStatus", *this, &S::GetKeyStatus);
  methods.Change("RotateKeys", *this, &S::RotateKeys, &S::RereadStatus);
}

}  // namespace dayaq
