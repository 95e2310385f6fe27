#include "services/audit/look_words.h"

namespace dayaq::audit {
namespace {

PolicyWords PurposeWords(const AccessPolicy& policy, const std::string& purpose) {
  const auto found = policy.content().purposes.find(purpose);
  return found != policy.content().purposes.end() ? found->second : PolicyWords{purpose, purpose};
}

PolicyWords RoleWords(const AccessPolicy& policy, const std::string& name) {
  const Role* role = policy.FindRole(name);
  return role != nullptr ? role->title : PolicyWords{name, name};
}

PolicyWords ActionWords(const AccessPolicy& policy, const std::string& name) {
  const Action* action = policy.FindAction(name);
  return action != nullptr ? action->title : PolicyWords{name, name};
}

}  // namespace

PolicyWords SeenWords(access::v1::DataClass data_class) {
  switch (data_class) {
    case access::v1::DATA_CLASS_OPERATIONAL:
      return {"nə baş verdiyi, qeydin vəziyyəti", "what happened, and how the record stands"};
    case access::v1::DATA_CLASS_LOCATION:
      return {"hadisənin dəqiq yeri", "where exactly it happened"};
    case access::v1::DATA_CLASS_IDENTITY:
      return {"ad, FİN, doğum tarixi, əlaqə", "name, personal number, birth date, contacts"};
    case access::v1::DATA_CLASS_HEALTH:
      return {"xəsarətlər, diaqnoz, müalicə", "injuries, diagnoses, care"};
    case access::v1::DATA_CLASS_FINANCE:
      return {"yardım, məbləğ, hesab", "benefits, amounts, accounts"};
    case access::v1::DATA_CLASS_EMPLOYMENT:
      return {"iş və təhsil", "work and study"};
    case access::v1::DATA_CLASS_AUDIT:
      return {"kim, nə vaxt, niyə", "who did what, when and why"};
    case access::v1::DATA_CLASS_DISABILITY:
      return {"əlilliyin faizi və müddəti", "percent and term of the disability"};
    default:
      return {};
  }
}

void SetWords(const AccessPolicy& policy, const Institutions& institutions, v1::Look& look) {
  const PolicyWords role = RoleWords(policy, look.role());
  look.set_role_az(role.az);
  look.set_role_en(role.en);
  const PolicyWords purpose = PurposeWords(policy, look.purpose());
  look.set_purpose_az(purpose.az);
  look.set_purpose_en(purpose.en);
  const PolicyWords action = ActionWords(policy, look.action());
  look.set_action_az(action.az);
  look.set_action_en(action.en);
  const auto institution = institutions.find(look.institution());
  look.set_institution_az(institution != institutions.end() ? institution->second.name_az() : look.institution());
  look.set_institution_en(institution != institutions.end() ? institution->second.name_en() : look.institution());
  look.clear_seen_az();
  look.clear_seen_en();
  for (const int seen : look.seen()) {
    const PolicyWords words = SeenWords(static_cast<access::v1::DataClass>(seen));
    if (words.az.empty()) continue;
    look.add_seen_az(words.az);
    look.add_seen_en(words.en);
  }
}

}  // namespace dayaq::audit
