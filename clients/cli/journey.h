// The first journey, played on a running development house: from an incident to assistance that starts by itself.
//
// Belongs here: the steps, in order, as the people who would do them. Does not: how they are shown (journey_view.h), who signs in
// how (commands_journey.cc).
#ifndef CLIENTS_CLI_JOURNEY_H_
#define CLIENTS_CLI_JOURNEY_H_

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/client.h"
#include "clients/cli/language.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "dayaq/payment/v1/entitlement_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::cli {

// One step as it went.
struct PlayedStep {
  std::string id;        // "register": stable, for machines
  std::string sentence;  // what happens, in the language of the journey
  std::string by;        // who of the invented staff did it; empty: it happened by itself
  std::vector<std::string> result;
  std::string look;     // the command that shows it
  std::string look_as;  // who may see that
  absl::Duration took;
  bool done = false;
};

// Hears of each step when it begins and when it is over.
class JourneyListener {
 public:
  virtual ~JourneyListener() = default;
  virtual void Begin(const std::string& sentence) = 0;
  virtual void End(const PlayedStep& step) = 0;
};

struct JourneyOptions {
  bool with_death = false;
  absl::Duration bound = absl::Seconds(20);      // within which each step must happen
  absl::Duration poll = absl::Milliseconds(20);  // between two looks at what happens by itself
};

class Journey {
 public:
  // A client that acts as one of the invented staff, by subject; asked for once each.
  using ClientAs = std::function<absl::StatusOr<Client*>(const std::string& subject)>;

  Journey(ClientAs client_as, Language language, JourneyOptions options)
      : client_as_(std::move(client_as)), language_(language), options_(options) {}

  // Plays every step and stops at the first that does not happen: the refusal of a service as it is, or FAILED_PRECONDITION when
  // nothing happened within the bound.
  absl::Status Play(JourneyListener& listener);

 private:
  struct Step;
  struct Outcome {
    std::vector<std::string> result;
    std::string look;
  };
  static const std::vector<Step>& Steps();

  absl::StatusOr<Outcome> SignIn();
  absl::StatusOr<Outcome> Register();
  absl::StatusOr<Outcome> AwaitSurvivor();
  absl::StatusOr<Outcome> AwaitFirstEntitlement();
  absl::StatusOr<Outcome> Verify();
  absl::StatusOr<Outcome> ConfirmIdentity();
  absl::StatusOr<Outcome> DecideDisability();
  absl::StatusOr<Outcome> AwaitAllowance();
  absl::StatusOr<Outcome> Explain();
  absl::StatusOr<Outcome> AwaitNeeds();
  absl::StatusOr<Outcome> RecordDeath();
  absl::StatusOr<Outcome> AwaitEnd();
  absl::StatusOr<Outcome> AwaitFuneral();

  std::string In(Text text) const { return text.In(language_); }
  // Looks again and again until it is there; FAILED_PRECONDITION after the bound.
  absl::Status Await(const std::function<absl::StatusOr<bool>()>& is_there) const;
  absl::StatusOr<payment::v1::ListEntitlementsResponse> Entitlements();
  // Waits for an entitlement that was not there before; it is known from then on.
  absl::StatusOr<payment::v1::Entitlement> AwaitNewEntitlement();
  absl::StatusOr<payment::v1::Entitlement> FullEntitlement(const std::string& name);
  std::string EntitlementLine(const payment::v1::Entitlement& entitlement) const;
  template <typename Method, typename Request>
  absl::Status ChangeSurvivor(const std::string& subject, Method method, Request request);

  const ClientAs client_as_;
  const Language language_;
  const JourneyOptions options_;
  absl::Time registered_at_;
  incident::v1::Incident incident_;
  survivor::v1::Survivor survivor_;
  std::set<std::string> known_entitlements_;
  std::string allowance_;  // its name
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_JOURNEY_H_
