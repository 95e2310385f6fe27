// All SQL about imports. Holds no rules.
#ifndef SERVICES_INCIDENT_IMPORT_STORE_H_
#define SERVICES_INCIDENT_IMPORT_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/import_service.pb.h"
#include "services/incident/new_records.h"
#include "services/platform/database/transaction.h"

namespace dayaq::incident {

// What a row became when it was taken.
struct KnownRow {
  std::string incident_uid;
  std::string casualty_uid;
};

// A row of the source file that is taken now. `identity` is 16 octets.
struct TakenRow {
  std::string identity;
  std::string incident_uid;
  std::string casualty_uid;
  int64_t row = 0;
};

// Casualties that come to an incident taken before.
struct AddedCounts {
  int killed = 0;
  int injured = 0;
  int outcome_unknown = 0;
};

// Everything a batch brings that is new.
struct ImportBatch {
  std::vector<v1::Incident> incidents;
  std::vector<v1::Casualty> casualties;
  std::vector<CasualtyToken> tokens;  // of those casualties
  std::vector<v1::Report> reports;
  std::vector<TakenRow> rows;
  std::map<std::string, std::string> groups;  // identity -> incident uid
  std::map<std::string, AddedCounts> added;   // incident taken before -> what it gains
};

class ImportStore {
 public:
  // Adds a trial register and districts of it that are not there yet.
  absl::Status AddRegister(Transaction& transaction, const v1::Register& definition) const;
  absl::Status AddPlaces(Transaction& transaction, const google::protobuf::RepeatedPtrField<v1::Place>& places) const;

  // Stores an import unless there is one of the same file and mapping; returns the one that stands.
  absl::StatusOr<v1::Import> InsertOrGet(Transaction& transaction, const v1::Import& import) const;
  absl::StatusOr<v1::Import> Get(Transaction& transaction, absl::string_view uid) const;
  absl::Status Finish(Transaction& transaction, absl::string_view uid) const;

  // Which of these rows, and groups, were taken before; by identity.
  absl::StatusOr<std::map<std::string, KnownRow>> KnownRows(Transaction& transaction,
                                                            const std::vector<std::string>& identities) const;
  absl::StatusOr<std::map<std::string, std::string>> KnownGroups(Transaction& transaction,
                                                                 const std::vector<std::string>& identities) const;

  absl::Status InsertBatch(Transaction& transaction, const v1::Import& import, const ImportBatch& batch) const;
  // Adds to the counts of an import and returns it; the last statement of a batch.
  absl::StatusOr<v1::Import> CountRows(Transaction& transaction, absl::string_view uid, int64_t taken, int64_t known,
                                       int64_t refused) const;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_IMPORT_STORE_H_
