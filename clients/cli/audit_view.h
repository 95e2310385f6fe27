// How audit entries, looks, the log and withholdings look to people.
#ifndef CLIENTS_CLI_AUDIT_VIEW_H_
#define CLIENTS_CLI_AUDIT_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/audit/v1/audit_service.pb.h"

namespace dayaq::cli {

// A line each: when, who, what, about how many, how it ended.
void PrintEntries(const audit::v1::SearchEntriesResponse& list, Language language, std::ostream& out);
// Every field of one entry that holds anything.
void PrintEntry(const audit::v1::AuditEntry& entry, Language language, std::ostream& out);
void PrintEntryFields(const audit::v1::Entry& entry, Language language, std::ostream& out);

// Who looked, as the person reads it: when, which institution and role, what for, what was done, what was seen.
void PrintLooks(const audit::v1::WhoLookedResponse& looks, Language language, std::ostream& out);

void PrintLogStatus(const audit::v1::LogStatus& status, Language language, std::ostream& out);

void PrintWithholdings(const audit::v1::ListWithholdingsResponse& list, Language language, std::ostream& out);
void PrintWithholdingLine(const audit::v1::Withholding& withholding, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_AUDIT_VIEW_H_
