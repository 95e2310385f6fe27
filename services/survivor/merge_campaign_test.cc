// Merging and taking back in random order, with facts that come in between, against the real database and a model of whose fact is
// whose. 40 cases, or with DAYAQ_LONG two thousand; SEED=n repeats a run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

using google::protobuf::util::MessageDifferencer;

// What a record must hold.
struct Modelled {
  std::string name, uid;
  common::v1::PersonIdentity identity;
  std::set<std::string> facts;     // uids of casualties and decisions, held by the record itself
  int into = -1;                   // the record it goes on in
  std::vector<std::string> since;  // what came to the record it goes on in since then
};

class MergeCampaign : public SurvivorFixture {
 protected:
  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ != nullptr) stub_ = v1::MatchService::NewStub(survivor_service_->Channel());
  }

  int Any(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  void Begin() {
    records_.clear();
    year_ = 1990;
    for (const char* given : {"Aysu", "Günel", "Nərmin"}) {
      incident::v1::RegisterIncidentRequest request = Hurt("", "1989-02-04");
      PersonOf(request).mutable_identity()->set_family_name("Nümunəyeva");
      PersonOf(request).mutable_identity()->set_given_name(given);
      PersonOf(request).clear_age();
      const v1::Survivor survivor = OpenedRecord(request);
      records_.push_back({survivor.name(), survivor.uid(), survivor.identity(), {survivor.casualties(0).casualty_uid()}, -1, {}});
    }
  }

  int Speaks(int i) const { return records_[i].into < 0 ? i : records_[i].into; }
  bool HasAbsorbed(int i) const {
    return std::any_of(records_.begin(), records_.end(), [i](const Modelled& one) { return one.into == i; });
  }

  void MergeSome() {
    const int kept = Any(3), other = Any(3);
    auto request = Changing<v1::MergeSurvivorsRequest>(Record(records_[kept].name));
    request.set_other(records_[other].name);
    request.set_other_etag(Record(records_[other].name).etag());
    request.set_reason("sınaq");
    const auto merged = survivor_service_->Call(*stub_, &v1::MatchService::Stub::MergeSurvivors, kCaseworker, request);
    const bool may = kept != other && records_[kept].into < 0 && records_[other].into < 0 && !HasAbsorbed(other);
    ASSERT_EQ(merged.ok(), may) << merged.status();
    if (may) {
      records_[other].into = kept;
      ++merges_;
    } else {
      ++refused_;
    }
  }

  void UnmergeSome() {
    // Mostly one that is merged.
    int which = Any(3);
    for (int tries = 0; tries < 4 && records_[which].into < 0; ++tries) which = Any(3);
    Modelled& merged = records_[which];
    auto request = Changing<v1::UnmergeSurvivorsRequest>(Record(merged.name));
    request.set_reason("sınaq");
    std::set<std::string> moved;
    for (const std::string& uid : merged.since) {
      v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(uid);
      assignment.set_to_merged(Any(2) == 0);
      if (assignment.to_merged()) moved.insert(uid);
    }
    const auto back = survivor_service_->Call(*stub_, &v1::MatchService::Stub::UnmergeSurvivors, kCaseworker, request);
    ASSERT_EQ(back.ok(), merged.into >= 0) << back.status();
    if (!back.ok()) return;
    ++unmerges_;
    Modelled& kept = records_[merged.into];
    for (const std::string& uid : moved) {
      kept.facts.erase(uid);
      merged.facts.insert(uid);
      // Another record that went on in the same one since has nothing to do with it any more.
      for (Modelled& one : records_) one.since.erase(std::remove(one.since.begin(), one.since.end(), uid), one.since.end());
    }
    merged.since.clear();
    merged.into = -1;
  }

  void Add(int record, const std::string& uid) {
    records_[record].facts.insert(uid);
    for (Modelled& one : records_) {
      if (one.into == record) one.since.push_back(uid);
    }
    ++facts_;
  }

  // One of each year, so that none overlaps another, whoever's they are.
  void DecideSome() {
    const int record = Speaks(Any(3));
    ++year_;
    const v1::Survivor before = Record(records_[record].name);
    std::set<std::string> known;
    for (const auto& decision : before.decisions()) known.insert(decision.uid());
    v1::DisabilityDecision decision = DecisionOf(40, absl::StrCat(year_, "-01-01"), absl::StrCat(year_, "-12-31"));
    decision.set_act_number(absl::StrCat("A-", year_));
    const auto decided = Decide(DecisionOn(before, decision));
    ASSERT_TRUE(decided.ok()) << decided.status();
    for (const auto& one : decided->decisions()) {
      if (known.count(one.uid()) == 0) Add(record, one.uid());
    }
  }

  void CorrectSome() {
    const int record = Speaks(Any(3));
    auto request = Changing<v1::CorrectSurvivorRequest>(Record(records_[record].name));
    request.set_reason("sınaq");
    request.mutable_details()->mutable_identity()->set_address(absl::StrCat("Nümunə kəndi ", Any(1000)));
    request.mutable_update_mask()->add_paths("identity.address");
    ASSERT_TRUE(Correct(request).ok());
    records_[record].identity.set_address(request.details().identity().address());
  }

  // Every record holds what the model says, and is read with what goes on in it.
  void Check() {
    for (int i = 0; i < 3; ++i) {
      const v1::Survivor survivor = Record(records_[i].name);
      std::map<std::string, std::set<std::string>> held;
      for (const auto& casualty : survivor.casualties()) held[casualty.survivor_uid()].insert(casualty.casualty_uid());
      for (const auto& decision : survivor.decisions()) held[decision.survivor_uid()].insert(decision.uid());
      std::map<std::string, std::set<std::string>> wanted = {{records_[i].uid, records_[i].facts}};
      for (const Modelled& one : records_) {
        if (one.into == i) wanted[one.uid] = one.facts;
      }
      ASSERT_EQ(held, wanted) << "record " << i;
      ASSERT_TRUE(MessageDifferencer::Equals(survivor.identity(), records_[i].identity)) << "record " << i;
      ASSERT_EQ(survivor.merged_into_uid(), records_[i].into < 0 ? "" : records_[records_[i].into].uid);
      ++checks_;
    }
  }

  std::unique_ptr<v1::MatchService::Stub> stub_;
  std::mt19937_64 random_;
  std::vector<Modelled> records_;
  int year_ = 1990;
  int merges_ = 0, refused_ = 0, unmerges_ = 0, facts_ = 0, checks_ = 0;
};

TEST_F(MergeCampaign, EachRecordHoldsItsOwnThroughMergesAndBack) {
  const char* said = std::getenv("SEED");
  uint64_t seed = 20261129;
  if (said != nullptr) ASSERT_TRUE(absl::SimpleAtoi(said, &seed));
  random_.seed(seed);
  const int cases = std::getenv("DAYAQ_LONG") != nullptr ? 2000 : 40;
  for (int i = 0; i < cases; ++i) {
    SCOPED_TRACE(absl::StrCat("case ", i, " of seed ", seed));
    Begin();
    const int steps = 5 + Any(8);
    for (int step = 0; step < steps; ++step) {
      switch (Any(6)) {
        case 0:
        case 1:
          MergeSome();
          break;
        case 2:
        case 3:
          UnmergeSome();
          break;
        case 4:
          DecideSome();
          break;
        default:
          CorrectSome();
      }
      if (HasFatalFailure()) return;
    }
    Check();
    if (HasFatalFailure()) return;
  }
  std::cout << "merge campaign: " << cases << " cases, " << merges_ << " merges, " << refused_ << " refused, " << unmerges_
            << " taken back, " << facts_ << " facts added, " << checks_ << " records checked\n";
}

}  // namespace
}  // namespace dayaq::survivor
