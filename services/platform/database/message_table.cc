#include "services/platform/database/message_table.h"

#include <memory>
#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "dayaq/storage/v1/storage.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

ColumnKind KindOf(const FieldDescriptor& field) {
  if (field.is_repeated()) return ColumnKind::kJson;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? ColumnKind::kBytes : ColumnKind::kText;
    case FieldDescriptor::CPPTYPE_ENUM:
      return ColumnKind::kEnum;
    case FieldDescriptor::CPPTYPE_BOOL:
      return ColumnKind::kBool;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (field.message_type() == google::protobuf::Timestamp::descriptor()) return ColumnKind::kTimestamp;
      if (field.message_type() == common::v1::PartialDate::descriptor()) return ColumnKind::kPartialDate;
      return ColumnKind::kJson;
    default:
      return ColumnKind::kNumber;
  }
}

// A placeholder, taken apart: {verb:message words...}.
struct Placeholder {
  absl::string_view verb;
  const MessageTable* table = nullptr;
  absl::string_view words;
};

absl::StatusOr<Placeholder> ReadPlaceholder(absl::string_view inside) {
  Placeholder placeholder;
  const size_t colon = inside.find(':');
  placeholder.verb = inside.substr(0, colon);
  absl::string_view rest = inside.substr(colon + 1);
  const size_t end_of_name = std::min(rest.find_first_of(" \n\t"), rest.size());
  const Descriptor* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(std::string(rest.substr(0, end_of_name)));
  if (type == nullptr) return absl::InternalError(absl::StrCat("no such message in placeholder {", inside, "}"));
  placeholder.table = &MessageTable::Of(*type);
  placeholder.words = absl::StripAsciiWhitespace(rest.substr(end_of_name));
  return placeholder;
}

bool ReadsSealed(const MessageTable& table, const DataClassSet& readable) {
  for (const StoredColumn& column : table.columns()) {
    if (column.sealed && readable.Has(column.data_class)) return true;
  }
  return false;
}

absl::StatusOr<std::string> ColumnList(const Placeholder& placeholder, const DataClassSet& allowed) {
  std::string prefix;
  std::set<std::string> left_out;
  const std::vector<std::string> words = absl::StrSplit(placeholder.words, absl::ByAnyChar(" \n\t"), absl::SkipEmpty());
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "as" && i + 1 < words.size()) {
      prefix = absl::StrCat(words[++i], ".");
    } else if (words[i][0] == '-' && placeholder.table->Find(words[i].substr(1)) != nullptr) {
      left_out.insert(words[i].substr(1));
    } else {
      return absl::InternalError(
          absl::StrCat("cannot understand '", words[i], "' in a placeholder of ", placeholder.table->table()));
    }
  }
  std::vector<std::string> names;
  for (const StoredColumn& column : placeholder.table->columns()) {
    if (allowed.Has(column.data_class) && left_out.count(column.name) == 0) names.push_back(absl::StrCat(prefix, column.name));
  }
  if (names.empty())
    return absl::InternalError(absl::StrCat("no column of ", placeholder.table->table(), " is left for this caller"));
  return absl::StrJoin(names, ", ");
}

absl::StatusOr<std::string> Expansion(absl::string_view inside, const ColumnRights& rights) {
  ASSIGN_OR_RETURN(const Placeholder placeholder, ReadPlaceholder(inside));
  if (placeholder.verb == "columns") return ColumnList(placeholder, rights.readable);
  if (placeholder.verb == "writable") return ColumnList(placeholder, rights.writable);
  if (placeholder.verb == "changeable") return ColumnList(placeholder, rights.readable.And(rights.writable));
  const bool sealed = ReadsSealed(*placeholder.table, rights.readable);
  if (placeholder.verb == "join") return std::string(sealed ? placeholder.words : "");
  absl::string_view alias = placeholder.words;
  if (!absl::ConsumePrefix(&alias, "as ")) return absl::InternalError(absl::StrCat("placeholder {", inside, "} lacks 'as'"));
  if (!sealed) return std::string();
  return absl::StrCat(", ", alias, ".uid AS key_uid, ", alias, ".kek_id AS key_kek_id, ", alias, ".wrapped AS key_wrapped");
}

// A brace in a statement may be JSON or an array as well; ours begin with one of five words.
bool IsPlaceholder(absl::string_view at) {
  for (absl::string_view verb : {"{columns:", "{writable:", "{changeable:", "{keys:", "{join:"}) {
    if (at.substr(0, verb.size()) == verb) return true;
  }
  return false;
}

}  // namespace

MessageTable::MessageTable(const Descriptor& type) : table_(type.options().GetExtension(storage::v1::table)) {
  AddFields(type, {});
}

void MessageTable::AddFields(const Descriptor& type, const std::vector<const FieldDescriptor*>& path) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const storage::v1::Column how = field.options().GetExtension(storage::v1::column);
    if (how == storage::v1::COLUMN_NONE) continue;
    if (how == storage::v1::COLUMN_INLINE) {
      if (field.is_repeated() || field.message_type() == nullptr || path.size() > 4) {
        fault_ = absl::StrCat(field.full_name(), " cannot be inline");
        continue;
      }
      std::vector<const FieldDescriptor*> inner = path;
      inner.push_back(&field);
      AddFields(*field.message_type(), inner);
      continue;
    }
    StoredColumn column{field.name(), path, &field, KindOf(field), ClassOf(field), how == storage::v1::COLUMN_SEALED};
    const bool sealable = !field.is_repeated() && field.cpp_type() >= FieldDescriptor::CPPTYPE_STRING;
    if (column.sealed && !sealable) fault_ = absl::StrCat(field.full_name(), " cannot be sealed");
    if (!by_name_.try_emplace(column.name, columns_.size()).second) fault_ = absl::StrCat("two fields want column ", column.name);
    columns_.push_back(std::move(column));
  }
}

const MessageTable& MessageTable::Of(const Descriptor& type) {
  struct Cache {
    absl::Mutex mutex;
    absl::flat_hash_map<const Descriptor*, std::unique_ptr<const MessageTable>> tables ABSL_GUARDED_BY(mutex);
  };
  static Cache& cache = *new Cache;
  {
    absl::ReaderMutexLock lock(&cache.mutex);
    const auto found = cache.tables.find(&type);
    if (found != cache.tables.end()) return *found->second;
  }
  absl::MutexLock lock(&cache.mutex);
  std::unique_ptr<const MessageTable>& table = cache.tables[&type];
  if (table == nullptr) table.reset(new MessageTable(type));
  return *table;
}

const StoredColumn* MessageTable::Find(absl::string_view column) const {
  const auto found = by_name_.find(column);
  return found == by_name_.end() ? nullptr : &columns_[found->second];
}

absl::StatusOr<std::string> ExpandColumns(absl::string_view text, const ColumnRights& rights) {
  std::string expanded;
  while (!text.empty()) {
    const size_t brace = std::min(text.find('{'), text.size());
    absl::StrAppend(&expanded, text.substr(0, brace));
    text.remove_prefix(brace);
    if (text.empty()) break;
    const size_t end = text.find('}');
    if (!IsPlaceholder(text) || end == absl::string_view::npos) {
      expanded.push_back('{');
      text.remove_prefix(1);
      continue;
    }
    ASSIGN_OR_RETURN(const std::string filled, Expansion(text.substr(1, end - 1), rights));
    absl::StrAppend(&expanded, filled);
    text.remove_prefix(end + 1);
  }
  return expanded;
}

}  // namespace dayaq
