import { createClient } from '@connectrpc/connect';

import { BankService } from '../contract/dayaq/payment/v1/bank_service_pb.ts';
import { PaymentRunService } from '../contract/dayaq/payment/v1/payment_run_service_pb.ts';
import { SuspensionService } from '../contract/dayaq/payment/v1/suspension_service_pb.ts';
import { AppealService } from '../contract/dayaq/survivor/v1/appeal_service_pb.ts';
import { FamilyService } from '../contract/dayaq/survivor/v1/family_service_pb.ts';
import { transport } from './transport.ts';

export const runs = createClient(PaymentRunService, transport);
export const bank = createClient(BankService, transport);
export const suspensions = createClient(SuspensionService, transport);
export const appeals = createClient(AppealService, transport);
export const families = createClient(FamilyService, transport);
