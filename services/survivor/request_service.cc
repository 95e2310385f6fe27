#include "services/survivor/request_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/record_place.h"
#include "services/survivor/request_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

// An assignment about one person is held by that person or whoever stands for them.
v1::SaidBy SaidBy(const Call& call) { return call.caller().person_uid.empty() ? v1::SAID_BY_STAFF : v1::SAID_BY_OWN; }

constexpr char kWhyPreference[] = "əlaqə qaydası / how to contact";

}  // namespace

absl::StatusOr<v1::CorrectionRequest> RequestService::RequestCorrection(const v1::RequestCorrectionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor record, PlaceOfRecord(call.transaction(), UidOf(request.survivor())));
  v1::CorrectionRequest asked;
  asked.set_uid(call.NewUid());
  asked.set_survivor_uid(record.uid());
  asked.set_register_(record.register_());
  asked.set_district(record.district());
  asked.set_institution(record.institution());
  asked.set_matter(request.matter());
  asked.set_words(request.words());
  asked.set_state(v1::CORRECTION_STATE_OPEN);
  asked.set_said_by(SaidBy(call));
  RETURN_IF_ERROR(store_.Add(call.transaction(), asked));
  call.Touch(record.name());
  return Reread(asked.uid(), call);
}

absl::StatusOr<v1::ListCorrectionRequestsResponse> RequestService::List(const v1::ListCorrectionRequestsRequest& request,
                                                                        Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::CorrectionRequest> all,
                   store_.List(call.transaction(), request, call.caller().registers, after, size + 1));
  v1::ListCorrectionRequestsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.caller().registers));
    response.set_total(total);
  }
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::CorrectionRequest& asked : all) *response.add_correction_requests() = std::move(asked);
  return response;
}

absl::Status RequestService::CheckResolve(const v1::ResolveCorrectionRequest& request, Call&, Violations& found) {
  CheckResolution(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::CorrectionRequest> RequestService::Resolve(const v1::ResolveCorrectionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::CorrectionRequest asked, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), asked.etag()));
  call.Before(asked);
  RETURN_IF_ERROR(CheckUnanswered(asked));
  SetResolved(request, asked);
  RETURN_IF_ERROR(store_.Resolve(call.transaction(), asked));
  call.Touch(SurvivorName(asked.survivor_uid()));
  return Reread(asked.uid(), call);
}

absl::StatusOr<v1::CorrectionRequest> RequestService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::ContactPreference> RequestService::SetPreference(const v1::SetContactPreferenceRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor record, PlaceOfRecord(call.transaction(), UidOf(request.survivor())));
  ASSIGN_OR_RETURN(const std::optional<v1::ContactPreference> said, store_.PreferenceOf(call.transaction(), record.uid()));
  // What a record said that goes on in this one is seen, and said anew here.
  const bool own = said.has_value() && said->survivor_uid() == record.uid();
  RETURN_IF_ERROR(CheckEtag(request.etag(), said.has_value() ? said->etag() : ""));
  v1::ContactPreference preference = own ? *said : v1::ContactPreference();
  if (said.has_value()) call.Before(*said);
  preference.set_uid(record.uid());
  preference.set_survivor_uid(record.uid());
  TakePreference(request, SaidBy(call), preference);
  RETURN_IF_ERROR(call.Because(kWhyPreference));
  RETURN_IF_ERROR(own ? store_.ChangePreference(call.transaction(), preference)
                      : store_.AddPreference(call.transaction(), preference, record));
  call.Touch(record.name());
  return RereadPreference(record.uid(), call);
}

absl::StatusOr<v1::ContactPreference> RequestService::RereadPreference(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(std::optional<v1::ContactPreference> said, store_.PreferenceOf(call.transaction(), UidOf(name)));
  return said.value_or(v1::ContactPreference());
}

void RequestService::Bind(rpc::Methods& methods) {
  using S = RequestService;
  methods.Change("RequestCorrection", *this, &S::RequestCorrection, &S::Reread);
  methods.Read("ListCorrectionRequests", *this, &S::List);
  methods.Change("ResolveCorrection", *this, &S::CheckResolve, &S::Resolve, &S::Reread);
  methods.Change("SetContactPreference", *this, &S::SetPreference, &S::RereadPreference);
}

}  // namespace dayaq::survivor
