// Searches files for what is known of the canaries, in every encoding. Names of files come on standard input; one line for each
// hit, which tells kind, encoding, file and place, and the text only of people nobody is. Ends with "<files> files, <bytes> bytes,
// <hits> hits".
#include <cstdint>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "tests/atrest/canaries.h"
#include "tests/atrest/encodings.h"
#include "tests/atrest/pattern_search.h"

ABSL_FLAG(uint64_t, people, 20, "how many canaries were registered");
ABSL_FLAG(std::string, plant, "",
          "instead: writes each secret of the first canary in each encoding into this file, and says how many");

namespace dayaq::testing {
namespace {

struct Wanted {
  std::string kind, encoding;
};

int Plant(const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  int planted = 0;
  for (const Secret& secret : SecretsOf(1)) {
    for (const EncodedForm& form : FormsOf(secret.text)) {
      file << form.bytes << "\n";
      ++planted;
    }
  }
  std::cout << planted << "\n";
  return file.good() ? 0 : 1;
}

int Search() {
  std::vector<Wanted> wanted;
  std::vector<std::string> patterns;
  for (const Secret& secret : SecretsOf(absl::GetFlag(FLAGS_people))) {
    for (EncodedForm& form : FormsOf(secret.text)) {
      wanted.push_back({secret.kind, form.encoding});
      patterns.push_back(std::move(form.bytes));
    }
  }
  const PatternSearch search(patterns);
  size_t files = 0, bytes = 0, hits = 0, unread = 0;
  for (std::string path; std::getline(std::cin, path); ++files) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::cout << "not read: " << path << "\n";
      ++unread;
      continue;
    }
    std::ostringstream content;
    content << file.rdbuf();
    const std::string whole = std::move(content).str();
    bytes += whole.size();
    for (const PatternSearch::Hit& hit : search.FindIn(whole)) {
      ++hits;
      std::cout << "hit: " << wanted[hit.pattern].kind << " in " << wanted[hit.pattern].encoding << " at " << hit.offset << " of "
                << path << "\n";
    }
  }
  std::cout << patterns.size() << " texts, " << files << " files, " << bytes << " bytes, " << hits << " hits\n";
  return hits + unread == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const std::string plant = absl::GetFlag(FLAGS_plant);
  return plant.empty() ? dayaq::testing::Search() : dayaq::testing::Plant(plant);
}
