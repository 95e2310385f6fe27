#include "services/audit/unusual_look_pass.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/audit/unusual_look_store.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::audit {
namespace {

namespace store = unusual_look_store;

constexpr absl::Duration kTimeLimit = absl::Seconds(60);
constexpr absl::Duration kPause = absl::Seconds(5);
constexpr absl::Duration kTroublePause = absl::Seconds(30);
constexpr char kMethod[] = "reaction/audit.unusual_looks";
constexpr char kAction[] = "audit.judge_looks";
constexpr char kSurvivors[] = "survivors/";

// The last part of "survivors/X" when it is one, else "".
std::string SurvivorUid(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return parts.size() >= 2 && parts[0] == "survivors" ? std::string(parts[1]) : "";
}
std::string CasualtyUid(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return parts.size() == 4 && parts[0] == "incidents" && parts[2] == "casualties" ? std::string(parts[3]) : "";
}
std::string EntitlementUid(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return parts.size() >= 2 && parts[0] == "entitlements" ? std::string(parts[1]) : "";
}

// One batch on its way.
class Batch {
 public:
  Batch(const UnusualLookPolicy& policy, Stage stage, absl::Time now, Transaction& transaction)
      : policy_(policy), stage_(stage), now_(now), transaction_(transaction) {}

  absl::Status Run(JudgingRound& round);
  const std::set<std::string>& compared() const { return compared_; }

 private:
  absl::Status TakeLooks(const std::vector<store::LoggedEntry>& entries);
  absl::Status FindPeople(const std::vector<store::LoggedEntry>& entries);
  std::vector<std::string> PeopleIn(const store::LoggedEntry& entry) const;
  absl::Status GatherDoings(std::vector<store::LoggedEntry> of_staff);
  absl::Status GatherDoingsToPeople();
  absl::Status CompareAllNames();
  absl::Status GatherEmergencies();
  Surroundings Around(const Touch& look) const;
  absl::StatusOr<int32_t> NoteFindings() const;

  const UnusualLookPolicy& policy_;
  const Stage stage_;
  const absl::Time now_;
  Transaction& transaction_;

  std::vector<Touch> looks_;
  std::set<std::string> staff_, institutions_, survivors_;
  absl::Time first_ = absl::InfiniteFuture(), last_ = absl::InfinitePast();
  std::map<std::string, std::string> behind_;  // survivor by uid of casualty or entitlement
  std::map<std::string, std::vector<Touch>> by_staff_;
  std::vector<Touch> on_people_;
  std::set<std::string> watched_;
  std::map<std::pair<std::string, std::string>, NameMarks> marks_;  // by person and who looked
  std::vector<store::Emergency> emergencies_;
  std::set<std::string> compared_;
};

absl::Status Batch::Run(JudgingRound& round) {
  const int days_over = stage_ == Stage::kLast ? policy_.case_days_after : 0;
  ASSIGN_OR_RETURN(const std::vector<store::LoggedEntry> entries,
                   store::EntriesToJudge(stage_, days_over, UnusualLookPass::kMostAtOnce, transaction_));
  if (entries.empty()) return absl::OkStatus();
  round.entries = static_cast<int64_t>(entries.size());
  round.full = entries.size() == static_cast<size_t>(UnusualLookPass::kMostAtOnce);
  RETURN_IF_ERROR(TakeLooks(entries));
  round.looks = static_cast<int64_t>(looks_.size());
  if (!looks_.empty()) {
    if (stage_ == Stage::kLast) {
      RETURN_IF_ERROR(CompareAllNames());
      RETURN_IF_ERROR(GatherEmergencies());
    }
    ASSIGN_OR_RETURN(round.found, NoteFindings());
  }
  return store::KeepJudged(stage_, entries.back().log, entries.back().seq + 1, transaction_);
}

absl::Status Batch::TakeLooks(const std::vector<store::LoggedEntry>& entries) {
  std::vector<store::LoggedEntry> judged;
  for (const store::LoggedEntry& entry : entries) {
    const std::optional<Touch> touch = TouchOf(entry.entry);
    if (!touch.has_value() || !IsJudged(*touch, policy_)) continue;
    judged.push_back(entry);
    staff_.insert(touch->staff_uid);
    institutions_.insert(touch->institution);
    first_ = std::min(first_, touch->time);
    last_ = std::max(last_, touch->time);
  }
  if (judged.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<store::LoggedEntry> of_staff,
                   store::DoingsOf(staff_, first_ - StaffWindowBefore(), last_ + StaffWindowAfter(), transaction_));
  std::vector<store::LoggedEntry> all = judged;
  all.insert(all.end(), of_staff.begin(), of_staff.end());
  RETURN_IF_ERROR(FindPeople(all));
  for (const store::LoggedEntry& entry : judged) {
    Touch& look = looks_.emplace_back(*TouchOf(entry.entry));
    look.people = PeopleIn(entry);
    for (const std::string& person : look.people) {
      if (std::string uid = SurvivorUid(person); !uid.empty()) survivors_.insert(std::move(uid));
    }
  }
  return GatherDoings(std::move(of_staff));
}

absl::Status Batch::FindPeople(const std::vector<store::LoggedEntry>& entries) {
  std::set<std::string> casualties, entitlements;
  for (const store::LoggedEntry& entry : entries) {
    for (const std::string& name : entry.resources) {
      if (std::string uid = CasualtyUid(name); !uid.empty()) casualties.insert(std::move(uid));
      if (std::string uid = EntitlementUid(name); !uid.empty()) entitlements.insert(std::move(uid));
    }
  }
  if (casualties.empty() && entitlements.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(behind_, store::PeopleBehind(casualties, entitlements, transaction_));
  return absl::OkStatus();
}

std::vector<std::string> Batch::PeopleIn(const store::LoggedEntry& entry) const {
  std::vector<std::string> people;
  std::set<std::string> seen;
  for (const std::string& name : entry.resources) {
    std::string person = SurvivorUid(name).empty() ? "" : kSurvivors + SurvivorUid(name);
    for (const std::string& uid : {CasualtyUid(name), EntitlementUid(name)}) {
      if (uid.empty()) continue;
      const auto behind = behind_.find(uid);
      if (behind != behind_.end()) {
        person = kSurvivors + behind->second;
      } else if (uid == CasualtyUid(name)) {
        person = name;
      }
    }
    if (!person.empty() && seen.insert(person).second) people.push_back(std::move(person));
  }
  return people;
}

absl::Status Batch::GatherDoings(std::vector<store::LoggedEntry> of_staff) {
  for (const store::LoggedEntry& entry : of_staff) {
    std::optional<Touch> touch = TouchOf(entry.entry);
    if (!touch.has_value()) continue;
    touch->people = PeopleIn(entry);
    by_staff_[touch->staff_uid].push_back(*std::move(touch));
  }
  ASSIGN_OR_RETURN(watched_, store::WatchedAmong(survivors_, transaction_));
  return GatherDoingsToPeople();
}

absl::Status Batch::GatherDoingsToPeople() {
  std::map<std::string, std::string> person_of;
  ASSIGN_OR_RETURN(const auto names_of, store::NamesOf(survivors_, transaction_));
  for (const auto& [name, uid] : names_of) person_of[name] = kSurvivors + uid;
  for (const Touch& look : looks_) {
    for (const std::string& person : look.people) person_of.emplace(person, person);
  }
  std::vector<std::string> names;
  names.reserve(person_of.size());
  for (const auto& [name, person] : person_of) names.push_back(name);
  ASSIGN_OR_RETURN(const std::vector<store::LoggedEntry> doings,
                   store::DoingsTo(names, institutions_, first_ - PeopleWindowBefore(policy_), last_ + PeopleWindowAfter(policy_),
                                   transaction_));
  for (const store::LoggedEntry& entry : doings) {
    std::optional<Touch> touch = TouchOf(entry.entry);
    if (!touch.has_value()) continue;
    std::set<std::string> people;
    for (const std::string& name : entry.resources) {
      if (const auto known = person_of.find(name); known != person_of.end()) people.insert(known->second);
    }
    touch->people.assign(people.begin(), people.end());
    on_people_.push_back(*std::move(touch));
  }
  return absl::OkStatus();
}

absl::Status Batch::CompareAllNames() {
  std::map<std::string, std::vector<const Touch*>> lookers;  // by survivor
  for (const Touch& look : looks_) {
    if (look.kind != TouchKind::kOpened) continue;
    for (const std::string& person : look.people) {
      if (const std::string uid = SurvivorUid(person); !uid.empty()) lookers[uid].push_back(&look);
    }
  }
  if (lookers.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto colleagues, store::NamesOfStaff(institutions_, transaction_));
  std::vector<std::string> wanted;
  for (const auto& [uid, looks] : lookers) wanted.push_back(uid);
  for (size_t from = 0; from < wanted.size(); from += store::kMostIdentities) {
    const size_t until = std::min(wanted.size(), from + store::kMostIdentities);
    ASSIGN_OR_RETURN(
        const std::vector<v1::PersonToCompare> people,
        store::Identities({wanted.begin() + static_cast<std::ptrdiff_t>(from), wanted.begin() + static_cast<std::ptrdiff_t>(until)},
                          transaction_));
    for (const v1::PersonToCompare& person : people) {
      compared_.insert(kSurvivors + person.uid());
      for (const Touch* look : lookers[person.uid()]) {
        const auto staff = colleagues.find(look->institution);
        if (staff == colleagues.end()) continue;
        marks_[{kSurvivors + person.uid(), look->staff_uid + look->institution}] =
            CompareNames(person.identity(), look->staff_uid, staff->second, policy_);
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Batch::GatherEmergencies() {
  const bool any = std::any_of(looks_.begin(), looks_.end(), [](const Touch& look) { return look.purpose == "emergency"; });
  if (!any) return absl::OkStatus();
  ASSIGN_OR_RETURN(emergencies_, store::EmergenciesNotJustified(staff_, survivors_, transaction_));
  return absl::OkStatus();
}

Surroundings Batch::Around(const Touch& look) const {
  Surroundings around;
  if (const auto doings = by_staff_.find(look.staff_uid); doings != by_staff_.end()) {
    for (const Touch& touch : doings->second) {
      if (touch.time >= look.time - StaffWindowBefore() && touch.time <= look.time + StaffWindowAfter())
        around.by_staff.push_back(touch);
    }
  }
  const std::set<std::string> people(look.people.begin(), look.people.end());
  for (const Touch& touch : on_people_) {
    if (touch.kind != TouchKind::kAssessed && touch.institution != look.institution) continue;
    if (std::any_of(touch.people.begin(), touch.people.end(),
                    [&](const std::string& person) { return people.count(person) > 0; })) {
      around.on_people.push_back(touch);
    }
  }
  for (const std::string& person : look.people) {
    if (watched_.count(SurvivorUid(person)) > 0) around.watched[person] = true;
    const auto marks = marks_.find({person, look.staff_uid + look.institution});
    if (marks != marks_.end()) around.names[person] = marks->second;
  }
  around.emergency_not_justified =
      look.purpose == "emergency" && std::any_of(emergencies_.begin(), emergencies_.end(), [&](const store::Emergency& emergency) {
        return emergency.staff_uid == look.staff_uid && people.count(kSurvivors + emergency.survivor) > 0 &&
               look.time >= emergency.opened && look.time <= emergency.ended;
      });
  return around;
}

absl::StatusOr<int32_t> Batch::NoteFindings() const {
  std::vector<store::Noted> found;
  for (const Touch& look : looks_) {
    for (Finding& finding : Judge(look, Around(look), stage_, policy_)) {
      found.push_back({.uid = NewUuid7(now_), .look = &look, .finding = std::move(finding)});
    }
  }
  return store::Note(found, transaction_);
}

// Whose names were compared is written down like every other look.
absl::Status WriteEntry(const rpc::Kit& kit, const std::set<std::string>& compared, absl::Time now, Transaction& transaction) {
  if (compared.empty()) return absl::OkStatus();
  rpc::AuditRecord record{.entry = rpc::NewEntry(kit.service, kMethod, kAction, now)};
  record.entry.set_role(rpc::BackgroundRole(kit));
  record.entry.set_decision(v1::DECISION_ALLOWED);
  rpc::SetDisclosure({.resources = {compared.begin(), compared.end()}}, record);
  return transaction.Execute(rpc::kAppendAudit, rpc::AppendParams(record));
}

}  // namespace

absl::StatusOr<JudgingRound> UnusualLookPass::Round(Stage stage) const {
  JudgingRound round;
  const absl::Status status = rpc::AsService(kit_, kit_.clock() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    round = JudgingRound();
    const absl::Time now = kit_.clock();
    Batch batch(policy_, stage, now, transaction);
    RETURN_IF_ERROR(batch.Run(round));
    return WriteEntry(kit_, batch.compared(), now, transaction);
  });
  RETURN_IF_ERROR(status);
  return round;
}

absl::Status UnusualLookWork::Start(const rpc::Kit& kit, prometheus::Registry& registry) {
  ASSIGN_OR_RETURN(policy_, LoadUnusualLookPolicy(policy_directory_));
  pass_ = std::make_unique<UnusualLookPass>(kit, policy_);
  judged_ = &prometheus::BuildCounter()
                 .Name("dayaq_audit_looks_judged_total")
                 .Help("Looks judged, each of them twice.")
                 .Register(registry)
                 .Add({});
  found_ =
      &prometheus::BuildCounter().Name("dayaq_audit_unusual_looks_total").Help("Looks found unusual.").Register(registry).Add({});
  loop_ = std::make_unique<Loop>([this] { return Step(); });
  return absl::OkStatus();
}

void UnusualLookWork::Stop() { loop_.reset(); }

std::string UnusualLookWork::trouble() const {
  absl::MutexLock lock(&mutex_);
  return trouble_;
}

absl::Duration UnusualLookWork::Step() {
  bool full = false;
  for (const Stage stage : {Stage::kAtOnce, Stage::kLast}) {
    const absl::StatusOr<JudgingRound> round = pass_->Round(stage);
    const std::string reason(round.ok() ? "" : ReasonName(ReasonOf(round.status())));
    {
      absl::MutexLock lock(&mutex_);
      trouble_ = round.ok() ? "" : absl::StrCat("looks cannot be judged: ", reason);
    }
    if (!round.ok()) {
      LogWarning("unusual_looks.failed", {{"reason", reason}});
      return kTroublePause;
    }
    judged_->Increment(static_cast<double>(round->looks));
    found_->Increment(static_cast<double>(round->found));
    full |= round->full;
  }
  return full ? absl::ZeroDuration() : kPause;
}

}  // namespace dayaq::audit
