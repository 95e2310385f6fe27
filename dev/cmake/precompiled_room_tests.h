// What precompiled_rooms.h has, and what tests read besides.
#ifndef DEV_CMAKE_PRECOMPILED_ROOM_TESTS_H_
#define DEV_CMAKE_PRECOMPILED_ROOM_TESTS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dev/cmake/precompiled_rooms.h"

#endif  // DEV_CMAKE_PRECOMPILED_ROOM_TESTS_H_
