// How entitlements, the reasons for them and the rules of benefits look to people.
#ifndef CLIENTS_CLI_ENTITLEMENT_VIEW_H_
#define CLIENTS_CLI_ENTITLEMENT_VIEW_H_

#include <ostream>
#include <string>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/entitlement_service.pb.h"

namespace dayaq::cli {

void PrintEntitlementList(const payment::v1::ListEntitlementsResponse& list, Language language, std::ostream& out);
// The entitlement and its instalments.
void PrintEntitlement(const payment::v1::Entitlement& entitlement, Language language, std::ostream& out);
// The whole story: what it is and by which law, why, why this amount and not the one before, what money still waits for.
void PrintExplanation(const payment::v1::ExplainEntitlementResponse& answer, Language language, std::ostream& out);
void PrintBenefits(const payment::v1::ListBenefitsResponse& benefits, Language language, std::ostream& out);

// "Nazirlər Kabinetinin qərarı № 187, 2022-05-13, maddə 4"; empty for an example.
std::string LegalBasisLine(const payment::v1::LegalBasis& basis, Language language);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_ENTITLEMENT_VIEW_H_
