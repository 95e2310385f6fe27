// Recorded transactions as pgbench scripts: the same statements with the same values, but fresh ids each time.
#ifndef TESTS_BENCH_FLOOR_SCRIPT_H_
#define TESTS_BENCH_FLOOR_SCRIPT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/sealing/signer.h"
#include "tests/bench/wire_recorder.h"

namespace dayaq::testing {

struct FloorScript {
  std::string sql;
  // For pgbench -D.
  std::vector<std::pair<std::string, std::string>> variables;
};

// What stays the same for all scripts of one run.
struct FloorOptions {
  // Signs the database context anew, for a moment far away; the recorded one would expire.
  const Mac& context_mac;
  // Ids made since then are of the recorded call itself: fresh ones take their place.
  absl::Time recorded_since;
  // Ids of incidents that a read may take, of the thousands that `seeded` transactions of four clients made.
  int seeded = 0;
};

// `name` sets the variables of several scripts apart. `incident_uid` is the incident that the transaction made; or reads, with
// `is_read`: then each time another of the seeded ones is read.
//
// An id becomes 00000KKK-0000-7000-8000-NNNNNNNNNNNN: K tells the ids of one script apart (the incident is 1), N is made of
// the variables round, client_id and a count, and ascends within a client as the ids of a service do. Where a statement takes a
// value with such ids, replace() puts N in; so it does at the end of the token of a national id, since each is somebody else's.
// Everything else of the value stands as the service said it.
FloorScript MakeFloorScript(absl::string_view name, const RecordedTransaction& transaction, absl::string_view incident_uid,
                            bool is_read, const FloorOptions& options);

// A transaction of a journey through several services, and whose it was.
struct JourneyPart {
  // The login: the script takes it before the transaction, so pgbench signs in as somebody who may.
  std::string login;
  RecordedTransaction transaction;
};

// The transactions of a whole journey, one after the other in one script; an id that several of them name stays one id. A reaction
// claims one delivery, of a subscriber with "_floor" after its name, and completes the one that it got, which may be another
// client's.
FloorScript MakeJourneyScript(absl::string_view name, const std::vector<JourneyPart>& parts, absl::string_view incident_uid,
                              const FloorOptions& options);

}  // namespace dayaq::testing

#endif  // TESTS_BENCH_FLOOR_SCRIPT_H_
