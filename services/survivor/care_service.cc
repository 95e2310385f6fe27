#include "services/survivor/care_service.h"

#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/case_names.h"
#include "services/survivor/case_rules.h"
#include "services/survivor/functioning_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/treatment_rules.h"

namespace dayaq::survivor {
namespace {

// A page of the rows, of which there is one more when the list goes on.
template <typename Response, typename M, typename Request>
void FillPage(std::vector<M> rows, int size, const Request& request, Call& call, google::protobuf::RepeatedPtrField<M>& page,
              Response& response) {
  if (rows.size() > static_cast<size_t>(size)) {
    rows.pop_back();
    response.set_next_page_token(call.PageToken(rows.back().uid(), request));
  }
  for (M& row : rows) *page.Add() = std::move(row);
}

}  // namespace

absl::Status CareService::CheckFunctioning(const v1::AddFunctioningRequest& request, Call&, Violations& found) {
  CheckAnswers(request.functioning(), "functioning", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Functioning> CareService::AddFunctioning(const v1::AddFunctioningRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, survivors_.GetWhole(call.transaction(), UidOf(request.survivor()), false));
  RETURN_IF_ERROR(CheckStands(survivor));
  Violations found;
  CheckAgainst(request.functioning(), survivor, "functioning", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::Functioning assessment = request.functioning();
  assessment.set_uid(call.NewUid());
  assessment.set_survivor_uid(survivor.uid());
  assessment.set_status(StatusOf(assessment));
  assessment.set_asked_by_institution(call.caller().institution);
  *assessment.mutable_create_time() = Timestamp(call.now());
  RETURN_IF_ERROR(store_.Add(call.transaction(), assessment));
  return store_.GetFunctioning(call.transaction(), assessment.uid());
}

absl::StatusOr<v1::Functioning> CareService::WithdrawFunctioning(const v1::WithdrawFunctioningRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Functioning assessment, store_.GetFunctioningToChange(call.transaction(), UidOf(request.name())));
  if (assessment.name() != request.name()) return NotFound();
  if (assessment.has_withdrawn_time()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "It is marked as entered by mistake already.");
  }
  call.Before(assessment);
  *assessment.mutable_withdrawn_time() = Timestamp(call.now());
  assessment.set_withdrawn_words(request.words());
  RETURN_IF_ERROR(cases_.NeedKey(call.transaction(), assessment.survivor_uid()));
  RETURN_IF_ERROR(store_.Withdraw(call.transaction(), assessment));
  return store_.GetFunctioning(call.transaction(), assessment.uid());
}

absl::StatusOr<v1::ListFunctioningResponse> CareService::ListFunctioning(const v1::ListFunctioningRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const std::string survivor_uid = UidOf(request.survivor());
  ASSIGN_OR_RETURN(std::vector<v1::Functioning> all, store_.ListFunctioning(call.transaction(), survivor_uid, after, size + 1));
  v1::ListFunctioningResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountFunctioning(call.transaction(), survivor_uid));
    response.set_total(total);
  }
  FillPage(std::move(all), size, request, call, *response.mutable_functioning(), response);
  return response;
}

absl::StatusOr<v1::Functioning> CareService::RereadFunctioning(const std::string& name, Call& call) {
  return store_.GetFunctioning(call.transaction(), UidOf(name));
}

absl::Status CareService::CheckAdded(const v1::AddTreatmentRequest& request, Call&, Violations& found) {
  CheckTreatment(request.facts(), "facts", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Treatment> CareService::AddTreatment(const v1::AddTreatmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, survivors_.GetWhole(call.transaction(), UidOf(request.survivor()), false));
  RETURN_IF_ERROR(CheckStands(survivor));
  Violations found;
  CheckTreatmentAgainst(request.facts(), survivor, "facts", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::Treatment treatment;
  treatment.set_uid(call.NewUid());
  treatment.set_survivor_uid(survivor.uid());
  *treatment.mutable_facts() = request.facts();
  RETURN_IF_ERROR(cases_.NeedKey(call.transaction(), survivor.uid()));
  RETURN_IF_ERROR(store_.Add(call.transaction(), treatment));
  return store_.GetTreatment(call.transaction(), treatment.uid());
}

absl::Status CareService::CheckCorrected(const v1::CorrectTreatmentRequest& request, Call&, Violations& found) {
  CheckTreatment(request.facts(), "facts", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Treatment> CareService::CorrectTreatment(const v1::CorrectTreatmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Treatment treatment, store_.GetTreatmentToChange(call.transaction(), UidOf(request.name())));
  if (treatment.name() != request.name()) return NotFound();
  RETURN_IF_ERROR(CheckEtag(request.etag(), treatment.etag()));
  call.Before(treatment);
  ASSIGN_OR_RETURN(const v1::Survivor survivor, survivors_.GetWhole(call.transaction(), treatment.survivor_uid(), false));
  Violations found;
  CheckTreatmentAgainst(request.facts(), survivor, "facts", found);
  RETURN_IF_ERROR(found.ToStatus());
  *treatment.mutable_facts() = request.facts();
  RETURN_IF_ERROR(cases_.NeedKey(call.transaction(), survivor.uid()));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Correct(call.transaction(), treatment));
  return store_.GetTreatment(call.transaction(), treatment.uid());
}

absl::StatusOr<v1::ListTreatmentsResponse> CareService::ListTreatments(const v1::ListTreatmentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const std::string survivor_uid = UidOf(request.survivor());
  ASSIGN_OR_RETURN(std::vector<v1::Treatment> all, store_.ListTreatments(call.transaction(), survivor_uid, after, size + 1));
  v1::ListTreatmentsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountTreatments(call.transaction(), survivor_uid));
    response.set_total(total);
  }
  FillPage(std::move(all), size, request, call, *response.mutable_treatments(), response);
  return response;
}

absl::StatusOr<v1::Treatment> CareService::RereadTreatment(const std::string& name, Call& call) {
  return store_.GetTreatment(call.transaction(), UidOf(name));
}

absl::Status CareService::CheckNewProvider(const v1::AddProviderRequest& request, Call&, Violations& found) {
  CheckProvider(request.provider(), "provider", found);
  return absl::OkStatus();
}

absl::Status CareService::CheckPlace(const v1::Provider& provider, Call& call) const {
  ASSIGN_OR_RETURN(const bool known, survivors_.IsPlace(call.transaction(), "az", provider.district()));
  Violations found;
  if (!known)
    found.Add("provider.district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the national gazetteer.");
  return found.ToStatus();
}

absl::StatusOr<v1::Provider> CareService::AddProvider(const v1::AddProviderRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckPlace(request.provider(), call));
  v1::Provider provider = request.provider();
  provider.set_uid(call.NewUid());
  RETURN_IF_ERROR(directory_.Add(call.transaction(), provider));
  SetName(provider);
  return RereadProvider(provider.name(), call);
}

absl::Status CareService::CheckProviderAsIs(const v1::CorrectProviderRequest& request, Call&, Violations& found) {
  CheckProvider(request.provider(), "provider", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Provider> CareService::CorrectProvider(const v1::CorrectProviderRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Provider before, directory_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), before.etag()));
  call.Before(before);
  RETURN_IF_ERROR(CheckPlace(request.provider(), call));
  v1::Provider provider = request.provider();
  provider.set_uid(before.uid());
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(directory_.Update(call.transaction(), provider));
  return RereadProvider(request.name(), call);
}

absl::StatusOr<v1::ListProvidersResponse> CareService::ListProviders(const v1::ListProvidersRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Provider> all, directory_.List(call.transaction(), request, call.today(), after, size + 1));
  v1::ListProvidersResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, directory_.Count(call.transaction(), request, call.today()));
    response.set_total(total);
  }
  FillPage(std::move(all), size, request, call, *response.mutable_providers(), response);
  return response;
}

absl::StatusOr<v1::Provider> CareService::RereadProvider(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(const auto provider, directory_.Find(call.transaction(), UidOf(name)));
  if (!provider.has_value()) return NotFound();
  return *provider;
}

void CareService::Bind(rpc::Methods& methods) {
  using S = CareService;
  methods.Change("AddFunctioning", *this, &S::CheckFunctioning, &S::AddFunctioning, &S::RereadFunctioning);
  methods.Change("WithdrawFunctioning", *this, &S::WithdrawFunctioning, &S::RereadFunctioning);
  methods.Read("ListFunctioning", *this, &S::ListFunctioning);
  methods.Change("AddTreatment", *this, &S::CheckAdded, &S::AddTreatment, &S::RereadTreatment);
  methods.Change("CorrectTreatment", *this, &S::CheckCorrected, &S::CorrectTreatment, &S::RereadTreatment);
  methods.Read("ListTreatments", *this, &S::ListTreatments);
  methods.Change("AddProvider", *this, &S::CheckNewProvider, &S::AddProvider, &S::RereadProvider);
  methods.Change("CorrectProvider", *this, &S::CheckProviderAsIs, &S::CorrectProvider, &S::RereadProvider);
  methods.Read("ListProviders", *this, &S::ListProviders);
}

}  // namespace dayaq::survivor
