// What a person's own page asks, and no more than that: it loads no desk's calls.
import { createClient } from '@connectrpc/connect';

import { AppointmentService } from '../contract/dayaq/rehabilitation/v1/appointment_service_pb.ts';
import { DeviceService } from '../contract/dayaq/rehabilitation/v1/device_service_pb.ts';
import { RenewalService } from '../contract/dayaq/rehabilitation/v1/renewal_service_pb.ts';
import { RequestService } from '../contract/dayaq/survivor/v1/request_service_pb.ts';
import { transport } from './transport.ts';

export const appointments = createClient(AppointmentService, transport);
export const devices = createClient(DeviceService, transport);
export const renewals = createClient(RenewalService, transport);
export const requests = createClient(RequestService, transport);
