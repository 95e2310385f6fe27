#include "services/survivor/referral_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::survivor {
namespace {

bool Shares(const v1::SendReferralRequest& request, v1::SharedClass shared) {
  const auto& classes = request.shared_classes();
  return std::find(classes.begin(), classes.end(), shared) != classes.end();
}

std::string ClassPath(int i) { return absl::StrCat("shared_classes[", i, "]"); }

// What a class is to whoever reads it.
DataClass DataClassOf(v1::SharedClass shared) {
  switch (shared) {
    case v1::SHARED_CLASS_HEALTH:
      return DataClass::DATA_CLASS_HEALTH;
    case v1::SHARED_CLASS_DISABILITY:
      return DataClass::DATA_CLASS_DISABILITY;
    case v1::SHARED_CLASS_EMPLOYMENT:
      return DataClass::DATA_CLASS_EMPLOYMENT;
    default:
      return DataClass::DATA_CLASS_IDENTITY;
  }
}

void CheckNamed(const v1::SendReferralRequest& request, Violations& found) {
  const v1::LegalBasis basis = request.legal_basis();
  if (basis == v1::LEGAL_BASIS_CONSENT && request.consent().empty()) {
    found.Add("consent", ErrorReason::ERROR_REASON_CONSENT_NEEDED, "Name the consent, or another legal basis.");
  }
  if (basis == v1::LEGAL_BASIS_STATUTORY_DUTY && request.duty().empty()) {
    found.Add("duty", ErrorReason::ERROR_REASON_CONSENT_NEEDED, "Name the duty by its code in policy/referrals.yaml.");
  }
  if (basis != v1::LEGAL_BASIS_CONSENT && !request.consent().empty()) {
    found.Add("consent", ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "A consent goes with LEGAL_BASIS_CONSENT.");
  }
  if (basis != v1::LEGAL_BASIS_STATUTORY_DUTY && !request.duty().empty()) {
    found.Add("duty", ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "A duty goes with LEGAL_BASIS_STATUTORY_DUTY.");
  }
}

// Facts that the sender states go with their class, and the class with them.
void CheckStated(bool stated, const v1::SendReferralRequest& request, v1::SharedClass shared, const char* field,
                 Violations& found) {
  if (stated && !Shares(request, shared)) {
    found.Add(field, ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED,
              absl::StrCat("Name ", v1::SharedClass_Name(shared), " in shared_classes."));
  }
  if (!stated && Shares(request, shared)) {
    found.Add(field, ErrorReason::ERROR_REASON_REQUIRED, "Say what of it the receiver must know.");
  }
}

const SharingBasis* BasisOf(const v1::SendReferralRequest& request, const ReferralPolicy& policy) {
  if (request.legal_basis() == v1::LEGAL_BASIS_VITAL_INTEREST) return &policy.vital_interest;
  const auto duty = policy.duties.find(request.duty());
  return request.legal_basis() == v1::LEGAL_BASIS_STATUTORY_DUTY && duty != policy.duties.end() ? &duty->second : nullptr;
}

bool IsAnswered(v1::ReferralState state) { return state == v1::REFERRAL_STATE_ACCEPTED || state == v1::REFERRAL_STATE_DECLINED; }

}  // namespace

void CheckRequest(const v1::SendReferralRequest& request, Violations& found) {
  CheckNamed(request, found);
  std::set<int> seen;
  for (int i = 0; i < request.shared_classes_size(); ++i) {
    const v1::SharedClass shared = request.shared_classes(i);
    if (!seen.insert(shared).second || shared == v1::SHARED_CLASS_IMAGE_AND_STORY) {
      found.Add(ClassPath(i), ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "Each class once, and no picture or story.");
    }
  }
  const bool health = request.health().amputations_size() > 0 || !request.health().needs().empty();
  CheckStated(health, request, v1::SHARED_CLASS_HEALTH, "health", found);
  CheckStated(!request.employment().empty(), request, v1::SHARED_CLASS_EMPLOYMENT, "employment", found);
}

void CheckSees(const v1::SendReferralRequest& request, DataClassSet reads, Violations& found) {
  for (int i = 0; i < request.shared_classes_size(); ++i) {
    if (reads.Has(DataClassOf(request.shared_classes(i)))) continue;
    found.Add(ClassPath(i), ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "Nobody shares what they do not see.");
  }
}

void CheckBasis(const v1::SendReferralRequest& request, const ReferralPolicy& policy, const std::string& institution_kind,
                Violations& found) {
  if (request.legal_basis() == v1::LEGAL_BASIS_CONSENT) return;
  const SharingBasis* basis = BasisOf(request, policy);
  if (basis == nullptr) {
    if (!request.duty().empty())
      found.Add("duty", ErrorReason::ERROR_REASON_CONSENT_NEEDED, "policy/referrals.yaml has no such duty.");
    return;
  }
  if (basis->services.count(request.service()) == 0) {
    found.Add("service", ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED,
              "The act does not say so for this service: a consent is needed.");
  }
  if (!basis->recipients.empty() && basis->recipients.count(institution_kind) == 0) {
    found.Add("to_institution", ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED,
              "The act does not say so for institutions of this kind: a consent is needed.");
  }
  for (int i = 0; i < request.shared_classes_size(); ++i) {
    if (basis->classes.count(request.shared_classes(i)) > 0) continue;
    found.Add(ClassPath(i), ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "The act does not cover this: a consent is needed.");
  }
}

std::vector<v1::SharedClass> ClassesOf(const v1::SendReferralRequest& request) {
  std::vector<v1::SharedClass> classes;
  for (const int shared : request.shared_classes()) classes.push_back(static_cast<v1::SharedClass>(shared));
  return classes;
}

v1::Referral NewReferral(const v1::SendReferralRequest& request, const v1::Survivor& survivor, const ReferralPolicy& policy,
                         absl::Time now) {
  v1::Referral referral;
  referral.set_survivor_uid(survivor.uid());
  referral.set_register_(survivor.register_());
  referral.set_institution(request.to_institution());
  referral.set_service(request.service());
  referral.set_urgency(request.urgency());
  referral.set_legal_basis(request.legal_basis());
  if (request.legal_basis() == v1::LEGAL_BASIS_CONSENT)
    referral.set_consent_uid(request.consent().substr(request.consent().rfind('/') + 1));
  if (const SharingBasis* basis = BasisOf(request, policy); basis != nullptr) {
    referral.set_legal_act(basis->act);
    referral.set_article(basis->article);
  }
  *referral.mutable_shared_classes() = request.shared_classes();
  referral.set_request_words(request.request_words());
  referral.set_state(v1::REFERRAL_STATE_SENT);
  const ReferralTerm& term = policy.terms.at(request.urgency());
  *referral.mutable_see_due_time() = Timestamp(now + term.see);
  *referral.mutable_answer_due_time() = Timestamp(now + term.answer);
  *referral.mutable_expire_time() = Timestamp(now + term.expire);
  return referral;
}

v1::ReferralSheet SheetOf(const v1::SendReferralRequest& request, const v1::Survivor& survivor) {
  v1::ReferralSheet sheet;
  sheet.set_survivor_uid(survivor.uid());
  sheet.set_register_(survivor.register_());
  sheet.set_institution(request.to_institution());
  if (Shares(request, v1::SHARED_CLASS_IDENTITY) && survivor.has_identity()) {
    *sheet.mutable_identity() = survivor.identity();
    sheet.mutable_identity()->clear_phone();
    sheet.mutable_identity()->clear_address();
  }
  if (Shares(request, v1::SHARED_CLASS_CONTACT)) {
    sheet.mutable_contact()->set_phone(survivor.identity().phone());
    sheet.mutable_contact()->set_address(survivor.identity().address());
    if (survivor.has_contacts()) *sheet.mutable_contact()->mutable_contacts() = survivor.contacts();
  }
  if (Shares(request, v1::SHARED_CLASS_HEALTH)) *sheet.mutable_health() = request.health();
  if (Shares(request, v1::SHARED_CLASS_EMPLOYMENT)) sheet.set_employment(request.employment());
  return sheet;
}

bool IsClosed(v1::ReferralState state) {
  return state != v1::REFERRAL_STATE_SENT && state != v1::REFERRAL_STATE_SEEN && state != v1::REFERRAL_STATE_ACCEPTED;
}

absl::Status CheckStep(v1::ReferralState from, v1::ReferralState to) {
  const bool open = from == v1::REFERRAL_STATE_SENT || from == v1::REFERRAL_STATE_SEEN;
  const bool allowed = to == v1::REFERRAL_STATE_DONE || to == v1::REFERRAL_STATE_RETURNED ? from == v1::REFERRAL_STATE_ACCEPTED
                       : to == v1::REFERRAL_STATE_SEEN                                    ? from == v1::REFERRAL_STATE_SENT
                                                                                          : IsAnswered(to) && open;
  if (allowed) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REFERRAL_CLOSED,
                   "The referral is not in a state in which this can be done.", {{"state", v1::ReferralState_Name(from)}});
}

void TakeStep(v1::ReferralState to, absl::Time now, v1::Referral& referral) {
  referral.set_state(to);
  if (!referral.has_seen_time()) *referral.mutable_seen_time() = Timestamp(now);
  if (IsAnswered(to)) *referral.mutable_answer_time() = Timestamp(now);
  if (IsClosed(to)) *referral.mutable_close_time() = Timestamp(now);
  // Opened and still not answered in time: late for another reason.
  const bool late = to == v1::REFERRAL_STATE_SEEN && now >= TimeOf(referral.answer_due_time());
  referral.set_overdue(late ? v1::REFERRAL_OVERDUE_UNANSWERED : v1::REFERRAL_OVERDUE_UNSPECIFIED);
}

bool Watch(absl::Time now, v1::Referral& referral) {
  const bool unseen = referral.state() == v1::REFERRAL_STATE_SENT;
  if (!unseen && referral.state() != v1::REFERRAL_STATE_SEEN) return false;
  if (now >= TimeOf(referral.expire_time())) {
    referral.set_state(v1::REFERRAL_STATE_EXPIRED);
    referral.clear_overdue();
    *referral.mutable_close_time() = Timestamp(now);
    return true;
  }
  const bool late = now >= TimeOf(unseen ? referral.see_due_time() : referral.answer_due_time());
  if (!late) return false;
  const v1::ReferralOverdue overdue = unseen ? v1::REFERRAL_OVERDUE_UNSEEN : v1::REFERRAL_OVERDUE_UNANSWERED;
  if (referral.overdue() == overdue) return false;
  referral.set_overdue(overdue);
  return true;
}

}  // namespace dayaq::survivor
