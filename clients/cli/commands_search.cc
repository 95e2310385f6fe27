// survivor search: by the first letters of names, as staff type them.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/survivor_view.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::SearchSurvivorsResponse;

struct SearchFlags {
  std::vector<std::string> words;
  std::string wanted_register;
  PageFlags pages;
};

void PrintFound(const SearchSurvivorsResponse& found, Language language, std::ostream& out) {
  survivor::v1::ListSurvivorsResponse list;
  *list.mutable_survivors() = found.survivors();
  list.set_next_page_token(found.next_page_token());
  PrintSurvivorList(list, language, out);
  if (found.for_supervisor() == 0) return;
  out << "\n"
      << Text{"Sizə görünməyən oxşar qeydlər var, nəzarətçiyə müraciət edin: ",
              "There are records like this that you do not see, refer to a supervisor: "}
             .In(language)
      << found.for_supervisor() << "\n";
}

absl::Status RunSearch(const SearchFlags& flags, Program& program) {
  survivor::v1::SearchSurvivorsRequest request;
  request.set_words(absl::StrJoin(flags.words, " "));
  request.set_register_(flags.wanted_register);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const SearchSurvivorsResponse found,
                   FetchPages(*client, &survivor::v1::MatchService::Stub::SearchSurvivors, std::move(request), flags.pages,
                              &SearchSurvivorsResponse::mutable_survivors));
  program.Answer(found, [&] { PrintFound(found, program.language(), program.out()); });
  return absl::OkStatus();
}

}  // namespace

void AddSearchCommand(Command& survivor, Program& program) {
  const auto flags = std::make_shared<SearchFlags>();
  Command* search =
      survivor.add_subcommand("search", program.In({"adların ilk hərfləri ilə axtar", "search by the first letters of names"}));
  search
      ->add_option("words", flags->words,
                   program.In({"iki adın ən azı üç hərfi, və ya soyad və doğum ili",
                               "at least three letters of two names, or of a family name and the year of birth"}))
      ->required();
  search->add_option("--register", flags->wanted_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  AddPageFlags(*search, flags->pages, program);
  search->footer("\n  dayaqctl survivor search Sev Cəf\n  dayaqctl survivor search Cəfərova 1976\n");
  search->callback([flags, &program] { program.action = [flags, &program] { return RunSearch(*flags, program); }; });
}

}  // namespace dayaq::cli
