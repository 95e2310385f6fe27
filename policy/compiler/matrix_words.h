// Rules in words: what the page docs/access-matrix.md says in both languages.
#ifndef POLICY_COMPILER_MATRIX_WORDS_H_
#define POLICY_COMPILER_MATRIX_WORDS_H_

#include <string>
#include <vector>

#include "services/platform/access/access_policy.h"

namespace dayaq::policy {

struct ClassWords {
  DataClass data_class;
  PolicyWords name;
  PolicyWords meaning;
};
// All data classes, from open to closed.
const std::vector<ClassWords>& DataClassWords();

// "kimlik; sağlamlıq", "identity; health"; a dash when there are none.
PolicyWords ClassesInWords(DataClassSet classes);
PolicyWords PurposesInWords(const std::set<std::string>& purposes, const AccessPolicy& policy);
PolicyWords FactsInWords(FactSet facts);
// The ways in which rows come within reach of the role, as one sentence.
PolicyWords ReachInWords(const Role& role, const AccessPolicy& policy);
// What must hold, besides the row lying within reach, for the role to do the action; empty when nothing must.
PolicyWords ConditionInWords(const Role& role, const Action& action, const AccessPolicy& policy);
// In the order of the file.
PolicyWords RolesInWords(const std::set<std::string>& roles, const AccessPolicy& policy);
PolicyWords ActionsInWords(const std::set<std::string>& actions, const AccessPolicy& policy);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_MATRIX_WORDS_H_
