// All SQL that keeps records in step with the incident register. Holds no rules: what is written was decided before.
#ifndef SERVICES_SURVIVOR_RECORD_STORE_H_
#define SERVICES_SURVIVOR_RECORD_STORE_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

// A casualty as it stands in the incident register, and its link to a record if it has one.
struct HeardCasualty {
  v1::RegisteredCasualty casualty;
  std::optional<v1::AttachedCasualty> link;
  // The national id it told when the link was written last, as a token; empty when none.
  std::string told_id;
  // The resource it was asked for by: "incidents/..." or "incidents/.../casualties/...".
  std::string resource;
  // The record that speaks for the person: the link's, or the one that goes on in; empty without a link.
  std::string record_uid;
};

// The national id a casualty tells, as a token; empty when none.
struct ToldId {
  std::string casualty_uid;
  std::string token;
};

// Records to open, each with the casualty that opens it. The transaction's keys() hold a new key for each that has something
// sealed.
struct NewRecords {
  std::vector<v1::Survivor> survivors;
  std::vector<v1::AttachedCasualty> links;
  std::vector<SurvivorToken> tokens;
};

class RecordStore {
 public:
  // The casualties of these resources; one that belongs to several comes several times.
  absl::StatusOr<std::vector<HeardCasualty>> Heard(Transaction& transaction, const std::vector<std::string>& resources) const;

  // Opens records; answers with the uids of those that opened. Left out is a record whose casualty was attached in the meantime
  // and, unless `also_borne`, one whose national id another record of its register bears.
  absl::StatusOr<std::set<std::string>> Open(Transaction& transaction, const NewRecords& records, bool also_borne) const;

  // The records that bear the national id of that token or go on where one that bears it went, oldest first, kept from changing.
  absl::StatusOr<std::vector<v1::Survivor>> Bearers(Transaction& transaction, absl::string_view register_code,
                                                    absl::string_view token) const;
  // The records of these casualties and those they go on in, kept from changing.
  absl::StatusOr<std::vector<v1::Survivor>> OfCasualties(Transaction& transaction,
                                                         const std::vector<std::string>& casualty_uids) const;
  // All casualties of these records, and of those that go on in them, as they stand now, oldest first, whatever was asked for.
  absl::StatusOr<std::vector<HeardCasualty>> CasualtiesOf(Transaction& transaction,
                                                          const std::vector<std::string>& survivor_uids) const;

  // Attaches a casualty that tells that national id, as a token, to a record; false when somebody did so in the meantime.
  absl::StatusOr<bool> Attach(Transaction& transaction, const v1::Survivor& survivor, const v1::AttachedCasualty& link,
                              absl::string_view told_id) const;
  // Writes the copies of casualties anew.
  absl::Status RefreshLinks(Transaction& transaction, const std::vector<v1::AttachedCasualty>& links,
                            const std::vector<ToldId>& told_ids) const;
  // Writes district, identity and its confirmation, sex, death and doubts of records; adds the keys made now, and these tokens.
  absl::Status Refresh(Transaction& transaction, const std::vector<v1::Survivor>& survivors,
                       const std::vector<SurvivorToken>& tokens) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RECORD_STORE_H_
