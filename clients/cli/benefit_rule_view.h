// How rules on their way into force are shown: proposals, and who gains and who loses.
#ifndef CLIENTS_CLI_BENEFIT_RULE_VIEW_H_
#define CLIENTS_CLI_BENEFIT_RULE_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/benefit_rule_service.pb.h"

namespace dayaq::cli {

void PrintRuleProposal(const payment::v1::RuleProposal& proposal, Language language, std::ostream& out);
void PrintRuleVersions(const payment::v1::ListRuleVersionsResponse& list, Language language, std::ostream& out);

// Sums by benefit first, then by district and band, then who loses most.
void PrintRuleComparison(const payment::v1::RuleComparison& comparison, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_BENEFIT_RULE_VIEW_H_
