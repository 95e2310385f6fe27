// What a statement answered.
#ifndef SERVICES_PLATFORM_DATABASE_ROW_H_
#define SERVICES_PLATFORM_DATABASE_ROW_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace pqxx {
class result;
}

namespace dayaq {

// One row of plain values, for answers that are no message. Cheap to copy; lives as long as it is held.
class Row {
 public:
  // Where a value goes, by type. NULL becomes "" or an empty list; a bool, number or time takes NULL only as an optional.
  using Target =
      std::variant<std::string*, bool*, int32_t*, int64_t*, double*, absl::Time*, std::vector<std::string>*,
                   std::optional<std::string>*, std::optional<bool>*, std::optional<int64_t>*, std::optional<absl::Time>*>;
  struct Cell {
    absl::string_view column;
    Target target;
  };

  Row(std::shared_ptr<const pqxx::result> result, int index) : result_(std::move(result)), index_(index) {}

  // Reads the named columns: RETURN_IF_ERROR(row.Read({{"fresh", &fresh}, {"resource", &resource}})). text[] columns go into lists,
  // jsonb and uuid into strings. INTERNAL when a column is not there or does not fit, which is a fault of the statement.
  absl::Status Read(std::initializer_list<Cell> cells) const;
  // A bytea column as its octets; "" for NULL.
  absl::Status ReadOctets(absl::string_view column, std::string* octets) const;

 private:
  std::shared_ptr<const pqxx::result> result_;
  int index_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_ROW_H_
