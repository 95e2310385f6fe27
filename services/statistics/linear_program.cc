#include "services/statistics/linear_program.h"

#include <glpk.h>

namespace dayaq::statistics {
namespace {

// A single question takes milliseconds; one that takes longer counts as not answered.
constexpr int kMostMilliseconds = 20'000;

// A null bound of GLPK's own would mean "no bound".
void Bound(glp_prob* problem, int column, double low, double high) {
  glp_set_col_bnds(problem, column, low < high ? GLP_DB : GLP_FX, low, high);
}

// Problems that this thread has.
thread_local int problems_here = 0;

}  // namespace

struct LinearProgram::Problem {
  Problem() : glpk(glp_create_prob()) {
    ++problems_here;
    // Of every thread its own; it would print progress otherwise.
    glp_term_out(GLP_OFF);
    glp_set_obj_dir(glpk, GLP_MIN);
  }
  // What GLPK keeps for a thread it does not give back by itself, and threads of a server come and go.
  ~Problem() {
    glp_delete_prob(glpk);
    if (--problems_here == 0) glp_free_env();
  }
  Problem(const Problem&) = delete;
  Problem& operator=(const Problem&) = delete;

  bool Solve(bool presolve) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tm_lim = kMostMilliseconds;
    parameters.presolve = presolve ? GLP_ON : GLP_OFF;
    return glp_simplex(glpk, &parameters) == 0 && glp_get_status(glpk) == GLP_OPT;
  }

  glp_prob* glpk;
  bool has_basis = false;
};

LinearProgram::LinearProgram() : problem_(std::make_unique<Problem>()) {}
LinearProgram::~LinearProgram() = default;

int LinearProgram::AddVariable(double low, double high, double cost) {
  const int column = glp_add_cols(problem_->glpk, 1);
  Bound(problem_->glpk, column, low, high);
  glp_set_obj_coef(problem_->glpk, column, cost);
  problem_->has_basis = false;
  return column - 1;
}

void LinearProgram::AddRow(const std::vector<std::pair<int, double>>& terms, double sum) {
  // GLPK counts from one.
  std::vector<int> columns = {0};
  std::vector<double> factors = {0};
  for (const auto& [variable, factor] : terms) {
    columns.push_back(variable + 1);
    factors.push_back(factor);
  }
  const int row = glp_add_rows(problem_->glpk, 1);
  glp_set_row_bnds(problem_->glpk, row, GLP_FX, sum, sum);
  glp_set_mat_row(problem_->glpk, row, static_cast<int>(terms.size()), columns.data(), factors.data());
  problem_->has_basis = false;
}

void LinearProgram::SetCost(int variable, double cost) { glp_set_obj_coef(problem_->glpk, variable + 1, cost); }

void LinearProgram::SetBounds(int variable, double low, double high) { Bound(problem_->glpk, variable + 1, low, high); }

std::optional<std::vector<double>> LinearProgram::Minimise() {
  glp_prob* const glpk = problem_->glpk;
  if (!problem_->has_basis) glp_adv_basis(glpk, 0);
  problem_->has_basis = true;
  if (!problem_->Solve(false)) {
    // From the start once more: a basis that was carried on may have become unusable.
    glp_std_basis(glpk);
    if (!problem_->Solve(true)) return std::nullopt;
  }
  std::vector<double> values;
  for (int column = 1; column <= glp_get_num_cols(glpk); ++column) values.push_back(glp_get_col_prim(glpk, column));
  return values;
}

std::optional<std::vector<double>> LinearProgram::MinimiseInWholeNumbers() {
  glp_prob* const glpk = problem_->glpk;
  if (!Minimise().has_value()) return std::nullopt;
  for (int column = 1; column <= glp_get_num_cols(glpk); ++column) glp_set_col_kind(glpk, column, GLP_IV);
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.tm_lim = kMostMilliseconds;
  parameters.presolve = GLP_ON;
  const bool solved = glp_intopt(glpk, &parameters) == 0;
  const int status = glp_mip_status(glpk);
  std::optional<std::vector<double>> values;
  if (solved && (status == GLP_OPT || status == GLP_FEAS)) {
    values.emplace();
    for (int column = 1; column <= glp_get_num_cols(glpk); ++column) values->push_back(glp_mip_col_val(glpk, column));
  }
  for (int column = 1; column <= glp_get_num_cols(glpk); ++column) glp_set_col_kind(glpk, column, GLP_CV);
  return values;
}

}  // namespace dayaq::statistics
