// Invented people, districts and vacancies, for tests without a database.
#ifndef SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_DATA_H_
#define SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_DATA_H_

#include <string>

#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/profile.pb.h"
#include "dayaq/employment/v1/vacancy.pb.h"
#include "services/employment/distances.h"
#include "services/employment/employment_policy.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {

inline EmploymentPolicy HousePolicy() { return *LoadEmploymentPolicy("policy"); }

// Three districts in a row: the second is 22 kilometres from the first, the third 111.
inline Distances ThreeDistricts() { return Distances({{"AZ-AAA", 40.0, 47.0}, {"AZ-BBB", 40.2, 47.0}, {"AZ-CCC", 41.0, 47.0}}); }

inline PartialDate DateOf(int year, int month, int day) { return PartialDateOf(absl::CivilDay(year, month, day)); }

// Somebody who sews, walks with what is adapted for walking, and looks for work up to 50 kilometres away.
inline v1::ProfileContent Tailor() {
  v1::ProfileContent content;
  content.set_lives_in("AZ-AAA");
  content.set_education(v1::EDUCATION_LEVEL_VOCATIONAL);
  content.add_skills(v1::SKILL_SEWING);
  content.add_skills(v1::SKILL_LEATHER);
  content.add_languages(v1::WORK_LANGUAGE_AZERBAIJANI);
  content.add_fields(v1::WORK_FIELD_TEXTILES);
  content.add_fields(v1::WORK_FIELD_CRAFTS);
  content.add_schedules(v1::WORK_SCHEDULE_FULL_TIME);
  content.set_most_km(50);
  content.set_least_salary_qepik(40000);
  v1::DomainAbility& walking = *content.add_abilities();
  walking.set_domain(v1::FUNCTION_DOMAIN_WALKING);
  walking.set_ability(v1::WORK_ABILITY_WITH_ADAPTATION);
  walking.add_adaptations(v1::WORK_ADAPTATION_STEP_FREE);
  walking.add_adaptations(v1::WORK_ADAPTATION_SEATED_WORK);
  return content;
}

inline v1::Profile ProfileOf(const v1::ProfileContent& content) {
  v1::Profile profile;
  profile.set_uid("00000000-0000-7000-8000-000000000001");
  profile.set_state(v1::PROFILE_STATE_OPEN);
  *profile.mutable_consent_given_on() = DateOf(2026, 1, 2);
  *profile.mutable_content() = content;
  return profile;
}

// Work for that person, in the same district, where one sits already.
inline v1::Vacancy SewingWork() {
  v1::Vacancy vacancy;
  vacancy.set_uid("00000000-0000-7000-8100-000000000001");
  vacancy.set_title("Dərzi");
  vacancy.set_field(v1::WORK_FIELD_TEXTILES);
  vacancy.set_district("AZ-AAA");
  vacancy.set_schedule(v1::WORK_SCHEDULE_FULL_TIME);
  vacancy.set_hours_week(40);
  vacancy.set_salary_qepik(50000);
  vacancy.set_least_education(v1::EDUCATION_LEVEL_GENERAL);
  vacancy.add_skills(v1::SKILL_SEWING);
  vacancy.add_languages(v1::WORK_LANGUAGE_AZERBAIJANI);
  vacancy.add_rests_on(v1::FUNCTION_DOMAIN_WALKING);
  vacancy.add_adaptations_there(v1::WORK_ADAPTATION_SEATED_WORK);
  vacancy.set_quota(true);
  vacancy.set_places(2);
  *vacancy.mutable_closes_on() = DateOf(2027, 1, 1);
  vacancy.set_state(v1::VACANCY_STATE_OPEN);
  return vacancy;
}

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_DATA_H_
