#include "clients/cli/reactions_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {

void PrintReactions(const outbox::v1::ListParkedDeliveriesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table waiting({in({"iş", "reaction"}), in({"gözləyir", "waiting"}), in({"ən köhnəsi", "oldest"}), in({"ilişib", "parked"})});
  for (const auto& one : list.waiting()) {
    waiting.AddRow({one.subscriber(), absl::StrCat(one.due()), Moment(one.oldest_due_time()), absl::StrCat(one.parked())});
  }
  if (!waiting.empty()) {
    waiting.Print(out);
    out << "\n";
  }
  if (list.deliveries().empty()) {
    out << in({"İlişib qalan yoxdur.", "Nothing is parked."}) << "\n";
    return;
  }
  Table parked({in({"iş", "reaction"}), in({"hadisə", "event"}), in({"nə barədə", "about"}), in({"nə vaxt", "when"}),
                in({"cəhd", "tries"}), in({"səbəb", "reason"}), in({"ad", "name"})});
  for (const auto& delivery : list.deliveries()) {
    parked.AddRow({delivery.subscriber(), delivery.kind(), delivery.resource(), Moment(delivery.time()),
                   absl::StrCat(delivery.attempts()), delivery.reason(), delivery.name()});
  }
  parked.Print(out);
  out << "\n"
      << in({"Yenidən: dayaqctl reactions retry parked/…, yaxud --all", "Again: dayaqctl reactions retry parked/…, or --all"})
      << "\n";
}

}  // namespace dayaq::cli
