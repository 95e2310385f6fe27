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

// All of them.
const std::vector<LabelledCode>& CodeLabels();
// Those of work, training and study (work_code_labels.cc).
const std::vector<LabelledCode>& WorkCodeLabels();

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CODE_LABELS_H_
