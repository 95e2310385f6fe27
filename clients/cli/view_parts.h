// Small parts of what people read, alike in every view.
#ifndef CLIENTS_CLI_VIEW_PARTS_H_
#define CLIENTS_CLI_VIEW_PARTS_H_

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/language.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "dayaq/common/v1/person.pb.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/timestamp.pb.h"

namespace dayaq::cli {

// "2026-11-22 14:05" in Baku; empty for no time.
std::string Moment(const google::protobuf::Timestamp& time);

// "250,00 AZN" of 25000 qəpik; "250.00 AZN" in English. The sentences that come with an entitlement write the same.
std::string Money(int64_t qepik, Language language);

// "2025-07-01 – 2026-06-30", "2025-07-01 –" without an end, empty when neither is known.
std::string Stretch(const common::v1::PartialDate& from, const common::v1::PartialDate& until);

// The text in the language, or in another one it is there in.
std::string InWords(const payment::v1::Words& words, Language language);

// "Nümunəli Rəşad Əli"; empty when nobody is named.
std::string FullName(const common::v1::PersonIdentity& identity);

// "✓" or "·": it is there, or not yet.
const char* Mark(bool there);

// "a, b".
std::string Listed(const google::protobuf::RepeatedPtrField<std::string>& texts);

// Two columns, what is unknown left out.
class FactRows {
 public:
  void Add(const char* label, const std::string& value);
  void Print(std::ostream& out) const;

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
};

// "in all 312"; lists are counted up to 1,000 and no further: "more than 1,000". Empty when nothing was counted.
std::string InAll(int64_t total, Language language);

// How to go on after this page; nothing when it is the last.
void PrintNextPage(const std::string& page_token, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_VIEW_PARTS_H_
