#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/unicode.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

using ReaderPtr = std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)>;
using Attributes = std::map<std::string, std::string>;

constexpr absl::string_view kSchemas = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
constexpr absl::string_view kMessages = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message";
constexpr int kMostAttributes = 64;

absl::string_view View(const xmlChar* text) {
  return text == nullptr ? absl::string_view() : absl::string_view(reinterpret_cast<const char*>(text));
}

absl::Status Fault(int line, absl::string_view what) { return absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", what)); }

// What can be told from the bytes, before a parser sees them.
absl::Status CheckBytes(absl::string_view bytes, const SdmxLimits& limits) {
  static const LazyRE2 kDeclaration = {"<\\?xml[^>]*encoding=[\"']([^\"']*)[\"']"};
  if (bytes.empty()) return Fault(1, "the file is empty");
  if (bytes.size() > limits.bytes) return Fault(1, absl::StrCat("a file holds at most ", limits.bytes, " bytes"));
  if (absl::StrContains(bytes, '\0') || !IsWellFormed(bytes)) return Fault(1, "the file is not UTF-8 text");
  if (absl::StrContains(bytes, "<!DOCTYPE") || absl::StrContains(bytes, "<!ENTITY")) {
    return Fault(1, "a document type or entities are not taken");
  }
  std::string encoding;
  if (RE2::PartialMatch(std::string(bytes.substr(0, 200)), *kDeclaration, &encoding) &&
      !absl::EqualsIgnoreCase(encoding, "UTF-8")) {
    return Fault(1, "the file must be declared as UTF-8");
  }
  return absl::OkStatus();
}

// Takes elements as they come and keeps what is data.
class DataCollector {
 public:
  DataCollector(const std::vector<std::string>& dimensions, const SdmxLimits& limits) : known_(dimensions), limits_(limits) {}

  // `path` ends with the element itself, by local names.
  absl::Status Open(const std::vector<std::string>& path, const Attributes& attributes, int line);
  absl::Status Close(const std::vector<std::string>& path, int line);
  absl::StatusOr<SdmxDataSet> Done();

 private:
  absl::Status OpenHeader(const std::vector<std::string>& path, const Attributes& attributes, int line);
  absl::Status OpenGeneric(const std::vector<std::string>& path, const Attributes& attributes, int line);
  absl::Status OpenSpecific(const std::vector<std::string>& path, const Attributes& attributes, int line);
  absl::Status Put(Attributes& into, const std::string& name, const std::string& value, int line);
  absl::Status AddObservation(int line);

  const std::vector<std::string>& known_;
  const SdmxLimits& limits_;
  bool generic_ = false;
  int data_sets_ = 0;
  SdmxDataSet data_;
  std::string at_observation_ = std::string(kTimePeriod);
  // Of the series and of the observation that are open.
  Attributes series_key_, series_attributes_, key_, attributes_;
  std::string value_;
  // Dimensions as the first observation of a generic file has them.
  std::vector<std::string> order_;
  // Keys by name, in the order of the observations: they become codes when all dimensions are known.
  std::vector<Attributes> keys_;
};

absl::Status DataCollector::Put(Attributes& into, const std::string& name, const std::string& value, int line) {
  if (name.empty()) return Fault(line, "a value without a name");
  if (!into.emplace(name, value).second) return Fault(line, "a value that stands twice");
  return absl::OkStatus();
}

absl::Status DataCollector::OpenHeader(const std::vector<std::string>& path, const Attributes& attributes, int line) {
  if (path.size() == 3 && path[2] == "Structure") {
    const auto found = attributes.find("dimensionAtObservation");
    if (found != attributes.end()) at_observation_ = found->second;
    if (at_observation_ != kTimePeriod && at_observation_ != "AllDimensions") {
      return Fault(line, "observations must differ by TIME_PERIOD, or be flat");
    }
  }
  if (path.size() == 5 && path[2] == "Structure" && path[4] == "Ref") {
    data_.structure.is_dataflow = path[3] == "StructureUsage";
    for (const auto& [name, into] : {std::pair<std::string, std::string*>("agencyID", &data_.structure.agency),
                                     {"id", &data_.structure.id},
                                     {"version", &data_.structure.version}}) {
      const auto found = attributes.find(name);
      if (found != attributes.end()) *into = found->second;
    }
  }
  return absl::OkStatus();
}

absl::Status DataCollector::OpenGeneric(const std::vector<std::string>& path, const Attributes& attributes, int line) {
  const std::string& name = path.back();
  const std::string& parent = path[path.size() - 2];
  const auto text = [&attributes](const char* wanted) {
    const auto found = attributes.find(wanted);
    return found == attributes.end() ? std::string() : found->second;
  };
  const bool in_series = path.size() > 3 && path[2] == "Series";
  const bool in_observation = absl::c_linear_search(path, "Obs");
  if (name == "Series" || name == "SeriesKey" || name == "ObsKey" || name == "Attributes" || name == "Obs") return absl::OkStatus();
  if (name == "ObsDimension" && parent == "Obs") {
    const std::string dimension = text("id");
    return Put(key_, dimension.empty() ? std::string(kTimePeriod) : dimension, text("value"), line);
  }
  if (name == "ObsValue" && parent == "Obs") {
    if (!value_.empty()) return Fault(line, "a second value of an observation");
    value_ = text("value");
    return absl::OkStatus();
  }
  if (name == "Value" && (parent == "SeriesKey" || parent == "ObsKey") && data_.observations.empty() &&
      !absl::c_linear_search(order_, text("id"))) {
    order_.push_back(text("id"));
  }
  if (name == "Value" && parent == "SeriesKey") return Put(series_key_, text("id"), text("value"), line);
  if (name == "Value" && parent == "ObsKey") return Put(key_, text("id"), text("value"), line);
  if (name == "Value" && parent == "Attributes" && in_observation) return Put(attributes_, text("id"), text("value"), line);
  if (name == "Value" && parent == "Attributes" && in_series) return Put(series_attributes_, text("id"), text("value"), line);
  return Fault(line, "an element that does not belong in a data set");
}

absl::Status DataCollector::OpenSpecific(const std::vector<std::string>& path, const Attributes& attributes, int line) {
  const std::string& name = path.back();
  const bool observation = name == "Obs" && (path.size() == 3 || (path.size() == 4 && path[2] == "Series"));
  if (!observation && !(name == "Series" && path.size() == 3)) return Fault(line, "an element that does not belong in a data set");
  for (const auto& [attribute, value] : attributes) {
    const bool dimension = absl::c_linear_search(known_, attribute);
    if (observation && attribute == kObsValue) {
      value_ = value;
    } else {
      RETURN_IF_ERROR(Put(observation ? (dimension ? key_ : attributes_) : (dimension ? series_key_ : series_attributes_),
                          attribute, value, line));
    }
  }
  return absl::OkStatus();
}

absl::Status DataCollector::Open(const std::vector<std::string>& path, const Attributes& attributes, int line) {
  if (path.size() == 1) {
    generic_ = absl::StartsWith(path[0], "Generic");
    if (path[0] != "GenericData" && path[0] != "StructureSpecificData" && path[0] != "GenericTimeSeriesData" &&
        path[0] != "StructureSpecificTimeSeriesData") {
      return Fault(line, "the root is GenericData or StructureSpecificData");
    }
    return absl::OkStatus();
  }
  if (path[1] == "Header") return OpenHeader(path, attributes, line);
  if (path[1] == "Footer") return absl::OkStatus();
  if (path[1] != "DataSet") return Fault(line, "only Header, DataSet and Footer belong in a message");
  if (path.size() == 2) return ++data_sets_ > 1 ? Fault(line, "a second data set; one file holds one") : absl::OkStatus();
  return generic_ ? OpenGeneric(path, attributes, line) : OpenSpecific(path, attributes, line);
}

absl::Status DataCollector::AddObservation(int line) {
  if (static_cast<int>(data_.observations.size()) >= limits_.observations) {
    return Fault(line, absl::StrCat("a file holds at most ", limits_.observations, " observations"));
  }
  for (const auto& [name, code] : series_key_) RETURN_IF_ERROR(Put(key_, name, code, line));
  for (const auto& [name, value] : series_attributes_) attributes_.emplace(name, value);
  keys_.push_back(std::move(key_));
  data_.observations.push_back({.value = value_ == "NaN" ? "" : std::string(absl::StripAsciiWhitespace(value_)),
                                .attributes = std::move(attributes_),
                                .line = line});
  key_.clear();
  attributes_.clear();
  value_.clear();
  return absl::OkStatus();
}

absl::Status DataCollector::Close(const std::vector<std::string>& path, int line) {
  if (path.size() < 3 || path[1] != "DataSet") return absl::OkStatus();
  if (path.back() == "Obs") return AddObservation(line);
  if (path.back() == "Series") {
    series_key_.clear();
    series_attributes_.clear();
  }
  return absl::OkStatus();
}

absl::StatusOr<SdmxDataSet> DataCollector::Done() {
  if (data_sets_ == 0) return Fault(1, "there is no data set");
  if (data_.structure.id.empty()) return Fault(1, "the header does not say what the data are structured by");
  if (!keys_.empty()) {
    // Dimensions in the order of the file, or, where it has none, in the known one; time comes last.
    for (const std::string& dimension : generic_ ? order_ : known_) {
      if (dimension != kTimePeriod && keys_[0].count(dimension) > 0) data_.dimensions.push_back(dimension);
    }
  }
  data_.dimensions.emplace_back(kTimePeriod);
  for (size_t i = 0; i < keys_.size(); ++i) {
    SdmxObservation& observation = data_.observations[i];
    if (keys_[i].size() != data_.dimensions.size())
      return Fault(observation.line, "an observation with other dimensions than the first");
    for (const std::string& dimension : data_.dimensions) {
      const auto found = keys_[i].find(dimension);
      if (found == keys_[i].end()) return Fault(observation.line, absl::StrCat("an observation without ", dimension));
      observation.codes.push_back(found->second);
    }
  }
  RETURN_IF_ERROR(CheckSdmxData(data_));
  return std::move(data_);
}

// Goes through the file node by node; its depth is that of the path, not of the stack.
class Reading {
 public:
  Reading(xmlTextReaderPtr reader, const SdmxLimits& limits, DataCollector& collector)
      : reader_(reader), limits_(limits), collector_(collector) {}

  absl::Status Whole() {
    while (true) {
      const int read = xmlTextReaderRead(reader_);
      if (read < 0)
        return Fault(std::max(line_, xmlTextReaderGetParserLineNumber(reader_)), "the file is not well-formed, or was cut off");
      if (read == 0) break;
      const long at = xmlGetLineNo(xmlTextReaderCurrentNode(reader_));
      if (at > 0) line_ = static_cast<int>(at);
      RETURN_IF_ERROR(Node());
    }
    return path_.empty() && elements_ > 0 ? absl::OkStatus() : Fault(line_, "the file was cut off");
  }

 private:
  absl::Status Node() {
    switch (xmlTextReaderNodeType(reader_)) {
      case XML_READER_TYPE_ELEMENT:
        return Element();
      case XML_READER_TYPE_END_ELEMENT:
        return End();
      case XML_READER_TYPE_TEXT:
        // Texts stand in the header and footer alone, and none of them is data.
        if (path_.size() < 3 || path_[1] == "DataSet") return Fault(line_, "elements belong here, and no text");
        return View(xmlTextReaderConstValue(reader_)).size() > limits_.text_bytes ? Fault(line_, "a text is too long")
                                                                                  : absl::OkStatus();
      case XML_READER_TYPE_COMMENT:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      case XML_READER_TYPE_XML_DECLARATION:
        return absl::OkStatus();
      default:
        return Fault(line_, "only elements, texts and comments belong here");
    }
  }

  absl::Status CheckNamespace() const {
    const absl::string_view space = View(xmlTextReaderConstNamespaceUri(reader_));
    if (path_.size() <= 1) return space == kMessages ? absl::OkStatus() : Fault(line_, "the namespace is not that of SDMX-ML 2.1");
    // A structure-specific data set is in a namespace of its structure, what is in it in none.
    if (space.empty() || absl::StartsWith(space, kSchemas) || (absl::StartsWith(space, "urn:sdmx:") && path_.size() == 2)) {
      return absl::OkStatus();
    }
    return Fault(line_, "an element of another namespace");
  }

  absl::Status ReadAttributes(Attributes& attributes) {
    const int count = xmlTextReaderAttributeCount(reader_);
    if (count > kMostAttributes) return Fault(line_, "too many attributes");
    for (int i = 0; i < count; ++i) {
      if (xmlTextReaderMoveToAttributeNo(reader_, i) != 1) return Fault(line_, "an attribute that cannot be read");
      if (xmlTextReaderIsNamespaceDecl(reader_) == 1) continue;
      // Attributes of other namespaces say how the file is written (xsi:type, ss:action); what is data has none.
      if (!View(xmlTextReaderConstNamespaceUri(reader_)).empty()) continue;
      const absl::string_view value = View(xmlTextReaderConstValue(reader_));
      if (value.size() > limits_.text_bytes) return Fault(line_, "a text is too long");
      attributes[std::string(View(xmlTextReaderConstLocalName(reader_)))] = std::string(value);
    }
    xmlTextReaderMoveToElement(reader_);
    return absl::OkStatus();
  }

  absl::Status Element() {
    if (++elements_ > limits_.elements) return Fault(line_, absl::StrCat("a file holds at most ", limits_.elements, " elements"));
    path_.emplace_back(View(xmlTextReaderConstLocalName(reader_)));
    if (static_cast<int>(path_.size()) > limits_.depth)
      return Fault(line_, absl::StrCat("elements are nested at most ", limits_.depth, " deep"));
    RETURN_IF_ERROR(CheckNamespace());
    const bool empty = xmlTextReaderIsEmptyElement(reader_) == 1;
    Attributes attributes;
    RETURN_IF_ERROR(ReadAttributes(attributes));
    RETURN_IF_ERROR(collector_.Open(path_, attributes, line_));
    return empty ? End() : absl::OkStatus();
  }

  absl::Status End() {
    RETURN_IF_ERROR(collector_.Close(path_, line_));
    path_.pop_back();
    return absl::OkStatus();
  }

  xmlTextReaderPtr reader_;
  const SdmxLimits& limits_;
  DataCollector& collector_;
  std::vector<std::string> path_;
  int line_ = 1;
  int elements_ = 0;
};

void SayNothing(void*, xmlErrorPtr) {}

}  // namespace

absl::StatusOr<SdmxDataSet> ReadSdmxMl(absl::string_view bytes, const std::vector<std::string>& dimensions,
                                       const SdmxLimits& limits) {
  RETURN_IF_ERROR(CheckBytes(bytes, limits));
  // No XML_PARSE_NOENT, DTDLOAD, DTDATTR, XINCLUDE or HUGE: nothing is expanded or loaded. The character set is given, so that what
  // the file declares decides nothing.
  const ReaderPtr reader(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8",
                                            XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES),
                         xmlFreeTextReader);
  if (reader == nullptr) return absl::ResourceExhaustedError("no reader for a file");
  xmlTextReaderSetStructuredErrorHandler(reader.get(), SayNothing, nullptr);
  DataCollector collector(dimensions, limits);
  RETURN_IF_ERROR(Reading(reader.get(), limits, collector).Whole());
  return collector.Done();
}

}  // namespace dayaq::statistics
