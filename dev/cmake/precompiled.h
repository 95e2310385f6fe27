// Headers of others that most units read, parsed once for all of them (dev/cmake/Dayaq.cmake). A file still includes what it uses:
// this list may change at any time.
#ifndef DEV_CMAKE_PRECOMPILED_H_
#define DEV_CMAKE_PRECOMPILED_H_

#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

#endif  // DEV_CMAKE_PRECOMPILED_H_
