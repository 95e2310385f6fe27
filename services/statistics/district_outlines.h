// Outlines of the districts, the ones that the console draws: paths in units of a picture 760 wide and 600 high.
#ifndef SERVICES_STATISTICS_DISTRICT_OUTLINES_H_
#define SERVICES_STATISTICS_DISTRICT_OUTLINES_H_

#include <map>
#include <string>

namespace dayaq::statistics {

// By code of the district.
const std::map<std::string, std::string>& DistrictOutlines();

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_DISTRICT_OUTLINES_H_
