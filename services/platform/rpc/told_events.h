// What one call tells others, until it commits.
#ifndef SERVICES_PLATFORM_RPC_TOLD_EVENTS_H_
#define SERVICES_PLATFORM_RPC_TOLD_EVENTS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/outbox/v1/event.pb.h"

namespace dayaq::rpc {

class ToldEvents {
 public:
  // `now` is the moment of the call.
  ToldEvents(absl::Time now, std::string trace_id) : now_(now), trace_id_(std::move(trace_id)) {}

  // Each time another event, however alike.
  void Add(absl::string_view kind, absl::string_view resource);
  // One for later has the uid that its kind, resource and moment give it: said again, by this call or another one, it is the same
  // event, and the outbox tells it once.
  void AddAt(absl::string_view kind, absl::string_view resource, absl::Time due);

  // In the order in which they were told.
  const std::vector<outbox::v1::Event>& all() const { return events_; }

 private:
  const absl::Time now_;
  const std::string trace_id_;
  std::vector<outbox::v1::Event> events_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_TOLD_EVENTS_H_
