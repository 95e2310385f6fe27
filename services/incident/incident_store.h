// All SQL about incidents, casualties and reports. Holds no rules: what is written was decided before.
#ifndef SERVICES_INCIDENT_INCIDENT_STORE_H_
#define SERVICES_INCIDENT_INCIDENT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "services/incident/incident_rules.h"
#include "services/incident/new_records.h"
#include "services/platform/database/transaction.h"

namespace dayaq::incident {

// Where rows of an incident belong: who sees the incident sees them. Copied from it into each of them.
struct Scope {
  std::string register_code;
  std::string district;
  std::string institution;
};
inline Scope ScopeOf(const v1::Incident& incident) {
  return {incident.register_(), incident.facts().district(), incident.institution()};
}

// Where a search goes on: the sort key of the last row of the page before.
struct SearchCursor {
  std::string occurred_on;
  std::string uid;
};

class IncidentStore {
 public:
  absl::StatusOr<PlaceAnswer> FindPlace(Transaction& transaction, absl::string_view register_code,
                                        absl::string_view district) const;
  absl::StatusOr<std::vector<v1::Place>> Places(Transaction& transaction, absl::string_view register_code) const;
  absl::StatusOr<std::vector<v1::Register>> Registers(Transaction& transaction) const;

  // Stores an incident with its casualties, their new keys and tokens, and its one report; sets the number. The transaction's
  // keys() hold a key for each casualty that has something sealed.
  absl::Status Insert(Transaction& transaction, v1::Incident& incident, const v1::Report& report,
                      const std::vector<CasualtyToken>& tokens) const;
  // Adds a report to an incident, and the people it names for the first time.
  absl::Status AddReport(Transaction& transaction, const v1::Incident& incident, const std::vector<v1::Casualty>& added,
                         const v1::Report& report, const std::vector<CasualtyToken>& tokens) const;

  // The incident alone, names set. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Incident> Get(Transaction& transaction, absl::string_view uid) const;
  // The incident with its casualties and reports.
  absl::StatusOr<v1::Incident> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // The incident with its casualties, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Incident> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Casualty> GetCasualtyToChange(Transaction& transaction, absl::string_view incident_uid,
                                                   absl::string_view uid) const;

  // Writes what the caller may see of the facts, their sources and the counts; state and decisions stay.
  absl::Status UpdateFacts(Transaction& transaction, const v1::Incident& incident) const;
  // Writes state, decisions and where it was merged into; facts stay.
  absl::Status UpdateState(Transaction& transaction, const v1::Incident& incident) const;
  absl::Status UpdateCounts(Transaction& transaction, const v1::Incident& incident) const;
  // Writes what the caller may see of a casualty's facts.
  absl::Status UpdateCasualty(Transaction& transaction, const v1::Casualty& casualty) const;
  // Writes a casualty's tokens anew, and its key when it was made now. For callers who read identities.
  absl::Status UpdateTokens(Transaction& transaction, const v1::Casualty& casualty, const Scope& scope,
                            const std::vector<CasualtyToken>& tokens) const;

  absl::StatusOr<std::vector<v1::IncidentVersion>> IncidentVersions(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::CasualtyVersion>> CasualtyVersions(Transaction& transaction, absl::string_view incident_uid) const;

  // Incidents that match, newest first, at most `limit`. `found` are the incidents found by person, when that was asked for.
  absl::StatusOr<std::vector<v1::Incident>> Search(Transaction& transaction, const v1::IncidentFilter& filter,
                                                   const std::optional<std::vector<std::string>>& found,
                                                   const std::optional<SearchCursor>& after, int limit) const;
  absl::StatusOr<v1::IncidentTotals> Totals(Transaction& transaction, const v1::IncidentFilter& filter,
                                            const std::optional<std::vector<std::string>>& found) const;
  absl::StatusOr<std::vector<std::string>> FindByTokens(Transaction& transaction, absl::string_view kind,
                                                        const std::vector<std::string>& tokens) const;

 private:
  absl::Status AddCasualties(Transaction& transaction, v1::Incident& incident) const;
  absl::Status AddReports(Transaction& transaction, v1::Incident& incident) const;
};

// Tokens as rows of incident.token, in JSON.
std::string TokenRows(const std::vector<CasualtyToken>& tokens, absl::string_view incident_uid);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_STORE_H_
