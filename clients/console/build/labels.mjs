// The words of code lists and of reasons of refusals, as the command line and the services have them, and the names of roles, as the policy
// has them, for the console: one place to correct.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

const room = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.resolve(room, '../..');
// Code lists that some desk shows.
const SHOWN = ['INCIDENT_STATE', 'ACCIDENT_CLASS', 'DEVICE_CATEGORY', 'ANSWER', 'TIME_BAND', 'AREA_TYPE', 'SEX', 'CIVIL_STATUS', 'ACTIVITY', 'OUTCOME', 'BODY_PART',
  'SIDE', 'INJURY_KIND', 'AMPUTATION_LEVEL', 'BONE_THIRD', 'CARE_KIND', 'MATCH_FIELD', 'MATCH_AGREEMENT', 'MATCH_VERDICT', 'SURVIVOR_STATE', 'ENTITLEMENT_STATE',
  'INSTALMENT_KIND', 'SOURCE_KIND', 'POINT_METHOD', 'DUPLICATE_STATE', 'DATA_CLASS', 'ROLE_ASSIGNMENT_STATE', 'DECISION', 'LOOK_KIND', 'BREAK_GLASS_REASON',
  'BREAK_GLASS_VERDICT', 'UNUSUAL_LOOK_REASON', 'UNUSUAL_LOOK_STATE', 'CONTACT_CHANNEL', 'CORRECTION_MATTER', 'CORRECTION_STATE', 'DEDUCTION_KIND', 'RELEASE_NEED', 'QUESTION_KIND', 'FREQUENCY', 'BENEFICIARY', 'DISABILITY_BAND',
  'VISIT_KIND', 'WAITING_URGENCY', 'APPOINTMENT_STATE', 'DEVICE_STATE', 'DEVICE_STEP_KIND', 'DEVICE_PAYER', 'COMPONENT_KIND', 'RENEWAL_STATE', 'RENEWAL_BASIS', 'RENEWAL_REASON', 'CONTACT_OUTCOME',
  'EPISODE_STATE', 'EPISODE_KIND', 'PAYMENT_RUN_STATE', 'OMISSION_REASON', 'RUN_CHANGE', 'PAYMENT_ORDER_STATE', 'PAYMENT_QUESTION_KIND', 'PAYMENT_QUESTION_STATE', 'QUESTION_HOLD', 'PAYMENT_ANSWER',
  'SUSPENSION_STATE', 'SUSPENSION_REASON', 'ENTITLEMENT_APPEAL_STATE', 'APPEAL_GROUND', 'APPEAL_COMMISSION', 'APPEAL_STATE', 'FAMILY_RELATION', 'FAMILY_DOUBT', 'INVITATION_STATE', 'INVITATION_ORIGIN',
  'SUPPORT_PROGRAMME', 'DUE_WORK_KIND', 'COURSE_KIND', 'COURSE_STATE', 'ENROLMENT_STATE', 'PROFILE_STATE', 'LEAVE_REASON', 'VACANCY_STATE', 'PROPOSAL_STATE', 'PLACEMENT_STATE', 'RETENTION_STATE', 'RETENTION_RESULT',
  'WORK_FIELD', 'WORK_SCHEDULE', 'SKILL', 'WORK_ADAPTATION', 'BANK_LINE_KIND', 'BANK_LINE_MATCH'];

const words = (text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one]) => one.replaceAll('\\"', '"')).join('');

const labels = {};
const tables = ['code_labels.cc', 'work_code_labels.cc'].map((file) => readFileSync(path.join(root, 'clients/cli', file), 'utf8')).join('\n');
for (const [, code, az, en] of tables.matchAll(/\{"([A-Z0-9_]+)",\s*\{"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\}\}/g)) {
  if (SHOWN.some((list) => code.startsWith(`${list}_`))) labels[code] = [az, en];
}
const reasons = {};
for (const [, reason, text] of readFileSync(path.join(root, 'services/platform/base/reason_texts.cc'), 'utf8').matchAll(/case ErrorReason::ERROR_REASON_([A-Z0-9_]+):\s*return\s*((?:"(?:[^"\\]|\\.)*"\s*)+);/g)) {
  reasons[reason] = words(text);
}
if (Object.keys(labels).length < 100 || Object.keys(reasons).length < 50) throw new Error('the words of the command line are not where they were');

const policy = parse(readFileSync(path.join(root, 'policy/access.yaml'), 'utf8'));
// Roles that people hold; what a service does by itself is nobody's to give.
const roles = Object.entries(policy.roles)
  .filter(([, { background }]) => !background)
  .map(([code, { title, powerful, of_person: ofPerson }]) => ({ code, az: title.az, en: title.en, powerful: powerful === true, ofPerson: ofPerson === true }));

mkdirSync(path.join(room, 'src/labels'), { recursive: true });
writeFileSync(path.join(room, 'src/labels/codes.ts'), `// Made by build/labels.mjs.\nexport const CODES: Record<string, [string, string]> = ${JSON.stringify(labels, null, 1)};\n`);
writeFileSync(path.join(room, 'src/labels/reasons.ts'), `// Made by build/labels.mjs.\nexport const REASONS: Record<string, string> = ${JSON.stringify(reasons, null, 1)};\n`);
writeFileSync(path.join(room, 'src/labels/roles.ts'), `// Made by build/labels.mjs.\nexport interface Role {\n  code: string;\n  az: string;\n  en: string;\n  powerful: boolean;\n  ofPerson: boolean;\n}\nexport const ROLES: Role[] = ${JSON.stringify(roles, null, 1)};\n`);
