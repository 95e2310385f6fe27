// Resource names of benefits in kind.
#ifndef SERVICES_PAYMENT_IN_KIND_NAMES_H_
#define SERVICES_PAYMENT_IN_KIND_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/in_kind.pb.h"

namespace dayaq::payment {

inline std::string InKindEntryName(absl::string_view uid) { return absl::StrCat("inKindEntries/", uid); }
inline std::string InKindStockName(absl::string_view uid) { return absl::StrCat("inKindStocks/", uid); }
inline std::string InKindAllocationName(absl::string_view uid) { return absl::StrCat("inKindAllocations/", uid); }
inline std::string InKindItemName(absl::string_view uid) { return absl::StrCat("inKindItems/", uid); }

inline void SetNames(v1::InKindEntry& entry) { entry.set_name(InKindEntryName(entry.uid())); }
inline void SetNames(v1::InKindStock& stock) { stock.set_name(InKindStockName(stock.uid())); }
inline void SetNames(v1::InKindAllocation& allocation) { allocation.set_name(InKindAllocationName(allocation.uid())); }
inline void SetNames(v1::InKindItem& item) { item.set_name(InKindItemName(item.uid())); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_NAMES_H_
