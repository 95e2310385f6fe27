#include "db/contract/contract_columns.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/rules/v1/rules.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/database/message_table.h"

namespace dayaq::contract {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;

// Code lists that several services use were first the incident service's.
std::string SchemaOfCodes(const FieldDescriptor& field) {
  const std::vector<std::string> parts = absl::StrSplit(field.enum_type()->file()->package(), '.');
  return parts.size() == 3 && parts[1] != "common" ? parts[1] : "incident";
}

std::string NumberType(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return "integer";
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
      return "bigint";
    case FieldDescriptor::CPPTYPE_UINT64:
      return "numeric";
    default:
      return "double precision";
  }
}

std::string TextDefinition(const StoredColumn& column) {
  if (column.name == "etag") return "bigint NOT NULL";
  if (column.name == "uid") return "uuid PRIMARY KEY";
  if (absl::EndsWith(column.name, "_uid")) return "uuid";
  return "text";
}

// The range that the rules of the field allow, as a check.
std::string Range(const StoredColumn& column) {
  const rules::v1::NumberRules& rule = column.field->options().GetExtension(rules::v1::field).number();
  if (rule.has_gte() && rule.has_lte()) {
    return absl::StrCat(" CHECK (", column.name, " BETWEEN ", rule.gte(), " AND ", rule.lte(), ")");
  }
  return "";
}

// Plain numbers and booleans are never nothing, so rows that are there get the value that says nothing.
std::string Filled(const StoredColumn& column, const std::string& type, absl::string_view nothing) {
  return column.field->has_presence() ? type : absl::StrCat(type, " NOT NULL DEFAULT ", nothing);
}

std::string Definition(const StoredColumn& column) {
  if (column.sealed) return "bytea";
  switch (column.kind) {
    case ColumnKind::kText:
      return TextDefinition(column);
    case ColumnKind::kEnum:
      return absl::StrCat("text COLLATE \"C\" CHECK (", SchemaOfCodes(*column.field), ".is_code('",
                          column.field->enum_type()->name(), "', ", column.name, "))");
    case ColumnKind::kPartialDate:
      return absl::StrCat("text COLLATE \"C\" CHECK (incident.is_partial_date(", column.name, "))");
    case ColumnKind::kBool:
      return Filled(column, "boolean", "false");
    case ColumnKind::kBytes:
      return "bytea";
    case ColumnKind::kTimestamp:
      return "timestamptz";
    case ColumnKind::kJson:
      return column.field->is_repeated() ? absl::StrCat("jsonb CHECK (jsonb_typeof(", column.name, ") = 'array')") : "jsonb";
    case ColumnKind::kNumber:
      break;
  }
  return absl::StrCat(Filled(column, NumberType(*column.field), "0"), Range(column));
}

}  // namespace

std::vector<WantedColumn> WantedColumns(const Descriptor& type) {
  std::vector<WantedColumn> wanted;
  const MessageTable& table = MessageTable::Of(type);
  if (table.table().empty()) return wanted;
  for (const StoredColumn& column : table.columns()) wanted.push_back({table.table(), column.name, Definition(column)});
  return wanted;
}

absl::StatusOr<std::vector<WantedColumn>> WantedByContract(const std::map<std::string, std::string>& tables) {
  std::vector<WantedColumn> wanted;
  for (const auto& [service, text] : tables) {
    if (service == "platform") continue;
    ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(text, absl::StrCat("policy/tables/", service, ".yaml")));
    ASSIGN_OR_RETURN(const StrictYaml list, root.Child("tables"));
    ASSIGN_OR_RETURN(const auto entries, list.Entries());
    for (const auto& [name, table] : entries) {
      if (!table.Has("message") || absl::EndsWith(name, "_history")) continue;
      ASSIGN_OR_RETURN(const std::string message, table.ChildText("message"));
      const Descriptor* type = DescriptorPool::generated_pool()->FindMessageTypeByName(message);
      if (type == nullptr) return table.Fault(absl::StrCat("'", message, "' is no message of the contract"));
      for (WantedColumn& column : WantedColumns(*type)) {
        column.table = absl::StrCat(service, ".", name);
        wanted.push_back(std::move(column));
      }
    }
  }
  return wanted;
}

}  // namespace dayaq::contract
