// Reactions as they are delivered: several in one transaction, by several workers, some for later, some that fail for good.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/synchronization/mutex.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "services/incident/incident_test_fixture.h"
#include "services/platform/sealing/secret_key.h"
#include "services/platform/sealing/signer.h"

namespace dayaq::incident {
namespace {

using outbox::v1::Event;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

constexpr char kSubscriber[] = "incident.propose_duplicates";
const TestCaller kOperator{"murad-operator"};

class ReactionTest : public IncidentFixture {
 protected:
  // Names of so many new incidents, each with an event that the subscriber hears.
  std::vector<std::string> Registered(int incidents) const {
    std::vector<std::string> names;
    for (int i = 0; i < incidents; ++i) {
      const auto made = Register(Herding());
      EXPECT_TRUE(made.ok()) << made.status();
      names.push_back(made.value_or(v1::Incident()).name());
    }
    return names;
  }

  static rpc::Reaction Reacting(std::function<absl::Status(const Event&, rpc::Call&)> react) {
    return {.subscriber = kSubscriber, .action = kSubscriber, .react = std::move(react)};
  }
  // Fails, by status or by exception, for that resource, and counts the others.
  rpc::Reaction FailingFor(const std::string& resource, absl::Status status) {
    return Reacting([this, resource, status](const Event& event, rpc::Call&) {
      if (event.resource() != resource) return Note(event.resource());
      if (status.ok()) throw std::runtime_error("Elnur Nümunəyev is the trouble");
      return status;
    });
  }
  absl::Status Note(const std::string& what) {
    absl::MutexLock lock(&mutex_);
    ++noted_[what];
    return absl::OkStatus();
  }

  const rpc::Kit& kit() const { return service_->host().kit(); }
  DeliveryRound Round(const rpc::Reaction& reaction) const { return WorkOffBatch(rpc::WorkerOptions(kit(), reaction)); }
  void Do(const std::string& sql) const { ASSERT_TRUE(service_->database().Execute(sql).ok()); }
  // Tries until the delivery is parked; for those who wait time passes faster.
  void Park(const rpc::Reaction& reaction) const {
    for (int i = 0; i < 8; ++i) {
      Do("UPDATE outbox.delivery SET due_time = now() WHERE state = 'WAITING'");
      Round(reaction);
    }
    ASSERT_EQ(Count("SELECT count(*) FROM outbox.parked()"), 1);
  }

  absl::Mutex mutex_;
  std::map<std::string, int> noted_;
};

TEST_F(ReactionTest, ABatchIsHandledInOneTransactionEachEventOnce) {
  const std::vector<std::string> names = Registered(5);
  const rpc::Reaction reaction = Reacting([this](const Event& event, rpc::Call& call) {
    EXPECT_EQ(call.caller().role, "incident_background");
    return Note(event.resource());
  });
  const auto outcome = rpc::React(kit(), reaction, 32, absl::Now() + absl::Seconds(20));
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->status, absl::OkStatus());
  EXPECT_THAT(outcome->deliveries, SizeIs(5));
  EXPECT_LT(outcome->oldest_event, absl::Now());
  EXPECT_THAT(noted_, SizeIs(5));
  for (const std::string& name : names) EXPECT_EQ(noted_[name], 1) << name;
  EXPECT_EQ(Count("SELECT count(DISTINCT xmin::text) FROM outbox.delivery WHERE state = 'DONE'"), 1);

  std::vector<std::string> told;
  for (const audit::v1::Entry& entry : Entries()) {
    if (entry.method() != absl::StrCat("reaction/", kSubscriber)) continue;
    EXPECT_EQ(entry.role(), "incident_background");
    EXPECT_EQ(entry.purpose(), "registration");
    told.insert(told.end(), entry.resources().begin(), entry.resources().end());
  }
  EXPECT_THAT(told, UnorderedElementsAreArray(names));
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry WHERE leaf <> sha256(canonical)"), 0);
  const auto again = rpc::React(kit(), reaction, 32, absl::Now() + absl::Seconds(20));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(again->deliveries, IsEmpty());
}

TEST_F(ReactionTest, AllEventsOfATransactionMayBeHandledAtOnceEachWithItsOwnCall) {
  const std::vector<std::string> names = Registered(3);
  int times = 0;
  const rpc::Reaction reaction{
      .subscriber = kSubscriber, .action = kSubscriber, .react_all = [&](const std::vector<rpc::Told>& told) {
        ++times;
        for (const rpc::Told& one : told) one.call.Emit("incident.verified", one.event.resource());
        return absl::OkStatus();
      }};
  EXPECT_EQ(Round(reaction).done, 3);
  EXPECT_EQ(times, 1);
  EXPECT_EQ(Count("SELECT count(DISTINCT resource) FROM outbox.event WHERE kind = 'incident.verified'"), 3);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM audit.entry WHERE method = 'reaction/", kSubscriber, "'")), 3);
}

TEST_F(ReactionTest, NoMoreAreTakenThanAskedForTheOldestFirst) {
  const std::vector<std::string> names = Registered(3);
  const rpc::Reaction reaction = Reacting([this](const Event& event, rpc::Call&) { return Note(event.resource()); });
  ASSERT_TRUE(rpc::React(kit(), reaction, 2, absl::Now() + absl::Seconds(20)).ok());
  EXPECT_THAT(noted_, UnorderedElementsAre(Key(names[0]), Key(names[1])));
}

TEST_F(ReactionTest, OneThatFailsIsRecordedAloneAndTheOthersOfItsBatchAreDone) {
  const std::vector<std::string> names = Registered(4);
  const DeliveryRound round = Round(FailingFor(names[1], absl::FailedPreconditionError("Elnur Nümunəyev is the trouble")));
  EXPECT_EQ(round.done, 3);
  EXPECT_EQ(round.failed, 1);
  EXPECT_EQ(*service_->database().Value("SELECT string_agg(e.resource || ' ' || d.attempts || ' ' || d.reason, ',')"
                                        " FROM outbox.delivery AS d JOIN outbox.event AS e ON e.uid = d.event_uid"
                                        " WHERE d.state = 'WAITING' AND d.subscriber = 'incident.propose_duplicates'"),
            names[1] + " 1 FAILED_PRECONDITION");
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE state = 'DONE' AND attempts = 1"), 3);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM audit.entry WHERE method = 'reaction/", kSubscriber, "'")), 3);
  EXPECT_THAT(dayaq::testing::PlacesOf(service_->database(), "is the trouble"), IsEmpty());
}

TEST_F(ReactionTest, AnExceptionIsAFailureLikeAnyOther) {
  const std::vector<std::string> names = Registered(2);
  const DeliveryRound round = Round(FailingFor(names[0], absl::OkStatus()));
  EXPECT_EQ(round.done, 1);
  EXPECT_EQ(round.failed, 1);
  EXPECT_EQ(*service_->database().Value("SELECT reason FROM outbox.delivery WHERE attempts = 1 AND state = 'WAITING'"), "INTERNAL");
}

TEST_F(ReactionTest, SeveralWorkersNeverHandleTheSameDelivery) {
  constexpr int kEvents = 40;
  const std::vector<std::string> names = Registered(kEvents);
  rpc::Reaction reaction = Reacting([this](const Event& event, rpc::Call&) {
    absl::SleepFor(absl::Milliseconds(2));
    return Note(event.resource());
  });
  reaction.batch = 4;
  reaction.workers = 2;
  const auto workers = rpc::StartReaction(kit(), reaction);
  ASSERT_TRUE(workers.ok()) << workers.status();
  ASSERT_THAT(*workers, SizeIs(2));
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (Count("SELECT count(*) FROM outbox.delivery WHERE state = 'DONE'") < kEvents && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(20));
  }
  for (const auto& worker : *workers) {
    worker->Stop();
    EXPECT_GT(worker->stats().done, 0) << "both take their part";
    EXPECT_EQ(worker->stats().failed, 0);
  }
  EXPECT_EQ((*workers)[0]->stats().done + (*workers)[1]->stats().done, kEvents);
  EXPECT_THAT(noted_, SizeIs(kEvents));
  EXPECT_THAT(noted_, Each(Pair(::testing::_, 1)));
}

TEST_F(ReactionTest, AnEventForLaterIsNotHeardBeforeItsTime) {
  const std::vector<std::string> names = Registered(1);
  const rpc::Reaction reaction = Reacting([this, &names](const Event& event, rpc::Call& call) {
    if (event.resource() == names[0]) {
      call.EmitAt("incident.registered", "incidents/later", call.now() + absl::Hours(1));
      call.Emit("incident.registered", "incidents/now");
    }
    return Note(event.resource());
  });
  EXPECT_EQ(Round(reaction).done, 1);
  EXPECT_EQ(Round(reaction).done, 1);
  EXPECT_TRUE(Round(reaction).found_nothing());
  EXPECT_THAT(noted_, UnorderedElementsAre(Pair(names[0], 1), Pair("incidents/now", 1)));
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE subscriber = 'incident.propose_duplicates' AND due_time - now() "
                  "BETWEEN '59 min' AND '60 min'"),
            1);
  Do("UPDATE outbox.delivery SET due_time = due_time - interval '1 hour' WHERE state = 'WAITING'");
  EXPECT_EQ(Round(reaction).done, 1);
  EXPECT_EQ(noted_["incidents/later"], 1);
}

TEST_F(ReactionTest, WhatIsToldForLaterIsToldOnce) {
  Registered(3);
  const absl::Time later = absl::Now() + absl::Hours(1);
  const rpc::Reaction reaction = Reacting([&](const Event&, rpc::Call& call) {
    call.EmitAt("incident.registered", "incidents/later", later);
    return absl::OkStatus();
  });
  // One by one: each in a transaction of its own.
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(rpc::React(kit(), reaction, 1, absl::Now() + absl::Seconds(20)).ok());
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE state = 'DONE'"), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE resource = 'incidents/later'"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery AS d JOIN outbox.event AS e ON e.uid = d.event_uid"
                  " WHERE e.resource = 'incidents/later' AND d.subscriber = 'incident.propose_duplicates'"),
            1);
}

TEST_F(ReactionTest, ACallIsNeverBeforeItsDeliveryWasDue) {
  Registered(1);
  const auto due = service_->database().Value(
      "SELECT (extract(epoch FROM due_time) * 1000000)::bigint FROM outbox.delivery WHERE subscriber = "
      "'incident.propose_duplicates'");
  ASSERT_TRUE(due.ok()) << due.status();
  int64_t due_micros = 0;
  ASSERT_TRUE(absl::SimpleAtoi(*due, &due_micros));
  const auto key = ReadKeyFile(dayaq::testing::TestDatabase::SecretsDirectory() + "/context.key");
  ASSERT_TRUE(key.ok()) << key.status();
  const Mac mac(*key);
  const rpc::Kit behind{.service = kit().service,
                        .pool = kit().pool,
                        .audit_pool = kit().audit_pool,
                        .key_wrapper = kit().key_wrapper,
                        .index = kit().index,
                        .policy = kit().policy,
                        .tokens = kit().tokens,
                        .peers = kit().peers,
                        .refusals = kit().refusals,
                        .receipt_key = SigningKey::Random(),
                        .context_mac = Mac(*key),
                        .fingerprint_mac = mac.Derive("fingerprint"),
                        .page_tokens = rpc::PageTokens(mac.Derive("page")),
                        .clock = [] { return absl::Now() - absl::Seconds(60); }};
  int times = 0;
  const rpc::Reaction reaction = Reacting([&](const Event&, rpc::Call& call) {
    ++times;
    EXPECT_GE(call.now(), absl::FromUnixMicros(due_micros));
    return absl::OkStatus();
  });
  const auto outcome = rpc::React(behind, reaction, 32, absl::Now() + absl::Seconds(20));
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->status, absl::OkStatus());
  EXPECT_EQ(times, 1);
}

TEST_F(ReactionTest, WhatAReactionTouchedStandsInItsAuditEntryAfterWhatItHeardOf) {
  const std::vector<std::string> names = Registered(2);
  const rpc::Reaction reaction = Reacting([&](const Event& event, rpc::Call& call) {
    if (event.resource() == names[1]) return absl::OkStatus();
    for (const char* touched : {"survivors/b", "survivors/a", "survivors/b"}) call.Touch(touched);
    call.Touch(event.resource());
    for (int i = 0; i < 100; ++i) call.Touch(absl::StrCat("entitlements/", i));
    return absl::OkStatus();
  });
  EXPECT_EQ(Round(reaction).done, 2);
  int entries = 0;
  for (const audit::v1::Entry& entry : Entries()) {
    if (entry.method() != absl::StrCat("reaction/", kSubscriber)) continue;
    ++entries;
    if (entry.resources(0) == names[1]) {
      EXPECT_THAT(entry.resources(), SizeIs(1)) << "each event has its own";
      continue;
    }
    ASSERT_THAT(entry.resources(), SizeIs(100));
    EXPECT_EQ(entry.resources(0), names[0]);
    EXPECT_EQ(entry.resources(1), "survivors/b");
    EXPECT_EQ(entry.resources(2), "survivors/a");
    EXPECT_EQ(entry.resources(3), "entitlements/0");
    EXPECT_EQ(entry.resource_count(), 103);
    EXPECT_FALSE(entry.resources_hash().empty());
  }
  EXPECT_EQ(entries, 2);
}

TEST_F(ReactionTest, WhyRowsChangeIsSaidOfOneEventOnly) {
  static constexpr Query kReason{"test.reason", "SELECT coalesce(current_setting('dayaq.reason', true), '') AS reason"};
  const std::vector<std::string> names = Registered(2);
  std::vector<std::string> reasons;
  const rpc::Reaction reaction = Reacting([&](const Event& event, rpc::Call& call) -> absl::Status {
    if (event.resource() == names[0]) RETURN_IF_ERROR(call.Because("of the first"));
    ASSIGN_OR_RETURN(const Row row, call.transaction().One<Row>(kReason));
    return row.Read({{"reason", &reasons.emplace_back()}});
  });
  EXPECT_EQ(Round(reaction).done, 2);
  EXPECT_THAT(reasons, ElementsAre("of the first", ""));
}

TEST_F(ReactionTest, WhatThePolicyDoesNotGrantTheServiceDoesNotStart) {
  rpc::Reaction reaction = Reacting([](const Event&, rpc::Call&) { return absl::OkStatus(); });
  reaction.action = "survivor.keep_records";
  EXPECT_EQ(rpc::StartReaction(kit(), reaction).status().code(), absl::StatusCode::kFailedPrecondition);
}

class ParkedTest : public ReactionTest {
 protected:
  using OutboxStub = outbox::v1::OutboxService::Stub;

  absl::StatusOr<outbox::v1::ListParkedDeliveriesResponse> List(const TestCaller& caller,
                                                                const std::string& subscriber = "") const {
    outbox::v1::ListParkedDeliveriesRequest request;
    request.set_subscriber(subscriber);
    return service_->Call(*Outbox(), &OutboxStub::ListParkedDeliveries, caller, request);
  }
  absl::StatusOr<outbox::v1::ParkedDelivery> Requeue(const TestCaller& caller,
                                                     const outbox::v1::RequeueDeliveryRequest& request) const {
    return service_->Call(*Outbox(), &OutboxStub::RequeueDelivery, caller, request);
  }
  std::unique_ptr<OutboxStub> Outbox() const { return outbox::v1::OutboxService::NewStub(service_->Channel()); }
};

TEST_F(ParkedTest, TheOperatorSeesWhatFailedForGoodAndLetsItBeTriedAgain) {
  const std::vector<std::string> names = Registered(2);
  Park(FailingFor(names[0], absl::InternalError("Elnur Nümunəyev is the trouble")));
  const auto listed = List(kOperator);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_THAT(listed->deliveries(), SizeIs(1));
  const outbox::v1::ParkedDelivery& parked = listed->deliveries(0);
  EXPECT_EQ(parked.subscriber(), kSubscriber);
  EXPECT_EQ(parked.resource(), names[0]);
  EXPECT_EQ(parked.attempts(), 8);
  EXPECT_EQ(parked.reason(), "INTERNAL");
  EXPECT_TRUE(parked.has_time());
  ASSERT_TRUE(List(kOperator, "payment.assess").ok());
  EXPECT_THAT(List(kOperator, "payment.assess")->deliveries(), IsEmpty());
  ASSERT_TRUE(List(kOperator, kSubscriber).ok());
  ASSERT_THAT(List(kOperator, kSubscriber)->waiting(), SizeIs(1));
  EXPECT_EQ(List(kOperator, kSubscriber)->waiting(0).parked(), 1);
  EXPECT_EQ(List(kOperator, kSubscriber)->waiting(0).due(), 0);

  outbox::v1::RequeueDeliveryRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(parked.name());
  EXPECT_EQ(ReasonOf(Requeue(kRegistrar, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(Requeue(kAuditor, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  const auto requeued = Requeue(kOperator, request);
  ASSERT_TRUE(requeued.ok()) << requeued.status();
  EXPECT_EQ(requeued->name(), parked.name());
  EXPECT_EQ(requeued->attempts(), 0);
  const auto again = Requeue(kOperator, request);
  ASSERT_TRUE(again.ok()) << "the same request again: " << again.status();
  EXPECT_EQ(again->name(), parked.name());
  EXPECT_EQ(List(kOperator, kSubscriber)->waiting(0).due(), 1);
  request.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Requeue(kOperator, request).status()), ErrorReason::ERROR_REASON_NOT_FOUND) << "no longer parked";

  EXPECT_EQ(Round(Reacting([this](const Event& event, rpc::Call&) { return Note(event.resource()); })).done, 1);
  EXPECT_EQ(noted_[names[0]], 1);
  EXPECT_THAT(List(kOperator)->deliveries(), IsEmpty());
}

TEST_F(ParkedTest, TheAuditorLooksAndClerksDoNot) {
  EXPECT_TRUE(List(kAuditor).ok()) << List(kAuditor).status();
  EXPECT_EQ(ReasonOf(List(kRegistrar).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(ReasonOf(List(kAnama).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
}

}  // namespace
}  // namespace dayaq::incident
