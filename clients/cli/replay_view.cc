#include "clients/cli/replay_view.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/view_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {

using payment::v1::Recount;
using payment::v1::RecountCounts;

void PrintReplays(const payment::v1::ReplayAssessmentsResponse& answer, Language language, std::ostream& out) {
  for (const payment::v1::Replay& replay : answer.replays()) {
    out << Moment(replay.create_time()) << "  " << CodeLabelOf(replay.result(), language);
    if (replay.has_made_for()) {
      out << "  " << Text{"qayda", "rule"}.In(language) << " " << replay.rule_version() << ", " << ToText(replay.made_for()) << ", "
          << Money(replay.kept_qepik(), language);
    }
    out << "\n";
    for (const payment::v1::ReplayDifference& difference : replay.differences()) {
      out << "    " << difference.path() << ": " << difference.kept() << " -> " << difference.replayed() << "\n";
    }
  }
}

void PrintWhyNot(const payment::v1::WhyNotResponse& answer, Language language, std::ostream& out) {
  for (const payment::v1::WhyNotAnswer& one : answer.answers()) {
    out << InWords(one.title(), language) << " (" << one.benefit() << ")\n";
    out << "  " << CodeLabelOf(one.standing(), language);
    if (one.owed_qepik() > 0) out << ", " << Money(one.owed_qepik(), language);
    if (!one.entitlement().empty()) out << ", " << one.entitlement();
    out << "\n  " << InWords(one.words(), language) << "\n";
    for (const payment::v1::Counterfactual& would : one.counterfactuals()) {
      out << "  -> " << InWords(would.words(), language) << "\n";
    }
    out << "\n";
  }
  if (answer.missing().empty()) return;
  out << Text{"Çatışmayanlar və kim təmin edə bilər:", "What is missing, and who can supply it:"}.In(language) << "\n";
  for (const payment::v1::MissingFact& fact : answer.missing()) {
    out << "  " << InWords(fact.words(), language) << "  -> " << InWords(fact.who(), language) << "  " << fact.resource() << "\n";
  }
}

void PrintDecisions(const payment::v1::ListDecisionsResponse& decisions, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return text.In(language); };
  for (const payment::v1::Suspension& suspension : decisions.suspensions()) {
    out << in({"dayandırma", "suspension"}) << "  " << CodeLabelOf(suspension.state(), language) << "  "
        << Stretch(suspension.suspended_from(), suspension.suspended_until()) << "  " << CodeLabelOf(suspension.reason(), language)
        << "  " << suspension.name() << "\n";
  }
  for (const payment::v1::EntitlementAppeal& appeal : decisions.appeals()) {
    out << in({"şikayət", "appeal"}) << "  " << CodeLabelOf(appeal.state(), language) << "  " << ToText(appeal.lodged_on()) << "  "
        << CodeLabelOf(appeal.ground(), language) << "  " << in({"cavab", "answer by"}) << " " << ToText(appeal.answer_due_on())
        << "  " << appeal.name() << "\n";
  }
  const auto print = [&](const payment::v1::RecoveryPlan& plan, Text what) {
    out << in(what) << "  " << CodeLabelOf(plan.decision(), language) << "  " << Money(plan.taken_back_qepik(), language);
    if (plan.covered_qepik() > 0) {
      out << ", " << in({"ondan artıq ödəniş deyil", "of that no over-payment"}) << " " << Money(plan.covered_qepik(), language);
    }
    out << ", " << in({"hər ödənişdən ən çox", "of each payment at most"}) << " " << plan.share_percent() << " %, "
        << in({"ən azı qalır", "at least left"}) << " " << Money(plan.smallest_left_qepik(), language) << ", "
        << in({"imtina edilib", "waived"}) << " " << Money(plan.waived_qepik(), language) << "  " << plan.name() << "\n";
  };
  if (decisions.has_recovery()) print(decisions.recovery(), {"geri alınma", "recovery"});
  for (const payment::v1::RecoveryPlan& plan : decisions.merged_recoveries()) {
    print(plan, {"birləşmiş qeydin geri alınması", "recovery of a merged record"});
  }
}

void PrintRecount(const Recount& recount, Language language, std::ostream& out) {
  constexpr int kWidth = 30;
  const auto in = [language](Text text) { return text.In(language); };
  const RecountCounts& counts = recount.counts();
  const int filled = recount.has_finish_time() ? kWidth
                     : recount.total() > 0 ? static_cast<int>(std::min<int64_t>(kWidth, kWidth * counts.done() / recount.total()))
                                           : 0;
  for (int i = 0; i < kWidth; ++i) out << (i < filled ? "█" : "░");
  out << "  " << counts.done() << " / " << recount.total() << "\n";
  FactRows rows;
  rows.Add(in({"nə edilir", "what it does"}), CodeLabelOf(recount.kind(), language));
  rows.Add(in({"yardımlar", "benefits"}), Listed(recount.benefits()));
  rows.Add(in({"qaydaya uyğun", "meet a rule"}), absl::StrCat(counts.qualifying()));
  rows.Add(in({"sualı olan", "with a question"}), absl::StrCat(counts.with_question()));
  rows.Add(in({"pulu hələ buraxılmayan", "money may not leave yet"}), absl::StrCat(counts.held()));
  rows.Add(in({"başlayan", "started"}), absl::StrCat(counts.started()));
  rows.Add(in({"dəyişən", "changed"}), absl::StrCat(counts.changed()));
  rows.Add(in({"nəzərdən qaçan", "passed over"}), absl::StrCat(counts.unserved()));
  rows.Add(in({"başlayıb", "begun"}), Moment(recount.create_time()));
  rows.Add(in({"bitib", "finished"}), Moment(recount.finish_time()));
  rows.Print(out);
}

void PrintUnserved(const payment::v1::ListUnservedResponse& list, Language language, std::ostream& out) {
  for (const payment::v1::Unserved& one : list.unserved()) {
    out << "survivors/" << one.survivor_uid() << "  " << one.benefit() << "  " << CodeLabelOf(one.reason(), language) << "  "
        << Text{"kim", "who acts"}.In(language) << ": " << one.role() << "  " << Moment(one.create_time()) << "\n";
  }
  if (list.has_last_check()) {
    out << Text{"Hüququ olub nəzərdən qaçan: ", "Owed something and passed over: "}.In(language) << InAll(list.total(), language)
        << "\n";
    PrintRecount(list.last_check(), language, out);
  } else if (list.unserved().empty()) {
    out << Text{"Hələ yoxlama aparılmayıb.", "Nobody was looked at yet."}.In(language) << "\n";
  }
  PrintNextPage(list.next_page_token(), language, out);
}

}  // namespace dayaq::cli
