// doctor: is the house well, as far as it can be seen from here: who answers, clocks, certificates, what waits, what is parked, how
// the log stands, whether anybody was passed over.
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "clients/cli/edge_probe.h"
#include "clients/cli/program.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

// The services that a house may have. One that the edge does not know is none of this house.
constexpr std::array<const char*, 8> kServices = {"incident",   "survivor",   "payment", "rehabilitation",
                                                  "employment", "statistics", "access",  "audit"};
constexpr absl::Duration kClocks = absl::Seconds(30);  // tokens bear a minute
constexpr absl::Duration kCertificate = absl::Hours(14 * 24);
constexpr absl::Duration kLate = absl::Minutes(5);       // as the alert DayaqEventsUnheard
constexpr absl::Duration kSequencer = absl::Minutes(1);  // receipts fall due then

enum class Mark { kWell, kIll, kUnknown };

struct Finding {
  Mark mark;
  std::string what;
  // What to do; for one that is unknown: why.
  std::string mend;
};

class Doctor {
 public:
  explicit Doctor(Program& program) : program_(program) {}
  absl::Status Examine();

 private:
  std::string In(Text text) const { return program_.In(text); }
  void Well(std::string what) { findings_.push_back({Mark::kWell, std::move(what), ""}); }
  void Ill(std::string what, std::string mend) { findings_.push_back({Mark::kIll, std::move(what), std::move(mend)}); }
  // What one does not see: for want of a right, or because the service is away.
  void Unknown(std::string what, const absl::Status& why);
  void CheckServices(const EdgeProbe& probe);
  void CheckClock(const Probed& probed);
  void CheckCertificate(const std::string& whose, absl::Time ends);
  void CheckReactions(Client& client);
  void CheckLog(Client& client);
  void CheckNobodyPassedOver(Client& client);
  void Print() const;

  Program& program_;
  std::vector<Finding> findings_;
};

void Doctor::Unknown(std::string what, const absl::Status& why) {
  const std::string reason(ReasonName(ReasonOf(why)));
  findings_.push_back({Mark::kUnknown, std::move(what), reason.empty() ? absl::StatusCodeToString(why.code()) : reason});
}

void Doctor::CheckServices(const EdgeProbe& probe) {
  bool edge_told = false;
  for (const char* service : kServices) {
    const Probed probed = probe.Ask(service);
    if (!edge_told && probed.certificate_ends.has_value()) {
      edge_told = true;
      CheckCertificate(In({"kənar qapının", "the edge"}), *probed.certificate_ends);
      CheckClock(probed);
    }
    if (absl::IsNotFound(probed.answered)) continue;
    const std::string what = absl::StrCat(In({"xidmət ", "service "}), service);
    if (probed.answered.ok()) {
      Well(absl::StrFormat("%s: %.0f ms", what, absl::ToDoubleMilliseconds(probed.took)));
    } else {
      Ill(absl::StrCat(what, In({" cavab vermir", " does not answer"})), "docs/operations/alerts.md#dayaqservicedown");
    }
  }
  if (!edge_told)
    Ill(In({"kənar qapıya çatmaq olmur", "the edge cannot be reached"}),
        In({"şəbəkə, sonra ./dayaq status", "the network, then ./dayaq status"}));
}

void Doctor::CheckClock(const Probed& probed) {
  if (!probed.edge_time.has_value()) return Unknown(In({"saatların fərqi", "difference of clocks"}), absl::UnavailableError(""));
  // It tells whole seconds.
  const absl::Duration apart = absl::Now() - *probed.edge_time;
  const std::string what =
      absl::StrFormat("%s: %.0f s", In({"saatların fərqi", "clocks are apart by"}), std::abs(absl::ToDoubleSeconds(apart)));
  absl::AbsDuration(apart) <= kClocks ? Well(what) : Ill(what, "timedatectl set-ntp true");
}

void Doctor::CheckCertificate(const std::string& whose, absl::Time ends) {
  const absl::Duration left = ends - absl::Now();
  const std::string what = absl::StrFormat("%s: %.0f %s", absl::StrCat(In({"sertifikat, ", "certificate of "}), whose),
                                           absl::ToDoubleHours(left) / 24, In({"gün qalıb", "days left"}));
  left >= kCertificate ? Well(what) : Ill(what, "docs/operations/alerts.md#dayaqcertificateends");
}

void Doctor::CheckReactions(Client& client) {
  const auto list = client.Call(&outbox::v1::OutboxService::Stub::ListParkedDeliveries, outbox::v1::ListParkedDeliveriesRequest());
  if (!list.ok()) return Unknown(In({"hadisələrin növbəsi", "events that wait"}), list.status());
  int64_t due = 0, parked = 0;
  absl::Duration latest;
  for (const auto& one : list->waiting()) {
    due += one.due();
    parked += one.parked();
    const absl::Duration late = one.has_oldest_due_time() ? absl::Now() - TimeOf(one.oldest_due_time()) : absl::ZeroDuration();
    latest = std::max(latest, late);
    if (late > kLate) {
      Ill(absl::StrFormat("%s: %d %s, %.0f s", one.subscriber(), one.due(), In({"hadisə gözləyir", "events wait"}),
                          absl::ToDoubleSeconds(late)),
          "docs/operations/alerts.md#dayaqeventsunheard");
    }
    if (one.parked() > 0)
      Ill(absl::StrFormat("%s: %d %s", one.subscriber(), one.parked(), In({"ilişib", "parked"})), "dayaqctl reactions list");
  }
  if (latest <= kLate) {
    Well(absl::StrFormat("%s: %d, %.0f s", In({"növbədə hadisə, ən çox gecikən", "events that wait, the oldest is late by"}), due,
                         std::max(0.0, absl::ToDoubleSeconds(latest))));
  }
  if (parked == 0) Well(In({"ilişib qalan yoxdur", "nothing is parked"}));
}

void Doctor::CheckLog(Client& client) {
  const auto status = client.Call(&audit::v1::AuditService::Stub::GetLogStatus, audit::v1::GetLogStatusRequest());
  if (!status.ok()) return Unknown(In({"audit jurnalı", "audit log"}), status.status());
  const absl::Duration late =
      status->has_oldest_waiting_time() ? absl::Now() - TimeOf(status->oldest_waiting_time()) : absl::ZeroDuration();
  const std::string what =
      absl::StrFormat("%s: %d, %.0f s; %s %d / %d; %s %d", In({"jurnalda yer gözləyir", "entries that wait for a place"}),
                      status->waiting(), std::max(0.0, absl::ToDoubleSeconds(late)), In({"dərc olunub", "published"}),
                      status->published_size(), status->size(), In({"imza", "signatures"}), status->signers_size());
  late <= kSequencer ? Well(what) : Ill(what, "docs/operations/alerts.md#dayaqentrieswait");
  if (!status->published_time().seconds()) return;
  const absl::Duration unpublished = absl::Now() - TimeOf(status->published_time());
  if (status->published_size() < status->size() && unpublished > kLate) {
    Ill(absl::StrFormat("%s: %.0f s", In({"jurnal dərc olunmur", "the log is not published"}), absl::ToDoubleSeconds(unpublished)),
        "docs/operations/alerts.md#dayaqlogunpublished");
  }
}

// How many, and not who: a count is all that whoever runs the house may know.
void Doctor::CheckNobodyPassedOver(Client& client) {
  payment::v1::GetRecountRequest request;
  request.set_kind(payment::v1::RECOUNT_KIND_CHECK);
  const std::string question = In({"diqqətdən kənarda qalanlar", "whether anybody was passed over"});
  const auto check = client.Call(&payment::v1::RecountService::Stub::GetRecount, request);
  if (absl::IsNotFound(check.status())) {
    findings_.push_back({Mark::kUnknown, question, In({"hələ heç kim yoxlamayıb", "nobody has looked yet"})});
    return;
  }
  if (!check.ok()) return Unknown(question, check.status());
  const std::string seen = absl::StrFormat("%d / %d", check->counts().done(), check->total());
  if (check->counts().unserved() == 0) {
    return Well(absl::StrCat(In({"diqqətdən kənarda qalan yoxdur, baxılıb: ", "nobody was passed over, looked at: "}), seen));
  }
  Ill(absl::StrFormat("%s: %d", In({"diqqətdən kənarda qalıb", "passed over"}), check->counts().unserved()),
      "docs/operations/alerts.md#dayaqpeoplepassedover");
}

absl::Status Doctor::Examine() {
  ASSIGN_OR_RETURN(const Settings settings, program_.LoadSettings());
  std::ifstream file(settings.ca, std::ios::binary);
  std::ostringstream pem;
  pem << file.rdbuf();
  if (const auto ends = CertificateEnds(pem.str()); ends.ok()) CheckCertificate(In({"təsdiq mərkəzinin", "the authority"}), *ends);
  CheckServices(EdgeProbe(settings));
  const absl::StatusOr<Client*> client = program_.client();
  if (!client.ok()) {
    Unknown(In({"hadisələr, jurnal, ödənişlər", "events, log, payments"}), client.status());
  } else {
    CheckReactions(**client);
    CheckLog(**client);
    CheckNobodyPassedOver(**client);
  }
  Print();
  const bool ill = std::any_of(findings_.begin(), findings_.end(), [](const Finding& one) { return one.mark == Mark::kIll; });
  program_.exit_code = ill ? ExitCode::kRefused : ExitCode::kOk;
  return absl::OkStatus();
}

void Doctor::Print() const {
  const auto count = [this](Mark mark) {
    return std::count_if(findings_.begin(), findings_.end(), [mark](const Finding& one) { return one.mark == mark; });
  };
  if (program_.json) {
    program_.out() << absl::StrFormat("{\"well\":%d,\"ill\":%d,\"unknown\":%d}\n", count(Mark::kWell), count(Mark::kIll),
                                      count(Mark::kUnknown));
    return;
  }
  for (const Finding& one : findings_) {
    program_.out() << (one.mark == Mark::kWell ? "✓ " : one.mark == Mark::kIll ? "✗ " : "? ") << one.what;
    if (one.mark == Mark::kUnknown) program_.out() << " (" << one.mend << ")";
    program_.out() << "\n";
    if (one.mark == Mark::kIll) program_.out() << "    → " << one.mend << "\n";
  }
  program_.out() << absl::StrCat(count(Mark::kWell), In({" qaydasında, ", " well, "}), count(Mark::kIll),
                                 In({" nasaz, ", " ill, "}), count(Mark::kUnknown), In({" görünmür", " not seen"}), "\n");
}

}  // namespace

void AddDoctorCommand(Command& app, Program& program) {
  Command* doctor = app.add_subcommand(
      "doctor", program.In({"ev qaydasındadırmı: buradan görünən hər şey", "is the house well, as far as it is seen from here"}));
  doctor->footer("\n  dayaqctl login --as murad-operator\n  dayaqctl doctor\n");
  doctor->callback([&program] { program.action = [&program] { return Doctor(program).Examine(); }; });
}

}  // namespace dayaq::cli
