// A bank that does not exist: reads payment orders (pain.001), answers with signed pain.002 and camt.054, and does what a test
// wants of it.
#ifndef TESTS_SUPPORT_INVENTED_BANK_H_
#define TESTS_SUPPORT_INVENTED_BANK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "tests/support/test_certificates.h"

namespace dayaq::testing {

// What the bank says of one order.
struct BankSays {
  std::string end_to_end_id;
  std::string status = "ACSP";
  std::vector<std::string> reasons;
};

// One movement that the bank booked, or announces.
struct BankBooks {
  std::string end_to_end_id;
  int64_t qepik = 0;
  bool out = true;
  // Why money came back; "" for none. With one, or with `reversal`, it takes back another movement.
  std::string reason;
  bool reversal = false;
  // The bank's reference of the entry; none is made up for "".
  std::string reference;
  absl::CivilDay day;
  std::string entry_status = "BOOK";
};

// An order as the bank reads it.
struct OrderAtBank {
  std::string end_to_end_id;
  int64_t qepik = 0;
  std::string iban;
};

// An account at a bank of policy/payments.yaml ("AIIB"); each number has an IBAN of its own, with right check digits.
std::string InventedIban(uint64_t number, absl::string_view bank = "AIIB");

class InventedBank {
 public:
  explicit InventedBank(const std::string& name = "invented-bank");

  const std::string& name() const { return name_; }
  const std::string& certificate_pem() const { return issued_.certificate_pem; }
  // Detached CMS signature in DER.
  std::string Sign(absl::string_view bytes) const;

  // MsgId and orders of a pain.001 file.
  static std::string MessageIdOf(absl::string_view pain001);
  static std::vector<OrderAtBank> OrdersIn(absl::string_view pain001);

  // `group_status`: of the whole file, "" for none.
  static std::string Pain002(absl::string_view message_id, absl::Time created, absl::string_view original_message_id,
                             absl::string_view group_status, const std::vector<BankSays>& says);
  // One entry for each movement, or one for all of one direction that are booked together.
  static std::string Camt054(absl::string_view message_id, absl::Time created, absl::string_view iban,
                             const std::vector<BankBooks>& books, bool together = false);

 private:
  std::string name_;
  IssuedCertificate issued_;
};

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_INVENTED_BANK_H_
