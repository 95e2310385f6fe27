#include "services/survivor/consent_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/age_rules.h"

namespace dayaq::survivor {
namespace {

void CheckWhole(const PartialDate& date, const std::string& field, Violations& found) {
  // A date that no calendar has is named by its own rule.
  if (Precision(date) == DatePrecision::kDay || !IsPossible(date) || date.year() == 0) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
}

void CheckOnce(const google::protobuf::RepeatedField<int>& values, const std::string& field, Violations& found) {
  std::set<int> seen;
  for (int i = 0; i < values.size(); ++i) {
    if (seen.insert(values.Get(i)).second) continue;
    found.Add(absl::StrCat(field, "[", i, "]"), ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE, "Say each once.");
  }
}

template <typename Values, typename Value>
bool Holds(const Values& values, Value value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

void CheckRecipient(const v1::Consent& stated, const std::string& path, Violations& found) {
  if (stated.recipient_institution().empty() != stated.recipient_kind().empty()) return;
  found.Add(path + ".recipient_institution", ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE,
            "Say to whom: one institution, or one kind of institution, and not both.");
}

void CheckNaming(const v1::Consent& stated, const std::string& path, Violations& found) {
  const v1::ConsentGiver by = stated.given_by();
  if (by == v1::CONSENT_GIVER_GUARDIAN && stated.giver_uid().empty()) {
    found.Add(path + ".giver_uid", ErrorReason::ERROR_REASON_GUARDIAN_NEEDED, "Name the guardian by the entry in the family.");
  }
  if (by == v1::CONSENT_GIVER_PROXY && stated.proxy_name().empty()) {
    found.Add(path + ".proxy_name", ErrorReason::ERROR_REASON_GUARDIAN_NEEDED, "Name the proxy.");
  }
  if (by != v1::CONSENT_GIVER_GUARDIAN && !stated.giver_uid().empty()) {
    found.Add(path + ".giver_uid", ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE, "Only a guardian is named so.");
  }
  if (by != v1::CONSENT_GIVER_PROXY && !stated.proxy_name().empty()) {
    found.Add(path + ".proxy_name", ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE, "Only a proxy is named so.");
  }
}

}  // namespace

void CheckConsent(const v1::Consent& stated, const std::string& path, Violations& found) {
  CheckRecipient(stated, path, found);
  CheckNaming(stated, path, found);
  CheckOnce(stated.classes(), path + ".classes", found);
  CheckOnce(stated.operations(), path + ".operations", found);
  const bool media = stated.purpose() == v1::CONSENT_PURPOSE_MEDIA;
  if (Holds(stated.operations(), v1::CONSENT_OPERATION_PUBLISH) && !media) {
    found.Add(path + ".operations", ErrorReason::ERROR_REASON_CONSENT_INCOMPLETE,
              "Only a consent for MEDIA lets something be published.");
  }
  CheckWhole(stated.given_on(), path + ".given_on", found);
  CheckWhole(stated.valid_until(), path + ".valid_until", found);
  if (IsBefore(stated.valid_until(), stated.given_on()) == Certainty::kCertainly) {
    found.Add(path + ".valid_until", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "The last day must be the first day or later.");
  }
}

void CheckGiver(const v1::Consent& stated, const v1::Survivor& survivor, const v1::FamilyMember* guardian, const std::string& path,
                Violations& found) {
  const std::optional<absl::CivilDay> day = Latest(stated.given_on());
  if (!day.has_value()) return;
  const PartialDate& birth = survivor.identity().birth_date();
  // Of whom nothing is known that says so, nobody assumes that they are a child.
  if (stated.given_by() == v1::CONSENT_GIVER_SELF && birth.year() != 0 && IsMinor(birth, *day) != Certainty::kNo) {
    found.Add(path + ".given_by", ErrorReason::ERROR_REASON_GUARDIAN_NEEDED,
              "The person was, or by what is known may have been, under age: a guardian gives it.");
  }
  if (IsBefore(survivor.died_on(), stated.given_on()) == Certainty::kCertainly) {
    found.Add(path + ".given_on", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "The person had died by then.");
  }
  if (stated.given_by() != v1::CONSENT_GIVER_GUARDIAN || stated.giver_uid().empty()) return;
  if (guardian == nullptr || !guardian->is_guardian() || guardian->ended_on().year() != 0) {
    found.Add(path + ".giver_uid", ErrorReason::ERROR_REASON_GUARDIAN_NEEDED,
              "Name somebody who stands in the family of this person as a guardian.");
    return;
  }
  if (IsMinor(guardian->identity().birth_date(), *day) == Certainty::kCertainly) {
    found.Add(path + ".giver_uid", ErrorReason::ERROR_REASON_GUARDIAN_IS_MINOR, "A guardian must be of age.");
  }
}

v1::ConsentState StateOn(const v1::Consent& consent, absl::CivilDay today) {
  if (consent.has_withdrawn_time()) return v1::CONSENT_STATE_WITHDRAWN;
  const PartialDate day = PartialDateOf(today);
  if (IsBefore(day, consent.given_on()) == Certainty::kCertainly) return v1::CONSENT_STATE_NOT_YET;
  if (consent.valid_until().year() != 0 && IsBefore(consent.valid_until(), day) == Certainty::kCertainly)
    return v1::CONSENT_STATE_ENDED;
  return v1::CONSENT_STATE_IN_FORCE;
}

void CheckCovers(const v1::Consent& consent, const Sharing& sharing, const std::set<std::string>& person, absl::CivilDay today,
                 const std::string& path, const std::string& classes_path, Violations& found) {
  if (person.count(consent.survivor_uid()) == 0 || StateOn(consent, today) != v1::CONSENT_STATE_IN_FORCE) {
    found.Add(path, ErrorReason::ERROR_REASON_CONSENT_NOT_IN_FORCE, "Name a consent of this person that holds today.");
    return;
  }
  const auto lacks = [&](const std::string& field, const std::string& what) {
    found.Add(field, ErrorReason::ERROR_REASON_CONSENT_DOES_NOT_COVER, what);
  };
  if (sharing.purposes.count(consent.purpose()) == 0) {
    const auto name = [](std::string* out, v1::ConsentPurpose purpose) { absl::StrAppend(out, v1::ConsentPurpose_Name(purpose)); };
    lacks(path, absl::StrCat("This needs a consent for ", absl::StrJoin(sharing.purposes, " or ", name), "."));
  }
  if (!Holds(consent.operations(), v1::CONSENT_OPERATION_SHARE)) lacks(path, "The consent does not allow to share.");
  const bool to_them = consent.recipient_institution().empty() ? consent.recipient_kind() == sharing.institution_kind
                                                               : consent.recipient_institution() == sharing.institution;
  if (!to_them) lacks(path, "The consent names another recipient.");
  for (size_t i = 0; i < sharing.classes.size(); ++i) {
    if (Holds(consent.classes(), sharing.classes[i])) continue;
    lacks(absl::StrCat(classes_path, "[", i, "]"),
          absl::StrCat("The consent does not cover ", v1::SharedClass_Name(sharing.classes[i]), "."));
  }
}

}  // namespace dayaq::survivor
