#include "services/platform/tls/certificate_set.h"

#include <openssl/bn.h>
#include <openssl/err.h>

#include <ctime>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tls/openssl_types.h"
#include "services/platform/tls/svid.h"

namespace dayaq::tls {
namespace {

constexpr size_t kLongestFile = 64 * 1024;

absl::Status Wrong(absl::string_view what) { return absl::InvalidArgumentError(what); }

absl::StatusOr<std::string> ReadFile(const std::string& directory, absl::string_view name) {
  std::ifstream file(absl::StrCat(directory, "/", name), std::ios::binary);
  std::string text(kLongestFile + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) return absl::UnavailableError(absl::StrCat(name, " cannot be read."));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kLongestFile) return absl::UnavailableError(absl::StrCat(name, " is too long."));
  return text;
}

// All certificates of a PEM text. A text that breaks off is refused: half a bundle would lock out half the peers.
absl::StatusOr<std::vector<Certificate>> ReadCertificates(const std::string& pem, absl::string_view name) {
  std::vector<Certificate> certificates;
  const Memory text = Over(pem);
  while (X509* const certificate = PEM_read_bio_X509(text.get(), nullptr, NoPassword, nullptr))
    certificates.emplace_back(certificate);
  const bool is_at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (certificates.empty()) return Wrong(absl::StrCat(name, " holds no certificate."));
  if (!is_at_end || !absl::EndsWith(absl::StripTrailingAsciiWhitespace(pem), "-----END CERTIFICATE-----")) {
    return Wrong(absl::StrCat(name, " breaks off or holds something else than certificates."));
  }
  return certificates;
}

// Whether the chain leads to one of the authorities and is in date.
absl::Status CheckChain(const std::vector<Certificate>& chain, const std::vector<Certificate>& authorities, absl::Time now) {
  const Store store(X509_STORE_new());
  const StoreContext context(X509_STORE_CTX_new());
  const Chain intermediates(sk_X509_new_null());
  for (const Certificate& authority : authorities) X509_STORE_add_cert(store.get(), authority.get());
  for (size_t i = 1; i < chain.size(); ++i) sk_X509_push(intermediates.get(), chain[i].get());
  if (X509_STORE_CTX_init(context.get(), store.get(), chain[0].get(), intermediates.get()) != 1)
    return Wrong("The chain cannot be checked.");
  X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context.get()), absl::ToTimeT(now));
  const bool is_trusted = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  if (is_trusted) return absl::OkStatus();
  return Wrong(absl::StrCat(
      "The certificate does not stand: ", X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())), "."));
}

std::string SerialOf(const X509& leaf) {
  const std::unique_ptr<BIGNUM, Freer<BN_free>> number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(&leaf), nullptr));
  char* const text = BN_bn2hex(number.get());
  std::string serial(text);
  OPENSSL_free(text);
  return serial;
}

absl::Time ExpiryOf(const X509& leaf) {
  std::tm moment{};
  ASN1_TIME_to_tm(X509_get0_notAfter(&leaf), &moment);
  return absl::FromTimeT(timegm(&moment));
}

}  // namespace

absl::StatusOr<CertificateSet> ReadCertificateSet(const std::string& directory) {
  CertificateSet set;
  ASSIGN_OR_RETURN(set.certificate, ReadFile(directory, kCertificateFile));
  ASSIGN_OR_RETURN(set.key, ReadFile(directory, kKeyFile));
  ASSIGN_OR_RETURN(set.authorities, ReadFile(directory, kAuthoritiesFile));
  return set;
}

absl::StatusOr<CertificateFacts> CheckCertificateSet(const CertificateSet& set, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<Certificate> chain, ReadCertificates(set.certificate, kCertificateFile));
  ASSIGN_OR_RETURN(const std::vector<Certificate> authorities, ReadCertificates(set.authorities, kAuthoritiesFile));
  const Memory key_text = Over(set.key);
  const PrivateKey key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, NoPassword, nullptr));
  X509& leaf = *chain[0];
  const bool is_pair = key != nullptr && X509_check_private_key(&leaf, key.get()) == 1;
  ERR_clear_error();
  if (key == nullptr) return Wrong(absl::StrCat(kKeyFile, " holds no readable private key."));
  if (!is_pair) return Wrong("The key is not the certificate's.");
  RETURN_IF_ERROR(CheckChain(chain, authorities, now));
  CertificateFacts facts;
  ASSIGN_OR_RETURN(facts.spiffe_id, SpiffeIdOf(leaf));
  if (X509_check_purpose(&leaf, X509_PURPOSE_SSL_SERVER, 0) != 1 || X509_check_purpose(&leaf, X509_PURPOSE_SSL_CLIENT, 0) != 1) {
    return Wrong("The certificate is not for both a server and a client.");
  }
  facts.serial = SerialOf(leaf);
  facts.expires_at = ExpiryOf(leaf);
  return facts;
}

}  // namespace dayaq::tls
