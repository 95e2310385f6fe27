#include "services/statistics/layer_service.h"

#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::statistics {
namespace {

// Records that a pass over everything takes at a time.
constexpr int kStep = 200;
constexpr char kGoesOn[] = "layer.goes_on";
constexpr char kOpened[] = "survivor.opened";
constexpr char kDaysOver[] = "layer.paid_in_time";
constexpr char kBeforeAll[] = "00000000-0000-0000-0000-000000000000";

}  // namespace

Pseudonyms PseudonymsOf(const rpc::Call& call) {
  return Pseudonyms(
      absl::StrCat(call.Token("statistics.pseudonym.first", "key"), call.Token("statistics.pseudonym.second", "key")));
}

absl::Status LayerService::Refresh(const std::vector<rpc::Told>& told) const {
  if (told.empty()) return absl::OkStatus();
  Touched touched;
  for (const rpc::Told& one : told) RETURN_IF_ERROR(Hear(one, touched));
  return Keep(told.front().call, touched);
}

absl::Status LayerService::Hear(const rpc::Told& one, Touched& touched) const {
  const std::string resource(one.event.resource());
  const std::vector<std::string> parts = absl::StrSplit(resource, '/');
  if (parts.size() < 2) return absl::InvalidArgumentError("not a record");
  if (one.event.kind() == kGoesOn && parts.size() == 3) return GoOn(one, parts[1], parts[2], touched);
  // "layers/bankMessages/{uid}/{behind whom}"
  if (one.event.kind() == kGoesOn && parts.size() == 4) {
    return HearPaid(one, absl::StrCat(parts[1], "/", parts[2]), parts[3], touched);
  }
  if (parts[0] == "incidents") {
    touched.incidents.insert(parts[1]);
  } else if (parts[0] == "survivors") {
    touched.survivors.insert(parts[1]);
    if (one.event.kind() == kOpened) touched.opened.insert(parts[1]);
  } else if (parts[0] == "devices" || parts[0] == "renewals" || parts[0] == "episodes") {
    ASSIGN_OR_RETURN(const std::vector<std::string> records, store_.RecordsOfDevice(one.call.transaction(), resource));
    touched.survivors.insert(records.begin(), records.end());
  } else if (parts[0] == "bankMessages" || parts[0] == "paymentQuestions") {
    return HearPaid(one, resource, kBeforeAll, touched);
  } else {
    return absl::InvalidArgumentError("not a record that is counted");
  }
  return absl::OkStatus();
}

absl::Status LayerService::GoOn(const rpc::Told& one, const std::string& over, const std::string& after, Touched& touched) const {
  Transaction& transaction = one.call.transaction();
  if (over == "amounts") {
    touched.amounts.insert(std::string(one.event.resource()));
    return absl::OkStatus();
  }
  const bool of_incidents = over == "incidents";
  if (!of_incidents && over != "survivors") return absl::InvalidArgumentError("not a record that is counted");
  ASSIGN_OR_RETURN(const std::vector<std::string> next, of_incidents ? store_.IncidentsAfter(transaction, after, kStep)
                                                                     : store_.SurvivorsAfter(transaction, after, kStep));
  (of_incidents ? touched.incidents : touched.survivors).insert(next.begin(), next.end());
  if (!of_incidents) touched.opened.insert(next.begin(), next.end());
  if (next.size() == kStep) one.call.Emit(kGoesOn, absl::StrCat("layers/", over, "/", next.back()));
  return absl::OkStatus();
}

absl::Status LayerService::HearPaid(const rpc::Told& one, const std::string& resource, const std::string& after,
                                    Touched& touched) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> next, store_.RecordsPaid(one.call.transaction(), resource, after, kStep));
  touched.survivors.insert(next.begin(), next.end());
  if (next.size() == kStep) {
    one.call.Emit(kGoesOn, absl::StrCat("layers/", resource, "/", next.back()));
  } else {
    touched.amounts.insert(resource);
  }
  return absl::OkStatus();
}

absl::Status LayerService::Keep(rpc::Call& call, const Touched& touched) const {
  Transaction& transaction = call.transaction();
  // Before anything is read: whoever comes second reads what the first one saw, or later.
  ASSIGN_OR_RETURN(const std::string moment, store_.Hold(transaction));
  std::set<std::string> incidents = touched.incidents;
  std::vector<ToldVersion> told;
  if (!touched.survivors.empty()) {
    ASSIGN_OR_RETURN(const std::vector<std::string> related,
                     store_.Related(transaction, {touched.survivors.begin(), touched.survivors.end()}));
    ASSIGN_OR_RETURN(const std::vector<std::string> decided, store_.IncidentsOf(transaction, related));
    incidents.insert(decided.begin(), decided.end());
    ASSIGN_OR_RETURN(told, store_.OfSurvivors(transaction, related, policy_.paid_within_days));
    Await(call, told, touched.opened);
  }
  const auto take = [&told](const std::vector<ToldVersion>& more) { told.insert(told.end(), more.begin(), more.end()); };
  if (!incidents.empty()) {
    ASSIGN_OR_RETURN(const std::vector<ToldVersion> more, store_.OfIncidents(transaction, {incidents.begin(), incidents.end()}));
    take(more);
  }
  // Two files of a bank speak of the same years.
  std::set<std::string> before, now;
  for (const std::string& resource : touched.amounts) {
    ASSIGN_OR_RETURN(const std::vector<ToldVersion> more, store_.OfAmounts(transaction, resource));
    for (const ToldVersion& version : more) {
      if (before.count(version.uid) == 0) told.push_back(version);
      now.insert(version.uid);
    }
    before = now;
  }
  ASSIGN_OR_RETURN(const Layer layer, LayerOf(told, policy_.codes, PseudonymsOf(call)));
  return store_.Keep(transaction, layer, moment);
}

void LayerService::Await(rpc::Call& call, const std::vector<ToldVersion>& told, const std::set<std::string>& opened) const {
  std::set<std::string> awaited;
  for (const ToldVersion& version : told) {
    if (version.kind != "SURVIVOR" || opened.count(version.uid) == 0 || !awaited.insert(version.uid).second) continue;
    const auto day = PartialDateFromText(version.occurred_on);
    const auto first = day.has_value() ? Earliest(*day) : std::nullopt;
    if (!first.has_value() || *first + policy_.paid_within_days < call.today()) continue;
    call.EmitAt(kDaysOver, absl::StrCat("survivors/", version.uid),
                absl::FromCivil(*first + policy_.paid_within_days + 1, BakuZone()));
  }
}

}  // namespace dayaq::statistics
