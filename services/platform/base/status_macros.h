// Early return for absl::Status and StatusOr.
#ifndef SERVICES_PLATFORM_BASE_STATUS_MACROS_H_
#define SERVICES_PLATFORM_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define DAYAQ_CONCAT_INNER(a, b) a##b
#define DAYAQ_CONCAT(a, b) DAYAQ_CONCAT_INNER(a, b)

#define RETURN_IF_ERROR(expression)                                                         \
  do {                                                                                      \
    if (absl::Status return_if_error_status = (expression); !return_if_error_status.ok()) { \
      return return_if_error_status;                                                        \
    }                                                                                       \
  } while (false)

#define ASSIGN_OR_RETURN_INNER(statusor, declaration, expression) \
  auto statusor = (expression);                                   \
  if (!statusor.ok()) return std::move(statusor).status();        \
  declaration = *std::move(statusor)

#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(DAYAQ_CONCAT(assign_or_return_, __LINE__), declaration, expression)

#endif  // SERVICES_PLATFORM_BASE_STATUS_MACROS_H_
