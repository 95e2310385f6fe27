// What a bank said in one file, as plain values: nothing here knows our orders yet.
#ifndef SERVICES_PAYMENT_BANK_FILE_H_
#define SERVICES_PAYMENT_BANK_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace dayaq::payment {

enum class BankFileKind {
  // pain.002.001.10: what the bank says it will do.
  kStatus,
  // camt.054.001.08: what moved on the account, the only proof that money moved.
  kMovement,
};

// Which way money went, as seen from our account.
enum class BankDirection { kOut, kIn };

// One transaction's status, or one that is said of many at once.
struct BankStatus {
  // What it is about: one order by its EndToEndId; where that is empty, all orders of one PmtInf; where that is empty too, of the
  // file.
  std::string end_to_end_id;
  std::string payment_information_id;
  // The code of the external code sets of ISO 20022 ("ACSP").
  std::string code;
  // Why, in the order of the file ("AC04"); proprietary ones as "-".
  std::vector<std::string> reasons;
  int line = 0;
};

// One movement.
struct BankMovement {
  // "" when the bank names none, or none of our form.
  std::string end_to_end_id;
  BankDirection direction = BankDirection::kOut;
  int64_t qepik = 0;
  absl::CivilDay booked_on;
  // Booked; anything else is an announcement that proves nothing.
  bool booked = false;
  // It takes back another one: said by RvslInd or RtrInf.
  bool takes_back = false;
  // Why money came back ("AC04"), or "".
  std::string reason;
  // The bank's references of the entry and of the transaction in it, one of them at least: what tells a repeated line from a second
  // one.
  std::string entry_reference;
  std::string transaction_reference;
  int line = 0;
};

struct BankFile {
  BankFileKind kind = BankFileKind::kStatus;
  // The bank's name of the message, unique for ever.
  std::string message_id;
  absl::Time created;
  // Of a status file: the message of ours it answers.
  std::string original_message_id;
  // Of a movement file: the accounts it tells of.
  std::vector<std::string> accounts;
  std::vector<BankStatus> statuses;
  std::vector<BankMovement> movements;
};

// At most so many statuses or movements in one file; a bank splits longer ones.
inline constexpr int kMostBankLines = 20'000;

// Read whole or not at all: INVALID_ARGUMENT with BANK_FILE_MALFORMED, the line, the path and what is wrong. No fault repeats what
// the file holds.
absl::StatusOr<BankFile> ReadPain002(absl::string_view bytes);
absl::StatusOr<BankFile> ReadCamt054(absl::string_view bytes);
// The one or the other, by the namespace.
absl::StatusOr<BankFile> ReadBankFile(absl::string_view bytes);

// Whether it is an EndToEndId of ours: 32 lower-case hex digits.
bool IsEndToEndId(absl::string_view text);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_FILE_H_
