// Resource names of this service.
#ifndef SERVICES_PAYMENT_PAYMENT_NAMES_H_
#define SERVICES_PAYMENT_PAYMENT_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::payment {

inline std::string EntitlementName(absl::string_view uid) { return absl::StrCat("entitlements/", uid); }
inline std::string SurvivorName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }

// The survivor that a resource is, or lies under: survivors/{uid}, survivors/{uid}/decisions/{uid}. "" for any other.
inline std::string SurvivorUidOf(absl::string_view resource) {
  if (!absl::ConsumePrefix(&resource, "survivors/")) return "";
  return std::string(resource.substr(0, resource.find('/')));
}

inline void SetNames(v1::Entitlement& entitlement) { entitlement.set_name(EntitlementName(entitlement.uid())); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_NAMES_H_
