#include "services/payment/bank_signature.h"

#include <openssl/pem.h>
// cms.h declares its PEM functions only behind pem.h.
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

using BioPtr = std::unique_ptr<BIO, int (*)(BIO*)>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, void (*)(CMS_ContentInfo*)>;
struct FreeStack {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;

constexpr size_t kMostSignatureBytes = 64 << 10;
constexpr int kMostBanks = 100;

BioPtr Memory(absl::string_view bytes) { return BioPtr(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), BIO_free); }

// What OpenSSL notes about a bad signature must not be found by the next TLS call of this thread.
struct NoErrorsLeft {
  ~NoErrorsLeft() { ERR_clear_error(); }
};

CmsPtr ReadSignature(absl::string_view signature) {
  const BioPtr bio = Memory(signature);
  CMS_ContentInfo* const read = absl::StrContains(signature.substr(0, 200), "-----BEGIN")
                                    ? PEM_read_bio_CMS(bio.get(), nullptr, nullptr, nullptr)
                                    : d2i_CMS_bio(bio.get(), nullptr);
  return CmsPtr(read, CMS_ContentInfo_free);
}

absl::Status Invalid(absl::string_view why) {
  return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_BANK_SIGNATURE_INVALID, why);
}

bool IsStrongDigest(CMS_SignerInfo* signer) {
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
  if (digest == nullptr) return false;
  const ASN1_OBJECT* name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, digest);
  const int nid = OBJ_obj2nid(name);
  return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

bool IsValidAt(const X509& certificate, absl::Time now) {
  time_t moment = absl::ToTimeT(now);
  return X509_cmp_time(X509_get0_notBefore(&certificate), &moment) < 0 &&
         X509_cmp_time(X509_get0_notAfter(&certificate), &moment) > 0;
}

}  // namespace

absl::StatusOr<BankCertificates> BankCertificates::Load(const std::string& folder) {
  BankCertificates banks;
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".pem") files.push_back(entry.path());
  }
  if (error) return absl::FailedPreconditionError(absl::StrCat(folder, ": the folder of the banks' certificates cannot be read"));
  std::sort(files.begin(), files.end());
  if (files.size() > kMostBanks)
    return absl::FailedPreconditionError(absl::StrCat(folder, ": at most ", kMostBanks, " certificates"));
  for (const std::filesystem::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string pem{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const absl::Status added = banks.Add(file.stem().string(), pem);
    if (!added.ok()) return absl::FailedPreconditionError(absl::StrCat(file.string(), ": ", added.message()));
  }
  return banks;
}

absl::Status BankCertificates::Add(absl::string_view bank, absl::string_view pem) {
  static const LazyRE2 kName = {"[a-z][a-z0-9-]{1,39}"};
  const NoErrorsLeft clean;
  if (!RE2::FullMatch(re2::StringPiece(bank.data(), bank.size()), *kName))
    return absl::InvalidArgumentError("a bank is called by small letters, digits and hyphens");
  const BioPtr bio = Memory(pem);
  std::shared_ptr<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  if (certificate == nullptr) return absl::InvalidArgumentError("no certificate in PEM");
  banks_.emplace_back(std::string(bank), std::move(certificate));
  return absl::OkStatus();
}

absl::StatusOr<std::string> BankCertificates::Verify(absl::string_view content, absl::string_view signature, absl::Time now) const {
  const NoErrorsLeft clean;
  if (signature.empty()) {
    return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_BANK_SIGNATURE_MISSING,
                     "A bank's file is taken with the bank's signature only.");
  }
  if (signature.size() > kMostSignatureBytes) return Invalid("A signature of such a size is none.");
  const CmsPtr cms = ReadSignature(signature);
  if (cms == nullptr || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return Invalid("It is no CMS signature.");
  if (CMS_is_detached(cms.get()) != 1) return Invalid("A signature comes without the content that it signs.");
  STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(cms.get());
  if (sk_CMS_SignerInfo_num(signers) != 1) return Invalid("A file is signed once.");
  if (!IsStrongDigest(sk_CMS_SignerInfo_value(signers, 0))) return Invalid("A signature is made with SHA-256 or longer.");

  // Certificates that the signature brings along count for nothing (CMS_NOINTERN): the signer is looked for among ours.
  const StackPtr ours(sk_X509_new_null());
  for (const auto& [bank, certificate] : banks_) sk_X509_push(ours.get(), certificate.get());
  // Through a filter that does nothing: of a plain memory BIO OpenSSL 3.0 makes another one, and forgets it when a signature is
  // odd.
  const BioPtr bytes = Memory(content);
  const BioPtr filter(BIO_new(BIO_f_null()), BIO_free);
  BIO_push(filter.get(), bytes.get());
  if (CMS_verify(cms.get(), ours.get(), nullptr, filter.get(), nullptr, CMS_BINARY | CMS_NOINTERN | CMS_NO_SIGNER_CERT_VERIFY) !=
      1) {
    return Invalid("It is not this file that a bank of ours signed.");
  }
  const StackPtr used(CMS_get0_signers(cms.get()));
  for (const auto& [bank, certificate] : banks_) {
    if (used == nullptr || sk_X509_num(used.get()) != 1 || X509_cmp(sk_X509_value(used.get(), 0), certificate.get()) != 0) continue;
    return IsValidAt(*certificate, now) ? absl::StatusOr<std::string>(bank) : Invalid("The bank's certificate is not valid today.");
  }
  return Invalid("Nobody of ours signed it.");
}

}  // namespace dayaq::payment
