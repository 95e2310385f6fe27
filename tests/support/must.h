// For the steps of a test's preparation that cannot fail unless the test itself is wrong.
#ifndef TESTS_SUPPORT_MUST_H_
#define TESTS_SUPPORT_MUST_H_

#include <stdexcept>

namespace dayaq::testing {

inline void Must(bool is_done, const char* what) {
  if (!is_done) throw std::logic_error(what);
}

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_MUST_H_
