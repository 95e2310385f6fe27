// What a test sees of a service's work from outside: every stored row, and every audit entry.
#ifndef TESTS_SUPPORT_DATABASE_OBSERVER_H_
#define TESTS_SUPPORT_DATABASE_OBSERVER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "tests/support/test_database.h"

namespace dayaq::testing {

// One line for each table, "incident.casualty 2 <hash of its rows>": equal only when nothing at all was stored in between. Without
// the audit log, without the register of encryption keys, which a service keeps by itself, and without sessions and scopes, which
// become known by any call.
std::string ContentsOf(const TestDatabase& database);

// All audit entries as they were signed, oldest first.
std::vector<audit::v1::Entry> EntriesOf(const TestDatabase& database);

// The tables and columns in which `text`, as it stands or as its octets, is found in any row, audit log included.
std::vector<std::string> PlacesOf(const TestDatabase& database, absl::string_view text);

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_DATABASE_OBSERVER_H_
