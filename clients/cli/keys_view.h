// Keys and erasures as people read them.
#ifndef CLIENTS_CLI_KEYS_VIEW_H_
#define CLIENTS_CLI_KEYS_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/keys/v1/key_service.pb.h"
#include "dayaq/survivor/v1/erasure.pb.h"

namespace dayaq::cli {

// Every key-encryption key, and how far wrapping anew is.
void PrintKeys(const keys::v1::KeyStatus& status, Language language, std::ostream& out);

// One erasure with what goes and what stays until when; `stored`: it stands in the database, else it is only what would be.
void PrintErasure(const survivor::v1::Erasure& erasure, bool stored, Language language, std::ostream& out);
void PrintErasures(const survivor::v1::ListErasuresResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_KEYS_VIEW_H_
