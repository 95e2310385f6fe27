// How the journey looks while it is played.
#ifndef CLIENTS_CLI_JOURNEY_VIEW_H_
#define CLIENTS_CLI_JOURNEY_VIEW_H_

#include <ostream>
#include <string>
#include <vector>

#include "clients/cli/journey.h"

namespace dayaq::cli {

// Each step as it comes: what happened, by whom, how long it took, and the command to look at it oneself.
class JourneyPrinter : public JourneyListener {
 public:
  // `terminal`: whether `out` moves its cursor; then the running step is shown too.
  JourneyPrinter(Language language, bool terminal, std::ostream& out) : language_(language), terminal_(terminal), out_(out) {}
  void Begin(const std::string& sentence) override;
  void End(const PlayedStep& step) override;

 private:
  const Language language_;
  const bool terminal_;
  std::ostream& out_;
  int number_ = 0;
};

// Keeps the steps, for one JSON document at the end.
class JourneyRecorder : public JourneyListener {
 public:
  void Begin(const std::string& /*sentence*/) override {}
  void End(const PlayedStep& step) override { steps_.push_back(step); }
  // {"complete":true,"ms":1234,"steps":[{"step":"register","done":true,"by":...,"sentence":...,"result":[...],"ms":...,"look":...,
  // "look_as":...},...]}
  std::string Json(bool complete) const;

 private:
  std::vector<PlayedStep> steps_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_JOURNEY_VIEW_H_
