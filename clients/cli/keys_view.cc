#include "clients/cli/keys_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Erasure;
using survivor::v1::ErasureEffect;

std::string Day(bool known, const google::protobuf::Timestamp& time) {
  return known ? absl::FormatTime("%Y-%m-%d", TimeOf(time), BakuZone()) : "-";
}

std::string What(const ErasureEffect& effect, Language language) {
  if (effect.erased()) return std::string(Text{"silinir", "goes"}.In(language));
  if (effect.has_kept_until_time()) {
    return absl::StrCat(Text{"qalır, ", "stays until "}.In(language), Day(true, effect.kept_until_time()),
                        Text{"-dək", ""}.In(language));
  }
  return std::string(Text{"qalır; müddət ölümdən sonra başlayır", "stays; its time runs from the death"}.In(language));
}

}  // namespace

void PrintKeys(const keys::v1::KeyStatus& status, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"açar", "key"}), in({"vəziyyət", "state"}), in({"yaranıb", "made"}), in({"dəyişdirilib", "retired"}),
               in({"məhv edilir", "destroyed"}), in({"bağladığı açarlar", "wraps the keys of"})});
  for (const keys::v1::Kek& kek : status.keks()) {
    std::string wraps;
    for (const keys::v1::WrappedKeys& one : kek.wrapped()) {
      absl::StrAppend(&wraps, wraps.empty() ? "" : ", ", one.service(), " ", one.people());
    }
    const std::string destroyed = kek.has_destroy_time()       ? Day(true, kek.destroy_time())
                                  : kek.has_destroy_due_time() ? absl::StrCat("≥ ", Day(true, kek.destroy_due_time()))
                                                               : "-";
    table.AddRow({absl::StrCat("kek/", kek.id()), CodeLabelOf(kek.state(), language), Day(kek.has_create_time(), kek.create_time()),
                  Day(kek.has_retire_time(), kek.retire_time()), destroyed, wraps.empty() ? "-" : wraps});
  }
  table.Print(out);
  out << (status.waiting() == 0
              ? in({"Köhnə açarla bağlanmış heç nə qalmayıb.", "Nothing is left under a former key."})
              : absl::StrCat(in({"Köhnə açarla hələ bağlıdır: ", "Still under a former key: "}), status.waiting()))
      << "\n";
}

void PrintErasure(const Erasure& erasure, bool stored, Language language, std::ostream& out) {
  if (stored) {
    out << erasure.name() << "  " << CodeLabelOf(erasure.state(), language) << "  etag " << erasure.etag() << "\n";
  } else {
    out << Text{"Heç nə yazılmadı; belə olardı:", "Nothing was stored; this is what would be:"}.In(language) << "\n";
  }
  Table table({std::string(Text{"məlumat", "data"}.In(language)), std::string(Text{"nə olur", "what becomes of it"}.In(language)),
               std::string(Text{"əsas", "basis"}.In(language))});
  for (const ErasureEffect& effect : erasure.effects()) {
    table.AddRow({CodeLabelOf(effect.retention_class(), language), What(effect, language), Printable(effect.basis())});
  }
  table.Print(out);
}

void PrintErasures(const survivor::v1::ListErasuresResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"silmə", "erasure"}), in({"şəxs", "person"}), in({"səbəb", "cause"}), in({"əsas", "basis"}),
               in({"silinir", "goes"}), in({"vəziyyət", "state"}), in({"gün", "day"})});
  for (const Erasure& erasure : list.erasures()) {
    std::string goes;
    for (const ErasureEffect& effect : erasure.effects()) {
      if (effect.erased()) absl::StrAppend(&goes, goes.empty() ? "" : ", ", CodeLabelOf(effect.retention_class(), language));
    }
    table.AddRow(
        {erasure.name(), absl::StrCat("survivors/", erasure.survivor_uid()), CodeLabelOf(erasure.cause(), language),
         Printable(absl::StrCat(erasure.legal_act(), ", ", erasure.article())), goes, CodeLabelOf(erasure.state(), language),
         erasure.has_erase_time() ? Day(true, erasure.erase_time()) : Day(erasure.has_create_time(), erasure.create_time())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
