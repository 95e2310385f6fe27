import { createClient } from '@connectrpc/connect';

import { PaymentRunService } from '../contract/dayaq/payment/v1/payment_run_service_pb.ts';
import { RequestService } from '../contract/dayaq/survivor/v1/request_service_pb.ts';
import { transport } from './transport.ts';

export const requests = createClient(RequestService, transport);
export const paymentRuns = createClient(PaymentRunService, transport);
