// Words for the codes of the contract, in the two languages the command line speaks.
#ifndef CLIENTS_CLI_LANGUAGE_H_
#define CLIENTS_CLI_LANGUAGE_H_

#include <string>

#include "clients/common/text.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace dayaq::cli {

// What a code means, for people: the words of its list, or the code's own name where there are none. Empty for the zero value.
std::string CodeLabel(const google::protobuf::EnumValueDescriptor& value, Language language);

template <typename Enum>
std::string CodeLabelOf(Enum value, Language language) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return descriptor == nullptr ? std::to_string(value) : CodeLabel(*descriptor, language);
}

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_LANGUAGE_H_
