#include "services/statistics/report_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/statistics/district_outlines.h"

namespace dayaq::statistics {
namespace {

// Shades from light to dark; told apart in grey too.
constexpr absl::string_view kShades[] = {"#d3ebe2", "#9fd3c0", "#62b397", "#2a8a6b", "#075e43"};
constexpr absl::string_view kNobody = "#ffffff";
constexpr absl::string_view kBar = "#087f5b";
constexpr int kMostPeriodNames = 13;

double MostOf(const std::vector<Drawn>& drawn) {
  double most = 0;
  for (const Drawn& one : drawn) most = std::max(most, one.value.value_or(0));
  return most;
}

std::string Begin(absl::string_view box, absl::string_view label, absl::string_view css) {
  return absl::StrCat("<svg class=\"", css, "\" viewBox=\"", box, "\" role=\"img\" aria-label=\"", HtmlText(label), "\">\n");
}

std::string Words(double x, double y, absl::string_view anchor, absl::string_view text) {
  return absl::StrFormat("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, HtmlText(text));
}

std::string Rectangle(double x, double y, double width, double height, absl::string_view fill) {
  return absl::StrFormat("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, y, width, height, fill);
}

// Upper ends of the shades, whole numbers, as few as there are different ones.
std::vector<int64_t> EndsOfShades(double most) {
  std::vector<int64_t> ends;
  const auto steps = static_cast<int64_t>(std::min<double>(std::size(kShades), std::ceil(most)));
  for (int64_t i = 1; i <= steps; ++i) {
    const auto end = static_cast<int64_t>(std::ceil(most * static_cast<double>(i) / static_cast<double>(steps)));
    if (ends.empty() || ends.back() != end) ends.push_back(end);
  }
  return ends;
}

// The darkest is the most there is, however few shades there are.
absl::string_view ShadeOf(double value, const std::vector<int64_t>& ends) {
  if (value <= 0 || ends.empty()) return kNobody;
  size_t at = 0;
  while (at + 1 < ends.size() && value > static_cast<double>(ends[at])) ++at;
  return kShades[std::size(kShades) - (ends.size() - at)];
}

std::string Legend(const std::vector<int64_t>& ends, bool any_hidden, const MapWords& words) {
  std::string svg;
  double y = 470;
  const auto row = [&svg, &y](absl::string_view fill, absl::string_view text) {
    absl::StrAppend(&svg, "<rect x=\"560\" y=\"", y, "\" width=\"18\" height=\"14\" fill=\"", fill, "\" stroke=\"#57606a\"/>\n",
                    Words(586, y + 12, "start", text));
    y += 20;
  };
  row(kNobody, words.none);
  int64_t from = 1;
  for (const int64_t end : ends) {
    row(ShadeOf(static_cast<double>(end), ends), from == end ? absl::StrCat(end) : absl::StrCat(from, "–", end));
    from = end + 1;
  }
  if (any_hidden) row("url(#hidden)", words.hidden);
  return svg;
}

}  // namespace

std::string HtmlText(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string PeriodsPicture(const std::vector<Drawn>& periods, absl::string_view label) {
  constexpr double kWidth = 720, kHeight = 220, kBelow = 24, kAbove = 20;
  std::string svg = Begin("0 0 720 220", label, "chart");
  const double most = std::max(1.0, MostOf(periods));
  const double step = kWidth / static_cast<double>(std::max<size_t>(1, periods.size()));
  const size_t every = (periods.size() + kMostPeriodNames - 1) / kMostPeriodNames;
  for (size_t i = 0; i < periods.size(); ++i) {
    const double middle = step * (static_cast<double>(i) + 0.5);
    const double height = periods[i].value.value_or(0) / most * (kHeight - kBelow - kAbove);
    const double top = kHeight - kBelow - height;
    absl::StrAppend(&svg, Rectangle(middle - step * 0.35, top, step * 0.7, height, kBar));
    if (every <= 3) absl::StrAppend(&svg, Words(middle, top - 4, "middle", periods[i].text));
    if (i % every == 0) absl::StrAppend(&svg, Words(middle, kHeight - 7, "middle", periods[i].name));
  }
  absl::StrAppend(&svg, "<line x1=\"0\" x2=\"720\" y1=\"196\" y2=\"196\" stroke=\"#57606a\"/>\n</svg>\n");
  return svg;
}

std::string CodesPicture(const std::vector<Drawn>& codes, absl::string_view label) {
  constexpr double kLeft = 250, kRight = 640, kRow = 24;
  const double height = kRow * static_cast<double>(codes.size()) + 8;
  std::string svg = Begin(absl::StrFormat("0 0 720 %.0f", height), label, "chart");
  const double most = std::max(1.0, MostOf(codes));
  double y = 4;
  for (const Drawn& one : codes) {
    const double width = one.value.value_or(0) / most * (kRight - kLeft);
    absl::StrAppend(&svg, Words(kLeft - 8, y + 15, "end", one.name), Rectangle(kLeft, y + 3, width, kRow - 8, kBar),
                    Words(kLeft + width + 6, y + 15, "start", one.text));
    y += kRow;
  }
  absl::StrAppend(&svg, absl::StrFormat("<line x1=\"%.0f\" x2=\"%.0f\" y1=\"0\" y2=\"%.0f\" stroke=\"#57606a\"/>\n</svg>\n", kLeft,
                                        kLeft, height));
  return svg;
}

std::string MapPicture(const std::vector<Drawn>& districts, absl::string_view label, const MapWords& words) {
  std::map<std::string, const Drawn*> by_code;
  bool any_hidden = false;
  for (const Drawn& one : districts) {
    by_code[one.code] = &one;
    any_hidden = any_hidden || !one.value.has_value();
  }
  const std::vector<int64_t> ends = EndsOfShades(MostOf(districts));
  std::string svg = Begin("0 8 736 600", label, "map");
  absl::StrAppend(&svg,
                  "<defs><pattern id=\"hidden\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path d=\"M0,6L6,0\" "
                  "stroke=\"#57606a\" stroke-width=\"1.5\"/></pattern></defs>\n");
  for (const auto& [code, outline] : DistrictOutlines()) {
    const auto found = by_code.find(code);
    absl::string_view fill = kNobody;
    std::string title;
    if (found != by_code.end()) {
      fill = found->second->value.has_value() ? ShadeOf(*found->second->value, ends) : "url(#hidden)";
      title = absl::StrCat("<title>", HtmlText(found->second->name), ": ", HtmlText(found->second->text), "</title>");
    }
    absl::StrAppend(&svg, "<path d=\"", outline, "\" fill=\"", fill, "\" stroke=\"#57606a\" stroke-width=\"0.7\">", title,
                    "</path>\n");
  }
  absl::StrAppend(&svg, Legend(ends, any_hidden, words), "</svg>\n");
  return svg;
}

}  // namespace dayaq::statistics
