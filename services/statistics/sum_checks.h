// Whether parts come to their totals: in tables of ours before they are published, and in files of others when they are read.
#ifndef SERVICES_STATISTICS_SUM_CHECKS_H_
#define SERVICES_STATISTICS_SUM_CHECKS_H_

#include <map>
#include <string>
#include <vector>

#include "services/statistics/count_table.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {

// A sentence for each total that its parts do not come to.
std::vector<std::string> CheckSums(const CountTable& table);

// A sum that must hold between observations that are alike in everything else. `where` narrows it to observations with one of those
// codes in those dimensions.
struct SumRule {
  std::string dimension;
  Sum sum;
  std::map<std::string, std::vector<std::string>> where;
};

// A total that is not what its parts come to. Hidden and missing values are no defects: nothing can be said of them.
struct SumDefect {
  // Of the total: every dimension with its code.
  std::map<std::string, std::string> key;
  std::string dimension;
  // As decimal texts.
  std::string whole;
  std::string parts;

  std::string Sentence() const;
};

std::vector<SumDefect> CheckSums(const SdmxDataSet& data, const std::vector<SumRule>& rules);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_SUM_CHECKS_H_
