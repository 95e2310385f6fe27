// Reasons of a match in words.
#ifndef SERVICES_EMPLOYMENT_MATCH_WORDS_H_
#define SERVICES_EMPLOYMENT_MATCH_WORDS_H_

#include <string>

#include "dayaq/employment/v1/vacancy.pb.h"
#include "dayaq/employment/v1/work_codes.pb.h"

namespace dayaq::employment {

struct WorkWords {
  std::string az;
  std::string en;
};

WorkWords WordsOf(v1::WorkAdaptation adaptation);
// A sentence in either language.
WorkWords WordsOf(const v1::MatchReason& reason);
// Fills in the sentences.
void PutInWords(v1::MatchReason& reason);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_MATCH_WORDS_H_
