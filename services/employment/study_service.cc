#include "services/employment/study_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/employment/study_rules.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {

using rpc::Call;

template <typename Request>
absl::StatusOr<v1::Study> StudyService::Begin(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Study study, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), study.etag()));
  call.Before(study);
  call.Touch(RecordOf(study));
  RETURN_IF_ERROR(CheckStudies(study));
  return study;
}

template <typename Request>
absl::StatusOr<v1::StudyTerm> StudyService::BeginTerm(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(const v1::StudyTerm seen, store_.Term(call.transaction(), UidOf(request.name())));
  // The study first: whoever ends it waits for us, and we for them.
  ASSIGN_OR_RETURN(const v1::Study study, store_.GetToChange(call.transaction(), seen.study_uid()));
  ASSIGN_OR_RETURN(v1::StudyTerm term, store_.TermToChange(call.transaction(), seen.uid()));
  RETURN_IF_ERROR(CheckEtag(request.etag(), term.etag()));
  call.Before(term);
  call.Touch(RecordOf(term));
  RETURN_IF_ERROR(CheckStudies(study));
  return term;
}

absl::Status StudyService::CheckOpening(const v1::OpenStudyRequest& request, Call&, Violations& found) {
  CheckStudy(request.study(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Study> StudyService::OpenStudy(const v1::OpenStudyRequest& request, Call& call) {
  v1::Study study = request.study();
  // Whose it is, is the profile's to say.
  RETURN_IF_ERROR(TakeWhose(call.transaction(), UidOf(request.profile()), study));
  study.set_uid(call.NewUid());
  study.set_state(v1::STUDY_STATE_ACTIVE);
  study.clear_ended_on();
  study.clear_end_document();
  RETURN_IF_ERROR(store_.Add(call.transaction(), study));
  call.Touch(RecordOf(study));
  call.Emit("study.opened", StudyName(study.uid()));
  return Reread(StudyName(study.uid()), call);
}

absl::StatusOr<v1::StudyTerm> StudyService::AddTerm(const v1::AddTermRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Study study, store_.GetToChange(transaction, UidOf(request.study())));
  RETURN_IF_ERROR(CheckStudies(study));
  ASSIGN_OR_RETURN(const std::vector<v1::StudyTerm> others, store_.Terms(transaction, study.uid()));
  Violations found;
  CheckNewTerm(request.term(), study, others, found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::StudyTerm term;
  term.set_uid(call.NewUid());
  term.set_study_uid(study.uid());
  term.set_survivor_uid(study.survivor_uid());
  term.set_person_uid(study.person_uid());
  *term.mutable_first_day() = request.term().first_day();
  *term.mutable_last_day() = request.term().last_day();
  term.set_tuition_qepik(request.term().tuition_qepik());
  RETURN_IF_ERROR(store_.Add(transaction, term));
  call.Touch(RecordOf(study));
  return RereadTerm(term.uid(), call);
}

absl::StatusOr<v1::StudyTerm> StudyService::ConfirmTerm(const v1::ConfirmTermRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::StudyTerm term, BeginTerm(request, call));
  Violations found;
  CheckFullDay(request.confirmed_on(), "confirmed_on", found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(TakeConfirmation(request, term));
  RETURN_IF_ERROR(store_.Confirm(call.transaction(), term));
  // The survivor service hears it, and keeps by act what shares of a family hang on.
  call.Emit("study.confirmed", StudyName(term.study_uid()));
  return RereadTerm(term.name(), call);
}

absl::StatusOr<v1::StudyTerm> StudyService::RecordTuition(const v1::RecordTuitionRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::StudyTerm term, BeginTerm(request, call));
  RETURN_IF_ERROR(CheckUnpaid(term));
  Violations found;
  CheckTuition(request, term, found);
  RETURN_IF_ERROR(found.ToStatus());
  *term.mutable_paid_on() = request.paid_on();
  term.set_payment_document(request.payment_document());
  RETURN_IF_ERROR(store_.Pay(call.transaction(), term));
  return RereadTerm(term.name(), call);
}

absl::StatusOr<v1::Study> StudyService::CompleteStudy(const v1::CompleteStudyRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Study study, Begin(request, call));
  ASSIGN_OR_RETURN(const std::vector<v1::StudyTerm> terms, store_.Terms(call.transaction(), study.uid()));
  Violations found;
  CheckCompletion(request, study, terms, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(CheckTermsConfirmed(terms));
  study.set_state(v1::STUDY_STATE_COMPLETED);
  *study.mutable_ended_on() = request.ended_on();
  study.set_end_document(request.end_document());
  RETURN_IF_ERROR(store_.End(call.transaction(), study));
  call.Emit("study.completed", study.name());
  return Reread(study.name(), call);
}

absl::StatusOr<v1::Study> StudyService::EndStudy(const v1::EndStudyRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Study study, Begin(request, call));
  Violations found;
  CheckGivenUp(request, study, found);
  RETURN_IF_ERROR(found.ToStatus());
  study.set_state(v1::STUDY_STATE_ENDED);
  *study.mutable_ended_on() = request.ended_on();
  study.set_end_document(request.end_document());
  RETURN_IF_ERROR(store_.End(call.transaction(), study));
  call.Emit("study.ended", study.name());
  return Reread(study.name(), call);
}

absl::StatusOr<v1::GetStudyResponse> StudyService::GetStudy(const v1::GetStudyRequest& request, Call& call) {
  v1::GetStudyResponse response;
  ASSIGN_OR_RETURN(*response.mutable_study(), Reread(request.name(), call));
  ASSIGN_OR_RETURN(std::vector<v1::StudyTerm> terms, store_.Terms(call.transaction(), response.study().uid()));
  for (v1::StudyTerm& term : terms) *response.add_terms() = std::move(term);
  call.Touch(RecordOf(response.study()));
  return response;
}

absl::StatusOr<v1::ListStudiesResponse> StudyService::ListStudies(const v1::ListStudiesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Study> studies, store_.List(call.transaction(), request, after, size + 1));
  v1::ListStudiesResponse response;
  if (studies.size() > static_cast<size_t>(size)) {
    studies.pop_back();
    response.set_next_page_token(call.PageToken(studies.back().uid(), request));
  }
  for (v1::Study& study : studies) {
    call.Touch(RecordOf(study));
    *response.add_studies() = std::move(study);
  }
  return response;
}

absl::StatusOr<v1::Study> StudyService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::StudyTerm> StudyService::RereadTerm(const std::string& name, Call& call) {
  return store_.Term(call.transaction(), UidOf(name));
}

void StudyService::Bind(rpc::Methods& methods) {
  using S = StudyService;
  methods.Change("OpenStudy", *this, &S::CheckOpening, &S::OpenStudy, &S::Reread);
  methods.Change("AddTerm", *this, &S::AddTerm, &S::RereadTerm);
  methods.Change("ConfirmTerm", *this, &S::ConfirmTerm, &S::RereadTerm);
  methods.Change("RecordTuition", *this, &S::RecordTuition, &S::RereadTerm);
  methods.Change("CompleteStudy", *this, &S::CompleteStudy, &S::Reread);
  methods.Change("EndStudy", *this, &S::EndStudy, &S::Reread);
  methods.Read("GetStudy", *this, &S::GetStudy);
  methods.Read("ListStudies", *this, &S::ListStudies);
}

}  // namespace dayaq::employment
