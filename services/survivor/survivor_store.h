// All SQL that people's calls run on survivors. Holds no rules: what is written was decided before.
#ifndef SERVICES_SURVIVOR_SURVIVOR_STORE_H_
#define SERVICES_SURVIVOR_SURVIVOR_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "services/platform/database/transaction.h"
#include "services/platform/people/identity_tokens.h"

namespace dayaq::survivor {

// What a survivor can be found by.
struct SurvivorToken {
  IdentityToken identity;
  std::string survivor_uid;
};

class SurvivorStore {
 public:
  // The record with its casualties and, for callers who read DISABILITY, its decisions, those of records that go on in it too;
  // names set. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Survivor> GetWhole(Transaction& transaction, absl::string_view uid, bool with_decisions) const;
  // The same, kept from changing until the end of the transaction. FAILED_PRECONDITION with RECORD_MERGED when it goes on in
  // another record, named in the metadata.
  absl::StatusOr<v1::Survivor> GetToChange(Transaction& transaction, absl::string_view uid, bool with_decisions) const;

  // The same, merged or not: for who merges and takes merges back.
  absl::StatusOr<v1::Survivor> Lock(Transaction& transaction, absl::string_view uid, bool with_decisions) const;

  // Records that match, newest first, at most `limit`, without casualties and decisions. `found` are the uids found by person or
  // casualty, when that was asked for; the list goes on behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::Survivor>> Search(Transaction& transaction, const v1::SurvivorFilter& filter,
                                                   const std::optional<std::vector<std::string>>& found, absl::string_view after,
                                                   int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::SurvivorFilter& filter,
                                const std::optional<std::vector<std::string>>& found) const;
  absl::StatusOr<std::vector<std::string>> FindByTokens(Transaction& transaction, absl::string_view kind,
                                                        const std::vector<std::string>& tokens) const;
  absl::StatusOr<std::vector<std::string>> FindByCasualty(Transaction& transaction, absl::string_view casualty_uid) const;

  // Whether the district is one of the register's gazetteer.
  absl::StatusOr<bool> IsPlace(Transaction& transaction, absl::string_view register_code, absl::string_view district) const;
  // Whether there is such a register.
  absl::StatusOr<bool> IsRegister(Transaction& transaction, absl::string_view register_code) const;
  // Waits for others who give one of these national ids (as tokens) to a record, and makes others wait.
  absl::Status LockNationalIds(Transaction& transaction, const std::vector<std::string>& tokens) const;
  // Whether a record other than this one, of its register and wherever it lies, bears the national id of that token.
  absl::StatusOr<bool> OtherBears(Transaction& transaction, const v1::Survivor& survivor, absl::string_view token) const;

  // Writes what a caseworker may correct, all but the district the record lies in; `unconfirmed` takes back by what the identity
  // was confirmed.
  absl::Status UpdateDetails(Transaction& transaction, const v1::Survivor& survivor, bool unconfirmed) const;
  // Writes the tokens anew, and the key when it was made now.
  absl::Status UpdateTokens(Transaction& transaction, const v1::Survivor& survivor, const std::vector<SurvivorToken>& tokens) const;
  // Gives the record to the staff of its home district, after everything else was written: the caller may not see it any more.
  absl::Status MoveToDistrict(Transaction& transaction, absl::string_view uid, absl::string_view district) const;
  absl::Status ConfirmIdentity(Transaction& transaction, absl::string_view uid, absl::Time time, absl::string_view document) const;
  // Writes state, day, cause, document and time of the death.
  absl::Status RecordDeath(Transaction& transaction, const v1::Survivor& survivor) const;

  // Writes that no death is known, and what is doubtful now.
  absl::Status WithdrawDeath(Transaction& transaction, const v1::Survivor& survivor) const;

  // Adds a decision about the survivor; `replaced`, when there is one, is stored as it stands after the decision took over.
  absl::Status Decide(Transaction& transaction, const v1::Survivor& survivor, const v1::DisabilityDecision& decision,
                      const std::optional<v1::DisabilityDecision>& replaced) const;

 private:
  absl::Status AddParts(Transaction& transaction, bool with_decisions, v1::Survivor& survivor) const;
};

// Tokens as rows of survivor.token, in JSON.
std::string TokenRows(const std::vector<SurvivorToken>& tokens);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_STORE_H_
