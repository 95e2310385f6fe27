#include "services/platform/database/params.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/text/partial_date.h"

namespace dayaq {

Param::Param(int64_t value) : value_(absl::StrCat(value)) {}
Param::Param(double value) : value_(NumberText(value)) {}
Param::Param(absl::Time time) : value_(TimeText(time)) {}
Param::Param(Octets octets) : value_(OctetsText(octets.bytes)) {}
Param::Param(const std::vector<std::string>& texts) : value_(TextArray(texts)) {}
Param::Param(const google::protobuf::RepeatedPtrField<std::string>& texts)
    : Param(std::vector<std::string>(texts.begin(), texts.end())) {}

Param::Param(const common::v1::PartialDate& date) {
  std::string text = ToText(date);
  if (!text.empty()) value_ = std::move(text);
}

std::string Param::EnumText(const google::protobuf::EnumDescriptor* type, int value) {
  const google::protobuf::EnumValueDescriptor* known = type->FindValueByNumber(value);
  // A number that this version does not know fails the column's CHECK, as it should.
  return known != nullptr ? known->name() : absl::StrCat(value);
}

}  // namespace dayaq
