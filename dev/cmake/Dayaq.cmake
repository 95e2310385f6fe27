# How everything here is compiled: one place for flags, packages and the two kinds of target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})  # dev/build.sh says how
endif()

option(DAYAQ_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(absl REQUIRED)
find_package(GTest REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CURL REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(GRPCPP REQUIRED IMPORTED_TARGET grpc++)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
find_package(prometheus-cpp REQUIRED CONFIG)
find_package(civetweb REQUIRED CONFIG)
find_package(rapidcheck REQUIRED CONFIG)

# Warnings for our own code; generated and third-party headers come in as system headers.
add_library(dayaq_warnings INTERFACE)
target_compile_options(dayaq_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow
  -Wno-missing-field-initializers -Werror)

# Every unit is compiled with the same options, or the precompiled headers would not fit (docs/adr/0029-one-compiler.md).
add_compile_options(-pthread)
add_compile_definitions(NOMINMAX)
add_link_options(-fuse-ld=lld)
if(DAYAQ_SANITIZE)
  add_link_options(-fsanitize=address,undefined)
endif()
set(DAYAQ_SANITIZERS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)

add_library(dayaq_options INTERFACE)
target_include_directories(dayaq_options INTERFACE ${CMAKE_SOURCE_DIR})
if(DAYAQ_SANITIZE)
  target_compile_options(dayaq_options INTERFACE ${DAYAQ_SANITIZERS})
endif()

# dayaq_precompiled(NAME HEADER [options...]): a header that others take over parsed.
function(dayaq_precompiled NAME HEADER)
  add_library(${NAME} STATIC ${CMAKE_SOURCE_DIR}/dev/cmake/precompiled.cc)
  # ccache compares what is in a precompiled header, not when it was made.
  target_compile_options(${NAME} PRIVATE ${ARGN} "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(${NAME} PRIVATE ${CMAKE_SOURCE_DIR}/dev/cmake/${HEADER})
  target_link_libraries(${NAME} PRIVATE dayaq_options absl::status absl::statusor absl::strings absl::time protobuf::libprotobuf
    GTest::gmock PkgConfig::GRPCPP PkgConfig::PQXX)
endfunction()
# A sanitized build optimises the platform alone (DAYAQ_HOT, set there): everything else runs so briefly in tests that optimising it takes
# longer than it saves.
set(DAYAQ_UNOPTIMISED $<$<BOOL:${DAYAQ_SANITIZE}>:-O0>)
dayaq_precompiled(dayaq_precompiled_hot precompiled.h)
dayaq_precompiled(dayaq_precompiled precompiled.h ${DAYAQ_UNOPTIMISED})
dayaq_precompiled(dayaq_precompiled_tests precompiled_tests.h ${DAYAQ_UNOPTIMISED})
dayaq_precompiled(dayaq_precompiled_rooms precompiled_rooms.h ${DAYAQ_UNOPTIMISED})
dayaq_precompiled(dayaq_precompiled_room_tests precompiled_room_tests.h ${DAYAQ_UNOPTIMISED})
# Our own headers in them are judged as they are elsewhere, and they read what protoc writes.
foreach(OF_ROOMS dayaq_precompiled_rooms dayaq_precompiled_room_tests)
  target_link_libraries(${OF_ROOMS} PRIVATE dayaq_warnings dayaq_protos)
endforeach()

# dayaq_is_room(OUT): what is described here is a service or a test of services: nearly every unit of them reads what the platform offers to rooms.
function(dayaq_is_room OUT)
  set(${OUT} OFF PARENT_SCOPE)
  if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${CMAKE_SOURCE_DIR}/(services|tests)/" AND NOT DAYAQ_HOT)
    set(${OUT} ON PARENT_SCOPE)
  endif()
endfunction()

# dayaq_library(NAME sources... [DEPS targets...]): a static library of one room.
function(dayaq_library NAME)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_library(${NAME} STATIC ${ARG_UNPARSED_ARGUMENTS})
  if(DAYAQ_HOT)
    target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled_hot)
  else()
    target_compile_options(${NAME} PRIVATE ${DAYAQ_UNOPTIMISED})
    dayaq_is_room(ROOM)
    if(ROOM)
      target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled_rooms)
    else()
      target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled)
    endif()
  endif()
  target_link_libraries(${NAME} PUBLIC ${ARG_DEPS} PRIVATE dayaq_options dayaq_warnings)
endfunction()

# dayaq_program(NAME sources... [DEPS targets...])
function(dayaq_program NAME)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(${NAME} PRIVATE ${DAYAQ_UNOPTIMISED})
  target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled)
  target_link_libraries(${NAME} PRIVATE ${ARG_DEPS} dayaq_options dayaq_warnings)
endfunction()

# dayaq_test(NAME sources... [DEPS targets...] [LABEL unit|integration]): the tests of one room, one ctest entry.
# Integration tests find their PostgreSQL through DAYAQ_TEST_CLUSTER, which `./dayaq test` sets.
function(dayaq_test NAME)
  cmake_parse_arguments(ARG "" "LABEL" "DEPS" ${ARGN})
  add_executable(${NAME} ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(${NAME} PRIVATE ${DAYAQ_UNOPTIMISED})
  dayaq_is_room(ROOM)
  if(ROOM)
    target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled_room_tests)
  else()
    target_precompile_headers(${NAME} REUSE_FROM dayaq_precompiled_tests)
  endif()
  target_link_libraries(${NAME} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main dayaq_options dayaq_warnings)
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  # Only what hangs comes to that: the slowest takes a sixth of it on two quiet cores.
  set_tests_properties(${NAME} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 900)
endfunction()

# dayaq_generated(NAME DIRECTORY sources...): what protoc wrote into that directory. Not sanitized: it is not ours, and doing so takes as
# long as all the rest. In a sanitized build it is a shared library, and what links it is not linked again when it changes: a change of the
# contract would otherwise link a hundred programs that do not use what changed.
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)
function(dayaq_generated NAME DIRECTORY)
  if(DAYAQ_SANITIZE)
    add_library(${NAME} SHARED ${ARGN})
  else()
    add_library(${NAME} STATIC ${ARGN})
  endif()
  target_compile_options(${NAME} PRIVATE ${DAYAQ_UNOPTIMISED})
  target_include_directories(${NAME} SYSTEM PUBLIC ${DIRECTORY})
  target_link_libraries(${NAME} PUBLIC protobuf::libprotobuf PkgConfig::GRPCPP)
endfunction()

# dayaq_test_protos(NAME FILE): messages that only the tests of a room use; FILE without .proto, from the top of the checkout.
function(dayaq_test_protos NAME FILE)
  set(PLACE ${CMAKE_BINARY_DIR}/testdata)
  file(MAKE_DIRECTORY ${PLACE})
  add_custom_command(
    OUTPUT ${PLACE}/${FILE}.pb.cc ${PLACE}/${FILE}.pb.h
    COMMAND protobuf::protoc --cpp_out=${PLACE} -I ${CMAKE_SOURCE_DIR} -I ${CMAKE_SOURCE_DIR}/proto
            -I ${CMAKE_SOURCE_DIR}/node_modules/google-proto-files ${CMAKE_SOURCE_DIR}/${FILE}.proto
    DEPENDS ${CMAKE_SOURCE_DIR}/${FILE}.proto)
  dayaq_generated(${NAME} ${PLACE} ${PLACE}/${FILE}.pb.cc)
  target_link_libraries(${NAME} PUBLIC dayaq_protos)
endfunction()
