#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

absl::StatusOr<SigningKey> SigningKey::Load(const std::string& path) {
  ASSIGN_OR_RETURN(std::string seed, ReadKeyFile(path));
  absl::StatusOr<SigningKey> key = FromSeed(seed);
  Wipe(seed);
  return key;
}

}  // namespace dayaq
