#include "clients/cli/in_kind_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/output.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

std::string PersonOf(const std::string& survivor_uid) { return absl::StrCat("survivors/", survivor_uid); }

std::string ForWhom(const std::string& register_code, const std::string& district) {
  return district.empty() ? register_code : absl::StrCat(register_code, " ", district);
}

// "2025-07-01 – 2026-12-31", or that it is for life.
std::string TimeOf(const InKindItem& item, Language language) {
  if (dayaq::ToText(item.given_until()) != "2199-12-31") return Stretch(item.handed_on(), item.given_until());
  return absl::StrCat(dayaq::ToText(item.handed_on()), "  ", Text{"ömürlük", "for life"}.In(language));
}

void PrintThings(const google::protobuf::RepeatedPtrField<InKindItem>& items, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"sıra", "place"}), in({"əşya", "thing"}), in({"növbədə", "in the queue"}), in({"şəxs", "person"}),
               in({"vəziyyət", "state"}), in({"nömrəsi", "number"}), in({"vaxtı", "time"})});
  for (const InKindItem& item : items) {
    table.AddRow({std::to_string(item.place()), item.name(), absl::StrCat("inKindEntries/", item.entry_uid()),
                  PersonOf(item.survivor_uid()), std::string(CodeLabelOf(item.state(), language)), item.thing_number(),
                  item.has_handed_on() ? TimeOf(item, language) : ""});
  }
  table.Print(out);
}

}  // namespace

void PrintQueue(const ListQueueResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"yer", "place"}), in({"şəxs", "person"}), in({"yardım", "benefit"}), in({"qrup", "class"}),
               in({"nə vaxtdan", "since"}), in({"rayon", "district"}), in({"vəziyyət", "state"}), in({"hazırdır", "ready"}),
               in({"ötürülür", "passed over until"})});
  for (const InKindEntry& entry : list.entries()) {
    table.AddRow({entry.name(), PersonOf(entry.survivor_uid()), entry.benefit(), entry.class_code(),
                  dayaq::ToText(entry.entitled_on()), entry.district(), std::string(CodeLabelOf(entry.state(), language)),
                  Mark(entry.ready()), dayaq::ToText(entry.passed_over_until())});
  }
  table.Print(out);
  if (list.total() > 0) out << InAll(list.total_is_more() ? list.total() + 1 : list.total(), language) << "\n";
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintEntry(const InKindEntry& entry, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"növbədə yer", "place in the queue"}), entry.name());
  rows.Add(in({"şəxs", "person"}), PersonOf(entry.survivor_uid()));
  rows.Add(in({"yardım", "benefit"}), entry.benefit());
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(entry.state(), language)));
  if (entry.out_reason() != IN_KIND_OUT_REASON_UNSPECIFIED) {
    rows.Add(in({"niyə deyil", "why not"}), std::string(CodeLabelOf(entry.out_reason(), language)));
  }
  rows.Add(in({"qrup", "class"}), entry.class_code());
  rows.Add(in({"hüquq bu gündən", "right since"}), dayaq::ToText(entry.entitled_on()));
  rows.Add(in({"hazırdır", "ready"}), Mark(entry.ready()));
  rows.Add(in({"bu günədək ötürülür", "passed over until"}), dayaq::ToText(entry.passed_over_until()));
  if (entry.has_passed_over_until()) {
    rows.Add(in({"ötürmə səbəbi", "why passed over"}), std::string(CodeLabelOf(entry.pass_over_reason(), language)));
  }
  rows.Add(in({"imtina", "declined on"}), dayaq::ToText(entry.declined_on()));
  if (entry.has_declined_on()) {
    rows.Add(in({"imtina səbəbi", "why declined"}), std::string(CodeLabelOf(entry.decline_reason(), language)));
  }
  rows.Add(in({"sizə göstərilmir", "not shown to you"}), Listed(entry.redacted_fields()));
  rows.Add("etag", entry.etag());
  rows.Print(out);
}

void PrintPlace(const InKindPlace& place, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  out << InWords(place.title(), language) << "\n" << InWords(place.words(), language) << "\n\n";
  PrintEntry(place.entry(), language, out);
  FactRows rows;
  rows.Add(in({"qrup", "class"}), InWords(place.class_title(), language));
  if (place.place() > 0) {
    rows.Add(in({"reyestrdə yer", "place in the register"}),
             absl::StrCat(place.place_in_register(), " / ", place.waiting_in_register()));
  }
  rows.Add(in({"qayda", "rule"}),
           absl::StrCat(place.rule().benefit(), " v", place.rule().version(), "  ", place.rule().content_hash()));
  rows.Print(out);
  const Explanation& explanation = place.entry().explanation();
  for (const ConditionAnswer& condition : explanation.conditions()) {
    out << "  " << Mark(condition.holds()) << " " << InWords(condition.words(), language) << "\n";
  }
  for (const DeductionAnswer& exclusion : explanation.deductions()) out << "  ! " << InWords(exclusion.words(), language) << "\n";
  for (const NeedAnswer& need : explanation.needs()) {
    out << "  " << Mark(need.met()) << " " << InWords(need.words(), language) << "\n";
  }
  for (const Question& question : explanation.questions()) out << "  ? " << InWords(question.words(), language) << "\n";
  for (const UsedFact& fact : explanation.facts()) {
    out << "  - " << InWords(fact.words(), language) << "  " << Stretch(fact.valid_from(), fact.valid_until()) << "  "
        << fact.resource() << "\n";
  }
  if (!place.items().empty()) out << "\n";
  if (!place.items().empty()) PrintThings(place.items(), language, out);
}

void PrintOwnPlaces(const std::vector<InKindPlace>& places, Language language, std::ostream& out) {
  for (const InKindPlace& place : places) {
    out << "  " << InWords(place.title(), language);
    if (place.entry().example()) out << "  " << Text{"(nümunə: hələ verilmir)", "(an example: not given yet)"}.In(language);
    out << "\n    " << InWords(place.words(), language) << "\n";
    for (const InKindItem& item : place.items()) {
      if (item.state() != IN_KIND_ITEM_STATE_HANDED_OVER && item.state() != IN_KIND_ITEM_STATE_RETURNED) continue;
      out << "    " << CodeLabelOf(item.state(), language) << "  " << TimeOf(item, language) << "  " << item.thing_number() << "\n";
    }
  }
}

void PrintStock(const InKindStock& stock, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"ehtiyat", "stock"}), stock.name());
  rows.Add(in({"yardım", "benefit"}), stock.benefit());
  rows.Add(in({"il", "year"}), std::to_string(stock.year()));
  rows.Add(in({"kimə", "for whom"}), ForWhom(stock.register_(), stock.district()));
  rows.Add(in({"neçə", "how many"}), std::to_string(stock.quantity()));
  rows.Add(in({"qalıb", "left"}), std::to_string(stock.quantity() - stock.taken()));
  rows.Add(in({"sənəd", "document"}), stock.document());
  rows.Add(in({"qeyd edən", "added by"}), stock.added_by());
  if (stock.has_reverse_time()) rows.Add(in({"geri götürülüb", "taken back"}), stock.reverse_reason());
  rows.Print(out);
}

void PrintStocks(const ListStockResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"ehtiyat", "stock"}), in({"yardım", "benefit"}), in({"il", "year"}), in({"kimə", "for whom"}),
               in({"neçə", "how many"}), in({"qalıb", "left"}), in({"sənəd", "document"})});
  for (const InKindStock& stock : list.stocks()) {
    table.AddRow(
        {stock.name(), stock.benefit(), std::to_string(stock.year()), ForWhom(stock.register_(), stock.district()),
         std::to_string(stock.quantity()),
         stock.has_reverse_time() ? in({"geri götürülüb", "taken back"}) : std::to_string(stock.quantity() - stock.taken()),
         stock.document()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintAllocation(const InKindAllocation& allocation, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"bölgü", "allocation"}), allocation.name());
  rows.Add(in({"yardım", "benefit"}), allocation.benefit());
  rows.Add(in({"ehtiyat", "stock"}), absl::StrCat("inKindStocks/", allocation.stock_uid()));
  rows.Add(in({"kimə", "for whom"}), ForWhom(allocation.register_(), allocation.district()));
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(allocation.state(), language)));
  rows.Add(in({"neçə", "how many"}), std::to_string(allocation.items()));
  rows.Add(in({"gözləyir", "open"}), std::to_string(allocation.open_items()));
  rows.Add(in({"təklif edən", "proposed by"}), allocation.proposed_by());
  rows.Add(in({"təsdiq edən", "approved by"}), allocation.approved_by());
  rows.Add(in({"rədd edən", "rejected by"}), allocation.rejected_by());
  rows.Add(in({"rədd səbəbi", "why rejected"}), Printable(allocation.reject_reason()));
  rows.Add("etag", allocation.etag());
  rows.Print(out);
}

void PrintAllocationWhole(const GetAllocationResponse& answer, Language language, std::ostream& out) {
  PrintAllocation(answer.allocation(), language, out);
  out << "\n";
  PrintThings(answer.items(), language, out);
}

void PrintAllocations(const ListAllocationsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"bölgü", "allocation"}), in({"yardım", "benefit"}), in({"kimə", "for whom"}), in({"vəziyyət", "state"}),
               in({"neçə", "how many"}), in({"gözləyir", "open"})});
  for (const InKindAllocation& one : list.allocations()) {
    table.AddRow({one.name(), one.benefit(), ForWhom(one.register_(), one.district()),
                  std::string(CodeLabelOf(one.state(), language)), std::to_string(one.items()), std::to_string(one.open_items())});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

void PrintThing(const InKindItem& item, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  FactRows rows;
  rows.Add(in({"əşya", "thing"}), item.name());
  rows.Add(in({"yardım", "benefit"}), item.benefit());
  rows.Add(in({"şəxs", "person"}), PersonOf(item.survivor_uid()));
  rows.Add(in({"vəziyyət", "state"}), std::string(CodeLabelOf(item.state(), language)));
  if (item.has_handed_on()) rows.Add(in({"vaxtı", "time"}), TimeOf(item, language));
  rows.Add(in({"nömrəsi", "number"}), item.thing_number());
  rows.Add(in({"təhvil alan", "taken by"}), item.received_by());
  if (item.has_ended_on()) {
    rows.Add(in({"bitib", "ended"}), absl::StrCat(dayaq::ToText(item.ended_on()), "  ", CodeLabelOf(item.end_reason(), language)));
  }
  rows.Add("etag", item.etag());
  rows.Print(out);
}

void PrintInKindBenefits(const ListInKindBenefitsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"yardım", "benefit"}), in({"redaksiya", "version"}), in({"adı", "name"}),
               in({"qruplar, növbə ilə", "classes, in order"}), in({"nümunə", "example"})});
  for (const InKindRule& rule : list.benefits()) {
    std::vector<std::string> classes;
    for (const PriorityClass& one : rule.classes()) classes.push_back(one.code());
    table.AddRow({rule.benefit(), std::to_string(rule.version()), InWords(rule.title(), language), absl::StrJoin(classes, ", "),
                  Mark(rule.example())});
  }
  table.Print(out);
}

}  // namespace dayaq::cli
