// Certificate authorities that exist only in a test, and the certificates they issue: good ones, and any bad one wanted.
#ifndef TESTS_SUPPORT_TEST_CERTIFICATES_H_
#define TESTS_SUPPORT_TEST_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dayaq::testing {

// What to issue; as it stands, a good certificate for TLS but for its missing names.
struct CertificateSpec {
  // Subject alternative names.
  std::vector<std::string> uris;
  std::vector<std::string> dns_names;
  std::vector<std::string> ips;
  // Extensions in the words of openssl's configuration; an empty one is left out.
  std::string basic_constraints = "critical,CA:FALSE";
  std::string key_usage = "critical,digitalSignature";
  std::string extended_key_usage = "serverAuth,clientAuth";
  absl::Time not_before = absl::Now() - absl::Hours(1);
  absl::Time not_after = absl::Now() + absl::Hours(24);
};

// The certificate of the peer spiffe://dayaq.az/<path>, also valid for the host names "localhost" and 127.0.0.1.
CertificateSpec Svid(absl::string_view path);

struct IssuedCertificate {
  std::string certificate_pem;
  std::string key_pem;
  // In hexadecimal, without leading zeros.
  std::string serial;
};

class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name = "Dayaq test authority");

  const std::string& pem() const { return pem_; }
  // A new P-256 key and its certificate with a random serial number.
  IssuedCertificate Issue(const CertificateSpec& spec) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> certificate_;
  std::string pem_;
};

// Writes `text` under that path; the file is there whole or not at all.
void WriteFileWhole(const std::string& path, absl::string_view text);

// Writes cert.pem, key.pem and ca.pem into `directory`, which is made if need be, as an operator's tool would: one after the other.
void WriteCertificateSet(const std::string& directory, const IssuedCertificate& issued, const std::string& ca_pem);

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_TEST_CERTIFICATES_H_
