// A set of data classes: what a role reads or writes.
#ifndef SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_
#define SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_

#include <bitset>
#include <initializer_list>

#include "dayaq/access/v1/annotations.pb.h"

namespace dayaq {

using access::v1::DataClass;

// Small value type; empty at first: default closed.
class DataClassSet {
 public:
  DataClassSet() = default;
  DataClassSet(std::initializer_list<DataClass> classes) {
    for (const DataClass data_class : classes) Add(data_class);
  }
  // Every class: for reactions that move rows as they are, and for tests. Never for a person.
  static DataClassSet All() {
    DataClassSet all;
    all.bits_.set();
    return all;
  }
  void Add(DataClass data_class) { bits_.set(static_cast<size_t>(data_class)); }
  bool Contains(DataClass data_class) const { return bits_.test(static_cast<size_t>(data_class)); }
  unsigned long bits() const { return bits_.to_ulong(); }
  bool operator==(const DataClassSet& other) const { return bits_ == other.bits_; }

 private:
  std::bitset<access::v1::DataClass_ARRAYSIZE> bits_;
};

// The class stated on a field; DATA_CLASS_UNSPECIFIED when none is (which stops a service at start).
DataClass ClassOf(const google::protobuf::FieldDescriptor& field);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_ACCESS_DATA_CLASSES_H_
