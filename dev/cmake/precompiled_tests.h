// What precompiled.h has, and what tests read besides.
#ifndef DEV_CMAKE_PRECOMPILED_TESTS_H_
#define DEV_CMAKE_PRECOMPILED_TESTS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dev/cmake/precompiled.h"

#endif  // DEV_CMAKE_PRECOMPILED_TESTS_H_
