#include "services/platform/rpc/reach.h"

#include <gtest/gtest.h>

#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

constexpr char kPolicy[] = R"yaml(
version: 2
purposes: {care: {az: a, en: b}, own: {az: a, en: b}}
actions:
  place.read: {az: a, en: b}
  place.list_codes: {az: a, en: b, rows: false}
roles:
  nurse:
    title: {az: a, en: b}
    purposes: [care]
    rows: [in_district, in_institution]
    reads: [OPERATIONAL]
    writes: []
    actions: [place.read, place.list_codes]
  patient:
    title: {az: a, en: b}
    purposes: [own]
    rows: [own_record]
    reads: [OPERATIONAL]
    writes: []
    actions: [place.read]
)yaml";

test::Place At(const std::string& register_code, const std::string& district, const std::string& institution,
               const std::string& person = "") {
  test::Place place;
  place.set_register_(register_code);
  place.mutable_facts()->set_district(district);
  place.set_institution(institution);
  place.set_person(person);
  return place;
}

class ReachTest : public ::testing::Test {
 protected:
  absl::Status Check(const google::protobuf::Message& answer, const Caller& caller, absl::string_view action = "place.read") const {
    return CheckReach(answer, *policy_, caller, action, absl::UnixEpoch());
  }
  static Caller Nurse() {
    Caller caller;
    caller.role = "nurse";
    caller.purpose = "care";
    caller.registers = {"az"};
    caller.districts = {"AZ-TAR", "AZ-BAR"};
    caller.institution = "hospital";
    return caller;
  }
  const absl::StatusOr<AccessPolicy> policy_ = AccessPolicy::Parse(kPolicy, "access.yaml");
};

TEST_F(ReachTest, ARowWithinReachLeaves) {
  EXPECT_TRUE(Check(At("az", "AZ-BAR", "other"), Nurse()).ok());
  EXPECT_TRUE(Check(At("az", "AZ-LAC", "hospital"), Nurse()).ok());
}

TEST_F(ReachTest, ARowThatTheDatabaseShouldNotHaveShownStays) {
  for (const test::Place& place :
       {At("az", "AZ-LAC", "other"), At("xx", "AZ-BAR", "hospital"), At("", "AZ-BAR", ""), At("az", "", "")}) {
    const absl::Status status = Check(place, Nurse());
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << place.DebugString();
  }
}

TEST_F(ReachTest, EveryRowOfAListIsLookedAt) {
  test::Places places;
  *places.add_places() = At("az", "AZ-BAR", "");
  *places.add_places() = At("az", "AZ-TAR", "");
  *places.mutable_first() = At("az", "AZ-TAR", "");
  EXPECT_TRUE(Check(places, Nurse()).ok());
  *places.mutable_places(1) = At("az", "AZ-LAC", "");
  EXPECT_FALSE(Check(places, Nurse()).ok());
  *places.mutable_places(1) = At("az", "AZ-BAR", "");
  *places.mutable_first() = At("az", "AZ-LAC", "");
  EXPECT_FALSE(Check(places, Nurse()).ok());
}

TEST_F(ReachTest, SomebodySeesTheirOwnRecordAlone) {
  Caller patient;
  patient.role = "patient";
  patient.purpose = "own";
  patient.registers = {"az"};
  patient.person_uid = "p1";
  patient.own_records = {"p1", "p3"};
  EXPECT_TRUE(Check(At("az", "AZ-LAC", "", "p1"), patient).ok());
  EXPECT_TRUE(Check(At("az", "AZ-LAC", "", "p3"), patient).ok()) << "a record that went on in theirs";
  EXPECT_FALSE(Check(At("az", "AZ-LAC", "", "p2"), patient).ok());
}

TEST_F(ReachTest, AnswersWithoutRowsAndActionsAboutNoneAreNotItsBusiness) {
  EXPECT_TRUE(Check(test::GetRequest(), Nurse()).ok());
  EXPECT_TRUE(Check(At("xx", "", ""), Nurse(), "place.list_codes").ok());
}

}  // namespace
}  // namespace dayaq::rpc
