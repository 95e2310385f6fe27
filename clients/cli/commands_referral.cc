// referral send, inbox, sent, show, accept, decline, done, return, withdraw: one institution asks another, and hears what came of
// it.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "clients/cli/access_input.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/sharing_view.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::ListReferralsResponse;
using survivor::v1::ListSentReferralsResponse;
using survivor::v1::Referral;
using survivor::v1::ReferralStatus;

struct ReferralFlags {
  std::string name;
  std::string person;
  std::vector<std::pair<std::string, std::string>> values;  // path and text
  std::vector<std::string> classes;
  std::vector<std::string> amputations;
  std::vector<std::string> states;
  bool overdue = false;
  std::string etag;
  bool validate_only = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<ReferralFlags>;
using Run = absl::Status (*)(const ReferralFlags&, Program&);

absl::Status RunSend(const ReferralFlags& flags, Program& program) {
  survivor::v1::SendReferralRequest request;
  request.set_urgency(survivor::v1::REFERRAL_URGENCY_ROUTINE);
  request.set_legal_basis(survivor::v1::LEGAL_BASIS_CONSENT);
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  for (const std::string& text : flags.classes) RETURN_IF_ERROR(SetFromText("shared_classes", text, request));
  for (const std::string& text : flags.amputations) {
    // "left:transtibial"
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
    incident::v1::Amputation& amputation = *request.mutable_health()->add_amputations();
    RETURN_IF_ERROR(SetFromText("side", parts.first, amputation));
    RETURN_IF_ERROR(SetFromText("level", parts.second, amputation));
  }
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::ReferralService::Stub::SendReferral, std::move(request), flags.validate_only,
              [&program](const ReferralStatus& status) { PrintReferralLine(status, program.language(), program.out()); });
}

template <typename Request>
absl::StatusOr<Request> ListOf(const ReferralFlags& flags, Client& client) {
  Request request;
  request.set_overdue(flags.overdue);
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(client, flags.person));
  }
  return request;
}

absl::Status RunInbox(const ReferralFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, ListOf<survivor::v1::ListReferralsRequest>(flags, *client));
  ASSIGN_OR_RETURN(const ListReferralsResponse list,
                   FetchPages(*client, &survivor::v1::ReferralService::Stub::ListReferrals, std::move(request), flags.pages,
                              &ListReferralsResponse::mutable_referrals));
  program.Answer(list, [&] { PrintReferrals(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunSent(const ReferralFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, ListOf<survivor::v1::ListSentReferralsRequest>(flags, *client));
  ASSIGN_OR_RETURN(const ListSentReferralsResponse list,
                   FetchPages(*client, &survivor::v1::ReferralService::Stub::ListSentReferrals, std::move(request), flags.pages,
                              &ListSentReferralsResponse::mutable_referrals));
  program.Answer(list, [&] { PrintReferrals(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::StatusOr<std::string> NameOf(const ReferralFlags& flags, const Program& program) {
  AccessInput input(program.language());
  std::string name = input.Name("referrals", flags.name);
  RETURN_IF_ERROR(input.ToStatus());
  return name;
}

// One that was received is opened by being shown: whoever sent it knows then that it was seen.
absl::Status RunShow(const ReferralFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const std::string name, NameOf(flags, program));
  survivor::v1::OpenReferralRequest request;
  request.set_name(name);
  return SendNow(program, &survivor::v1::ReferralService::Stub::OpenReferral, std::move(request),
                 [&program](const Referral& referral) { PrintReferral(referral, program.language(), program.out()); });
}

absl::Status RunStatus(const ReferralFlags& flags, Program& program) {
  survivor::v1::GetReferralStatusRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), NameOf(flags, program));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ReferralStatus status, client->Call(&survivor::v1::ReferralService::Stub::GetReferralStatus, request));
  program.Answer(status, [&] { PrintReferral(status, program.language(), program.out()); });
  return absl::OkStatus();
}

// One step of the receiver on the version that is there now, unless another one is named.
template <typename Method, typename Request>
absl::Status Answer(const ReferralFlags& flags, Program& program, Method method, Request request) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  ASSIGN_OR_RETURN(*request.mutable_name(), NameOf(flags, program));
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    survivor::v1::GetReferralRequest present;
    present.set_name(request.name());
    ASSIGN_OR_RETURN(const Referral referral, client->Call(&survivor::v1::ReferralService::Stub::GetReferral, present));
    request.set_etag(referral.etag());
  }
  return Send(program, method, std::move(request), flags.validate_only,
              [&program](const Referral& referral) { PrintReferralLine(referral, program.language(), program.out()); });
}

absl::Status RunAccept(const ReferralFlags& flags, Program& program) {
  return Answer(flags, program, &survivor::v1::ReferralService::Stub::AcceptReferral, survivor::v1::AcceptReferralRequest());
}
absl::Status RunDecline(const ReferralFlags& flags, Program& program) {
  return Answer(flags, program, &survivor::v1::ReferralService::Stub::DeclineReferral, survivor::v1::DeclineReferralRequest());
}
absl::Status RunDone(const ReferralFlags& flags, Program& program) {
  return Answer(flags, program, &survivor::v1::ReferralService::Stub::CompleteReferral, survivor::v1::CompleteReferralRequest());
}
absl::Status RunReturn(const ReferralFlags& flags, Program& program) {
  return Answer(flags, program, &survivor::v1::ReferralService::Stub::ReturnReferral, survivor::v1::ReturnReferralRequest());
}

absl::Status RunWithdraw(const ReferralFlags& flags, Program& program) {
  survivor::v1::WithdrawReferralRequest request;
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  ASSIGN_OR_RETURN(*request.mutable_name(), NameOf(flags, program));
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    survivor::v1::GetReferralStatusRequest present;
    present.set_name(request.name());
    ASSIGN_OR_RETURN(const ReferralStatus status, client->Call(&survivor::v1::ReferralService::Stub::GetReferralStatus, present));
    request.set_etag(status.etag());
  }
  return Send(program, &survivor::v1::ReferralService::Stub::WithdrawReferral, std::move(request), flags.validate_only,
              [&program](const ReferralStatus& status) { PrintReferralLine(status, program.language(), program.out()); });
}

Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
                    const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

Option* AddValue(Command& command, const Flags& flags, const char* flag, const char* path, const std::string& about) {
  return command.add_option_function(
      flag, [flags, path](const std::string& text) { flags->values.emplace_back(path, text); }, about);
}

void AddSend(Command& referral, Program& program) {
  const auto flags = std::make_shared<ReferralFlags>();
  Command* send = AddCommand(
      referral, program, flags, "send",
      {"başqa quruma göndəriş ver; yalnız əhatə olunan məlumat paylaşılır", "send a referral; only what is covered is shared"},
      RunSend,
      "\n  dayaqctl referral send 3000018 --to rehabilitation-baku --service prosthetics --consent consents/0190… \\\n"
      "      --class identity --class health --amputation left:transtibial --needs \"protez\" --words \"Ölçü götürmək\"\n");
  const auto value = [&](const char* flag, const char* path, const Text& help) {
    return AddValue(*send, flags, flag, path, program.In(help));
  };
  send->add_option("person", flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
  value("--to", "to_institution", {"hara: qurumun kodu", "where to: code of the institution"})->required();
  value("--service", "service",
        {"nə üçün: specialist_care, prosthetics, rehabilitation, assistive_device, disability_expertise, psychosocial_support, "
         "peer_support, "
         "social_support, employment, education, foundation_support",
         "what for: specialist_care, prosthetics, rehabilitation, assistive_device, disability_expertise, psychosocial_support, "
         "peer_support, "
         "social_support, employment, education, foundation_support"})
      ->required();
  value("--urgency", "urgency",
        {"təcililik: emergency, urgent, routine (susmaya görə)", "urgency: emergency, urgent, routine (by default)"});
  value("--basis", "legal_basis",
        {"əsas: consent (susmaya görə), vital_interest, statutory_duty",
         "basis: consent (by default), vital_interest, statutory_duty"});
  value("--consent", "consent", {"razılıq: consents/…", "the consent: consents/…"});
  value("--duty", "duty", {"vəzifənin kodu (policy/referrals.yaml)", "code of the duty (policy/referrals.yaml)"});
  send->add_option("--class", flags->classes,
                   program.In({"paylaşılan: identity, contact, health, disability, employment",
                               "shared: identity, contact, health, disability, employment"}))
      ->allow_extra_args(false);
  send->add_option("--amputation", flags->amputations,
                   program.In({"tərəf:səviyyə, məsələn left:transtibial", "side:level, left:transtibial"}))
      ->allow_extra_args(false);
  value("--needs", "health.needs", {"nəyə ehtiyac var", "what is needed"});
  value("--employment", "employment", {"iş və təlim", "work and training"});
  value("--words", "request_words", {"nə istənilir (ad və diaqnoz yazmadan)", "what is asked for (no name, no diagnosis)"})
      ->required();
  send->add_flag("--validate-only", flags->validate_only,
                 program.In({"yalnız yoxla, heç nə göndərmə", "check everything, send nothing"}));
}

void AddList(Command& referral, Program& program, const char* name, const Text& about, Run run, const char* example) {
  const auto flags = std::make_shared<ReferralFlags>();
  Command* list = AddCommand(referral, program, flags, name, about, run, example);
  list->add_option("person", flags->person, program.In({"yalnız bu şəxs", "only about this person"}));
  list->add_option("--state", flags->states,
                   program.In({"vəziyyət: sent, seen, accepted, ...", "state: sent, seen, accepted, ..."}))
      ->allow_extra_args(false);
  list->add_flag("--overdue", flags->overdue, program.In({"yalnız gecikənlər", "only those that are late"}));
  AddPageFlags(*list, flags->pages, program);
}

// A command about one referral; with `changes`, it has a version to be decided on.
Command* AddOne(Command& referral, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
                const char* example, bool changes) {
  Command* command = AddCommand(referral, program, flags, name, about, run, example);
  command->add_option("name", flags->name, program.In({"göndəriş: referrals/…", "the referral: referrals/…"}))->required();
  if (!changes) return command;
  command->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  command->add_flag("--validate-only", flags->validate_only,
                    program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  return command;
}

void AddAnswers(Command& referral, Program& program) {
  const Text words{"sözlə (ad və diaqnoz yazmadan)", "in words (no name, no diagnosis)"};
  const Text why{
      "səbəb: not_our_service, no_capacity, not_indicated, person_not_reached, person_declined, information_missing, duplicate, "
      "other",
      "why: not_our_service, no_capacity, not_indicated, person_not_reached, person_declined, information_missing, duplicate, "
      "other"};
  auto flags = std::make_shared<ReferralFlags>();
  Command* accept = AddOne(referral, program, flags, "accept", {"qəbul et", "take it on"}, RunAccept,
                           "\n  dayaqctl referral accept referrals/0190…\n", true);
  AddValue(*accept, flags, "--words", "words", program.In(words));
  flags = std::make_shared<ReferralFlags>();
  Command* decline =
      AddOne(referral, program, flags, "decline", {"imtina et", "decline it"}, RunDecline,
             "\n  dayaqctl referral decline referrals/0190… --why no_capacity --words \"İki ay yer yoxdur\"\n", true);
  AddValue(*decline, flags, "--why", "refusal", program.In(why))->required();
  AddValue(*decline, flags, "--words", "words", program.In(words))->required();
  flags = std::make_shared<ReferralFlags>();
  Command* done = AddOne(referral, program, flags, "done", {"görüldü", "say that it is done"}, RunDone,
                         "\n  dayaqctl referral done referrals/0190… --outcome service_given\n", true);
  AddValue(*done, flags, "--outcome", "outcome",
           program.In({"nəticə: service_given, service_goes_on, partly_given, not_needed",
                       "outcome: service_given, service_goes_on, partly_given, not_needed"}))
      ->required();
  AddValue(*done, flags, "--words", "words", program.In(words));
  flags = std::make_shared<ReferralFlags>();
  Command* back = AddOne(referral, program, flags, "return", {"geri qaytar", "return what cannot be finished"}, RunReturn,
                         "\n  dayaqctl referral return referrals/0190… --why person_not_reached --words \"Gəlmədi\"\n", true);
  AddValue(*back, flags, "--why", "refusal", program.In(why))->required();
  AddValue(*back, flags, "--words", "words", program.In(words))->required();
}

}  // namespace

void AddReferralCommands(Command& app, Program& program) {
  Command& referral =
      *app.add_subcommand("referral", program.In({"qurumlar arasında göndərişlər", "referrals between institutions"}));
  referral.require_subcommand(1);
  AddSend(referral, program);
  AddList(referral, program, "inbox", {"qurumunuza gələnlər", "those sent to your institution"}, RunInbox,
          "\n  dayaqctl referral inbox --overdue\n");
  AddList(
      referral, program, "sent",
      {"qurumunuzun göndərdikləri; şəxs göstərilsə, ona aid olanlar", "those your institution sent; of a person: all about them"},
      RunSent, "\n  dayaqctl referral sent 3000018\n");
  AddOne(referral, program, std::make_shared<ReferralFlags>(), "show", {"gələn göndərişi aç", "open one that was received"},
         RunShow, "\n  dayaqctl referral show referrals/0190…\n", false);
  AddOne(referral, program, std::make_shared<ReferralFlags>(), "status", {"göndərişin gedişi", "how far one is that was sent"},
         RunStatus, "\n  dayaqctl referral status referrals/0190…\n", false);
  AddAnswers(referral, program);
  const auto flags = std::make_shared<ReferralFlags>();
  Command* withdraw = AddOne(referral, program, flags, "withdraw", {"göndərdiyini geri götür", "take back one that was sent"},
                             RunWithdraw, "\n  dayaqctl referral withdraw referrals/0190… --because \"səhv qurum\"\n", true);
  AddValue(*withdraw, flags, "--because", "reason", program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
}

}  // namespace dayaq::cli
