// XML as a bank may send it and nothing more: read as a stream, against a grammar of the elements we know, with a place for every
// fault.
//
// Refused before or while reading: a document type or entities, processing instructions, CDATA, a character set other than UTF-8,
// NUL, another namespace, elements that the grammar does not have or that stand in another order, doubled or missing ones, text
// where elements belong, attributes that nobody asked for, and whatever is larger, deeper or more than the limits. Nothing is
// fetched, nothing is expanded.
#ifndef SERVICES_PAYMENT_BANK_XML_H_
#define SERVICES_PAYMENT_BANK_XML_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dayaq::payment {

struct XmlGrammar;

// One element that may stand inside another, in this place of the order.
struct XmlChild {
  absl::string_view name;
  // What it holds; nullptr: text.
  const XmlGrammar* holds = nullptr;
  int least = 0;
  // Above 1: may repeat.
  int most = 1;
};
inline constexpr int kMany = 1 << 30;

// What an element holds.
struct XmlGrammar {
  std::vector<XmlChild> children;
  // One of the children instead of all in order.
  bool choice = false;
  // Anything: it is checked against the limits, and not kept.
  bool skipped = false;
  // Text with the attribute Ccy.
  bool amount = false;
  // Children are handed over one by one, and not kept.
  bool streamed = false;
};
extern const XmlGrammar kXmlSkipped;
extern const XmlGrammar kXmlAmount;

// An element that was read whole.
struct XmlPart {
  std::string name;
  std::string text;
  // Of an amount.
  std::string currency;
  int line = 0;
  std::vector<XmlPart> children;

  // The first child of that name; nullptr when there is none.
  const XmlPart* Child(absl::string_view child) const;
  // The part at "Refs/EndToEndId"; nullptr when it is not there.
  const XmlPart* At(absl::string_view path) const;
  // Its text; "" when it is not there.
  std::string TextAt(absl::string_view path) const;
};

struct XmlLimits {
  size_t bytes = 6 << 20;
  int depth = 24;
  int elements = 400'000;
  size_t text_bytes = 2000;
};

// Who is handed what was read, in the order of the file. A status that is not OK ends the reading with it. `path` as in
// "/Document/CstmrPmtStsRpt/GrpHdr".
struct XmlHandler {
  // A streamed element begins; `line` is where.
  std::function<absl::Status(absl::string_view path, int line)> on_open;
  // A child of a streamed element, whole.
  std::function<absl::Status(absl::string_view path, const XmlPart& part)> on_part;
  // A streamed element is over.
  std::function<absl::Status(absl::string_view path, int line)> on_close;
};

// Reads `bytes`, whose root is `root` in `name_space`. INVALID_ARGUMENT with BANK_FILE_MALFORMED and the place; see XmlFault.
absl::Status ReadXml(absl::string_view bytes, absl::string_view name_space, const XmlChild& root, const XmlLimits& limits,
                     const XmlHandler& handler);

// "line 12, /Document/CstmrPmtStsRpt/GrpHdr: what". Never holds anything of the file beside names of elements that we know.
absl::Status XmlFault(int line, absl::string_view path, absl::string_view what);

// Values of ISO 20022 texts; nullopt for anything else.
// Qəpik: above zero, at most two decimals, below ten million million manats.
std::optional<int64_t> XmlQepik(absl::string_view text);
// "2026-11-30T09:15:00Z", with or without fraction; a moment without zone is one of Baku.
std::optional<absl::Time> XmlMoment(absl::string_view text);
// "2026-11-30".
std::optional<absl::CivilDay> XmlDay(absl::string_view text);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_XML_H_
