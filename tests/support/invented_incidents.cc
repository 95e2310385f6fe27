#include "tests/support/invented_incidents.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "services/platform/sealing/uuid7.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

using namespace incident::v1;  // NOLINT(google-build-using-namespace): the contract's words, nothing else.

constexpr std::array<const char*, 8> kGivenNames = {"Elnur", "Aygün", "Tural", "Səbinə", "Rəşad", "Günay", "Kamran", "Şəbnəm"};
constexpr std::array<const char*, 8> kRoots = {"Nümunə", "Sınaq", "Məsəl", "Örnək", "Uydurma", "Xəyal", "Misal", "Təxmin"};
constexpr std::array<const char*, 4> kFatherNames = {"Rauf", "İlqar", "Vüqar", "Nizami"};
constexpr std::array<const char*, 4> kSettlements = {"Nümunə kəndi", "Sınaq qəsəbəsi", "Örnək kəndi", "Məsəl kəndi"};

int Upto(std::mt19937_64& random, int below) { return static_cast<int>(random() % static_cast<uint64_t>(below)); }

template <typename List>
const char* OneOf(std::mt19937_64& random, const List& list) {
  return list[static_cast<size_t>(Upto(random, static_cast<int>(list.size())))];
}

void FillPerson(std::mt19937_64& random, common::v1::PersonIdentity& person) {
  person.set_family_name(absl::StrCat(OneOf(random, kRoots), OneOf(random, kRoots), "ov"));
  person.set_given_name(OneOf(random, kGivenNames));
  person.set_father_name(OneOf(random, kFatherNames));
  person.set_national_id(absl::StrFormat("%07d", Upto(random, 10000000)));
  person.mutable_birth_date()->set_year(1940 + Upto(random, 65));
  person.set_phone(absl::StrFormat("+99450%07d", Upto(random, 10000000)));
}

void FillCasualty(std::mt19937_64& random, CasualtyFacts& facts) {
  FillPerson(random, *facts.mutable_identity());
  facts.set_sex(Upto(random, 5) == 0 ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
  facts.set_outcome(Upto(random, 5) == 0 ? OUTCOME_KILLED : OUTCOME_INJURED);
  facts.set_activity(Upto(random, 2) == 0 ? ACTIVITY_HERDING : ACTIVITY_FARMING);
  facts.set_civil_status(CIVIL_STATUS_CIVILIAN);
  facts.set_risk_education_before(ANSWER_NO);
  facts.set_clinical_note("Turniket qoyulub, qan köçürülüb, əməliyyata göndərilib.");
  Amputation& amputation = *facts.add_amputations();
  amputation.set_level(AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(Upto(random, 2) == 0 ? SIDE_LEFT : SIDE_RIGHT);
  amputation.set_third(BONE_THIRD_DISTAL);
}

// What may stand in a national id.
constexpr char kIdCharacters[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr size_t kIdLength = 7;

std::string NationalId(uint64_t number) {
  constexpr uint64_t kBase = sizeof(kIdCharacters) - 1;
  std::string id(kIdLength, '0');
  for (size_t at = kIdLength; at-- > 0; number /= kBase) id[at] = kIdCharacters[number % kBase];
  return id;
}

}  // namespace

RegisterIncidentRequest InventedRegistration(std::mt19937_64& random) {
  RegisterIncidentRequest request;
  request.set_request_id(NewUuid7(absl::Now()));
  Incident& incident = *request.mutable_incident();
  incident.set_register_("az");
  IncidentFacts& facts = *incident.mutable_facts();
  facts.mutable_occurred_on()->set_year(2010 + Upto(random, 15));
  facts.mutable_occurred_on()->set_month(1 + Upto(random, 12));
  facts.mutable_occurred_on()->set_day(1 + Upto(random, 28));
  facts.set_district("AZ-TAR");
  facts.set_settlement(OneOf(random, kSettlements));
  facts.set_device_category(Upto(random, 3) == 0 ? DEVICE_CATEGORY_AV_MINE : DEVICE_CATEGORY_AP_MINE);
  facts.set_former_contact_line(ANSWER_YES);
  const int casualties = Upto(random, 5) < 2 ? 1 : 2;
  for (int i = 0; i < casualties; ++i) FillCasualty(random, *incident.add_casualties()->mutable_facts());
  request.mutable_report()->set_source(SOURCE_KIND_HOSPITAL);
  request.mutable_report()->set_document(absl::StrCat("Forma ", request.request_id()));
  return request;
}

RegisterIncidentRequest InventedInjury(std::mt19937_64& random, uint64_t person_number) {
  constexpr absl::CivilDay kFirst(2026, 1, 1);
  const absl::CivilDay today = absl::ToCivilDay(absl::Now(), absl::UTCTimeZone());
  Must(kFirst <= today, "have a day to be injured on");
  const absl::CivilDay day = today - Upto(random, static_cast<int>(std::min<absl::civil_diff_t>(today - kFirst, 365)) + 1);
  RegisterIncidentRequest request = InventedRegistration(random);
  Incident& incident = *request.mutable_incident();
  common::v1::PartialDate& date = *incident.mutable_facts()->mutable_occurred_on();
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  while (incident.casualties_size() > 1) incident.mutable_casualties()->RemoveLast();
  CasualtyFacts& facts = *incident.mutable_casualties(0)->mutable_facts();
  facts.set_outcome(OUTCOME_INJURED);
  facts.mutable_identity()->set_national_id(NationalId(person_number));
  return request;
}

}  // namespace dayaq::testing
