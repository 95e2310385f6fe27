#include "services/platform/tls/svid.h"

#include <openssl/err.h>

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tls/openssl_types.h"

namespace dayaq::tls {
namespace {

constexpr size_t kLongestId = 2048;

absl::Status Wrong(absl::string_view what) { return absl::InvalidArgumentError(what); }

bool IsSegment(absl::string_view segment) {
  const auto is_allowed = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-';
  };
  return !segment.empty() && segment != "." && segment != ".." && std::all_of(segment.begin(), segment.end(), is_allowed);
}

absl::StatusOr<std::string> OnlyUri(X509& leaf) {
  const Names names(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&leaf, NID_subject_alt_name, nullptr, nullptr)));
  if (names == nullptr) return Wrong("The certificate has no subject alternative names.");
  std::vector<std::string> uris;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* const text = name->d.uniformResourceIdentifier;
    uris.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), static_cast<size_t>(ASN1_STRING_length(text)));
  }
  if (uris.size() != 1) return Wrong(absl::StrCat("The certificate has ", uris.size(), " URI names where exactly one must be."));
  return uris[0];
}

}  // namespace

absl::Status CheckSpiffeId(absl::string_view id) {
  if (id.size() > kLongestId) return Wrong("The SPIFFE id is too long.");
  absl::string_view path = id;
  if (!absl::ConsumePrefix(&path, "spiffe://")) return Wrong("The name is not a SPIFFE id.");
  if (!absl::ConsumePrefix(&path, absl::StrCat(kTrustDomain, "/")))
    return Wrong("The SPIFFE id is of another trust domain or has no path.");
  for (const absl::string_view segment : absl::StrSplit(path, '/')) {
    if (!IsSegment(segment)) return Wrong("The path of the SPIFFE id is malformed.");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SpiffeIdOf(X509& leaf) {
  const uint32_t flags = X509_get_extension_flags(&leaf);
  if ((flags & EXFLAG_INVALID) != 0) return Wrong("The certificate has a malformed extension.");
  if ((flags & EXFLAG_CA) != 0) return Wrong("The certificate is an authority's.");
  const uint32_t usage = X509_get_key_usage(&leaf);
  if ((flags & EXFLAG_KUSAGE) == 0 || (usage & KU_DIGITAL_SIGNATURE) == 0)
    return Wrong("The certificate is not for digital signatures.");
  if ((usage & (KU_KEY_CERT_SIGN | KU_CRL_SIGN)) != 0) return Wrong("The certificate's key may sign certificates or revocations.");
  ASSIGN_OR_RETURN(std::string id, OnlyUri(leaf));
  RETURN_IF_ERROR(CheckSpiffeId(id));
  return id;
}

absl::StatusOr<std::string> SpiffeIdOfPem(absl::string_view pem) {
  const Memory text = Over(pem);
  const Certificate leaf(PEM_read_bio_X509(text.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  if (leaf == nullptr) return Wrong("The certificate cannot be read.");
  return SpiffeIdOf(*leaf);
}

}  // namespace dayaq::tls
