#include "clients/cli/journey.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/entitlement_view.h"
#include "clients/cli/invented_person.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/view_parts.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using payment::v1::Entitlement;
using payment::v1::ListEntitlementsResponse;

constexpr char kRegistrar[] = "aysel-registrar";
constexpr char kCaseworker[] = "samir-caseworker";
constexpr char kAnama[] = "tural-anama";
constexpr char kExpert[] = "ramin-expert";
// The disability begins before the amounts of the allowance rose on 1 July 2025, so that both are seen.
constexpr int kPercent = 65;
constexpr char kValidFrom[] = "2025-05-01";
constexpr char kDecidedOn[] = "2025-05-20";
constexpr char kActNumber[] = "NUMUNE-2025/118";
constexpr char kDiedOn[] = "2025-08-15";
// Others (a reaction, a colleague) may change a record between reading and deciding.
constexpr int kMostTries = 5;

std::string Milliseconds(absl::Duration duration) { return absl::StrCat(absl::ToInt64Milliseconds(duration), " ms"); }

bool IsMet(const Entitlement& entitlement, payment::v1::ReleaseNeed need) {
  const auto& needs = entitlement.explanation().needs();
  return std::all_of(needs.begin(), needs.end(), [need](const auto& answer) { return answer.need() != need || answer.met(); });
}

}  // namespace

struct Journey::Step {
  const char* id;
  const char* by;  // nullptr: nobody, it happens by itself
  const char* look_as;
  Text sentence;
  absl::StatusOr<Outcome> (Journey::*play)();
  bool only_with_death = false;
};

const std::vector<Journey::Step>& Journey::Steps() {
  static const auto* const kSteps = new std::vector<Step>{
      {"sign_in",
       "dayaqctl",
       kRegistrar,
       {"Uydurma əməkdaşlar giriş edir", "Four of the invented staff sign in"},
       &Journey::SignIn},
      {"register",
       kRegistrar,
       kRegistrar,
       {"Xəstəxana hadisəni və yaralanan adamı qeyd edir", "The hospital registers the incident and the person hurt in it"},
       &Journey::Register},
      {"survivor",
       nullptr,
       kCaseworker,
       {"Şəxsin qeydi öz-özünə açılır", "The person's record opens by itself"},
       &Journey::AwaitSurvivor},
      {"first_entitlement",
       nullptr,
       kCaseworker,
       {"İlk yardım öz-özünə başlayır: heç kim ərizə yazmayıb", "The first assistance starts by itself: nobody applied"},
       &Journey::AwaitFirstEntitlement},
      {"verify", kAnama, kAnama, {"ANAMA hadisəni təsdiqləyir", "ANAMA verifies the incident"}, &Journey::Verify},
      {"confirm_identity",
       kCaseworker,
       kCaseworker,
       {"Sosial işçi şəxsiyyəti təsdiqləyir", "The caseworker confirms the identity"},
       &Journey::ConfirmIdentity},
      {"decide_disability",
       kExpert,
       kExpert,
       {"Ekspert əlilliyi müəyyən edir", "The expert records the disability decision"},
       &Journey::DecideDisability},
      {"allowance",
       nullptr,
       kCaseworker,
       {"Müavinət keçmiş aylarla birlikdə öz-özünə başlayır", "The allowance starts by itself, with the months that have passed"},
       &Journey::AwaitAllowance},
      {"explain",
       kCaseworker,
       kCaseworker,
       {"Niyə bu məbləğ, əvvəlki yox?", "Why this amount and not the one before?"},
       &Journey::Explain},
      {"needs",
       kCaseworker,
       kCaseworker,
       {"Pul çıxmazdan əvvəl nə lazımdır, nə var", "What must be there before money leaves, and what is"},
       &Journey::AwaitNeeds},
      {"record_death", kCaseworker, kCaseworker, {"Ölüm qeyd edilir", "A death is recorded"}, &Journey::RecordDeath, true},
      {"allowance_ends",
       nullptr,
       kCaseworker,
       {"Müavinət öz-özünə bitir", "The allowance ends by itself"},
       &Journey::AwaitEnd,
       true},
      {"funeral",
       nullptr,
       kCaseworker,
       {"Dəfn üçün yardım öz-özünə başlayır", "The funeral benefit starts by itself"},
       &Journey::AwaitFuneral,
       true},
  };
  return *kSteps;
}

absl::Status Journey::Play(JourneyListener& listener) {
  for (const Step& step : Steps()) {
    if (step.only_with_death && !options_.with_death) continue;
    PlayedStep played;
    played.id = step.id;
    played.sentence = In(step.sentence);
    played.by = step.by == nullptr ? "" : step.by;
    played.look_as = step.look_as;
    listener.Begin(played.sentence);
    const absl::Time begun = absl::Now();
    absl::StatusOr<Outcome> outcome = (this->*step.play)();
    played.took = absl::Now() - begun;
    played.done = outcome.ok();
    if (outcome.ok()) {
      played.result = std::move(outcome->result);
      played.look = std::move(outcome->look);
    }
    listener.End(played);
    if (!outcome.ok()) return outcome.status();
  }
  return absl::OkStatus();
}

absl::Status Journey::Await(const std::function<absl::StatusOr<bool>()>& is_there) const {
  const absl::Time until = absl::Now() + options_.bound;
  while (true) {
    ASSIGN_OR_RETURN(const bool there, is_there());
    if (there) return absl::OkStatus();
    if (absl::Now() > until) {
      return absl::FailedPreconditionError(absl::StrCat(
          In({"Bu addım baş vermədi. Gözləmə: ", "This step did not happen. Waited: "}), absl::FormatDuration(options_.bound),
          In({". Nə ilişib: dayaqctl login --as murad-operator, sonra dayaqctl reactions list",
              ". What is stuck: dayaqctl login --as murad-operator, then dayaqctl reactions list"})));
    }
    absl::SleepFor(options_.poll);
  }
}

absl::StatusOr<Journey::Outcome> Journey::SignIn() {
  Outcome outcome;
  for (const char* subject : {kRegistrar, kAnama, kExpert, kCaseworker}) {
    RETURN_IF_ERROR(client_as_(subject).status());
    outcome.result.emplace_back(subject);
  }
  outcome.look = "dayaqctl whoami";
  return outcome;
}

absl::StatusOr<Journey::Outcome> Journey::Register() {
  absl::BitGen random;
  const auto request = InventedRegistration(random);
  ASSIGN_OR_RETURN(Client * client, client_as_(kRegistrar));
  ASSIGN_OR_RETURN(incident_, client->Change(&incident::v1::IncidentService::Stub::RegisterIncident, request));
  registered_at_ = absl::Now();
  if (incident_.casualties().empty()) return absl::InternalError("The registered incident came back without its casualty.");
  const auto& facts = incident_.facts();
  return Outcome{{absl::StrCat(In({"hadisə ", "incident "}), incident_.number(), ", ", facts.district(), ", ",
                               dayaq::ToText(facts.occurred_on())),
                  absl::StrCat(In({"yaralanıb: ", "injured: "}), FullName(request.incident().casualties(0).facts().identity()),
                               In({" (uydurma)", " (invented)"}))},
                 absl::StrCat("dayaqctl incident show ", incident_.number())};
}

absl::StatusOr<Journey::Outcome> Journey::AwaitSurvivor() {
  ASSIGN_OR_RETURN(Client * client, client_as_(kCaseworker));
  survivor::v1::ListSurvivorsRequest search;
  search.mutable_filter()->set_casualty_uid(incident_.casualties(0).uid());
  RETURN_IF_ERROR(Await([&]() -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const survivor::v1::ListSurvivorsResponse found,
                     client->Call(&survivor::v1::SurvivorService::Stub::ListSurvivors, search));
    if (found.survivors().empty()) return false;
    survivor_ = found.survivors(0);
    return true;
  }));
  return Outcome{
      {absl::StrCat(In({"qeyd ", "record "}), survivor_.number(), ", ", FullName(survivor_.identity())),
       absl::StrCat(In({"qeydiyyatdan sonra ", "after the registration: "}), Milliseconds(absl::Now() - registered_at_))},
      absl::StrCat("dayaqctl survivor show ", survivor_.number())};
}

absl::StatusOr<ListEntitlementsResponse> Journey::Entitlements() {
  ASSIGN_OR_RETURN(Client * client, client_as_(kCaseworker));
  payment::v1::ListEntitlementsRequest search;
  search.mutable_filter()->set_survivor(survivor_.name());
  return client->Call(&payment::v1::EntitlementService::Stub::ListEntitlements, search);
}

absl::StatusOr<Entitlement> Journey::AwaitNewEntitlement() {
  Entitlement fresh;
  RETURN_IF_ERROR(Await([&]() -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const ListEntitlementsResponse list, Entitlements());
    for (const Entitlement& entitlement : list.entitlements()) {
      if (!known_entitlements_.insert(entitlement.name()).second) continue;
      fresh = entitlement;
      return true;
    }
    return false;
  }));
  return fresh;
}

std::string Journey::EntitlementLine(const Entitlement& entitlement) const {
  return absl::StrCat(entitlement.benefit(),
                      entitlement.example() ? In({" [NÜMUNƏ, hüquqi əsası yoxdur]", " [EXAMPLE, without legal basis]"}) : "", ": ",
                      Money(entitlement.entitled_qepik(), language_), ", ", CodeLabelOf(entitlement.state(), language_));
}

absl::StatusOr<Journey::Outcome> Journey::AwaitFirstEntitlement() {
  ASSIGN_OR_RETURN(const Entitlement entitlement, AwaitNewEntitlement());
  return Outcome{{EntitlementLine(entitlement), absl::StrCat(In({"qeydiyyatdan sonra ", "after the registration: "}),
                                                             Milliseconds(absl::Now() - registered_at_))},
                 absl::StrCat("dayaqctl entitlement explain ", entitlement.name())};
}

absl::StatusOr<Journey::Outcome> Journey::Verify() {
  ASSIGN_OR_RETURN(Client * client, client_as_(kAnama));
  incident::v1::VerifyIncidentRequest request;
  request.set_name(incident_.name());
  request.set_reason(In({"yerində baxılıb (uydurma)", "seen on site (invented)"}));
  absl::Status status;
  for (int tries = 0; tries < kMostTries; ++tries) {
    ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, incident_.name()));
    request.set_etag(incident.etag());
    status = client->Change(&incident::v1::IncidentService::Stub::VerifyIncident, request).status();
    if (ReasonOf(status) != ErrorReason::ERROR_REASON_ETAG_MISMATCH) break;
  }
  RETURN_IF_ERROR(status);
  return Outcome{{absl::StrCat(In({"hadisə ", "incident "}), incident_.number(), In({" təsdiqlənib", " is verified"}))},
                 absl::StrCat("dayaqctl incident show ", incident_.number())};
}

template <typename Method, typename Request>
absl::Status Journey::ChangeSurvivor(const std::string& subject, Method method, Request request) {
  ASSIGN_OR_RETURN(Client * client, client_as_(subject));
  request.set_name(survivor_.name());
  absl::Status status;
  for (int tries = 0; tries < kMostTries; ++tries) {
    ASSIGN_OR_RETURN(const survivor::v1::Survivor survivor, FetchSurvivor(*client, survivor_.name()));
    request.set_etag(survivor.etag());
    status = client->Change(method, request).status();
    if (ReasonOf(status) != ErrorReason::ERROR_REASON_ETAG_MISMATCH) break;
  }
  return status;
}

absl::StatusOr<Journey::Outcome> Journey::ConfirmIdentity() {
  survivor::v1::ConfirmIdentityRequest request;
  request.set_document(In({"şəxsiyyət vəsiqəsi (uydurma)", "identity card (invented)"}));
  RETURN_IF_ERROR(ChangeSurvivor(kCaseworker, &survivor::v1::SurvivorService::Stub::ConfirmIdentity, request));
  return Outcome{{request.document()}, absl::StrCat("dayaqctl survivor show ", survivor_.number())};
}

absl::StatusOr<Journey::Outcome> Journey::DecideDisability() {
  survivor::v1::DecideDisabilityRequest request;
  auto& decision = *request.mutable_decision();
  decision.set_percent(kPercent);
  decision.set_cause(survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS);
  decision.set_act_number(kActNumber);
  RETURN_IF_ERROR(SetFromText("decided_on", kDecidedOn, decision));
  RETURN_IF_ERROR(SetFromText("valid_from", kValidFrom, decision));
  RETURN_IF_ERROR(ChangeSurvivor(kExpert, &survivor::v1::SurvivorService::Stub::DecideDisability, request));
  return Outcome{{absl::StrCat(kPercent, " %, ", CodeLabelOf(decision.cause(), language_), In({", ", ", from "}), kValidFrom,
                               In({"-dən, akt ", ", act "}), kActNumber)},
                 absl::StrCat("dayaqctl survivor show ", survivor_.number())};
}

absl::StatusOr<Entitlement> Journey::FullEntitlement(const std::string& name) {
  ASSIGN_OR_RETURN(Client * client, client_as_(kCaseworker));
  payment::v1::GetEntitlementRequest request;
  request.set_name(name);
  return client->Call(&payment::v1::EntitlementService::Stub::GetEntitlement, request);
}

absl::StatusOr<Journey::Outcome> Journey::AwaitAllowance() {
  ASSIGN_OR_RETURN(const Entitlement fresh, AwaitNewEntitlement());
  allowance_ = fresh.name();
  ASSIGN_OR_RETURN(const Entitlement entitlement, FullEntitlement(allowance_));
  const auto& instalments = entitlement.instalments();
  const auto late = std::count_if(instalments.begin(), instalments.end(),
                                  [](const auto& instalment) { return instalment.kind() == payment::v1::INSTALMENT_KIND_ARREARS; });
  return Outcome{
      {EntitlementLine(entitlement),
       absl::StrCat(instalments.size(), In({" hissə, onlardan keçmiş aylar üçün ", " instalments, of these arrears: "}), late)},
      absl::StrCat("dayaqctl entitlement show ", allowance_)};
}

absl::StatusOr<Journey::Outcome> Journey::Explain() {
  ASSIGN_OR_RETURN(Client * client, client_as_(kCaseworker));
  payment::v1::ExplainEntitlementRequest request;
  request.set_name(allowance_);
  ASSIGN_OR_RETURN(const payment::v1::ExplainEntitlementResponse answer,
                   client->Call(&payment::v1::EntitlementService::Stub::ExplainEntitlement, request));
  Outcome outcome{{}, absl::StrCat("dayaqctl entitlement explain ", allowance_)};
  for (const auto& amount : answer.entitlement().explanation().amounts()) {
    outcome.result.push_back(
        absl::StrCat(amount.first_period(), " – ", amount.last_period(), "  ", Money(amount.amount_qepik(), language_)));
    outcome.result.push_back(absl::StrCat("  ", InWords(amount.words(), language_)));
  }
  if (outcome.result.empty()) return absl::InternalError("The explanation of the allowance names no amount.");
  outcome.result.push_back(LegalBasisLine(answer.rule().legal_basis(), language_));
  return outcome;
}

absl::StatusOr<Journey::Outcome> Journey::AwaitNeeds() {
  ListEntitlementsResponse list;
  RETURN_IF_ERROR(Await([&]() -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(list, Entitlements());
    return std::all_of(list.entitlements().begin(), list.entitlements().end(), [](const Entitlement& entitlement) {
      return IsMet(entitlement, payment::v1::RELEASE_NEED_INCIDENT_VERIFIED) &&
             IsMet(entitlement, payment::v1::RELEASE_NEED_INJURY_CONFIRMED) &&
             IsMet(entitlement, payment::v1::RELEASE_NEED_IDENTITY_CONFIRMED);
    });
  }));
  Outcome outcome{{}, absl::StrCat("dayaqctl entitlement list --survivor ", survivor_.number())};
  for (const Entitlement& entitlement : list.entitlements()) {
    outcome.result.push_back(EntitlementLine(entitlement));
    for (const auto& need : entitlement.explanation().needs()) {
      const std::string words = InWords(need.words(), language_);
      outcome.result.push_back(
          absl::StrCat("  ", Mark(need.met()), " ", words.empty() ? CodeLabelOf(need.need(), language_) : words));
    }
  }
  return outcome;
}

absl::StatusOr<Journey::Outcome> Journey::RecordDeath() {
  survivor::v1::RecordDeathRequest request;
  RETURN_IF_ERROR(SetFromText("died_on", kDiedOn, request));
  request.set_document(In({"ölüm şəhadətnaməsi (uydurma)", "death certificate (invented)"}));
  RETURN_IF_ERROR(ChangeSurvivor(kCaseworker, &survivor::v1::SurvivorService::Stub::RecordDeath, request));
  return Outcome{{kDiedOn}, absl::StrCat("dayaqctl survivor show ", survivor_.number())};
}

absl::StatusOr<Journey::Outcome> Journey::AwaitEnd() {
  Entitlement entitlement;
  RETURN_IF_ERROR(Await([&]() -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(entitlement, FullEntitlement(allowance_));
    return entitlement.state() == payment::v1::ENTITLEMENT_STATE_ENDED;
  }));
  int64_t taken_back = 0;
  for (const auto& instalment : entitlement.instalments()) taken_back += std::min<int64_t>(instalment.amount_qepik(), 0);
  return Outcome{
      {EntitlementLine(entitlement), absl::StrCat(In({"son gün ", "last day "}), dayaq::ToText(entitlement.ends_on()),
                                                  In({"; artıq yazılan fərq: ", "; taken back: "}), Money(taken_back, language_))},
      absl::StrCat("dayaqctl entitlement explain ", allowance_)};
}

absl::StatusOr<Journey::Outcome> Journey::AwaitFuneral() {
  ASSIGN_OR_RETURN(const Entitlement entitlement, AwaitNewEntitlement());
  return Outcome{{EntitlementLine(entitlement)}, absl::StrCat("dayaqctl entitlement explain ", entitlement.name())};
}

}  // namespace dayaq::cli
