// Lists that can be narrowed down tell whatever they can be narrowed down by. Nobody narrows, sorts, pages or counts by what they
// may not read, or over rows they may not see.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A list method is one that answers with rows and is asked for none by its name.
bool IsList(const rpc::Method& method) {
  return method.request_id == nullptr && method.request->FindFieldByName("name") == nullptr;
}

// One that answers page by page; others answer with a bounded number, or with one thing.
bool IsPaged(const rpc::Method& method) { return IsList(method) && method.request->FindFieldByName("page_size") != nullptr; }

class BisectionTest : public SweepHouse {
 protected:
  static bool IsReadable(const SweepPerson& person, const FieldPath& path) {
    return std::all_of(path.begin(), path.end(),
                       [&](const FieldDescriptor* field) { return person.role->reads.Has(ClassOf(*field)); });
  }

  // What the field can hold of the person of Bərdə, or of nobody.
  static std::string TextFor(const FieldPath& path, bool matching) {
    if (path.back()->name() == "person_name") return matching ? "Görünənli Vüsal" : "Yoxdurlu Vüsal";
    if (path.back()->name() == "national_id") return matching ? "3ASDFG8" : "9ZZZZZ9";
    return "";
  }

  // Every list, everyone who may call it, every purpose.
  void ForEachList(const std::function<void(const SweptMethod&, const SweepPerson&, const TestCaller&)>& visit) const {
    for (const SweptMethod& swept : methods()) {
      if (!IsList(swept.method)) continue;
      for (const SweepPerson& person : people()) {
        for (const std::string& purpose : PurposesOf(person, swept.method.action)) {
          TestCaller caller = person.caller;
          caller.purpose = purpose;
          visit(swept, person, caller);
        }
      }
    }
  }

  std::unique_ptr<Message> EmptyRequest(const SweptMethod& swept) const { return FillRequest(*swept.method.request, visible_); }
  static std::unique_ptr<Message> Parsed(const SweptMethod& swept, const RawAnswer& answer) {
    std::unique_ptr<Message> response(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(swept.method.response)->New());
    EXPECT_TRUE(response->ParseFromString(answer.response));
    return response;
  }
  static void SetPaging(Message& request, int size, const std::string& token) {
    const auto* descriptor = request.GetDescriptor();
    request.GetReflection()->SetInt32(&request, descriptor->FindFieldByName("page_size"), size);
    request.GetReflection()->SetString(&request, descriptor->FindFieldByName("page_token"), token);
  }
};

TEST_F(BisectionTest, NobodyNarrowsAListDownByWhatTheyDoNotRead) {
  int fields = 0, refused = 0, open = 0, wrong = 0;
  std::set<std::string> roles;
  ForEachList([&](const SweptMethod& swept, const SweepPerson& person, const TestCaller& caller) {
    for (const FieldPath& path : FilterFieldsOf(*swept.method.request)) {
      const std::string where = absl::StrCat(swept.method.path, " ", PathText(path), " as ", caller.subject);
      const auto ask = [&](bool matching) {
        return Call(swept, caller, *FillFilter(*swept.method.request, visible_, path, TextFor(path, matching)));
      };
      const RawAnswer matching = ask(true);
      const RawAnswer other = ask(false);
      ++fields;
      roles.insert(person.role->name);
      if (IsReadable(person, path)) {
        ++open;
        EXPECT_NE(matching.status.code(), absl::StatusCode::kPermissionDenied) << where << ": " << matching.status;
        continue;
      }
      const bool is_refused = ReasonOf(matching.status) == ErrorReason::ERROR_REASON_ACTION_DENIED && Alike(matching, other);
      is_refused ? ++refused : ++wrong;
      EXPECT_TRUE(is_refused) << where << ": matching " << matching.status << ", other " << other.status;
    }
  });
  std::cout << "filters: " << fields << " cells (" << roles.size() << " roles x lists x fields), " << refused
            << " hidden and refused, " << open << " open, " << wrong << " wrong\n";
  EXPECT_GT(refused, 10);
  EXPECT_GT(open, 100);
}

TEST_F(BisectionTest, NobodySaysHowListsAreSorted) {
  int looked_at = 0;
  for (const SweptMethod& swept : methods()) {
    for (const FieldPath& path : FilterFieldsOf(*swept.method.request)) {
      // An order of a payment has a uid and sorts nothing.
      const std::string& name = path.back()->name();
      EXPECT_FALSE((absl::StrContains(name, "order") && name != "order_uid") || absl::StrContains(name, "sort"))
          << PathText(path) << " of " << swept.method.path << ": test here that it refuses what the caller does not read";
      ++looked_at;
    }
  }
  std::cout << "sorting: " << looked_at << " request fields, none sorts\n";
}

// The officer sees the incident, and nothing of whom it hurt: whatever text is put wherever, the answer is the same as for a text
// of nobody.
TEST_F(BisectionTest, AnOfficerGetsNoBitOfACasualty) {
  const std::vector<std::pair<std::string, std::string>> secrets = {{"Gizlinzadə", "Yoxdurzadə"},
                                                                    {"Gizlinzadə Teymur", "Yoxdurzadə Teymur"},
                                                                    {"Teymur", "Yoxdur"},
                                                                    {"Gi", "Yo"},
                                                                    {"Giz", "Yox"},
                                                                    {"4QWERT7", "9ZZZZZ9"},
                                                                    {"4Q", "9Z"},
                                                                    {"1987", "1886"},
                                                                    {"Turniket", "Gipsləmə"}};
  const auto officer = std::find_if(people().begin(), people().end(),
                                    [](const SweepPerson& person) { return person.role->name == "anama_officer"; });
  ASSERT_NE(officer, people().end());
  int probes = 0, bits = 0, lists = 0;
  for (const TestCaller& caller : {kAnama, officer->caller}) {
    for (const SweptMethod& swept : methods()) {
      if (!IsList(swept.method) || PurposesOf(*officer, swept.method.action).empty()) continue;
      ++lists;
      for (const FieldPath& path : FilterFieldsOf(*swept.method.request)) {
        if (path.back()->type() != FieldDescriptor::TYPE_STRING) continue;
        for (const auto& [secret, decoy] : secrets) {
          const RawAnswer one = Call(swept, caller, *FillFilter(*swept.method.request, visible_, path, secret));
          const RawAnswer other = Call(swept, caller, *FillFilter(*swept.method.request, visible_, path, decoy));
          ++probes;
          if (Alike(one, other)) continue;
          ++bits;
          ADD_FAILURE() << swept.method.path << " tells " << secret << " from " << decoy << " by " << PathText(path);
        }
      }
    }
  }
  std::cout << "bisection: " << probes << " pairs of probes through " << lists << " lists, " << bits << " bits\n";
  EXPECT_GT(probes, 50);
}

TEST_F(BisectionTest, APageTokenIsForOnePersonAndOneFilter) {
  int tokens = 0, refused = 0;
  std::set<std::string> lists;
  ForEachList([&](const SweptMethod& swept, const SweepPerson& person, const TestCaller& caller) {
    if (!IsPaged(swept.method)) return;
    const FieldDescriptor* next = swept.method.response->FindFieldByName("next_page_token");
    if (next == nullptr) return;
    auto request = EmptyRequest(swept);
    SetPaging(*request, 1, "");
    const RawAnswer first = Call(swept, caller, *request);
    if (!first.status.ok()) return;
    const auto page = Parsed(swept, first);
    const std::string token = page->GetReflection()->GetString(*page, next);
    if (token.empty()) return;
    ++tokens;
    lists.insert(swept.method.path);
    const auto expect_refused = [&](const TestCaller& who, const Message& with, const char* what) {
      const RawAnswer answer = Call(swept, who, with);
      EXPECT_EQ(ReasonOf(answer.status), ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID)
          << swept.method.path << " as " << who.subject << ", " << what << ": " << answer.status;
      ++refused;
    };
    SetPaging(*request, 1, token);
    EXPECT_TRUE(Call(swept, caller, *request).status.ok());
    for (const SweepPerson& other : people()) {
      if (other.role == person.role || PurposesOf(other, swept.method.action).empty()) continue;
      TestCaller thief = other.caller;
      expect_refused(thief, *request, "the token of another person");
    }
    for (size_t at = 0; at < token.size(); at += 7) {
      std::string bent = token;
      bent[at] = bent[at] == 'A' ? 'B' : 'A';
      SetPaging(*request, 1, bent);
      expect_refused(caller, *request, "a changed token");
    }
    for (const FieldPath& path : FilterFieldsOf(*swept.method.request)) {
      if (!IsReadable(person, path)) continue;
      if (path.size() == 1 && path.back()->name() == "filter") continue;
      auto narrowed = FillFilter(*swept.method.request, visible_, path, TextFor(path, true));
      if (!Call(swept, caller, *narrowed).status.ok()) continue;
      SetPaging(*narrowed, 1, token);
      // What is filled in may be what was asked for before.
      auto before = EmptyRequest(swept);
      SetPaging(*before, 1, token);
      if (narrowed->SerializeAsString() != before->SerializeAsString()) expect_refused(caller, *narrowed, "another filter");
    }
  });
  std::cout << "page tokens: " << tokens << " of " << lists.size() << " lists, " << refused << " misuses refused\n";
  EXPECT_GE(lists.size(), 2u);
}

TEST_F(BisectionTest, WhatIsCountedIsWhatIsSeen) {
  int counts = 0;
  ForEachList([&](const SweptMethod& swept, const SweepPerson&, const TestCaller& caller) {
    if (!IsPaged(swept.method)) return;
    const FieldDescriptor* rows = swept.method.response->field(0);
    const FieldDescriptor* total = swept.method.response->FindFieldByName("total");
    const FieldDescriptor* totals = swept.method.response->FindFieldByName("totals");
    if (total == nullptr && totals == nullptr) return;
    auto request = EmptyRequest(swept);
    SetPaging(*request, 200, "");
    const RawAnswer answer = Call(swept, caller, *request);
    if (!answer.status.ok()) return;
    const auto response = Parsed(swept, answer);
    const auto& reflection = *response->GetReflection();
    int64_t counted = 0;
    if (total != nullptr) {
      counted = reflection.GetInt64(*response, total);
    } else {
      const Message& all = reflection.GetMessage(*response, totals);
      counted = all.GetReflection()->GetInt64(all, all.GetDescriptor()->FindFieldByName(rows->name()));
    }
    EXPECT_EQ(counted, reflection.FieldSize(*response, rows)) << swept.method.path << " as " << caller.subject;
    ++counts;
  });
  std::cout << "counts: " << counts << " totals equal to the rows their readers see\n";
  EXPECT_GT(counts, 10);
}

}  // namespace
}  // namespace dayaq::testing
