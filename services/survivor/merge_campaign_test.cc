// Merging and taking back in random order, with facts of many kinds that come in between, against the real database and a model of
// whose fact is whose. 40 cases, or with DAYAQ_LONG two thousand; SEED=n repeats a run.
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

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/survivor/later_facts_fixture.h"

namespace dayaq::survivor {
namespace {

using google::protobuf::util::MessageDifferencer;

// What somebody assigns, and what goes with it: "treatment 0190..." and so on.
struct LaterRow {
  std::string uid;
  std::vector<std::string> facts;
};

// What a record must hold.
struct Modelled {
  std::string name, uid;
  common::v1::PersonIdentity identity;
  std::string case_name;
  std::set<std::string> facts;  // table and uid of each row of the record itself
  int into = -1;                // the record it goes on in
  std::vector<LaterRow> since;  // what came to the record it goes on in since then
};

class MergeCampaign : public LaterFactsFixture {
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
      const v1::Case one = OpenCase(survivor);
      records_.push_back({survivor.name(),
                          survivor.uid(),
                          survivor.identity(),
                          one.name(),
                          {Fact("casualty", survivor.casualties(0).casualty_uid()), Fact("support_case", one.uid())},
                          -1,
                          {}});
    }
  }

  static std::string Fact(const std::string& table, const std::string& uid) { return absl::StrCat(table, " ", uid); }
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
    for (int tries = 0; tries < 12 && records_[which].into < 0; ++tries) which = Any(3);
    Modelled& merged = records_[which];
    auto request = Changing<v1::UnmergeSurvivorsRequest>(Record(merged.name));
    request.set_reason("sınaq");
    std::vector<LaterRow> moved;
    for (const LaterRow& added : merged.since) {
      v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(added.uid);
      assignment.set_to_merged(Any(2) == 0);
      if (assignment.to_merged()) moved.push_back(added);
    }
    if (!merged.since.empty() && Any(4) == 0) {
      auto silent = request;
      silent.set_request_id(NewRequestId());
      silent.mutable_assignments()->RemoveLast();
      EXPECT_FALSE(Try(&v1::MatchService::Stub::UnmergeSurvivors, kCaseworker, silent).ok()) << "one that nobody assigned";
    }
    const auto back = survivor_service_->Call(*stub_, &v1::MatchService::Stub::UnmergeSurvivors, kCaseworker, request);
    ASSERT_EQ(back.ok(), merged.into >= 0) << back.status();
    if (!back.ok()) return;
    ++unmerges_;
    Modelled& kept = records_[merged.into];
    for (const LaterRow& added : moved) {
      for (const std::string& fact : added.facts) {
        kept.facts.erase(fact);
        merged.facts.insert(fact);
        ++moved_;
      }
      // Another record that went on in the same one since has nothing to do with it any more.
      for (Modelled& one : records_) {
        one.since.erase(
            std::remove_if(one.since.begin(), one.since.end(), [&added](const LaterRow& a) { return a.uid == added.uid; }),
            one.since.end());
      }
    }
    merged.since.clear();
    merged.into = -1;
  }

  void Add(int record, const LaterRow& added) {
    records_[record].facts.insert(added.facts.begin(), added.facts.end());
    for (Modelled& one : records_) {
      if (one.into == record) one.since.push_back(added);
    }
    ++facts_;
  }

  // Anything else that hangs on a record.
  void AddSome() {
    const int record = Speaks(Any(3));
    const v1::Survivor survivor = Record(records_[record].name);
    const std::string words = absl::StrCat("söz ", ++words_);
    switch (Any(7)) {
      case 0: {
        const std::string uid = AddTreatment(survivor, words).uid();
        said_[uid] = words;
        return Add(record, {uid, {Fact("treatment", uid)}});
      }
      case 1: {
        const std::string uid = AddFunctioning(survivor).uid();
        return Add(record, {uid, {Fact("functioning", uid)}});
      }
      case 2: {
        const std::string uid = AddMember(survivor, v1::FAMILY_RELATION_SIBLING, absl::StrCat("Sevil", words_)).uid();
        return Add(record, {uid, {Fact("family_member", uid)}});
      }
      case 3: {
        // What rests on the consent goes with it.
        const v1::Consent consent = GiveConsent(survivor);
        const std::string referral = SendReferral(survivor, consent).uid();
        return Add(record,
                   {consent.uid(), {Fact("consent", consent.uid()), Fact("referral", referral), Fact("referral_sheet", referral)}});
      }
      case 4: {
        const std::string uid = SendReferral(survivor).uid();
        return Add(record, {uid, {Fact("referral", uid)}});
      }
      case 5: {
        const std::string uid = AskCorrection(survivor, words).uid();
        return Add(record, {uid, {Fact("correction_request", uid)}});
      }
      default: {
        const v1::Case one = AddNeed(records_[record].case_name, words);
        const std::string uid = one.needs().empty() ? "" : one.needs(one.needs_size() - 1).uid();
        said_[uid] = words;
        return Add(record, {uid, {Fact("case_need", uid)}});
      }
    }
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
      if (known.count(one.uid()) == 0) Add(record, {one.uid(), {Fact("disability_decision", one.uid())}});
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

  // Whose each row is, as it lies in the database.
  std::map<std::string, std::set<std::string>> Held() const {
    std::vector<std::string> parts;
    for (const char* table : {"casualty", "disability_decision", "support_case", "case_need", "functioning", "treatment",
                              "family_member", "consent", "referral", "referral_sheet", "correction_request"}) {
      parts.push_back(absl::StrCat("SELECT survivor_uid, '", table, "' AS kind, ",
                                   table == std::string("casualty") ? "casualty_uid" : "uid", " AS uid FROM survivor.", table));
    }
    const auto rows = survivor_service_->database().Value(absl::StrCat(
        "SELECT string_agg(survivor_uid || ' ' || kind || ' ' || uid, ',') FROM (", absl::StrJoin(parts, " UNION ALL "),
        ") AS f WHERE survivor_uid IN ('", records_[0].uid, "', '", records_[1].uid, "', '", records_[2].uid, "')"));
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::map<std::string, std::set<std::string>> held;
    const std::string all = rows.value_or("");
    for (const absl::string_view row : absl::StrSplit(all, ',')) {
      const std::pair<std::string, std::string> parted = absl::StrSplit(row, absl::MaxSplits(' ', 1));
      held[parted.first].insert(parted.second);
    }
    return held;
  }

  // Every record holds what the model says, and is read with what goes on in it; what is sealed opens.
  void Check() {
    const auto held = Held();
    for (int i = 0; i < 3; ++i) {
      const v1::Survivor survivor = Record(records_[i].name);
      ASSERT_EQ(held.at(records_[i].uid), records_[i].facts) << "record " << i;
      std::set<std::string> read, wanted;
      for (const auto& casualty : survivor.casualties()) read.insert(Fact("casualty", casualty.casualty_uid()));
      for (const auto& decision : survivor.decisions()) read.insert(Fact("disability_decision", decision.uid()));
      const v1::ListTreatmentsResponse treatments = Treatments(survivor);
      for (const auto& treatment : treatments.treatments()) {
        read.insert(Fact("treatment", treatment.uid()));
        ASSERT_EQ(treatment.facts().note(), said_[treatment.uid()]);
      }
      const v1::Case one_case = CaseNamed(records_[i].case_name);
      for (const auto& need : one_case.needs()) ASSERT_EQ(need.words(), said_[need.uid()]);
      for (const Modelled& one : records_) {
        if (&one != &records_[i] && one.into != i) continue;
        for (const std::string& fact : one.facts) {
          if (absl::StartsWith(fact, "casualty ") || absl::StartsWith(fact, "disability_decision ") ||
              absl::StartsWith(fact, "treatment ")) {
            wanted.insert(fact);
          }
        }
      }
      ASSERT_EQ(read, wanted) << "record " << i;
      ASSERT_TRUE(MessageDifferencer::Equals(survivor.identity(), records_[i].identity)) << "record " << i;
      ASSERT_EQ(survivor.merged_into_uid(), records_[i].into < 0 ? "" : records_[records_[i].into].uid);
      ++checks_;
    }
  }

  std::unique_ptr<v1::MatchService::Stub> stub_;
  std::mt19937_64 random_;
  std::vector<Modelled> records_;
  std::map<std::string, std::string> said_;  // by uid: the words that are sealed
  int year_ = 1990, words_ = 0;
  int merges_ = 0, refused_ = 0, unmerges_ = 0, facts_ = 0, moved_ = 0, checks_ = 0;
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
    const int steps = 8 + Any(9);
    for (int step = 0; step < steps; ++step) {
      switch (Any(10)) {
        case 0:
        case 1:
          MergeSome();
          break;
        case 2:
        case 3:
        case 4:
          UnmergeSome();
          break;
        case 5:
          DecideSome();
          break;
        case 6:
          CorrectSome();
          break;
        default:
          AddSome();
      }
      if (HasFatalFailure()) return;
    }
    Check();
    if (HasFatalFailure()) return;
  }
  std::cout << "merge campaign: " << cases << " cases, " << merges_ << " merges, " << refused_ << " refused, " << unmerges_
            << " taken back, " << facts_ << " facts added, " << moved_ << " rows moved, " << checks_ << " records checked\n";
}

}  // namespace
}  // namespace dayaq::survivor
