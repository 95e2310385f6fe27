// access_matrix FILE: decides every cell of the matrix by the services' own code and writes what it decided, for judge.mjs to hold
// against the referee's verdicts. Ends with "ok" and "not ok" lines.
//
// The file: "S <json>" is a situation, numbered from 0; "P <role> <action> <situation>..." a pair with its situations, one for each
// combination of facts and variant; "D <purpose> <0|1>..." the decisions of the pair before, in that order.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/access/cells.h"
#include "tests/access/situation.h"

namespace dayaq {
namespace {

class Matrix {
 public:
  explicit Matrix(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {}
  void Write(const AccessPolicy& policy);
  // Whether all is well; prints the cases.
  bool Report();

 private:
  size_t NumberOf(FactSet facts, int variant);
  void WritePair(const AccessPolicy& policy, const Pair& pair);
  void CheckBeforeRow(const AccessPolicy& policy, const Pair& pair, const std::string& purpose, FactSet facts, bool allowed);

  std::ofstream file_;
  std::vector<std::string> purposes_;
  std::map<std::pair<uint32_t, int>, size_t> numbers_;
  std::vector<FactSet> found_;  // facts of each situation, as found from its attributes
  size_t cells_ = 0, judged_ = 0, allowed_ = 0, misread_ = 0, early_ = 0;
};

size_t Matrix::NumberOf(FactSet facts, int variant) {
  const auto [entry, fresh] = numbers_.emplace(std::make_pair(facts.bits(), variant), found_.size());
  if (fresh) {
    const Situation situation = Realise(facts, variant);
    found_.push_back(FactsOf(situation));
    if (!(found_.back() == facts)) {
      ++misread_;
      std::cout << "found " << FactNames(found_.back()) << " instead of " << FactNames(facts) << ", variant " << variant << "\n";
    }
    file_ << "S " << AttributesJson(situation) << "\n";
  }
  return entry->second;
}

// What is allowed with the row must not be refused before it was looked at: that is the gate every call passes first.
void Matrix::CheckBeforeRow(const AccessPolicy& policy, const Pair& pair, const std::string& purpose, FactSet facts, bool allowed) {
  if (!allowed) return;
  if (policy.DecideBeforeRow(pair.role, pair.action, purpose, facts.Without(kRowFacts)).allowed()) return;
  ++early_;
  std::cout << pair.role << " " << pair.action << " " << purpose << ": refused before the row, allowed with it\n";
}

void Matrix::WritePair(const AccessPolicy& policy, const Pair& pair) {
  std::vector<size_t> situations;
  for (const FactSet facts : pair.combinations) {
    for (int variant = 0; variant < (pair.granted ? kVariants : 1); ++variant) situations.push_back(NumberOf(facts, variant));
  }
  file_ << "P " << pair.role << " " << pair.action;
  for (const size_t situation : situations) file_ << " " << situation;
  file_ << "\n";
  for (const std::string& purpose : purposes_) {
    file_ << "D " << purpose << " ";
    for (const size_t situation : situations) {
      const FactSet facts = found_[situation];
      const bool allowed = policy.Decide(pair.role, pair.action, purpose, facts).allowed();
      CheckBeforeRow(policy, pair, purpose, facts, allowed);
      file_ << (allowed ? '1' : '0');
      allowed_ += allowed ? 1 : 0;
    }
    file_ << "\n";
    cells_ += pair.combinations.size();
    judged_ += situations.size();
  }
}

void Matrix::Write(const AccessPolicy& policy) {
  purposes_ = AllPurposes(policy);
  for (const Pair& pair : AllPairs(policy)) WritePair(policy, pair);
  file_.close();
}

bool Matrix::Report() {
  const auto check = [](bool holds, const std::string& what) {
    std::cout << (holds ? "ok " : "not ok ") << what << "\n";
    return holds;
  };
  std::cout << "cells: " << cells_ << ", what is granted in " << kVariants << " ways: " << judged_ << ", allowed: " << allowed_
            << "\n";
  bool well = check(misread_ == 0, absl::StrCat("AC-2 every fact is found from the attributes it was made of: ", found_.size(),
                                                " situations, ", misread_, " misread"));
  well &= check(early_ == 0,
                absl::StrCat("AC-2 nothing allowed with its row is refused before it: ", allowed_, " decisions, ", early_));
  well &= check(allowed_ > 0 && static_cast<bool>(file_), "AC-2 the cells are written");
  return well;
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: access_matrix FILE\n";
    return 2;
  }
  dayaq::Matrix matrix(argv[1]);
  matrix.Write(dayaq::LinkedPolicy());
  return matrix.Report() ? 0 : 1;
}
