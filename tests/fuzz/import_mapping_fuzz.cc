// No text makes the compiler of mappings stumble: it is a mapping whose every column and field exists, or a list of faults.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "clients/cli/importing/mapping.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<dayaq::importing::Mapping> mapping = dayaq::importing::CompileMapping(text, "fuzz.yaml");
  if (!mapping.ok()) {
    Require(mapping.status().message().find("fuzz.yaml") != absl::string_view::npos);
    return 0;
  }
  Require(!mapping->name.empty() && mapping->columns.size() == mapping->headers.size() && !mapping->group_by.empty());
  for (const int column : mapping->group_by) Require(column >= 0 && static_cast<size_t>(column) < mapping->columns.size());
  for (const auto* rules : {&mapping->incident_fields, &mapping->casualty_fields}) {
    for (const auto& rule : *rules) Require(!rule.fields.empty());
  }
  return 0;
}
