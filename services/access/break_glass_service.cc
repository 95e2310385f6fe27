#include "services/access/break_glass_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/access/access_names.h"
#include "services/access/break_glass_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/people/identity_tokens.h"
#include "services/platform/sealing/blind_index.h"

namespace dayaq::access {
namespace {

// Where a list goes on: "1<uid>" behind an overdue one, "0<uid>" behind another.
std::string CursorOf(const v1::BreakGlass& opening) { return absl::StrCat(opening.review_overdue() ? 1 : 0, opening.uid()); }

std::optional<v1::BreakGlass> Behind(const std::string& cursor) {
  if (cursor.empty()) return std::nullopt;
  v1::BreakGlass opening;
  opening.set_review_overdue(cursor[0] == '1');
  opening.set_uid(cursor.substr(1));
  return opening;
}

}  // namespace

absl::Status BreakGlassService::CheckRequest(const v1::OpenBreakGlassRequest& request, Call&, Violations& found) {
  CheckOpening(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::BreakGlass> BreakGlassService::OpenBreakGlass(const v1::OpenBreakGlassRequest& request, Call& call) {
  std::string token;
  if (!request.national_id().empty()) {
    token = call.Token(kNationalIdToken, NormaliseNationalId(request.national_id()).value_or(request.national_id()));
  }
  ASSIGN_OR_RETURN(std::optional<v1::BreakGlass> found, store_.Find(call.transaction(), request.number(), token));
  if (!found.has_value()) {
    return MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_PERSON_UNKNOWN,
                     "Nobody is found under that number or national id.");
  }
  found->set_uid(call.NewUid());
  found->set_reason(request.reason());
  found->set_reason_words(request.reason_words());
  RETURN_IF_ERROR(store_.Open(call.transaction(), *found));
  ASSIGN_OR_RETURN(v1::BreakGlass opening, Reread(found->uid(), call));
  call.Emit("break_glass.opened", opening.name());
  call.EmitAt("break_glass.review_overdue", opening.name(), TimeOf(opening.review_due_time()) + absl::Seconds(1));
  return opening;
}

absl::StatusOr<v1::BreakGlass> BreakGlassService::CloseBreakGlass(const v1::CloseBreakGlassRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::BreakGlass opening, Reread(request.name(), call));
  RETURN_IF_ERROR(CheckEtag(request.etag(), opening.etag()));
  call.Before(opening);
  RETURN_IF_ERROR(CheckCloseable(opening, call.now()));
  ASSIGN_OR_RETURN(const bool done, store_.Close(call.transaction(), opening.uid()));
  if (!done) {
    return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED,
                     "Only who opened a record closes it again.", {{"action", "break_glass.close"}});
  }
  call.Emit("break_glass.closed", opening.name());
  return Reread(opening.name(), call);
}

absl::StatusOr<v1::ListBreakGlassesResponse> BreakGlassService::ListBreakGlasses(const v1::ListBreakGlassesRequest& request,
                                                                                 Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::BreakGlass> all, store_.List(call.transaction(), request.to_review(), Behind(after), size + 1));
  v1::ListBreakGlassesResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(CursorOf(all.back()), request));
  }
  for (v1::BreakGlass& opening : all) *response.add_break_glasses() = std::move(opening);
  return response;
}

absl::StatusOr<v1::BreakGlass> BreakGlassService::ReviewBreakGlass(const v1::ReviewBreakGlassRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::BreakGlass opening, store_.GetToReview(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), opening.etag()));
  call.Before(opening);
  RETURN_IF_ERROR(call.Authorise({.register_code = opening.register_(),
                                  .district = opening.district(),
                                  .institution = opening.institution(),
                                  .person_uid = opening.person_uid(),
                                  .took_part = {opening.opened_by()},
                                  .made_by_institution = opening.institution()}));
  RETURN_IF_ERROR(CheckReviewable(opening));
  RETURN_IF_ERROR(store_.Review(call.transaction(), opening.uid(), request.verdict(), request.verdict_words()));
  call.Emit("break_glass.reviewed", opening.name());
  return Reread(opening.name(), call);
}

absl::StatusOr<v1::BreakGlass> BreakGlassService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::Status BreakGlassService::NoteOverdue(const outbox::v1::Event& event, Call& call) const {
  call.Touch(event.resource());
  return store_.MarkOverdue(call.transaction(), UidOf(event.resource()));
}

void BreakGlassService::Bind(rpc::Methods& methods) {
  using S = BreakGlassService;
  methods.Change("OpenBreakGlass", *this, &S::CheckRequest, &S::OpenBreakGlass, &S::Reread);
  methods.Change("CloseBreakGlass", *this, &S::CloseBreakGlass, &S::Reread);
  methods.Read("ListBreakGlasses", *this, &S::ListBreakGlasses);
  methods.Change("ReviewBreakGlass", *this, &S::ReviewBreakGlass, &S::Reread);
}

}  // namespace dayaq::access
