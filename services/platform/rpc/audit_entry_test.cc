#include "services/platform/rpc/audit_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "dayaq/audit/v1/receipt.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/receipt.h"
#include "services/platform/rpc/rpc_test.pb.h"
#include "services/platform/tlog/receipt.h"

namespace dayaq::rpc {
namespace {

using audit::v1::Decision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kNow = absl::FromUnixMicros(1'700'000'000'123'456);

TEST(CanonicalBytes, AreTheseBytes) {
  audit::v1::Entry entry;
  entry.set_decision(Decision::DECISION_DENIED);
  entry.set_schema_version(1);
  entry.set_uid("u");
  entry.add_resources("incidents/1");
  entry.set_resource_count(300);
  entry.add_disclosed(DataClass::DATA_CLASS_HEALTH);
  entry.add_disclosed(DataClass::DATA_CLASS_OPERATIONAL);
  entry.mutable_time()->set_seconds(1);
  entry.set_validate_only(true);
  EXPECT_EQ(absl::BytesToHexString(CanonicalBytes(entry)),
            "0801"                          // schema_version 1
            "120175"                        // uid "u"
            "1a020801"                      // time 1 s
            "7802"                          // decision DENIED
            "8a010b696e636964656e74732f31"  // resources "incidents/1"
            "9001ac02"                      // resource_count 300
            "a201020502"                    // disclosed, in their order
            "c80101");                      // validate_only
}

TEST(CanonicalBytes, DropWhatThisVersionDoesNotKnow) {
  test::GetRequest request, extended;
  request.set_name("n");
  ASSERT_TRUE(extended.ParseFromString(request.SerializeAsString() + "\xfa\x3f\x01x"));
  ASSERT_NE(extended.SerializeAsString(), request.SerializeAsString());
  EXPECT_EQ(CanonicalBytes(extended), CanonicalBytes(request));
}

RC_GTEST_PROP(CanonicalBytes, DoNotDependOnTheOrderOfAMap, (const std::map<int, int>& entries)) {
  test::Dossier forwards, backwards;
  for (const auto& [key, value] : entries) (*forwards.mutable_labels())[absl::StrCat("k", key)] = absl::StrCat(value);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    (*backwards.mutable_labels())[absl::StrCat("k", entry->first)] = absl::StrCat(entry->second);
  }
  RC_ASSERT(CanonicalBytes(forwards) == CanonicalBytes(backwards));
  test::Dossier reread;
  RC_ASSERT(reread.ParseFromString(CanonicalBytes(forwards)));
  RC_ASSERT(CanonicalBytes(reread) == CanonicalBytes(forwards));
}

TEST(Sha256, IsTheOneOfFips180) {
  EXPECT_EQ(absl::BytesToHexString(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(absl::BytesToHexString(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(AuditEntry, ANewOneHasItsOwnUidTimeAndNonce) {
  const auto one = NewEntry("incident", "/s/M", "incident.read", kNow), other = NewEntry("incident", "/s/M", "incident.read", kNow);
  EXPECT_EQ(one.schema_version(), 1);
  EXPECT_EQ(one.service(), "incident");
  EXPECT_EQ(one.method(), "/s/M");
  EXPECT_EQ(one.action(), "incident.read");
  EXPECT_EQ(one.decision(), Decision::DECISION_ALLOWED);
  EXPECT_EQ(one.time().seconds(), 1'700'000'000);
  EXPECT_EQ(one.time().nanos(), 123'456'000);
  EXPECT_THAT(one.nonce(), SizeIs(32));
  EXPECT_NE(one.nonce(), other.nonce());
  EXPECT_NE(one.uid(), other.uid());
}

Disclosure Of(int resources) {
  Disclosure disclosure;
  for (int i = 0; i < resources; ++i) disclosure.resources.push_back(absl::StrCat("incidents/", i));
  disclosure.classes.Add(DataClass::DATA_CLASS_HEALTH);
  disclosure.classes.Add(DataClass::DATA_CLASS_PUBLIC);
  return disclosure;
}

constexpr char kUuid[] = "018f0000-0000-7000-8000-000000000001";

TEST(AuditEntry, AReadTellsByWhichFieldsAndNotWhatTheyHeld) {
  test::PutRequest request;
  request.set_request_id(kUuid);
  request.set_validate_only(true);
  request.mutable_dossier()->mutable_person()->set_family_name("Nümunəyev");
  request.mutable_dossier()->mutable_facts()->mutable_deep()->set_wound("yara");
  request.mutable_dossier()->add_notes("qeyd");
  audit::v1::Entry entry;
  SetAsked(request, true, entry);
  SetAsked(request, true, entry);
  EXPECT_THAT(entry.asked(), ElementsAre("dossier.person.family_name", "dossier.facts.deep", "dossier.notes"));
  SetAsked(request, false, entry);
  EXPECT_THAT(entry.asked(), IsEmpty()) << "of a change only what it names";
}

TEST(AuditEntry, WhatNamesAResourceIsTold) {
  const auto asked = [](const std::string& name, bool read) {
    test::GetRequest request;
    request.set_name(name);
    audit::v1::Entry entry;
    SetAsked(request, read, entry);
    return std::vector<std::string>(entry.asked().begin(), entry.asked().end());
  };
  const std::string uid = kUuid;
  for (const std::string& name : {"survivors/" + uid, "incidents/" + uid + "/casualties/" + uid, uid}) {
    EXPECT_THAT(asked(name, true), ElementsAre("name=" + name));
    EXPECT_THAT(asked(name, false), ElementsAre("name=" + name));
  }
  for (const std::string& name : {std::string("survivors/Nümunəyev"), "survivors/" + uid + "/" + uid, "Nümunəyev/" + uid, uid + "/",
                                  std::string("4QWERT7"), "survivors/" + uid + "\n"}) {
    EXPECT_THAT(asked(name, true), ElementsAre("name")) << name;
    EXPECT_THAT(asked(name, false), IsEmpty()) << name;
  }
}

TEST(Receipt, SaysWhichLeafIsPromised) {
  const SigningKey key = SigningKey::Random();
  const audit::v1::Entry entry = NewEntry("incident", "/s/M", "incident.read", kNow);
  audit::v1::Receipt receipt;
  ASSERT_TRUE(receipt.ParseFromString(SignedReceipt(key, entry, std::string(32, 'l'), kNow)));
  EXPECT_EQ(receipt.service(), "incident");
  EXPECT_EQ(receipt.entry_uid(), entry.uid());
  EXPECT_EQ(receipt.leaf(), std::string(32, 'l'));
  EXPECT_EQ(receipt.time().seconds(), 1'700'000'000);
  const auto read = tlog::ParseReceipt(receipt.SerializeAsString());
  ASSERT_TRUE(read.ok()) << "both ways of writing it are one: " << read.status();
  EXPECT_TRUE(tlog::VerifyReceipt(*read, key.public_key()));
  EXPECT_FALSE(tlog::VerifyReceipt(*read, SigningKey::Random().public_key()));
}

TEST(AuditEntry, AHundredResourcesAreNamed) {
  AuditRecord record;
  const audit::v1::Entry& entry = record.entry;
  SetDisclosure(Of(100), record);
  EXPECT_THAT(entry.resources(), SizeIs(100));
  EXPECT_EQ(entry.resource_count(), 100);
  EXPECT_EQ(entry.resources_hash(), "");
  EXPECT_THAT(entry.disclosed(), ElementsAre(DataClass::DATA_CLASS_PUBLIC, DataClass::DATA_CLASS_HEALTH));
}

TEST(AuditEntry, MoreAreToldByTheirNumberAndHash) {
  AuditRecord record;
  const audit::v1::Entry& entry = record.entry;
  SetDisclosure(Of(101), record);
  EXPECT_THAT(entry.resources(), SizeIs(100));
  EXPECT_EQ(record.resources, Of(101).resources) << "the database gets all of them";
  EXPECT_EQ(entry.resources(99), "incidents/99");
  EXPECT_EQ(entry.resource_count(), 101);
  std::string all;
  for (int i = 0; i < 101; ++i) absl::StrAppend(&all, "incidents/", i, "\n");
  EXPECT_EQ(entry.resources_hash(), Sha256(all));
}

TEST(AuditEntry, ASecondTryLeavesNothingOfTheFirst) {
  AuditRecord record, fresh;
  SetDisclosure(Of(101), record);
  SetDisclosure(Of(2), record);
  SetDisclosure(Of(2), fresh);
  EXPECT_EQ(record.entry.SerializeAsString(), fresh.entry.SerializeAsString());
  EXPECT_EQ(record.resources, fresh.resources);
}

TEST(AuditEntry, RefusalsAreToldFromFailures) {
  const auto outcome = [](const absl::Status& status) {
    AuditRecord record;
    audit::v1::Entry& entry = record.entry;
    entry.set_decision(Decision::DECISION_ALLOWED);
    SetDisclosure(Of(1), record);
    entry.set_before_hash("b");
    entry.set_after_hash("a");
    SetOutcome(status, record);
    EXPECT_EQ(record.resources.size(), static_cast<size_t>(entry.resources_size()));
    return entry;
  };
  EXPECT_EQ(outcome(absl::OkStatus()).decision(), Decision::DECISION_ALLOWED);
  EXPECT_THAT(outcome(absl::OkStatus()).disclosed(), SizeIs(2));
  EXPECT_EQ(outcome(absl::OkStatus()).after_hash(), "a");
  for (const auto code : {absl::StatusCode::kPermissionDenied, absl::StatusCode::kUnauthenticated}) {
    const auto entry = outcome(MakeError(code, ErrorReason::ERROR_REASON_ACTION_DENIED, "x"));
    EXPECT_EQ(entry.decision(), Decision::DECISION_DENIED);
    EXPECT_EQ(entry.reason(), "ACTION_DENIED");
    EXPECT_THAT(entry.disclosed(), IsEmpty());
    EXPECT_THAT(entry.resources(), IsEmpty()) << "nobody was shown";
    EXPECT_EQ(entry.after_hash(), "");
  }
  for (const auto& status : {NotFound(), absl::InternalError("x"), Violations().ToStatus()}) {
    EXPECT_EQ(outcome(status).decision(), status.ok() ? Decision::DECISION_ALLOWED : Decision::DECISION_FAILED);
  }
  EXPECT_EQ(outcome(NotFound()).reason(), "NOT_FOUND");
}

TEST(AuditEntry, ARefusalNamesWhatWasAskedFor) {
  AuditRecord record{NewEntry("incident", "/m", "a.b", absl::Now())};
  record.entry.add_asked("name=survivors/018f0000-0000-7000-8000-000000000001");
  record.entry.add_asked("filter.survivor=survivors/018f0000-0000-7000-8000-000000000001");
  record.entry.add_asked("filter.district");
  record.entry.add_asked("casualty_uid=018f0000-0000-7000-8000-000000000002");
  SetOutcome(MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_NOT_FOUND, "x"), record);
  const std::vector<std::string> names = {"survivors/018f0000-0000-7000-8000-000000000001"};
  EXPECT_EQ(record.resources, names);
  EXPECT_THAT(record.entry.resources(), ElementsAre(names[0]));
  EXPECT_EQ(record.entry.resource_count(), 1);
}

TEST(AuditEntry, TheParametersOfAppendCarryTheCanonicalBytes) {
  AuditRecord record{NewEntry("incident", "/s/M", "incident.read", kNow), {}};
  audit::v1::Entry& entry = record.entry;
  Caller caller;
  caller.staff_uid = "018f0000-0000-7000-8000-000000000001";
  caller.role = "clinician";
  caller.institution = "H1";
  caller.purpose = "care";
  caller.session = "s";
  SetCaller(caller, entry);
  SetDisclosure(Of(102), record);
  const Params params = AppendParams(record);
  ASSERT_THAT(params, SizeIs(12));
  EXPECT_EQ(params[0].text(), entry.uid());
  EXPECT_EQ(params[1].text(), Param(kNow).text());
  EXPECT_EQ(params[2].text(), Param(Octets{CanonicalBytes(entry)}).text());
  EXPECT_EQ(params[3].text(), caller.staff_uid);
  EXPECT_EQ(params[4].text(), "H1");
  EXPECT_EQ(params[5].text(), "clinician");
  EXPECT_EQ(params[6].text(), "care");
  EXPECT_EQ(params[7].text(), "incident");
  EXPECT_EQ(params[8].text(), "/s/M");
  EXPECT_EQ(params[9].text(), "DECISION_ALLOWED");
  EXPECT_TRUE(params[10].is_null());
  EXPECT_EQ(params[11].text(), Param(Of(102).resources).text());
}

TEST(AuditEntry, AReactionHasNoPerson) {
  const Params params =
      AppendParams({NewEntry("incident", "reaction/incident.duplicates", "incident.propose_duplicates", kNow), {}});
  for (const size_t at : {3u, 4u, 5u, 6u, 10u}) EXPECT_TRUE(params[at].is_null()) << at;
}

TEST(EventJson, EventsBecomeOneArray) {
  EXPECT_EQ(EventsJson({}), "[]");
  outbox::v1::Event event;
  event.set_uid("u");
  event.set_kind("incident.verified");
  event.set_resource("incidents/1");
  const std::string one = R"({"uid":"u","kind":"incident.verified","resource":"incidents/1","trace_id":""})";
  EXPECT_EQ(EventsJson({event}), "[" + one + "]");
  EXPECT_EQ(EventsJson({event, event}), "[" + one + "," + one + "]");
}

TEST(EventJson, AResourceIsItsNameOrItsUid) {
  test::Dossier dossier;
  dossier.set_name("dossiers/1");
  EXPECT_EQ(ResourceOf(dossier), "dossiers/1");
  outbox::v1::Event event;
  event.set_uid("u");
  EXPECT_EQ(ResourceOf(event), "u");
  EXPECT_EQ(ResourceOf(test::ListResponse()), "");
}

TEST(EntriesJson, HoldsWhatTheParametersHold) {
  AuditRecord record;
  audit::v1::Entry& entry = record.entry;
  entry = NewEntry("incident", "reaction/incident.propose_duplicates", "incident.propose_duplicates", kNow);
  entry.set_role("incident_background");
  SetDisclosure({.resources = {"incidents/1"}}, record);
  EXPECT_EQ(EntriesJson({}), "[]");
  const std::string json = EntriesJson({record, record});
  const Params params = AppendParams(record);
  const std::string expected =
      absl::StrCat(R"({"uid":")", entry.uid(), R"(","recorded_at":")", params[1].text(), R"(","canonical":"\)", params[2].text(),
                   R"(","role":"incident_background","service":"incident","method":"reaction/incident.propose_duplicates",)",
                   R"("decision":"DECISION_ALLOWED","resources":["incidents/1"]})");
  EXPECT_EQ(json, absl::StrCat("[", expected, ",", expected, "]"));
}

TEST(EntriesJson, HoldsALongEntryWhole) {
  AuditRecord record{NewEntry("survivor", "reaction/survivor.keep_records", "survivor.keep_records", kNow), {}};
  Disclosure disclosure;
  for (int i = 0; i < 100; ++i)
    disclosure.resources.push_back(absl::StrCat("survivors/018f0000-0000-7000-8000-000000000", 100 + i));
  SetDisclosure(disclosure, record);
  const std::string json = EntriesJson({record});
  EXPECT_NE(json.find(absl::StrCat(R"("canonical":"\)", AppendParams(record)[2].text(), "\"")), std::string::npos);
}

}  // namespace
}  // namespace dayaq::rpc
