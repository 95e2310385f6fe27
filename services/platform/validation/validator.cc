#include "services/platform/validation/validator.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/text/unicode.h"
#include "services/platform/validation/field_rules.h"

namespace dayaq {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;

// What google.protobuf.Timestamp may hold: 0001-01-01 to 9999-12-31.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;

// Wide enough for every 64-bit integer and every double, so that no bound is compared after rounding.
using Number = long double;

// One value: where it stands and where it came from, so that a single field, an element and a value of a map read alike.
struct Place {
  const Message& message;
  const FieldDescriptor& field;
  int index;  // -1: not an element

  const Reflection& reflection() const { return *message.GetReflection(); }
  bool is_element() const { return index >= 0; }
};

Number NumberAt(const Place& place) {
  const Reflection& from = place.reflection();
  const Message& message = place.message;
  const FieldDescriptor* field = &place.field;
  const int i = place.index;
  const bool one = !place.is_element();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return one ? from.GetInt32(message, field) : from.GetRepeatedInt32(message, field, i);
    case FieldDescriptor::CPPTYPE_INT64:
      return static_cast<Number>(one ? from.GetInt64(message, field) : from.GetRepeatedInt64(message, field, i));
    case FieldDescriptor::CPPTYPE_UINT32:
      return one ? from.GetUInt32(message, field) : from.GetRepeatedUInt32(message, field, i);
    case FieldDescriptor::CPPTYPE_UINT64:
      return static_cast<Number>(one ? from.GetUInt64(message, field) : from.GetRepeatedUInt64(message, field, i));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return static_cast<Number>(one ? from.GetFloat(message, field) : from.GetRepeatedFloat(message, field, i));
    default:
      return static_cast<Number>(one ? from.GetDouble(message, field) : from.GetRepeatedDouble(message, field, i));
  }
}

const std::string& TextAt(const Place& place, std::string& scratch) {
  return place.is_element() ? place.reflection().GetRepeatedStringReference(place.message, &place.field, place.index, &scratch)
                            : place.reflection().GetStringReference(place.message, &place.field, &scratch);
}

int EnumAt(const Place& place) {
  return place.is_element() ? place.reflection().GetRepeatedEnumValue(place.message, &place.field, place.index)
                            : place.reflection().GetEnumValue(place.message, &place.field);
}

const Message& MessageAt(const Place& place) {
  return place.is_element() ? place.reflection().GetRepeatedMessage(place.message, &place.field, place.index)
                            : place.reflection().GetMessage(place.message, &place.field);
}

std::string RangeText(const rules::v1::NumberRules& rules) {
  if (rules.has_gte() && rules.has_lte()) return absl::StrFormat("A number from %.15g to %.15g.", rules.gte(), rules.lte());
  if (rules.has_gte()) return absl::StrFormat("A number of at least %.15g.", rules.gte());
  if (rules.has_lte()) return absl::StrFormat("A number of at most %.15g.", rules.lte());
  return "A finite number.";
}

bool IsMask(const FieldDescriptor& field) {
  return field.message_type() != nullptr && field.message_type()->full_name() == FieldMask::descriptor()->full_name();
}

// A request that corrects (AIP-134): the mask beside a message says which of its fields count.
bool HasMask(const Message& request) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("update_mask");
  return field != nullptr && IsMask(*field);
}

class Walker {
 public:
  Walker(absl::Time now, Violations& found) : now_(now), found_(found) {}

  // Of a `partial` message only what is there is checked: an update mask says what counts, and the service what may not become
  // empty.
  void Walk(const Message& message, int depth, bool partial = false) {
    if (depth > kMaxMessageDepth) {
      return Add(ErrorReason::ERROR_REASON_REQUEST_TOO_LARGE, absl::StrCat("Messages nested at most ", kMaxMessageDepth, " deep."));
    }
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      const size_t parent = path_.size();
      absl::StrAppend(&path_, parent == 0 ? "" : ".", field.name());
      if (field.is_repeated()) {
        CheckList(message, field, depth);
      } else {
        CheckSingle({message, field, -1}, depth, partial);
      }
      path_.resize(parent);
    }
  }

 private:
  void Add(ErrorReason reason, std::string what_would_be_right) { found_.Add(path_, reason, std::move(what_would_be_right)); }

  void CheckSingle(const Place& place, int depth, bool partial) {
    const FieldRules& rules = RulesOf(place.field);
    const bool set = !place.field.has_presence() || place.reflection().HasField(place.message, &place.field);
    if (rules.required() && !partial && (!set || IsEmpty(place))) {
      return Add(ErrorReason::ERROR_REASON_REQUIRED, "This field must be given.");
    }
    if (set) CheckValue(place, rules, depth);
  }

  static bool IsEmpty(const Place& place) {
    std::string scratch;
    switch (place.field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return TextAt(place, scratch).empty();
      case FieldDescriptor::CPPTYPE_ENUM:
        return EnumAt(place) == 0;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        // A date without a year says nothing; a mask without paths takes nothing.
        return IsPartialDate(place.field) ? IsNoDate(static_cast<const PartialDate&>(MessageAt(place)))
                                          : IsMask(place.field) && static_cast<const FieldMask&>(MessageAt(place)).paths().empty();
      default:
        return false;
    }
  }

  static bool IsNoDate(const PartialDate& date) { return date.year() == 0 && date.month() == 0 && date.day() == 0; }

  void CheckList(const Message& message, const FieldDescriptor& field, int depth) {
    const FieldRules& rules = RulesOf(field);
    const auto size = static_cast<uint32_t>(message.GetReflection()->FieldSize(message, &field));
    const uint32_t most = MaxItems(rules.repeated());
    if (size == 0 && rules.required()) return Add(ErrorReason::ERROR_REASON_REQUIRED, "At least one must be given.");
    if (size < rules.repeated().min_items()) {
      Add(ErrorReason::ERROR_REASON_TOO_FEW_ITEMS, absl::StrCat("At least ", rules.repeated().min_items(), " of them."));
    }
    if (size > most) Add(ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, absl::StrCat("At most ", most, " of them."));
    if (rules.repeated().checked_apart()) return;
    const size_t parent = path_.size();
    for (uint32_t i = 0; i < std::min(size, most); ++i) {
      const int index = static_cast<int>(i);
      if (field.is_map()) {
        absl::StrAppend(&path_, "[*]");
        CheckEntry(message.GetReflection()->GetRepeatedMessage(message, &field, index), rules, depth);
      } else {
        absl::StrAppend(&path_, "[", index, "]");
        CheckValue({message, field, index}, rules, depth);
      }
      path_.resize(parent);
    }
  }

  void CheckEntry(const Message& entry, const FieldRules& rules, int depth) {
    const FieldDescriptor& key = *entry.GetDescriptor()->map_key();
    if (key.type() == FieldDescriptor::TYPE_STRING) CheckText({entry, key, -1}, rules::v1::StringRules(), true);
    CheckValue({entry, *entry.GetDescriptor()->map_value(), -1}, rules, depth);
  }

  void CheckValue(const Place& place, const FieldRules& rules, int depth) {
    switch (place.field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return place.field.type() == FieldDescriptor::TYPE_BYTES ? CheckBytes(place, rules.string())
                                                                 : CheckText(place, rules.string(), place.is_element());
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckEnum(place, rules.enum_());
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return CheckMessage(place, rules.time(), depth);
      case FieldDescriptor::CPPTYPE_BOOL:
        return;
      default:
        return CheckNumber(place, rules.number());
    }
  }

  void CheckText(const Place& place, const rules::v1::StringRules& rules, bool even_empty) {
    std::string scratch;
    const std::string& text = TextAt(place, scratch);
    if (text.empty() && !even_empty) return;
    const auto normal = Nfc(text);
    if (!normal.has_value()) return Add(ErrorReason::ERROR_REASON_TEXT_MALFORMED, "Text in UTF-8 without NUL.");
    if (!CheckLength(CountCodePoints(*normal), rules, "characters")) return;
    if (rules.uuid() && !re2::RE2::FullMatch(*normal, CompiledPattern(kUuidPattern))) {
      Add(ErrorReason::ERROR_REASON_PATTERN_MISMATCH, "A UUID of 36 lower-case characters.");
    }
    if (!rules.pattern().empty() && !re2::RE2::FullMatch(*normal, CompiledPattern(rules.pattern()))) {
      Add(ErrorReason::ERROR_REASON_PATTERN_MISMATCH, absl::StrCat("Text of the form ", rules.pattern(), " ."));
    }
  }

  void CheckBytes(const Place& place, const rules::v1::StringRules& rules) {
    std::string scratch;
    const std::string& bytes = TextAt(place, scratch);
    if (!bytes.empty() || place.is_element()) CheckLength(bytes.size(), rules, "bytes");
  }

  bool CheckLength(size_t length, const rules::v1::StringRules& rules, absl::string_view unit) {
    if (length > MaxLength(rules)) {
      Add(ErrorReason::ERROR_REASON_TOO_LONG, absl::StrCat("At most ", MaxLength(rules), " ", unit, "."));
      return false;
    }
    if (length < rules.min_len()) {
      Add(ErrorReason::ERROR_REASON_TOO_SHORT, absl::StrCat("At least ", rules.min_len(), " ", unit, "."));
      return false;
    }
    return true;
  }

  void CheckNumber(const Place& place, const rules::v1::NumberRules& rules) {
    const Number value = NumberAt(place);
    const bool inside = std::isfinite(value) && (!rules.has_gte() || value >= static_cast<Number>(rules.gte())) &&
                        (!rules.has_lte() || value <= static_cast<Number>(rules.lte()));
    if (!inside) Add(ErrorReason::ERROR_REASON_OUT_OF_RANGE, RangeText(rules));
  }

  void CheckEnum(const Place& place, const rules::v1::EnumRules& rules) {
    if (rules.defined_only() && place.field.enum_type()->FindValueByNumber(EnumAt(place)) == nullptr) {
      Add(ErrorReason::ERROR_REASON_ENUM_UNDEFINED, "A value that this version of the service defines.");
    }
  }

  void CheckMessage(const Place& place, const rules::v1::TimeRules& rules, int depth) {
    const Message& value = MessageAt(place);
    if (IsPartialDate(place.field)) return CheckDate(static_cast<const PartialDate&>(value), rules);
    if (IsTimestamp(place.field)) return CheckTimestamp(static_cast<const Timestamp&>(value), rules);
    Walk(value, depth + 1, depth == 1 && HasMask(place.message));
  }

  void CheckDate(const PartialDate& date, const rules::v1::TimeRules& rules) {
    if (!IsPossible(date)) {
      return Add(ErrorReason::ERROR_REASON_DATE_IMPOSSIBLE,
                 "A date that the calendar has, from 1900 to 2200; a day with its month, a month with its year.");
    }
    const auto first = Earliest(date);
    if (!first.has_value()) return;
    if (rules.past() && *first > Today(now_)) Add(ErrorReason::ERROR_REASON_IN_THE_FUTURE, "A date that is not in the future.");
    CheckYear(first->year(), rules);
  }

  void CheckTimestamp(const Timestamp& time, const rules::v1::TimeRules& rules) {
    if (time.seconds() < kFirstSecond || time.seconds() > kLastSecond || time.nanos() < 0 || time.nanos() > 999'999'999) {
      return Add(ErrorReason::ERROR_REASON_DATE_IMPOSSIBLE, "A time from year 1 to 9999.");
    }
    const absl::Time moment = absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
    if (rules.past() && moment > now_) Add(ErrorReason::ERROR_REASON_IN_THE_FUTURE, "A time that is not in the future.");
    CheckYear(absl::ToCivilYear(moment, absl::UTCTimeZone()).year(), rules);
  }

  void CheckYear(int64_t year, const rules::v1::TimeRules& rules) {
    if (year < static_cast<int64_t>(rules.min_year())) {
      Add(ErrorReason::ERROR_REASON_OUT_OF_RANGE, absl::StrCat("Not before the year ", rules.min_year(), "."));
    }
  }

  const absl::Time now_;
  Violations& found_;
  std::string path_;
};

}  // namespace

void Validate(const Message& request, absl::Time now, Violations& found) { Walker(now, found).Walk(request, 1); }

}  // namespace dayaq
