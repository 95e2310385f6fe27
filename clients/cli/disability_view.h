// How referrals to the examination, appeals, requests for correction and contact preferences look to people.
#ifndef CLIENTS_CLI_DISABILITY_VIEW_H_
#define CLIENTS_CLI_DISABILITY_VIEW_H_

#include <ostream>
#include <string>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/appeal_service.pb.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::cli {

// "! yalnız məktubla; görüşmək olmaz: media"; empty when nothing was said.
std::string ContactWords(const survivor::v1::ContactPreference& preference, Language language);

// What the percent is made of and why there is a last day or none, in a line; empty when the decision does not say.
std::string DecisionMakeUp(const survivor::v1::DisabilityDecision& decision, Language language);

void PrintExaminationReferral(const survivor::v1::ExaminationReferral& referral, Language language, std::ostream& out);
void PrintExaminationReferrals(const survivor::v1::ListExaminationReferralsResponse& list, Language language, std::ostream& out);

void PrintAppeals(const survivor::v1::ListAppealsResponse& list, Language language, std::ostream& out);
void PrintAppealLine(const survivor::v1::DecisionAppeal& appeal, Language language, std::ostream& out);

void PrintCorrections(const survivor::v1::ListCorrectionRequestsResponse& list, Language language, std::ostream& out);
void PrintCorrectionLine(const survivor::v1::CorrectionRequest& asked, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_DISABILITY_VIEW_H_
