// How rules on their way into force are shown: proposals, and who gains and who loses.
#ifndef CLIENTS_CLI_BENEFIT_RULE_VIEW_H_
#define CLIENTS_CLI_BENEFIT_RULE_VIEW_H_

#include <map>
#include <ostream>
#include <string>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/benefit_rule_service.pb.h"

namespace dayaq::cli {

void PrintRuleProposal(const payment::v1::RuleProposal& proposal, Language language, std::ostream& out);
void PrintRuleVersions(const payment::v1::ListRuleVersionsResponse& list, Language language, std::ostream& out);

// Names of survivors by uid, as far as whoever looks may see them.
using NamesByUid = std::map<std::string, std::string>;

// Sums by benefit first, then by district and band, then who loses most: by name where there is one in `names`, else by the number
// of the record.
void PrintRuleComparison(const payment::v1::RuleComparison& comparison, const NamesByUid& names, Language language,
                         std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_BENEFIT_RULE_VIEW_H_
