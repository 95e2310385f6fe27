// What banks said, questions about payments and days, as people read them.
#ifndef CLIENTS_CLI_BANK_VIEW_H_
#define CLIENTS_CLI_BANK_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/bank_service.pb.h"

namespace dayaq::cli {

void PrintBankMessage(const payment::v1::BankMessage& message, Language language, std::ostream& out);
void PrintBankMessages(const payment::v1::ListBankMessagesResponse& list, Language language, std::ostream& out);
void PrintBankLines(const payment::v1::ListBankLinesResponse& list, Language language, std::ostream& out);
void PrintPaymentQuestion(const payment::v1::PaymentQuestion& question, Language language, std::ostream& out);
void PrintPaymentQuestions(const payment::v1::ListPaymentQuestionsResponse& list, Language language, std::ostream& out);
void PrintReconciliation(const payment::v1::Reconciliation& day, Language language, std::ostream& out);
void PrintReconciliations(const payment::v1::ListReconciliationsResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_BANK_VIEW_H_
