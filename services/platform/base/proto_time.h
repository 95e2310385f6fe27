// Moments as messages carry them.
#ifndef SERVICES_PLATFORM_BASE_PROTO_TIME_H_
#define SERVICES_PLATFORM_BASE_PROTO_TIME_H_

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include "absl/time/time.h"

namespace dayaq {

// UTC, cut to the microseconds that PostgreSQL keeps.
inline google::protobuf::Timestamp Timestamp(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

// And back.
inline absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_PROTO_TIME_H_
