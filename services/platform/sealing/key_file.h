// Key files as they come and go (see ReadKeyFile for what they hold).
#ifndef SERVICES_PLATFORM_SEALING_KEY_FILE_H_
#define SERVICES_PLATFORM_SEALING_KEY_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace dayaq {

// Writes a file with a random key, whole or not at all, and on disk when it returns. ALREADY_EXISTS when the name is taken, also by
// somebody who was faster; FAILED_PRECONDITION when it cannot be written.
absl::Status WriteNewKeyFile(const std::string& path);

// Overwrites a key file and removes it. What a snapshot or a file system that never overwrites kept of it is beyond reach here. One
// that is gone already is fine.
absl::Status DestroyKeyFile(const std::string& path);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_KEY_FILE_H_
