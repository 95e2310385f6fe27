// How institutions, staff, their roles and sessions, and emergency openings look to people.
#ifndef CLIENTS_CLI_STAFF_VIEW_H_
#define CLIENTS_CLI_STAFF_VIEW_H_

#include <ostream>
#include <string>

#include "clients/cli/language.h"
#include "dayaq/access/v1/access_service.pb.h"

namespace dayaq::cli {

void PrintInstitutionLine(const access::v1::Institution& institution, Language language, std::ostream& out);
void PrintInstitutions(const access::v1::ListInstitutionsResponse& list, Language language, std::ostream& out);

void PrintStaffLine(const access::v1::Staff& staff, Language language, std::ostream& out);
// With all assignments.
void PrintStaff(const access::v1::Staff& staff, Language language, std::ostream& out);
// Names and accounts only where the caller sees any.
void PrintStaffList(const access::v1::ListStaffResponse& list, Language language, std::ostream& out);
void PrintSessions(const access::v1::ListSessionsResponse& list, Language language, std::ostream& out);

// One line: role, whose, where, state, name, etag. What a change answers with.
void PrintAssignmentLine(const access::v1::RoleAssignment& assignment, Language language, std::ostream& out);
// A table; where `in_use` names one they are the caller's own: that one is marked, and nobody is told whose they are.
void PrintAssignments(const google::protobuf::RepeatedPtrField<access::v1::RoleAssignment>& assignments, const std::string& in_use,
                      Language language, std::ostream& out);

void PrintOpeningLine(const access::v1::BreakGlass& opening, Language language, std::ostream& out);
// Overdue reviews are marked.
void PrintOpenings(const access::v1::ListBreakGlassesResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_STAFF_VIEW_H_
