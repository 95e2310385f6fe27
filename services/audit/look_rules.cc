#include "services/audit/look_rules.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::audit {
namespace {

// What lines must have in common to be one.
using LineKey = std::tuple<bool, std::string, std::string, std::string, std::string, std::string, std::string, int, std::string,
                           bool, std::string>;

LineKey KeyOf(const v1::Look& look) {
  return {look.by_system(), look.staff_uid(), look.on_behalf_of(), look.role(),         look.institution(), look.purpose(),
          look.action(),    look.kind(),      look.reason(),       look.only_checked(), look.withheld_by()};
}

// `line` is of what came later, `look` of what came before it.
bool BelongTogether(const v1::Look& line, const v1::Look& look) {
  const absl::Time latest = TimeOf(line.last_time());
  const absl::Time now = TimeOf(look.last_time());
  return line.by_system() ? Today(latest) == Today(now) : latest - now < kOneLine;
}

void Add(const v1::Look& look, v1::Look& line) {
  *line.mutable_first_time() = look.first_time();
  line.set_count(line.count() + 1);
  for (const int seen : look.seen()) {
    bool known = false;
    for (const int there : line.seen()) known = known || there == seen;
    if (!known) line.add_seen(static_cast<access::v1::DataClass>(seen));
  }
  if (line.entry_uids_size() < kMostEntriesNamed) line.add_entry_uids(look.entry_uids(0));
}

}  // namespace

v1::LookKind KindOf(const v1::Entry& entry) {
  if (entry.decision() == v1::DECISION_DENIED) return v1::LOOK_KIND_REFUSED;
  // A record that is there and was not found lay out of reach.
  if (entry.decision() == v1::DECISION_FAILED && entry.reason() == "NOT_FOUND") return v1::LOOK_KIND_REFUSED;
  if (entry.decision() != v1::DECISION_ALLOWED) return v1::LOOK_KIND_FAILED;
  // What is done by a reaction is hashed nowhere; it is what keeps the record. An answer that was given before changed nothing now.
  const bool changes = IsBySystem(entry) || !entry.after_hash().empty();
  return changes && !entry.replayed() && !entry.validate_only() ? v1::LOOK_KIND_CHANGED : v1::LOOK_KIND_READ;
}

bool IsBySystem(const v1::Entry& entry) { return absl::StartsWith(entry.method(), "reaction/"); }

v1::Look LookOf(const LookedEntry& looked) {
  const v1::Entry& entry = looked.entry;
  v1::Look look;
  *look.mutable_first_time() = entry.time();
  *look.mutable_last_time() = entry.time();
  look.set_count(1);
  look.set_kind(KindOf(entry));
  look.set_by_system(IsBySystem(entry));
  look.set_institution(entry.institution());
  look.set_role(entry.role());
  look.set_purpose(entry.purpose());
  look.set_action(entry.action());
  for (const int seen : entry.disclosed()) look.add_seen(static_cast<access::v1::DataClass>(seen));
  look.set_by_delegation(!entry.on_behalf_of().empty());
  look.set_in_emergency(entry.purpose() == "emergency");
  look.set_in_list(absl::EndsWith(entry.action(), ".list"));
  look.set_only_checked(entry.validate_only());
  look.set_reason(entry.reason());
  look.set_staff_uid(entry.staff_uid());
  look.set_on_behalf_of(entry.on_behalf_of());
  look.add_entry_uids(entry.uid());
  look.set_withheld_by(looked.withheld_by);
  return look;
}

FoldedLooks FoldLooks(const std::vector<LookedEntry>& newest_first, size_t most_lines) {
  FoldedLooks folded;
  // Of each kind of line the one that was begun last.
  std::map<LineKey, size_t> open;
  for (const LookedEntry& looked : newest_first) {
    const v1::Look look = LookOf(looked);
    const LineKey key = KeyOf(look);
    const auto line = open.find(key);
    if (line != open.end() && BelongTogether(folded.looks[line->second], look)) {
      Add(look, folded.looks[line->second]);
    } else {
      if (folded.looks.size() == most_lines) break;
      open[key] = folded.looks.size();
      folded.looks.push_back(look);
    }
    ++folded.taken;
  }
  return folded;
}

}  // namespace dayaq::audit
