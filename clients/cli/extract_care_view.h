// The part of a person's extract that is about health, help and sharing, in plain words.
#ifndef CLIENTS_CLI_EXTRACT_CARE_VIEW_H_
#define CLIENTS_CLI_EXTRACT_CARE_VIEW_H_

#include <ostream>

#include "clients/cli/extract_view.h"

namespace dayaq::cli {

// Treatments, functioning, the case with what is planned, consents, referrals; a part that is not for the caller says so.
void PrintCare(const RecordExtract& extract, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EXTRACT_CARE_VIEW_H_
