// Only a bank of ours signs a file of the bank: forged files that were taken = 0.
#include "services/payment/bank_signature.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "tests/support/invented_bank.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::payment {
namespace {

using dayaq::testing::InventedBank;

constexpr char kFile[] = "<Document>the bank's words\r\nin two lines</Document>";

BankCertificates Known(const InventedBank& bank) {
  BankCertificates banks;
  EXPECT_TRUE(banks.Add(bank.name(), bank.certificate_pem()).ok());
  return banks;
}

TEST(BankSignature, TheBanksOwnIsTaken) {
  const InventedBank bank, other("other-bank");
  BankCertificates banks = Known(other);
  EXPECT_TRUE(banks.Add(bank.name(), bank.certificate_pem()).ok());
  const auto verified = banks.Verify(kFile, bank.Sign(kFile), absl::Now());
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(*verified, "invented-bank");
}

TEST(BankSignature, ForgedOnesAreNot) {
  const InventedBank bank, thief;
  const BankCertificates banks = Known(bank);
  const std::string good = bank.Sign(kFile);
  int forged = 0, taken = 0;
  const auto refuse = [&](absl::string_view file, const std::string& signature, ErrorReason reason, absl::Time now = absl::Now()) {
    ++forged;
    const auto verified = banks.Verify(file, signature, now);
    taken += verified.ok();
    EXPECT_EQ(ReasonOf(verified.status()), reason) << verified.status();
  };
  refuse(kFile, "", ErrorReason::ERROR_REASON_BANK_SIGNATURE_MISSING);
  const ErrorReason invalid = ErrorReason::ERROR_REASON_BANK_SIGNATURE_INVALID;
  refuse(kFile, "signed", invalid);
  refuse(kFile, thief.Sign(kFile), invalid);
  refuse(absl::StrCat(kFile, " "), good, invalid);
  refuse("", good, invalid);
  refuse(kFile, std::string(100 << 10, 'x'), invalid);
  refuse(kFile, good + good.substr(0, 0), invalid, absl::Now() + absl::Hours(48));
  refuse(kFile, good, invalid, absl::Now() - absl::Hours(48));
  // Every bit of the file that flips; every eighth byte of the signature.
  for (size_t i = 0; i < sizeof kFile - 1; ++i) {
    std::string file = kFile;
    file[i] = static_cast<char>(file[i] ^ (1 << (i % 8)));
    refuse(file, good, invalid);
  }
  int survived = 0;
  for (size_t i = 0; i < good.size(); i += 8) {
    std::string signature = good;
    signature[i] = static_cast<char>(signature[i] ^ 0x20);
    // Some bytes carry nothing that is signed (the certificate that comes along): then it is still the bank's own signature of
    // these bytes.
    if (banks.Verify(kFile, signature, absl::Now()).ok()) ++survived;
    for (const char* file : {"<Document>PAID</Document>", ""}) taken += banks.Verify(file, signature, absl::Now()).ok(), ++forged;
  }
  EXPECT_EQ(taken, 0);
  std::printf("%d forged files, %d taken; %d of %zu harmless changes of a signature\n", forged, taken, survived,
              good.size() / 8 + 1);
}

TEST(BankSignature, WithoutCertificatesNothingIsTaken) {
  const InventedBank bank;
  EXPECT_FALSE(BankCertificates().Verify(kFile, bank.Sign(kFile), absl::Now()).ok());
  EXPECT_TRUE(BankCertificates().empty());
}

TEST(BankSignature, CertificatesComeFromAFolder) {
  const InventedBank bank;
  const dayaq::testing::TemporaryDirectory directory;
  dayaq::testing::WriteFileWhole(directory.Path("some-bank.pem"), bank.certificate_pem());
  dayaq::testing::WriteFileWhole(directory.Path("README"), "not a certificate");
  const auto banks = BankCertificates::Load(directory.Path(""));
  ASSERT_TRUE(banks.ok()) << banks.status();
  const auto verified = banks->Verify(kFile, bank.Sign(kFile), absl::Now());
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(*verified, "some-bank");
  dayaq::testing::WriteFileWhole(directory.Path("broken.pem"), "-----BEGIN CERTIFICATE-----\n");
  EXPECT_FALSE(BankCertificates::Load(directory.Path("")).ok());
  EXPECT_FALSE(BankCertificates::Load(directory.Path("nowhere")).ok());
}

}  // namespace
}  // namespace dayaq::payment
