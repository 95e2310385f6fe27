// Rows into messages and messages into rows, by the rules of message_table.h. For transaction.cc.
#ifndef SERVICES_PLATFORM_DATABASE_ROW_MAPPER_H_
#define SERVICES_PLATFORM_DATABASE_ROW_MAPPER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/platform/access/data_classes.h"
#include "services/platform/database/message_table.h"
#include "services/platform/database/params.h"
#include "services/platform/database/person_keys.h"

namespace pqxx {
class result;
class row;
}  // namespace pqxx

namespace dayaq {

// How the columns of one answer meet the fields of one message type: worked out once, then used for every row. Points into the
// descriptor pool only.
class RowReader {
 public:
  // INTERNAL when a column is no field of the message, unless `take_extras`, or when sealed columns come without the row's uid.
  static absl::StatusOr<RowReader> For(const google::protobuf::Descriptor& type, const pqxx::result& result, bool take_extras);

  // Fills an empty message from that row. A sealed field is opened when the row carries its person's key and `keys` can unwrap,
  // else it stays empty. INTERNAL when a value does not fit its field, DATA_LOSS with SEAL_BROKEN when a cell does not open.
  absl::Status Read(const pqxx::result& result, int index, PersonKeys& keys, google::protobuf::Message& message) const;

 private:
  absl::Status OpenSealed(const pqxx::row& row, PersonKeys& keys, google::protobuf::Message& message) const;

  const MessageTable* table_ = nullptr;
  // By position in the answer; nullptr for a column that is no field, or sealed.
  std::vector<const StoredColumn*> plain_;
  struct SealedColumn {
    int position;
    const StoredColumn* column;
  };
  std::vector<SealedColumn> sealed_;
  int uid_ = -1;
  int key_uid_ = -1;
  int key_kek_id_ = -1;
  int key_wrapped_ = -1;
};

// The JSON array for json_populate_recordset: an object a message with the columns of classes in `writable`. INTERNAL when a sealed
// field is to be written and the person's key is not in `keys`.
absl::StatusOr<std::string> RowsJson(const Rows& rows, const DataClassSet& writable, const PersonKeys& keys);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_ROW_MAPPER_H_
