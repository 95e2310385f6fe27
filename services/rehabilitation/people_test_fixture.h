// People with several records, people who die or are erased, and everything that runs beside the rehabilitation service, for
// integration tests. Every name is invented.
#ifndef SERVICES_REHABILITATION_PEOPLE_TEST_FIXTURE_H_
#define SERVICES_REHABILITATION_PEOPLE_TEST_FIXTURE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "services/rehabilitation/device_test_fixture.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::rehabilitation {

class PeopleFixture : public DeviceFixture {
 protected:
  // Keys that no other test of the cluster has: some of them are destroyed here.
  void Adjust(HostOptions& options) override {
    const std::string own = keys_.path() + "/keys";
    if (!std::filesystem::exists(own)) {
      std::filesystem::copy(dayaq::testing::TestDatabase::SecretsDirectory(), own, std::filesystem::copy_options::recursive);
    }
    options.key_directory = own;
  }

  // Everybody has done what follows, and what follows from that.
  void FollowAll() const {
    const auto handled = dayaq::testing::ReactAll({service_.get(), survivor_service_.get(), rehabilitation_.get()});
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  void Tell(absl::string_view kind, absl::string_view resource) const {
    const absl::Status told = rehabilitation_->database().Execute(
        absl::StrCat("SELECT outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', '", kind,
                     "', 'resource', '", resource, "')))"));
    ASSERT_TRUE(told.ok()) << told;
  }
  int64_t Told(absl::string_view kind) const {
    return Count(absl::StrCat("SELECT count(*) FROM outbox.event WHERE kind = '", kind, "'"));
  }

  // Somebody without a national id who lost the left leg on that day, and whom two institutions may know twice.
  survivor::v1::Survivor Person(absl::string_view day) const {
    incident::v1::RegisterIncidentRequest request = Hurt("", day);
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    identity.set_family_name("Nümunəyev");
    identity.set_given_name("Elnur");
    identity.set_phone("+994501234567");
    identity.set_address("Tərtər, Nümunə küçəsi 1");
    identity.mutable_birth_date()->set_year(2002);
    return OpenedRecord(request);
  }
  // Referred to the centre in Baku, where the referral was opened.
  survivor::v1::Survivor Refer(const survivor::v1::Survivor& person) const {
    const auto sent = Sent(ReferralOf(person, Given(ConsentOf(person))));
    OpenReferral(sent.name());
    return person;
  }

  absl::Status Merge(const survivor::v1::Survivor& kept, const survivor::v1::Survivor& other) const {
    auto request = Changing<survivor::v1::MergeSurvivorsRequest>(Record(kept.name()));
    request.set_other(other.name());
    request.set_other_etag(Record(other.name()).etag());
    request.set_reason("eyni şəxs");
    survivor::v1::MatchService::Stub stub(survivor_service_->Channel());
    return survivor_service_->Call(stub, &survivor::v1::MatchService::Stub::MergeSurvivors, survivor::kCaseworker, request)
        .status();
  }
  // `theirs`: what was added since the merge and is about the one that is given back.
  absl::Status Unmerge(const survivor::v1::Survivor& merged, const std::vector<std::string>& theirs = {}) const {
    auto request = Changing<survivor::v1::UnmergeSurvivorsRequest>(Record(merged.name()));
    request.set_reason("iki ayrı şəxs");
    for (const std::string& uid : theirs) {
      survivor::v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(uid);
      assignment.set_to_merged(true);
    }
    survivor::v1::MatchService::Stub stub(survivor_service_->Channel());
    return survivor_service_->Call(stub, &survivor::v1::MatchService::Stub::UnmergeSurvivors, survivor::kCaseworker, request)
        .status();
  }
  // By a court: all of it, by two people.
  void Erase(const survivor::v1::Survivor& person) const {
    survivor::v1::ProposeErasureRequest proposal;
    proposal.set_request_id(NewRequestId());
    proposal.set_survivor(person.name());
    proposal.set_cause(survivor::v1::ERASURE_CAUSE_COURT_ORDER);
    proposal.set_legal_act("Fərdi məlumatlar haqqında Qanun");
    proposal.set_article("8.1");
    proposal.set_reason("Məhkəmənin qərarı");
    const auto proposed = Ask(&Stub::ProposeErasure, survivor::kCaseworker, proposal);
    ASSERT_TRUE(proposed.ok()) << proposed.status();
    auto approval = On<survivor::v1::ApproveErasureRequest>(*proposed);
    const auto done = Ask(&Stub::ApproveErasure, dayaq::testing::Strongly(TestCaller{"jamila-privacy"}), approval);
    ASSERT_TRUE(done.ok()) << done.status();
  }

  std::vector<v1::Episode> EpisodesOf(const survivor::v1::Survivor& person) const {
    v1::ListEpisodesRequest request;
    request.set_survivor(person.name());
    const auto listed = Done(&Episodes::ListEpisodes, kClerk, request);
    return {listed.episodes().begin(), listed.episodes().end()};
  }
  int64_t DevicesOf(const survivor::v1::Survivor& person) const {
    v1::ListDevicesRequest request;
    request.set_survivor(person.name());
    return Got(&Devices::ListDevices, kProsthetist, request).total();
  }
  int64_t RenewalsOf(const survivor::v1::Survivor& person) const {
    v1::ListRenewalsRequest request;
    request.set_survivor(person.name());
    return Got(&Renewals::ListRenewals, kProsthetist, request).total();
  }
  // A visit to the therapist and one to the doctor at the same hour.
  std::pair<v1::FreeSlot, v1::FreeSlot> SameHour() const {
    for (const v1::FreeSlot& one : FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 60)) {
      for (const v1::FreeSlot& other : FreeFor(v1::VISIT_KIND_MEDICAL_REVIEW, 60)) {
        if (one.starts_time().seconds() == other.starts_time().seconds() && one.specialist_uid() != other.specialist_uid()) {
          return {one, other};
        }
      }
    }
    ADD_FAILURE() << "no such hour";
    return {};
  }

 private:
  dayaq::testing::TemporaryDirectory keys_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_PEOPLE_TEST_FIXTURE_H_
