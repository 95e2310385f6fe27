#include "services/platform/tls/certificate_stager.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/tls/test_peer_server.h"
#include "tests/support/temporary_directory.h"

namespace dayaq {
namespace {

using testing::Ask;
using testing::ClientOf;
using ::testing::HasSubstr;
using testing::IssuedCertificate;
using testing::PeerServer;
using testing::Svid;
using testing::TemporaryDirectory;
using testing::TestAuthority;
using testing::WriteCertificateSet;
using testing::WriteFileWhole;

std::string Read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// Waits until that is so, for at most `seconds`.
bool Eventually(const std::function<bool()>& condition, int seconds = 20) {
  for (int i = 0; i < seconds * 50; ++i) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(20));
  }
  return false;
}

class CertificateStagerTest : public ::testing::Test {
 protected:
  std::string Source(const std::string& workload = "incident") const { return directory_.Path(workload + "-source"); }
  std::string Staged(const std::string& workload = "incident") const { return directory_.Path(workload + "-staged"); }

  void Give(const IssuedCertificate& issued, const std::string& authorities, const std::string& workload = "incident") {
    WriteCertificateSet(Source(workload), issued, authorities);
  }
  IssuedCertificate Issue(const std::string& workload = "incident") const { return authority_.Issue(Svid("service/" + workload)); }

  absl::StatusOr<std::unique_ptr<CertificateStager>> Start(const std::string& workload = "incident") {
    CertificateStager::Options options;
    options.poll_interval = absl::Milliseconds(50);
    options.now = [this] { return absl::Now() + absl::Seconds(seconds_ahead_.load()); };
    return CertificateStager::Start(Source(workload), Staged(workload), options);
  }

  const TestAuthority authority_;
  const TemporaryDirectory directory_;
  std::atomic<int64_t> seconds_ahead_{0};
};

TEST_F(CertificateStagerTest, DoesNotStartWithABadSet) {
  EXPECT_FALSE(Start().ok()) << "nothing there";
  Give(Issue(), authority_.pem());
  WriteFileWhole(Source() + "/key.pem", "");
  EXPECT_FALSE(Start().ok()) << "empty key";
  EXPECT_FALSE(std::filesystem::exists(Staged() + "/current"));
  Give(Issue(), authority_.pem());
  EXPECT_TRUE(Start().ok());
  EXPECT_FALSE(CertificateStager::Start(Source(), Source() + "/cert.pem").ok()) << "nowhere to stage";
}

TEST_F(CertificateStagerTest, KeepsTheKeyFromEverybodyElse) {
  Give(Issue(), authority_.pem());
  const auto stager = Start();
  ASSERT_TRUE(stager.ok()) << stager.status();
  const auto permissions = [](const std::string& path) { return std::filesystem::status(path).permissions(); };
  EXPECT_EQ(permissions(Staged()), std::filesystem::perms::owner_all);
  EXPECT_EQ(permissions(Staged() + "/current/key.pem"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(CertificateStagerTest, ServesTheOldSetWhateverBadOneComes) {
  const IssuedCertificate good = Issue();
  Give(good, authority_.pem());
  const auto stager = Start();
  ASSERT_TRUE(stager.ok()) << stager.status();
  const PeerServer server((*stager)->ServerCredentials());
  const auto client = ClientOf(Issue("edge"), authority_.pem());
  const std::string key = Source() + "/key.pem";
  const std::string certificate = Source() + "/cert.pem";
  const auto half = [](const std::string& text) { return text.substr(0, text.size() / 2); };
  testing::CertificateSpec expired = Svid("service/incident");
  expired.not_after = absl::Now() - absl::Seconds(2);
  testing::CertificateSpec other = Svid("service/incident");
  other.uris = {"spiffe://evil.example/service/incident"};

  struct Case {
    const char* name;
    std::function<void()> put;
    const char* refusal;
  };
  const std::vector<Case> cases = {
      {"empty key", [&] { WriteFileWhole(key, ""); }, "no readable private key"},
      {"mismatched pair", [&] { WriteFileWhole(key, Issue().key_pem); }, "not the certificate's"},
      {"expired", [&] { Give(authority_.Issue(expired), authority_.pem()); }, "expired"},
      {"foreign authority", [&] { Give(TestAuthority("Foreign").Issue(Svid("service/incident")), authority_.pem()); },
       "does not stand"},
      {"half-written certificate", [&] { WriteFileWhole(certificate, half(Issue().certificate_pem)); }, "no certificate"},
      {"half-written key", [&] { WriteFileWhole(key, half(good.key_pem)); }, "no readable private key"},
      {"half-written authorities", [&] { WriteFileWhole(Source() + "/ca.pem", authority_.pem() + half(authority_.pem())); },
       "breaks off"},
      {"no key", [&] { std::filesystem::remove(key); }, "cannot be read"},
      {"another trust domain", [&] { Give(authority_.Issue(other), authority_.pem()); }, "trust domain"},
  };
  for (const Case& bad : cases) {
    const int64_t failures = (*stager)->failures();
    bad.put();
    EXPECT_TRUE(Eventually([&] { return std::string((*stager)->last_failure().message()).find(bad.refusal) != std::string::npos; }))
        << bad.name << ": " << (*stager)->last_failure();
    EXPECT_GT((*stager)->failures(), failures) << bad.name;
    EXPECT_EQ((*stager)->serial(), good.serial) << bad.name;
    EXPECT_EQ(Read(Staged() + "/current/key.pem"), good.key_pem) << bad.name;
    const auto answer = Ask(server.address(), client);
    EXPECT_TRUE(answer.status.ok()) << bad.name << ": " << answer.status.error_message();
    EXPECT_EQ(answer.server_serial, good.serial) << bad.name;
    Give(good, authority_.pem());
    EXPECT_TRUE(Eventually([&] { return (*stager)->last_failure().ok(); })) << bad.name;
  }
  const IssuedCertificate next = Issue();
  Give(next, authority_.pem());
  EXPECT_TRUE(Eventually([&] { return Ask(server.address(), client).server_serial == next.serial; }));
}

TEST_F(CertificateStagerTest, CountsABadSetOnceAndTakesItWhenTimeMakesItGood) {
  Give(Issue(), authority_.pem());
  const auto stager = Start();
  ASSERT_TRUE(stager.ok()) << stager.status();
  testing::CertificateSpec later = Svid("service/incident");
  later.not_before = absl::Now() + absl::Hours(1);
  const IssuedCertificate next = authority_.Issue(later);
  Give(next, authority_.pem());
  EXPECT_TRUE(Eventually([&] { return absl::StrContains((*stager)->last_failure().message(), "not yet valid"); }));
  const int64_t failures = (*stager)->failures();
  absl::SleepFor(absl::Milliseconds(300));
  EXPECT_EQ((*stager)->failures(), failures);
  seconds_ahead_ = 3601;
  EXPECT_TRUE(Eventually([&] { return (*stager)->serial() == next.serial; }));
  EXPECT_TRUE((*stager)->last_failure().ok());
  EXPECT_EQ((*stager)->spiffe_id(), "spiffe://dayaq.az/service/incident");
  EXPECT_EQ(absl::ToUnixSeconds((*stager)->expires_at()), absl::ToUnixSeconds(later.not_after));
}

TEST_F(CertificateStagerTest, LeavesNoMoreThanTwoSetsBehindAndStartsOverThem) {
  Give(Issue(), authority_.pem());
  {
    const auto stager = Start();
    ASSERT_TRUE(stager.ok()) << stager.status();
    for (int i = 0; i < 5; ++i) {
      const IssuedCertificate next = Issue();
      Give(next, authority_.pem());
      ASSERT_TRUE(Eventually([&] { return (*stager)->serial() == next.serial; }));
    }
  }
  const auto sets = [&] {
    return std::distance(std::filesystem::directory_iterator(Staged()), std::filesystem::directory_iterator()) - 1;
  };
  EXPECT_EQ(sets(), 2);
  // What a process that was killed in mid-switch leaves.
  ASSERT_EQ(symlink("set-1", (Staged() + "/current.next").c_str()), 0);
  const auto stager = Start();
  ASSERT_TRUE(stager.ok()) << stager.status();
  EXPECT_EQ(sets(), 1);
}

// Calls without pause over one lasting connection and over ever new ones, and counts.
class Load {
 public:
  Load(std::string address, std::shared_ptr<grpc::ChannelCredentials> credentials)
      : address_(std::move(address)), credentials_(std::move(credentials)) {
    threads_.emplace_back([this, channel = testing::OwnChannel(address_, credentials_)] { Repeat([&] { return Ask(channel); }); });
    for (int i = 0; i < 2; ++i) {
      threads_.emplace_back([this] { Repeat([this] { return Ask(address_, credentials_); }); });
    }
  }
  ~Load() { Stop(); }

  void Stop() {
    is_stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  int calls() const { return calls_; }
  int failed() const { return failed_; }

 private:
  void Repeat(const std::function<testing::PeerAnswer()>& call) {
    while (!is_stopping_) {
      const auto answer = call();
      ++calls_;
      if (answer.status.ok()) continue;
      ++failed_;
      ADD_FAILURE() << answer.status.error_message();
    }
  }

  const std::string address_;
  const std::shared_ptr<grpc::ChannelCredentials> credentials_;
  std::atomic<bool> is_stopping_{false};
  std::atomic<int> calls_{0};
  std::atomic<int> failed_{0};
  std::vector<std::thread> threads_;
};

TEST_F(CertificateStagerTest, RotatesLeafAndAuthorityUnderLoadWithoutOneFailedCall) {
  const TestAuthority next_authority("Dayaq test authority, the next");
  Give(Issue(), authority_.pem());
  Give(Issue("edge"), authority_.pem(), "edge");
  const auto incident = Start();
  const auto edge = Start("edge");
  ASSERT_TRUE(incident.ok() && edge.ok());
  const PeerServer server((*incident)->ServerCredentials());
  const auto channel_credentials = (*edge)->ChannelCredentials("spiffe://dayaq.az/service/incident");
  Load load(server.address(), channel_credentials);
  // Waits until new connections meet that certificate, as they must within five seconds.
  const auto is_served = [&](const std::string& serial) {
    const absl::Time start = absl::Now();
    while (Ask(server.address(), channel_credentials).server_serial != serial) {
      if (absl::Now() - start > absl::Seconds(5)) return false;
    }
    return true;
  };
  // Waits until both ends trust exactly these authorities: staged, and then taken up by gRPC's watcher, which looks every second.
  const auto are_trusted = [&](const std::string& authorities) {
    const bool are_staged = Eventually([&] {
      return Read(Staged() + "/current/ca.pem") == authorities && Read(Staged("edge") + "/current/ca.pem") == authorities;
    });
    absl::SleepFor(absl::Seconds(2));
    return are_staged;
  };

  IssuedCertificate leaf = Issue();
  Give(leaf, authority_.pem());
  EXPECT_TRUE(is_served(leaf.serial)) << "a new leaf of the same authority";

  const std::string both = absl::StrCat(authority_.pem(), next_authority.pem());
  WriteFileWhole(Source() + "/ca.pem", both);
  WriteFileWhole(Source("edge") + "/ca.pem", both);
  EXPECT_TRUE(are_trusted(both));
  leaf = next_authority.Issue(Svid("service/incident"));
  Give(leaf, both);
  Give(next_authority.Issue(Svid("service/edge")), both, "edge");
  EXPECT_TRUE(is_served(leaf.serial)) << "a leaf of the next authority";
  EXPECT_TRUE(are_trusted(both));
  WriteFileWhole(Source() + "/ca.pem", next_authority.pem());
  WriteFileWhole(Source("edge") + "/ca.pem", next_authority.pem());
  EXPECT_TRUE(are_trusted(next_authority.pem()));

  EXPECT_TRUE(Ask(server.address(), channel_credentials).status.ok());
  EXPECT_FALSE(Ask(server.address(), ClientOf(Issue("edge"), next_authority.pem())).status.ok())
      << "the old authority must be gone";
  load.Stop();
  std::cout << "calls during two rotations: " << load.calls() << ", failed: " << load.failed() << "\n";
  EXPECT_EQ(load.failed(), 0);
  EXPECT_GT(load.calls(), 100);
}

}  // namespace
}  // namespace dayaq
