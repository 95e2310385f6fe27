#include "services/survivor/examination_service.h"

#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/examination_rules.h"
#include "services/survivor/record_place.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

using rpc::Call;

absl::Status ExaminationService::CheckFile(const v1::FileExaminationReferralRequest& request, Call&, Violations& found) {
  CheckFiling(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::ExaminationReferral> ExaminationService::File(const v1::FileExaminationReferralRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Survivor record, PlaceOfRecord(transaction, UidOf(request.survivor())));
  ASSIGN_OR_RETURN(const bool open, store_.HasOpen(transaction, record.uid()));
  if (open) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REFERRAL_OPEN,
                     "A referral of this person is open: it is decided or sent back first.");
  }
  ASSIGN_OR_RETURN(v1::ExaminationReferral referral, Filed(request, policy_, calendar_));
  referral.set_uid(call.NewUid());
  referral.set_case_number(CaseNumberOf(referral.uid()));
  referral.set_survivor_uid(record.uid());
  referral.set_register_(record.register_());
  referral.set_district(record.district());
  referral.set_institution(record.institution());
  referral.set_sending_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(transaction, referral));
  call.Touch(record.name());
  return Reread(referral.uid(), call);
}

absl::StatusOr<v1::ListExaminationReferralsResponse> ExaminationService::List(const v1::ListExaminationReferralsRequest& request,
                                                                              Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::ExaminationReferral> all,
                   store_.List(call.transaction(), request, call.caller().registers, call.today(), after, size + 1));
  v1::ListExaminationReferralsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.caller().registers, call.today()));
    response.set_total(total);
  }
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(ExaminationStore::CursorOf(all.back()), request));
  }
  for (v1::ExaminationReferral& referral : all) {
    SetClock(calendar_, call.today(), referral);
    *response.add_examination_referrals() = std::move(referral);
  }
  return response;
}

absl::StatusOr<v1::ExaminationReferral> ExaminationService::Return(const v1::ReturnExaminationReferralRequest& request,
                                                                   Call& call) {
  ASSIGN_OR_RETURN(v1::ExaminationReferral referral, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), referral.etag()));
  call.Before(referral);
  RETURN_IF_ERROR(CheckOpen(referral));
  SetReturned(request.reason(), call.today(), referral);
  RETURN_IF_ERROR(store_.Return(call.transaction(), referral));
  call.Touch(SurvivorName(referral.survivor_uid()));
  return Reread(referral.uid(), call);
}

absl::StatusOr<v1::ExaminationReferral> ExaminationService::Reread(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(v1::ExaminationReferral referral, store_.Get(call.transaction(), UidOf(name)));
  SetClock(calendar_, call.today(), referral);
  return referral;
}

void ExaminationService::Bind(rpc::Methods& methods) {
  using S = ExaminationService;
  methods.Change("FileExaminationReferral", *this, &S::CheckFile, &S::File, &S::Reread);
  methods.Read("ListExaminationReferrals", *this, &S::List);
  methods.Change("ReturnExaminationReferral", *this, &S::Return, &S::Reread);
}

}  // namespace dayaq::survivor
