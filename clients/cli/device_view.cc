#include "clients/cli/device_view.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using rehabilitation::v1::Device;
using rehabilitation::v1::Renewal;

// Widest bar of the chart, in columns.
constexpr int kChart = 40;

std::string Number(int64_t number) { return number == 0 ? "" : std::to_string(number); }

// The day of a list: when it is due, or when the doctor must look at it.
std::string DayOf(const Renewal& renewal) {
  return dayaq::ToText(renewal.due_on().year() != 0 ? renewal.due_on() : renewal.review_on());
}

std::string LastContact(const Renewal& renewal, Language language) {
  if (renewal.contacts().empty()) return "";
  const auto& last = *renewal.contacts().rbegin();
  return absl::StrCat(dayaq::ToText(last.tried_on()), " ", CodeLabelOf(last.outcome(), language));
}

// "████────": what is expected, and on to the upper end of the interval.
std::string Bar(double expected, int high, double scale) {
  const int full = static_cast<int>(std::lround(expected * scale));
  const int line = std::max(0, static_cast<int>(std::lround(high * scale)) - full);
  std::string bar;
  for (int i = 0; i < full; ++i) bar += "█";
  for (int i = 0; i < line; ++i) bar += "─";
  return bar;
}

}  // namespace

void PrintDeviceClasses(const rehabilitation::v1::ListDeviceClassesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"sətir", "row"}), in({"kod", "code"}), in({"adı", "name"}), in({"müddət, ay", "term, months"}),
               in({"zəmanət, ay", "warranty, months"}), in({"hazırlanma, iş günü", "making, working days"}),
               in({"təmir, iş günü", "repair, working days"}), in({"mənbə", "source"})});
  for (const auto& one : list.classes()) {
    table.AddRow({one.list_row(), one.code(), language == Language::kAz ? one.label_az() : one.label_en(),
                  Number(one.adult_months()), Number(one.warranty_months()), Number(one.making_working_days()),
                  Number(one.repair_working_days()), one.example() ? in({"nümunə", "example"}) : in({"qərar", "decision"})});
  }
  table.Print(out);
}

void PrintDevice(const Device& device, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"cihaz", "device"}), device.name());
  rows.Add(in({"variant", "version"}), device.etag());
  rows.Add(in({"şəxs", "survivor"}), absl::StrCat("survivors/", device.survivor_uid()));
  rows.Add(in({"növ", "class"}), device.device_class());
  rows.Add(in({"tərəf", "side"}), CodeLabelOf(device.side(), language));
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(device.state(), language));
  rows.Add(in({"mərkəz", "centre"}), device.institution());
  rows.Add(in({"ödəyən", "payer"}), absl::StrCat(CodeLabelOf(device.payer(), language),
                                                 device.payer_institution().empty() ? "" : " ", device.payer_institution()));
  rows.Add(in({"əvəz edir", "takes the place of"}),
           device.replaces_uid().empty() ? "" : absl::StrCat("devices/", device.replaces_uid()));
  rows.Add(in({"vaxtından əvvəl", "before its time"}), CodeLabelOf(device.early_reason(), language));
  rows.Add(in({"təyin edilib", "prescribed"}), dayaq::ToText(device.prescribed_on()));
  rows.Add(in({"hazır olmalıdır", "to be made by"}), dayaq::ToText(device.making_due_on()));
  rows.Add(in({"komissiya", "commission"}),
           absl::StrCat(dayaq::ToText(device.decided_on()), device.decision_document().empty() ? "" : " № ",
                        Printable(device.decision_document())));
  rows.Add(in({"təhvil verilib", "delivered"}), dayaq::ToText(device.delivered_on()));
  rows.Add(in({"zəmanət", "warranty until"}), dayaq::ToText(device.warranty_until()));
  rows.Add(in({"təmir bitməlidir", "repair due"}), dayaq::ToText(device.repair_due_on()));
  rows.Add(in({"növbəti baxış", "next follow-up"}), dayaq::ToText(device.follow_up_on()));
  rows.Add(in({"bitib", "ended"}), dayaq::ToText(device.ended_on()));
  rows.Add(in({"geri çağırılıb", "called back"}),
           absl::StrCat(dayaq::ToText(device.recalled_on()), device.recall_document().empty() ? "" : " № ",
                        Printable(device.recall_document())));
  rows.Print(out);
  Table components({"#", in({"hissə", "component"}), in({"istehsalçı", "maker"}), in({"seriya nömrəsi", "serial"}),
                    in({"partiya", "batch"}), in({"quraşdırılıb", "built in"}), in({"çıxarılıb", "removed"})});
  for (int i = 0; i < device.components_size(); ++i) {
    const auto& one = device.components(i);
    components.AddRow({std::to_string(i + 1), CodeLabelOf(one.kind(), language), Printable(one.maker()), one.serial(), one.batch(),
                       dayaq::ToText(one.built_in_on()), dayaq::ToText(one.removed_on())});
  }
  if (!components.empty()) {
    out << "\n";
    components.Print(out);
  }
  Table steps({in({"gün", "day"}), in({"addım", "step"})});
  for (const auto& step : device.steps()) steps.AddRow({dayaq::ToText(step.done_on()), CodeLabelOf(step.kind(), language)});
  if (!steps.empty()) {
    out << "\n";
    steps.Print(out);
  }
}

void PrintDevices(const rehabilitation::v1::ListDevicesResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"cihaz", "device"}), in({"növ", "class"}), in({"tərəf", "side"}), in({"vəziyyət", "state"}),
               in({"təhvil", "delivered"}), in({"mərkəz", "centre"})});
  for (const Device& device : list.devices()) {
    table.AddRow({device.name(), device.device_class(), CodeLabelOf(device.side(), language), CodeLabelOf(device.state(), language),
                  dayaq::ToText(device.delivered_on()), device.institution()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintRecall(const rehabilitation::v1::RecallDevicesResponse& recall, Language language, std::ostream& out) {
  for (const std::string& device : recall.devices()) out << device << "\n";
  out << Text{"Geri çağırılan cihazlar: ", "Devices called back: "}.In(language) << recall.devices_size() << "\n";
  if (recall.more()) out << Text{"Davamı var: əmri təkrarlayın.", "There are more: ask again."}.In(language) << "\n";
}

void PrintRenewal(const Renewal& renewal, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"yenilənmə", "renewal"}), renewal.name());
  rows.Add(in({"variant", "version"}), renewal.etag());
  rows.Add(in({"şəxs", "survivor"}), absl::StrCat("survivors/", renewal.survivor_uid()));
  rows.Add(in({"növ", "class"}), renewal.device_class());
  rows.Add(in({"vəziyyət", "state"}), CodeLabelOf(renewal.state(), language));
  rows.Add(in({"vaxtı", "due"}), dayaq::ToText(renewal.due_on()));
  rows.Add(in({"əsas", "rests on"}), CodeLabelOf(renewal.basis(), language));
  rows.Add(in({"həkim baxmalıdır", "doctor reviews"}), dayaq::ToText(renewal.review_on()));
  rows.Add(in({"səbəb", "reason"}), CodeLabelOf(renewal.stop_reason(), language));
  rows.Add(in({"müddət", "term ends"}),
           absl::StrCat(dayaq::ToText(renewal.term_ends_on()), renewal.term_example() ? in({" (nümunə)", " (example)"}) : ""));
  rows.Add(in({"çağırış", "call in from"}), dayaq::ToText(renewal.call_in_on()));
  rows.Add(in({"sənəd", "document"}), Printable(renewal.decision_document()));
  rows.Print(out);
  Table contacts({in({"gün", "day"}), in({"nəticə", "outcome"})});
  for (const auto& one : renewal.contacts()) contacts.AddRow({dayaq::ToText(one.tried_on()), CodeLabelOf(one.outcome(), language)});
  if (!contacts.empty()) {
    out << "\n";
    contacts.Print(out);
  }
}

void PrintRenewals(const rehabilitation::v1::ListRenewalsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"vaxtı", "due"}), in({"vəziyyət", "state"}), in({"növ", "class"}), in({"mərkəz", "centre"}),
               in({"son çağırış", "last attempt"}), in({"yenilənmə", "renewal"})});
  for (const Renewal& renewal : list.renewals()) {
    table.AddRow({DayOf(renewal), CodeLabelOf(renewal.state(), language), renewal.device_class(), renewal.institution(),
                  LastContact(renewal, language), renewal.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintProposals(const rehabilitation::v1::ProposeRenewalAppointmentsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table(
      {in({"vaxtı", "due"}), in({"boş vaxt", "free slot"}), "", in({"mütəxəssis", "specialist"}), in({"yenilənmə", "renewal"})});
  for (const auto& one : list.proposals()) {
    table.AddRow({DayOf(one.renewal()), one.has_slot() ? Moment(one.slot().starts_time()) : in({"yoxdur", "none"}),
                  one.late() ? in({"gecikir", "late"}) : "", one.slot().specialist_name(), one.renewal().name()});
  }
  table.Print(out);
}

void PrintWornDevices(const google::protobuf::RepeatedPtrField<survivor::v1::WornDevice>& devices, Language language,
                      std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  if (devices.empty()) return;
  Table table({in({"növ", "class"}), in({"tərəf", "side"}), in({"təhvil", "delivered"}), in({"yenilənmə", "renewal"}),
               in({"bitib", "ended"})});
  for (const survivor::v1::WornDevice& one : devices) {
    const std::string due = dayaq::ToText(one.due_on());
    table.AddRow(
        {one.device_class(), CodeLabelOf(one.side(), language), dayaq::ToText(one.delivered_on()),
         due.empty() && one.has_review_on() ? in({"həkim baxacaq: ", "the doctor looks: "}) + dayaq::ToText(one.review_on()) : due,
         dayaq::ToText(one.ended_on())});
  }
  table.Print(out);
}

void PrintForecast(const rehabilitation::v1::ForecastRenewalsResponse& forecast, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  int highest = 1;
  for (const auto& line : forecast.expected()) highest = std::max(highest, line.high95());
  const double scale = static_cast<double>(kChart) / highest;
  Table table(
      {in({"mərkəz", "centre"}), in({"növ", "class"}), in({"ay", "month"}), in({"gözlənilir", "expected"}), "80 %", "95 %", ""});
  for (const auto& line : forecast.expected()) {
    table.AddRow({line.institution(), line.device_class(), line.month(), absl::StrFormat("%.1f", line.expected()),
                  absl::StrCat(line.low80(), "–", line.high80()), absl::StrCat(line.low95(), "–", line.high95()),
                  Bar(line.expected(), line.high95(), scale)});
  }
  table.Print(out);
  out << "\n";
  Table stock({in({"mərkəz", "centre"}), in({"növ", "class"}), in({"ehtiyat (20-dən 19)", "stock (19 in 20)"})});
  for (const auto& line : forecast.stock()) stock.AddRow({line.institution(), line.device_class(), std::to_string(line.devices())});
  stock.Print(out);
  for (const auto& one : forecast.survival()) {
    if (!one.short_history()) continue;
    out << one.device_class() << ": "
        << in({"tarixçə qısadır, gələcək siyahının müddətindən götürülür",
               "the history is short, so the term of the list speaks for it"})
        << "\n";
  }
}

}  // namespace dayaq::cli
