#include "services/payment/recount_service.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::payment {

using rpc::Call;

namespace {

v1::RecountKind KindOf(v1::RecountKind stated) { return stated == v1::RECOUNT_KIND_UNSPECIFIED ? v1::RECOUNT_KIND_ASSESS : stated; }

}  // namespace

// Comparing has a method of its own, which says what is compared.
absl::Status RecountService::CheckStart(const v1::StartRecountRequest& request, Call&, Violations& found) {
  if (request.kind() == v1::RECOUNT_KIND_COMPARE) {
    found.Add("kind", ErrorReason::ERROR_REASON_ENUM_UNDEFINED, "Two rules are compared by CompareRules.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Recount> RecountService::StartRecount(const v1::StartRecountRequest& request, Call& call) {
  std::set<std::string> wanted(request.benefits().begin(), request.benefits().end());
  const bool all = wanted.empty();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(call.transaction()));
  std::vector<std::string> names;
  for (size_t i = 0; i < in_force->rules.size(); ++i) {
    if (wanted.erase(in_force->rules[i].benefit()) > 0 || all) names.push_back(in_force->names[i]);
  }
  if (!wanted.empty()) {
    return MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_BENEFIT_NOT_IN_FORCE,
                     "No benefit in force has one of these codes.");
  }
  const std::string uid = call.NewUid();
  ASSIGN_OR_RETURN(const bool started,
                   store_.Start(call.transaction(), uid, KindOf(request.kind()), names, call.caller().staff_uid));
  if (!started) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECOUNT_GOES_ON,
                     "Everybody is being gone through already: see how far it has come.");
  }
  call.Emit("recount.goes_on", absl::StrCat("recounts/", uid));
  return Reread(uid, call);
}

absl::StatusOr<v1::Recount> RecountService::GetRecount(const v1::GetRecountRequest& request, Call& call) {
  return store_.Last(call.transaction(), KindOf(request.kind()), false);
}

absl::StatusOr<v1::ListUnservedResponse> RecountService::ListUnserved(const v1::ListUnservedRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const std::vector<std::string>& registers = call.caller().registers;
  ASSIGN_OR_RETURN(std::vector<v1::Unserved> all, store_.Unserved(transaction, registers, after, size + 1));
  v1::ListUnservedResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountUnserved(transaction, registers));
    response.set_total(total);
    absl::StatusOr<v1::Recount> last = store_.Last(transaction, v1::RECOUNT_KIND_CHECK, true);
    if (last.ok()) {
      *response.mutable_last_check() = *std::move(last);
    } else if (!absl::IsNotFound(last.status())) {
      return last.status();
    }
  }
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::Unserved& one : all) *response.add_unserved() = std::move(one);
  return response;
}

absl::StatusOr<v1::Recount> RecountService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void RecountService::Bind(rpc::Methods& methods) {
  using S = RecountService;
  methods.Change("StartRecount", *this, &S::CheckStart, &S::StartRecount, &S::Reread);
  methods.Read("GetRecount", *this, &S::GetRecount);
  methods.Read("ListUnserved", *this, &S::ListUnserved);
}

}  // namespace dayaq::payment
