// The list of methods that a browser may call. A line that names nothing in the contract stops the gateway at start.
import { readFileSync } from 'node:fs';

// Every service can tell of the whole house's events; one of them is asked, as the edge does (dev/service-list.sh).
const SPEAKER = 'incident';
const LINE = /^(dayaq\.([a-z]+)\.v1\.[A-Za-z]+)\/([A-Za-z]+)$/;

// [{ service: DescService, method: DescMethod, house: 'incident' }], in the order of the file.
export function loadAllowedCalls(file, contract) {
  const calls = new Map();
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const complain = (what) => new Error(`${file}:${index + 1}: ${what}: ${line}`);
    const [, serviceName, house, methodName] = LINE.exec(line) ?? [];
    if (!serviceName) throw complain('not a method, written dayaq.<service>.v1.<Service>/<Method>');
    if (calls.has(line)) throw complain('listed twice');
    const service = contract.getService(serviceName);
    const method = service?.methods.find(({ name }) => name === methodName);
    if (!method) throw complain('not in the contract');
    if (method.methodKind !== 'unary') throw complain('a stream, which no browser is given');
    calls.set(line, { service, method, house: house === 'outbox' ? SPEAKER : house });
  }
  if (calls.size === 0) throw new Error(`${file} lists nothing`);
  return [...calls.values()];
}
