#include "clients/cli/invented_person.h"

#include <array>
#include <string>

#include "absl/random/distributions.h"
#include "absl/strings/string_view.h"

namespace dayaq::cli {
namespace {

struct GivenName {
  const char* name;
  common::v1::Sex sex;
};
constexpr std::array<GivenName, 6> kGivenNames = {{{"Kənan", common::v1::SEX_MALE},
                                                   {"Elvin", common::v1::SEX_MALE},
                                                   {"Natiq", common::v1::SEX_MALE},
                                                   {"Nigar", common::v1::SEX_FEMALE},
                                                   {"Aygün", common::v1::SEX_FEMALE},
                                                   {"Sevinc", common::v1::SEX_FEMALE}}};
// The letters of such a number leave out I and O.
constexpr absl::string_view kNationalIdLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
constexpr int kNationalIdLength = 7;

std::string NationalId(absl::BitGenRef random) {
  std::string id;
  for (int i = 0; i < kNationalIdLength; ++i) id += kNationalIdLetters[absl::Uniform<size_t>(random, 0, kNationalIdLetters.size())];
  return id;
}

void SetDay(common::v1::PartialDate& date, int year, int month, int day) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

}  // namespace

incident::v1::RegisterIncidentRequest InventedRegistration(absl::BitGenRef random) {
  incident::v1::RegisterIncidentRequest request;
  auto& incident = *request.mutable_incident();
  incident.set_register_("az");
  auto& facts = *incident.mutable_facts();
  SetDay(*facts.mutable_occurred_on(), 2025, absl::Uniform(absl::IntervalClosed, random, 2, 4),
         absl::Uniform(absl::IntervalClosed, random, 1, 27));
  facts.set_district("AZ-TAR");
  facts.set_settlement("Nümunəkənd");
  facts.set_area_type(incident::v1::AREA_TYPE_RURAL);
  facts.set_accident_class(incident::v1::ACCIDENT_CLASS_MINE);
  facts.set_device_category(incident::v1::DEVICE_CATEGORY_AP_MINE);
  auto& casualty = *incident.add_casualties()->mutable_facts();
  const GivenName& given = kGivenNames[absl::Uniform<size_t>(random, 0, kGivenNames.size())];
  auto& identity = *casualty.mutable_identity();
  identity.set_family_name("Nümunəli");
  identity.set_given_name(given.name);
  identity.set_father_name("Əli");
  identity.set_national_id(NationalId(random));
  SetDay(*identity.mutable_birth_date(), absl::Uniform(absl::IntervalClosed, random, 1960, 2000),
         absl::Uniform(absl::IntervalClosed, random, 1, 12), absl::Uniform(absl::IntervalClosed, random, 1, 28));
  casualty.set_sex(given.sex);
  casualty.set_civil_status(incident::v1::CIVIL_STATUS_CIVILIAN);
  casualty.set_activity(incident::v1::ACTIVITY_HERDING);
  casualty.set_outcome(incident::v1::OUTCOME_INJURED);
  auto& injury = *casualty.add_injuries();
  injury.set_part(incident::v1::BODY_PART_FOOT);
  injury.set_side(incident::v1::SIDE_RIGHT);
  injury.set_kind(incident::v1::INJURY_KIND_BLAST);
  request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  request.mutable_report()->set_document("dayaqctl journey (uydurma · invented)");
  return request;
}

}  // namespace dayaq::cli
