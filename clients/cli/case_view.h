// How cases, what is due, functioning, treatments and the directory of services look to people.
#ifndef CLIENTS_CLI_CASE_VIEW_H_
#define CLIENTS_CLI_CASE_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/case_service.pb.h"

namespace dayaq::cli {

// Everything the caller may see of the case, its parts numbered as the commands name them.
void PrintCase(const survivor::v1::Case& one, Language language, std::ostream& out);
void PrintCases(const survivor::v1::ListCasesResponse& list, Language language, std::ostream& out);
void PrintDueWork(const survivor::v1::ListDueWorkResponse& list, Language language, std::ostream& out);
void PrintFunctioning(const survivor::v1::ListFunctioningResponse& list, Language language, std::ostream& out);
void PrintTreatments(const survivor::v1::ListTreatmentsResponse& list, Language language, std::ostream& out);
void PrintProviders(const survivor::v1::ListProvidersResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CASE_VIEW_H_
