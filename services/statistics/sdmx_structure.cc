#include "services/statistics/sdmx_structure.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "services/statistics/measures.h"

namespace dayaq::statistics {
namespace {

constexpr absl::string_view kConcepts = "CS_DAYAQ_SDG18";
constexpr absl::string_view kDefinition = "DSD_DAYAQ_SDG18";

struct Named {
  std::string id, az, en;
};

std::string Xml(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string ListOf(absl::string_view concept_id) { return absl::StrCat("CL_", concept_id); }

// What every message has, whatever is counted.
const std::vector<Named>& FixedConcepts() {
  static const auto* const kConceptsOfAll =
      new std::vector<Named>{{"FREQ", "Dövrilik", "Frequency"},           {"SERIES", "Göstərici", "Series"},
                             {"REF_AREA", "Ərazi", "Reference area"},     {"TIME_PERIOD", "Dövr", "Time period"},
                             {"OBS_VALUE", "Rəqəm", "Observation value"}, {"OBS_STATUS", "Rəqəmin vəziyyəti", "Observation status"},
                             {"UNIT_MEASURE", "Ölçü vahidi", "Unit"},     {"COMMENT_OBS", "Qeyd", "Comment"}};
  return *kConceptsOfAll;
}

const std::map<std::string, std::vector<Named>>& FixedLists() {
  static const auto* const kLists =
      new std::map<std::string, std::vector<Named>>{{"FREQ",
                                                     {{"A", "İllik", "Annual"},
                                                      {"Q", "Rüblük", "Quarterly"},
                                                      {"M", "Aylıq", "Monthly"},
                                                      {"D", "Gün", "Daily"},
                                                      {"_O", "Başqa", "Other"}}},
                                                    {"OBS_STATUS",
                                                     {{"A", "Adi", "Normal"},
                                                      {"Q", "Gizlədilib", "Missing value; suppressed"},
                                                      {"M", "Ola bilməz", "Missing value; data cannot exist"}}},
                                                    {"UNIT_MEASURE",
                                                     {{"NUMBER", "Say", "Number"},
                                                      {"PERCENT", "Faiz", "Percent"},
                                                      {"PER_100000", "100 000 nəfərə", "Per 100,000"},
                                                      {"DAYS", "Gün", "Days"},
                                                      {"MINUTES", "Dəqiqə", "Minutes"},
                                                      {"QEPIK", "Qəpik", "Qəpik, a hundredth of a manat"},
                                                      {"HECTARES", "Hektar", "Hectares"}}},
                                                    {"REF_AREA", {{"AZ", "Azərbaycan", "Azerbaijan"}}}};
  return *kLists;
}

// Codes of every coded dimension and attribute, in order.
class CodeLists {
 public:
  void Add(const std::string& concept_id, Named code) {
    if (!seen_[concept_id].insert(code.id).second) return;
    lists_[concept_id].push_back(std::move(code));
  }
  const std::map<std::string, std::vector<Named>>& lists() const { return lists_; }

 private:
  std::map<std::string, std::set<std::string>> seen_;
  std::map<std::string, std::vector<Named>> lists_;
};

CodeLists ListsOf(const SdmxDataSet& data, const std::vector<ExportedTable>& tables, const std::vector<ListedCode>& districts) {
  CodeLists lists;
  for (const auto& [concept_id, codes] : FixedLists()) {
    for (const Named& code : codes) lists.Add(concept_id, code);
  }
  for (const ExportedTable& table : tables) {
    for (const Indicator& indicator : table.set->indicators) {
      lists.Add("SERIES", {indicator.series, indicator.title_az, indicator.title_en});
    }
    for (const IndicatorDimension& dimension : table.set->dimensions) {
      if (dimension.id == kTimePeriod || !data.PlaceOf(dimension.id).has_value()) continue;
      for (const ListedCode& code : CodesOfDimension(dimension, districts)) {
        lists.Add(dimension.id, {code.code, code.title_az, code.title_en});
      }
    }
  }
  for (const SdmxObservation& observation : data.observations) {
    for (size_t i = 0; i + 1 < data.dimensions.size(); ++i) {
      const std::string& code = observation.codes[i];
      lists.Add(data.dimensions[i], code == kTotal ? Named{code, "Cəmi", "Total"} : Named{code, code, code});
    }
    for (const auto& [name, value] : observation.attributes) {
      if (name != "COMMENT_OBS") lists.Add(name, {value, value, value});
    }
  }
  return lists;
}

class Message {
 public:
  Message(const v1::Release& release, SdmxDataSet data, CodeLists lists)
      : release_(release), data_(std::move(data)), lists_(std::move(lists)) {
    for (const Named& one : FixedConcepts()) concepts_.push_back(one);
  }

  std::string Write(const std::vector<ExportedTable>& tables) {
    for (const std::string& dimension : data_.dimensions) NameConcept(dimension, tables);
    WriteHeader();
    WriteDataflow();
    WriteCodeLists();
    WriteConcepts();
    WriteDefinition();
    Add("  </message:Structures>\n</message:Structure>\n");
    return std::move(xml_);
  }

 private:
  template <typename... Parts>
  void Add(const Parts&... parts) {
    absl::StrAppend(&xml_, parts...);
  }

  void NameConcept(const std::string& dimension, const std::vector<ExportedTable>& tables) {
    if (std::any_of(concepts_.begin(), concepts_.end(), [&](const Named& one) { return one.id == dimension; })) return;
    Named named{dimension, dimension, dimension};
    for (const ExportedTable& table : tables) {
      const IndicatorDimension* const defined = FindDimension(*table.set, dimension);
      if (defined != nullptr) named = {dimension, defined->title_az, defined->title_en};
    }
    concepts_.push_back(std::move(named));
  }

  Named ConceptOf(const std::string& id) const {
    const auto found = std::find_if(concepts_.begin(), concepts_.end(), [&id](const Named& one) { return one.id == id; });
    return found == concepts_.end() ? Named{id, id, id} : *found;
  }
  std::string Identity() const {
    return absl::StrCat("agencyID=\"", Xml(data_.structure.agency), "\" version=\"", Xml(data_.structure.version), "\"");
  }
  void AddNames(absl::string_view indent, const Named& named) {
    Add(indent, "<common:Name xml:lang=\"az\">", Xml(named.az), "</common:Name>\n", indent, "<common:Name xml:lang=\"en\">",
        Xml(named.en), "</common:Name>\n");
  }

  void WriteHeader() {
    constexpr absl::string_view kRoot = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";
    const absl::Time published = absl::FromUnixSeconds(release_.publish_time().seconds());
    Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<message:Structure xmlns:message=\"", kRoot, "message\" xmlns:common=\"",
        kRoot, "common\" xmlns:structure=\"", kRoot, "structure\">\n  <message:Header>\n    <message:ID>S",
        absl::StrReplaceAll(release_.uid(), {{"-", ""}}),
        "</message:ID>\n    <message:Test>false</message:Test>\n    <message:Prepared>",
        absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", published, absl::UTCTimeZone()), "</message:Prepared>\n    <message:Sender id=\"",
        Xml(data_.structure.agency), "\"/>\n  </message:Header>\n  <message:Structures>\n");
  }

  void WriteDataflow() {
    Add("    <structure:Dataflows>\n      <structure:Dataflow id=\"", Xml(data_.structure.id), "\" ", Identity(), ">\n");
    AddNames("        ", {"", "18-ci Milli Davamlı İnkişaf Məqsədi", "18th national Sustainable Development Goal"});
    Add("        <structure:Structure><Ref id=\"", kDefinition, "\" ", Identity(),
        " package=\"datastructure\" class=\"DataStructure\"/></structure:Structure>\n      </structure:Dataflow>\n    "
        "</structure:Dataflows>\n");
  }

  void WriteCodeLists() {
    Add("    <structure:Codelists>\n");
    for (const auto& [concept_id, codes] : lists_.lists()) {
      Add("      <structure:Codelist id=\"", ListOf(concept_id), "\" ", Identity(), ">\n");
      AddNames("        ", ConceptOf(concept_id));
      for (const Named& code : codes) {
        Add("        <structure:Code id=\"", Xml(code.id), "\">\n");
        AddNames("          ", code);
        Add("        </structure:Code>\n");
      }
      Add("      </structure:Codelist>\n");
    }
    Add("    </structure:Codelists>\n");
  }

  void WriteConcepts() {
    Add("    <structure:Concepts>\n      <structure:ConceptScheme id=\"", kConcepts, "\" ", Identity(), ">\n");
    AddNames("        ", {"", "Anlayışlar", "Concepts"});
    for (const Named& one : concepts_) {
      Add("        <structure:Concept id=\"", one.id, "\">\n");
      AddNames("          ", one);
      Add("        </structure:Concept>\n");
    }
    Add("      </structure:ConceptScheme>\n    </structure:Concepts>\n");
  }

  // What a component means, and which codes or text it has.
  void AddComponent(const std::string& id, absl::string_view text_type) {
    Add("            <structure:ConceptIdentity><Ref id=\"", id, "\" maintainableParentID=\"", kConcepts,
        "\" maintainableParentVersion=\"", Xml(data_.structure.version), "\" agencyID=\"", Xml(data_.structure.agency),
        "\" package=\"conceptscheme\" class=\"Concept\"/></structure:ConceptIdentity>\n            "
        "<structure:LocalRepresentation>");
    if (text_type.empty()) {
      Add("<structure:Enumeration><Ref id=\"", ListOf(id), "\" ", Identity(),
          " package=\"codelist\" class=\"Codelist\"/></structure:Enumeration>");
    } else {
      Add("<structure:TextFormat textType=\"", text_type, "\"/>");
    }
    Add("</structure:LocalRepresentation>\n");
  }

  void AddAttribute(const std::string& id, bool mandatory, absl::string_view text_type) {
    Add("          <structure:Attribute id=\"", id, "\" assignmentStatus=\"", mandatory ? "Mandatory" : "Conditional", "\">\n");
    AddComponent(id, text_type);
    Add("            <structure:AttributeRelationship><structure:PrimaryMeasure><Ref id=\"OBS_VALUE\"/></structure:PrimaryMeasure>"
        "</structure:AttributeRelationship>\n          </structure:Attribute>\n");
  }

  void WriteDefinition() {
    Add("    <structure:DataStructures>\n      <structure:DataStructure id=\"", kDefinition, "\" ", Identity(), ">\n");
    AddNames("        ", {"", "18-ci məqsədin göstəriciləri", "Indicators of the 18th goal"});
    Add("        <structure:DataStructureComponents>\n        <structure:DimensionList id=\"DimensionDescriptor\">\n");
    int position = 0;
    for (const std::string& dimension : data_.dimensions) {
      const bool time = dimension == kTimePeriod;
      const absl::string_view element = time ? "TimeDimension" : "Dimension";
      Add("          <structure:", element, " id=\"", dimension, "\" position=\"", ++position, "\">\n");
      AddComponent(dimension, time ? "ObservationalTimePeriod" : "");
      Add("          </structure:", element, ">\n");
    }
    Add("        </structure:DimensionList>\n        <structure:AttributeList id=\"AttributeDescriptor\">\n");
    AddAttribute(std::string(kObsStatus), true, "");
    AddAttribute("UNIT_MEASURE", true, "");
    AddAttribute("COMMENT_OBS", false, "String");
    Add("        </structure:AttributeList>\n        <structure:MeasureList id=\"MeasureDescriptor\">\n          "
        "<structure:PrimaryMeasure id=\"OBS_VALUE\">\n");
    AddComponent(std::string(kObsValue), "Double");
    Add("          </structure:PrimaryMeasure>\n        </structure:MeasureList>\n        </structure:DataStructureComponents>\n   "
        "   "
        "</structure:DataStructure>\n    </structure:DataStructures>\n");
  }

  const v1::Release& release_;
  const SdmxDataSet data_;
  const CodeLists lists_;
  std::vector<Named> concepts_;
  std::string xml_;
};

}  // namespace

std::string SdmxStructureOf(const v1::Release& release, const std::vector<ExportedTable>& tables,
                            const std::vector<ListedCode>& districts) {
  SdmxDataSet data = SdmxOf(tables);
  CodeLists lists = ListsOf(data, tables, districts);
  return Message(release, std::move(data), std::move(lists)).Write(tables);
}

}  // namespace dayaq::statistics
