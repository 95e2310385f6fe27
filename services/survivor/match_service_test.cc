// Which records are one person, against the real database: questions, answers, merging and taking it back, search, sweeps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MatchTest : public SurvivorFixture {
 protected:
  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ != nullptr) stub_ = v1::MatchService::NewStub(survivor_service_->Channel());
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> AskMatch(grpc::Status (v1::MatchService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                    const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*stub_, method, caller, request);
  }

  // Somebody hurt, called so, born in that year.
  static incident::v1::RegisterIncidentRequest Person(const std::string& family, const std::string& given,
                                                      const std::string& father, const std::string& born,
                                                      const std::string& day = "2024-02-04") {
    incident::v1::RegisterIncidentRequest request = Hurt("", day);
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    identity.set_family_name(family);
    identity.set_given_name(given);
    identity.set_father_name(father);
    if (!born.empty()) *identity.mutable_birth_date() = Date(born);
    PersonOf(request).clear_age();
    PersonOf(request).set_sex(common::v1::SEX_FEMALE);
    return request;
  }

  v1::ListMatchesResponse Matches(const TestCaller& caller = kCaseworker, v1::MatchState state = v1::MATCH_STATE_OPEN) const {
    v1::ListMatchesRequest request;
    request.set_state(state);
    auto listed = AskMatch(&v1::MatchService::Stub::ListMatches, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListMatchesResponse());
  }

  absl::StatusOr<v1::Survivor> Merge(const v1::Survivor& kept, const v1::Survivor& other,
                                     const TestCaller& caller = kCaseworker) const {
    auto request = Changing<v1::MergeSurvivorsRequest>(kept);
    request.set_other(other.name());
    request.set_other_etag(other.etag());
    request.set_reason("eyni şəxs");
    auto merged = AskMatch(&v1::MatchService::Stub::MergeSurvivors, caller, request);
    if (merged.ok()) React();
    return merged;
  }

  absl::StatusOr<v1::Survivor> Unmerge(const v1::Survivor& merged, const std::map<std::string, bool>& to_merged = {}) const {
    auto request = Changing<v1::UnmergeSurvivorsRequest>(Record(merged.name()));
    request.set_reason("iki ayrı şəxs");
    for (const auto& entry : to_merged) {
      v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(entry.first);
      assignment.set_to_merged(entry.second);
    }
    auto back = AskMatch(&v1::MatchService::Stub::UnmergeSurvivors, kCaseworker, request);
    if (back.ok()) React();
    return back;
  }

  // The same woman twice, as two hospitals wrote her down (scenario T18).
  std::pair<v1::Survivor, v1::Survivor> TwiceWritten() const {
    const v1::Survivor first = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
    const v1::Survivor second = OpenedRecord(Person("Джафарова", "Севиндж", "", "1976", "2024-03-05"));
    EXPECT_NE(first.uid(), second.uid());
    return {Record(first.name()), Record(second.name())};
  }

  std::unique_ptr<v1::MatchService::Stub> stub_;
};

// What a record says, whatever version it is.
v1::Survivor Facts(v1::Survivor survivor) {
  survivor.clear_etag();
  survivor.clear_update_time();
  return survivor;
}

TEST_F(MatchTest, ASpellingInAnotherScriptIsAskedAboutAndNeverMergedByItself) {
  const auto [first, second] = TwiceWritten();
  const v1::ListMatchesResponse asked = Matches();
  ASSERT_THAT(asked.matches(), SizeIs(1));
  EXPECT_EQ(asked.total(), 1);
  EXPECT_EQ(asked.matches(0).survivor_uid(), first.uid());
  EXPECT_EQ(asked.matches(0).other_uid(), second.uid());
  EXPECT_EQ(asked.matches(0).verdict(), v1::MATCH_VERDICT_ASK) << "names and year of birth alone never propose";
  EXPECT_FALSE(asked.matches(0).reasons().empty());
  v1::GetMatchRequest request;
  request.set_uid(asked.matches(0).uid());
  const auto whole = AskMatch(&v1::MatchService::Stub::GetMatch, kCaseworker, request);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->survivor().identity().given_name(), "Sevinc");
  EXPECT_EQ(whole->other().identity().given_name(), "Севиндж");
}

TEST_F(MatchTest, UnrelatedPeopleAreNotAskedAbout) {
  OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  OpenedRecord(Person("Quliyeva", "Aygün", "Tahir", "1990", "2024-03-05"));
  EXPECT_THAT(Matches().matches(), IsEmpty());
}

TEST_F(MatchTest, AnAnswerStandsUntilTheRecordsSaySomethingElse) {
  const auto [first, second] = TwiceWritten();
  v1::AnswerDifferentRequest answer;
  answer.set_request_id(NewRequestId());
  answer.set_uid(Matches().matches(0).uid());
  answer.set_etag(Matches().matches(0).etag());
  answer.set_reason("bacılar");
  const auto answered = AskMatch(&v1::MatchService::Stub::AnswerDifferent, kCaseworker, answer);
  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), v1::MATCH_STATE_DIFFERENT);
  EXPECT_THAT(Matches().matches(), IsEmpty());
  answer.set_request_id(NewRequestId());
  answer.set_etag(answered->etag());
  EXPECT_EQ(ReasonOf(AskMatch(&v1::MatchService::Stub::AnswerDifferent, kCaseworker, answer).status()),
            ErrorReason::ERROR_REASON_MATCH_ANSWERED);

  auto correction = Changing<v1::CorrectSurvivorRequest>(first);
  correction.set_reason("telefon");
  correction.mutable_details()->mutable_contacts()->set_second_phone("+994501234567");
  correction.mutable_update_mask()->add_paths("contacts.second_phone");
  ASSERT_TRUE(Ask(&Stub::CorrectSurvivor, kCaseworker, correction).ok());
  React();
  EXPECT_THAT(Matches().matches(), IsEmpty()) << "nothing that is compared has changed";
  auto born = Changing<v1::CorrectSurvivorRequest>(Record(second.name()));
  born.set_reason("şəxsiyyət vəsiqəsi");
  *born.mutable_details()->mutable_identity()->mutable_birth_date() = Date("1977");
  born.mutable_update_mask()->add_paths("identity.birth_date");
  ASSERT_TRUE(Ask(&Stub::CorrectSurvivor, kCaseworker, born).ok());
  React();
  EXPECT_THAT(Matches().matches(), SizeIs(1)) << "another year is weighed anew";
}

TEST_F(MatchTest, AMergedPersonIsReadAsOne) {
  const auto [first, second] = TwiceWritten();
  const auto merged = Merge(first, second);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_THAT(merged->casualties(), SizeIs(2));
  ASSERT_THAT(merged->absorbed(), SizeIs(1));
  EXPECT_EQ(merged->absorbed(0).number(), second.number());
  EXPECT_EQ(merged->absorbed(0).identity().given_name(), "Севиндж");
  EXPECT_EQ(merged->identity().given_name(), "Sevinc");
  EXPECT_THAT(Matches().matches(), IsEmpty());
  EXPECT_THAT(List().survivors(), SizeIs(1));
  v1::SurvivorFilter filter;
  filter.set_person_name("Севиндж Джафарова");
  ASSERT_THAT(List(filter).survivors(), SizeIs(1));
  EXPECT_EQ(List(filter).survivors(0).uid(), first.uid()) << "found by the other spelling too";
  filter.Clear();
  filter.set_number(second.number());
  ASSERT_THAT(List(filter).survivors(), SizeIs(1));
  EXPECT_EQ(List(filter).survivors(0).merged_into_uid(), first.uid());

  auto correction = Changing<v1::CorrectSurvivorRequest>(Record(second.name()));
  correction.set_reason("ünvan");
  correction.mutable_details()->mutable_identity()->set_address("Nümunə kəndi");
  correction.mutable_update_mask()->add_paths("identity.address");
  EXPECT_EQ(ReasonOf(Ask(&Stub::CorrectSurvivor, kCaseworker, correction).status()), ErrorReason::ERROR_REASON_RECORD_MERGED);
}

TEST_F(MatchTest, ACasualtyThatTellsTheIdOfAMergedRecordComesToThePerson) {
  const v1::Survivor first = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  incident::v1::RegisterIncidentRequest with_id = Person("Джафарова", "Севиндж", "", "1976", "2024-03-05");
  PersonOf(with_id).mutable_identity()->set_national_id("5ABCDE7");
  const v1::Survivor second = OpenedRecord(with_id);
  ASSERT_TRUE(Merge(Record(first.name()), Record(second.name())).ok());
  incident::v1::RegisterIncidentRequest again = Person("Cəfərova", "Sevinc", "Rauf", "1976", "2024-05-06");
  PersonOf(again).mutable_identity()->set_national_id("5ABCDE7");
  EXPECT_EQ(OpenedRecord(again).uid(), first.uid());
  EXPECT_THAT(Record(first.name()).casualties(), SizeIs(3));
}

TEST_F(MatchTest, AMergeTakenBackGivesEachWhatItHad) {
  const auto [first, second] = TwiceWritten();
  ASSERT_TRUE(Merge(first, second).ok());
  const auto back = Unmerge(second);
  ASSERT_TRUE(back.ok()) << back.status();
  using google::protobuf::util::MessageDifferencer;
  EXPECT_TRUE(MessageDifferencer::Equals(Facts(Record(first.name())), Facts(first))) << Record(first.name()).DebugString();
  EXPECT_TRUE(MessageDifferencer::Equals(Facts(Record(second.name())), Facts(second))) << Record(second.name()).DebugString();
  EXPECT_THAT(Matches(kCaseworker, v1::MATCH_STATE_DIFFERENT).matches(), SizeIs(1));
  EXPECT_EQ(ReasonOf(Unmerge(second).status()), ErrorReason::ERROR_REASON_NOT_MERGED);
}

TEST_F(MatchTest, WhatCameLaterIsAssignedByAPerson) {
  const auto [first, second] = TwiceWritten();
  ASSERT_TRUE(Merge(first, second).ok());
  const auto now = Decide(DecisionOn(Record(first.name()), DecisionOf(70, "2024-06-01")));
  ASSERT_TRUE(now.ok()) << now.status();
  const std::string decision = now->decisions(0).uid();
  const absl::Status refused = Unmerge(second).status();
  EXPECT_THAT(FaultsOf(refused), ElementsAre("assignments FACTS_UNASSIGNED"));
  const auto back = Unmerge(second, {{decision, true}});
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_THAT(Record(first.name()).decisions(), IsEmpty());
  ASSERT_THAT(Record(second.name()).decisions(), SizeIs(1));
  EXPECT_EQ(Record(second.name()).decisions(0).uid(), decision);
}

TEST_F(MatchTest, AContradictionIsSettledBeforeAMerge) {
  incident::v1::RegisterIncidentRequest one = Person("Cəfərova", "Sevinc", "Rauf", "1976");
  PersonOf(one).mutable_identity()->set_national_id("5ABCDE7");
  incident::v1::RegisterIncidentRequest two = Person("Джафарова", "Севиндж", "", "1976", "2024-03-05");
  PersonOf(two).mutable_identity()->set_national_id("5ABCDE8");
  const v1::Survivor first = OpenedRecord(one), second = OpenedRecord(two);
  EXPECT_THAT(FaultsOf(Merge(first, Record(second.name())).status()), ElementsAre("other.identity.national_id RECORDS_CONTRADICT"));
}

TEST_F(MatchTest, ADeathGoesWithTheMergeAndComesBackWithIt) {
  const v1::Survivor first = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  incident::v1::RegisterIncidentRequest killed = Person("Джафарова", "Севиндж", "", "1976");
  PersonOf(killed).set_outcome(incident::v1::OUTCOME_KILLED);
  *PersonOf(killed).mutable_died_on() = Date("2024-02-04");
  const v1::Survivor second = OpenedRecord(killed);
  ASSERT_EQ(second.state(), v1::SURVIVOR_STATE_DECEASED);
  const auto merged = Merge(Record(first.name()), Record(second.name()));
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->state(), v1::SURVIVOR_STATE_DECEASED);
  ASSERT_TRUE(Unmerge(second).ok());
  EXPECT_EQ(Record(first.name()).state(), v1::SURVIVOR_STATE_LIVING);
  EXPECT_EQ(Record(second.name()).state(), v1::SURVIVOR_STATE_DECEASED);
}

TEST_F(MatchTest, OneOutOfReachIsASupervisorsMatter) {
  const v1::Survivor near = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  incident::v1::RegisterIncidentRequest far = Person("Джафарова", "Севиндж", "Рауф", "1976", "2024-03-05");
  far.mutable_incident()->mutable_facts()->set_district("AZ-AGM");
  Opened(far);
  const v1::ListMatchesResponse seen = Matches();
  EXPECT_THAT(seen.matches(), IsEmpty());
  EXPECT_EQ(seen.total(), 0);
  EXPECT_EQ(seen.for_supervisor(), 1);
  v1::FindCandidatesRequest search;
  search.mutable_identity()->set_family_name("Jafarova");
  search.mutable_identity()->set_given_name("Sevinj");
  *search.mutable_identity()->mutable_birth_date() = Date("1976");
  const auto found = AskMatch(&v1::MatchService::Stub::FindCandidates, kCaseworker, search);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_THAT(found->candidates(), SizeIs(1));
  EXPECT_EQ(found->candidates(0).survivor().uid(), near.uid());
  EXPECT_TRUE(found->refer_to_supervisor());
}

TEST_F(MatchTest, OneNameLeadsToTooManyPeople) {
  v1::FindCandidatesRequest search;
  search.mutable_identity()->set_given_name("Sevinc");
  EXPECT_THAT(FaultsOf(AskMatch(&v1::MatchService::Stub::FindCandidates, kCaseworker, search).status()),
              ElementsAre("identity IDENTITY_INCOMPLETE"));
}

TEST_F(MatchTest, ASweepFindsWhatNobodyAskedAbout) {
  TwiceWritten();
  OpenedRecord(Person("Quliyeva", "Aygün", "Tahir", "1990", "2024-03-07"));
  // As if they came before there was matching.
  ASSERT_TRUE(survivor_service_->database().Execute("DELETE FROM survivor.match").ok());
  v1::StartSweepRequest start;
  start.set_request_id(NewRequestId());
  ASSERT_TRUE(AskMatch(&v1::MatchService::Stub::StartSweep, kSupervisor, start).ok());
  v1::StartSweepRequest second = start;
  second.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(AskMatch(&v1::MatchService::Stub::StartSweep, kSupervisor, second).status()),
            ErrorReason::ERROR_REASON_SWEEP_GOES_ON);
  React();
  const auto sweep = AskMatch(&v1::MatchService::Stub::GetSweep, kSupervisor, v1::GetSweepRequest());
  ASSERT_TRUE(sweep.ok()) << sweep.status();
  EXPECT_TRUE(sweep->has_finish_time());
  EXPECT_EQ(sweep->total(), 3);
  EXPECT_EQ(sweep->done(), 3);
  EXPECT_EQ(sweep->found(), 1);
  EXPECT_THAT(Matches().matches(), SizeIs(1));
}

TEST_F(MatchTest, StaffSearchByTheFirstLettersOfNames) {
  const v1::Survivor first = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  const v1::Survivor second = OpenedRecord(Person("Джафарова", "Севиндж", "", "1980", "2024-03-05"));
  OpenedRecord(Person("Quliyeva", "Aygün", "Tahir", "1990", "2024-03-07"));
  incident::v1::RegisterIncidentRequest far = Person("Cəfərli", "Sevda", "", "1976", "2024-03-09");
  far.mutable_incident()->mutable_facts()->set_district("AZ-AGM");
  Opened(far);
  const auto search = [this](const std::string& words, const TestCaller& caller = kCaseworker, int size = 0,
                             const std::string& token = "") {
    v1::SearchSurvivorsRequest request;
    request.set_words(words);
    request.set_page_size(size);
    request.set_page_token(token);
    return AskMatch(&v1::MatchService::Stub::SearchSurvivors, caller, request);
  };
  const auto uids = [](const absl::StatusOr<v1::SearchSurvivorsResponse>& found) {
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> all;
    if (!found.ok()) return all;
    for (const v1::Survivor& survivor : found->survivors()) all.push_back(survivor.uid());
    return all;
  };
  EXPECT_THAT(uids(search("sev cəf")), ElementsAre(second.uid(), first.uid())) << "in either script, newest first";
  EXPECT_THAT(uids(search("Cəfərova Sevinc")), ElementsAre(second.uid(), first.uid()));
  EXPECT_THAT(uids(search("Cəfərov 1976")), ElementsAre(first.uid()));
  EXPECT_THAT(uids(search("Cəfərova Sevil")), IsEmpty()) << "three letters lead there, and the rest is judged";
  EXPECT_EQ(search("sev cəf")->for_supervisor(), 1) << "somebody elsewhere; no word more";
  EXPECT_EQ(search("sev cəf", kSupervisor)->survivors_size(), 3);
  EXPECT_EQ(search("sev cəf", kSupervisor)->for_supervisor(), 0);
  EXPECT_EQ(search("sev cəf")->survivors(0).identity().given_name(), "Севиндж");
  const auto page = search("sev cəf", kCaseworker, 1);
  EXPECT_THAT(uids(page), ElementsAre(second.uid()));
  const auto next = search("sev cəf", kCaseworker, 1, page->next_page_token());
  EXPECT_THAT(uids(next), ElementsAre(first.uid()));
  EXPECT_EQ(next->next_page_token(), "");
  EXPECT_THAT(FaultsOf(search("Sevinc").status()), ElementsAre("words SEARCH_TOO_SHORT"));
  EXPECT_THAT(uids(search("Se Cə")), IsEmpty()) << "fewer letters lead to names of no more";
  EXPECT_TRUE(absl::IsPermissionDenied(search("sev cəf", kExpert).status())) << "experts see no names";
}

TEST_F(MatchTest, OldRecordsAreFoundOnceTheirTokensWereWritten) {
  const v1::Survivor lacking = OpenedRecord(Person("Cəfərova", "Sevinc", "Rauf", "1976"));
  const v1::Survivor former = OpenedRecord(Person("Quliyeva", "Aygün", "Tahir", "1990", "2024-03-05"));
  OpenedRecord(Person("Nümunəyeva", "Lalə", "", "1991", "2024-03-07"));
  const auto tokens = [this](const v1::Survivor& survivor) {
    return survivor_service_->database()
        .Value(absl::StrCat("SELECT md5(string_agg(kind || encode(token, 'hex'), ',' ORDER BY kind, token)) FROM survivor.token "
                            "WHERE survivor_uid = '",
                            survivor.uid(), "'"))
        .value_or("?");
  };
  const std::string of_lacking = tokens(lacking), of_former = tokens(former);
  // As records were before there was matching, and as another edition made them.
  ASSERT_TRUE(
      survivor_service_->database()
          .Execute(absl::StrCat("DELETE FROM survivor.token WHERE survivor_uid = '", lacking.uid(),
                                "'; UPDATE survivor.token SET token = sha256(token) WHERE kind LIKE 'match.%' AND survivor_uid = '",
                                former.uid(), "'"))
          .ok());
  const auto sweep = [this] {
    v1::StartSweepRequest start;
    start.set_request_id(NewRequestId());
    start.set_kind(v1::SWEEP_KIND_TOKENS);
    const auto started = AskMatch(&v1::MatchService::Stub::StartSweep, kSupervisor, start);
    EXPECT_TRUE(started.ok()) << started.status();
    React();
    v1::GetSweepRequest get;
    get.set_kind(v1::SWEEP_KIND_TOKENS);
    const auto done = AskMatch(&v1::MatchService::Stub::GetSweep, kSupervisor, get);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(v1::MatchSweep());
  };
  const v1::MatchSweep first = sweep();
  EXPECT_TRUE(first.has_finish_time());
  EXPECT_EQ(first.done(), 3);
  EXPECT_EQ(first.found(), 2);
  EXPECT_EQ(tokens(lacking), of_lacking);
  EXPECT_EQ(tokens(former), of_former);
  EXPECT_EQ(sweep().found(), 0) << "what is right stays as it is";
  EXPECT_TRUE(absl::IsNotFound(AskMatch(&v1::MatchService::Stub::GetSweep, kSupervisor, v1::GetSweepRequest()).status()))
      << "records were not compared";
}

TEST_F(MatchTest, WhoMayNotMergeMayNot) {
  const auto [first, second] = TwiceWritten();
  EXPECT_TRUE(absl::IsPermissionDenied(Merge(first, second, kRegistrar).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(Merge(first, second, kAuditor).status()));
}

}  // namespace
}  // namespace dayaq::survivor
