#include "tests/access/situation.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq {
namespace {

constexpr char kMe[] = "staff-1";
constexpr char kMyDelegator[] = "staff-2";
constexpr char kSomebody[] = "staff-7";
constexpr char kPerson[] = "person-1";
constexpr char kOtherPerson[] = "person-9";

// Variants of what does not hold.
enum Variant { kAnother = 0, kNothing = 1, kNearly = 2 };

// Values of which the row's is, or is not, among the caller's.
void Among(bool holds, int variant, const std::string& stem, std::vector<std::string>& callers, std::string& rows) {
  callers = {stem + "1", stem + "2"};
  rows = stem + "2";
  if (holds) return;
  if (variant == kAnother) rows = stem + "3";
  if (variant == kNothing) rows = "";
  if (variant == kNearly) callers.clear();
}

// The one staff uid a fact about the caller hangs on: their own, or that of whom they act for.
std::string Acting(const Caller& caller, int variant) {
  return caller.on_behalf_of.empty() || variant == kAnother ? caller.staff_uid : caller.on_behalf_of;
}

// Somebody who is not the caller; in a near miss a delegator for whom the caller does not act.
std::string NotActing(const Caller& caller, int variant) {
  return variant == kNearly && caller.on_behalf_of.empty() ? kMyDelegator : kSomebody;
}

void RealiseSignIn(FactSet facts, int variant, Situation& situation) {
  Caller& caller = situation.caller;
  const auto signed_in = [&](const std::string& acr, int seconds_ago) {
    caller.acr = acr;
    caller.auth_time = situation.now - absl::Seconds(seconds_ago);
  };
  if (facts.Has(Fact::kStepUp)) {
    signed_in(kStrongSignIn, variant == kAnother ? 0 : variant == kNothing ? 300 : -60);
  } else if (variant == kAnother) {
    signed_in("urn:dayaq:acr:1", 0);
  } else if (variant == kNearly) {
    signed_in(kStrongSignIn, facts.Has(Fact::kNational) ? -61 : 301);
  }
}

void RealisePlace(FactSet facts, int variant, Situation& situation) {
  Caller& caller = situation.caller;
  RowStanding& row = situation.row;
  Among(facts.Has(Fact::kInRegister), variant, "register-", caller.registers, row.register_code);
  Among(facts.Has(Fact::kInDistrict), variant, "AZ-", caller.districts, row.district);
  caller.national = facts.Has(Fact::kNational);
  const bool owns = facts.Has(Fact::kInInstitution), made = facts.Has(Fact::kSameInstitution);
  caller.institution = !owns && !made && variant == kNearly ? "" : "INSTITUTION-A";
  const std::string other = variant == kNothing ? "" : "INSTITUTION-B";
  row.institution = owns ? "INSTITUTION-A" : other;
  row.made_by_institution = made ? "INSTITUTION-A" : other;
}

void RealisePeople(FactSet facts, int variant, Situation& situation) {
  Caller& caller = situation.caller;
  RowStanding& row = situation.row;
  caller.staff_uid = kMe;
  if (facts.Has(Fact::kDelegated)) caller.on_behalf_of = kMyDelegator;

  const bool own = facts.Has(Fact::kOwnRecord), opened = facts.Has(Fact::kBreakGlass);
  row.person_uid = own || opened || variant != kNothing ? kPerson : "";
  caller.person_uid = own ? kPerson : variant == kNothing ? "" : kOtherPerson;
  if (!caller.person_uid.empty()) caller.own_records = {caller.person_uid};
  if (own && variant == kAnother) caller.own_records.insert(caller.own_records.begin(), kOtherPerson);
  if (opened) {
    caller.opened_persons = {kOtherPerson, kPerson};
  } else if (variant == kAnother) {
    caller.opened_persons = {kOtherPerson};
  }

  if (facts.Has(Fact::kTookPart)) {
    row.took_part = {kSomebody, Acting(caller, variant)};
  } else if (variant != kNothing) {
    row.took_part = {kSomebody, NotActing(caller, variant)};
  }
  if (facts.Has(Fact::kIsSubject)) {
    row.subject_uid = Acting(caller, variant);
  } else if (variant != kNothing) {
    row.subject_uid = NotActing(caller, variant);
  }
}

std::string Text(const std::string& text) { return absl::StrCat("\"", text, "\""); }

std::string Texts(const std::vector<std::string>& texts) {
  return absl::StrCat(
      "[", absl::StrJoin(texts, ",", [](std::string* out, const std::string& text) { absl::StrAppend(out, Text(text)); }), "]");
}

// What was never is as long ago as may be.
int64_t Age(const Situation& situation) {
  if (situation.caller.auth_time == absl::InfinitePast()) return int64_t{1} << 40;
  return absl::ToInt64Seconds(situation.now - situation.caller.auth_time);
}

}  // namespace

Situation Realise(FactSet facts, int variant) {
  Situation situation;
  situation.now = absl::FromUnixSeconds(1764396000);
  RealiseSignIn(facts, variant, situation);
  RealisePlace(facts, variant, situation);
  RealisePeople(facts, variant, situation);
  return situation;
}

FactSet FactsOf(const Situation& situation) {
  return CallFacts(situation.caller, situation.now).Or(RowFacts(situation.caller, situation.row));
}

std::string AttributesJson(const Situation& situation) {
  const Caller& caller = situation.caller;
  const RowStanding& row = situation.row;
  return absl::StrCat(R"({"principal":{"staff":)", Text(caller.staff_uid), R"(,"behalf":)", Text(caller.on_behalf_of),
                      R"(,"institution":)", Text(caller.institution), R"(,"districts":)", Texts(caller.districts),
                      R"(,"registers":)", Texts(caller.registers), R"(,"national":)", caller.national ? "true" : "false",
                      R"(,"records":)", Texts(caller.own_records), R"(,"opened":)", Texts(caller.opened_persons),
                      R"(},"resource":{"register":)", Text(row.register_code), R"(,"district":)", Text(row.district),
                      R"(,"institution":)", Text(row.institution), R"(,"person":)", Text(row.person_uid), R"(,"tookPart":)",
                      Texts(row.took_part), R"(,"subject":)", Text(row.subject_uid), R"(,"madeBy":)", Text(row.made_by_institution),
                      R"(},"context":{"acr":)", Text(caller.acr), R"(,"authAge":)", Age(situation), "}}");
}

}  // namespace dayaq
