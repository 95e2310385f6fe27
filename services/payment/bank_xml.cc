#include "services/payment/bank_xml.h"

#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/unicode.h"

namespace dayaq::payment {

const XmlGrammar kXmlSkipped{.skipped = true};
const XmlGrammar kXmlAmount{.amount = true};

namespace {

using ReaderPtr = std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)>;

absl::string_view View(const xmlChar* text) {
  return text == nullptr ? absl::string_view() : absl::string_view(reinterpret_cast<const char*>(text));
}

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

// What can be told from the bytes, before a parser sees them.
absl::Status CheckBytes(absl::string_view bytes, const XmlLimits& limits) {
  static const LazyRE2 kDeclaration = {"<\\?xml[^>]*encoding=[\"']([^\"']*)[\"']"};
  if (bytes.empty()) return XmlFault(1, "", "the file is empty");
  if (bytes.size() > limits.bytes) return XmlFault(1, "", absl::StrCat("a file holds at most ", limits.bytes, " bytes"));
  if (absl::StrContains(bytes, '\0') || !IsWellFormed(bytes)) return XmlFault(1, "", "the file is not UTF-8 text");
  if (absl::StrContains(bytes, "<!DOCTYPE") || absl::StrContains(bytes, "<!ENTITY")) {
    return XmlFault(1, "", "a document type or entities are not taken");
  }
  std::string encoding;
  if (RE2::PartialMatch(std::string(bytes.substr(0, 200)), *kDeclaration, &encoding) &&
      !absl::EqualsIgnoreCase(encoding, "UTF-8")) {
    return XmlFault(1, "", "the file must be declared as UTF-8");
  }
  return absl::OkStatus();
}

// One reading: a step of recursion for each element, as deep as the limits allow.
class Reading {
 public:
  Reading(xmlTextReaderPtr reader, absl::string_view name_space, const XmlLimits& limits, const XmlHandler& handler)
      : reader_(reader), name_space_(name_space), limits_(limits), handler_(handler) {}

  absl::Status Document(const XmlChild& root);

 private:
  // The next node that says something; 0 at the end.
  absl::StatusOr<int> Next();
  absl::Status Fault(absl::string_view what) const { return XmlFault(line(), path_, what); }
  int line() const { return line_; }
  absl::Status CheckAttributes(bool amount, XmlPart& part);
  // What stands from an open tag to its close; `part` is filled unless the element is streamed or skipped.
  absl::Status Element(const XmlGrammar* grammar, XmlPart& part);
  absl::Status Text(const XmlGrammar* grammar, XmlPart& part);
  absl::Status Children(const XmlGrammar& grammar, XmlPart& part);
  absl::Status Skip();
  absl::Status Count();
  const XmlChild* Place(const XmlGrammar& grammar, absl::string_view name, size_t& at, std::vector<int>& seen) const;

  xmlTextReaderPtr reader_;
  const absl::string_view name_space_;
  const XmlLimits& limits_;
  const XmlHandler& handler_;
  std::string path_;
  // Where the last element began or ended.
  int line_ = 1;
  int depth_ = 0;
  int elements_ = 0;
};

absl::StatusOr<int> Reading::Next() {
  while (true) {
    const int read = xmlTextReaderRead(reader_);
    if (read == 0) return 0;
    if (read < 0) {
      line_ = std::max(line_, xmlTextReaderGetParserLineNumber(reader_));
      return Fault("the file is not well-formed, or was cut off");
    }
    const int type = xmlTextReaderNodeType(reader_);
    const long at = xmlGetLineNo(xmlTextReaderCurrentNode(reader_));
    if (at > 0) line_ = static_cast<int>(at);
    switch (type) {
      case XML_READER_TYPE_ELEMENT:
      case XML_READER_TYPE_END_ELEMENT:
      case XML_READER_TYPE_TEXT:
        return type;
      case XML_READER_TYPE_COMMENT:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      case XML_READER_TYPE_XML_DECLARATION:
        continue;
      default:
        return Fault("only elements, texts and comments belong here");
    }
  }
}

absl::Status Reading::Count() {
  if (++elements_ > limits_.elements) return Fault(absl::StrCat("a file holds at most ", limits_.elements, " elements"));
  if (depth_ > limits_.depth) return Fault(absl::StrCat("elements are nested at most ", limits_.depth, " deep"));
  if (View(xmlTextReaderConstNamespaceUri(reader_)) != name_space_) return Fault("an element of another namespace");
  return absl::OkStatus();
}

absl::Status Reading::CheckAttributes(bool amount, XmlPart& part) {
  bool has_currency = false;
  const int count = xmlTextReaderAttributeCount(reader_);
  if (count > 8) return Fault("too many attributes");
  for (int i = 0; i < count; ++i) {
    if (xmlTextReaderMoveToAttributeNo(reader_, i) != 1) return Fault("an attribute that cannot be read");
    if (xmlTextReaderIsNamespaceDecl(reader_) == 1) continue;
    const absl::string_view name = View(xmlTextReaderConstLocalName(reader_));
    const absl::string_view value = View(xmlTextReaderConstValue(reader_));
    if (amount && name == "Ccy") {
      has_currency = true;
      part.currency = std::string(value.substr(0, 4));
    } else if (depth_ > 1 || !absl::EndsWith(View(xmlTextReaderConstNamespaceUri(reader_)), "/XMLSchema-instance")) {
      // Only the root may say where its schema lies, which nobody reads.
      return Fault("an attribute that does not belong here");
    }
  }
  xmlTextReaderMoveToElement(reader_);
  if (amount && !has_currency) return Fault("the currency is missing");
  return absl::OkStatus();
}

// The child of that name from `at` on; moves `at` there. nullptr when it may not stand here.
const XmlChild* Reading::Place(const XmlGrammar& grammar, absl::string_view name, size_t& at, std::vector<int>& seen) const {
  for (size_t i = grammar.choice ? 0 : at; i < grammar.children.size(); ++i) {
    const XmlChild& child = grammar.children[i];
    if (child.name != name) {
      // A mandatory one is missing before it.
      if (!grammar.choice && seen[i] < child.least) return nullptr;
      continue;
    }
    if (seen[i] >= child.most || (grammar.choice && absl::c_accumulate(seen, 0) > 0)) return nullptr;
    ++seen[i];
    at = i;
    return &child;
  }
  return nullptr;
}

absl::Status Reading::Skip() {
  RETURN_IF_ERROR(Count());
  if (xmlTextReaderIsEmptyElement(reader_) == 1) return absl::OkStatus();
  const int floor = depth_;
  int open = 1;
  while (open > 0) {
    ASSIGN_OR_RETURN(const int type, Next());
    if (type == 0) return Fault("the file was cut off");
    if (type == XML_READER_TYPE_ELEMENT) {
      depth_ = floor + open;
      RETURN_IF_ERROR(Count());
      if (xmlTextReaderIsEmptyElement(reader_) != 1) ++open;
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
      --open;
    } else if (View(xmlTextReaderConstValue(reader_)).size() > limits_.text_bytes) {
      return Fault("a text is too long");
    }
  }
  depth_ = floor;
  return absl::OkStatus();
}

absl::Status Reading::Text(const XmlGrammar* grammar, XmlPart& part) {
  RETURN_IF_ERROR(CheckAttributes(grammar != nullptr && grammar->amount, part));
  if (xmlTextReaderIsEmptyElement(reader_) == 1) return Fault("a text is missing");
  while (true) {
    ASSIGN_OR_RETURN(const int type, Next());
    if (type == XML_READER_TYPE_END_ELEMENT) break;
    if (type != XML_READER_TYPE_TEXT) return Fault("a text belongs here, and no element");
    absl::StrAppend(&part.text, View(xmlTextReaderConstValue(reader_)));
    if (part.text.size() > limits_.text_bytes) return Fault("a text is too long");
  }
  if (IsBlank(part.text)) return Fault("a text is missing");
  return absl::OkStatus();
}

absl::Status Reading::Children(const XmlGrammar& grammar, XmlPart& part) {
  RETURN_IF_ERROR(CheckAttributes(false, part));
  std::vector<int> seen(grammar.children.size());
  size_t at = 0;
  const bool empty = xmlTextReaderIsEmptyElement(reader_) == 1;
  while (!empty) {
    ASSIGN_OR_RETURN(const int type, Next());
    if (type == 0) return Fault("the file was cut off");
    if (type == XML_READER_TYPE_END_ELEMENT) break;
    if (type == XML_READER_TYPE_TEXT) return Fault("elements belong here, and no text");
    const XmlChild* const child = Place(grammar, View(xmlTextReaderConstLocalName(reader_)), at, seen);
    if (child == nullptr) return Fault("an element that is unknown here, doubled, out of order or after a missing one");
    XmlPart inner;
    const size_t length = path_.size();
    absl::StrAppend(&path_, "/", child->name);
    inner.name = std::string(child->name);
    RETURN_IF_ERROR(Element(child->holds, inner));
    const bool streamed = child->holds != nullptr && child->holds->streamed;
    if (grammar.streamed && !streamed) RETURN_IF_ERROR(handler_.on_part(path_, inner));
    if (!grammar.streamed && (child->holds == nullptr || !child->holds->skipped)) part.children.push_back(std::move(inner));
    path_.resize(length);
  }
  for (size_t i = 0; i < seen.size(); ++i) {
    if (!grammar.choice && seen[i] < grammar.children[i].least) {
      return Fault(absl::StrCat(grammar.children[i].name, " is missing"));
    }
  }
  if (grammar.choice && absl::c_accumulate(seen, 0) == 0) return Fault("one of several elements is missing");
  return absl::OkStatus();
}

absl::Status Reading::Element(const XmlGrammar* grammar, XmlPart& part) {
  part.line = line();
  ++depth_;
  if (grammar != nullptr && grammar->skipped) {
    RETURN_IF_ERROR(Skip());
  } else if (grammar == nullptr || grammar->amount) {
    RETURN_IF_ERROR(Count());
    RETURN_IF_ERROR(Text(grammar, part));
  } else {
    RETURN_IF_ERROR(Count());
    if (grammar->streamed) RETURN_IF_ERROR(handler_.on_open(path_, part.line));
    RETURN_IF_ERROR(Children(*grammar, part));
    if (grammar->streamed) RETURN_IF_ERROR(handler_.on_close(path_, line()));
  }
  --depth_;
  return absl::OkStatus();
}

absl::Status Reading::Document(const XmlChild& root) {
  ASSIGN_OR_RETURN(const int type, Next());
  if (type != XML_READER_TYPE_ELEMENT || View(xmlTextReaderConstLocalName(reader_)) != root.name) {
    return Fault(absl::StrCat("the root is not ", root.name));
  }
  if (View(xmlTextReaderConstNamespaceUri(reader_)) != name_space_) {
    return Fault(absl::StrCat("the namespace is not ", name_space_));
  }
  path_ = absl::StrCat("/", root.name);
  XmlPart part;
  RETURN_IF_ERROR(Element(root.holds, part));
  ASSIGN_OR_RETURN(const int after, Next());
  return after == 0 ? absl::OkStatus() : Fault("nothing belongs behind the root");
}

void SayNothing(void*, xmlErrorPtr) {}

}  // namespace

const XmlPart* XmlPart::Child(absl::string_view child) const {
  const auto found = absl::c_find_if(children, [child](const XmlPart& part) { return part.name == child; });
  return found == children.end() ? nullptr : &*found;
}

const XmlPart* XmlPart::At(absl::string_view path) const {
  const XmlPart* part = this;
  for (const absl::string_view step : absl::StrSplit(path, '/')) {
    part = part->Child(step);
    if (part == nullptr) return nullptr;
  }
  return part;
}

std::string XmlPart::TextAt(absl::string_view path) const {
  const XmlPart* const part = At(path);
  return part == nullptr ? "" : part->text;
}

absl::Status XmlFault(int line, absl::string_view path, absl::string_view what) {
  return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_BANK_FILE_MALFORMED,
                   absl::StrCat("line ", line, path.empty() ? "" : ", ", path, ": ", what));
}

absl::Status ReadXml(absl::string_view bytes, absl::string_view name_space, const XmlChild& root, const XmlLimits& limits,
                     const XmlHandler& handler) {
  RETURN_IF_ERROR(CheckBytes(bytes, limits));
  // No XML_PARSE_NOENT, DTDLOAD, DTDATTR, XINCLUDE or HUGE: nothing is expanded or loaded. The character set is given, so that what
  // the file declares decides nothing.
  const ReaderPtr reader(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8",
                                            XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES),
                         xmlFreeTextReader);
  if (reader == nullptr) return absl::ResourceExhaustedError("no reader for a bank file");
  xmlTextReaderSetStructuredErrorHandler(reader.get(), SayNothing, nullptr);
  return Reading(reader.get(), name_space, limits, handler).Document(root);
}

std::optional<int64_t> XmlQepik(absl::string_view text) {
  static const LazyRE2 kAmount = {"([0-9]{1,13})(?:\\.([0-9]{1,2}))?"};
  std::string whole, part;
  if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kAmount, &whole, &part)) return std::nullopt;
  part.resize(2, '0');
  int64_t manats = 0, qepik = 0;
  if (!absl::SimpleAtoi(whole, &manats) || !absl::SimpleAtoi(part, &qepik)) return std::nullopt;
  const int64_t amount = manats * 100 + qepik;
  return amount > 0 ? std::optional<int64_t>(amount) : std::nullopt;
}

std::optional<absl::Time> XmlMoment(absl::string_view text) {
  static const LazyRE2 kForm = {"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?"};
  std::string fraction, zone;
  if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kForm, &fraction, &zone)) return std::nullopt;
  absl::Time time;
  std::string error;
  // Baku is four hours ahead of UTC the whole year.
  if (!absl::ParseTime(absl::RFC3339_full, absl::StrCat(text, zone.empty() ? "+04:00" : ""), &time, &error)) return std::nullopt;
  return time;
}

std::optional<absl::CivilDay> XmlDay(absl::string_view text) {
  absl::CivilDay day;
  if (text.size() != 10 || !absl::ParseCivilTime(text, &day) || absl::FormatCivilTime(day) != text) return std::nullopt;
  return day;
}

}  // namespace dayaq::payment
