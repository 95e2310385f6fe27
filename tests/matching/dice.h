// Chance that is the same on every machine: the distributions of the standard library are not.
#ifndef TESTS_MATCHING_DICE_H_
#define TESTS_MATCHING_DICE_H_

#include <cstdint>
#include <random>
#include <vector>

namespace dayaq::matching {

class Dice {
 public:
  explicit Dice(uint64_t seed) : engine_(seed) {}
  // 0 to sides - 1.
  int Of(int sides) { return static_cast<int>(engine_() % static_cast<uint64_t>(sides)); }
  int Between(int least, int most) { return least + Of(most - least + 1); }
  bool Chance(double share) { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53 < share; }
  template <typename T>
  const T& Pick(const std::vector<T>& all) {
    return all[Of(static_cast<int>(all.size()))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace dayaq::matching

#endif  // TESTS_MATCHING_DICE_H_
