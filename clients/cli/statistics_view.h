// How figures and releases are shown.
#ifndef CLIENTS_CLI_STATISTICS_VIEW_H_
#define CLIENTS_CLI_STATISTICS_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/statistics/v1/indicator_service.pb.h"
#include "dayaq/statistics/v1/release_service.pb.h"
#include "dayaq/statistics/v1/table_service.pb.h"

namespace dayaq::cli {

void PrintIndicatorSets(const statistics::v1::ListIndicatorSetsResponse& sets, Language language, std::ostream& out);
// Rows that count nothing are left out, and how many they are is said; what is hidden is "..".
void PrintFigureTable(const statistics::v1::FigureTable& table, Language language, std::ostream& out);
void PrintRelease(const statistics::v1::Release& release, Language language, std::ostream& out);
void PrintReleases(const statistics::v1::ListReleasesResponse& list, Language language, std::ostream& out);
void PrintVerified(const statistics::v1::VerifyReleaseResponse& verified, Language language, std::ostream& out);
void PrintCellRecords(const statistics::v1::ListCellRecordsResponse& traced, Language language, std::ostream& out);
// Each published figure with what we count by each definition, and what follows.
void PrintReconciled(const statistics::v1::ReconcileFiguresResponse& reconciled, Language language, std::ostream& out);
void PrintCheckedFile(const statistics::v1::CheckFileResponse& checked, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_STATISTICS_VIEW_H_
