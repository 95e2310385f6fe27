// A certificate, its key and the authorities that peers must come from: the three files a workload is given, and whether they can
// be used together.
#ifndef SERVICES_PLATFORM_TLS_CERTIFICATE_SET_H_
#define SERVICES_PLATFORM_TLS_CERTIFICATE_SET_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dayaq::tls {

inline constexpr char kCertificateFile[] = "cert.pem";
inline constexpr char kKeyFile[] = "key.pem";
inline constexpr char kAuthoritiesFile[] = "ca.pem";

// The files' contents, PEM.
struct CertificateSet {
  // The leaf, then its intermediates.
  std::string certificate;
  std::string key;
  // One or more authorities; two while they are being rotated.
  std::string authorities;

  friend bool operator==(const CertificateSet&, const CertificateSet&) = default;
};

// What a usable set says about its leaf.
struct CertificateFacts {
  std::string spiffe_id;
  // Upper-case hexadecimal, whole bytes.
  std::string serial;
  absl::Time expires_at;
};

// Reads the three files of a directory. UNAVAILABLE names the file that cannot be read, or is longer than 64 KiB.
absl::StatusOr<CertificateSet> ReadCertificateSet(const std::string& directory);

// Whether the set can be served at `now`: everything is whole and readable, the key is the certificate's, the chain leads to one of
// the authorities and is in date, and the leaf is an X.509-SVID of our trust domain for both ends of a connection. INVALID_ARGUMENT
// says what is wrong, without any content.
absl::StatusOr<CertificateFacts> CheckCertificateSet(const CertificateSet& set, absl::Time now);

}  // namespace dayaq::tls

#endif  // SERVICES_PLATFORM_TLS_CERTIFICATE_SET_H_
