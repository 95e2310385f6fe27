// Two registrations of one event: proposed with reasons, never merged by themselves, merged and unmerged by people without loss.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DuplicateTest : public IncidentFixture {
 protected:
  v1::Incident Registered(const v1::RegisterIncidentRequest& request) const {
    auto made = Register(request);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }
  v1::Incident Read(const v1::Incident& incident, const TestCaller& caller = kRegistrar) const {
    auto read = Get(caller, incident.name());
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value_or(v1::Incident());
  }

  // One person of that name, with or without a national id.
  static v1::RegisterIncidentRequest With(const std::string& given_name, const std::string& national_id) {
    v1::RegisterIncidentRequest request = Herding();
    AddPerson(request, given_name, national_id);
    request.mutable_incident()->mutable_casualties()->DeleteSubrange(0, 1);
    return request;
  }
  static void AddPerson(v1::RegisterIncidentRequest& request, const std::string& given_name, const std::string& national_id) {
    v1::Casualty casualty = Herding().incident().casualties(0);
    casualty.mutable_facts()->mutable_identity()->set_given_name(given_name);
    casualty.mutable_facts()->mutable_identity()->set_national_id(national_id);
    *request.mutable_incident()->add_casualties() = casualty;
  }

  void React() const {
    const auto handled = service_->React();
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  std::vector<v1::DuplicateProposal> Proposals(v1::DuplicateState state = v1::DUPLICATE_STATE_OPEN,
                                               const TestCaller& caller = kAnama) const {
    v1::ListDuplicatesRequest request;
    request.set_state(state);
    request.set_page_size(200);
    const auto listed = Call(&Stub::ListDuplicates, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return {};
    return {listed->proposals().begin(), listed->proposals().end()};
  }

  static v1::MergeIncidentsRequest MergeOf(const v1::Incident& kept, const v1::Incident& duplicate,
                                           const std::vector<std::pair<int, int>>& pairs = {}) {
    v1::MergeIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(kept.etag());
    request.set_duplicate(duplicate.name());
    request.set_duplicate_etag(duplicate.etag());
    request.set_reason("Eyni hadisədir");
    for (const auto& [of_kept, of_duplicate] : pairs) {
      v1::CasualtyPair& pair = *request.add_pairs();
      pair.set_kept_uid(kept.casualties(of_kept).uid());
      pair.set_duplicate_uid(duplicate.casualties(of_duplicate).uid());
    }
    return request;
  }
  absl::StatusOr<v1::Incident> Merge(const v1::MergeIncidentsRequest& request, const TestCaller& caller = kAnama) const {
    return Call(&Stub::MergeIncidents, caller, request);
  }
  absl::StatusOr<v1::Incident> Unmerge(const v1::Incident& duplicate, const TestCaller& caller = kAnama) const {
    v1::UnmergeIncidentsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(duplicate.name());
    request.set_etag(Read(duplicate, caller).etag());
    request.set_reason("Səhvən birləşdirilib");
    return Call(&Stub::UnmergeIncidents, caller, request);
  }

  // Names of the incidents a filter finds, and the totals over them.
  v1::ListIncidentsResponse List(const v1::IncidentFilter& filter = v1::IncidentFilter()) const {
    v1::ListIncidentsRequest request;
    *request.mutable_filter() = filter;
    auto listed = Call(&Stub::ListIncidents, kRegistrar, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListIncidentsResponse());
  }
  std::vector<std::string> NamesOfId(const std::string& national_id) const {
    v1::IncidentFilter filter;
    filter.set_national_id(national_id);
    std::vector<std::string> names;
    const v1::ListIncidentsResponse listed = List(filter);
    for (const v1::Incident& incident : listed.incidents()) names.push_back(incident.name());
    return names;
  }
};

// Without what every change counts on.
v1::Incident Bare(v1::Incident incident) {
  incident.clear_etag();
  incident.clear_update_time();
  for (v1::Casualty& casualty : *incident.mutable_casualties()) {
    casualty.clear_etag();
    casualty.clear_update_time();
  }
  return incident;
}

#define EXPECT_SAME(one, other)                                                                          \
  EXPECT_TRUE(MessageDifferencer::Equals(Bare(one), Bare(other))) << Bare(one).DebugString() << "----\n" \
                                                                  << Bare(other).DebugString()

// Scenario T19.
TEST_F(DuplicateTest, ElevenSinglesAndOneOfElevenAreProposedAndNeverMergedByThemselves) {
  for (const bool whole_first : {true, false}) {
    v1::RegisterIncidentRequest whole = Herding();
    whole.mutable_incident()->mutable_facts()->set_settlement(whole_first ? "Birinci" : "İkinci");
    v1::CasualtyFacts unnamed;
    unnamed.set_outcome(v1::OUTCOME_INJURED);
    whole.mutable_incident()->clear_casualties();
    for (int i = 0; i < 11; ++i) *whole.mutable_incident()->add_casualties()->mutable_facts() = unnamed;
    v1::RegisterIncidentRequest single = whole;
    single.mutable_incident()->mutable_casualties()->DeleteSubrange(1, 10);
    single.mutable_incident()->mutable_facts()->mutable_occurred_on()->clear_day();

    if (whole_first) Registered(whole);
    for (int i = 0; i < 11; ++i) {
      single.set_request_id(NewRequestId());
      Registered(single);
      if (i % 3 == 0) React();
    }
    if (!whole_first) Registered(whole);
    React();
    EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE state <> 'DONE' AND subscriber LIKE 'incident.%'"), 0);
  }
  const std::vector<v1::DuplicateProposal> proposals = Proposals();
  EXPECT_THAT(proposals, SizeIs(22));
  for (const v1::DuplicateProposal& proposal : proposals) {
    std::vector<std::string> facts;
    int points = 0;
    for (const v1::DuplicateReason& reason : proposal.reasons()) {
      facts.push_back(reason.fact());
      points += reason.points();
      EXPECT_FALSE(reason.explanation().empty());
    }
    EXPECT_THAT(facts, Contains("group"));
    EXPECT_THAT(facts, Contains("time"));
    EXPECT_THAT(facts, Contains("place"));
    EXPECT_EQ(std::min(points, 100), proposal.score());
  }
  EXPECT_EQ(List().totals().incidents(), 24);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.merge"), 0);
}

TEST_F(DuplicateTest, OnePersonRegisteredTwiceIsProposedByNationalIdWithoutTellingIt) {
  Registered(With("Elnur", "5ABCDE7"));
  Registered(With("Elmar", "5ABCDE7"));
  React();
  const auto proposals = Proposals();
  ASSERT_THAT(proposals, SizeIs(1));
  bool people = false;
  for (const v1::DuplicateReason& reason : proposals[0].reasons()) {
    people = people || reason.fact() == "people";
    EXPECT_EQ(reason.explanation().find("5ABCDE7"), std::string::npos);
  }
  EXPECT_TRUE(people);
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry WHERE method = 'reaction/incident.propose_duplicates'"), 2);
}

TEST_F(DuplicateTest, APairSaidToBeDifferentIsNotProposedAgain) {
  const v1::Incident first = Registered(With("Elnur", "5ABCDE7"));
  Registered(With("Elnur", "5ABCDE7"));
  React();
  ASSERT_THAT(Proposals(), SizeIs(1));
  v1::DismissDuplicateRequest request;
  request.set_request_id(NewRequestId());
  request.set_uid(Proposals()[0].uid());
  request.set_reason("Başqa gün, başqa yer");
  EXPECT_EQ(ReasonOf(Call(&Stub::DismissDuplicate, kRegistrar, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  const auto dismissed = Call(&Stub::DismissDuplicate, kAnama, request);
  ASSERT_TRUE(dismissed.ok()) << dismissed.status();
  EXPECT_EQ(dismissed->state(), v1::DUPLICATE_STATE_DISMISSED);
  EXPECT_EQ(dismissed->resolution(), "Başqa gün, başqa yer");
  request.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Call(&Stub::DismissDuplicate, kAnama, request).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);

  v1::AddReportRequest again;
  again.set_request_id(NewRequestId());
  again.set_name(first.name());
  again.set_etag(first.etag());
  again.mutable_report()->set_source(v1::SOURCE_KIND_POLICE);
  ASSERT_TRUE(Call(&Stub::AddReport, kPolice, again).ok());
  React();
  EXPECT_THAT(Proposals(), IsEmpty());
  EXPECT_THAT(Proposals(v1::DUPLICATE_STATE_DISMISSED), SizeIs(1));
}

TEST_F(DuplicateTest, MergingCountsEachPersonOnceAndUnmergingRestoresBothExactly) {
  v1::RegisterIncidentRequest of_police = With("Elnur", "");
  AddPerson(of_police, "Rəna", "7RENA77");
  v1::RegisterIncidentRequest of_ward = With("Elnur", "5ABCDE7");
  AddPerson(of_ward, "Tofiq", "8TFQ888");
  Registered(of_police);
  Registered(of_ward);
  React();
  const auto named = Proposals();
  ASSERT_THAT(named, SizeIs(1));
  const v1::Incident kept = Read(*Get(kRegistrar, "incidents/" + named[0].incident_uid()));
  const v1::Incident duplicate = Read(*Get(kRegistrar, "incidents/" + named[0].other_uid()));
  const v1::Incident kept_as_anama = Read(kept, kAnama), duplicate_as_anama = Read(duplicate, kAnama);

  const auto merged = Merge(MergeOf(kept, duplicate, {{0, 0}}));
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->injured(), 3);
  EXPECT_THAT(Read(kept).casualties(), SizeIs(3));
  const v1::Incident gone = Read(duplicate);
  EXPECT_EQ(gone.state(), v1::INCIDENT_STATE_MERGED);
  EXPECT_EQ(gone.merged_into_uid(), kept.uid());
  EXPECT_EQ(gone.injured(), 0);
  ASSERT_THAT(gone.casualties(), SizeIs(1));
  EXPECT_EQ(gone.casualties(0).same_as_uid(), kept.casualties(0).uid());
  const v1::ListIncidentsResponse listed = List();
  ASSERT_THAT(listed.incidents(), SizeIs(1));
  EXPECT_EQ(listed.incidents(0).name(), kept.name());
  EXPECT_EQ(listed.totals().casualties(), 3);
  for (const char* id : {"7RENA77", "8TFQ888", "5ABCDE7"}) EXPECT_THAT(NamesOfId(id), ElementsAre(kept.name())) << id;
  EXPECT_THAT(Proposals(), IsEmpty());
  EXPECT_THAT(Proposals(v1::DUPLICATE_STATE_MERGED), SizeIs(1));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.miscounted()"), 0);

  const auto restored = Unmerge(duplicate);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_SAME(Read(kept), kept);
  EXPECT_SAME(Read(duplicate), duplicate);
  EXPECT_SAME(Read(kept, kAnama), kept_as_anama);
  EXPECT_SAME(Read(duplicate, kAnama), duplicate_as_anama);
  EXPECT_THAT(NamesOfId("5ABCDE7"), ElementsAre(duplicate.name()));
  EXPECT_THAT(NamesOfId("8TFQ888"), ElementsAre(duplicate.name()));
  EXPECT_THAT(Proposals(), SizeIs(1));
  EXPECT_EQ(Count("SELECT count(*) FROM incident.miscounted()"), 0);
  EXPECT_EQ(ReasonOf(Unmerge(duplicate).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(DuplicateTest, AChainOfMergesIsUndoneFromItsEnd) {
  const v1::Incident first = Registered(With("Elnur", "5ABCDE7")), second = Registered(With("Elnur", "5ABCDE7")),
                     third = Registered(With("Elnur", "9XYZ999"));
  const v1::Incident a = Read(first), b = Read(second), c = Read(third);
  ASSERT_TRUE(Merge(MergeOf(b, a, {{0, 0}})).ok());
  ASSERT_TRUE(Merge(MergeOf(Read(c), Read(b), {{0, 0}})).ok());
  EXPECT_THAT(NamesOfId("5ABCDE7"), ElementsAre(c.name())) << "the same person, twice removed";
  EXPECT_EQ(Read(c).injured(), 1);
  EXPECT_EQ(ReasonOf(Unmerge(a).status()), ErrorReason::ERROR_REASON_MERGE_NOT_LAST);
  ASSERT_TRUE(Unmerge(b).ok());
  const auto undone = Unmerge(a, kSecondAnama);
  ASSERT_TRUE(undone.ok()) << undone.status();
  EXPECT_SAME(Read(a), a);
  EXPECT_SAME(Read(b), b);
  EXPECT_SAME(Read(c), c);
}

TEST_F(DuplicateTest, ACorrectionMadeAfterAMergeStaysWithItsPerson) {
  const v1::Incident kept = Registered(With("Elnur", "")), duplicate = Registered(With("Tofiq", ""));
  const auto merged = Merge(MergeOf(kept, duplicate));
  ASSERT_TRUE(merged.ok()) << merged.status();
  v1::CorrectCasualtyRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(merged->casualties(1).name());
  request.set_etag(merged->casualties(1).etag());
  request.set_reason("Şəxsiyyət vəsiqəsi ilə");
  request.mutable_facts()->mutable_identity()->set_national_id("8TFQ888");
  request.mutable_update_mask()->add_paths("identity.national_id");
  const auto corrected = Call(&Stub::CorrectCasualty, kRegistrar, request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  ASSERT_TRUE(Unmerge(duplicate).ok());
  EXPECT_EQ(Read(duplicate).casualties(0).facts().identity().national_id(), "8TFQ888");
  EXPECT_THAT(NamesOfId("8TFQ888"), ElementsAre(duplicate.name()));
}

TEST_F(DuplicateTest, MergesThatMakeNoSenseAreRefusedAndChangeNothing) {
  const v1::Incident a = Registered(With("Elnur", "")), b = Registered(With("Tofiq", ""));
  const std::string contents = Contents();
  const auto reason = [this](const v1::MergeIncidentsRequest& request, const TestCaller& caller = kAnama) {
    return ReasonOf(Merge(request, caller).status());
  };
  EXPECT_EQ(reason(MergeOf(a, a)), ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE);
  EXPECT_EQ(reason(MergeOf(a, b), kRegistrar), ErrorReason::ERROR_REASON_ACTION_DENIED);
  v1::MergeIncidentsRequest swapped = MergeOf(a, b, {{0, 0}});
  swapped.mutable_pairs(0)->Swap(MergeOf(b, a, {{0, 0}}).mutable_pairs(0));
  EXPECT_EQ(reason(swapped), ErrorReason::ERROR_REASON_PAIR_IMPOSSIBLE);
  EXPECT_EQ(reason(MergeOf(a, b, {{0, 0}, {0, 0}})), ErrorReason::ERROR_REASON_PAIR_IMPOSSIBLE);
  v1::MergeIncidentsRequest stale = MergeOf(a, b);
  stale.set_duplicate_etag("9");
  EXPECT_EQ(reason(stale), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(Contents(), contents);
}

TEST_F(DuplicateTest, OfTwoClerksWhoMergeAtOnceOneIsToldThatTheOtherWasFaster) {
  constexpr int kRounds = 12;
  int won = 0, told = 0;
  for (int round = 0; round < kRounds; ++round) {
    const v1::Incident a = Registered(With("Elnur", "")), b = Registered(With("Elnur", ""));
    // Half of the time they disagree on which one carries on.
    const v1::MergeIncidentsRequest one = MergeOf(a, b, {{0, 0}}),
                                    other = round % 2 == 0 ? MergeOf(a, b, {{0, 0}}) : MergeOf(b, a, {{0, 0}});
    absl::Status first, second;
    std::thread clerk([&] { first = Merge(one, kAnama).status(); });
    second = Merge(other, kSecondAnama).status();
    clerk.join();
    for (const absl::Status& status : {first, second}) {
      if (status.ok()) {
        ++won;
      } else {
        told += ReasonOf(status) == ErrorReason::ERROR_REASON_ETAG_MISMATCH ? 1 : 0;
      }
    }
  }
  std::cout << "merges at once: " << kRounds << " rounds, " << won << " won, " << told << " were told\n";
  EXPECT_EQ(won, kRounds);
  EXPECT_EQ(told, kRounds);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.merge"), kRounds);
  EXPECT_EQ(Count("SELECT count(*) FROM incident.miscounted()"), 0);
}

}  // namespace
}  // namespace dayaq::incident
