// What libraries would write to standard error by themselves becomes lines of our log.
#ifndef SERVICES_PLATFORM_SERVICE_LIBRARY_LOGS_H_
#define SERVICES_PLATFORM_SERVICE_LIBRARY_LOGS_H_

namespace dayaq {

// gRPC and Protobuf write lines of their own form, and what a caller sent stands in some of them. From here on each is one line of
// ours that says where in the library it comes from, and nothing of what it says. May be called several times.
void TakeOverLibraryLogs();

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_LIBRARY_LOGS_H_
