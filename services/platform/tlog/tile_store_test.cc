#include "services/platform/tlog/tile_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "services/platform/tlog/log_source.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/tls_server.h"

namespace dayaq::tlog {
namespace {

using dayaq::testing::TemporaryDirectory;
using dayaq::testing::TlsAnswer;
using dayaq::testing::TlsServer;

class TileStoreTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::string> Read(const std::string& path, size_t most = 1000) {
    return FolderSource(directory_.Path("log"))->Read(path, most);
  }

  const TemporaryDirectory directory_;
  TileStore store_ = *TileStore::Open(directory_.Path("log"));
};

TEST_F(TileStoreTest, WritesWhatIsReadBack) {
  EXPECT_TRUE(absl::IsNotFound(Read("tile/0/x001/x234/067").status()));
  ASSERT_TRUE(store_.WriteOnce("tile/0/x001/x234/067", "hashes").ok());
  EXPECT_EQ(*Read("tile/0/x001/x234/067"), "hashes");
  EXPECT_TRUE(absl::IsResourceExhausted(Read("tile/0/x001/x234/067", 5).status()));
  EXPECT_EQ(*Read("tile/0/x001/x234/067", 6), "hashes");
  EXPECT_TRUE(absl::IsNotFound(Read("tile/0").status()));
  EXPECT_TRUE(absl::IsNotFound(Read("tile/0/x001/x234/067/more").status()));
}

TEST_F(TileStoreTest, AFileThatIsThereStaysAsItIs) {
  ASSERT_TRUE(store_.WriteOnce("tile/0/000", "hashes").ok());
  EXPECT_TRUE(store_.WriteOnce("tile/0/000", "hashes").ok());
  for (const char* other : {"hashed", "hash", "hashes and more", ""}) {
    EXPECT_TRUE(absl::IsAlreadyExists(store_.WriteOnce("tile/0/000", other))) << other;
  }
  EXPECT_EQ(*Read("tile/0/000"), "hashes");
}

TEST_F(TileStoreTest, ACheckpointIsReplaced) {
  ASSERT_TRUE(store_.Replace("checkpoint", "one").ok());
  ASSERT_TRUE(store_.Replace("checkpoint", "two").ok());
  EXPECT_EQ(*Read("checkpoint"), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.Path("log")), {}), 1);
}

TEST_F(TileStoreTest, ADraftOfAWriterThatWasKilledIsOverwritten) {
  std::ofstream(directory_.Path("log/checkpoint.writing")) << "half of a long check";
  ASSERT_TRUE(store_.Replace("checkpoint", "whole").ok());
  EXPECT_EQ(*Read("checkpoint"), "whole");
}

TEST_F(TileStoreTest, SaysWhatCannotBeWritten) {
  std::ofstream(directory_.Path("log/tile")) << "a file where a folder should be";
  EXPECT_FALSE(store_.WriteOnce("tile/0/000", "x").ok());
  EXPECT_FALSE(TileStore::Open(directory_.Path("none/log")).ok());
}

class HttpsSourceTest : public ::testing::Test {
 protected:
  HttpsSourceTest() { dayaq::testing::WriteFileWhole(ca_file_, authority_.pem()); }

  absl::StatusOr<std::string> Read(const TlsServer& server, size_t most = 1000) {
    return (*OpenLogSource(server.Url(), ca_file_))->Read("checkpoint", most);
  }

  const dayaq::testing::TestAuthority authority_;
  const dayaq::testing::IssuedCertificate certificate_ = authority_.Issue(dayaq::testing::Svid("edge"));
  const TemporaryDirectory directory_;
  const std::string ca_file_ = directory_.Path("ca.pem");
};

TEST_F(HttpsSourceTest, ReadsFromAServerOfTheAuthority) {
  const TlsServer server(certificate_, TlsAnswer("200 OK", "origin\n0\n"));
  EXPECT_EQ(*Read(server), "origin\n0\n");
  EXPECT_TRUE(absl::IsResourceExhausted(Read(server, 8).status()));
  EXPECT_EQ(*Read(server, 9), "origin\n0\n");
}

TEST_F(HttpsSourceTest, TellsWhatIsNotThereFromWhatCannotBeReached) {
  EXPECT_TRUE(absl::IsNotFound(Read(TlsServer(certificate_, TlsAnswer("404 Not Found", ""))).status()));
  EXPECT_TRUE(absl::IsUnavailable(Read(TlsServer(certificate_, TlsAnswer("500 Oh", ""))).status()));
  EXPECT_TRUE(absl::IsUnavailable(Read(TlsServer(certificate_, TlsAnswer("302 Found", "", "Location: https://x\r\n"))).status()));
  const dayaq::testing::TestAuthority other("Another authority");
  const TlsServer foreign(other.Issue(dayaq::testing::Svid("edge")), TlsAnswer("200 OK", "x"));
  EXPECT_TRUE(absl::IsUnavailable(Read(foreign).status()));
}

TEST(LogSource, IsAFolderOrHttps) {
  EXPECT_FALSE(OpenLogSource("http://example.org/log", "").ok());
  EXPECT_FALSE(OpenLogSource("ftp://example.org/log", "").ok());
  EXPECT_TRUE(OpenLogSource("https://example.org/log", "").ok());
  EXPECT_TRUE(OpenLogSource("some/folder", "").ok());
}

}  // namespace
}  // namespace dayaq::tlog
