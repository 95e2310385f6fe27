// Benefits in kind as people read them: queues, places, stocks, allocations.
#ifndef CLIENTS_CLI_IN_KIND_VIEW_H_
#define CLIENTS_CLI_IN_KIND_VIEW_H_

#include <ostream>
#include <vector>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"

namespace dayaq::cli {

void PrintQueue(const payment::v1::ListQueueResponse& list, Language language, std::ostream& out);
void PrintPlace(const payment::v1::InKindPlace& place, Language language, std::ostream& out);
// In a few lines, for the person's own extract.
void PrintOwnPlaces(const std::vector<payment::v1::InKindPlace>& places, Language language, std::ostream& out);
void PrintEntry(const payment::v1::InKindEntry& entry, Language language, std::ostream& out);
void PrintStock(const payment::v1::InKindStock& stock, Language language, std::ostream& out);
void PrintStocks(const payment::v1::ListStockResponse& list, Language language, std::ostream& out);
void PrintAllocation(const payment::v1::InKindAllocation& allocation, Language language, std::ostream& out);
void PrintAllocationWhole(const payment::v1::GetAllocationResponse& answer, Language language, std::ostream& out);
void PrintAllocations(const payment::v1::ListAllocationsResponse& list, Language language, std::ostream& out);
void PrintThing(const payment::v1::InKindItem& item, Language language, std::ostream& out);
void PrintInKindBenefits(const payment::v1::ListInKindBenefitsResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_IN_KIND_VIEW_H_
