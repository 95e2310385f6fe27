// pain.002.001.10: CustomerPaymentStatusReport. The grammar names what the message may hold in its order; what nobody asks for is
// skipped.
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/payment/bank_file.h"
#include "services/payment/bank_xml.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr char kNameSpace[] = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

const XmlGrammar kReason{.children = {{"Cd"}, {"Prtry"}}, .choice = true};
const XmlGrammar kReasonInformation{.children = {{"Orgtr", &kXmlSkipped}, {"Rsn", &kReason}, {"AddtlInf", nullptr, 0, kMany}}};
const XmlGrammar kHeader{.children = {{"MsgId", nullptr, 1},
                                      {"CreDtTm", nullptr, 1},
                                      {"InitgPty", &kXmlSkipped},
                                      {"FwdgAgt", &kXmlSkipped},
                                      {"DbtrAgt", &kXmlSkipped},
                                      {"CdtrAgt", &kXmlSkipped}}};
const XmlGrammar kOriginalGroup{.children = {{"OrgnlMsgId", nullptr, 1},
                                             {"OrgnlMsgNmId", nullptr, 1},
                                             {"OrgnlCreDtTm"},
                                             {"OrgnlNbOfTxs"},
                                             {"OrgnlCtrlSum"},
                                             {"GrpSts"},
                                             {"StsRsnInf", &kReasonInformation, 0, kMany},
                                             {"NbOfTxsPerSts", &kXmlSkipped, 0, kMany}}};
const XmlGrammar kTransaction{.children = {{"StsId"},
                                           {"OrgnlInstrId"},
                                           {"OrgnlEndToEndId"},
                                           {"OrgnlUETR"},
                                           {"TxSts"},
                                           {"StsRsnInf", &kReasonInformation, 0, kMany},
                                           {"ChrgsInf", &kXmlSkipped, 0, kMany},
                                           {"TrckrData", &kXmlSkipped},
                                           {"AccptncDtTm"},
                                           {"AcctSvcrRef"},
                                           {"ClrSysRef"},
                                           {"OrgnlTxRef", &kXmlSkipped},
                                           {"SplmtryData", &kXmlSkipped, 0, kMany}}};
const XmlGrammar kPaymentInformation{.children = {{"OrgnlPmtInfId", nullptr, 1},
                                                  {"OrgnlNbOfTxs"},
                                                  {"OrgnlCtrlSum"},
                                                  {"PmtInfSts"},
                                                  {"StsRsnInf", &kReasonInformation, 0, kMany},
                                                  {"NbOfTxsPerSts", &kXmlSkipped, 0, kMany},
                                                  {"TxInfAndSts", &kTransaction, 0, kMany}},
                                     .streamed = true};
const XmlGrammar kReport{.children = {{"GrpHdr", &kHeader, 1},
                                      {"OrgnlGrpInfAndSts", &kOriginalGroup, 1},
                                      {"OrgnlPmtInfAndSts", &kPaymentInformation, 0, kMany},
                                      {"SplmtryData", &kXmlSkipped, 0, kMany}},
                         .streamed = true};
const XmlGrammar kDocument{.children = {{"CstmrPmtStsRpt", &kReport, 1}}, .streamed = true};

// Fills a file from the parts as they come.
class Pain002 {
 public:
  absl::Status Part(absl::string_view path, const XmlPart& part);
  absl::Status Open(absl::string_view path, int line);
  absl::Status Close(absl::string_view path, int line);
  absl::StatusOr<BankFile> Whole();

 private:
  absl::Status Header(absl::string_view path, const XmlPart& part);
  absl::Status Group(absl::string_view path, const XmlPart& part);
  absl::Status Information(absl::string_view path, const XmlPart& part);
  absl::Status Transaction(absl::string_view path, const XmlPart& part);
  absl::Status Add(absl::string_view path, BankStatus status);
  static absl::Status ReadReason(absl::string_view path, const XmlPart& information, std::vector<std::string>& reasons);

  BankFile file_{.kind = BankFileKind::kStatus};
  // Of the PmtInf that is open; its status is said of all of it when no transaction of it says its own.
  BankStatus information_;
  std::set<std::string> informations_;
  std::set<std::string> transactions_;
};

bool IsCode(absl::string_view text) {
  static const LazyRE2 kCode = {"[A-Z0-9]{1,4}"};
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kCode);
}

bool IsShort(absl::string_view text) { return text.size() <= 35 * 4; }

absl::Status Pain002::ReadReason(absl::string_view path, const XmlPart& information, std::vector<std::string>& reasons) {
  const XmlPart* const reason = information.Child("Rsn");
  if (reason == nullptr) return absl::OkStatus();
  const XmlPart* const code = reason->Child("Cd");
  if (code != nullptr && !IsCode(code->text))
    return XmlFault(code->line, path, "a reason code has at most four capitals and digits");
  reasons.push_back(code == nullptr ? "-" : code->text);
  return reasons.size() <= 20 ? absl::OkStatus() : XmlFault(information.line, path, "too many reasons");
}

absl::Status Pain002::Header(absl::string_view path, const XmlPart& part) {
  file_.message_id = part.TextAt("MsgId");
  if (!IsShort(file_.message_id)) return XmlFault(part.line, path, "MsgId is too long");
  const auto created = XmlMoment(part.TextAt("CreDtTm"));
  if (!created.has_value()) return XmlFault(part.Child("CreDtTm")->line, path, "CreDtTm is no moment");
  file_.created = *created;
  return absl::OkStatus();
}

absl::Status Pain002::Group(absl::string_view path, const XmlPart& part) {
  file_.original_message_id = part.TextAt("OrgnlMsgId");
  if (!IsShort(file_.original_message_id)) return XmlFault(part.line, path, "OrgnlMsgId is too long");
  if (!absl::StartsWith(part.TextAt("OrgnlMsgNmId"), "pain.001")) {
    return XmlFault(part.Child("OrgnlMsgNmId")->line, path, "it answers no payment order (pain.001)");
  }
  BankStatus status{.code = part.TextAt("GrpSts"), .line = part.line};
  for (const XmlPart& child : part.children) {
    if (child.name == "StsRsnInf") RETURN_IF_ERROR(ReadReason(path, child, status.reasons));
  }
  // PART: each transaction says its own.
  if (status.code.empty() || status.code == "PART") return absl::OkStatus();
  return Add(path, std::move(status));
}

absl::Status Pain002::Information(absl::string_view path, const XmlPart& part) {
  if (part.name == "OrgnlPmtInfId") {
    information_ = {.payment_information_id = part.text, .line = part.line};
    if (!IsShort(part.text)) return XmlFault(part.line, path, "OrgnlPmtInfId is too long");
    if (!informations_.insert(part.text).second)
      return XmlFault(part.line, path, "the same OrgnlPmtInfId stands in the file twice");
  } else if (part.name == "PmtInfSts") {
    information_.code = part.text;
  } else if (part.name == "StsRsnInf") {
    return ReadReason(path, part, information_.reasons);
  }
  return absl::OkStatus();
}

absl::Status Pain002::Transaction(absl::string_view path, const XmlPart& part) {
  BankStatus status{.end_to_end_id = part.TextAt("OrgnlEndToEndId"), .code = part.TextAt("TxSts"), .line = part.line};
  if (status.end_to_end_id.empty()) return XmlFault(part.line, path, "OrgnlEndToEndId is missing");
  if (status.code.empty()) return XmlFault(part.line, path, "TxSts is missing");
  if (!transactions_.insert(status.end_to_end_id).second) {
    return XmlFault(part.line, path, "the same OrgnlEndToEndId stands in the file twice");
  }
  // A reference that is none of ours is kept as unknown, whatever it says.
  if (!IsEndToEndId(status.end_to_end_id)) status.end_to_end_id = "-";
  for (const XmlPart& child : part.children) {
    if (child.name == "StsRsnInf") RETURN_IF_ERROR(ReadReason(path, child, status.reasons));
  }
  if (const XmlPart* const moment = part.Child("AccptncDtTm"); moment != nullptr && !XmlMoment(moment->text).has_value()) {
    return XmlFault(moment->line, path, "AccptncDtTm is no moment");
  }
  return Add(path, std::move(status));
}

absl::Status Pain002::Add(absl::string_view path, BankStatus status) {
  if (!IsCode(status.code)) return XmlFault(status.line, path, "a status has at most four capitals and digits");
  if (file_.statuses.size() >= kMostBankLines)
    return XmlFault(status.line, path, absl::StrCat("a file holds at most ", kMostBankLines, " answers"));
  file_.statuses.push_back(std::move(status));
  return absl::OkStatus();
}

absl::Status Pain002::Part(absl::string_view path, const XmlPart& part) {
  if (part.name == "GrpHdr") return Header(path, part);
  if (part.name == "OrgnlGrpInfAndSts") return Group(path, part);
  if (part.name == "TxInfAndSts") return Transaction(path, part);
  return Information(path, part);
}

absl::Status Pain002::Open(absl::string_view, int) { return absl::OkStatus(); }

absl::Status Pain002::Close(absl::string_view path, int) {
  if (!absl::EndsWith(path, "/OrgnlPmtInfAndSts") || information_.code.empty() || information_.code == "PART")
    return absl::OkStatus();
  return Add(path, std::move(information_));
}

absl::StatusOr<BankFile> Pain002::Whole() {
  if (file_.statuses.empty()) return XmlFault(1, "/Document/CstmrPmtStsRpt", "the file says nothing of any payment");
  return std::move(file_);
}

}  // namespace

bool IsEndToEndId(absl::string_view text) {
  static const LazyRE2 kForm = {"[0-9a-f]{32}"};
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kForm);
}

absl::StatusOr<BankFile> ReadPain002(absl::string_view bytes) {
  Pain002 file;
  const XmlHandler handler{.on_open = [&](absl::string_view path, int line) { return file.Open(path, line); },
                           .on_part = [&](absl::string_view path, const XmlPart& part) { return file.Part(path, part); },
                           .on_close = [&](absl::string_view path, int line) { return file.Close(path, line); }};
  RETURN_IF_ERROR(ReadXml(bytes, kNameSpace, {"Document", &kDocument, 1}, {}, handler));
  return file.Whole();
}

absl::StatusOr<BankFile> ReadBankFile(absl::string_view bytes) {
  if (absl::StrContains(bytes.substr(0, 2000), kNameSpace)) return ReadPain002(bytes);
  return ReadCamt054(bytes);
}

}  // namespace dayaq::payment
