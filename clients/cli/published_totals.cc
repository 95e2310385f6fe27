#include "clients/cli/published_totals.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/yaml_tree.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using google::protobuf::FieldDescriptor;
using Kind = YamlNode::Kind;

const FieldDescriptor* FindCount(const std::string& name) {
  const FieldDescriptor* field = incident::v1::IncidentTotals::descriptor()->FindFieldByName(name);
  return field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_INT64 && !field->is_repeated() ? field : nullptr;
}

class Reader {
 public:
  explicit Reader(YamlFaults& faults) : faults_(faults) {}

  PublishedFigure Read(const YamlNode& node) {
    static constexpr absl::string_view kKeys[] = {"name", "count", "known_until", "since", "published", "source", "others"};
    for (const YamlNode& key : node.keys) {
      if (std::find(std::begin(kKeys), std::end(kKeys), absl::string_view(key.text)) == std::end(kKeys)) {
        faults_.Add(key, absl::StrCat("unknown key ", key.text, "; known here: ", absl::StrJoin(kKeys, ", ")));
      }
    }
    PublishedFigure figure;
    figure.name = Text(node, "name");
    figure.source = Text(node, "source");
    figure.count = Text(node, "count");
    if (!figure.count.empty() && FindCount(figure.count) == nullptr) {
      faults_.Add(*node.Find("count"), absl::StrCat(figure.count, " is none of the totals: casualties, killed, minors, ..."));
    }
    if (!absl::SimpleAtoi(Text(node, "published"), &figure.published) || figure.published < 0) {
      faults_.Add(node, "published is a whole number");
    }
    figure.known_until = Date(node, "known_until", Text(node, "known_until"));
    if (const YamlNode* since = node.Find("since"); since != nullptr) figure.since = Date(node, "since", since->text);
    if (const YamlNode* others = node.Find("others"); others != nullptr) {
      if (others->kind != Kind::kList) faults_.Add(*others, "others is a list");
      for (const YamlNode& other : others->items) figure.others.push_back(other.text);
    }
    return figure;
  }

 private:
  std::string Text(const YamlNode& node, absl::string_view key) {
    const YamlNode* value = node.Find(key);
    if (value != nullptr && value->kind == Kind::kScalar && !value->text.empty()) return value->text;
    faults_.Add(value != nullptr ? *value : node, absl::StrCat(key, " is missing"));
    return "";
  }
  PartialDate Date(const YamlNode& node, absl::string_view key, const std::string& text) {
    const auto date = PartialDateFromText(text);
    if (date.has_value() && Precision(*date) == DatePrecision::kDay) return *date;
    faults_.Add(node, absl::StrCat(key, " is a whole day, like 2024-05-29"));
    return {};
  }

  YamlFaults& faults_;
};

absl::StatusOr<std::vector<PublishedFigure>> FiguresOf(const YamlNode& root, absl::string_view file_name) {
  YamlFaults faults{std::string(file_name)};
  std::vector<PublishedFigure> figures;
  const YamlNode* list = root.Find("figures");
  if (list == nullptr || list->kind != Kind::kList || list->items.empty()) {
    faults.Add(root, "the file is one list under figures");
  } else {
    Reader reader(faults);
    for (const YamlNode& item : list->items) figures.push_back(reader.Read(item));
  }
  RETURN_IF_ERROR(faults.ToStatus());
  return figures;
}

}  // namespace

absl::StatusOr<std::vector<PublishedFigure>> ParsePublishedTotals(absl::string_view text, absl::string_view file_name) {
  ASSIGN_OR_RETURN(const YamlNode root, ParseYamlTree(text, file_name));
  return FiguresOf(root, file_name);
}

absl::StatusOr<std::vector<PublishedFigure>> ReadPublishedTotals(const std::string& path) {
  ASSIGN_OR_RETURN(const YamlNode root, ReadYamlTree(path));
  return FiguresOf(root, path);
}

int64_t CountOf(const incident::v1::IncidentTotals& totals, const std::string& count) {
  return totals.GetReflection()->GetInt64(totals, FindCount(count));
}

}  // namespace dayaq::cli
