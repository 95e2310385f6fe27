#include "services/payment/missing_facts.h"

#include <optional>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/payment/sentence_parts.h"

namespace dayaq::payment {
namespace {

// What it is about.
enum class Of { kSurvivor, kIncident, kEntitlement, kBenefit };

// A thing that is missing, and the role that can supply it.
struct Missing {
  absl::string_view code;
  Of of;
  absl::string_view role;
};

// Who that is: as titles of policy/access.yaml.
Name WhoIs(absl::string_view role) {
  if (role == "anama_officer") return {"ANAMA əməkdaşı", "Mine action agency officer"};
  if (role == "hospital_registrar") return {"Xəstəxananın qeydiyyatçısı", "Hospital registrar"};
  if (role == "caseworker") return {"Sosial işçi", "Social-protection caseworker"};
  if (role == "payment_verifier") return {"Ödənişləri yoxlayan", "Payment verifier"};
  if (role == "operator") return {"Sistem operatoru", "Operator"};
  return {"Yardım qaydasını aparan nazirlik", "The ministry that keeps the rule"};
}

std::optional<Missing> MissingFor(v1::ReleaseNeed need) {
  switch (need) {
    case v1::RELEASE_NEED_INCIDENT_VERIFIED:
      return Missing{"incident.verified", Of::kIncident, "anama_officer"};
    case v1::RELEASE_NEED_INJURY_CONFIRMED:
      return Missing{"casualty.confirmed", Of::kIncident, "hospital_registrar"};
    case v1::RELEASE_NEED_IDENTITY_CONFIRMED:
      return Missing{"identity.confirmed", Of::kSurvivor, "caseworker"};
    case v1::RELEASE_NEED_PAYEE_KNOWN:
      return Missing{"payee.known", Of::kSurvivor, "caseworker"};
    case v1::RELEASE_NEED_AMOUNT_CERTAIN:
      return Missing{"amount.source", Of::kBenefit, "ministry"};
    default:
      return std::nullopt;
  }
}

std::optional<Missing> MissingFor(v1::QuestionKind question) {
  switch (question) {
    case v1::QUESTION_KIND_AMOUNT_UNKNOWN:
      return Missing{"amount.source", Of::kBenefit, "ministry"};
    case v1::QUESTION_KIND_DEATH_DAY_UNKNOWN:
      return Missing{"death.day", Of::kSurvivor, "caseworker"};
    case v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN:
      return Missing{"incident.day", Of::kIncident, "anama_officer"};
    case v1::QUESTION_KIND_BIRTH_DAY_UNKNOWN:
      return Missing{"member.birth", Of::kSurvivor, "caseworker"};
    case v1::QUESTION_KIND_BENEFICIARY_UNKNOWN:
      return Missing{"beneficiary.known", Of::kSurvivor, "caseworker"};
    case v1::QUESTION_KIND_INDIVIDUAL_AMOUNT_MISSING:
      return Missing{"amount.individual", Of::kSurvivor, "caseworker"};
    case v1::QUESTION_KIND_MEMBER_END_UNKNOWN:
      return Missing{"member.end", Of::kSurvivor, "caseworker"};
    default:
      return std::nullopt;
  }
}

std::optional<Missing> MissingFor(const v1::Hold& hold) {
  switch (hold.kind()) {
    case v1::HOLD_KIND_RELEASE_NEED:
      return MissingFor(hold.need());
    case v1::HOLD_KIND_QUESTION:
      return MissingFor(hold.question());
    case v1::HOLD_KIND_NO_ACCOUNT:
      return Missing{"account", Of::kSurvivor, "caseworker"};
    case v1::HOLD_KIND_ACCOUNT_IN_DOUBT:
      return Missing{"account.answer", Of::kSurvivor, "payment_verifier"};
    case v1::HOLD_KIND_SUSPENDED:
      return Missing{"suspension", Of::kEntitlement, "payment_verifier"};
    case v1::HOLD_KIND_NOT_STARTED:
      return Missing{"assessment", Of::kSurvivor, "operator"};
    default:
      // Nothing to supply: an example is never paid, and a new account is paid to by waiting.
      return std::nullopt;
  }
}

std::string ResourceOf(const Missing& missing, const v1::WhyNotAnswer& answer, const BenefitAssessment& found,
                       const v1::BenefitFacts& facts) {
  if (missing.of == Of::kEntitlement) return answer.entitlement();
  if (missing.of == Of::kBenefit) return absl::StrCat("benefits/", answer.benefit());
  if (missing.of == Of::kIncident) {
    // The explanation names the casualty that was looked at.
    for (const v1::UsedFact& fact : found.explanation.facts()) {
      if (fact.fact() == "casualty") return fact.resource();
    }
  }
  return absl::StrCat("survivors/", facts.survivor_uid());
}

}  // namespace

void AddMissing(const v1::WhyNotAnswer& answer, const BenefitAssessment& found, const v1::BenefitFacts& facts,
                v1::WhyNotResponse& response) {
  for (const v1::Hold& hold : answer.holds()) {
    const std::optional<Missing> missing = MissingFor(hold);
    if (!missing.has_value()) continue;
    const std::string resource = ResourceOf(*missing, answer, found, facts);
    const auto known = absl::c_find_if(*response.mutable_missing(), [&](const v1::MissingFact& fact) {
      return fact.code() == missing->code && fact.resource() == resource;
    });
    const bool is_new = known == response.mutable_missing()->end();
    v1::MissingFact& fact = is_new ? *response.add_missing() : *known;
    if (is_new) {
      fact.set_code(std::string(missing->code));
      fact.set_resource(resource);
      *fact.mutable_words() = hold.words();
      fact.set_role(std::string(missing->role));
      const Name who = WhoIs(missing->role);
      *fact.mutable_who() = Say(std::string(who.az), std::string(who.en));
    }
    if (!absl::c_linear_search(fact.benefits(), answer.benefit())) fact.add_benefits(answer.benefit());
  }
}

}  // namespace dayaq::payment
