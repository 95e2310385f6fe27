#include "services/statistics/layer_service.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::statistics {
namespace {

// Records that a pass over everything takes at a time.
constexpr int kStep = 200;
constexpr char kGoesOn[] = "layer.goes_on";

}  // namespace

Pseudonyms PseudonymsOf(const rpc::Call& call) {
  return Pseudonyms(
      absl::StrCat(call.Token("statistics.pseudonym.first", "key"), call.Token("statistics.pseudonym.second", "key")));
}

absl::Status LayerService::Refresh(const std::vector<rpc::Told>& told) const {
  if (told.empty()) return absl::OkStatus();
  Transaction& transaction = told.front().call.transaction();
  std::set<std::string> incidents, survivors;
  for (const rpc::Told& one : told) {
    const std::vector<std::string> parts = absl::StrSplit(one.event.resource(), '/');
    if (parts.size() < 2) return absl::InvalidArgumentError("not a record");
    if (parts[0] == "incidents") {
      incidents.insert(parts[1]);
    } else if (parts[0] == "survivors") {
      survivors.insert(parts[1]);
    } else if (one.event.kind() == kGoesOn && parts.size() == 3) {
      const bool of_incidents = parts[1] == "incidents";
      ASSIGN_OR_RETURN(const std::vector<std::string> next, of_incidents ? store_.IncidentsAfter(transaction, parts[2], kStep)
                                                                         : store_.SurvivorsAfter(transaction, parts[2], kStep));
      (of_incidents ? incidents : survivors).insert(next.begin(), next.end());
      if (next.size() == kStep) one.call.Emit(kGoesOn, absl::StrCat("layers/", parts[1], "/", next.back()));
    } else {
      return absl::InvalidArgumentError("not a record that is counted");
    }
  }
  return Keep(told.front().call, {incidents.begin(), incidents.end()}, {survivors.begin(), survivors.end()});
}

absl::Status LayerService::Keep(rpc::Call& call, const std::vector<std::string>& incidents,
                                const std::vector<std::string>& survivors) const {
  Transaction& transaction = call.transaction();
  // Before anything is read: whoever comes second reads what the first one saw, or later.
  ASSIGN_OR_RETURN(const std::string moment, store_.Hold(transaction));
  std::vector<ToldVersion> told;
  if (!incidents.empty()) {
    ASSIGN_OR_RETURN(told, store_.OfIncidents(transaction, incidents));
  }
  if (!survivors.empty()) {
    ASSIGN_OR_RETURN(const std::vector<ToldVersion> more, store_.OfSurvivors(transaction, survivors));
    told.insert(told.end(), more.begin(), more.end());
  }
  ASSIGN_OR_RETURN(const Layer layer, LayerOf(told, measures_.age_codes(), PseudonymsOf(call)));
  return store_.Keep(transaction, layer, moment);
}

}  // namespace dayaq::statistics
