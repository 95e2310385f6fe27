import { createClient } from '@connectrpc/connect';

import { IndicatorService } from '../contract/dayaq/statistics/v1/indicator_service_pb.ts';
import { ReleaseService } from '../contract/dayaq/statistics/v1/release_service_pb.ts';
import { TableService } from '../contract/dayaq/statistics/v1/table_service_pb.ts';
import { transport } from './transport.ts';

export const indicators = createClient(IndicatorService, transport);
export const tables = createClient(TableService, transport);
export const releases = createClient(ReleaseService, transport);
// What counts and proves takes longer than a page: as long as the gateway waits.
export const PATIENCE = { timeoutMs: 15_000 };
