#include "services/payment/payment_policy.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/payment/iban.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

constexpr size_t kLongestText = 400;
constexpr int64_t kMostQepik = 1000000000000000;

absl::StatusOr<std::string> Matching(const StrictYaml& node, absl::string_view key, const RE2& form, absl::string_view what) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(std::string text, child.Text());
  if (!RE2::FullMatch(text, form)) return child.Fault(what);
  return text;
}

absl::StatusOr<int64_t> Number(const StrictYaml& node, absl::string_view key, int64_t least, int64_t most) {
  ASSIGN_OR_RETURN(const StrictYaml child, node.Child(key));
  ASSIGN_OR_RETURN(const std::string text, child.Text());
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return child.Fault(absl::StrCat("a whole number from ", least, " to ", most, " belongs here"));
  }
  return number;
}

// Whether a part is an example is for people to read; here it is only checked.
absl::Status CheckExample(const StrictYaml& node) {
  if (!node.Has("example")) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string example, node.ChildText("example"));
  return example == "true" || example == "false" ? absl::OkStatus() : node.Fault("example is true or false");
}

absl::StatusOr<std::string> PurposeCode(const StrictYaml& node, absl::string_view key) {
  static const LazyRE2 kCode = {"[A-Z]{4}"};
  ASSIGN_OR_RETURN(std::string code, Matching(node, key, *kCode, "a purpose has four capital letters"));
  if (code == "GWLT" || code == "CCHD" || code == "RHBS")
    return node.Fault("this purpose would tell the bank why somebody is paid");
  return code;
}

absl::StatusOr<std::string> Bic(const StrictYaml& node, absl::string_view key) {
  static const LazyRE2 kBic = {"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?"};
  return Matching(node, key, *kBic, "a BIC has 8 or 11 capital letters and digits");
}

absl::StatusOr<Purpose> ReadPurpose(const StrictYaml& node) {
  static const LazyRE2 kText = {"[A-Za-z0-9/?:().,'+ {}-]{1,100}"};
  RETURN_IF_ERROR(node.OnlyKeys({"code", "text"}));
  Purpose purpose;
  ASSIGN_OR_RETURN(purpose.code, PurposeCode(node, "code"));
  ASSIGN_OR_RETURN(purpose.text, Matching(node, "text", *kText, "letters and signs that every bank writes, at most 100"));
  return purpose;
}

absl::StatusOr<RollingLimit> ReadLimit(const StrictYaml& parent, absl::string_view key) {
  ASSIGN_OR_RETURN(const StrictYaml node, parent.Child(key));
  RETURN_IF_ERROR(node.OnlyKeys({"days", "most_qepik"}));
  RollingLimit limit;
  ASSIGN_OR_RETURN(const int64_t days, Number(node, "days", 1, 366));
  limit.days = static_cast<int>(days);
  ASSIGN_OR_RETURN(limit.most_qepik, Number(node, "most_qepik", 1, kMostQepik));
  return limit;
}

absl::Status ReadBanks(const StrictYaml& root, PaymentPolicy& policy) {
  static const LazyRE2 kCode = {"[A-Z]{4}"};
  ASSIGN_OR_RETURN(const StrictYaml banks, root.Child("banks"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, banks.Items());
  if (items.empty()) return banks.Fault("name at least one");
  for (const StrictYaml& item : items) {
    RETURN_IF_ERROR(item.OnlyKeys({"code", "bic", "az", "en", "example"}));
    RETURN_IF_ERROR(CheckExample(item));
    ASSIGN_OR_RETURN(std::string code, Matching(item, "code", *kCode, "a bank has four capital letters"));
    ASSIGN_OR_RETURN(std::string bic, Bic(item, "bic"));
    for (const char* key : {"az", "en"}) {
      ASSIGN_OR_RETURN(const std::string name, item.ChildText(key));
      if (name.empty() || name.size() > kLongestText) return item.Fault("the name of the bank, in short");
    }
    if (!policy.banks.emplace(std::move(code), std::move(bic)).second) return item.Fault("this bank stands above already");
  }
  return absl::OkStatus();
}

absl::Status ReadSourceAccounts(const StrictYaml& root, PaymentPolicy& policy) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{0,39}"};
  static const LazyRE2 kName = {"[A-Za-z0-9/?:().,'+ -]{1,70}"};
  static const LazyRE2 kTaxNumber = {"[0-9]{9}[12]"};
  ASSIGN_OR_RETURN(const StrictYaml accounts, root.Child("source_accounts"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, accounts.Items());
  if (items.empty()) return accounts.Fault("name at least one");
  for (const StrictYaml& item : items) {
    RETURN_IF_ERROR(item.OnlyKeys({"code", "name", "tax_number", "iban", "bank", "category_purpose", "example"}));
    RETURN_IF_ERROR(CheckExample(item));
    v1::SourceAccount account;
    ASSIGN_OR_RETURN(std::string code, Matching(item, "code", *kCode, "a code has small letters, digits and hyphens"));
    ASSIGN_OR_RETURN(*account.mutable_name(), Matching(item, "name", *kName, "letters that every bank writes, at most 70"));
    ASSIGN_OR_RETURN(*account.mutable_tax_number(),
                     Matching(item, "tax_number", *kTaxNumber, "a VÖEN has ten digits, the last 1 or 2"));
    ASSIGN_OR_RETURN(const std::string written, item.ChildText("iban"));
    const auto iban = NormaliseIban(written);
    if (iban != written) return item.Fault("no IBAN, or its check digits are wrong");
    account.set_iban(*iban);
    ASSIGN_OR_RETURN(*account.mutable_bank(), Bic(item, "bank"));
    const auto bank = policy.banks.find(std::string(BankOf(*iban)));
    if (bank == policy.banks.end() || bank->second != account.bank()) return item.Fault("the IBAN is of another bank");
    ASSIGN_OR_RETURN(*account.mutable_category_purpose(), PurposeCode(item, "category_purpose"));
    if (!policy.source_accounts.emplace(std::move(code), std::move(account)).second) {
      return item.Fault("this account stands above already");
    }
  }
  return absl::OkStatus();
}

absl::Status ReadPurposes(const StrictYaml& root, PaymentPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml purposes, root.Child("purposes"));
  RETURN_IF_ERROR(purposes.OnlyKeys({"default", "benefits"}));
  ASSIGN_OR_RETURN(const StrictYaml usual, purposes.Child("default"));
  ASSIGN_OR_RETURN(policy.default_purpose, ReadPurpose(usual));
  if (!purposes.Has("benefits")) return absl::OkStatus();
  ASSIGN_OR_RETURN(const StrictYaml benefits, purposes.Child("benefits"));
  ASSIGN_OR_RETURN(const auto entries, benefits.Entries());
  for (const auto& [benefit, node] : entries) {
    ASSIGN_OR_RETURN(policy.purposes[benefit], ReadPurpose(node));
  }
  return absl::OkStatus();
}

absl::Status ReadLimits(const StrictYaml& root, PaymentPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml accounts, root.Child("accounts"));
  RETURN_IF_ERROR(accounts.OnlyKeys({"hold_hours"}));
  ASSIGN_OR_RETURN(const int64_t hours, Number(accounts, "hold_hours", 1, 720));
  policy.account_hold = absl::Hours(hours);
  ASSIGN_OR_RETURN(const StrictYaml runs, root.Child("runs"));
  RETURN_IF_ERROR(runs.OnlyKeys({"most_days_ahead", "orders_per_file"}));
  ASSIGN_OR_RETURN(const int64_t ahead, Number(runs, "most_days_ahead", 1, 62));
  ASSIGN_OR_RETURN(const int64_t per_file, Number(runs, "orders_per_file", 1, 100000));
  policy.most_days_ahead = static_cast<int>(ahead);
  policy.orders_per_file = static_cast<int>(per_file);
  ASSIGN_OR_RETURN(const StrictYaml limits, root.Child("limits"));
  RETURN_IF_ERROR(limits.OnlyKeys({"example", "order_qepik", "payee", "officer"}));
  RETURN_IF_ERROR(CheckExample(limits));
  ASSIGN_OR_RETURN(policy.order_limit_qepik, Number(limits, "order_qepik", 1, kMostQepik));
  ASSIGN_OR_RETURN(policy.payee_limit, ReadLimit(limits, "payee"));
  ASSIGN_OR_RETURN(policy.officer_limit, ReadLimit(limits, "officer"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PaymentPolicy> ParsePaymentPolicy(const std::string& yaml, absl::string_view source) {
  static const LazyRE2 kEdition = {"[a-z0-9.-]{1,40}"};
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("keys belong here");
  RETURN_IF_ERROR(root.OnlyKeys({"version", "edition", "source_accounts", "banks", "purposes", "accounts", "runs", "limits"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  PaymentPolicy policy;
  ASSIGN_OR_RETURN(policy.edition, Matching(root, "edition", *kEdition, "small letters, digits, '-' and '.', at most 40"));
  RETURN_IF_ERROR(ReadBanks(root, policy));
  RETURN_IF_ERROR(ReadSourceAccounts(root, policy));
  RETURN_IF_ERROR(ReadPurposes(root, policy));
  RETURN_IF_ERROR(ReadLimits(root, policy));
  return policy;
}

absl::StatusOr<PaymentPolicy> LoadPaymentPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/payments.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParsePaymentPolicy(yaml, path);
}

}  // namespace dayaq::payment
