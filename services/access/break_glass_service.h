// The RPCs of dayaq.access.v1.AccessService on emergencies, and the reaction that finds overdue reviews.
#ifndef SERVICES_ACCESS_BREAK_GLASS_SERVICE_H_
#define SERVICES_ACCESS_BREAK_GLASS_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/access/break_glass_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::access {

using rpc::Call;

class BreakGlassService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::Status CheckRequest(const v1::OpenBreakGlassRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::BreakGlass> OpenBreakGlass(const v1::OpenBreakGlassRequest& request, Call& call);
  absl::StatusOr<v1::BreakGlass> CloseBreakGlass(const v1::CloseBreakGlassRequest& request, Call& call);
  absl::StatusOr<v1::ListBreakGlassesResponse> ListBreakGlasses(const v1::ListBreakGlassesRequest& request, Call& call);
  absl::StatusOr<v1::BreakGlass> ReviewBreakGlass(const v1::ReviewBreakGlassRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::BreakGlass> Reread(const std::string& name, Call& call);

  // The time for a review went by: lists show what nobody reviewed first.
  absl::Status NoteOverdue(const outbox::v1::Event& event, Call& call) const;

 private:
  BreakGlassStore store_;
};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_BREAK_GLASS_SERVICE_H_
