// Short ways to write what is compared of a record. Every name is invented.
#ifndef SERVICES_SURVIVOR_MATCHING_TEST_DATA_H_
#define SERVICES_SURVIVOR_MATCHING_TEST_DATA_H_

#include <string>

#include "dayaq/survivor/v1/match.pb.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {

// "Family, given, father" and a birth date as text; the uid is of no weight.
struct Known {
  v1::MatchFacts facts;

  Known(const std::string& family, const std::string& given, const std::string& father = "", const std::string& born = "") {
    facts.set_uid("r");
    facts.mutable_identity()->set_family_name(family);
    facts.mutable_identity()->set_given_name(given);
    facts.mutable_identity()->set_father_name(father);
    *facts.mutable_identity()->mutable_birth_date() = Date(born);
  }
  Known& Id(const std::string& id) { return facts.mutable_identity()->set_national_id(id), *this; }
  Known& Phone(const std::string& phone) { return facts.mutable_identity()->set_phone(phone), *this; }
  Known& Man() { return facts.set_sex(common::v1::SEX_MALE), *this; }
  Known& Woman() { return facts.set_sex(common::v1::SEX_FEMALE), *this; }
  Known& In(const std::string& district) { return facts.add_districts(district), *this; }
  Known& Hurt(const std::string& incident, const std::string& day) {
    v1::MatchIncident& added = *facts.add_incidents();
    added.set_uid(incident);
    *added.mutable_occurred_on() = Date(day);
    return *this;
  }
  Known& Dead(const std::string& day) {
    facts.set_deceased(true);
    *facts.mutable_died_on() = Date(day);
    return *this;
  }
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_TEST_DATA_H_
