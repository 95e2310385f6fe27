// Why a row of a file cannot be taken.
#ifndef CLIENTS_CLI_IMPORTING_ROW_FAULT_H_
#define CLIENTS_CLI_IMPORTING_ROW_FAULT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "dayaq/common/v1/error_reason.pb.h"

namespace dayaq::importing {

struct RowFault {
  std::string field;  // header of the column, or "row" for the row as a whole
  common::v1::ErrorReason reason = common::v1::ERROR_REASON_UNSPECIFIED;
  std::string what_would_be_right;
};

// One row with all its faults.
struct RowRefusal {
  int64_t row = 0;
  std::vector<RowFault> faults;
};

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_ROW_FAULT_H_
