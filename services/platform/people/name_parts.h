// Family name, given name and father's name, taken apart again where they were written into one field or into each other's.
#ifndef SERVICES_PLATFORM_PEOPLE_NAME_PARTS_H_
#define SERVICES_PLATFORM_PEOPLE_NAME_PARTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "dayaq/common/v1/person.pb.h"

namespace dayaq {

// The three names as written, without oğlu and qızı. Any of them may be empty.
struct NameParts {
  std::string family, given, father;
};

// "Məmmədova Sevinc Rauf qızı" and "Sevinc Rauf Məmmədova" in one field, a patronymic behind the given name, a family name in the
// field of the given name: each lands where it belongs, as far as endings and the usual order tell. What nothing tells stays where
// it was written.
NameParts SplitNames(const common::v1::PersonIdentity& identity);

// What is left of a folded name when everything is dropped that writing it down or hearing it confuses: vowels but for whether one
// comes first, t for d, p for b, the dots of ş and ç, a breathed h at the end. Several names sound alike; one name in two spellings
// seldom does not.
std::string SoundOf(absl::string_view folded);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_PEOPLE_NAME_PARTS_H_
