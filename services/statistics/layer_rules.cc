#include "services/statistics/layer_rules.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/indicator_definitions.h"
#include "services/statistics/prosthesis_rules.h"

namespace dayaq::statistics {
namespace {

constexpr char kProsthesis[] = "PROSTHESIS";

// The name of an enum's value without what all its values begin with; "UNKNOWN" for what was not stated.
std::string Code(absl::string_view value, absl::string_view prefix) {
  return value.empty() ? "UNKNOWN" : std::string(absl::StripPrefix(value, prefix));
}

std::string SexCode(const std::string& sex) {
  if (sex == "SEX_MALE") return "M";
  return sex == "SEX_FEMALE" ? "F" : "U";
}

std::string RelationCode(const std::string& relation) {
  if (relation.empty()) return "";
  const std::string code = Code(relation, "FAMILY_RELATION_");
  return code == "SPOUSE" || code == "CHILD" || code == "PARENT" ? code : "OTHER";
}

// What was done in a visit; everything that is no support of the mind is rehabilitation.
std::string ServiceCode(const std::string& visit) {
  if (visit.empty()) return "";
  return visit == "VISIT_KIND_PSYCHOLOGICAL_SUPPORT" || visit == "VISIT_KIND_PEER_SUPPORT" ? "PSYCHOLOGICAL" : "REHABILITATION";
}

std::string ShareCode(std::optional<bool> share) {
  if (!share.has_value()) return "";
  return *share ? "YES" : "NO";
}

bool HasSex(absl::string_view kind) { return kind != "INCIDENT" && kind != "DECISION" && kind != "SERVICE" && kind != "AMOUNT"; }

absl::StatusOr<Fact> FactOf(const ToldVersion& told, const std::vector<std::string>& age_codes, const Pseudonyms& pseudonyms) {
  Fact fact{.kind = told.kind,
            .part = told.part,
            .recorded_from = told.recorded_from,
            .recorded_until = told.recorded_until,
            .registered_in = told.registered_in,
            .occurred_on = told.occurred_on,
            .ended_on = told.ended_on,
            .district = told.district,
            .benefit = BenefitCode(told.benefit),
            .service = ServiceCode(told.service),
            .relation = RelationCode(told.relation),
            .share = ShareCode(told.share),
            .value = told.value.has_value() ? absl::StrCat(*told.value) : ""};
  ASSIGN_OR_RETURN(fact.pseudonym, pseudonyms.Of(told.uid));
  if (!told.parent_uid.empty()) {
    ASSIGN_OR_RETURN(fact.parent, pseudonyms.Of(told.parent_uid));
  }
  if (HasSex(told.kind)) fact.sex = SexCode(told.sex);
  if (told.kind == "CASUALTY" || told.kind == "INCIDENT") fact.device = Code(told.device, "DEVICE_CATEGORY_");
  if (told.kind == "CASUALTY") {
    fact.outcome = Code(told.outcome, "OUTCOME_");
    fact.age_band = AgeBand(told.least_age, told.most_age, age_codes);
    fact.civ_status = Code(told.civil_status, "CIVIL_STATUS_");
    fact.activity = Code(told.activity, "ACTIVITY_");
  }
  return fact;
}

bool SaysTheSame(const Fact& a, const Fact& b) {
  const auto all = [](const Fact& fact) {
    return std::tie(fact.kind, fact.pseudonym, fact.parent, fact.part, fact.registered_in, fact.occurred_on, fact.ended_on,
                    fact.district, fact.outcome, fact.sex, fact.age_band, fact.civ_status, fact.activity, fact.device, fact.benefit,
                    fact.service, fact.relation, fact.share, fact.value);
  };
  return all(a) == all(b);
}

// Rows of one person's needs: told device by device at each time at which something became known, kept span by span.
class Needs {
 public:
  Needs(const LayerCodes& codes, const Pseudonyms& pseudonyms) : codes_(codes), pseudonyms_(pseudonyms) {}

  // Of one person and one time, all of them.
  absl::Status Add(const ToldVersion* begin, const ToldVersion* end) {
    std::vector<KnownDevice> devices;
    for (const ToldVersion* one = begin; one != end; ++one) {
      // What was refused or taken back was not needed in the end.
      const bool given_up = one->outcome == "DEVICE_STATE_REFUSED" || one->outcome == "DEVICE_STATE_WITHDRAWN";
      if (given_up || codes_.prostheses.count(one->device) == 0) continue;
      devices.push_back({one->occurred_on, one->begun_on, one->due_on, one->ended_on});
    }
    for (const NeedSpan& span : NeedSpans(devices, begin->died_on)) {
      ToldVersion told = *begin;
      told.part = told.occurred_on = span.from;
      told.ended_on = span.until;
      told.share = span.has_one;
      ASSIGN_OR_RETURN(Fact fact, FactOf(told, {}, pseudonyms_));
      Keep(std::move(fact));
    }
    return absl::OkStatus();
  }
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  // A span that stays as it was is one row.
  void Keep(Fact fact) {
    const auto [place, added] = last_.try_emplace({fact.pseudonym, fact.part}, facts_.size());
    if (!added && facts_[place->second].recorded_until == fact.recorded_from && SaysTheSame(facts_[place->second], fact)) {
      facts_[place->second].recorded_until = fact.recorded_until;
      return;
    }
    place->second = facts_.size();
    facts_.push_back(std::move(fact));
  }

  const LayerCodes& codes_;
  const Pseudonyms& pseudonyms_;
  std::vector<Fact> facts_;
  std::map<std::pair<std::string, std::string>, size_t> last_;
};

}  // namespace

std::string AgeBand(std::optional<int64_t> least, std::optional<int64_t> most, const std::vector<std::string>& age_codes) {
  static const LazyRE2 kBand = {"Y([0-9]{1,3})T([0-9]{1,3})"};
  static const LazyRE2 kFrom = {"Y_GE([0-9]{1,3})"};
  if (!most.has_value()) return "U";
  for (const std::string& code : age_codes) {
    int64_t low = 0, high = std::numeric_limits<int64_t>::max();
    if (!RE2::FullMatch(code, *kBand, &low, &high) && !RE2::FullMatch(code, *kFrom, &low)) continue;
    if (least.value_or(0) >= low && *most <= high) return code;
  }
  return "U";
}

absl::StatusOr<Layer> LayerOf(const std::vector<ToldVersion>& told, const LayerCodes& codes, const Pseudonyms& pseudonyms) {
  Layer layer;
  Needs needs(codes, pseudonyms);
  for (size_t i = 0; i < told.size(); ++i) {
    const ToldVersion& version = told[i];
    if (version.recorded_from.empty()) {
      ASSIGN_OR_RETURN(std::string pseudonym, pseudonyms.Of(version.uid));
      layer.pseudonyms.push_back(std::move(pseudonym));
      continue;
    }
    if (version.kind == kProsthesis) {
      size_t end = i + 1;
      while (end < told.size() && told[end].kind == kProsthesis && told[end].uid == version.uid &&
             told[end].recorded_from == version.recorded_from) {
        ++end;
      }
      RETURN_IF_ERROR(needs.Add(&told[i], told.data() + end));
      i = end - 1;
      continue;
    }
    ASSIGN_OR_RETURN(Fact fact, FactOf(version, codes.ages, pseudonyms));
    if (!layer.facts.empty() && layer.facts.back().recorded_until == fact.recorded_from && SaysTheSame(layer.facts.back(), fact)) {
      layer.facts.back().recorded_until = fact.recorded_until;
    } else {
      layer.facts.push_back(std::move(fact));
    }
  }
  layer.facts.insert(layer.facts.end(), needs.facts().begin(), needs.facts().end());
  // What is told need not be announced.
  for (const Fact& fact : layer.facts) layer.pseudonyms.push_back(fact.pseudonym);
  std::sort(layer.pseudonyms.begin(), layer.pseudonyms.end());
  layer.pseudonyms.erase(std::unique(layer.pseudonyms.begin(), layer.pseudonyms.end()), layer.pseudonyms.end());
  return layer;
}

}  // namespace dayaq::statistics
