// Whether a file comes from a bank: its detached CMS signature, by a certificate that stands in our folder of banks. Trust is the
// certificate itself, not an authority: no other certificate, however issued, speaks for a bank.
#ifndef SERVICES_PAYMENT_BANK_SIGNATURE_H_
#define SERVICES_PAYMENT_BANK_SIGNATURE_H_

#include <openssl/x509.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq::payment {

class BankCertificates {
 public:
  // No bank: no file is taken.
  BankCertificates() = default;

  // Every `<bank>.pem` of the folder, one certificate a file. FAILED_PRECONDITION with the file that holds none.
  static absl::StatusOr<BankCertificates> Load(const std::string& folder);
  // One more; `bank` is what messages of it are called by. Several may stand for one bank, while it changes from one to the next.
  absl::Status Add(absl::string_view bank, absl::string_view pem);

  // Which bank signed `content`. `signature` is CMS SignedData without content, in DER or PEM, of one signer, with SHA-256 or a
  // longer digest. INVALID_ARGUMENT with BANK_SIGNATURE_MISSING where it is none, or BANK_SIGNATURE_INVALID: another key, another
  // content, a certificate that is not valid at `now`.
  absl::StatusOr<std::string> Verify(absl::string_view content, absl::string_view signature, absl::Time now) const;

  bool empty() const { return banks_.empty(); }

 private:
  std::vector<std::pair<std::string, std::shared_ptr<X509>>> banks_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_SIGNATURE_H_
