#include "services/survivor/match_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/people/candidate_tokens.h"
#include "services/survivor/matching_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

constexpr char kNationalRegister[] = "az";
// Decrypted and weighed at most for one search, and shown of them.
constexpr int kMostWeighed = 50;
constexpr size_t kMostShown = 20;
// Decrypted at most for one page of a search by letters.
constexpr size_t kMostJudged = 200;

std::string RegisterOf(const std::string& stated) { return stated.empty() ? kNationalRegister : stated; }

v1::SweepKind KindOf(v1::SweepKind stated) { return stated == v1::SWEEP_KIND_UNSPECIFIED ? v1::SWEEP_KIND_MATCHES : stated; }

bool ReadsDecisions(const Call& call) { return call.caller().reads.Has(DataClass::DATA_CLASS_DISABILITY); }

absl::StatusOr<std::optional<MatchCursor>> CursorIn(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('|', 1));
  MatchCursor cursor{.uid = parts.second};
  if (!absl::SimpleAtoi(parts.first, &cursor.score)) return absl::InternalError("a page token of ours does not parse");
  return cursor;
}

v1::MatchFacts FactsIn(const v1::FindCandidatesRequest& request) {
  v1::MatchFacts facts;
  *facts.mutable_identity() = request.identity();
  facts.set_sex(request.sex());
  if (!request.district().empty()) facts.add_districts(request.district());
  return facts;
}

}  // namespace

absl::StatusOr<v1::ListMatchesResponse> MatchService::ListMatches(const v1::ListMatchesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string place, call.Cursor(request.page_token(), request));
  ASSIGN_OR_RETURN(const std::optional<MatchCursor> after, CursorIn(place));
  MatchSelection selection{.register_code = RegisterOf(request.register_())};
  if (request.state() != v1::MATCH_STATE_UNSPECIFIED) selection.state = request.state();
  if (!request.survivor().empty()) selection.survivor_uid = UidOf(request.survivor());
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Match> matches, store_.List(call.transaction(), selection, after, size + 1));
  v1::ListMatchesResponse response;
  if (!after.has_value()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), selection));
    ASSIGN_OR_RETURN(const int64_t for_supervisor, store_.CountForSupervisor(call.transaction(), selection.register_code));
    response.set_total(total);
    response.set_for_supervisor(for_supervisor);
  }
  if (matches.size() > static_cast<size_t>(size)) {
    matches.pop_back();
    response.set_next_page_token(call.PageToken(absl::StrCat(matches.back().score(), "|", matches.back().uid()), request));
  }
  for (v1::Match& match : matches) *response.add_matches() = std::move(match);
  return response;
}

absl::StatusOr<v1::Match> MatchService::GetMatch(const v1::GetMatchRequest& request, Call& call) {
  return RereadMatch(request.uid(), call);
}

absl::StatusOr<v1::Match> MatchService::RereadMatch(const std::string& uid, Call& call) {
  ASSIGN_OR_RETURN(v1::Match match, store_.Get(call.transaction(), uid));
  ASSIGN_OR_RETURN(*match.mutable_survivor(), survivors_.GetWhole(call.transaction(), match.survivor_uid(), ReadsDecisions(call)));
  ASSIGN_OR_RETURN(*match.mutable_other(), survivors_.GetWhole(call.transaction(), match.other_uid(), ReadsDecisions(call)));
  return match;
}

absl::StatusOr<v1::Match> MatchService::AnswerDifferent(const v1::AnswerDifferentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Match match, store_.GetToChange(call.transaction(), request.uid()));
  RETURN_IF_ERROR(CheckEtag(request.etag(), match.etag()));
  if (match.state() != v1::MATCH_STATE_OPEN) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_MATCH_ANSWERED,
                     "The question is not open any more.", {{"state", v1::MatchState_Name(match.state())}});
  }
  call.Before(match);
  RETURN_IF_ERROR(
      store_.Answer(call.transaction(), match.uid(), {v1::MATCH_STATE_DIFFERENT, call.caller().staff_uid, request.reason()}));
  return store_.Get(call.transaction(), match.uid());
}

absl::StatusOr<v1::FindCandidatesResponse> MatchService::FindCandidates(const v1::FindCandidatesRequest& request, Call& call) {
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  const std::string register_code = RegisterOf(request.register_());
  const std::vector<IdentityToken> tokens = CandidateTokensOf(request.identity(), request.district(), make);
  if (tokens.empty()) {
    Violations found;
    found.Add("identity", ErrorReason::ERROR_REASON_IDENTITY_INCOMPLETE,
              "Say two names, or a national id, or a telephone: one name alone leads to too many people.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(std::vector<std::string> uids, store_.Find(call.transaction(), register_code, tokens, kMostWeighed + 1));
  v1::FindCandidatesResponse response;
  response.set_too_many(uids.size() > kMostWeighed);
  if (response.too_many()) uids.resize(kMostWeighed);
  ASSIGN_OR_RETURN(auto records, store_.Compared(call.transaction(), uids));
  const MatchProfile wanted = ProfileOf(FactsIn(request), policy_);
  std::vector<v1::Candidate> candidates;
  for (auto& entry : records) {
    v1::Candidate candidate;
    *candidate.mutable_score() = Compare(wanted, ProfileOf(entry.second.facts, policy_), policy_);
    if (candidate.score().verdict() < v1::MATCH_VERDICT_ASK) continue;
    *candidate.mutable_survivor() = std::move(entry.second.survivor);
    candidates.push_back(std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(), [](const v1::Candidate& a, const v1::Candidate& b) {
    return std::pair(-a.score().score(), a.survivor().uid()) < std::pair(-b.score().score(), b.survivor().uid());
  });
  if (candidates.size() > kMostShown) candidates.resize(kMostShown);
  for (v1::Candidate& candidate : candidates) *response.add_candidates() = std::move(candidate);
  ASSIGN_OR_RETURN(const bool elsewhere, store_.IsAlikeElsewhere(call.transaction(), register_code, tokens));
  response.set_refer_to_supervisor(elsewhere);
  return response;
}

absl::StatusOr<v1::SearchSurvivorsResponse> MatchService::SearchSurvivors(const v1::SearchSurvivorsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const std::string register_code = RegisterOf(request.register_());
  const std::vector<IdentityToken> tokens =
      SearchTokensOf(request.words(), [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); });
  if (tokens.empty()) {
    Violations found;
    found.Add("words", ErrorReason::ERROR_REASON_SEARCH_TOO_SHORT,
              "Type three letters of two names, or of a family name and the year of birth.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(std::vector<std::string> uids,
                   store_.FindByLetters(call.transaction(), register_code, tokens, after, static_cast<int>(kMostJudged) + 1));
  bool more = uids.size() > kMostJudged;
  if (more) uids.pop_back();
  ASSIGN_OR_RETURN(auto records, store_.Records(call.transaction(), uids));
  v1::SearchSurvivorsResponse response;
  const int size = rpc::PageSize(request.page_size());
  std::string last;
  for (const std::string& uid : uids) {
    if (response.survivors_size() == size) {
      more = true;
      break;
    }
    last = uid;
    const auto record = records.find(uid);
    if (record == records.end() || !MayBeMeantBy(request.words(), record->second.identity())) continue;
    *response.add_survivors() = std::move(record->second);
  }
  if (more) response.set_next_page_token(call.PageToken(last, request));
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t elsewhere, store_.CountMeantElsewhere(call.transaction(), register_code, tokens));
    response.set_for_supervisor(elsewhere);
  }
  return response;
}

absl::StatusOr<v1::MatchSweep> MatchService::StartSweep(const v1::StartSweepRequest& request, Call& call) {
  const std::string uid = call.NewUid(), register_code = RegisterOf(request.register_());
  ASSIGN_OR_RETURN(const bool known, survivors_.IsRegister(call.transaction(), register_code));
  if (!known) {
    Violations found;
    found.Add("register", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN, "Name a register of this house.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(const bool started, sweeps_.Start(call.transaction(), uid, register_code, KindOf(request.kind())));
  if (!started) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SWEEP_GOES_ON,
                     "A sweep of this register is going on: see how far it has come.");
  }
  call.Emit("survivor.sweep_goes_on", MatchSweepName(uid));
  return sweeps_.Last(call.transaction(), register_code, KindOf(request.kind()));
}

absl::StatusOr<v1::MatchSweep> MatchService::RereadSweep(const std::string& uid, Call& call) {
  return sweeps_.Get(call.transaction(), UidOf(uid));
}

absl::StatusOr<v1::MatchSweep> MatchService::GetSweep(const v1::GetSweepRequest& request, Call& call) {
  return sweeps_.Last(call.transaction(), RegisterOf(request.register_()), KindOf(request.kind()));
}

void MatchService::Bind(rpc::Methods& methods) {
  using S = MatchService;
  methods.Read("ListMatches", *this, &S::ListMatches);
  methods.Read("GetMatch", *this, &S::GetMatch);
  methods.Change("AnswerDifferent", *this, &S::AnswerDifferent, &S::RereadMatch);
  methods.Read("FindCandidates", *this, &S::FindCandidates);
  methods.Read("SearchSurvivors", *this, &S::SearchSurvivors);
  methods.Change("StartSweep", *this, &S::StartSweep, &S::RereadSweep);
  methods.Read("GetSweep", *this, &S::GetSweep);
}

}  // namespace dayaq::survivor
