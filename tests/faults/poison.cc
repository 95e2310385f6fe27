#include "tests/faults/poison.h"

#include <pqxx/pqxx>

namespace dayaq::testing {
namespace {

constexpr char kPut[] = R"sql(
  WITH event AS (INSERT INTO outbox.event (uid, kind, resource) VALUES (gen_random_uuid(), 'incident.reported', 'incidents/poison') RETURNING uid)
  INSERT INTO outbox.delivery (event_uid, subscriber, attempts) SELECT uid, 'incident.propose_duplicates', 7 FROM event
)sql";

constexpr char kParked[] = R"sql(
  SELECT count(*) FROM outbox.parked() WHERE resource = 'incidents/poison' AND reason <> ''
)sql";

}  // namespace

void PutPoison(const std::string& database) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  work.exec(kPut);
  work.commit();
}

bool TakeParkedPoison(const std::string& database) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  const bool parked = work.exec(kParked)[0][0].as<int>() == 1;
  work.exec("DELETE FROM outbox.event WHERE resource = 'incidents/poison'");
  work.commit();
  return parked;
}

}  // namespace dayaq::testing
