#include "clients/verify/findings.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace dayaq::verify {
namespace {

using cli::Language;
using cli::Text;

struct Words {
  Fault fault;
  Text text;
};

constexpr Words kWords[] = {
    {Fault::kUnreachable, {"oxumaq olmur", "cannot be read"}},
    {Fault::kBadInput, {"əmr və ya fayl yanlışdır", "the command or a file is wrong"}},
    {Fault::kFileMissing, {"jurnalın faylı yoxdur", "a file of the log is missing"}},
    {Fault::kCheckpointMalformed, {"yoxlama nöqtəsi düzgün formada deyil", "the checkpoint is malformed"}},
    {Fault::kOtherOrigin, {"yoxlama nöqtəsi başqa jurnalındır", "the checkpoint is of another log"}},
    {Fault::kNotSigned, {"yoxlama nöqtəsini jurnalın açarı imzalamayıb", "the log's key did not sign the checkpoint"}},
    {Fault::kWitnessWrong, {"şahidin imzası yanlışdır", "a witness's signature is wrong"}},
    {Fault::kTooFewWitnesses, {"kifayət qədər şahid imzalamayıb", "too few witnesses signed"}},
    {Fault::kWitnessStale, {"şahidlərin imzası köhnədir", "the witnesses' signatures are stale"}},
    {Fault::kWitnessedAhead, {"şahidlər daha böyük jurnal görüblər: yazılar itib", "witnesses saw a larger log: entries are gone"}},
    {Fault::kWitnessedDiffers, {"şahidlərin gördüyü jurnal başqadır", "witnesses saw another log"}},
    {Fault::kRolledBack,
     {"jurnal sonuncu yoxlamadan kiçikdir: yazılar itib", "the log is smaller than at the last run: entries are gone"}},
    {Fault::kForked, {"jurnal sonuncu yoxlamada görünənin davamı deyil", "the log does not go on from what the last run saw"}},
    {Fault::kHistoryChanged,
     {"jurnalın keçmişi sonuncu yoxlamadan sonra dəyişib", "the log's past has changed since the last run"}},
    {Fault::kBundleMalformed, {"yazılar paketi düzgün formada deyil", "a bundle of entries is malformed"}},
    {Fault::kTileDiffers, {"ağacın faylı yazılarla uyğun gəlmir", "a tile does not agree with the entries"}},
    {Fault::kRootDiffers, {"yazılar imzalanmış kökü vermir", "the entries do not give the signed root"}},
    {Fault::kSealWrong, {"jurnalın möhürü yanlışdır", "the seal of the log is wrong"}},
    {Fault::kGrewAfterSeal, {"jurnal möhürlənəndən sonra dəyişib", "the log changed after it was sealed"}},
    {Fault::kOpeningWrong, {"jurnalın birinci yazısı dərc olunan deyil", "the log's first entry is not the one that is published"}},
    {Fault::kNotContinued, {"jurnallar bir-birinin davamı deyil", "the logs do not go on from one another"}},
    {Fault::kProofWrong, {"sübut düz gəlmir", "the proof does not hold"}},
    {Fault::kEntryMalformed, {"yazı düzgün formada deyil", "the entry is malformed"}},
    {Fault::kArchiveMalformed, {"arxiv düzgün formada deyil", "the archive is malformed"}},
    {Fault::kArchiveDiffers, {"arxivdəki yazı jurnaldakı deyil", "an archived entry is not the one in the log"}},
    {Fault::kArchiveBeyond, {"arxivdə jurnalda olmayan yazı var", "the archive has an entry that the log has not"}},
    {Fault::kReceiptWrong, {"qəbz saxtadır və ya oxunmur", "a receipt is forged or unreadable"}},
    {Fault::kReceiptMissing, {"qəbzi verilmiş yazı jurnalda yoxdur", "an entry with a receipt is not in the log"}},
};

Text TextOf(Fault fault) {
  const auto* const words =
      std::find_if(std::begin(kWords), std::end(kWords), [fault](const Words& w) { return w.fault == fault; });
  return words == std::end(kWords) ? Text{"naməlum", "unknown"} : words->text;
}

}  // namespace

bool IsTampering(const Finding& finding) { return finding.fault != Fault::kUnreachable && finding.fault != Fault::kBadInput; }

std::string Told(const Finding& finding, Language language) {
  const auto in = [language](Text text) { return text.In(language); };
  std::string told = absl::StrCat("✗ ", IsTampering(finding) ? in({"POZULUB: ", "TAMPERED: "}) : "", in(TextOf(finding.fault)));
  if (!finding.place.empty()) absl::StrAppend(&told, " [", finding.place, "]");
  absl::StrAppend(&told, "\n");
  if (finding.first.has_value() && finding.last.has_value() && *finding.first != *finding.last) {
    absl::StrAppend(&told, "  ",
                    language == Language::kAz
                        ? absl::StrCat("birinci pozulmuş yarpaq: ", *finding.first, " ilə ", *finding.last, " arasında")
                        : absl::StrCat("first bad leaf: between ", *finding.first, " and ", *finding.last),
                    "\n");
  } else if (finding.first.has_value()) {
    absl::StrAppend(&told, "  ", in({"birinci pozulmuş yarpaq: ", "first bad leaf: "}), *finding.first, "\n");
  }
  if (!finding.detail.empty()) absl::StrAppend(&told, "  ", finding.detail, "\n");
  return told;
}

Finding Unread(const absl::Status& status, const std::string& path) {
  const Fault fault = absl::IsNotFound(status)      ? Fault::kFileMissing
                      : absl::IsUnavailable(status) ? Fault::kUnreachable
                                                    : Fault::kBundleMalformed;
  return {fault, path, {}, {}, std::string(status.message())};
}

int ExitCodeOf(const std::optional<Finding>& finding) { return !finding.has_value() ? 0 : IsTampering(*finding) ? 1 : 2; }

}  // namespace dayaq::verify
