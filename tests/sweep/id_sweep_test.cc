// Every method that takes an id, by everyone who may call it, for a row out of reach and for a row that is not there: nobody can
// tell the two apart, and nothing changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "services/platform/base/error.h"
#include "tests/support/database_observer.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// The first report of an incident tells of its own casualties; which ids its statements carry is not looked at. Tried apart.
bool IsFirstReport(const SweptMethod& swept, const IdField& field) {
  return PathText(field.path) == "report.statements.casualty_uid" && swept.method.request->FindFieldByName("name") == nullptr;
}

// Ids in requests that reflection does not make whole: something across fields is faulty before the row is looked for, or what the
// row within reach is does not suit. Hidden and absent are still compared; that the row was reached is not known. To be filled in
// by request_filler.cc.
bool IsNotMadeWhole(const SweptMethod& swept, const IdField& field) {
  static const auto* kNotWhole = new std::set<std::string>{"MatchService/UnmergeSurvivors assignments.uid",
                                                           "CaseService/AddFunctioning survivor",
                                                           "CaseService/AddGoal goal.owner_uid",
                                                           "CaseService/AssignCase owner_uid",
                                                           "ConsentService/GiveConsent survivor",
                                                           "ConsentService/GiveConsent consent.giver_uid",
                                                           "FamilyService/CorrectFamilyMember name",
                                                           "FamilyService/CorrectFamilyMember member.member_uid",
                                                           "ReferralService/SendReferral survivor",
                                                           "RequestService/ResolveCorrection name",
                                                           "AppealService/DecideAppeal deciding_decision_uid",
                                                           "DeviceService/PrescribeDevice replaces",
                                                           "DeviceService/PrescribeDevice survivor",
                                                           "DeviceService/RecordDeviceStep removed_uids",
                                                           "CentreService/AddSpecialist specialist.staff_uid",
                                                           "CentreService/CorrectSpecialist specialist.staff_uid",
                                                           "EpisodeService/AddGoal name",
                                                           "InKindService/HandOver received_by",
                                                           "CourseService/EnrolGroup employer_uid",
                                                           "ReleaseService/DraftRelease revises"};
  const std::string path = swept.method.path;
  return kNotWhole->count(absl::StrCat(path.substr(path.rfind('.') + 1), " ", PathText(field.path))) > 0;
}

constexpr int kTimes = 3;  // each of the two calls, for the medians

class IdSweepTest : public SweepHouse {
 protected:
  // Everything of this kind is within reach: only a row that is not there is tried.
  void TryAbsent(const SweptMethod& swept, const IdField& field, const TestCaller& caller) {
    const auto request = FillRequest(*swept.method.request, visible_, field.path, absent_.by_kind.at(field.kind));
    const RawAnswer absent = Call(swept, caller, *request);
    EXPECT_TRUE(IsNotMadeWhole(swept, field) || ReachedTheRow(swept, field, absent))
        << swept.method.path << " " << PathText(field.path) << " as " << caller.subject << ": " << absent.status;
    ++absent_only_;
    done_.insert(absl::StrCat(swept.method.path, " ", PathText(field.path)));
    Control(swept, field, caller);
  }

  // The sweep would find nothing in requests that never get as far as the row: a row within reach must be told from one that is not
  // there by somebody.
  void Control(const SweptMethod& swept, const IdField& field, const TestCaller& caller) {
    if (swept.method.request_id != nullptr && swept.method.validate_only == nullptr) return;
    if (IsNotMadeWhole(swept, field)) {
      not_whole_.insert(absl::StrCat(swept.method.path, " ", PathText(field.path)));
      return;
    }
    const auto ask = [&](const KnownIds& row) {
      auto request = FillRequest(*swept.method.request, visible_, field.path, row.by_kind.at(field.kind));
      if (swept.method.validate_only != nullptr) request->GetReflection()->SetBool(request.get(), swept.method.validate_only, true);
      return Call(swept, caller, *request);
    };
    const std::string id = absl::StrCat(swept.method.path, " ", PathText(field.path));
    controlled_.insert(id);
    if (!Alike(ask(visible_), ask(absent_))) told_apart_.insert(id);
  }

  // One cell: this id field of this method, as this person.
  void Try(const SweptMethod& swept, const IdField& field, const TestCaller& caller) {
    const std::string where =
        absl::StrCat(swept.method.path, " ", PathText(field.path), " as ", caller.subject, " for ", caller.purpose);
    for (int i = 0; i < kTimes; ++i) {
      const auto ask = [&](const KnownIds& row) {
        return Call(swept, caller, *FillRequest(*swept.method.request, visible_, field.path, row.by_kind.at(field.kind)));
      };
      const RawAnswer hidden = ask(hidden_);
      const RawAnswer absent = ask(absent_);
      hidden_took_.push_back(hidden.took);
      absent_took_.push_back(absent.took);
      ++calls_;
      if (!Alike(hidden, absent)) {
        ++leaks_;
        ADD_FAILURE() << where << ": hidden " << hidden.status << " with " << hidden.response.size() << " octets, absent "
                      << absent.status << " with " << absent.response.size();
      }
      EXPECT_TRUE(IsNotMadeWhole(swept, field) || ReachedTheRow(swept, field, hidden)) << where << ": " << hidden.status;
      outcomes_[absl::StatusCodeToString(hidden.status.code())] += 1;
    }
    ++cells_;
    Control(swept, field, caller);
    done_.insert(absl::StrCat(swept.method.path, " ", PathText(field.path)));
  }

  // Whether the refusal is about the id, and not about the rest of the request: the row itself is not found, a field that names it
  // is faulty, or a list has an empty page.
  static bool ReachedTheRow(const SweptMethod& swept, const IdField& field, const RawAnswer& answer) {
    if (ReasonOf(answer.status) == ErrorReason::ERROR_REASON_NOT_FOUND) return true;
    if (answer.status.ok()) return swept.method.request_id == nullptr && field.path.front()->name() != "name";
    const auto faults = DetailOf<google::rpc::BadRequest>(answer.status);
    if (faults.has_value()) {
      return std::any_of(faults->field_violations().begin(), faults->field_violations().end(), [&](const auto& fault) {
        return absl::StrContains(fault.field(), field.path.back()->name()) && fault.reason() != "PATTERN_MISMATCH";
      });
    }
    // A part that the resource does not have is no part in the state that is asked for.
    const bool is_part = field.path.size() > 1 || absl::EndsWith(field.path.back()->name(), "_uid");
    return is_part && answer.status.code() == absl::StatusCode::kFailedPrecondition;
  }

  static double Median(std::vector<absl::Duration> all) {
    if (all.empty()) return 0;
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
    return absl::ToDoubleMilliseconds(all[all.size() / 2]);
  }

  int cells_ = 0, absent_only_ = 0, calls_ = 0, leaks_ = 0;
  std::map<std::string, int> outcomes_;
  std::set<std::string> done_, controlled_, told_apart_, not_whole_;
  std::vector<absl::Duration> hidden_took_, absent_took_;
};

TEST_F(IdSweepTest, ARowOutOfReachAndNoRowAreTheSameToEveryone) {
  const std::string before = ContentsOf(incident_->database());
  std::set<std::string> wanted, roles;
  // While rows of a service are being laid out: only methods whose path has this in it.
  const char* only = std::getenv("DAYAQ_SWEEP_ONLY");
  for (const SweptMethod& swept : methods()) {
    if (only != nullptr && !absl::StrContains(swept.method.path, only)) continue;
    for (const IdField& field : IdFieldsOf(*swept.method.request)) {
      if (IsFirstReport(swept, field)) continue;
      wanted.insert(absl::StrCat(swept.method.path, " ", PathText(field.path)));
      ASSERT_TRUE(hidden_.by_kind.count(field.kind) > 0) << "say in tests/sweep/sweep_house.cc which row out of reach "
                                                         << swept.method.path << " can name in " << PathText(field.path);
      for (const SweepPerson& person : people()) {
        for (const std::string& purpose : PurposesOf(person, swept.method.action)) {
          TestCaller caller = person.caller;
          caller.purpose = purpose;
          const Action& action = *policy().FindAction(swept.method.action);
          HasRowsOutOfReach(*person.role, action) ? Try(swept, field, caller) : TryAbsent(swept, field, caller);
          roles.insert(person.role->name);
        }
      }
    }
  }
  for (const std::string& id : wanted) EXPECT_TRUE(done_.count(id) > 0) << id << " was tried by nobody";
  for (const std::string& id : controlled_) EXPECT_TRUE(told_apart_.count(id) > 0) << id << " tells nobody a row within reach";
  EXPECT_EQ(ContentsOf(incident_->database()), before) << "somebody changed something";
  std::cout << "ids: " << wanted.size() << " fields of " << methods().size() << " methods, " << roles.size() << " roles, " << cells_
            << " cells (and " << absent_only_ << " of what lies nowhere), " << 2 * calls_ << " calls, " << leaks_ << " leaks, "
            << told_apart_.size() << " of " << controlled_.size() << " tell of a row within reach, " << not_whole_.size()
            << " in requests that are not made whole;";
  for (const auto& [code, count] : outcomes_) std::cout << " " << code << " " << count;
  std::cout << "; median hidden " << Median(hidden_took_) << " ms, absent " << Median(absent_took_) << " ms\n";
  EXPECT_EQ(leaks_, 0);
}

TEST_F(IdSweepTest, AFirstReportSaysNothingOfSomebodyElsesCasualty) {
  const std::string count = absl::StrCat("SELECT count(*) FROM incident.statement WHERE casualty_uid = '",
                                         hidden_.by_kind.at("dayaq.incident.v1.CasualtyStatement.casualty_uid"), "'");
  const std::string before = *incident_->database().Value(count);
  int tried = 0;
  for (const SweptMethod& swept : methods()) {
    for (const IdField& field : IdFieldsOf(*swept.method.request)) {
      if (!IsFirstReport(swept, field)) continue;
      for (const SweepPerson& person : people()) {
        if (PurposesOf(person, swept.method.action).empty()) continue;
        Call(swept, person.caller, *FillRequest(*swept.method.request, visible_, field.path, hidden_.by_kind.at(field.kind)));
        ++tried;
      }
    }
  }
  EXPECT_GE(tried, 2);
  EXPECT_EQ(*incident_->database().Value(count), before);
}

}  // namespace
}  // namespace dayaq::testing
