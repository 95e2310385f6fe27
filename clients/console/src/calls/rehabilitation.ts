import { createClient } from '@connectrpc/connect';

import { AppointmentService } from '../contract/dayaq/rehabilitation/v1/appointment_service_pb.ts';
import { CentreService } from '../contract/dayaq/rehabilitation/v1/centre_service_pb.ts';
import { DeviceService } from '../contract/dayaq/rehabilitation/v1/device_service_pb.ts';
import { EpisodeService } from '../contract/dayaq/rehabilitation/v1/episode_service_pb.ts';
import { RenewalService } from '../contract/dayaq/rehabilitation/v1/renewal_service_pb.ts';
import { ReferralService } from '../contract/dayaq/survivor/v1/referral_service_pb.ts';
import { transport } from './transport.ts';

export const appointments = createClient(AppointmentService, transport);
export const centres = createClient(CentreService, transport);
export const devices = createClient(DeviceService, transport);
export const episodes = createClient(EpisodeService, transport);
export const renewals = createClient(RenewalService, transport);
export const referrals = createClient(ReferralService, transport);
