// Values of a statement, in the text forms PostgreSQL reads.
#ifndef SERVICES_PLATFORM_DATABASE_PARAMS_H_
#define SERVICES_PLATFORM_DATABASE_PARAMS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace dayaq {

// Octets for a bytea parameter; without this wrapper text is text.
struct Octets {
  absl::string_view bytes;
};

// Messages to be written: becomes one JSON parameter with an object a message, its keys the columns the caller may write. Used as
//   INSERT INTO t ({writable:pkg.M}) SELECT {writable:pkg.M} FROM json_populate_recordset(NULL::t, $1::json)
// Sealed fields are sealed under the key of the person whose uid stands in the field `person_field`; that key must be in the
// transaction's keys() before. Points into the messages: they must outlive the call.
class Rows {
 public:
  explicit Rows(const google::protobuf::Message& message, absl::string_view person_field = "uid")
      : messages_{&message}, person_field_(person_field) {}
  template <typename M>
  explicit Rows(const google::protobuf::RepeatedPtrField<M>& messages, absl::string_view person_field = "uid")
      : messages_(messages.pointer_begin(), messages.pointer_end()), person_field_(person_field) {}
  template <typename M>
  explicit Rows(const std::vector<M>& messages, absl::string_view person_field = "uid") : person_field_(person_field) {
    for (const M& message : messages) messages_.push_back(&message);
  }

  const std::vector<const google::protobuf::Message*>& messages() const { return messages_; }
  absl::string_view person_field() const { return person_field_; }

 private:
  std::vector<const google::protobuf::Message*> messages_;
  absl::string_view person_field_;
};

// One value. Made implicitly from what a store has at hand, so that a call reads Execute(kQuery, {uid, etag, now}).
class Param {
 public:
  Param(std::nullopt_t) {}
  Param(const char* text);
  Param(std::string text);
  Param(absl::string_view text);
  Param(bool value);
  Param(int value);
  Param(int64_t value);
  Param(double value);
  // UTC with microseconds; the infinities become 'infinity' and '-infinity'.
  Param(absl::Time time);
  Param(Octets octets);
  // text[] (or uuid[]): any text is safe in it.
  Param(const std::vector<std::string>& texts);
  Param(const google::protobuf::RepeatedPtrField<std::string>& texts);
  // ISO 8601 of reduced precision; NULL when nothing is known.
  Param(const common::v1::PartialDate& date);
  Param(Rows rows);
  // A protobuf enum as its full name; NULL for the zero value.
  template <typename E, std::enable_if_t<google::protobuf::is_proto_enum<E>::value, int> = 0>
  Param(E value) : Param(EnumParam(google::protobuf::GetEnumDescriptor<E>(), static_cast<int>(value))) {}
  template <typename T>
  Param(const std::optional<T>& value) {
    if (value.has_value()) *this = Param(*value);
  }
  // Any other pointer would silently become a bool.
  template <typename T, std::enable_if_t<!std::is_same_v<std::remove_cv_t<T>, char>, int> = 0>
  Param(T*) = delete;

  bool is_null() const { return is_null_; }
  // The text form; "" for NULL and for rows.
  const std::string& text() const { return text_; }
  // The messages; nullptr for anything else.
  const Rows* rows() const { return rows_.get(); }

 private:
  static Param EnumParam(const google::protobuf::EnumDescriptor* type, int value);

  bool is_null_ = true;
  std::string text_;
  std::shared_ptr<const Rows> rows_;
};

// Values in the order of $1, $2, ...
using Params = std::vector<Param>;

// NULL for the empty text: for optional uuids and the like, which '' is no value of.
inline Param OrNull(absl::string_view text) { return text.empty() ? Param(std::nullopt) : Param(text); }

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PARAMS_H_
