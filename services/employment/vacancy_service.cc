#include "services/employment/vacancy_service.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/employment/employment_names.h"
#include "services/employment/match_words.h"
#include "services/employment/placement_rules.h"
#include "services/employment/profile_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {
namespace {

constexpr char kNationalRegister[] = "az";
constexpr int kUsualMatches = 10;

}  // namespace

absl::Status VacancyService::CheckDistrict(const std::string& district, const std::string& field, Call& call,
                                           Violations& found) const {
  if (district.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool known, profiles_.IsDistrict(call.transaction(), kNationalRegister, district));
  if (!known) found.Add(field, ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the national gazetteer.");
  return absl::OkStatus();
}

absl::StatusOr<v1::Employer> VacancyService::RereadEmployer(const std::string& name, Call& call) {
  return store_.GetEmployer(call.transaction(), UidOf(name));
}
absl::StatusOr<v1::Vacancy> VacancyService::RereadVacancy(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}
absl::StatusOr<v1::Proposal> VacancyService::RereadProposal(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(v1::Proposal proposal, store_.GetProposal(call.transaction(), UidOf(name)));
  for (v1::MatchReason& reason : *proposal.mutable_reasons()) PutInWords(reason);
  return proposal;
}

absl::Status VacancyService::CheckNew(const v1::RegisterEmployerRequest& request, Call& call, Violations& found) {
  CheckEmployer(request.employer(), "employer", found);
  return CheckDistrict(request.employer().district(), "employer.district", call, found);
}

absl::StatusOr<v1::Employer> VacancyService::RegisterEmployer(const v1::RegisterEmployerRequest& request, Call& call) {
  v1::Employer employer = request.employer();
  employer.set_uid(call.NewUid());
  employer.set_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(call.transaction(), employer));
  SetName(employer);
  return RereadEmployer(employer.name(), call);
}

absl::Status VacancyService::CheckCorrection(const v1::CorrectEmployerRequest& request, Call& call, Violations& found) {
  CheckEmployer(request.employer(), "employer", found);
  return CheckDistrict(request.employer().district(), "employer.district", call, found);
}

absl::StatusOr<v1::Employer> VacancyService::CorrectEmployer(const v1::CorrectEmployerRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Employer before, store_.EmployerToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), before.etag()));
  call.Before(before);
  v1::Employer employer = request.employer();
  employer.set_uid(before.uid());
  RETURN_IF_ERROR(store_.Correct(call.transaction(), employer));
  return RereadEmployer(before.name(), call);
}

absl::StatusOr<v1::Employer> VacancyService::GetEmployer(const v1::GetEmployerRequest& request, Call& call) {
  return RereadEmployer(request.name(), call);
}

absl::StatusOr<v1::ListEmployersResponse> VacancyService::ListEmployers(const v1::ListEmployersRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  v1::Employer after;
  if (!cursor.empty()) {
    // A title may hold anything; a uid is as long as a uid.
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, absl::MaxSplits('/', 1));
    after.set_uid(parts.first);
    after.set_title(parts.second);
  }
  ASSIGN_OR_RETURN(std::vector<v1::Employer> employers, store_.Employers(call.transaction(), request.district(), after, size + 1));
  v1::ListEmployersResponse response;
  if (employers.size() > static_cast<size_t>(size)) {
    employers.pop_back();
    response.set_next_page_token(call.PageToken(absl::StrCat(employers.back().uid(), "/", employers.back().title()), request));
  }
  for (v1::Employer& employer : employers) *response.add_employers() = std::move(employer);
  return response;
}

absl::Status VacancyService::CheckPublishing(const v1::PublishVacancyRequest& request, Call& call, Violations& found) {
  CheckVacancy(request.vacancy(), call.today(), "vacancy", found);
  return CheckDistrict(request.vacancy().district(), "vacancy.district", call, found);
}

absl::StatusOr<v1::Vacancy> VacancyService::PublishVacancy(const v1::PublishVacancyRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Employer employer, store_.GetEmployer(call.transaction(), request.vacancy().employer_uid()));
  RETURN_IF_ERROR(CheckOffer(request.vacancy(), employer, call.today()));
  v1::Vacancy vacancy = request.vacancy();
  vacancy.set_uid(call.NewUid());
  vacancy.set_institution(call.caller().institution);
  vacancy.set_state(v1::VACANCY_STATE_OPEN);
  RETURN_IF_ERROR(store_.Add(call.transaction(), vacancy));
  SetName(vacancy);
  call.Emit("vacancy.published", vacancy.name());
  return RereadVacancy(vacancy.name(), call);
}

absl::Status VacancyService::CheckClosing(const v1::CloseVacancyRequest& request, Call&, Violations& found) {
  CheckCloseReason(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Vacancy> VacancyService::CloseVacancy(const v1::CloseVacancyRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Vacancy vacancy, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), vacancy.etag()));
  call.Before(vacancy);
  if (vacancy.state() != v1::VACANCY_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_VACANCY_CLOSED, "The vacancy is closed.");
  }
  vacancy.set_close_reason(request.reason());
  RETURN_IF_ERROR(store_.Close(call.transaction(), vacancy));
  call.Emit("vacancy.closed", vacancy.name());
  return RereadVacancy(vacancy.name(), call);
}

absl::StatusOr<v1::Vacancy> VacancyService::GetVacancy(const v1::GetVacancyRequest& request, Call& call) {
  return RereadVacancy(request.name(), call);
}

absl::StatusOr<v1::ListVacanciesResponse> VacancyService::ListVacancies(const v1::ListVacanciesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Vacancy> vacancies, store_.List(call.transaction(), request, after, size + 1));
  v1::ListVacanciesResponse response;
  if (vacancies.size() > static_cast<size_t>(size)) {
    vacancies.pop_back();
    response.set_next_page_token(call.PageToken(vacancies.back().uid(), request));
  }
  for (v1::Vacancy& vacancy : vacancies) *response.add_vacancies() = std::move(vacancy);
  return response;
}

absl::StatusOr<v1::MatchVacanciesResponse> VacancyService::MatchVacancies(const v1::MatchVacanciesRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Profile profile, profiles_.Get(transaction, UidOf(request.profile())));
  call.Touch(RecordName(profile.survivor_uid()));
  RETURN_IF_ERROR(CheckProposable(profile));
  ASSIGN_OR_RETURN(const Distances distances, profiles_.DistancesOf(transaction, kNationalRegister));
  const Seeker seeker = SeekerOf(profile, distances);
  ASSIGN_OR_RETURN(const std::vector<VacancyKey> keys,
                   store_.Candidates(transaction, seeker, PlanOf(seeker, distances, policy_), distances, call.today()));
  ASSIGN_OR_RETURN(const std::vector<std::string> spoken_of, store_.SpokenOf(transaction, profile.uid()));
  std::set<std::string> known(spoken_of.begin(), spoken_of.end());
  std::vector<const VacancyKey*> candidates;
  // What is done at home nearby is found twice.
  for (const VacancyKey& key : keys) {
    if (known.insert(key.uid).second) candidates.push_back(&key);
  }
  const std::vector<ScoredVacancy> best =
      BestOf(seeker, candidates, distances, policy_, request.most() == 0 ? kUsualMatches : request.most());
  std::vector<std::string> uids;
  for (const ScoredVacancy& one : best) uids.push_back(one.vacancy->uid);
  ASSIGN_OR_RETURN(std::vector<v1::Vacancy> vacancies, store_.WithUids(transaction, uids));
  std::map<std::string, v1::Vacancy> by_uid;
  for (v1::Vacancy& vacancy : vacancies) by_uid.emplace(vacancy.uid(), std::move(vacancy));
  v1::MatchVacanciesResponse response;
  response.set_looked_at(static_cast<int>(candidates.size()));
  for (const ScoredVacancy& one : best) {
    v1::Match& match = *response.add_matches();
    *match.mutable_vacancy() = std::move(by_uid[one.vacancy->uid]);
    match.set_score(one.score.total);
    for (v1::MatchReason& reason : ReasonsOf(seeker, *one.vacancy, one.score, distances, policy_)) {
      PutInWords(reason);
      *match.add_reasons() = std::move(reason);
    }
  }
  return response;
}

absl::StatusOr<v1::ListProposalsResponse> VacancyService::ListProposals(const v1::ListProposalsRequest& request, Call& call) {
  if (request.profile().empty() == request.vacancy().empty()) {
    Violations found;
    found.Add("profile", ErrorReason::ERROR_REASON_NAME_PROFILE_OR_VACANCY, "Name a profile or a vacancy, and not both.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(std::vector<v1::Proposal> proposals, request.profile().empty()
                                                            ? store_.ProposalsOf(call.transaction(), UidOf(request.vacancy()))
                                                            : store_.ProposalsTo(call.transaction(), UidOf(request.profile())));
  v1::ListProposalsResponse response;
  for (v1::Proposal& proposal : proposals) {
    for (v1::MatchReason& reason : *proposal.mutable_reasons()) PutInWords(reason);
    *response.add_proposals() = std::move(proposal);
  }
  return response;
}

absl::StatusOr<v1::Proposal> VacancyService::DeclineProposal(const v1::DeclineProposalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Proposal proposal, store_.ProposalToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), proposal.etag()));
  call.Before(proposal);
  call.Touch(RecordName(proposal.survivor_uid()));
  if (proposal.state() != v1::PROPOSAL_STATE_PROPOSED) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "Somebody said something about this proposal already.");
  }
  proposal.set_state(v1::PROPOSAL_STATE_DECLINED);
  RETURN_IF_ERROR(store_.Answer(call.transaction(), proposal));
  return RereadProposal(proposal.name(), call);
}

void VacancyService::Bind(rpc::Methods& methods) {
  using S = VacancyService;
  methods.Change("RegisterEmployer", *this, &S::CheckNew, &S::RegisterEmployer, &S::RereadEmployer);
  methods.Change("CorrectEmployer", *this, &S::CheckCorrection, &S::CorrectEmployer, &S::RereadEmployer);
  methods.Read("GetEmployer", *this, &S::GetEmployer);
  methods.Read("ListEmployers", *this, &S::ListEmployers);
  methods.Change("PublishVacancy", *this, &S::CheckPublishing, &S::PublishVacancy, &S::RereadVacancy);
  methods.Change("CloseVacancy", *this, &S::CheckClosing, &S::CloseVacancy, &S::RereadVacancy);
  methods.Read("GetVacancy", *this, &S::GetVacancy);
  methods.Read("ListVacancies", *this, &S::ListVacancies);
  methods.Read("MatchVacancies", *this, &S::MatchVacancies);
  methods.Read("ListProposals", *this, &S::ListProposals);
  methods.Change("DeclineProposal", *this, &S::DeclineProposal, &S::RereadProposal);
}

}  // namespace dayaq::employment
