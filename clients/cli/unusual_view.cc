#include "clients/cli/unusual_view.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {
namespace {

using audit::v1::UnusualLook;
using audit::v1::WatchedRecord;

std::string Reasons(const UnusualLook& look, Language language) {
  std::vector<std::string> reasons;
  for (const int reason : look.reasons()) {
    reasons.push_back(CodeLabelOf(static_cast<audit::v1::UnusualLookReason>(reason), language));
  }
  return absl::StrJoin(reasons, "; ");
}

std::string Watching(const WatchedRecord& record, Language language) {
  return (record.watched() ? Text{"nəzarətdədir", "watched"} : Text{"nəzarətdən çıxarılıb", "no longer watched"}).In(language);
}

}  // namespace

void PrintUnusualLookLine(const UnusualLook& look, Language language, std::ostream& out) {
  out << look.name() << "  " << Moment(look.look_time()) << "  " << look.institution() << "  " << Reasons(look, language) << "  "
      << CodeLabelOf(look.state(), language) << "  etag " << look.etag() << "\n";
}

void PrintUnusualLooks(const audit::v1::ListUnusualLooksResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"bal", "points"}), in({"vaxt", "time"}), in({"kim", "who"}), in({"vəzifə", "role"}),
               in({"qurum", "institution"}), in({"kimə", "whom"}), in({"niyə", "why"}), in({"vəziyyət", "state"}),
               in({"ad", "name"})});
  for (const UnusualLook& look : list.unusual_looks()) {
    table.AddRow({absl::StrCat(look.score()), Moment(look.look_time()), look.staff_uid(), look.role(), look.institution(),
                  look.person(), Reasons(look, language), CodeLabelOf(look.state(), language), look.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintWatchedLine(const WatchedRecord& record, Language language, std::ostream& out) {
  out << record.number() << "  " << Watching(record, language) << "  " << Printable(record.words()) << "  "
      << Moment(record.update_time()) << "\n";
}

void PrintWatched(const audit::v1::ListWatchedRecordsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nömrə", "number"}), in({"vəziyyət", "state"}), in({"niyə", "why"}), in({"qurum", "institution"}),
               in({"vaxt", "time"})});
  for (const WatchedRecord& record : list.watched_records()) {
    table.AddRow({record.number(), Watching(record, language), record.words(), record.institution(), Moment(record.update_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
