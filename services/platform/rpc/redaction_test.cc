#include "services/platform/rpc/redaction.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "services/platform/base/error.h"
#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr DataClassSet kClerk = {DataClass::DATA_CLASS_PUBLIC, DataClass::DATA_CLASS_OPERATIONAL};
constexpr DataClassSet kDoctor = {DataClass::DATA_CLASS_PUBLIC, DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_IDENTITY,
                                  DataClass::DATA_CLASS_HEALTH};

void Fill(test::Facts& facts) {
  facts.set_place("Nümunəkənd");
  facts.set_code("open");
  facts.mutable_deep()->set_wound("wound");
  facts.mutable_deep()->mutable_deeper()->set_account("account");
  facts.mutable_deep()->mutable_deeper()->set_code("open");
}

test::Dossier Full() {
  test::Dossier dossier;
  dossier.set_name("dossiers/1");
  dossier.mutable_person()->set_family_name("Nümunəyev");
  Fill(*dossier.mutable_facts());
  Fill(*dossier.add_more());
  Fill(*dossier.add_more());
  for (const char* name : {"sheets/1", "sheets/2", "sheets/1"}) {
    test::Sheet& sheet = *dossier.add_sheets();
    sheet.set_name(name);
    sheet.set_finding("finding");
  }
  dossier.mutable_create_time()->set_seconds(7);
  dossier.set_weight(0);
  dossier.add_notes("note");
  dossier.set_unclassified("nobody said what this is");
  return dossier;
}

std::vector<std::string> ListedIn(const test::Dossier& dossier) {
  return {dossier.redacted_fields().begin(), dossier.redacted_fields().end()};
}

const std::vector<std::string>& ClosedToTheClerk() {
  static const auto* kClosed = new std::vector<std::string>{"person",
                                                            "facts.place",
                                                            "facts.deep.wound",
                                                            "facts.deep.deeper.account",
                                                            "more.place",
                                                            "more.deep.wound",
                                                            "more.deep.deeper.account",
                                                            "weight",
                                                            "notes",
                                                            "unclassified",
                                                            "labels.key",
                                                            "labels.value"};
  return *kClosed;
}

TEST(Redaction, WhatIsClosedIsClearedAtAnyDepth) {
  test::Dossier dossier = Full();
  Redact(dossier, kClerk);
  EXPECT_FALSE(dossier.has_person());
  EXPECT_FALSE(dossier.has_weight());
  EXPECT_THAT(dossier.notes(), IsEmpty());
  EXPECT_EQ(dossier.unclassified(), "");
  ASSERT_EQ(dossier.more_size(), 2);
  for (const test::Facts* facts : {&dossier.facts(), &dossier.more(0), &dossier.more(1)}) {
    EXPECT_EQ(facts->place(), "");
    EXPECT_EQ(facts->deep().wound(), "");
    EXPECT_EQ(facts->deep().deeper().account(), "");
    EXPECT_EQ(facts->code(), "open");
    EXPECT_EQ(facts->deep().deeper().code(), "open");
  }
  for (const test::Sheet& sheet : dossier.sheets()) {
    EXPECT_EQ(sheet.finding(), "");
    EXPECT_THAT(sheet.redacted_fields(), ElementsAre("finding"));
  }
  EXPECT_EQ(dossier.create_time().seconds(), 7);
  // Nothing of it is left in the bytes either.
  for (const char* closed : {"Nümunəyev", "Nümunəkənd", "wound", "account", "finding", "note", "nobody"}) {
    test::Dossier bare = dossier;
    bare.clear_redacted_fields();
    for (test::Sheet& sheet : *bare.mutable_sheets()) sheet.clear_redacted_fields();
    EXPECT_EQ(bare.SerializeAsString().find(closed), std::string::npos) << closed;
  }
}

TEST(Redaction, TheListTellsNothingOfWhatWasThere) {
  test::Dossier full = Full(), empty, forged;
  forged.add_redacted_fields("forged");
  for (test::Dossier* dossier : {&full, &empty, &forged}) Redact(*dossier, kClerk);
  EXPECT_THAT(ListedIn(full), ElementsAreArray(ClosedToTheClerk()));
  EXPECT_THAT(ListedIn(empty), ElementsAreArray(ClosedToTheClerk()));
  EXPECT_THAT(ListedIn(forged), ElementsAreArray(ClosedToTheClerk()));
}

TEST(Redaction, WhoReadsEverythingGetsEverythingThatHasAClass) {
  test::Dossier dossier = Full();
  Redact(dossier, DataClassSet::All());
  EXPECT_THAT(ListedIn(dossier), ElementsAre("unclassified", "labels.key", "labels.value"));
  dossier.clear_redacted_fields();
  for (test::Sheet& sheet : *dossier.mutable_sheets()) EXPECT_THAT(sheet.redacted_fields(), IsEmpty());
  test::Dossier expected = Full();
  expected.clear_unclassified();
  EXPECT_TRUE(MessageDifferencer::Equals(dossier, expected)) << dossier.ShortDebugString();
}

TEST(Redaction, WhoReadsNothingGetsNothing) {
  test::Dossier dossier = Full();
  const Disclosure disclosure = Redact(dossier, DataClassSet());
  EXPECT_THAT(disclosure.resources, IsEmpty());
  EXPECT_TRUE(disclosure.classes.empty());
  dossier.clear_redacted_fields();
  EXPECT_EQ(dossier.ByteSizeLong(), 0u) << dossier.ShortDebugString();
}

TEST(Redaction, EveryResourceIsNamedOnceInItsOrder) {
  test::ListResponse response;
  *response.add_dossiers() = Full();
  *response.add_dossiers() = Full();
  response.mutable_dossiers(1)->set_name("dossiers/2");
  EXPECT_THAT(Redact(response, kClerk).resources, ElementsAre("dossiers/1", "sheets/1", "sheets/2", "dossiers/2"));
}

TEST(Redaction, WhomAMessageIsAboutIsNamedWithIt) {
  test::Places places;
  places.mutable_first()->set_person("p-1");
  for (const char* uid : {"p-2", "p-1", ""}) places.add_places()->set_person(uid);
  for (const char* uid : {"p-1", "p-3"}) {
    test::Mention& mention = *places.add_mentions();
    mention.set_person_uid(uid);
    mention.set_colleague_uid("p-4");
  }
  test::Places same = places;
  EXPECT_THAT(Redact(places, kDoctor).resources, ElementsAre("people/p-2", "people/p-1", "people/p-3"));
  // Who is not shown the field is not shown the person.
  EXPECT_THAT(Redact(same, kClerk).resources, ElementsAre("people/p-2", "people/p-1"));
  EXPECT_THAT(Redact(same, {DataClass::DATA_CLASS_PUBLIC}).resources, IsEmpty()) << "nobody was shown";
}

TEST(Redaction, OnlyClassesThatWereToldAreDisclosed) {
  test::Dossier dossier = Full();
  EXPECT_EQ(Redact(dossier, kDoctor).classes,
            (DataClassSet{DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_IDENTITY, DataClass::DATA_CLASS_HEALTH}));
  test::Dossier bare;
  bare.set_name("dossiers/1");
  EXPECT_EQ(Redact(bare, kDoctor).classes, DataClassSet{DataClass::DATA_CLASS_OPERATIONAL});
  test::Dossier empty;
  EXPECT_TRUE(Redact(empty, kDoctor).classes.empty());
}

TEST(Writes, TheFirstFieldThatIsClosedIsNamed) {
  test::PutRequest request;
  request.set_request_id("r");
  request.mutable_dossier()->mutable_facts()->set_code("open");
  EXPECT_TRUE(CheckWrites(request, kClerk).ok());
  request.mutable_dossier()->add_more();
  request.mutable_dossier()->add_more()->mutable_deep()->set_wound("wound");
  const absl::Status status = CheckWrites(request, kClerk);
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status)->metadata().at("field"), "dossier.more.deep.wound");
  EXPECT_EQ(status.message(), "Your role may not write the field dossier.more.deep.wound.");
  EXPECT_TRUE(CheckWrites(request, kDoctor).ok());
}

TEST(Writes, AFieldThatIsPresentAndZeroIsWritten) {
  test::PutRequest request;
  request.mutable_dossier()->set_weight(0);
  EXPECT_FALSE(CheckWrites(request, kClerk).ok());
  EXPECT_TRUE(CheckWrites(request, kDoctor).ok());
}

TEST(Writes, WhatHasNoClassIsClosedToAll) {
  test::PutRequest request;
  request.mutable_dossier()->set_unclassified("x");
  EXPECT_FALSE(CheckWrites(request, DataClassSet::All()).ok());
}

TEST(Writes, AnEmptyRequestWritesNothing) { EXPECT_TRUE(CheckWrites(test::PutRequest(), DataClassSet()).ok()); }

}  // namespace
}  // namespace dayaq::rpc
