#include "services/survivor/functioning_rules.h"

#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/case_rules.h"

namespace dayaq::survivor {
namespace {

constexpr int kLeastAge = 5;
constexpr int kAdultAge = 18;

bool IsOfShortSet(v1::FunctioningDomain domain) {
  return domain >= v1::FUNCTIONING_DOMAIN_SEEING && domain <= v1::FUNCTIONING_DOMAIN_COMMUNICATING;
}

bool IsAnswered(v1::FunctioningAnswer answer) {
  return answer >= v1::FUNCTIONING_ANSWER_NO_DIFFICULTY && answer <= v1::FUNCTIONING_ANSWER_CANNOT_DO;
}

void Fault(const std::string& path, const char* what, Violations& found) {
  found.Add(path, ErrorReason::ERROR_REASON_FUNCTIONING_ANSWERS_INVALID, what);
}

}  // namespace

v1::FunctioningStatus StatusOf(const v1::Functioning& assessment) {
  bool answered = false;
  for (const v1::DomainAnswer& answer : assessment.answers()) {
    if (!IsAnswered(answer.answer())) continue;
    if (answer.answer() >= v1::FUNCTIONING_ANSWER_A_LOT_OF_DIFFICULTY) return v1::FUNCTIONING_STATUS_WITH_DISABILITY;
    answered = true;
  }
  return answered ? v1::FUNCTIONING_STATUS_WITHOUT_DISABILITY : v1::FUNCTIONING_STATUS_UNKNOWN;
}

void CheckAnswers(const v1::Functioning& assessment, const std::string& path, Violations& found) {
  CheckWholeDay(assessment.assessed_on(), path + ".assessed_on", found);
  const bool short_set = assessment.instrument() == v1::FUNCTIONING_INSTRUMENT_SHORT_SET;
  std::set<v1::FunctioningDomain> asked;
  for (int i = 0; i < assessment.answers_size(); ++i) {
    const v1::FunctioningDomain domain = assessment.answers(i).domain();
    const std::string at = absl::StrCat(path, ".answers[", i, "].domain");
    if (!v1::FunctioningDomain_IsValid(domain) || domain == v1::FUNCTIONING_DOMAIN_UNSPECIFIED) continue;
    if (!asked.insert(domain).second) Fault(at, "Answer each domain once.", found);
    if (short_set && !IsOfShortSet(domain))
      Fault(at, "Of the short set: seeing, hearing, walking, remembering, self-care, communicating.", found);
  }
  if (!short_set || assessment.answers().empty()) return;
  for (int domain = v1::FUNCTIONING_DOMAIN_SEEING; domain <= v1::FUNCTIONING_DOMAIN_COMMUNICATING; ++domain) {
    if (asked.count(static_cast<v1::FunctioningDomain>(domain)) > 0) continue;
    Fault(path + ".answers", "Answer all six domains; who refused or does not know says so.", found);
    return;
  }
}

void CheckAgainst(const v1::Functioning& assessment, const v1::Survivor& survivor, const std::string& path, Violations& found) {
  const PartialDate& birth = survivor.identity().birth_date();
  CheckNotBefore(assessment.assessed_on(), birth, path + ".assessed_on", found);
  if (survivor.has_died_on()) CheckNotBefore(survivor.died_on(), assessment.assessed_on(), path + ".assessed_on", found);
  const std::optional<AgeInterval> age = AgeRange(birth, assessment.assessed_on());
  if (!age.has_value()) return;
  const bool child_module = assessment.instrument() == v1::FUNCTIONING_INSTRUMENT_CHILD_MODULE;
  const char* what = nullptr;
  if (age->max < kLeastAge) what = "Nobody under 5 is asked these questions.";
  if (what == nullptr && child_module && age->min >= kAdultAge) what = "Ask adults by the short set.";
  if (what == nullptr && !child_module && age->max < kAdultAge) what = "Ask children from 5 to 17 by the child module.";
  if (what != nullptr) found.Add(path + ".instrument", ErrorReason::ERROR_REASON_FUNCTIONING_NOT_FOR_AGE, what);
}

}  // namespace dayaq::survivor
