// Words for the codes of the contract.
#ifndef CLIENTS_CLI_CODE_LABELS_H_
#define CLIENTS_CLI_CODE_LABELS_H_

#include <vector>

#include "clients/cli/language.h"

namespace dayaq::cli {

struct LabelledCode {
  const char* code;
  Text label;
};

const std::vector<LabelledCode>& CodeLabels();

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CODE_LABELS_H_
