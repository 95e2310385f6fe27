#include "services/platform/database/row_mapper.h"

#include <pqxx/result>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/text/partial_date.h"

namespace dayaq {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

constexpr char kUid[] = "uid";
constexpr char kKeyUid[] = "key_uid";
constexpr char kKeyKekId[] = "key_kek_id";
constexpr char kKeyWrapped[] = "key_wrapped";

absl::string_view TextOf(const pqxx::field& field) { return {field.c_str(), field.size()}; }

Message& Inside(Message& message, const std::vector<const FieldDescriptor*>& path) {
  Message* inner = &message;
  for (const FieldDescriptor* field : path) inner = inner->GetReflection()->MutableMessage(inner, field);
  return *inner;
}

const Message& Inside(const Message& message, const std::vector<const FieldDescriptor*>& path) {
  const Message* inner = &message;
  for (const FieldDescriptor* field : path) inner = &inner->GetReflection()->GetMessage(*inner, field);
  return *inner;
}

template <typename T>
bool SetNumber(absl::string_view text, Message& message, const FieldDescriptor& field,
               void (Reflection::*set)(Message*, const FieldDescriptor*, T) const) {
  T value;
  if constexpr (std::is_floating_point_v<T>) {
    double wide;
    if (!absl::SimpleAtod(text, &wide)) return false;
    value = static_cast<T>(wide);
  } else {
    if (!absl::SimpleAtoi(text, &value)) return false;
  }
  (message.GetReflection()->*set)(&message, &field, value);
  return true;
}

bool ReadNumber(absl::string_view text, const FieldDescriptor& field, Message& message) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return SetNumber(text, message, field, &Reflection::SetInt32);
    case FieldDescriptor::CPPTYPE_INT64:
      return SetNumber(text, message, field, &Reflection::SetInt64);
    case FieldDescriptor::CPPTYPE_UINT32:
      return SetNumber(text, message, field, &Reflection::SetUInt32);
    case FieldDescriptor::CPPTYPE_UINT64:
      return SetNumber(text, message, field, &Reflection::SetUInt64);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return SetNumber(text, message, field, &Reflection::SetDouble);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return SetNumber(text, message, field, &Reflection::SetFloat);
    default:
      return false;
  }
}

bool ReadTimestamp(absl::string_view text, Timestamp& target) {
  const std::optional<absl::Time> time = ParseTime(text);
  if (!time.has_value() || *time == absl::InfiniteFuture() || *time == absl::InfinitePast()) return false;
  target.set_seconds(absl::ToUnixSeconds(*time));
  target.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(*time - absl::FromUnixSeconds(target.seconds()))));
  return true;
}

// An unknown enum name is a row of a newer version of this service: better no answer than one that is written back poorer.
bool ReadEnum(absl::string_view text, const FieldDescriptor& field, Message& message) {
  const auto* value = field.enum_type()->FindValueByName(std::string(text));
  if (value != nullptr) message.GetReflection()->SetEnum(&message, &field, value);
  return value != nullptr;
}

bool ReadCell(absl::string_view text, const StoredColumn& column, Message& row_message) {
  // A plain 0 or false says nothing, not even that the sub-message around it is there.
  const bool says_nothing =
      (column.kind == ColumnKind::kNumber && text == "0") || (column.kind == ColumnKind::kBool && text == "f");
  if (says_nothing && !column.field->has_presence()) return true;
  Message& message = Inside(row_message, column.path);
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor& field = *column.field;
  switch (column.kind) {
    case ColumnKind::kText:
      reflection.SetString(&message, &field, std::string(text));
      return true;
    case ColumnKind::kEnum:
      return ReadEnum(text, field, message);
    case ColumnKind::kNumber:
      return ReadNumber(text, field, message);
    case ColumnKind::kBool:
      reflection.SetBool(&message, &field, text == "t");
      return text == "t" || text == "f";
    case ColumnKind::kBytes: {
      std::optional<std::string> octets = ParseOctets(text);
      if (!octets.has_value()) return false;
      reflection.SetString(&message, &field, *std::move(octets));
      return true;
    }
    case ColumnKind::kTimestamp:
      return ReadTimestamp(text, static_cast<Timestamp&>(*reflection.MutableMessage(&message, &field)));
    case ColumnKind::kPartialDate: {
      const std::optional<PartialDate> date = PartialDateFromText(text);
      if (date.has_value()) static_cast<PartialDate&>(*reflection.MutableMessage(&message, &field)) = *date;
      return date.has_value();
    }
    case ColumnKind::kJson:
      return ReadJsonField(text, field, message);
  }
  return false;
}

// What is sealed: the text itself, or the serialised sub-message. Empty when there is nothing to seal.
std::string Plain(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return reflection.GetString(message, &field);
  return reflection.GetMessage(message, &field).SerializeAsString();
}

bool SetPlain(std::string plain, const StoredColumn& column, Message& row_message) {
  Message& message = Inside(row_message, column.path);
  const Reflection& reflection = *message.GetReflection();
  if (column.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection.SetString(&message, column.field, std::move(plain));
    return true;
  }
  return reflection.MutableMessage(&message, column.field)->ParseFromString(plain);
}

const std::string& TextField(const Message& message, absl::string_view name, std::string& scratch) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(name));
  if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING || field->is_repeated()) return scratch;
  return message.GetReflection()->GetStringReference(message, field, &scratch);
}

// Writes JSON objects of one message type.
class RowWriter {
 public:
  RowWriter(const Rows& rows, const DataClassSet& writable, const PersonKeys& keys)
      : rows_(rows), writable_(writable), keys_(keys) {}

  absl::Status Append(const Message& message, std::string& out) {
    const MessageTable& table = MessageTable::Of(*message.GetDescriptor());
    out.push_back('{');
    for (const StoredColumn& column : table.columns()) {
      if (!writable_.Has(column.data_class)) continue;
      const size_t before = out.size();
      absl::StrAppend(&out, before > 0 && out.back() == '{' ? "\"" : ",\"", column.name, "\":");
      bool written = true;
      if (column.sealed) {
        ASSIGN_OR_RETURN(written, AppendSealed(message, table, column, out));
      } else {
        written = AppendPlain(Inside(message, column.path), column, out);
      }
      if (!written) out.resize(before);
    }
    out.push_back('}');
    return absl::OkStatus();
  }

 private:
  // False when the column is to be NULL.
  static bool AppendPlain(const Message& message, const StoredColumn& column, std::string& out) {
    const FieldDescriptor& field = *column.field;
    const Reflection& reflection = *message.GetReflection();
    if (field.is_repeated() ? reflection.FieldSize(message, &field) == 0
                            : field.has_presence() && !reflection.HasField(message, &field)) {
      return false;
    }
    std::string scratch;
    switch (column.kind) {
      case ColumnKind::kText:
        if (reflection.GetStringReference(message, &field, &scratch).empty()) return false;
        break;
      case ColumnKind::kEnum:
        if (reflection.GetEnumValue(message, &field) == 0) return false;
        break;
      case ColumnKind::kBytes: {
        const std::string& octets = reflection.GetStringReference(message, &field, &scratch);
        if (!octets.empty()) AppendJsonText(OctetsText(octets), out);
        return !octets.empty();
      }
      case ColumnKind::kPartialDate: {
        const std::string date = ToText(static_cast<const PartialDate&>(reflection.GetMessage(message, &field)));
        if (!date.empty()) AppendJsonText(date, out);
        return !date.empty();
      }
      case ColumnKind::kTimestamp: {
        const auto& time = static_cast<const Timestamp&>(reflection.GetMessage(message, &field));
        AppendJsonText(TimeText(absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos())), out);
        return true;
      }
      case ColumnKind::kJson:
        if (!field.is_repeated() && reflection.GetMessage(message, &field).ByteSizeLong() == 0) return false;
        break;
      case ColumnKind::kNumber:
      case ColumnKind::kBool:
        break;
    }
    AppendJsonField(message, field, out);
    return true;
  }

  absl::StatusOr<bool> AppendSealed(const Message& message, const MessageTable& table, const StoredColumn& column,
                                    std::string& out) {
    const std::string plain = Plain(Inside(message, column.path), *column.field);
    if (plain.empty()) return false;
    std::string person_scratch, uid_scratch;
    const std::string& person = TextField(message, rows_.person_field(), person_scratch);
    // The database writes uids small; the cell is bound to that form.
    const std::string uid = absl::AsciiStrToLower(TextField(message, kUid, uid_scratch));
    if (!keys_.Knows(person) || uid.empty()) {
      return absl::InternalError(
          absl::StrCat("a row of ", table.table(), " cannot be sealed: its person's key or its uid is not there"));
    }
    ASSIGN_OR_RETURN(const PersonKey* key, keys_.Open(person, KeyClassOf(column.data_class)));
    if (key == nullptr) {
      return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PERSON_ERASED,
                       "What was known of this person was erased; nothing of it can be filled in any more.");
    }
    AppendJsonText(OctetsText(Seal(*key, {table.table(), column.name, uid}, plain)), out);
    return true;
  }

  const Rows& rows_;
  const DataClassSet& writable_;
  const PersonKeys& keys_;
};

}  // namespace

absl::StatusOr<RowReader> RowReader::For(const google::protobuf::Descriptor& type, const pqxx::result& result, bool take_extras) {
  RowReader reader;
  reader.table_ = &MessageTable::Of(type);
  for (int position = 0; position < static_cast<int>(result.columns()); ++position) {
    const absl::string_view name = result.column_name(static_cast<pqxx::row_size_type>(position));
    const StoredColumn* column = reader.table_->Find(name);
    reader.plain_.push_back(column != nullptr && !column->sealed ? column : nullptr);
    if (name == kUid) reader.uid_ = position;
    if (column != nullptr && column->sealed) {
      reader.sealed_.push_back({position, column});
    } else if (name == kKeyUid) {
      reader.key_uid_ = position;
    } else if (name == kKeyKekId) {
      reader.key_kek_id_ = position;
    } else if (name == kKeyWrapped) {
      reader.key_wrapped_ = position;
    } else if (column == nullptr && !take_extras) {
      return absl::InternalError(absl::StrCat("column '", name, "' is no field of ", type.full_name()));
    }
  }
  const bool keyed = reader.key_uid_ >= 0 && reader.key_kek_id_ >= 0 && reader.key_wrapped_ >= 0;
  if (!keyed) reader.sealed_.clear();
  if (!reader.sealed_.empty() && reader.uid_ < 0) {
    return absl::InternalError(absl::StrCat("sealed columns of ", type.full_name(), " need the row's uid beside them"));
  }
  return reader;
}

absl::Status RowReader::Read(const pqxx::result& result, int index, PersonKeys& keys, Message& message) const {
  const pqxx::row row = result[static_cast<pqxx::result::size_type>(index)];
  for (size_t position = 0; position < plain_.size(); ++position) {
    if (plain_[position] == nullptr) continue;
    const pqxx::field field = row[static_cast<pqxx::row::size_type>(position)];
    if (field.is_null()) continue;
    if (!ReadCell(TextOf(field), *plain_[position], message)) {
      return absl::InternalError(
          absl::StrCat("column '", plain_[position]->name, "' of ", table_->table(), " holds no value of its field"));
    }
  }
  return sealed_.empty() || !keys.can_unwrap() ? absl::OkStatus() : OpenSealed(row, keys, message);
}

absl::Status RowReader::OpenSealed(const pqxx::row& row, PersonKeys& keys, Message& message) const {
  const pqxx::field wrapped = row[key_wrapped_], kek_id = row[key_kek_id_], person = row[key_uid_], uid = row[uid_];
  // No key any more: the person was forgotten, and what is sealed with it.
  if (wrapped.is_null() || kek_id.is_null() || person.is_null()) return absl::OkStatus();
  WrappedKey stored;
  std::optional<std::string> bytes = ParseOctets(TextOf(wrapped));
  if (!bytes.has_value() || !absl::SimpleAtoi(TextOf(kek_id), &stored.kek_id))
    return absl::InternalError("a person's key row is malformed");
  stored.bytes = *std::move(bytes);
  RETURN_IF_ERROR(keys.Take(TextOf(person), std::move(stored)));
  for (const SealedColumn& sealed : sealed_) {
    const pqxx::field field = row[sealed.position];
    if (field.is_null()) continue;
    ASSIGN_OR_RETURN(const PersonKey* key, keys.Open(TextOf(person), KeyClassOf(sealed.column->data_class)));
    // This class of what was known of the person was erased.
    if (key == nullptr) continue;
    const std::optional<std::string> cell = ParseOctets(TextOf(field));
    if (!cell.has_value()) return absl::InternalError(absl::StrCat("column '", sealed.column->name, "' holds no octets"));
    ASSIGN_OR_RETURN(std::string plain, Open(*key, {table_->table(), sealed.column->name, TextOf(uid)}, *cell));
    if (!SetPlain(std::move(plain), *sealed.column, message)) {
      return absl::InternalError(absl::StrCat("column '", sealed.column->name, "' holds no value of its field"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> RowsJson(const Rows& rows, const DataClassSet& writable, const PersonKeys& keys) {
  RowWriter writer(rows, writable, keys);
  std::string json = "[";
  for (const Message* message : rows.messages()) {
    if (json.size() > 1) json.push_back(',');
    RETURN_IF_ERROR(writer.Append(*message, json));
  }
  json.push_back(']');
  return json;
}

}  // namespace dayaq
