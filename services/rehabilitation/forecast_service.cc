#include "services/rehabilitation/forecast_service.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kUsualMonths = 12;
constexpr int kMostLines = 5000;

// Devices in use of one kind at one centre, by months of use.
using Wearers = std::map<std::pair<std::string, std::string>, std::vector<int64_t>>;

Wearers Grouped(const std::vector<InUse>& counts, const std::string& device_class) {
  Wearers wearers;
  for (const InUse& count : counts) {
    if (!device_class.empty() && ClassOf(count.kind) != device_class) continue;
    std::vector<int64_t>& by_month = wearers[{count.centre, count.kind}];
    const auto month = static_cast<size_t>(std::max(count.months, 0));
    if (by_month.size() <= month) by_month.resize(month + 1);
    by_month[month] += count.devices;
  }
  return wearers;
}

int TermOf(const DevicePolicy& policy, const std::string& kind, absl::CivilDay today) {
  // Of minors the list knows no term; the alarm is what is nearest to one.
  if (ClassOf(kind) != kind) return policy.follow_up.minor_review_last_months;
  const DeviceClassRule* const rule = policy.Class(kind);
  const DeviceTerm* const term = rule == nullptr ? nullptr : rule->TermOn(today);
  return term == nullptr ? 0 : term->adult_months;
}

// What is played is the same whenever it is asked on the same day of the same people.
uint64_t SeedOf(const std::string& centre, const std::string& kind) {
  uint64_t seed = 1469598103934665603U;
  for (const std::string& text : {centre, kind}) {
    for (const char letter : text) seed = (seed ^ static_cast<unsigned char>(letter)) * 1099511628211U;
  }
  return seed;
}

void AddLines(const std::string& centre, const std::string& kind, const Forecast& forecast, absl::CivilDay today,
              v1::ForecastRenewalsResponse& response) {
  absl::CivilMonth month(today);
  for (const MonthAhead& ahead : forecast.months) {
    ++month;
    if (response.expected_size() >= kMostLines) return;
    v1::ExpectedRenewals& line = *response.add_expected();
    line.set_institution(centre);
    line.set_device_class(kind);
    line.set_month(absl::StrFormat("%04d-%02d", month.year(), month.month()));
    line.set_expected(ahead.expected);
    line.set_low80(ahead.low80);
    line.set_high80(ahead.high80);
    line.set_low95(ahead.low95);
    line.set_high95(ahead.high95);
  }
  v1::StockNeed& stock = *response.add_stock();
  stock.set_institution(centre);
  stock.set_device_class(kind);
  stock.set_devices(forecast.stock95);
}

}  // namespace

absl::StatusOr<v1::ForecastRenewalsResponse> ForecastService::Forecast(const v1::ForecastRenewalsRequest& request,
                                                                       rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::vector<LifeCount> lives, store_.Lives(call.transaction(), call.today()));
  ASSIGN_OR_RETURN(const std::vector<InUse> in_use, store_.DevicesInUse(call.transaction(), call.today(), request.institution()));
  const Wearers wearers = Grouped(in_use, request.device_class());
  const int months = request.months() == 0 ? kUsualMonths : request.months();
  v1::ForecastRenewalsResponse response;
  std::map<std::string, Survival> survivals;
  for (const auto& one : wearers) {
    const std::string& kind = one.first.second;
    const auto survival = survivals.try_emplace(kind, lives, kind, TermOf(policy_, kind, call.today())).first;
    AddLines(one.first.first, kind, ForecastRenewals(survival->second, one.second, months, SeedOf(one.first.first, kind)),
             call.today(), response);
  }
  for (const auto& one : survivals) {
    v1::DeviceSurvival& line = *response.add_survival();
    line.set_device_class(one.first);
    line.set_devices(one.second.devices());
    line.set_renewed(one.second.renewed());
    line.set_median_months(one.second.MedianMonths());
    line.set_short_history(one.second.short_history());
  }
  return response;
}

void ForecastService::Bind(rpc::Methods& methods) { methods.Read("ForecastRenewals", *this, &ForecastService::Forecast); }

}  // namespace dayaq::rehabilitation
