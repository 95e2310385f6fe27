# How everything here is compiled: one place for flags, packages and the two kinds of target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE ccache)
if(CCACHE)
  # A precompiled header makes ccache cautious; these two ways of being sloppy are the ones its manual asks for.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

option(DAYAQ_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(DAYAQ_FUZZ "Build the libFuzzer targets (clang only)" OFF)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(absl REQUIRED)
find_package(GTest REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CURL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(GRPCPP REQUIRED IMPORTED_TARGET grpc++)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
find_package(prometheus-cpp REQUIRED CONFIG)
find_package(civetweb REQUIRED CONFIG)
find_package(rapidcheck REQUIRED CONFIG)

# Warnings for our own code; generated and third-party headers come in as system headers.
add_library(dayaq_warnings INTERFACE)
target_compile_options(dayaq_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wno-missing-field-initializers -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # g++ 12 sees ghosts in std::optional at -O2

add_library(dayaq_options INTERFACE)
target_include_directories(dayaq_options INTERFACE ${CMAKE_SOURCE_DIR})
if(DAYAQ_SANITIZE)
  target_compile_options(dayaq_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(dayaq_options INTERFACE -fsanitize=address,undefined)
endif()
if(DAYAQ_FUZZ)
  target_compile_options(dayaq_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(dayaq_options INTERFACE -fsanitize=address,undefined)
endif()
link_libraries(dayaq_options)

# dayaq_library(NAME sources... [DEPS targets...]): a static library of one room.
function(dayaq_library NAME)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_library(${NAME} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${NAME} PUBLIC ${ARG_DEPS} PRIVATE dayaq_warnings)
endfunction()

# dayaq_program(NAME sources... [DEPS targets...])
function(dayaq_program NAME)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${NAME} PRIVATE ${ARG_DEPS} dayaq_warnings)
endfunction()

# dayaq_test(NAME sources... [DEPS targets...] [LABEL unit|integration]): the tests of one room, one ctest entry.
# Integration tests find their PostgreSQL through DAYAQ_TEST_CLUSTER, which `./dayaq test` sets.
function(dayaq_test NAME)
  cmake_parse_arguments(ARG "" "LABEL" "DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${NAME} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main dayaq_warnings)
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  set_tests_properties(${NAME} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 300)
endfunction()
