#include "services/platform/rpc/method_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<Method> Describe(const std::string& service, const std::string& method) {
  const auto found = FindService("dayaq.rpc.test." + service);
  return found.ok() ? DescribeMethod(*(*found)->FindMethodByName(method)) : absl::StatusOr<Method>(found.status());
}

TEST(MethodTable, AMethodIsReadFromItsDescriptor) {
  const auto read = Describe("Dossiers", "Get");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->path, "/dayaq.rpc.test.Dossiers/Get");
  EXPECT_EQ(read->action, "dossier.read");
  EXPECT_EQ(read->request, test::GetRequest::descriptor());
  EXPECT_EQ(read->response, test::Dossier::descriptor());
  EXPECT_EQ(read->request_id, nullptr);
  EXPECT_EQ(read->validate_only, nullptr);
  const auto change = Describe("Dossiers", "Put");
  ASSERT_TRUE(change.ok()) << change.status();
  EXPECT_EQ(change->request_id, test::PutRequest::descriptor()->FindFieldByName("request_id"));
  EXPECT_EQ(change->validate_only, test::PutRequest::descriptor()->FindFieldByName("validate_only"));
}

TEST(MethodTable, AMethodWithoutActionIsRefusedWithWhatToWrite) {
  const auto described = Describe("Forgetful", "Get");
  EXPECT_EQ(described.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(described.status().message()),
              ::testing::AllOf(HasSubstr("dayaq.rpc.test.Forgetful.Get"), HasSubstr("option (dayaq.access.v1.action) = ")));
}

TEST(MethodTable, StreamsAreRefusedInBothDirections) {
  for (const char* method : {"Watch", "Load"}) {
    EXPECT_THAT(std::string(Describe("Streaming", method).status().message()), HasSubstr("unary methods only")) << method;
  }
}

TEST(MethodTable, AServiceThatIsNotLinkedInIsNamed) {
  EXPECT_THAT(std::string(FindService("dayaq.rpc.test.Absent").status().message()), HasSubstr("dayaq.rpc.test.Absent"));
}

}  // namespace
}  // namespace dayaq::rpc
