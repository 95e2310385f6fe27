#include "clients/cli/language.h"

#include "clients/cli/code_labels.h"

namespace dayaq::cli {

std::string CodeLabel(const google::protobuf::EnumValueDescriptor& value, Language language) {
  if (value.number() == 0) return "";
  for (const LabelledCode& known : CodeLabels()) {
    if (value.name() == known.code) return known.label.In(language);
  }
  return value.name();
}

}  // namespace dayaq::cli
