#include "clients/cli/message_view.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"

namespace dayaq::cli {
namespace {

using survivor::v1::ShortMessage;

// When it went, or when it is to go.
std::string WhenWords(const ShortMessage& message) {
  if (message.has_sent_time()) return Moment(message.sent_time());
  const bool waits = message.state() == survivor::v1::MESSAGE_STATE_QUEUED || message.state() == survivor::v1::MESSAGE_STATE_FAILED;
  return waits ? absl::StrCat("> ", Moment(message.due_time())) : Moment(message.update_time());
}

}  // namespace

void PrintMessageLine(const ShortMessage& message, Language language, std::ostream& out) {
  out << message.name() << "  " << CodeLabelOf(message.state(), language) << "  etag " << message.etag() << "\n";
}

void PrintMessages(const survivor::v1::ListMessagesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (list.messages().empty()) {
    out << in({"Qısa mesaj yoxdur.", "There are no short messages."}) << "\n";
    return;
  }
  Table table({in({"vaxt", "when"}), in({"növ", "kind"}), in({"kimə", "for"}), in({"vəziyyət", "state"}), in({"səbəb", "reason"}),
               in({"ad", "name"})});
  for (const ShortMessage& message : list.messages()) {
    std::string whom = CodeLabelOf(message.addressee(), language);
    if (message.receiver() == survivor::v1::MESSAGE_RECEIVER_GUARDIAN) {
      absl::StrAppend(&whom, " (", CodeLabelOf(message.receiver(), language), ")");
    }
    table.AddRow({WhenWords(message), CodeLabelOf(message.occasion(), language), whom, CodeLabelOf(message.state(), language),
                  CodeLabelOf(message.reason(), language), message.name()});
  }
  table.Print(out);
  if (list.total() > 0) out << "\n" << InAll(list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
