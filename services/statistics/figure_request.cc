#include "services/statistics/figure_request.h"

#include "absl/algorithm/container.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::statistics {

absl::StatusOr<FigureRequest> ReadFigureRequest(const FigureStore& store, const std::string& registered_in,
                                                const common::v1::PartialDate& known_until, rpc::Call& call, Violations& found) {
  FigureRequest read;
  ASSIGN_OR_RETURN(read.moment.registered_in, store.Register(call.transaction(), registered_in));
  if (read.moment.registered_in.empty() || !absl::c_linear_search(call.caller().registers, read.moment.registered_in)) {
    found.Add("register", ErrorReason::ERROR_REASON_REGISTER_UNKNOWN, "Name a register of your assignment.");
  }
  read.moment.known_until = call.today() - 1;
  if (Precision(known_until) != DatePrecision::kUnknown) {
    const auto day = Precision(known_until) == DatePrecision::kDay ? Earliest(known_until) : std::nullopt;
    if (!day.has_value()) {
      found.Add("known_until", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    } else if (*day >= call.today()) {
      found.Add("known_until", ErrorReason::ERROR_REASON_PERIOD_UNFINISHED, "Of today and later not everything is known yet.");
    } else {
      read.moment.known_until = *day;
    }
  }
  ASSIGN_OR_RETURN(read.districts, store.Districts(call.transaction(), read.moment.registered_in));
  return read;
}

}  // namespace dayaq::statistics
