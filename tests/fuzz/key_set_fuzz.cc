// The identity provider's key set is read without a crash, whatever it answers, and every key kept is one that can be found and
// used.
#include <cstdint>
#include <cstdlib>

#include "services/platform/identity/key_set.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto keys = dayaq::KeySet::Parse(absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!keys.ok()) return 0;
  if ((*keys)->size() == 0 || (*keys)->Find("") != nullptr) std::abort();
  for (const char* const id : {"ed", "es"}) {
    const auto* const key = (*keys)->Find(id);
    if (key != nullptr && key->Verify("text", std::string(64, 's'))) std::abort();
  }
  return 0;
}
