// Numbers as foreign registers write them.
#ifndef CLIENTS_CLI_IMPORTING_CELL_NUMBERS_H_
#define CLIENTS_CLI_IMPORTING_CELL_NUMBERS_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace dayaq::importing {

// Marks inside numbers; 0 means that there is none.
struct NumberFormat {
  char thousands = 0;
  char decimal = '.';
};

// The whole number a cell says ("2,006" is 2006 where the thousands mark is a comma); nothing for anything else, a thousands mark
// in the wrong place included.
std::optional<int64_t> WholeNumber(absl::string_view cell, const NumberFormat& format);

// The same for numbers that may have a fraction.
std::optional<double> DecimalNumber(absl::string_view cell, const NumberFormat& format);

}  // namespace dayaq::importing

#endif  // CLIENTS_CLI_IMPORTING_CELL_NUMBERS_H_
