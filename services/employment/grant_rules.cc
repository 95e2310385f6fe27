#include "services/employment/grant_rules.h"

#include <map>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/employment/support_rules.h"
#include "services/platform/calendar/months.h"

namespace dayaq::employment {
namespace {

constexpr int kMonthsOfYear = 12;

absl::Status WorkOpen(absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN,
                   "Something that must be done before is not done.", {{"open", what}});
}

}  // namespace

RowStanding StandingOf(const v1::Grant& grant) {
  RowStanding standing{.register_code = grant.register_(),
                       .district = grant.district(),
                       .institution = grant.institution(),
                       .person_uid = grant.person_uid()};
  if (!grant.proposed_by().empty()) standing.took_part.push_back(grant.proposed_by());
  return standing;
}

int64_t WorthOf(const GrantLines& lines) {
  int64_t worth = 0;
  for (const v1::GrantLine& line : lines) worth += line.unit_qepik() * line.quantity();
  return worth;
}

void CheckWorth(const GrantLines& lines, const BusinessRule& rule, const std::string& field, Violations& found) {
  if (WorthOf(lines) <= rule.most_qepik) return;
  found.Add(field, ErrorReason::ERROR_REASON_GRANT_ABOVE_CEILING,
            absl::StrCat("Ask for no more than ", rule.most_qepik, " qepik in all."));
}

absl::Status CheckInvited(const v1::Grant& grant) {
  if (!grant.invitation_uid().empty()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_NOT_INVITED,
                   "The person was not invited to this programme, or did not accept.");
}

absl::Status CheckTerm(const std::string& barred_until, absl::CivilDay day) {
  // Days as they are written sort as they lie.
  if (barred_until.empty() || barred_until < absl::FormatCivilTime(day)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_GRANT_WITHIN_TERM,
                   "The person was given support for an own business, and the time of the rule is not over.",
                   {{"barred_until", barred_until}});
}

void CheckDecision(const v1::DecideGrantRequest& request, const BusinessRule& rule, Violations& found) {
  CheckFullDay(request.decided_on(), "decided_on", found);
  const bool approves = request.decision() == v1::GRANT_DECISION_APPROVE;
  if (approves && request.granted().empty()) {
    found.Add("granted", ErrorReason::ERROR_REASON_REQUIRED, "Name what is granted.");
  } else if (!approves && !request.granted().empty()) {
    found.Add("granted", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Name assets only when they are granted.");
  }
  if (approves) CheckWorth(request.granted(), rule, "granted", found);
}

absl::Status TakeDecision(const v1::DecideGrantRequest& request, v1::Grant& grant) {
  if (grant.state() != v1::GRANT_STATE_SUBMITTED) return StepImpossible();
  grant.set_state(request.decision() == v1::GRANT_DECISION_APPROVE  ? v1::GRANT_STATE_APPROVED
                  : request.decision() == v1::GRANT_DECISION_RETURN ? v1::GRANT_STATE_RETURNED
                                                                    : v1::GRANT_STATE_REFUSED);
  *grant.mutable_granted() = request.granted();
  *grant.mutable_decided_on() = request.decided_on();
  grant.set_decision_document(request.decision_document());
  grant.set_decision_words(request.words());
  return absl::OkStatus();
}

absl::Status TakeRevision(const v1::RevisePlanRequest& request, v1::Grant& grant) {
  if (grant.state() != v1::GRANT_STATE_RETURNED) return StepImpossible();
  grant.set_state(v1::GRANT_STATE_SUBMITTED);
  grant.set_activity(request.activity());
  grant.set_plan(request.plan());
  *grant.mutable_planned() = request.planned();
  grant.set_own_qepik(request.own_qepik());
  return absl::OkStatus();
}

void CheckContract(const v1::SignContractRequest& request, const v1::Grant& grant, Violations& found) {
  CheckNotBefore(grant.decided_on(), request.contracted_on(), "contracted_on", found);
}

absl::Status TakeContract(const v1::SignContractRequest& request, const SupportPolicy& policy, v1::Grant& grant) {
  if (grant.state() != v1::GRANT_STATE_APPROVED) return StepImpossible();
  const absl::CivilDay day = DayOf(request.contracted_on());
  grant.set_state(v1::GRANT_STATE_CONTRACTED);
  grant.set_contract_number(request.contract_number());
  *grant.mutable_contracted_on() = request.contracted_on();
  *grant.mutable_contract_until() = PartialDateOf(MonthsLater(day, policy.business.contract_months));
  *grant.mutable_barred_until() = PartialDateOf(MonthsLater(day, policy.business.again_after_years * kMonthsOfYear) - 1);
  grant.set_rule_edition(policy.edition);
  return absl::OkStatus();
}

std::vector<absl::CivilDay> VisitDays(const v1::Grant& contracted, const BusinessRule& rule) {
  std::vector<absl::CivilDay> days;
  for (const int months : rule.visit_months) days.push_back(MonthsLater(DayOf(contracted.contracted_on()), months));
  return days;
}

absl::Status CheckRuns(const v1::Grant& grant) {
  return grant.state() == v1::GRANT_STATE_CONTRACTED ? absl::OkStatus() : StepImpossible();
}

void CheckHandOver(const v1::HandOverAssetsRequest& request, const v1::Grant& grant, const std::vector<v1::GrantAsset>& handed,
                   Violations& found) {
  CheckNotBefore(grant.contracted_on(), request.handed_on(), "handed_on", found);
  std::map<int, int> of_line;
  for (const v1::GrantAsset& asset : handed) ++of_line[asset.line()];
  std::set<std::string> numbers;
  for (int i = 0; i < request.assets_size(); ++i) {
    const v1::GrantAsset& asset = request.assets(i);
    const bool granted = asset.line() >= 1 && asset.line() <= grant.granted_size();
    if (!granted || ++of_line[asset.line()] > grant.granted(asset.line() - 1).quantity()) {
      found.Add(absl::StrCat("assets[", i, "].line"), ErrorReason::ERROR_REASON_MORE_THAN_GRANTED,
                granted ? absl::StrCat("Hand over no more than ", grant.granted(asset.line() - 1).quantity(), " of line ",
                                       asset.line(), ".")
                        : absl::StrCat("Name a line from 1 to ", grant.granted_size(), "."));
    }
    if (!numbers.insert(asset.serial_number()).second) {
      found.Add(absl::StrCat("assets[", i, "].serial_number"), ErrorReason::ERROR_REASON_ASSET_NUMBER_TAKEN,
                "Each thing has a number of its own.");
    }
  }
}

void CheckVisit(const v1::RecordGrantVisitRequest& request, const v1::Grant& grant, Violations& found) {
  CheckNotBefore(grant.contracted_on(), request.done_on(), "done_on", found);
}

void CheckIncome(const v1::ReportIncomeRequest& request, const v1::Grant& grant, absl::CivilDay today, Violations& found) {
  const PartialDate& month = request.month();
  if (month.year() == 0 || !IsPossible(month)) return;
  const auto fault = [&found](const std::string& right) {
    found.Add("month", ErrorReason::ERROR_REASON_SUPPORT_DAY_IMPOSSIBLE, right);
  };
  if (month.month() == 0 || month.day() != 0) return fault("Give year and month: 2026-11.");
  const absl::CivilMonth told(month.year(), month.month()), first(DayOf(grant.contracted_on()));
  if (told < first || told > absl::CivilMonth(today)) fault("Give a month from that of the contract to this one.");
}

void CheckEnd(const PartialDate& ended_on, const v1::Grant& grant, Violations& found) {
  CheckNotBefore(grant.contracted_on(), ended_on, "ended_on", found);
}

absl::Status CheckComplete(const PartialDate& ended_on, const v1::GetGrantResponse& whole) {
  if (DayOf(ended_on) < DayOf(whole.grant().contract_until())) return WorkOpen("contract");
  if (absl::c_any_of(whole.visits(), [](const v1::GrantVisit& visit) { return !visit.has_done_on(); })) return WorkOpen("visits");
  int granted = 0;
  for (const v1::GrantLine& line : whole.grant().granted()) granted += line.quantity();
  return whole.assets_size() < granted ? WorkOpen("assets") : absl::OkStatus();
}

}  // namespace dayaq::employment
