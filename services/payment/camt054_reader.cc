// camt.054.001.08: BankToCustomerDebitCreditNotification. The grammar names what the message may hold in its order; what nobody
// asks for is skipped. One entry may book many transactions at once; each of them is a movement.
#include <set>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/payment/bank_file.h"
#include "services/payment/bank_xml.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr char kNameSpace[] = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";
constexpr char kCurrency[] = "AZN";

const XmlGrammar kCodeOrOwn{.children = {{"Cd"}, {"Prtry"}}, .choice = true};
const XmlGrammar kDayOrMoment{.children = {{"Dt"}, {"DtTm"}}, .choice = true};
const XmlGrammar kHeader{.children = {{"MsgId", nullptr, 1},
                                      {"CreDtTm", nullptr, 1},
                                      {"MsgRcpt", &kXmlSkipped},
                                      {"MsgPgntn", &kXmlSkipped},
                                      {"OrgnlBizQry", &kXmlSkipped},
                                      {"AddtlInf"}}};
const XmlGrammar kAccountId{.children = {{"IBAN"}, {"Othr", &kXmlSkipped}}, .choice = true};
const XmlGrammar kAccount{.children = {{"Id", &kAccountId, 1},
                                       {"Tp", &kXmlSkipped},
                                       {"Ccy"},
                                       {"Nm"},
                                       {"Prxy", &kXmlSkipped},
                                       {"Ownr", &kXmlSkipped},
                                       {"Svcr", &kXmlSkipped}}};
const XmlGrammar kReferences{.children = {{"MsgId"},
                                          {"AcctSvcrRef"},
                                          {"PmtInfId"},
                                          {"InstrId"},
                                          {"EndToEndId"},
                                          {"UETR"},
                                          {"TxId"},
                                          {"MndtId"},
                                          {"ChqNb"},
                                          {"ClrSysRef"},
                                          {"AcctOwnrTxId"},
                                          {"AcctSvcrTxId"},
                                          {"MktInfrstrctrTxId"},
                                          {"PrcgId"},
                                          {"Prtry", &kXmlSkipped, 0, kMany}}};
const XmlGrammar kReturn{
    .children = {{"OrgnlBkTxCd", &kXmlSkipped}, {"Orgtr", &kXmlSkipped}, {"Rsn", &kCodeOrOwn}, {"AddtlInf", nullptr, 0, kMany}}};
const XmlGrammar kTransaction{.children = {{"Refs", &kReferences},
                                           {"Amt", &kXmlAmount},
                                           {"CdtDbtInd"},
                                           {"AmtDtls", &kXmlSkipped},
                                           {"Avlbty", &kXmlSkipped, 0, kMany},
                                           {"BkTxCd", &kXmlSkipped},
                                           {"Chrgs", &kXmlSkipped},
                                           {"Intrst", &kXmlSkipped},
                                           {"RltdPties", &kXmlSkipped},
                                           {"RltdAgts", &kXmlSkipped},
                                           {"LclInstrm", &kXmlSkipped},
                                           {"Purp", &kXmlSkipped},
                                           {"RltdRmtInf", &kXmlSkipped, 0, 10},
                                           {"RmtInf", &kXmlSkipped},
                                           {"RltdDts", &kXmlSkipped},
                                           {"RltdPric", &kXmlSkipped},
                                           {"RltdQties", &kXmlSkipped, 0, kMany},
                                           {"FinInstrmId", &kXmlSkipped},
                                           {"Tax", &kXmlSkipped},
                                           {"RtrInf", &kReturn},
                                           {"CorpActn", &kXmlSkipped},
                                           {"SfkpgAcct", &kXmlSkipped},
                                           {"CshDpst", &kXmlSkipped, 0, kMany},
                                           {"CardTx", &kXmlSkipped},
                                           {"AddtlTxInf"},
                                           {"SplmtryData", &kXmlSkipped, 0, kMany}}};
const XmlGrammar kBatch{.children = {{"MsgId"}, {"PmtInfId"}, {"NbOfTxs"}, {"TtlAmt", &kXmlAmount}, {"CdtDbtInd"}}};
const XmlGrammar kDetails{.children = {{"Btch", &kBatch}, {"TxDtls", &kTransaction, 0, kMany}}, .streamed = true};
const XmlGrammar kEntry{.children = {{"NtryRef"},
                                     {"Amt", &kXmlAmount, 1},
                                     {"CdtDbtInd", nullptr, 1},
                                     {"RvslInd"},
                                     {"Sts", &kCodeOrOwn, 1},
                                     {"BookgDt", &kDayOrMoment},
                                     {"ValDt", &kDayOrMoment},
                                     {"AcctSvcrRef"},
                                     {"Avlbty", &kXmlSkipped, 0, kMany},
                                     {"BkTxCd", &kXmlSkipped, 1},
                                     {"ComssnWvrInd"},
                                     {"AddtlInfInd", &kXmlSkipped},
                                     {"AmtDtls", &kXmlSkipped},
                                     {"Chrgs", &kXmlSkipped},
                                     {"TechInptChanl", &kXmlSkipped},
                                     {"Intrst", &kXmlSkipped},
                                     {"CardTx", &kXmlSkipped},
                                     {"NtryDtls", &kDetails, 0, kMany},
                                     {"AddtlNtryInf"}},
                        .streamed = true};
const XmlGrammar kNotification{.children = {{"Id", nullptr, 1},
                                            {"NtfctnPgntn", &kXmlSkipped},
                                            {"ElctrncSeqNb"},
                                            {"RptgSeq", &kXmlSkipped},
                                            {"LglSeqNb"},
                                            {"CreDtTm"},
                                            {"FrToDt", &kXmlSkipped},
                                            {"CpyDplctInd"},
                                            {"RptgSrc", &kXmlSkipped},
                                            {"Acct", &kAccount, 1},
                                            {"RltdAcct", &kXmlSkipped},
                                            {"Intrst", &kXmlSkipped, 0, kMany},
                                            {"TxsSummry", &kXmlSkipped},
                                            {"Ntry", &kEntry, 0, kMany},
                                            {"AddtlNtfctnInf"}},
                               .streamed = true};
const XmlGrammar kAdvice{
    .children = {{"GrpHdr", &kHeader, 1}, {"Ntfctn", &kNotification, 1, kMany}, {"SplmtryData", &kXmlSkipped, 0, kMany}},
    .streamed = true};
const XmlGrammar kDocument{.children = {{"BkToCstmrDbtCdtNtfctn", &kAdvice, 1}}, .streamed = true};

std::optional<BankDirection> DirectionOf(absl::string_view text) {
  if (text == "DBIT") return BankDirection::kOut;
  if (text == "CRDT") return BankDirection::kIn;
  return std::nullopt;
}

// Fills a file from the parts as they come.
class Camt054 {
 public:
  absl::Status Part(absl::string_view path, const XmlPart& part);
  absl::Status Open(absl::string_view path, int line);
  absl::Status Close(absl::string_view path, int line);
  absl::StatusOr<BankFile> Whole() { return std::move(file_); }

 private:
  absl::Status Header(absl::string_view path, const XmlPart& part);
  absl::Status Account(absl::string_view path, const XmlPart& part);
  absl::Status Entry(absl::string_view path, const XmlPart& part);
  absl::Status Transaction(absl::string_view path, const XmlPart& part);
  absl::Status EndOfEntry(absl::string_view path, int line);
  absl::Status Add(absl::string_view path, BankMovement movement);
  static absl::Status Amount(absl::string_view path, const XmlPart& part, int64_t& qepik);
  static absl::Status BookingDay(absl::string_view path, const XmlPart& part, absl::CivilDay& day);

  BankFile file_{.kind = BankFileKind::kMovement};
  // The entry that is open, as what its transactions have in common; qepik is its own amount.
  BankMovement entry_;
  bool dated_ = false;
  int64_t transactions_qepik_ = 0;
  int transactions_ = 0;
  std::set<std::tuple<std::string, std::string, std::string, BankDirection>> seen_;
};

absl::Status Camt054::Amount(absl::string_view path, const XmlPart& part, int64_t& qepik) {
  if (part.currency != kCurrency) return XmlFault(part.line, path, "the currency is not AZN");
  const auto amount = XmlQepik(part.text);
  if (!amount.has_value()) return XmlFault(part.line, path, "an amount is above zero and has at most two decimals");
  qepik = *amount;
  return absl::OkStatus();
}

absl::Status Camt054::BookingDay(absl::string_view path, const XmlPart& part, absl::CivilDay& day) {
  if (const XmlPart* const text = part.Child("Dt"); text != nullptr) {
    const auto read = XmlDay(text->text);
    if (!read.has_value()) return XmlFault(text->line, path, "it is no day");
    day = *read;
    return absl::OkStatus();
  }
  const auto moment = XmlMoment(part.TextAt("DtTm"));
  if (!moment.has_value()) return XmlFault(part.line, path, "it is no moment");
  // Baku is four hours ahead of UTC the whole year.
  day = absl::ToCivilDay(*moment, absl::FixedTimeZone(4 * 60 * 60));
  return absl::OkStatus();
}

absl::Status Camt054::Header(absl::string_view path, const XmlPart& part) {
  file_.message_id = part.TextAt("MsgId");
  if (file_.message_id.size() > 35 * 4) return XmlFault(part.line, path, "MsgId is too long");
  const auto created = XmlMoment(part.TextAt("CreDtTm"));
  if (!created.has_value()) return XmlFault(part.Child("CreDtTm")->line, path, "CreDtTm is no moment");
  file_.created = *created;
  return absl::OkStatus();
}

absl::Status Camt054::Account(absl::string_view path, const XmlPart& part) {
  const std::string iban = part.TextAt("Id/IBAN");
  if (iban.empty()) return XmlFault(part.line, path, "an account is named by its IBAN");
  if (const XmlPart* const currency = part.Child("Ccy"); currency != nullptr && currency->text != kCurrency) {
    return XmlFault(currency->line, path, "the account's currency is not AZN");
  }
  file_.accounts.push_back(iban);
  return file_.accounts.size() <= 20 ? absl::OkStatus() : XmlFault(part.line, path, "too many accounts");
}

absl::Status Camt054::Entry(absl::string_view path, const XmlPart& part) {
  if (part.name == "Amt") return Amount(path, part, entry_.qepik);
  if (part.name == "CdtDbtInd") {
    const auto direction = DirectionOf(part.text);
    if (!direction.has_value()) return XmlFault(part.line, path, "it is CRDT or DBIT");
    entry_.direction = *direction;
  } else if (part.name == "RvslInd") {
    if (part.text != "true" && part.text != "false" && part.text != "1" && part.text != "0")
      return XmlFault(part.line, path, "it is true or false");
    entry_.takes_back = part.text == "true" || part.text == "1";
  } else if (part.name == "Sts") {
    entry_.booked = part.TextAt("Cd") == "BOOK";
  } else if (part.name == "BookgDt") {
    dated_ = true;
    return BookingDay(path, part, entry_.booked_on);
  } else if (part.name == "AcctSvcrRef") {
    if (part.text.size() > 35 * 4) return XmlFault(part.line, path, "a reference is too long");
    entry_.entry_reference = part.text;
  }
  return absl::OkStatus();
}

absl::Status Camt054::Transaction(absl::string_view path, const XmlPart& part) {
  BankMovement movement = entry_;
  movement.line = part.line;
  movement.end_to_end_id = part.TextAt("Refs/EndToEndId");
  movement.transaction_reference = part.TextAt("Refs/AcctSvcrRef");
  if (movement.transaction_reference.size() > 35 * 4) return XmlFault(part.line, path, "a reference is too long");
  if (const XmlPart* const amount = part.Child("Amt"); amount != nullptr) {
    RETURN_IF_ERROR(Amount(absl::StrCat(path, "/Amt"), *amount, movement.qepik));
  } else if (transactions_ > 0) {
    return XmlFault(part.line, path, "where an entry has several transactions, each says its amount");
  }
  if (const XmlPart* const direction = part.Child("CdtDbtInd"); direction != nullptr) {
    const auto read = DirectionOf(direction->text);
    if (!read.has_value()) return XmlFault(direction->line, path, "CdtDbtInd is CRDT or DBIT");
    if (*read != entry_.direction) return XmlFault(direction->line, path, "a transaction goes the other way than its entry");
  }
  if (const XmlPart* const back = part.Child("RtrInf"); back != nullptr) {
    movement.takes_back = true;
    movement.reason = back->TextAt("Rsn/Cd");
    static const LazyRE2 kCode = {"[A-Z0-9]{0,4}"};
    if (!RE2::FullMatch(movement.reason, *kCode))
      return XmlFault(back->line, path, "a reason code has at most four capitals and digits");
  }
  ++transactions_;
  if (transactions_qepik_ > INT64_MAX - movement.qepik) return XmlFault(part.line, path, "the sum is too large");
  transactions_qepik_ += movement.qepik;
  return Add(path, std::move(movement));
}

absl::Status Camt054::Add(absl::string_view path, BankMovement movement) {
  if (!IsEndToEndId(movement.end_to_end_id)) movement.end_to_end_id = "";
  if (movement.entry_reference.empty() && movement.transaction_reference.empty()) {
    return XmlFault(movement.line, path, "AcctSvcrRef is missing: a repeated line could not be told from a second payment");
  }
  if (!seen_.insert({movement.entry_reference, movement.transaction_reference, movement.end_to_end_id, movement.direction})
           .second) {
    return XmlFault(movement.line, path, "the same references stand in the file twice");
  }
  if (file_.movements.size() >= kMostBankLines) {
    return XmlFault(movement.line, path, absl::StrCat("a file holds at most ", kMostBankLines, " movements"));
  }
  file_.movements.push_back(std::move(movement));
  return absl::OkStatus();
}

absl::Status Camt054::EndOfEntry(absl::string_view path, int line) {
  if (entry_.booked && !dated_) return XmlFault(line, path, "BookgDt is missing");
  if (transactions_ == 0) return Add(path, entry_);
  if (transactions_qepik_ != entry_.qepik) return XmlFault(line, path, "the transactions do not add up to the entry");
  return absl::OkStatus();
}

absl::Status Camt054::Part(absl::string_view path, const XmlPart& part) {
  if (part.name == "GrpHdr") return Header(path, part);
  if (part.name == "TxDtls") return Transaction(path, part);
  if (absl::StrContains(path, "/Ntry/")) return absl::StrContains(path, "/NtryDtls/") ? absl::OkStatus() : Entry(path, part);
  if (part.name == "Acct") return Account(path, part);
  return absl::OkStatus();
}

absl::Status Camt054::Open(absl::string_view path, int line) {
  if (!absl::EndsWith(path, "/Ntry")) return absl::OkStatus();
  entry_ = {.line = line};
  dated_ = false;
  transactions_ = 0;
  transactions_qepik_ = 0;
  return absl::OkStatus();
}

absl::Status Camt054::Close(absl::string_view path, int line) {
  return absl::EndsWith(path, "/Ntry") ? EndOfEntry(path, line) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<BankFile> ReadCamt054(absl::string_view bytes) {
  Camt054 file;
  const XmlHandler handler{.on_open = [&](absl::string_view path, int line) { return file.Open(path, line); },
                           .on_part = [&](absl::string_view path, const XmlPart& part) { return file.Part(path, part); },
                           .on_close = [&](absl::string_view path, int line) { return file.Close(path, line); }};
  RETURN_IF_ERROR(ReadXml(bytes, kNameSpace, {"Document", &kDocument, 1}, {}, handler));
  return file.Whole();
}

}  // namespace dayaq::payment
