// benefit in-kind: list, queue, place, decline, take-back-decline, pass-over, stock, allocate, approve, reject, allocations, show,
// hand-over, give-up, return.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/in_kind_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using namespace payment::v1;  // NOLINT(google-build-using-namespace)

struct InKindFlags {
  std::string which;
  std::string etag;
  std::string benefit;
  std::string district;
  std::string survivor;
  std::string reason;
  std::string document;
  std::string on;
  std::string number;
  std::string receiver;
  int year = 0;
  int count = 1;
  bool all_versions = false;
  bool left = false;
  bool validate_only = false;
  std::vector<std::string> states;
  PageFlags pages;
};
using Flags = std::shared_ptr<InKindFlags>;

std::string Named(const std::string& collection, const std::string& text) {
  return absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

auto EntryPrinter(Program& program) {
  return [&program](const InKindEntry& entry) { PrintEntry(entry, program.language(), program.out()); };
}
auto AllocationPrinter(Program& program) {
  return [&program](const InKindAllocation& one) { PrintAllocation(one, program.language(), program.out()); };
}
auto ThingPrinter(Program& program) {
  return [&program](const InKindItem& item) { PrintThing(item, program.language(), program.out()); };
}

absl::StatusOr<InKindPlace> FetchPlace(Client& client, const std::string& text) {
  GetPlaceRequest request;
  request.set_name(Named("inKindEntries", text));
  return client.Call(&payment::v1::InKindService::Stub::GetPlace, request);
}

absl::Status RunBenefits(const InKindFlags& flags, Program& program) {
  ListInKindBenefitsRequest request;
  request.set_all_versions(flags.all_versions);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListInKindBenefitsResponse list,
                   client->Call(&payment::v1::InKindService::Stub::ListInKindBenefits, request));
  program.Answer(list, [&] { PrintInKindBenefits(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunQueue(const InKindFlags& flags, Program& program) {
  ListQueueRequest request;
  request.set_benefit(flags.which);
  request.set_district(flags.district);
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListQueueResponse list, FetchPages(*client, &payment::v1::InKindService::Stub::ListQueue,
                                                            std::move(request), flags.pages, &ListQueueResponse::mutable_entries));
  program.Answer(list, [&] { PrintQueue(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunPlace(const InKindFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const InKindPlace place, FetchPlace(*client, flags.which));
  program.Answer(place, [&] { PrintPlace(place, program.language(), program.out()); });
  return absl::OkStatus();
}

// A change of a place: `fill` says what it says besides.
template <typename Request, typename Method, typename Fill>
absl::Status ChangePlace(const InKindFlags& flags, Program& program, Method method, Fill fill) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const InKindPlace place, FetchPlace(*client, flags.which));
  Request request;
  request.set_name(place.entry().name());
  request.set_etag(flags.etag.empty() ? place.entry().etag() : flags.etag);
  RETURN_IF_ERROR(fill(request));
  return Send(program, method, std::move(request), flags.validate_only, EntryPrinter(program));
}

absl::Status RunDecline(const InKindFlags& flags, Program& program) {
  return ChangePlace<DeclineBenefitRequest>(flags, program, &payment::v1::InKindService::Stub::DeclineBenefit,
                                            [&](DeclineBenefitRequest& request) {
                                              request.set_document(flags.document);
                                              return SetFromText("reason", flags.reason, request);
                                            });
}

absl::Status RunTakeBackDecline(const InKindFlags& flags, Program& program) {
  return ChangePlace<TakeBackDeclineRequest>(flags, program, &payment::v1::InKindService::Stub::TakeBackDecline,
                                             [](TakeBackDeclineRequest&) { return absl::OkStatus(); });
}

absl::Status RunPassOver(const InKindFlags& flags, Program& program) {
  return ChangePlace<PassOverRequest>(flags, program, &payment::v1::InKindService::Stub::PassOver,
                                      [&](PassOverRequest& request) -> absl::Status {
                                        RETURN_IF_ERROR(SetFromText("reason", flags.reason, request));
                                        return SetFromText("passed_over_until", flags.on, request);
                                      });
}

absl::Status RunAddStock(const InKindFlags& flags, Program& program) {
  AddStockRequest request;
  request.set_benefit(flags.which);
  request.set_year(flags.year);
  request.set_quantity(flags.count);
  request.set_document(flags.document);
  request.set_district(flags.district);
  return Send(program, &payment::v1::InKindService::Stub::AddStock, std::move(request), flags.validate_only,
              [&program](const InKindStock& stock) { PrintStock(stock, program.language(), program.out()); });
}

absl::Status RunReverseStock(const InKindFlags& flags, Program& program) {
  ReverseStockRequest request;
  request.set_name(Named("inKindStocks", flags.which));
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  if (request.etag().empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const ListStockResponse list, FetchPages(*client, &payment::v1::InKindService::Stub::ListStock,
                                                              ListStockRequest(), flags.pages, &ListStockResponse::mutable_stocks));
    for (const InKindStock& stock : list.stocks()) {
      if (stock.name() == request.name()) request.set_etag(stock.etag());
    }
  }
  return Send(program, &payment::v1::InKindService::Stub::ReverseStock, std::move(request), flags.validate_only,
              [&program](const InKindStock& stock) { PrintStock(stock, program.language(), program.out()); });
}

absl::Status RunStocks(const InKindFlags& flags, Program& program) {
  ListStockRequest request;
  request.set_benefit(flags.benefit);
  request.set_with_something_left(flags.left);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListStockResponse list, FetchPages(*client, &payment::v1::InKindService::Stub::ListStock,
                                                            std::move(request), flags.pages, &ListStockResponse::mutable_stocks));
  program.Answer(list, [&] { PrintStocks(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunAllocate(const InKindFlags& flags, Program& program) {
  ProposeAllocationRequest request;
  request.set_stock(Named("inKindStocks", flags.which));
  request.set_items(flags.count);
  return Send(program, &payment::v1::InKindService::Stub::ProposeAllocation, std::move(request), flags.validate_only,
              AllocationPrinter(program));
}

absl::StatusOr<GetAllocationResponse> FetchAllocation(Client& client, const std::string& text) {
  GetAllocationRequest request;
  request.set_name(Named("inKindAllocations", text));
  return client.Call(&payment::v1::InKindService::Stub::GetAllocation, request);
}

template <typename Request, typename Method, typename Fill>
absl::Status StepOf(const InKindFlags& flags, Program& program, Method method, Fill fill) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetAllocationResponse known, FetchAllocation(*client, flags.which));
  Request request;
  request.set_name(known.allocation().name());
  request.set_etag(flags.etag.empty() ? known.allocation().etag() : flags.etag);
  fill(request);
  return Send(program, method, std::move(request), flags.validate_only, AllocationPrinter(program));
}

absl::Status RunApprove(const InKindFlags& flags, Program& program) {
  return StepOf<ApproveAllocationRequest>(flags, program, &payment::v1::InKindService::Stub::ApproveAllocation,
                                          [](ApproveAllocationRequest&) {});
}

absl::Status RunReject(const InKindFlags& flags, Program& program) {
  return StepOf<RejectAllocationRequest>(flags, program, &payment::v1::InKindService::Stub::RejectAllocation,
                                         [&](RejectAllocationRequest& request) { request.set_reason(flags.reason); });
}

absl::Status RunShow(const InKindFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const GetAllocationResponse known, FetchAllocation(*client, flags.which));
  program.Answer(known, [&] { PrintAllocationWhole(known, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunAllocations(const InKindFlags& flags, Program& program) {
  ListAllocationsRequest request;
  request.set_benefit(flags.benefit);
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListAllocationsResponse list,
                   FetchPages(*client, &payment::v1::InKindService::Stub::ListAllocations, std::move(request), flags.pages,
                              &ListAllocationsResponse::mutable_allocations));
  program.Answer(list, [&] { PrintAllocations(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// What is done to the thing that somebody in a queue was given, or is to be given: the newest one in one of these states.
template <typename Request, typename Method, typename Fill>
absl::Status ChangeThing(const InKindFlags& flags, Program& program, const std::vector<InKindItemState>& in, Method method,
                         Fill fill) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const InKindPlace place, FetchPlace(*client, flags.which));
  const auto item = absl::c_find_if(place.items(), [&](const InKindItem& one) { return absl::c_linear_search(in, one.state()); });
  if (item == place.items().end()) return NotFound();
  Request request;
  request.set_name(item->name());
  request.set_etag(flags.etag.empty() ? item->etag() : flags.etag);
  RETURN_IF_ERROR(fill(request));
  return Send(program, method, std::move(request), flags.validate_only, ThingPrinter(program));
}

absl::Status RunHandOver(const InKindFlags& flags, Program& program) {
  return ChangeThing<HandOverRequest>(flags, program, {IN_KIND_ITEM_STATE_APPROVED, IN_KIND_ITEM_STATE_PROPOSED},
                                      &payment::v1::InKindService::Stub::HandOver, [&](HandOverRequest& request) {
                                        request.set_thing_number(flags.number);
                                        request.set_received_by(flags.receiver);
                                        return SetFromText("handed_on", flags.on, request);
                                      });
}

absl::Status RunGiveUp(const InKindFlags& flags, Program& program) {
  return ChangeThing<WithdrawItemRequest>(
      flags, program, {IN_KIND_ITEM_STATE_APPROVED, IN_KIND_ITEM_STATE_PROPOSED}, &payment::v1::InKindService::Stub::WithdrawItem,
      [&](WithdrawItemRequest& request) { return SetFromText("reason", flags.reason, request); });
}

absl::Status RunReturn(const InKindFlags& flags, Program& program) {
  return ChangeThing<ReturnItemRequest>(flags, program, {IN_KIND_ITEM_STATE_HANDED_OVER},
                                        &payment::v1::InKindService::Stub::ReturnItem,
                                        [&](ReturnItemRequest& request) { return SetFromText("reason", flags.reason, request); });
}

struct Added {
  Command* command;
  Flags flags;
  Program& program;

  const Added& Option(const char* name, std::string InKindFlags::*target, Text help, bool required = false) const {
    auto* const option = command->add_option(name, (*flags).*target, program.In(help));
    if (required) option->required();
    return *this;
  }
  const Added& Number(const char* name, int InKindFlags::*target, Text help, bool required) const {
    auto* const option = command->add_option(name, (*flags).*target, program.In(help));
    if (required) option->required();
    return *this;
  }
  const Added& Flag(const char* name, bool InKindFlags::*target, Text help) const {
    command->add_flag(name, (*flags).*target, program.In(help));
    return *this;
  }
  const Added& Checked() const {
    command->add_flag("--validate-only", flags->validate_only,
                      program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
    return *this;
  }
  const Added& Versioned() const {
    Option("--etag", &InKindFlags::etag,
           {"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"});
    return Checked();
  }
  const Added& States(Text help) const {
    command->add_option("--state", flags->states, program.In(help))->allow_extra_args(false);
    return *this;
  }
  const Added& Pages() const {
    AddPageFlags(*command, flags->pages, program);
    return *this;
  }
};

Added Add(Command& parent, Program& program, const char* name, Text help, absl::Status (*run)(const InKindFlags&, Program&),
          const char* example) {
  auto flags = std::make_shared<InKindFlags>();
  Command* const command = parent.add_subcommand(name, program.In(help));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return {command, flags, program};
}

constexpr Text kPlaceHelp = {"növbədə yer: inKindEntries/…", "place in the queue: inKindEntries/…"};
constexpr Text kAllocationHelp = {"bölgü: inKindAllocations/…", "the allocation: inKindAllocations/…"};
constexpr Text kDocumentHelp = {"sənədin nömrəsi", "number of the paper"};

void AddQueueCommands(Command& in_kind, Program& program) {
  Add(in_kind, program, "list", {"qaydalar və qruplar", "rules and classes"}, RunBenefits, "\n  dayaqctl benefit in-kind list\n")
      .Flag("--all-versions", &InKindFlags::all_versions, {"köhnə redaksiyalar da", "former versions too"});
  Add(in_kind, program, "queue", {"növbə", "a queue in its order"}, RunQueue,
      "\n  dayaqctl benefit in-kind queue car --district AZ-TAR\n  dayaqctl benefit in-kind queue --survivor 3000018\n")
      .Option("benefit", &InKindFlags::which, {"yardımın kodu", "code of the benefit"})
      .Option("--district", &InKindFlags::district, {"yalnız bu rayon", "only of this district"})
      .Option("--survivor", &InKindFlags::survivor, {"bu şəxsin bütün yerləri", "all places of this survivor"})
      .States({"vəziyyət: waiting, declined, served, …", "state: waiting, declined, served, …"})
      .Pages();
  Add(in_kind, program, "place", {"yer və izahı", "a place, and why it is that one"}, RunPlace,
      "\n  dayaqctl benefit in-kind place inKindEntries/…\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true);
  Add(in_kind, program, "decline", {"imtinanı qeyd et", "record that the person declines"}, RunDecline,
      "\n  dayaqctl benefit in-kind decline inKindEntries/… --reason has_one --document 7\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Option("--reason", &InKindFlags::reason,
              {"has_one, cannot_use, other_instead, own_wish", "has_one, cannot_use, other_instead, own_wish"}, true)
      .Option("--document", &InKindFlags::document, kDocumentHelp, true)
      .Versioned();
  Add(in_kind, program, "take-back-decline", {"imtinanı geri götür", "the person thought better of it"}, RunTakeBackDecline,
      "\n  dayaqctl benefit in-kind take-back-decline inKindEntries/…\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Versioned();
  Add(in_kind, program, "pass-over", {"müvəqqəti ötür, yer saxlanılır", "pass over for a time, the place is kept"}, RunPassOver,
      "\n  dayaqctl benefit in-kind pass-over inKindEntries/… --reason in_care --until 2026-12-31\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Option("--reason", &InKindFlags::reason,
              {"unreachable, in_care, own_wish, does_not_fit, paper_missing, under_check",
               "unreachable, in_care, own_wish, does_not_fit, paper_missing, under_check"},
              true)
      .Option("--until", &InKindFlags::on, {"bu günədək", "until this day"}, true)
      .Versioned();
}

void AddRoundCommands(Command& in_kind, Program& program) {
  Add(in_kind, program, "stock", {"nə qədər var", "what there is"}, RunStocks, "\n  dayaqctl benefit in-kind stock --left\n")
      .Option("--benefit", &InKindFlags::benefit, {"yalnız bu yardım", "only of this benefit"})
      .Flag("--left", &InKindFlags::left, {"yalnız qalığı olan", "only what has something left"})
      .Pages();
  Add(in_kind, program, "add-stock", {"ehtiyatı qeyd et", "say that things are there"}, RunAddStock,
      "\n  dayaqctl benefit in-kind add-stock car --year 2026 --count 20 --document \"Akt 12\" --district AZ-TAR\n")
      .Option("benefit", &InKindFlags::which, {"yardımın kodu", "code of the benefit"}, true)
      .Number("--year", &InKindFlags::year, {"hansı il üçün", "for which year"}, true)
      .Number("--count", &InKindFlags::count, {"neçə", "how many"}, true)
      .Option("--document", &InKindFlags::document, kDocumentHelp, true)
      .Option("--district", &InKindFlags::district, {"yalnız bu rayon üçün", "for people of this district only"})
      .Checked();
  Add(in_kind, program, "reverse-stock", {"səhvən qeyd olunmuş ehtiyatı geri götür", "take back what was said by mistake"},
      RunReverseStock, "\n  dayaqctl benefit in-kind reverse-stock inKindStocks/… --reason \"Yanlış rayon\"\n")
      .Option("which", &InKindFlags::which, {"ehtiyat: inKindStocks/…", "the stock: inKindStocks/…"}, true)
      .Option("--reason", &InKindFlags::reason, {"niyə", "why"}, true)
      .Versioned();
  Add(in_kind, program, "allocate", {"növbədəkilərə ayırmağı təklif et", "propose to set things aside for the next people"},
      RunAllocate, "\n  dayaqctl benefit in-kind allocate inKindStocks/… --count 5\n")
      .Option("which", &InKindFlags::which, {"ehtiyat: inKindStocks/…", "the stock: inKindStocks/…"}, true)
      .Number("--count", &InKindFlags::count, {"neçə nəfərə", "for how many people"}, true)
      .Checked();
  Add(in_kind, program, "approve", {"bölgünü təsdiq et", "approve an allocation"}, RunApprove,
      "\n  dayaqctl benefit in-kind approve inKindAllocations/…\n")
      .Option("which", &InKindFlags::which, kAllocationHelp, true)
      .Versioned();
  Add(in_kind, program, "reject", {"bölgünü rədd et", "reject an allocation"}, RunReject,
      "\n  dayaqctl benefit in-kind reject inKindAllocations/… --reason \"Yanlış ehtiyat\"\n")
      .Option("which", &InKindFlags::which, kAllocationHelp, true)
      .Option("--reason", &InKindFlags::reason, {"niyə", "why"}, true)
      .Versioned();
  Add(in_kind, program, "show", {"bölgü və əşyaları", "an allocation and its things"}, RunShow,
      "\n  dayaqctl benefit in-kind show inKindAllocations/…\n")
      .Option("which", &InKindFlags::which, kAllocationHelp, true);
  Add(in_kind, program, "allocations", {"bölgülər", "allocations"}, RunAllocations,
      "\n  dayaqctl benefit in-kind allocations --state proposed\n")
      .Option("--benefit", &InKindFlags::benefit, {"yalnız bu yardım", "only of this benefit"})
      .States({"vəziyyət: proposed, approved, …", "state: proposed, approved, …"})
      .Pages();
}

void AddThingCommands(Command& in_kind, Program& program) {
  Add(in_kind, program, "hand-over", {"təhvil ver", "hand it over"}, RunHandOver,
      "\n  dayaqctl benefit in-kind hand-over inKindEntries/… --on 2026-12-01 --number 90-AA-123\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Option("--on", &InKindFlags::on, {"hansı gün", "on which day"}, true)
      .Option("--number", &InKindFlags::number,
              {"əşyanın nömrəsi: seriya, nişan, göndəriş", "number of the thing: serial, plate, voucher"}, true)
      .Option("--taken-by", &InKindFlags::receiver,
              {"alan ailə üzvü: familyMembers/…", "who of the family took it: familyMembers/…"})
      .Versioned();
  Add(in_kind, program, "give-up", {"verilməmiş əşyanı ehtiyata qaytar", "put what was not handed over back into stock"}, RunGiveUp,
      "\n  dayaqctl benefit in-kind give-up inKindEntries/… --reason not_fetched\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Option("--reason", &InKindFlags::reason,
              {"not_fetched, declined, faulty, mistake", "not_fetched, declined, faulty, mistake"}, true)
      .Versioned();
  Add(in_kind, program, "return", {"geri alınmasını qeyd et", "record that it came back"}, RunReturn,
      "\n  dayaqctl benefit in-kind return inKindEntries/… --reason faulty\n")
      .Option("which", &InKindFlags::which, kPlaceHelp, true)
      .Option("--reason", &InKindFlags::reason,
              {"not_fetched, declined, faulty, mistake", "not_fetched, declined, faulty, mistake"}, true)
      .Versioned();
}

}  // namespace

void AddInKindCommands(Command& benefit, Program& program) {
  Command& in_kind = *benefit.add_subcommand(
      "in-kind", program.In({"natura yardımları: növbə və bölgü", "benefits in kind: queues and allocations"}));
  in_kind.require_subcommand(1);
  AddQueueCommands(in_kind, program);
  AddRoundCommands(in_kind, program);
  AddThingCommands(in_kind, program);
}

}  // namespace dayaq::cli
