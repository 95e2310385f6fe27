// Resource names of cases, functioning, treatments and providers.
#ifndef SERVICES_SURVIVOR_CASE_NAMES_H_
#define SERVICES_SURVIVOR_CASE_NAMES_H_

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/functioning.pb.h"
#include "dayaq/survivor/v1/provider.pb.h"
#include "dayaq/survivor/v1/treatment.pb.h"

namespace dayaq::survivor {

inline void SetName(v1::Case& one) { one.set_name(absl::StrCat("cases/", one.uid())); }
inline void SetName(v1::DueWork& due) { due.set_case_name(absl::StrCat("cases/", due.case_uid())); }
inline void SetName(v1::Provider& provider) { provider.set_name(absl::StrCat("providers/", provider.uid())); }
inline void SetName(v1::Functioning& assessment) {
  assessment.set_name(absl::StrCat("survivors/", assessment.survivor_uid(), "/functioning/", assessment.uid()));
}
inline void SetName(v1::Treatment& treatment) {
  treatment.set_name(absl::StrCat("survivors/", treatment.survivor_uid(), "/treatments/", treatment.uid()));
}

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_NAMES_H_
