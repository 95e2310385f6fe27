// No bytes make the reader of camt.054 stumble: they are a file whole, or refused with a line.
#include <cstdint>

#include "tests/fuzz/bank_xml_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  dayaq::payment::CheckBankFile(dayaq::payment::ReadCamt054(absl::string_view(reinterpret_cast<const char*>(data), size)));
  return 0;
}
