#include "services/platform/tls/certificate_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/tls/svid.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"

namespace dayaq::tls {
namespace {

using dayaq::testing::CertificateSpec;
using dayaq::testing::IssuedCertificate;
using dayaq::testing::Svid;
using dayaq::testing::TestAuthority;
using ::testing::HasSubstr;
using ::testing::Not;

class CertificateSetTest : public ::testing::Test {
 protected:
  CertificateSet SetOf(const IssuedCertificate& issued) const {
    return {.certificate = issued.certificate_pem, .key = issued.key_pem, .authorities = authority_.pem()};
  }
  CertificateSet SetOf(const std::function<void(CertificateSpec&)>& change) const {
    CertificateSpec spec = Svid("service/incident");
    change(spec);
    return SetOf(authority_.Issue(spec));
  }

  const TestAuthority authority_;
  const IssuedCertificate good_ = authority_.Issue(Svid("service/incident"));
};

TEST_F(CertificateSetTest, ReadsWhatAGoodSetSays) {
  CertificateSpec spec = Svid("service/incident");
  spec.not_after = absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  const IssuedCertificate issued = authority_.Issue(spec);
  const auto facts = CheckCertificateSet(SetOf(issued), absl::Now());
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(facts->spiffe_id, "spiffe://dayaq.az/service/incident");
  EXPECT_EQ(facts->serial, issued.serial);
  EXPECT_EQ(facts->expires_at, spec.not_after);
}

TEST_F(CertificateSetTest, AcceptsSeveralAuthoritiesWhileTheyAreRotated) {
  CertificateSet set = SetOf(good_);
  set.authorities = absl::StrCat(TestAuthority("Next").pem(), authority_.pem(), "\n");
  EXPECT_TRUE(CheckCertificateSet(set, absl::Now()).ok());
}

TEST_F(CertificateSetTest, HoldsFromTheFirstMomentToTheLast) {
  CertificateSpec spec = Svid("service/incident");
  spec.not_before = absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now()));
  spec.not_after = spec.not_before + absl::Hours(1);
  const CertificateSet set = SetOf(authority_.Issue(spec));
  EXPECT_TRUE(CheckCertificateSet(set, spec.not_before).ok());
  EXPECT_FALSE(CheckCertificateSet(set, spec.not_before - absl::Seconds(1)).ok());
  EXPECT_TRUE(CheckCertificateSet(set, spec.not_after - absl::Seconds(1)).ok());
  EXPECT_FALSE(CheckCertificateSet(set, spec.not_after + absl::Seconds(1)).ok());
}

TEST_F(CertificateSetTest, RefusesEveryBadSetForItsOwnReason) {
  const CertificateSet good = SetOf(good_);
  const auto with = [&](std::string CertificateSet::*field, const std::string& text) {
    CertificateSet set = good;
    set.*field = text;
    return set;
  };
  const auto half = [](const std::string& text) { return text.substr(0, text.size() / 2); };
  const std::string long_id = absl::StrCat("spiffe://dayaq.az/", std::string(2048, 'a'));
  const auto uri = [&](const std::string& name) { return SetOf([&](CertificateSpec& spec) { spec.uris = {name}; }); };

  struct Case {
    const char* name;
    CertificateSet set;
    const char* refusal;
  };
  const std::vector<Case> cases = {
      {"empty certificate", with(&CertificateSet::certificate, ""), "cert.pem holds no certificate"},
      {"empty key", with(&CertificateSet::key, ""), "no readable private key"},
      {"empty authorities", with(&CertificateSet::authorities, ""), "ca.pem holds no certificate"},
      {"half a certificate", with(&CertificateSet::certificate, half(good.certificate)), "cert.pem holds no certificate"},
      {"half a key", with(&CertificateSet::key, half(good.key)), "no readable private key"},
      {"half the authorities", with(&CertificateSet::authorities, good.authorities + half(good.authorities)), "ca.pem breaks off"},
      {"authorities that just begin", with(&CertificateSet::authorities, good.authorities + "-----BEG"), "ca.pem breaks off"},
      {"garbage", with(&CertificateSet::certificate, "certificate"), "cert.pem holds no certificate"},
      {"key among the certificates", with(&CertificateSet::certificate, good.certificate + good.key), "cert.pem breaks off"},
      {"another's key", with(&CertificateSet::key, authority_.Issue(Svid("service/incident")).key_pem),
       "key is not the certificate's"},
      {"another authority", with(&CertificateSet::authorities, TestAuthority().pem()), "does not stand"},
      {"another authority of another name", with(&CertificateSet::authorities, TestAuthority("Other").pem()), "does not stand"},
      {"expired", SetOf([](CertificateSpec& spec) { spec.not_after = absl::Now() - absl::Seconds(2); }), "expired"},
      {"not yet valid", SetOf([](CertificateSpec& spec) { spec.not_before = absl::Now() + absl::Hours(1); }), "not yet valid"},
      {"two URI names", SetOf([](CertificateSpec& spec) { spec.uris.push_back("spiffe://dayaq.az/service/edge"); }), "2 URI names"},
      {"the same URI name twice", SetOf([](CertificateSpec& spec) { spec.uris.push_back(spec.uris[0]); }), "2 URI names"},
      {"no URI name", SetOf([](CertificateSpec& spec) { spec.uris.clear(); }), "0 URI names"},
      {"no names", SetOf([](CertificateSpec& spec) { spec.uris = spec.dns_names = spec.ips = {}; }), "no subject alternative"},
      {"an authority's", SetOf([](CertificateSpec& spec) { spec.basic_constraints = "critical,CA:TRUE"; }), "authority's"},
      {"keyCertSign", SetOf([](CertificateSpec& spec) { spec.key_usage = "critical,digitalSignature,keyCertSign"; }), "may sign"},
      {"cRLSign", SetOf([](CertificateSpec& spec) { spec.key_usage = "critical,digitalSignature,cRLSign"; }), "may sign"},
      {"no digitalSignature", SetOf([](CertificateSpec& spec) { spec.key_usage = "critical,keyAgreement"; }),
       "not for digital signatures"},
      {"no key usage", SetOf([](CertificateSpec& spec) { spec.key_usage = ""; }), "not for digital signatures"},
      {"for clients only", SetOf([](CertificateSpec& spec) { spec.extended_key_usage = "clientAuth"; }),
       "both a server and a client"},
      {"for servers only", SetOf([](CertificateSpec& spec) { spec.extended_key_usage = "serverAuth"; }),
       "both a server and a client"},
      {"a web address", uri("https://dayaq.az/service/incident"), "not a SPIFFE id"},
      {"another trust domain", uri("spiffe://evil.example/service/incident"), "another trust domain"},
      {"a trust domain that begins alike", uri("spiffe://dayaq.az.evil.example/service/incident"), "another trust domain"},
      {"a port", uri("spiffe://dayaq.az:443/service/incident"), "another trust domain"},
      {"a user", uri("spiffe://admin@dayaq.az/service/incident"), "another trust domain"},
      {"the trust domain in capitals", uri("spiffe://DAYAQ.AZ/service/incident"), "another trust domain"},
      {"no path", uri("spiffe://dayaq.az"), "no path"},
      {"the root path", uri("spiffe://dayaq.az/"), "malformed"},
      {"a slash at the end", uri("spiffe://dayaq.az/service/"), "malformed"},
      {"an empty segment", uri("spiffe://dayaq.az/service//incident"), "malformed"},
      {"a dot segment", uri("spiffe://dayaq.az/service/../incident"), "malformed"},
      {"an escaped character", uri("spiffe://dayaq.az/service/inc%69dent"), "malformed"},
      {"a query", uri("spiffe://dayaq.az/service/incident?a=b"), "malformed"},
      {"too long", uri(long_id), "too long"},
  };
  for (const Case& bad : cases) {
    const auto facts = CheckCertificateSet(bad.set, absl::Now());
    EXPECT_FALSE(facts.ok()) << bad.name;
    EXPECT_THAT(std::string(facts.status().message()), HasSubstr(bad.refusal)) << bad.name;
    EXPECT_THAT(std::string(facts.status().message()), Not(HasSubstr("BEGIN"))) << bad.name;
  }
}

TEST_F(CertificateSetTest, NamesTheFileThatCannotBeRead) {
  const dayaq::testing::TemporaryDirectory directory;
  EXPECT_THAT(std::string(ReadCertificateSet(directory.path()).status().message()), HasSubstr("cert.pem cannot be read"));
  dayaq::testing::WriteCertificateSet(directory.path(), good_, authority_.pem());
  const auto set = ReadCertificateSet(directory.path());
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(*set, SetOf(good_));
  dayaq::testing::WriteFileWhole(directory.Path("ca.pem"), std::string(64 * 1024 + 1, ' '));
  EXPECT_THAT(std::string(ReadCertificateSet(directory.path()).status().message()), HasSubstr("ca.pem is too long"));
}

}  // namespace
}  // namespace dayaq::tls
