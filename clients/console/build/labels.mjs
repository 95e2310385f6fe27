// The words of code lists and of reasons of refusals, as the command line and the services have them, for the console: one place to correct.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const room = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.resolve(room, '../..');
// Code lists that some desk shows.
const SHOWN = ['INCIDENT_STATE', 'ACCIDENT_CLASS', 'DEVICE_CATEGORY', 'ANSWER', 'TIME_BAND', 'AREA_TYPE', 'SEX', 'CIVIL_STATUS', 'ACTIVITY', 'OUTCOME', 'BODY_PART',
  'SIDE', 'INJURY_KIND', 'AMPUTATION_LEVEL', 'BONE_THIRD', 'CARE_KIND', 'MATCH_FIELD', 'MATCH_AGREEMENT', 'MATCH_VERDICT', 'SURVIVOR_STATE', 'ENTITLEMENT_STATE',
  'INSTALMENT_KIND', 'DEDUCTION_KIND', 'RELEASE_NEED', 'QUESTION_KIND', 'FREQUENCY', 'BENEFICIARY', 'DISABILITY_BAND'];

const words = (text) => [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one]) => one.replaceAll('\\"', '"')).join('');

const labels = {};
for (const [, code, az, en] of readFileSync(path.join(root, 'clients/cli/code_labels.cc'), 'utf8').matchAll(/\{"([A-Z0-9_]+)",\s*\{"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\}\}/g)) {
  if (SHOWN.some((list) => code.startsWith(`${list}_`))) labels[code] = [az, en];
}
const reasons = {};
for (const [, reason, text] of readFileSync(path.join(root, 'services/platform/base/reason_texts.cc'), 'utf8').matchAll(/case ErrorReason::ERROR_REASON_([A-Z0-9_]+):\s*return\s*((?:"(?:[^"\\]|\\.)*"\s*)+);/g)) {
  reasons[reason] = words(text);
}
if (Object.keys(labels).length < 100 || Object.keys(reasons).length < 50) throw new Error('the words of the command line are not where they were');

mkdirSync(path.join(room, 'src/labels'), { recursive: true });
writeFileSync(path.join(room, 'src/labels/codes.ts'), `// Made by build/labels.mjs.\nexport const CODES: Record<string, [string, string]> = ${JSON.stringify(labels, null, 1)};\n`);
writeFileSync(path.join(room, 'src/labels/reasons.ts'), `// Made by build/labels.mjs.\nexport const REASONS: Record<string, string> = ${JSON.stringify(reasons, null, 1)};\n`);
