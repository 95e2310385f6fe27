// A set of data classes: what a caller may read, or may write.
#ifndef SERVICES_PLATFORM_DATABASE_DATA_CLASS_SET_H_
#define SERVICES_PLATFORM_DATABASE_DATA_CLASS_SET_H_

#include <cstdint>
#include <initializer_list>

#include "dayaq/access/v1/annotations.pb.h"

namespace dayaq {

// Value type; starts empty, so that nothing is open by default. DATA_CLASS_UNSPECIFIED is never in a set.
class DataClassSet {
 public:
  constexpr DataClassSet() = default;
  constexpr DataClassSet(std::initializer_list<access::v1::DataClass> classes) {
    for (const access::v1::DataClass data_class : classes) Add(data_class);
  }
  // Every class that this version knows.
  static constexpr DataClassSet All() {
    DataClassSet all;
    for (int value = 1; value <= access::v1::DataClass_MAX; ++value) all.Add(static_cast<access::v1::DataClass>(value));
    return all;
  }

  constexpr void Add(access::v1::DataClass data_class) { bits_ |= BitOf(data_class); }
  constexpr bool Has(access::v1::DataClass data_class) const { return (bits_ & BitOf(data_class)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  // One bit a class; equal sets have equal bits.
  constexpr uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(DataClassSet a, DataClassSet b) { return a.bits_ == b.bits_; }

 private:
  static constexpr uint32_t BitOf(access::v1::DataClass data_class) {
    return data_class > 0 && data_class <= access::v1::DataClass_MAX ? uint32_t{1} << data_class : 0;
  }
  uint32_t bits_ = 0;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_DATA_CLASS_SET_H_
