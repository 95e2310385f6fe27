// How roles, rights and decisions about access look to people.
#ifndef CLIENTS_CLI_ACCESS_VIEW_H_
#define CLIENTS_CLI_ACCESS_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/access/v1/access_service.pb.h"

namespace dayaq::cli {

// Who the caller is, the assignments they hold with the one in use marked, and what that one allows.
void PrintMyAccess(const access::v1::MyAccess& mine, Language language, std::ostream& out);
// A role as a page: purposes, kinds of data, actions, ways to records, what is refused, what does not go with it.
void PrintRole(const access::v1::RoleDescription& role, Language language, std::ostream& out);
// A decision with the facts it hung on and whether the kind of data that was asked about is seen; or everyone who gets there.
void PrintAccessExplanation(const access::v1::AccessExplanation& explanation, access::v1::DataClass asked, Language language,
                            std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_ACCESS_VIEW_H_
