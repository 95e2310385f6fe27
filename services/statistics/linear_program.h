// The one door to the solver (GLPK). Nothing here is believed: whoever asks checks the answer in whole numbers, so a wrong one can
// only make a release refused, never published (docs/adr/0049-figures-that-hide-people.md).
#ifndef SERVICES_STATISTICS_LINEAR_PROGRAM_H_
#define SERVICES_STATISTICS_LINEAR_PROGRAM_H_

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dayaq::statistics {

// Minimises costs under rows of equations. Not for several threads at once. Asked again after a change of costs or bounds, it goes
// on from where it was.
class LinearProgram {
 public:
  LinearProgram();
  ~LinearProgram();
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;

  // A variable within bounds, and its number: 0, 1, ...
  int AddVariable(double low, double high, double cost);
  // The terms (variable, factor) come to `sum`.
  void AddRow(const std::vector<std::pair<int, double>>& terms, double sum);
  void SetCost(int variable, double cost);
  void SetBounds(int variable, double low, double high);

  // Values of all variables at the least cost; nothing when there is no solution, or none was found in time.
  std::optional<std::vector<double>> Minimise();
  // The same with every variable a whole number.
  std::optional<std::vector<double>> MinimiseInWholeNumbers();

 private:
  struct Problem;
  std::unique_ptr<Problem> problem_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LINEAR_PROGRAM_H_
