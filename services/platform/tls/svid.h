// Who a certificate says its holder is: the X.509-SVID rules of SPIFFE, as this house applies them to every peer and to itself.
#ifndef SERVICES_PLATFORM_TLS_SVID_H_
#define SERVICES_PLATFORM_TLS_SVID_H_

#include <openssl/x509.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::tls {

// The trust domain of every workload of this house.
inline constexpr char kTrustDomain[] = "dayaq.az";

// Whether `id` is spiffe://dayaq.az/<path>: at least one path segment, each of letters, digits, '.', '_' and '-', none '.' or '..',
// at most 2048 bytes. INVALID_ARGUMENT says what is wrong.
absl::Status CheckSpiffeId(absl::string_view id);

// The SPIFFE id of a leaf certificate: exactly one URI name, which passes CheckSpiffeId; no authority (CA:false, neither
// keyCertSign nor cRLSign); digitalSignature set. INVALID_ARGUMENT says what is wrong. Trust and dates are not looked at.
absl::StatusOr<std::string> SpiffeIdOf(X509& leaf);
// The same of a certificate in PEM.
absl::StatusOr<std::string> SpiffeIdOfPem(absl::string_view pem);

}  // namespace dayaq::tls

#endif  // SERVICES_PLATFORM_TLS_SVID_H_
