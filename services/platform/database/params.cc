#include "services/platform/database/params.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/text/partial_date.h"

namespace dayaq {

Param::Param(std::string text) : is_null_(false), text_(std::move(text)) {}
Param::Param(const char* text) : Param(std::string(text)) {}
Param::Param(absl::string_view text) : Param(std::string(text)) {}
Param::Param(bool value) : Param(value ? "t" : "f") {}
Param::Param(int value) : Param(int64_t{value}) {}
Param::Param(int64_t value) : Param(absl::StrCat(value)) {}
Param::Param(double value) : Param(NumberText(value)) {}
Param::Param(absl::Time time) : Param(TimeText(time)) {}
Param::Param(Octets octets) : Param(OctetsText(octets.bytes)) {}
Param::Param(const std::vector<std::string>& texts) : Param(TextArray(texts)) {}
Param::Param(const google::protobuf::RepeatedPtrField<std::string>& texts)
    : Param(std::vector<std::string>(texts.begin(), texts.end())) {}
Param::Param(const common::v1::PartialDate& date) : Param(OrNull(ToText(date))) {}
Param::Param(Rows rows) : is_null_(false), rows_(std::make_shared<const Rows>(std::move(rows))) {}

Param Param::EnumParam(const google::protobuf::EnumDescriptor* type, int value) {
  if (value == 0) return std::nullopt;
  const google::protobuf::EnumValueDescriptor* known = type->FindValueByNumber(value);
  // A number that this version does not know fails the column's CHECK, as it should.
  return known != nullptr ? Param(known->name()) : Param(value);
}

}  // namespace dayaq
