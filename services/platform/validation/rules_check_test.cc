// The look at the contract at start: what it refuses and what it lets pass.
#include <string>
#include <vector>

#include "dayaq/access/v1/annotations.pb.h"
#include "dayaq/incident/v1/import_service.pb.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/unknown_field_set.h"
#include "gtest/gtest.h"
#include "services/platform/validation/validator.h"
#include "services/platform/validation/validator_test.pb.h"

namespace dayaq {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using testing::HasSubstr;

TEST(RulesCheck, ASoundContractPassesThroughCyclesAndGooglesOwnMessages) {
  EXPECT_EQ(CheckMessageRules(*validation::test::Sample::descriptor()), absl::OkStatus());
  EXPECT_EQ(CheckMessageRules(*validation::test::Demanding::descriptor()), absl::OkStatus());
}

TEST(RulesCheck, EveryFaultyContractIsRefusedAndItsFieldNamed) {
  const struct {
    const char* message;
    const char* why;
  } cases[] = {{"NoClass", "data class"},
               {"TextRuleOnNumber", "`string` rules"},
               {"NumberRuleOnText", "`number`"},
               {"EnumRuleOnText", "`enum`"},
               {"ListRuleOnSingle", "`repeated`"},
               {"TimeRuleOnText", "`time`"},
               {"PatternOnBytes", "bytes"},
               {"RequiredNumber", "`required`"},
               {"BadPattern", "RE2"},
               {"LengthsCross", "min_len above"},
               {"ShortUuid", "36 characters"},
               {"RangeCrosses", "gte above lte"},
               {"CountsCross", "min_items above"},
               {"NoYearLeft", "min_year"},
               {"PersonOfNoCollection", "of which collection"},
               {"PersonThatIsNoText", "names_person"}};
  for (const auto& each : cases) {
    const auto* descriptor =
        DescriptorPool::generated_pool()->FindMessageTypeByName(std::string("dayaq.validation.test.") + each.message);
    ASSERT_NE(descriptor, nullptr) << each.message;
    const absl::Status status = CheckMessageRules(*descriptor);
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << each.message;
    EXPECT_THAT(std::string(status.message()), HasSubstr(descriptor->full_name() + ".value")) << each.message;
    EXPECT_THAT(std::string(status.message()), HasSubstr(each.why)) << each.message;
  }
}

TEST(RulesCheck, AFaultInsideTheValuesOfAMapIsFound) {
  const absl::Status status = CheckMessageRules(*validation::test::NoClassInside::descriptor());
  EXPECT_THAT(std::string(status.message()), HasSubstr("dayaq.validation.test.NoClass.value"));
}

// A field whose rules hold `tag`, as a contract newer than this binary would.
absl::Status CheckWithUnknownRule(bool inside_a_group) {
  google::protobuf::UnknownFieldSet unknown;
  unknown.AddVarint(99, 1);
  std::string newer;
  unknown.SerializeToString(&newer);
  rules::v1::FieldRules rules;
  if (inside_a_group) {
    rules.mutable_string()->MergeFromString(newer);
  } else {
    rules.MergeFromString(newer);
  }

  FileDescriptorProto file;
  file.set_name("newer.proto");
  file.set_syntax("proto3");
  auto* message = file.add_message_type();
  message->set_name("Newer");
  auto* field = message->add_field();
  field->set_name("value");
  field->set_number(1);
  field->set_type(FieldDescriptorProto::TYPE_STRING);
  field->set_label(FieldDescriptorProto::LABEL_OPTIONAL);
  field->mutable_options()->SetExtension(access::v1::data_class, access::v1::DATA_CLASS_PUBLIC);
  *field->mutable_options()->MutableExtension(rules::v1::field) = rules;
  DescriptorPool pool;
  const auto* built = pool.BuildFile(file);
  return CheckMessageRules(*built->message_type(0));
}

TEST(RulesCheck, ARuleKindThisBinaryDoesNotKnowIsRefused) {
  for (const bool inside_a_group : {false, true}) {
    const absl::Status status = CheckWithUnknownRule(inside_a_group);
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()), HasSubstr("does not know")) << inside_a_group;
  }
}

TEST(RulesCheck, TheServicesOfTheContractPass) {
  for (const auto* file :
       {incident::v1::RegisterIncidentRequest::descriptor()->file(), incident::v1::StartImportRequest::descriptor()->file()}) {
    ASSERT_GT(file->service_count(), 0) << file->name();
    for (int i = 0; i < file->service_count(); ++i) EXPECT_EQ(CheckServiceRules(*file->service(i)), absl::OkStatus());
  }
}

}  // namespace
}  // namespace dayaq
