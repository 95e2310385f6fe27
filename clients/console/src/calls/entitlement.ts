import { createClient } from '@connectrpc/connect';

import { EntitlementService } from '../contract/dayaq/payment/v1/entitlement_service_pb.ts';
import { MatchService } from '../contract/dayaq/survivor/v1/match_service_pb.ts';
import { SurvivorService } from '../contract/dayaq/survivor/v1/survivor_service_pb.ts';
import { transport } from './transport.ts';

export const entitlements = createClient(EntitlementService, transport);
export const survivors = createClient(SurvivorService, transport);
export const matches = createClient(MatchService, transport);
