#include "services/audit/withholding_service.h"

#include <utility>
#include <vector>

#include "services/audit/audit_names.h"
#include "services/audit/withholding_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {
namespace {

constexpr char kChanged[] = "withholding.changed";

RowStanding StandingOf(const v1::Withholding& withholding) {
  return {.register_code = withholding.register_(),
          .district = withholding.district(),
          .institution = withholding.institution(),
          .person_uid = withholding.person_uid(),
          .took_part = {withholding.proposed_by()}};
}

}  // namespace

absl::Status WithholdingService::CheckRequest(const v1::ProposeWithholdingRequest& request, Call& call, Violations& found) {
  CheckProposal(request.withholding(), call.now(), "withholding.", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Withholding> WithholdingService::ProposeWithholding(const v1::ProposeWithholdingRequest& request, Call& call) {
  v1::Withholding withholding = request.withholding();
  ASSIGN_OR_RETURN(const RowStanding record, store_.StandingOf(call.transaction(), withholding.person_uid()));
  RETURN_IF_ERROR(call.Authorise(record));
  withholding.set_uid(call.NewUid());
  withholding.set_register_(record.register_code);
  withholding.set_district(record.district);
  withholding.set_institution(record.institution);
  RETURN_IF_ERROR(store_.Add(call.transaction(), withholding));
  call.Emit(kChanged, WithholdingName(withholding.uid()));
  return Reread(withholding.uid(), call);
}

absl::StatusOr<v1::Withholding> WithholdingService::GetToChange(const std::string& name, const std::string& etag,
                                                                Call& call) const {
  ASSIGN_OR_RETURN(v1::Withholding withholding, store_.GetToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, withholding.etag()));
  call.Before(withholding);
  return withholding;
}

absl::StatusOr<v1::Withholding> WithholdingService::ApproveWithholding(const v1::ApproveWithholdingRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Withholding withholding, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(call.Authorise(StandingOf(withholding)));
  RETURN_IF_ERROR(CheckApprovable(withholding, call.now()));
  RETURN_IF_ERROR(store_.MoveTo(call.transaction(), withholding.uid(), v1::WITHHOLDING_STATE_IN_FORCE));
  call.Emit(kChanged, withholding.name());
  return Reread(withholding.name(), call);
}

absl::StatusOr<v1::Withholding> WithholdingService::EndWithholding(const v1::EndWithholdingRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Withholding withholding, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(call.Authorise(StandingOf(withholding)));
  RETURN_IF_ERROR(CheckEndable(withholding));
  RETURN_IF_ERROR(store_.MoveTo(call.transaction(), withholding.uid(), v1::WITHHOLDING_STATE_ENDED));
  call.Emit(kChanged, withholding.name());
  return Reread(withholding.name(), call);
}

absl::StatusOr<v1::ListWithholdingsResponse> WithholdingService::ListWithholdings(const v1::ListWithholdingsRequest& request,
                                                                                  Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Withholding> all,
                   store_.List(call.transaction(), request.person().empty() ? "" : UidOf(request.person()), request.ended_too(),
                               after, size + 1));
  v1::ListWithholdingsResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::Withholding& withholding : all) *response.add_withholdings() = std::move(withholding);
  return response;
}

absl::StatusOr<v1::Withholding> WithholdingService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void WithholdingService::Bind(rpc::Methods& methods) {
  using S = WithholdingService;
  methods.Change("ProposeWithholding", *this, &S::CheckRequest, &S::ProposeWithholding, &S::Reread);
  methods.Change("ApproveWithholding", *this, &S::ApproveWithholding, &S::Reread);
  methods.Change("EndWithholding", *this, &S::EndWithholding, &S::Reread);
  methods.Read("ListWithholdings", *this, &S::ListWithholdings);
}

}  // namespace dayaq::audit
