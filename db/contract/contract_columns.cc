#include "db/contract/contract_columns.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor_database.h"
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
  return Filled(column, NumberType(*column.field), "0");
}

}  // namespace

std::vector<WantedColumn> WantedColumns(const Descriptor& type) {
  std::vector<WantedColumn> wanted;
  const MessageTable& table = MessageTable::Of(type);
  if (table.table().empty()) return wanted;
  for (const StoredColumn& column : table.columns()) wanted.push_back({table.table(), column.name, Definition(column)});
  return wanted;
}

std::vector<WantedColumn> WantedByContract() {
  std::vector<WantedColumn> wanted;
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  for (const std::string& name : files) {
    if (!absl::StartsWith(name, "dayaq/")) continue;
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->message_type_count(); ++i) {
      for (WantedColumn& column : WantedColumns(*file->message_type(i))) wanted.push_back(std::move(column));
    }
  }
  std::stable_sort(wanted.begin(), wanted.end(), [](const WantedColumn& a, const WantedColumn& b) { return a.table < b.table; });
  return wanted;
}

}  // namespace dayaq::contract
