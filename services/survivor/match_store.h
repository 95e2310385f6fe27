// All SQL about which records are one person. Holds no rules: what is asked, answered or merged was decided before.
#ifndef SERVICES_SURVIVOR_MATCH_STORE_H_
#define SERVICES_SURVIVOR_MATCH_STORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/database/transaction.h"
#include "services/platform/people/identity_tokens.h"

namespace dayaq::survivor {

// Where a list of questions goes on.
struct MatchCursor {
  int score = 0;
  std::string uid;
};

// Which questions are listed.
struct MatchSelection {
  std::string register_code;
  v1::MatchState state = v1::MATCH_STATE_OPEN;
  std::string survivor_uid;  // empty: about any record
};

// A record as it is compared, and what a person is shown of it.
struct ComparedRecord {
  v1::Survivor survivor;
  v1::MatchFacts facts;
};

// Who answered a question, and why.
struct MatchAnswer {
  v1::MatchState state = v1::MATCH_STATE_DIFFERENT;
  std::string staff_uid;
  std::string reason;
};

class MatchStore {
 public:
  // For each of these records the records that share most with it, at most `most` each; with `older_only` each pair comes once.
  absl::StatusOr<std::map<std::string, std::vector<std::string>>> Candidates(Transaction& transaction,
                                                                             const std::vector<std::string>& uids, bool older_only,
                                                                             int most) const;
  // The records within the caller's reach that share most of these tokens, best first.
  absl::StatusOr<std::vector<std::string>> Find(Transaction& transaction, absl::string_view register_code,
                                                const std::vector<IdentityToken>& tokens, int most) const;
  // The next records behind that one, newest first, within the caller's reach, that bear one of these tokens.
  absl::StatusOr<std::vector<std::string>> FindByLetters(Transaction& transaction, absl::string_view register_code,
                                                         const std::vector<IdentityToken>& tokens, absl::string_view after,
                                                         int most) const;
  // Records out of the caller's reach that bear one of them, a few at most.
  absl::StatusOr<int64_t> CountMeantElsewhere(Transaction& transaction, absl::string_view register_code,
                                              const std::vector<IdentityToken>& tokens) const;
  // These records by uid, without casualties and decisions; one that the caller does not see is left out.
  absl::StatusOr<std::map<std::string, v1::Survivor>> Records(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Whether one out of the caller's reach shares a national id or telephone, or two other tokens.
  absl::StatusOr<bool> IsAlikeElsewhere(Transaction& transaction, absl::string_view register_code,
                                        const std::vector<IdentityToken>& tokens) const;
  // These records as they are compared, by uid; one that the caller does not see is left out.
  absl::StatusOr<std::map<std::string, ComparedRecord>> Compared(Transaction& transaction,
                                                                 const std::vector<std::string>& uids) const;

  // Asks these questions, or asks them again; one that was answered stays so as long as its reasons are the same.
  absl::Status Ask(Transaction& transaction, const std::vector<v1::Match>& matches) const;
  // Closes open questions about these records that are not among `asked`.
  absl::Status Close(Transaction& transaction, const std::vector<std::string>& uids, const std::vector<v1::Match>& asked) const;

  absl::StatusOr<std::vector<v1::Match>> List(Transaction& transaction, const MatchSelection& selection,
                                              const std::optional<MatchCursor>& after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const MatchSelection& selection) const;
  // Open questions of which the caller sees one record only.
  absl::StatusOr<int64_t> CountForSupervisor(Transaction& transaction, absl::string_view register_code) const;
  absl::StatusOr<v1::Match> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Match> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Answer(Transaction& transaction, absl::string_view uid, const MatchAnswer& answer) const;
  // The same of the question between two records, if there is one.
  absl::Status AnswerBetween(Transaction& transaction, absl::string_view uid, absl::string_view other,
                             const MatchAnswer& answer) const;

 private:
  absl::StatusOr<int64_t> Total(Transaction& transaction, const Query& query, const Params& params) const;
};

// Kinds of tokens that lead to candidates.
const std::vector<std::string>& CandidateKinds();

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCH_STORE_H_
