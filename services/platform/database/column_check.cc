#include "services/platform/database/column_check.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/database/message_table.h"

namespace dayaq {
namespace {

using google::protobuf::FieldDescriptor;

constexpr Query kColumns{"database.columns", R"sql(
  SELECT attname::text AS name, format_type(atttypid, NULL) AS type,
         attnotnull AND NOT atthasdef AND attidentity = '' AS must_be_given
  FROM pg_attribute
  WHERE attrelid = to_regclass($1::text) AND attnum > 0 AND NOT attisdropped
  ORDER BY attnum
)sql"};

constexpr int kMostColumns = 1600;

struct TableColumn {
  std::string type;
  bool must_be_given = false;
};

// The types a field may lie in.
std::vector<absl::string_view> FittingTypes(const StoredColumn& column) {
  if (column.sealed) return {"bytea"};
  switch (column.kind) {
    case ColumnKind::kText:
      return {"text", "uuid", "bigint"};
    case ColumnKind::kEnum:
    case ColumnKind::kPartialDate:
      return {"text"};
    case ColumnKind::kBool:
      return {"boolean"};
    case ColumnKind::kBytes:
      return {"bytea"};
    case ColumnKind::kTimestamp:
      return {"timestamp with time zone"};
    case ColumnKind::kJson:
      return {"jsonb"};
    case ColumnKind::kNumber:
      break;
  }
  switch (column.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return {"integer"};
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
      return {"bigint"};
    case FieldDescriptor::CPPTYPE_UINT64:
      return {"numeric"};
    default:
      return {"double precision"};
  }
}

// Whether "nothing" is written as NULL for this field. Plain numbers and bools are never nothing; who holds a uid or a state always
// has one, so those columns may be NOT NULL, and so may text that the rules require.
bool WritesNull(const StoredColumn& column) {
  return column.sealed || column.kind == ColumnKind::kJson ||
         ((column.kind == ColumnKind::kNumber || column.kind == ColumnKind::kBool) && column.field->has_presence());
}

void CheckColumn(const StoredColumn& column, const std::map<std::string, TableColumn>& found, std::vector<std::string>& faults) {
  const auto there = found.find(column.name);
  if (there == found.end()) {
    faults.push_back(absl::StrCat(column.name, " has no column"));
    return;
  }
  const std::vector<absl::string_view> fitting = FittingTypes(column);
  if (std::find(fitting.begin(), fitting.end(), there->second.type) == fitting.end()) {
    faults.push_back(absl::StrCat(column.name, " is ", there->second.type, ", not ", absl::StrJoin(fitting, " or ")));
  }
  if (there->second.must_be_given && WritesNull(column))
    faults.push_back(absl::StrCat(column.name, " may be empty, its column may not"));
}

}  // namespace

absl::Status CheckColumns(Transaction& transaction, const google::protobuf::Descriptor& type,
                          const std::vector<absl::string_view>& extra, absl::string_view table) {
  const MessageTable& fields = MessageTable::Of(type);
  if (table.empty()) table = fields.table();
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kColumns, {table}, kMostColumns));
  std::map<std::string, TableColumn> found;
  for (const Row& row : rows) {
    std::string name;
    TableColumn column;
    RETURN_IF_ERROR(row.Read({{"name", &name}, {"type", &column.type}, {"must_be_given", &column.must_be_given}}));
    found[name] = column;
  }
  std::vector<std::string> faults;
  if (!fields.fault().empty()) faults.push_back(fields.fault());
  if (found.empty()) {
    faults.push_back("the table is not there");
  } else {
    for (const StoredColumn& column : fields.columns()) CheckColumn(column, found, faults);
  }
  for (const auto& [name, column] : found) {
    if (fields.Find(name) == nullptr && std::find(extra.begin(), extra.end(), name) == extra.end()) {
      faults.push_back(absl::StrCat(name, " is no field"));
    }
  }
  if (faults.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(table, " and ", type.full_name(), " disagree: ", absl::StrJoin(faults, "; ")));
}

}  // namespace dayaq
