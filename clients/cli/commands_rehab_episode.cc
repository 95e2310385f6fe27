// rehab episode: open, accept, close, measure, list, show.
#include <memory>
#include <utility>

#include "clients/cli/rehab_flags.h"
#include "clients/cli/rehab_view.h"
#include "clients/cli/resource_names.h"
#include "dayaq/rehabilitation/v1/episode_service.grpc.pb.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

auto EpisodePrinter(Program& program) {
  return [&program](const Episode& episode) { PrintEpisode(episode, program.language(), program.out()); };
}
absl::StatusOr<Episode> FetchEpisode(Client& client, const std::string& name) {
  GetEpisodeRequest request;
  request.set_name(name);
  return client.Call(&rehabilitation::v1::EpisodeService::Stub::GetEpisode, request);
}
absl::Status RunOpenEpisode(const RehabFlags& flags, Program& program) {
  OpenEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &rehabilitation::v1::EpisodeService::Stub::OpenEpisode, std::move(request), flags.validate_only,
              EpisodePrinter(program));
}

// A change of the episode as it is now.
template <typename Request, typename Method>
absl::Status ChangeEpisode(const RehabFlags& flags, Program& program, Method method, Request request) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Episode now, FetchEpisode(*client, flags.where));
  request.set_name(now.name());
  request.set_etag(now.etag());
  return Send(program, method, std::move(request), flags.validate_only, EpisodePrinter(program));
}

absl::Status RunAcceptEpisode(const RehabFlags& flags, Program& program) {
  AcceptEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ChangeEpisode(flags, program, &rehabilitation::v1::EpisodeService::Stub::AcceptEpisode, std::move(request));
}

absl::Status RunCloseEpisode(const RehabFlags& flags, Program& program) {
  CloseEpisodeRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ChangeEpisode(flags, program, &rehabilitation::v1::EpisodeService::Stub::CloseEpisode, std::move(request));
}

absl::Status RunMeasure(const RehabFlags& flags, Program& program) {
  RecordMeasureRequest request;
  request.mutable_measure()->set_with_device(flags.with_device);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_measure()));
  return ChangeEpisode(flags, program, &rehabilitation::v1::EpisodeService::Stub::RecordMeasure, std::move(request));
}

absl::Status RunEpisodes(const RehabFlags& flags, Program& program) {
  ListEpisodesRequest request;
  if (!flags.where.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  }
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &rehabilitation::v1::EpisodeService::Stub::ListEpisodes, std::move(request), flags.pages,
                  &ListEpisodesResponse::mutable_episodes, PrintEpisodes);
}

absl::Status RunEpisode(const RehabFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Episode episode, FetchEpisode(*client, flags.where));
  program.Answer(episode, [&] { PrintEpisode(episode, program.language(), program.out()); });
  return absl::OkStatus();
}

constexpr Text kWho = {"kim: survivors/… və ya nömrə", "who: survivors/… or a number"};
constexpr Text kEpisode = {"hansı kurs: episodes/…", "which episode: episodes/…"};

}  // namespace

void AddRehabEpisodeCommands(Command& rehab, Program& program) {
  Command& episode = *rehab.add_subcommand("episode", program.In({"reabilitasiya kursları", "episodes of rehabilitation"}));
  episode.require_subcommand(1);
  const auto opening = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddRehabCommand(
                   episode, program, opening, "open", {"göndərilmiş şəxs üçün aç", "open for somebody who was referred"},
                   RunOpenEpisode, &kWho,
                   {{"--kind", "kind", {"physical, psychological, occupational", "physical, psychological, occupational"}, true},
                    {"--specialist", "specialist_uid", {"cavabdeh mütəxəssis", "the specialist who answers for it"}}},
                   "\n  dayaqctl rehab episode open survivors/0190… --kind physical\n"),
               *opening, program);
  const auto accepting = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddRehabCommand(episode, program, accepting, "accept",
                                {"sistemin təklif etdiyini qəbul et", "take on what the house proposed"}, RunAcceptEpisode,
                                &kEpisode, {}, "\n  dayaqctl rehab episode accept episodes/0190…\n"),
               *accepting, program);
  const auto closing = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddRehabCommand(episode, program, closing, "close", {"bağla", "close"}, RunCloseEpisode, &kEpisode,
                                {{"--reason",
                                  "reason",
                                  {"goals_reached, not_wanted, moved_away, ...", "goals_reached, not_wanted, moved_away, ..."},
                                  true}},
                                "\n  dayaqctl rehab episode close episodes/0190… --reason goals_reached\n"),
               *closing, program);
  const auto measuring = std::make_shared<RehabFlags>();
  Command* measure = AddRehabCommand(
      episode, program, measuring, "measure", {"ölçmənin balını qeyd et", "record a score"}, RunMeasure, &kEpisode,
      {{"--instrument",
        "instrument",
        {"amp_pro, amp_no_pro, k_level, timed_up_and_go (saniyənin onda biri), walk_two_minutes, walk_six_minutes (metr), plus_m "
         "(onda bir)",
         "amp_pro, amp_no_pro, k_level, timed_up_and_go (tenths of a second), walk_two_minutes, walk_six_minutes (metres), plus_m "
         "(tenths)"},
        true},
       {"--score", "score", {"bal", "the score"}, true},
       {"--on", "measured_on", {"hansı gün", "on which day"}, true}},
      "\n  dayaqctl rehab episode measure episodes/0190… --instrument amp_pro --score 38 --on 2026-11-20 --with-device\n");
  measure->add_flag("--with-device", measuring->with_device, program.In({"protezlə", "with the prosthesis on"}));
  AddCheckFlag(*measure, *measuring, program);
  const auto listing = std::make_shared<RehabFlags>();
  Command* list = AddRehabCommand(episode, program, listing, "list", {"kurslar", "episodes"}, RunEpisodes, nullptr,
                                  {{"--state", "states", {"proposed, open, closed", "proposed, open, closed"}}},
                                  "\n  dayaqctl rehab episode list --state proposed\n");
  list->add_option("--of", listing->where, program.In(kWho));
  AddPageFlags(*list, listing->pages, program);
  AddRehabCommand(episode, program, std::make_shared<RehabFlags>(), "show",
                  {"bir kurs və onun nəticələri", "one episode and what came of it"}, RunEpisode, &kEpisode, {},
                  "\n  dayaqctl rehab episode show episodes/0190…\n");
}

}  // namespace dayaq::cli
