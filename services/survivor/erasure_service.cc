#include "services/survivor/erasure_service.h"

#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

// People looked at in one transaction.
constexpr int kBatch = 200;

RowStanding StandingOf(const v1::Erasure& erasure) {
  RowStanding standing{.register_code = erasure.register_(),
                       .district = erasure.district(),
                       .institution = erasure.institution(),
                       .person_uid = erasure.survivor_uid()};
  if (!erasure.proposed_by().empty()) standing.took_part = {erasure.proposed_by()};
  return standing;
}

v1::Erasure NewErasure(const RetentionFacts& facts, const std::vector<v1::ErasureEffect>& effects, v1::ErasureCause cause,
                       Call& call) {
  v1::Erasure erasure;
  erasure.set_uid(call.NewUid());
  erasure.set_survivor_uid(facts.uid);
  erasure.set_register_(facts.register_code);
  erasure.set_district(facts.district);
  erasure.set_institution(facts.institution);
  erasure.set_cause(cause);
  for (const v1::ErasureEffect& effect : effects) *erasure.add_effects() = effect;
  return erasure;
}

// Classes that were erased of each person, as it stands outside of the database.
std::map<std::string, std::set<KeyClass>> ErasedPeople(const std::vector<Tombstone>& stones) {
  std::map<std::string, std::set<KeyClass>> people;
  for (const Tombstone& stone : stones) {
    for (const KeyClass key_class : kKeyClasses) {
      if (NameOf(key_class) == stone.key_class) people[stone.person_uid].insert(key_class);
    }
  }
  return people;
}

constexpr char kWhyErased[] = "silindi / erased";

}  // namespace

absl::Status ErasureService::CheckProposal(const v1::ProposeErasureRequest& request, Call&, Violations& found) {
  // The service's own causes are nobody's to state.
  if (request.cause() == v1::ERASURE_CAUSE_RETENTION_ENDED || request.cause() == v1::ERASURE_CAUSE_BACKUP_RESTORED) {
    found.Add("cause", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "PERSON_ASKED, UNLAWFUL or COURT_ORDER.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Erasure> ErasureService::ProposeErasure(const v1::ProposeErasureRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const RetentionFacts facts, store_.FactsOf(call.transaction(), UidOf(request.survivor())));
  std::set<v1::RetentionClass> wanted;
  for (const int value : request.classes()) wanted.insert(static_cast<v1::RetentionClass>(value));
  const auto effects = EffectsOf(policy_, facts, wanted, request.cause(), call.today());
  RETURN_IF_ERROR(CheckProposable(effects, facts));
  v1::Erasure erasure = NewErasure(facts, effects, request.cause(), call);
  RETURN_IF_ERROR(call.Authorise(StandingOf(erasure)));
  erasure.set_legal_act(request.legal_act());
  erasure.set_article(request.article());
  erasure.set_reason(request.reason());
  RETURN_IF_ERROR(store_.Add(call.transaction(), erasure));
  call.Touch(SurvivorName(facts.uid));
  return store_.Get(call.transaction(), erasure.uid());
}

absl::StatusOr<v1::Erasure> ErasureService::ApproveErasure(const v1::ApproveErasureRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Erasure erasure, store_.GetToApprove(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), erasure.etag()));
  call.Before(erasure);
  RETURN_IF_ERROR(call.Authorise(StandingOf(erasure)));
  RETURN_IF_ERROR(CheckApprovable(erasure, call.now()));
  call.Touch(SurvivorName(erasure.survivor_uid()));
  RETURN_IF_ERROR(call.Because(kWhyErased));
  RETURN_IF_ERROR(store_.Approve(transaction, erasure.uid()));
  ASSIGN_OR_RETURN(v1::Erasure done, store_.Get(transaction, erasure.uid()));
  // What a key is erased by outside of the database cannot be rolled back.
  if (call.validate_only()) return done;
  const std::vector<v1::ErasureEffect> effects(erasure.effects().begin(), erasure.effects().end());
  RETURN_IF_ERROR(store_.Erase(transaction, erasure.survivor_uid(), KeysOf(effects)));
  call.Emit("survivor.erased", SurvivorName(erasure.survivor_uid()));
  return done;
}

absl::StatusOr<v1::ListErasuresResponse> ErasureService::ListErasures(const v1::ListErasuresRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Erasure> all, store_.List(call.transaction(), request, after, size + 1));
  v1::ListErasuresResponse response;
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::Erasure& erasure : all) {
    call.Touch(SurvivorName(erasure.survivor_uid()));
    *response.add_erasures() = std::move(erasure);
  }
  return response;
}

absl::StatusOr<v1::Erasure> ErasureService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::Status ErasureService::EraseBySelf(const RetentionFacts& facts, const std::vector<v1::ErasureEffect>& effects,
                                         v1::ErasureCause cause, Call& call) const {
  v1::Erasure erasure = NewErasure(facts, effects, cause, call);
  const v1::RetentionClass first = RetentionClassOf(*KeysOf(effects).begin());
  const RetentionRule& rule = policy_.at(first);
  erasure.set_legal_act(rule.consent ? "policy/retention.yaml" : rule.act);
  erasure.set_article(rule.consent ? v1::RetentionClass_Name(first).substr(16) : rule.article);
  erasure.set_reason(cause == v1::ERASURE_CAUSE_BACKUP_RESTORED
                         ? "köhnə ehtiyat nüsxəsi bərpa olunub / an older backup was restored"
                         : "saxlama müddəti bitib / kept for as long as the law says");
  RETURN_IF_ERROR(store_.Add(call.transaction(), erasure));
  call.Touch(SurvivorName(facts.uid));
  call.Emit("survivor.erased", SurvivorName(facts.uid));
  return store_.Erase(call.transaction(), facts.uid, KeysOf(effects));
}

absl::Status ErasureService::EraseAgain(Call& call) const {
  const auto people = ErasedPeople(call.transaction().keys().erased());
  std::vector<std::string> uids;
  for (auto person = people.begin(); person != people.end();) {
    uids.push_back(person->first);
    ++person;
    if (uids.size() < kBatch && person != people.end()) continue;
    ASSIGN_OR_RETURN(const std::vector<RetentionFacts> there, store_.KeysOf(call.transaction(), uids));
    uids.clear();
    for (const RetentionFacts& facts : there) {
      std::set<v1::RetentionClass> back;
      for (const KeyClass key_class : StillThere(facts.wrapped, people.at(facts.uid))) back.insert(RetentionClassOf(key_class));
      if (back.empty()) continue;
      const auto effects = EffectsOf(policy_, facts, back, v1::ERASURE_CAUSE_BACKUP_RESTORED, call.today());
      RETURN_IF_ERROR(EraseBySelf(facts, effects, v1::ERASURE_CAUSE_BACKUP_RESTORED, call));
    }
  }
  return absl::OkStatus();
}

absl::Status ErasureService::KeepRetention(const outbox::v1::Event& event, Call& call) const {
  const std::vector<std::string> parts = absl::StrSplit(event.resource(), '/');
  const std::string after = parts.size() > 2 ? parts[2] : "";
  RETURN_IF_ERROR(call.Because(kWhyErased));
  if (after.empty()) RETURN_IF_ERROR(EraseAgain(call));
  ASSIGN_OR_RETURN(const std::vector<RetentionFacts> dead, store_.Dead(call.transaction(), after, kBatch));
  int undivided = 0;
  for (const RetentionFacts& facts : dead) {
    const auto effects = EffectsOf(policy_, facts, {}, v1::ERASURE_CAUSE_RETENTION_ENDED, call.today());
    if (KeysOf(effects).empty()) continue;
    // It goes when the last of its classes is over.
    if (!CheckProposable(effects, facts).ok()) {
      ++undivided;
      continue;
    }
    RETURN_IF_ERROR(EraseBySelf(facts, effects, v1::ERASURE_CAUSE_RETENTION_ENDED, call));
  }
  if (undivided > 0) LogWarning("retention.undivided_keys", {{"people", undivided}});
  if (dead.size() == static_cast<size_t>(kBatch)) {
    call.Emit("retention.more", absl::StrCat(parts[0], "/", parts.size() > 1 ? parts[1] : "day", "/", dead.back().uid));
  }
  return absl::OkStatus();
}

void ErasureService::Bind(rpc::Methods& methods) {
  using S = ErasureService;
  methods.Change("ProposeErasure", *this, &S::CheckProposal, &S::ProposeErasure, &S::Reread);
  methods.Change("ApproveErasure", *this, &S::ApproveErasure, &S::Reread);
  methods.Read("ListErasures", *this, &S::ListErasures);
}

}  // namespace dayaq::survivor
