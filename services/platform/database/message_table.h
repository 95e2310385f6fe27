// How a message type lies in a table, worked out from its descriptor once.
//
// Columns meet fields by name. string: text, uuid or bigint (etag), "" being NULL; enum: text with the value's full name, the zero
// value being NULL; numbers and bool as they are; Timestamp: timestamptz; PartialDate: ISO 8601 text; bytes: bytea; any other
// sub-message and every list: jsonb in proto3 JSON with the original field names, empty being NULL. A field with presence that is
// not set is NULL. Options of dayaq.storage.v1: INLINE puts a sub-message's fields among the columns, SEALED makes a bytea of
// ciphertext, NONE leaves the field out.
#ifndef SERVICES_PLATFORM_DATABASE_MESSAGE_TABLE_H_
#define SERVICES_PLATFORM_DATABASE_MESSAGE_TABLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "services/platform/access/data_classes.h"

namespace dayaq {

// The forms a column takes.
enum class ColumnKind { kText, kEnum, kNumber, kBool, kBytes, kTimestamp, kPartialDate, kJson };

// One column of a message's table.
struct StoredColumn {
  std::string name;
  // Inline sub-messages around the field, from the outside in; empty for a field of the message itself.
  std::vector<const google::protobuf::FieldDescriptor*> path;
  const google::protobuf::FieldDescriptor* field = nullptr;
  ColumnKind kind = ColumnKind::kText;
  DataClass data_class = DataClass::DATA_CLASS_UNSPECIFIED;
  bool sealed = false;
};

// What a caller may do with columns.
struct ColumnRights {
  DataClassSet readable;
  DataClassSet writable;
};

class MessageTable {
 public:
  // Kept for ever; thread-safe.
  static const MessageTable& Of(const google::protobuf::Descriptor& type);

  // The table option; "" for a message that is no table's.
  const std::string& table() const { return table_; }
  const std::vector<StoredColumn>& columns() const { return columns_; }
  const StoredColumn* Find(absl::string_view column) const;
  // What is wrong with the message as a table: two fields of one name, a type that cannot be stored. "" when nothing is.
  const std::string& fault() const { return fault_; }

 private:
  explicit MessageTable(const google::protobuf::Descriptor& type);
  void AddFields(const google::protobuf::Descriptor& type, const std::vector<const google::protobuf::FieldDescriptor*>& path);

  std::string table_;
  std::string fault_;
  std::vector<StoredColumn> columns_;
  absl::flat_hash_map<std::string, size_t> by_name_;
};

// The statement with its {placeholders} (see query.h) filled in for these rights. INTERNAL for a placeholder that cannot be
// understood, a message that is not compiled in, a left-out column that does not exist, or when no column is left.
absl::StatusOr<std::string> ExpandColumns(absl::string_view text, const ColumnRights& rights);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_MESSAGE_TABLE_H_
