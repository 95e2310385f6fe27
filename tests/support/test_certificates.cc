#include "tests/support/test_certificates.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr int kSerialBits = 120;
constexpr long kVersion3 = 2;

// What a function that writes PEM writes.
template <typename Write>
std::string Pem(Write write) {
  BIO* const bio = BIO_new(BIO_s_mem());
  Must(write(bio) == 1, "write PEM");
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<size_t>(length));
  BIO_free(bio);
  return pem;
}

std::shared_ptr<EVP_PKEY> NewKey() {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  Must(key != nullptr, "make a key");
  return {key, EVP_PKEY_free};
}

// A random serial number, which it also returns in hexadecimal.
std::string SetSerial(X509* certificate) {
  BIGNUM* const number = BN_new();
  Must(BN_rand(number, kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "draw a serial number");
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  char* const text = BN_bn2hex(number);
  std::string serial(text);
  OPENSSL_free(text);
  BN_free(number);
  return serial;
}

void AddExtension(X509* certificate, int nid, const std::string& value) {
  if (value.empty()) return;
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
  Must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "add an extension");
  X509_EXTENSION_free(extension);
}

// An unsigned certificate of `key` for `name`.
std::shared_ptr<X509> Draft(EVP_PKEY* key, const std::string& name, absl::Time not_before, absl::Time not_after) {
  std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), kVersion3);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), absl::ToTimeT(not_before));
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), absl::ToTimeT(not_after));
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  return certificate;
}

std::string PemOf(X509* certificate) {
  return Pem([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
}

}  // namespace

CertificateSpec Svid(absl::string_view path) {
  CertificateSpec spec;
  spec.uris = {absl::StrCat("spiffe://dayaq.az/", path)};
  spec.dns_names = {"localhost"};
  spec.ips = {"127.0.0.1"};
  return spec;
}

TestAuthority::TestAuthority(const std::string& name)
    : key_(NewKey()), certificate_(Draft(key_.get(), name, absl::Now() - absl::Hours(24), absl::Now() + absl::Hours(24 * 365))) {
  SetSerial(certificate_.get());
  X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
  AddExtension(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate_.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  Must(X509_sign(certificate_.get(), key_.get(), EVP_sha256()) > 0, "sign the authority's certificate");
  pem_ = PemOf(certificate_.get());
}

IssuedCertificate TestAuthority::Issue(const CertificateSpec& spec) const {
  const auto key = NewKey();
  const auto certificate = Draft(key.get(), "Dayaq test peer", spec.not_before, spec.not_after);
  IssuedCertificate issued;
  issued.serial = SetSerial(certificate.get());
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
  std::vector<std::string> names;
  for (const std::string& uri : spec.uris) names.push_back("URI:" + uri);
  for (const std::string& dns_name : spec.dns_names) names.push_back("DNS:" + dns_name);
  for (const std::string& ip : spec.ips) names.push_back("IP:" + ip);
  AddExtension(certificate.get(), NID_subject_alt_name, absl::StrJoin(names, ","));
  AddExtension(certificate.get(), NID_basic_constraints, spec.basic_constraints);
  AddExtension(certificate.get(), NID_key_usage, spec.key_usage);
  AddExtension(certificate.get(), NID_ext_key_usage, spec.extended_key_usage);
  Must(X509_sign(certificate.get(), key_.get(), EVP_sha256()) > 0, "sign a certificate");
  issued.certificate_pem = PemOf(certificate.get());
  issued.key_pem =
      Pem([&](BIO* bio) { return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  return issued;
}

void WriteFileWhole(const std::string& path, absl::string_view text) {
  const std::string unfinished = path + ".unfinished";
  std::ofstream(unfinished, std::ios::binary) << text;
  std::filesystem::permissions(unfinished, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::rename(unfinished, path);
}

void WriteCertificateSet(const std::string& directory, const IssuedCertificate& issued, const std::string& ca_pem) {
  std::filesystem::create_directories(directory);
  WriteFileWhole(directory + "/ca.pem", ca_pem);
  WriteFileWhole(directory + "/cert.pem", issued.certificate_pem);
  WriteFileWhole(directory + "/key.pem", issued.key_pem);
}

}  // namespace dayaq::testing
