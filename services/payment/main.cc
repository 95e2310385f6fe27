// The payment service: wires, and serves. What it is made of: payment_parts.h.
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "services/payment/payment_parts.h"
#include "services/payment/unserved_metrics.h"
#include "services/platform/service/host.h"

ABSL_FLAG(std::string, bank_file_directory, "", "folder of the service's own in which files for the bank are put");
ABSL_FLAG(std::string, bank_certificates, "", "folder of <bank>.pem: whose files are taken; without it nobody's");

int main(int argc, char** argv) {
  const dayaq::HostOptions options = dayaq::HostOptionsFromFlags("payment", argc, argv);
  auto policies = dayaq::payment::PaymentPolicies::Load(options.policy_directory);
  if (!policies.ok()) return dayaq::FailedToStart(policies.status());
  const auto host = dayaq::Host::Create(options);
  if (!host.ok()) return dayaq::FailedToStart(host.status());

  dayaq::payment::BankCertificates banks;
  if (const std::string folder = absl::GetFlag(FLAGS_bank_certificates); !folder.empty()) {
    auto loaded = dayaq::payment::BankCertificates::Load(folder);
    if (!loaded.ok()) return dayaq::FailedToStart(loaded.status());
    banks = *std::move(loaded);
  }
  dayaq::payment::PaymentParts parts(*std::move(policies), absl::GetFlag(FLAGS_bank_file_directory), std::move(banks));
  const absl::Status files = parts.CheckFiles();
  if (!files.ok()) return dayaq::FailedToStart(files);
  const absl::Status prepared = parts.Prepare((*host)->kit());
  if (!prepared.ok()) return dayaq::FailedToStart(prepared);
  dayaq::payment::UnservedMetrics unserved;
  return (*host)->Run(parts.methods(), parts.reactions(), {&unserved});
}
