// How devices, their renewals and the forecast look to people.
#ifndef CLIENTS_CLI_DEVICE_VIEW_H_
#define CLIENTS_CLI_DEVICE_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/rehabilitation/v1/device_service.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::cli {

void PrintDeviceClasses(const rehabilitation::v1::ListDeviceClassesResponse& list, Language language, std::ostream& out);
// Everything the caller may see of it; components numbered as the commands name them.
void PrintDevice(const rehabilitation::v1::Device& device, Language language, std::ostream& out);
void PrintDevices(const rehabilitation::v1::ListDevicesResponse& list, Language language, std::ostream& out);
void PrintRecall(const rehabilitation::v1::RecallDevicesResponse& recall, Language language, std::ostream& out);
void PrintRenewal(const rehabilitation::v1::Renewal& renewal, Language language, std::ostream& out);
// The call-in list.
void PrintRenewals(const rehabilitation::v1::ListRenewalsResponse& list, Language language, std::ostream& out);
void PrintProposals(const rehabilitation::v1::ProposeRenewalAppointmentsResponse& list, Language language, std::ostream& out);
// A table with a small chart: a bar of what is expected, and a line as far as nineteen times in twenty it will not go beyond.
// What was delivered to a person, as their record shows it; nothing when there is nothing.
void PrintWornDevices(const google::protobuf::RepeatedPtrField<survivor::v1::WornDevice>& devices, Language language,
                      std::ostream& out);
void PrintForecast(const rehabilitation::v1::ForecastRenewalsResponse& forecast, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_DEVICE_VIEW_H_
