// device classes, list, show, prescribe, decide, step, recall; renewals due, show, call, decide, slots, hold, forecast.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/device_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/rehab_view.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/rehabilitation/v1/device_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

struct DeviceFlags {
  std::string where;
  std::string survivor;
  std::string etag;
  bool validate_only = false;
  bool recalled = false;
  bool refused = false;
  std::vector<std::string> states;
  std::vector<std::string> components;
  std::vector<std::string> removed;
  std::vector<std::string> serials;
  PageFlags pages;
  std::vector<std::pair<std::string, std::string>> values;  // path in the request, and text
};
using Flags = std::shared_ptr<DeviceFlags>;

// An option whose text goes to a field of the request.
struct Value {
  const char* flag;
  const char* path;
  Text help;
  bool required = false;
};

constexpr Text kOn = {"hansı gün", "on which day"};
constexpr Text kWhich = {"cihaz: devices/…", "the device: devices/…"};
constexpr Text kWhichRenewal = {"yenilənmə: renewals/…", "the renewal: renewals/…"};

absl::Status SetValues(const DeviceFlags& flags, google::protobuf::Message& request) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  return absl::OkStatus();
}

std::string Named(const std::string& collection, const std::string& text) {
  return absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

absl::StatusOr<Device> FetchDevice(Client& client, const std::string& text) {
  GetDeviceRequest request;
  request.set_name(Named("devices", text));
  return client.Call(&rehabilitation::v1::DeviceService::Stub::GetDevice, request);
}

absl::StatusOr<Renewal> FetchRenewal(Client& client, const std::string& text) {
  GetRenewalRequest request;
  request.set_name(Named("renewals", text));
  return client.Call(&rehabilitation::v1::RenewalService::Stub::GetRenewal, request);
}

auto DevicePrinter(Program& program) {
  return [&program](const Device& device) { PrintDevice(device, program.language(), program.out()); };
}
auto RenewalPrinter(Program& program) {
  return [&program](const Renewal& renewal) { PrintRenewal(renewal, program.language(), program.out()); };
}

absl::Status RunClasses(const DeviceFlags& flags, Program& program) {
  ListDeviceClassesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListDeviceClassesResponse list,
                   client->Call(&rehabilitation::v1::DeviceService::Stub::ListDeviceClasses, request));
  program.Answer(list, [&] { PrintDeviceClasses(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunList(const DeviceFlags& flags, Program& program) {
  ListDevicesRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  request.set_recalled(flags.recalled);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListDevicesResponse list,
                   FetchPages(*client, &rehabilitation::v1::DeviceService::Stub::ListDevices, std::move(request), flags.pages,
                              &ListDevicesResponse::mutable_devices));
  program.Answer(list, [&] { PrintDevices(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const DeviceFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Device device, FetchDevice(*client, flags.where));
  program.Answer(device, [&] { PrintDevice(device, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunPrescribe(const DeviceFlags& flags, Program& program) {
  PrescribeDeviceRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  if (request.payer() == DEVICE_PAYER_UNSPECIFIED) request.set_payer(DEVICE_PAYER_STATE);
  if (request.wearer_age() == WEARER_AGE_UNSPECIFIED) request.set_wearer_age(WEARER_AGE_ADULT);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  return Send(program, &rehabilitation::v1::DeviceService::Stub::PrescribeDevice, std::move(request), flags.validate_only,
              DevicePrinter(program));
}

absl::Status RunDecide(const DeviceFlags& flags, Program& program) {
  DecideDeviceRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  request.set_approved(!flags.refused);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Device device, FetchDevice(*client, flags.where));
  request.set_name(device.name());
  request.set_etag(flags.etag.empty() ? device.etag() : flags.etag);
  return Send(program, &rehabilitation::v1::DeviceService::Stub::DecideDevice, std::move(request), flags.validate_only,
              DevicePrinter(program));
}

// "foot,Maker,SERIAL" or "foot,Maker,SERIAL,BATCH".
absl::Status AddComponent(const std::string& text, RecordDeviceStepRequest& request) {
  const std::vector<std::string> parts = absl::StrSplit(text, ',');
  if (parts.size() < 3 || parts.size() > 4) {
    return absl::InvalidArgumentError("A component is written as kind,maker,serial or kind,maker,serial,batch.");
  }
  DeviceComponent& component = *request.add_components();
  RETURN_IF_ERROR(SetFromText("kind", parts[0], component));
  component.set_maker(parts[1]);
  component.set_serial(parts[2]);
  if (parts.size() == 4) component.set_batch(parts[3]);
  return absl::OkStatus();
}

absl::Status RunStep(const DeviceFlags& flags, Program& program) {
  RecordDeviceStepRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  for (const std::string& component : flags.components) RETURN_IF_ERROR(AddComponent(component, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Device device, FetchDevice(*client, flags.where));
  for (const std::string& text : flags.removed) {
    int number = 0;
    if (!absl::SimpleAtoi(text, &number) || number < 1 || number > device.components_size()) {
      return absl::InvalidArgumentError(absl::StrCat("Components are numbered from 1 to ", device.components_size(), "."));
    }
    request.add_removed_uids(device.components(number - 1).uid());
  }
  request.set_name(device.name());
  request.set_etag(flags.etag.empty() ? device.etag() : flags.etag);
  return Send(program, &rehabilitation::v1::DeviceService::Stub::RecordDeviceStep, std::move(request), flags.validate_only,
              DevicePrinter(program));
}

absl::Status RunRecall(const DeviceFlags& flags, Program& program) {
  RecallDevicesRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  if (request.register_().empty()) request.set_register_("az");
  for (const std::string& serial : flags.serials) request.add_serials(serial);
  return Send(program, &rehabilitation::v1::DeviceService::Stub::RecallDevices, std::move(request), flags.validate_only,
              [&program](const RecallDevicesResponse& recall) { PrintRecall(recall, program.language(), program.out()); });
}

absl::Status RunDue(const DeviceFlags& flags, Program& program) {
  ListRenewalsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListRenewalsResponse list,
                   FetchPages(*client, &rehabilitation::v1::RenewalService::Stub::ListRenewals, std::move(request), flags.pages,
                              &ListRenewalsResponse::mutable_renewals));
  program.Answer(list, [&] { PrintRenewals(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShowRenewal(const DeviceFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Renewal renewal, FetchRenewal(*client, flags.where));
  program.Answer(renewal, [&] { PrintRenewal(renewal, program.language(), program.out()); });
  return absl::OkStatus();
}

template <typename Request>
absl::Status RunChangeRenewal(const DeviceFlags& flags, Program& program,
                              grpc::Status (rehabilitation::v1::RenewalService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                               Renewal*)) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Renewal renewal, FetchRenewal(*client, flags.where));
  request.set_name(renewal.name());
  request.set_etag(flags.etag.empty() ? renewal.etag() : flags.etag);
  return Send(program, method, std::move(request), flags.validate_only, RenewalPrinter(program));
}
absl::Status RunCall(const DeviceFlags& flags, Program& program) {
  return RunChangeRenewal<RecordRenewalContactRequest>(flags, program,
                                                       &rehabilitation::v1::RenewalService::Stub::RecordRenewalContact);
}
absl::Status RunDecideRenewal(const DeviceFlags& flags, Program& program) {
  return RunChangeRenewal<DecideRenewalRequest>(flags, program, &rehabilitation::v1::RenewalService::Stub::DecideRenewal);
}

absl::Status RunSlots(const DeviceFlags& flags, Program& program) {
  ProposeRenewalAppointmentsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ProposeRenewalAppointmentsResponse list,
                   client->Call(&rehabilitation::v1::RenewalService::Stub::ProposeRenewalAppointments, request));
  program.Answer(list, [&] { PrintProposals(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// The next free slot, kept for whoever is being called.
absl::Status RunHold(const DeviceFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Renewal renewal, FetchRenewal(*client, flags.where));
  HoldRenewalSlotRequest request;
  request.set_name(renewal.name());
  request.set_etag(flags.etag.empty() ? renewal.etag() : flags.etag);
  return Send(program, &rehabilitation::v1::RenewalService::Stub::HoldRenewalSlot, std::move(request), flags.validate_only,
              [&program](const Appointment& held) {
                ListAppointmentsResponse list;
                *list.add_appointments() = held;
                PrintAppointments(list, program.language(), program.out());
              });
}

absl::Status RunForecast(const DeviceFlags& flags, Program& program) {
  ForecastRenewalsRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ForecastRenewalsResponse forecast,
                   client->Call(&rehabilitation::v1::RenewalService::Stub::ForecastRenewals, request));
  program.Answer(forecast, [&] { PrintForecast(forecast, program.language(), program.out()); });
  return absl::OkStatus();
}

struct Added {
  Command* command;
  Flags flags;
};

Added Add(Command& parent, Program& program, const char* name, const Text& about, absl::Status (*run)(const DeviceFlags&, Program&),
          const std::vector<Value>& values, const char* example) {
  const auto flags = std::make_shared<DeviceFlags>();
  Command* command = parent.add_subcommand(name, program.In(about));
  for (const Value& value : values) {
    Option* option = command->add_option_function(
        value.flag, [flags, path = value.path](const std::string& text) { flags->values.emplace_back(path, text); },
        program.In(value.help));
    if (value.required) option->required();
  }
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return {command, flags};
}

// Of a change: which, on which version, and whether at all.
void AddChangeFlags(const Added& added, const Program& program, const Text& which) {
  added.command->add_option("which", added.flags->where, program.In(which))->required();
  added.command->add_option(
      "--etag", added.flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  added.command->add_flag("--validate-only", added.flags->validate_only,
                          program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddMakingCommands(Command& device, Program& program) {
  const Added prescribe =
      Add(device, program, "prescribe", {"cihaz təyin et", "prescribe a device"}, RunPrescribe,
          {{"--class", "device_class", {"növ: device classes göstərir", "class, as device classes has them"}, true},
           {"--side", "side", {"tərəf: left, right", "side: left, right"}},
           {"--on", "prescribed_on", kOn, true},
           {"--payer",
            "payer",
            {"ödəyən: state, foundation; susmaya görə dövlət", "who pays: state, foundation; by default the state"}},
           {"--foundation", "payer_institution", {"ödəyən fondun kodu", "code of the foundation that pays"}},
           {"--age", "wearer_age", {"adult, minor; susmaya görə adult", "adult, minor; by default adult"}},
           {"--adult-on", "adult_on", {"18 yaşı nə vaxt tamam olur", "when the person turns 18"}},
           {"--replaces", "replaces", {"əvəz etdiyi cihaz: devices/…", "the device whose place it takes: devices/…"}},
           {"--early",
            "early_reason",
            {"müddətindən əvvəl niyə: unusable, illness, stump_change, growth, recall",
             "why before its term is over: unusable, illness, stump_change, growth, recall"}}},
          "\n  dayaqctl device prescribe 3000018 --class lower-conventional --side left --on 2026-11-20\n");
  prescribe.command
      ->add_option("survivor", prescribe.flags->survivor,
                   program.In({"kimə: survivors/… və ya nömrə", "for whom: survivors/… or a number"}))
      ->required();
  prescribe.command->add_flag("--validate-only", prescribe.flags->validate_only,
                              program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  const Added decide =
      Add(device, program, "decide", {"komissiyanın qərarı", "the decision of the commission"}, RunDecide,
          {{"--document", "document", {"qərarın nömrəsi", "number of the decision"}, true}, {"--on", "decided_on", kOn, true}},
          "\n  dayaqctl device decide devices/… --document 17/2026 --on 2026-11-24\n");
  AddChangeFlags(decide, program, kWhich);
  decide.command->add_flag("--refused", decide.flags->refused,
                           program.In({"komissiya razı deyil", "the commission does not agree"}));
  const Added step = Add(device, program, "step", {"nə edildiyini qeyd et", "record what was done"}, RunStep,
                         {{"--kind",
                           "kind",
                           {"measured, fabricated, fitted, trained, delivered, followed_up, adjusted, component_replaced, "
                            "repair_begun, repair_done, returned, lost, withdrawn",
                            "measured, fabricated, fitted, trained, delivered, followed_up, adjusted, component_replaced, "
                            "repair_begun, repair_done, returned, lost, withdrawn"},
                           true},
                          {"--on", "done_on", kOn, true}},
                         "\n  dayaqctl device step devices/… --kind fabricated --on 2026-12-10 --component foot,Össur,A-1234,P7\n");
  AddChangeFlags(step, program, kWhich);
  step.command
      ->add_option(
          "--component", step.flags->components,
          program.In({"quraşdırılan hissə: növ,istehsalçı,nömrə[,partiya]", "a component built in: kind,maker,serial[,batch]"}))
      ->allow_extra_args(false);
  step.command
      ->add_option("--removed", step.flags->removed,
                   program.In({"çıxarılan hissənin sıra nömrəsi", "number of a component that went"}))
      ->allow_extra_args(false);
}

}  // namespace

void AddDeviceCommands(Command& app, Program& program) {
  Command& device = *app.add_subcommand("device", program.In({"protezlər və digər cihazlar", "prostheses and other devices"}));
  device.require_subcommand(1);
  Add(device, program, "classes", {"cihazların siyahısı və müddətləri", "the list of devices and their terms"}, RunClasses,
      {{"--on", "on", {"hansı günə; susmaya görə bu gün", "as of which day; by default today"}}}, "\n  dayaqctl device classes\n");
  const Added list =
      Add(device, program, "list", {"cihazlar", "devices"}, RunList, {}, "\n  dayaqctl device list --survivor 3000018\n");
  list.command->add_option("--survivor", list.flags->survivor, program.In({"yalnız bu şəxsin", "only of this survivor"}));
  list.command->add_option("--state", list.flags->states, program.In({"vəziyyət", "state"}))->allow_extra_args(false);
  list.command->add_flag("--recalled", list.flags->recalled, program.In({"yalnız geri çağırılanlar", "only those called back"}));
  AddPageFlags(*list.command, list.flags->pages, program);
  const Added show =
      Add(device, program, "show", {"cihazı göstər", "show a device"}, RunShow, {}, "\n  dayaqctl device show devices/…\n");
  show.command->add_option("which", show.flags->where, program.In(kWhich))->required();
  AddMakingCommands(device, program);
  const Added recall = Add(device, program, "recall", {"qüsurlu cihazları geri çağır", "call back faulty devices"}, RunRecall,
                           {{"--maker", "maker", {"istehsalçı", "maker"}, true},
                            {"--batch", "batch", {"partiya", "batch"}},
                            {"--document", "document", {"bildirişin nömrəsi", "number of the notice"}, true},
                            {"--on", "recalled_on", kOn, true},
                            {"--register", "register", {"reyestr; susmaya görə az", "register; by default az"}}},
                           "\n  dayaqctl device recall --maker Össur --batch P7 --document R-3 --on 2026-11-20\n");
  recall.command->add_option("--serial", recall.flags->serials, program.In({"seriya nömrəsi", "serial number"}))
      ->allow_extra_args(false);
  recall.command->add_flag("--validate-only", recall.flags->validate_only,
                           program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddRenewalCommands(Command& app, Program& program) {
  Command& renewals = *app.add_subcommand(
      "renewals", program.In({"yenilənmələr: çağırış siyahısı və proqnoz", "renewals: call-in list and forecast"}));
  renewals.require_subcommand(1);
  const Added due = Add(renewals, program, "due", {"kim nə vaxt çağırılmalıdır", "who is to be called in, and when"}, RunDue,
                        {{"--until", "until_month", {"bu aya qədər: 2026-12", "until this month: 2026-12"}},
                         {"--centre", "institution", {"yalnız bu mərkəz", "only of this centre"}}},
                        "\n  dayaqctl renewals due --until 2026-12\n");
  due.command->add_option("--survivor", due.flags->survivor, program.In({"yalnız bu şəxsin", "only of this survivor"}));
  due.command
      ->add_option("--state", due.flags->states,
                   program.In({"vəziyyət: to_call, reached, escalated, ...", "state: to_call, reached, escalated, ..."}))
      ->allow_extra_args(false);
  AddPageFlags(*due.command, due.flags->pages, program);
  const Added show = Add(renewals, program, "show", {"bir yenilənməni göstər", "show one renewal"}, RunShowRenewal, {},
                         "\n  dayaqctl renewals show renewals/…\n");
  show.command->add_option("which", show.flags->where, program.In(kWhichRenewal))->required();
  AddChangeFlags(Add(renewals, program, "call", {"çağırışın nəticəsini qeyd et", "record what came of calling"}, RunCall,
                     {{"--outcome",
                       "outcome",
                       {"reached, not_reached, wrong_address, declined", "reached, not_reached, wrong_address, declined"},
                       true},
                      {"--on", "tried_on", kOn, true}},
                     "\n  dayaqctl renewals call renewals/… --outcome reached --on 2026-11-20\n"),
                 program, kWhichRenewal);
  AddChangeFlags(Add(renewals, program, "decide", {"yenilənmə gününü təyin et", "decide the day of the renewal"}, RunDecideRenewal,
                     {{"--due", "due_on", kOn, true},
                      {"--document",
                       "document",
                       {"komissiya qərarının nömrəsi; yoxdursa, həkim qərar verir",
                        "number of the commission's decision; without, the doctor decides"}}},
                     "\n  dayaqctl renewals decide renewals/… --due 2027-03-01\n"),
                 program, kWhichRenewal);
  Add(renewals, program, "slots", {"çağırılanlar üçün boş vaxtlar", "free slots for those who are to be called in"}, RunSlots,
      {{"--until", "until_month", {"bu aya qədər", "until this month"}}, {"--most", "most", {"ən çox neçə", "how many at most"}}},
      "\n  dayaqctl renewals slots --until 2026-12\n");
  AddChangeFlags(Add(renewals, program, "hold",
                     {"çağırılan şəxs üçün ilk boş vaxtı saxla", "keep the next free slot for somebody who is called"}, RunHold, {},
                     "\n  dayaqctl renewals hold renewals/…\n"),
                 program, kWhichRenewal);
  Add(renewals, program, "forecast", {"gələcək yenilənmələrin proqnozu", "how many renewals to expect"}, RunForecast,
      {{"--months", "months", {"neçə ay; susmaya görə 12", "how many months; by default 12"}},
       {"--centre", "institution", {"yalnız bu mərkəz", "only of this centre"}},
       {"--class", "device_class", {"yalnız bu növ", "only of this class"}}},
      "\n  dayaqctl renewals forecast --months 6\n");
}

}  // namespace dayaq::cli
