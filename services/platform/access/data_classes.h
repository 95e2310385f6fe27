// A set of data classes, and what a field holds as its descriptor says.
#ifndef SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_
#define SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_

#include <cstdint>
#include <initializer_list>

#include "dayaq/access/v1/annotations.pb.h"

namespace dayaq {

using access::v1::DataClass;

// What a caller may read, or may write. Value type; starts empty, so that nothing is open by default. DATA_CLASS_UNSPECIFIED is
// never in a set.
class DataClassSet {
 public:
  constexpr DataClassSet() = default;
  constexpr DataClassSet(std::initializer_list<DataClass> classes) {
    for (const DataClass data_class : classes) Add(data_class);
  }
  // Every class that this version knows: for tests and for what no person asks.
  static constexpr DataClassSet All() {
    DataClassSet all;
    for (int value = 1; value <= access::v1::DataClass_MAX; ++value) all.Add(static_cast<DataClass>(value));
    return all;
  }

  constexpr void Add(DataClass data_class) { bits_ |= BitOf(data_class); }
  constexpr bool Has(DataClass data_class) const { return (bits_ & BitOf(data_class)) != 0; }
  // Classes in both.
  constexpr DataClassSet And(DataClassSet other) const {
    DataClassSet both;
    both.bits_ = bits_ & other.bits_;
    return both;
  }
  constexpr bool empty() const { return bits_ == 0; }
  // One bit a class; equal sets have equal bits.
  constexpr uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(DataClassSet a, DataClassSet b) { return a.bits_ == b.bits_; }

 private:
  static constexpr uint32_t BitOf(DataClass data_class) {
    return data_class > 0 && data_class <= access::v1::DataClass_MAX ? uint32_t{1} << data_class : 0;
  }
  uint32_t bits_ = 0;
};

// The class stated on a field; DATA_CLASS_UNSPECIFIED when none is (which stops a service at start).
DataClass ClassOf(const google::protobuf::FieldDescriptor& field);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_
