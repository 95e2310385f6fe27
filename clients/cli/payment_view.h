// Accounts, runs, orders and files as people read them.
#ifndef CLIENTS_CLI_PAYMENT_VIEW_H_
#define CLIENTS_CLI_PAYMENT_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/payee_account_service.pb.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"

namespace dayaq::cli {

// The whole number where the caller may see it, else how it ends.
void PrintAccount(const payment::v1::PayeeAccount& account, Language language, std::ostream& out);
void PrintAccounts(const payment::v1::ListPayeeAccountsResponse& list, Language language, std::ostream& out);
// With who took which step.
void PrintRun(const payment::v1::PaymentRun& run, Language language, std::ostream& out);
void PrintRuns(const payment::v1::ListRunsResponse& list, Language language, std::ostream& out);
void PrintPreview(const payment::v1::PreviewRunResponse& preview, Language language, std::ostream& out);
void PrintOmissions(const payment::v1::ListOmissionsResponse& list, Language language, std::ostream& out);
void PrintOrder(const payment::v1::PaymentOrder& order, Language language, std::ostream& out);
void PrintOrders(const payment::v1::ListOrdersResponse& list, Language language, std::ostream& out);
void PrintFiles(const payment::v1::ListRunFilesResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_PAYMENT_VIEW_H_
