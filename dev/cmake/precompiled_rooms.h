// What precompiled.h has, and what the platform offers to a room: half of the time of a unit went into reading that.
#ifndef DEV_CMAKE_PRECOMPILED_ROOMS_H_
#define DEV_CMAKE_PRECOMPILED_ROOMS_H_

#include "dev/cmake/precompiled.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/text/partial_date.h"

#endif  // DEV_CMAKE_PRECOMPILED_ROOMS_H_
