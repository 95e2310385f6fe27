// An event that its reaction cannot digest: what it is about is named as nothing ever is.
#ifndef TESTS_FAULTS_POISON_H_
#define TESTS_FAULTS_POISON_H_

#include <string>

namespace dayaq::testing {

// Puts one among the events that wait; it has failed so often that one more time is the last. Asks the database as its superuser.
void PutPoison(const std::string& database);

// Whether it lies where an operator looks, with the reason; takes it away, so that the history is that of the callers.
bool TakeParkedPoison(const std::string& database);

}  // namespace dayaq::testing

#endif  // TESTS_FAULTS_POISON_H_
