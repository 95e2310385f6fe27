#include "clients/cli/receipt_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/temporary_directory.h"

namespace dayaq::cli {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'764'410'400);

std::string ContentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(ReceiptStore, KeepsALineForEachReceipt) {
  const testing::TemporaryDirectory directory;
  const ReceiptStore store(directory.path() + "/state");
  store.Keep("one", kNow);
  store.Keep("", kNow);
  store.Keep("two!", kNow);
  EXPECT_EQ(ContentOf(store.path()), "2025-11-29T10:00:00+00:00 b25l\n2025-11-29T10:00:00+00:00 dHdvIQ==\n");
  EXPECT_EQ(std::filesystem::status(store.path()).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(ReceiptStore, KeepsTheLastOfThemAlone) {
  const testing::TemporaryDirectory directory;
  const ReceiptStore store(directory.path());
  const std::string receipt(3000, 'r');
  for (int i = 0; i < 1000; ++i) store.Keep(receipt, kNow);
  const auto size = std::filesystem::file_size(store.path());
  const auto former = std::filesystem::file_size(store.path() + ".1");
  EXPECT_LT(size, ReceiptStore::kMostBytes + 5000);
  EXPECT_GE(former, ReceiptStore::kMostBytes);
  EXPECT_LT(former, ReceiptStore::kMostBytes + 5000);
}

}  // namespace
}  // namespace dayaq::cli
