// dayaq.keys.v1.KeyService, which every service serves: how the key-encryption keys stand, and making the next one.
#ifndef SERVICES_PLATFORM_SERVICE_KEY_SERVICE_H_
#define SERVICES_PLATFORM_SERVICE_KEY_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/keys/v1/key_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

class KeyService {
 public:
  // `keys` outlives it.
  explicit KeyService(KeyKeeper& keys) : keys_(keys) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<keys::v1::KeyStatus> GetKeyStatus(const keys::v1::GetKeyStatusRequest& request, rpc::Call& call);
  absl::StatusOr<keys::v1::KeyStatus> RotateKeys(const keys::v1::RotateKeysRequest& request, rpc::Call& call);
  absl::StatusOr<keys::v1::KeyStatus> RereadStatus(const std::string& name, rpc::Call& call);

 private:
  KeyKeeper& keys_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_KEY_SERVICE_H_
