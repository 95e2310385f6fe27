// consent give, withdraw, list: what people agreed to, one purpose at a time.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/access_input.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/sharing_view.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Consent;
using survivor::v1::ListConsentsResponse;

struct ConsentFlags {
  std::string name;
  std::string person;
  std::vector<std::pair<std::string, std::string>> values;  // path and text
  std::vector<std::string> classes;
  std::vector<std::string> operations;
  std::string etag;
  std::string by = "self";
  std::string because;
  bool in_force = false;
  bool validate_only = false;
  PageFlags pages;
};
using Run = absl::Status (*)(const ConsentFlags&, Program&);

// What the house tells everybody, unless something else was agreed.
constexpr char kHowToWithdraw[] = "İstənilən DOST mərkəzində və ya bu qurumda yazılı müraciətlə";

absl::Status RunGive(const ConsentFlags& flags, Program& program) {
  survivor::v1::GiveConsentRequest request;
  Consent& consent = *request.mutable_consent();
  consent.set_how_to_withdraw(kHowToWithdraw);
  consent.set_given_by(survivor::v1::CONSENT_GIVER_SELF);
  consent.set_document(survivor::v1::CONSENT_DOCUMENT_WRITTEN);
  consent.set_after_end(survivor::v1::AFTER_CONSENT_ERASED);
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, consent));
  for (const std::string& text : flags.classes) RETURN_IF_ERROR(SetFromText("classes", text, consent));
  for (const std::string& text : flags.operations) RETURN_IF_ERROR(SetFromText("operations", text, consent));
  if (consent.operations().empty()) consent.add_operations(survivor::v1::CONSENT_OPERATION_SHARE);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::ConsentService::Stub::GiveConsent, std::move(request), flags.validate_only,
              [&program](const Consent& answer) { PrintConsentLine(answer, program.language(), program.out()); });
}

absl::Status RunWithdraw(const ConsentFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::WithdrawConsentRequest request;
  request.set_name(input.Name("consents", flags.name));
  input.Set("withdrawn_by", flags.by, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_reason(flags.because);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    survivor::v1::GetConsentRequest present;
    present.set_name(request.name());
    ASSIGN_OR_RETURN(const Consent consent, client->Call(&survivor::v1::ConsentService::Stub::GetConsent, present));
    request.set_etag(consent.etag());
  }
  return Send(program, &survivor::v1::ConsentService::Stub::WithdrawConsent, std::move(request), flags.validate_only,
              [&program](const Consent& answer) { PrintConsentLine(answer, program.language(), program.out()); });
}

absl::Status RunList(const ConsentFlags& flags, Program& program) {
  survivor::v1::ListConsentsRequest request;
  request.set_in_force(flags.in_force);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  ASSIGN_OR_RETURN(const ListConsentsResponse list,
                   FetchPages(*client, &survivor::v1::ConsentService::Stub::ListConsents, std::move(request), flags.pages,
                              &ListConsentsResponse::mutable_consents));
  program.Answer(list, [&] { PrintConsents(list, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<ConsentFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddGive(Command& consent, Program& program) {
  const auto flags = std::make_shared<ConsentFlags>();
  Command* give =
      AddCommand(consent, program, flags, "give", {"verilmiş razılığı qeyd et", "record a consent that was given"}, RunGive,
                 "\n  dayaqctl consent give 3000018 --purpose referral --class identity --class health \\\n"
                 "      --to rehabilitation-baku --on 2026-11-29 --kept-at \"DOST mərkəzinin qovluğu\"\n");
  const auto value = [&](const char* flag, const char* path, const Text& help) {
    return give->add_option_function(
        flag, [flags, path](const std::string& text) { flags->values.emplace_back(path, text); }, program.In(help));
  };
  give->add_option("person", flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
  value(
      "--purpose", "purpose",
      {"məqsəd, bir dənə: care_coordination, referral, psychosocial_support, peer_contact, research_contact, foundation_support, "
       "media",
       "one purpose: care_coordination, referral, psychosocial_support, peer_contact, research_contact, foundation_support, media"})
      ->required();
  give->add_option("--class", flags->classes,
                   program.In({"məlumat: identity, contact, health, disability, employment, image_and_story",
                               "data: identity, contact, health, disability, employment, image_and_story"}))
      ->allow_extra_args(false)
      ->required();
  give->add_option("--operation", flags->operations,
                   program.In({"əməliyyat: collect, use, share, publish; susmaya görə share",
                               "operation: collect, use, share, publish; by default share"}))
      ->allow_extra_args(false);
  value("--to", "recipient_institution", {"kimə: qurumun kodu", "to whom: code of the institution"});
  value("--to-kind", "recipient_kind", {"və ya qurumun növü: HOSPITAL, ...", "or a kind of institution: HOSPITAL, ..."});
  value("--on", "given_on", {"verildiyi gün", "day it was given"})->required();
  value("--until", "valid_until", {"son günü; susmaya görə geri götürülənədək", "last day; by default until withdrawn"});
  value("--how-to-withdraw", "how_to_withdraw", {"necə geri götürülür", "how it is withdrawn"});
  value("--after", "after_end", {"bitəndən sonra: erased, archived", "when it ends: erased, archived"});
  value("--holder", "data_holder",
        {"məlumatın sahibi: qurumun kodu; susmaya görə sizinki", "who holds the data: code; by default yours"});
  value("--by", "given_by", {"verən: self, guardian, proxy", "given by: self, guardian, proxy"});
  value("--guardian", "giver_uid", {"ailədəki nümayəndənin uid-i", "uid of the guardian in the family"});
  value("--proxy", "proxy_name", {"etibarlı şəxsin adı", "name of the proxy"});
  value("--document", "document", {"sənəd: written, enhanced_signature", "document: written, enhanced_signature"});
  value("--kept-at", "document_place", {"sənəd harada saxlanılır", "where the document is kept"})->required();
  give->add_flag("--validate-only", flags->validate_only,
                 program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

}  // namespace

void AddConsentCommands(Command& app, Program& program) {
  Command& consent =
      *app.add_subcommand("consent", program.In({"razılıqlar: hər məqsəd ayrıca", "consents, one purpose at a time"}));
  consent.require_subcommand(1);
  AddGive(consent, program);
  const auto flags = std::make_shared<ConsentFlags>();
  Command* withdraw = AddCommand(
      consent, program, flags, "withdraw",
      {"geri götürülməsini qeyd et; ona əsaslanan paylaşma dərhal bitir", "withdraw; what was shared on it is removed at once"},
      RunWithdraw, "\n  dayaqctl consent withdraw consents/0190…\n");
  withdraw->add_option("name", flags->name, program.In({"razılıq: consents/…", "the consent: consents/…"}))->required();
  withdraw->add_option("--by", flags->by, program.In({"kim: self, guardian, proxy", "who: self, guardian, proxy"}));
  withdraw->add_option("--because", flags->because,
                       program.In({"səbəb, deyilibsə (ad çəkmədən)", "why, if it was said (naming nobody)"}));
  withdraw->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  withdraw->add_flag("--validate-only", flags->validate_only,
                     program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  const auto list_flags = std::make_shared<ConsentFlags>();
  Command* list = AddCommand(consent, program, list_flags, "list", {"şəxsin razılıqları", "the consents of a person"}, RunList,
                             "\n  dayaqctl consent list 3000018 --in-force\n");
  list->add_option("person", list_flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
  list->add_flag("--in-force", list_flags->in_force, program.In({"yalnız qüvvədə olanlar", "only those in force"}));
  AddPageFlags(*list, list_flags->pages, program);
}

}  // namespace dayaq::cli
