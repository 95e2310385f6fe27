#include "services/platform/rpc/binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Handlers of every shape; none is called here.
struct Handlers {
  template <typename Request, typename Response>
  absl::StatusOr<Response> Handle(const Request&, Call&) {
    return Response();
  }
  template <typename Response>
  absl::StatusOr<Response> Reread(const std::string&, Call&) {
    return Response();
  }
};

class BindingTest : public ::testing::Test {
 protected:
  void BindGet() { methods_.Read("Get", handlers_, &Handlers::Handle<test::GetRequest, test::Dossier>); }
  void BindPut() {
    methods_.Change("Put", handlers_, &Handlers::Handle<test::PutRequest, test::Dossier>, &Handlers::Reread<test::Dossier>);
  }
  void BindPutMany() { methods_.Repeatable("PutMany", handlers_, &Handlers::Handle<test::PutRequest, test::ListResponse>); }
  std::string Fault() const {
    EXPECT_EQ(methods_.Check().code(), absl::StatusCode::kFailedPrecondition);
    return std::string(methods_.Check().message());
  }

  Handlers handlers_;
  Methods methods_{"dayaq.rpc.test.Dossiers"};
};

TEST_F(BindingTest, AServiceWhoseMethodsAreAllBoundIsFine) {
  BindGet();
  BindPut();
  BindPutMany();
  EXPECT_TRUE(methods_.Check().ok()) << methods_.Check();
  ASSERT_EQ(methods_.bindings().size(), 3u);
  EXPECT_EQ(methods_.bindings()[0]->kind, Kind::kRead);
  EXPECT_EQ(methods_.bindings()[1]->kind, Kind::kChange);
  EXPECT_EQ(methods_.bindings()[2]->kind, Kind::kRepeatable);
  EXPECT_TRUE(methods_.bindings()[1]->reread);
  EXPECT_FALSE(methods_.bindings()[2]->reread);
  EXPECT_EQ(methods_.bindings()[1]->method.action, "dossier.put");
}

TEST_F(BindingTest, AMethodThatIsNotBoundIsNamed) {
  BindGet();
  BindPutMany();
  EXPECT_THAT(Fault(), AllOf(HasSubstr("dayaq.rpc.test.Dossiers.Put has no handler"), HasSubstr("bind it in main.cc")));
}

TEST_F(BindingTest, AMethodBoundTwiceIsRefused) {
  BindGet();
  BindPut();
  BindPutMany();
  BindGet();
  EXPECT_THAT(Fault(), AllOf(HasSubstr("Dossiers/Get is bound twice"), HasSubstr("remove one")));
}

TEST_F(BindingTest, AMethodThatStandsInNoProtoIsRefused) {
  BindGet();
  BindPut();
  BindPutMany();
  methods_.Read("Fetch", handlers_, &Handlers::Handle<test::GetRequest, test::Dossier>);
  EXPECT_THAT(Fault(), AllOf(HasSubstr("Dossiers.Fetch"), HasSubstr("stands in no .proto: add the method")));
}

TEST_F(BindingTest, AHandlerOfOtherTypesIsRefused) {
  BindPut();
  BindPutMany();
  methods_.Read("Get", handlers_, &Handlers::Handle<test::ListRequest, test::Dossier>);
  EXPECT_THAT(Fault(),
              AllOf(HasSubstr("Dossiers.Get"), HasSubstr("take dayaq.rpc.test.GetRequest and answer with dayaq.rpc.test.Dossier")));
}

TEST_F(BindingTest, AHandlerThatAnswersWithAnotherTypeIsRefused) {
  BindPut();
  BindPutMany();
  methods_.Read("Get", handlers_, &Handlers::Handle<test::GetRequest, test::ListResponse>);
  EXPECT_THAT(Fault(), HasSubstr("its handler has other types"));
}

TEST_F(BindingTest, AChangeBoundAsAReadIsRefused) {
  BindGet();
  BindPutMany();
  methods_.Read("Put", handlers_, &Handlers::Handle<test::PutRequest, test::Dossier>);
  EXPECT_THAT(Fault(), AllOf(HasSubstr("Dossiers.Put"), HasSubstr("bind those with Change or Repeatable")));
}

TEST_F(BindingTest, AReadBoundAsAChangeIsRefused) {
  BindPut();
  BindPutMany();
  methods_.Change("Get", handlers_, &Handlers::Handle<test::GetRequest, test::Dossier>, &Handlers::Reread<test::Dossier>);
  EXPECT_THAT(Fault(), AllOf(HasSubstr("Dossiers.Get"), HasSubstr("others with Read")));
}

TEST_F(BindingTest, AChangeWhoseAnswerCannotBeReadAgainIsRefused) {
  BindGet();
  BindPut();
  methods_.Change("PutMany", handlers_, &Handlers::Handle<test::PutRequest, test::ListResponse>,
                  &Handlers::Reread<test::ListResponse>);
  EXPECT_THAT(Fault(), AllOf(HasSubstr("Dossiers.PutMany"), HasSubstr("bind it with Repeatable")));
}

TEST_F(BindingTest, TheFirstFaultIsTheOneTold) {
  methods_.Read("Fetch", handlers_, &Handlers::Handle<test::GetRequest, test::Dossier>);
  methods_.Read("Get", handlers_, &Handlers::Handle<test::ListRequest, test::Dossier>);
  methods_.Read("Search", handlers_, &Handlers::Handle<test::GetRequest, test::Dossier>);
  EXPECT_THAT(Fault(), HasSubstr("Dossiers.Fetch"));
}

TEST(Binding, AServiceWithoutActionsOrWithoutDescriptorIsRefused) {
  Handlers handlers;
  Methods forgetful("dayaq.rpc.test.Forgetful");
  forgetful.Read("Get", handlers, &Handlers::Handle<test::GetRequest, test::Dossier>);
  EXPECT_THAT(std::string(forgetful.Check().message()), HasSubstr("has no action"));
  const Methods absent("dayaq.rpc.test.Absent");
  EXPECT_THAT(std::string(absent.Check().message()), HasSubstr("dayaq.rpc.test.Absent"));
}

}  // namespace
}  // namespace dayaq::rpc
