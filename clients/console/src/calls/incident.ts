import { createClient } from '@connectrpc/connect';

import { IncidentService } from '../contract/dayaq/incident/v1/incident_service_pb.ts';
import { MatchService } from '../contract/dayaq/survivor/v1/match_service_pb.ts';
import { transport } from './transport.ts';

export const incidents = createClient(IncidentService, transport);
export const matches = createClient(MatchService, transport);
