// The pictures of a printed report, as SVG that stands in the page: bars over time, bars by code, districts on a map. They are
// drawn from what is shown alone, so a hidden figure is drawn as hidden.
#ifndef SERVICES_STATISTICS_REPORT_PICTURES_H_
#define SERVICES_STATISTICS_REPORT_PICTURES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::statistics {

// Something that is drawn: a period, a code, a district.
struct Drawn {
  std::string code;
  std::string name;
  // As it is printed.
  std::string text;
  // Nothing when it is hidden.
  std::optional<double> value;
};

// For text and attributes of a page.
std::string HtmlText(absl::string_view text);

// Upright bars, for one period after the other.
std::string PeriodsPicture(const std::vector<Drawn>& periods, absl::string_view label);
// Lying bars, for codes with long names.
std::string CodesPicture(const std::vector<Drawn>& codes, absl::string_view label);

struct MapWords {
  std::string none;
  std::string hidden;
};
// The country: the darker the more, hatched what is hidden. A district without outline is in the table alone.
std::string MapPicture(const std::vector<Drawn>& districts, absl::string_view label, const MapWords& words);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_REPORT_PICTURES_H_
