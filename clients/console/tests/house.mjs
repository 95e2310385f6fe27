// The services as people who are not at a browser meet them: calls by name, each by one of the invented staff. For what a desk finds when
// somebody sits down at it.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { fromJson, toJson } from '@bufbuild/protobuf';

import { loadContract } from '../../gateway/contract.mjs';
import { Services } from '../../gateway/services.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const run = promisify(execFile);
const contract = loadContract(process.env.DAYAQ_CONTRACT);
const services = new Services({
  services: new Map(process.env.DAYAQ_SERVICES.split(',').map((one) => one.split('='))),
  certificates: process.env.DAYAQ_GATEWAY_CERTIFICATES,
  ca: process.env.DAYAQ_CA,
});

const tokens = new Map();
function tokenOf(subject, strongly) {
  const level = strongly ? '2' : '1';
  const key = `${subject} ${level}`;
  if (!tokens.has(key)) {
    const words = [path.join(root, 'dev/identity-provider/token.mjs'), subject, '--acr', level, '--issuer', process.env.DAYAQ_ISSUER, '--ca', process.env.DAYAQ_CA];
    tokens.set(key, run(process.execPath, words).then(({ stdout }) => stdout.trim()));
  }
  return tokens.get(key);
}

// ask('aysel-registrar', 'incident.IncidentService/GetIncident', {...}): the message and its answer as JSON of the contract.
export async function ask(subject, call, message, { strongly = false, purpose = '' } = {}) {
  const [, house, serviceName, methodName] = /^([a-z]+)\.([A-Za-z]+)\/([A-Za-z]+)$/.exec(call) ?? [];
  const service = contract.getService(`dayaq.${house}.v1.${serviceName}`);
  const method = service?.methods.find(({ name }) => name === methodName);
  if (!method) throw new Error(`not in the contract: ${call}`);
  const given = method.input.fields.some(({ name }) => name === 'request_id') ? { requestId: randomUUID(), ...message } : message;
  try {
    const answer = await services.client({ service, house })[method.localName](fromJson(method.input, given, { registry: contract }), {
      timeoutMs: 10_000,
      headers: { ...(purpose === '' ? {} : { 'dayaq-purpose': purpose }), authorization: `Bearer ${await tokenOf(subject, strongly)}`, traceparent: `00-${randomUUID().replaceAll('-', '')}-${randomUUID().replaceAll('-', '').slice(0, 16)}-01` },
    });
    return toJson(method.output, answer, { registry: contract });
  } catch (error) {
    const words = error.details?.map(({ value }) => Buffer.from(value ?? '').toString('latin1').replace(/[^\x20-\x7e]+/g, ' ')).join(' ');
    throw new Error(`${call} by ${subject}: ${error.message} ${words ?? ''}`);
  }
}

// What the services do by themselves takes its moment.
export async function until(look, what) {
  for (let tries = 0; tries < 120; tries += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`did not happen: ${what}`);
}
