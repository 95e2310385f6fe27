#include "services/platform/rpc/told_events.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::rpc {

void ToldEvents::Add(absl::string_view kind, absl::string_view resource) {
  outbox::v1::Event& event = events_.emplace_back();
  event.set_uid(NewUuid7(now_));
  event.set_kind(std::string(kind));
  event.set_resource(std::string(resource));
  event.set_trace_id(trace_id_);
}

void ToldEvents::AddAt(absl::string_view kind, absl::string_view resource, absl::Time due) {
  const std::string uid = Uuid7Of(due, Sha256(absl::StrCat(kind, "\n", resource, "\n", absl::ToUnixMicros(due))));
  // Two parts of one call may want to be told of the same day; the outbox takes a uid once in one statement.
  if (absl::c_any_of(events_, [&](const outbox::v1::Event& told) { return told.uid() == uid; })) return;
  Add(kind, resource);
  outbox::v1::Event& event = events_.back();
  event.set_uid(uid);
  *event.mutable_due_time() = Timestamp(due);
}

}  // namespace dayaq::rpc
