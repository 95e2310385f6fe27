// The console's own files stay in this browser (worker/worker.js), and so does the last answer to what seldom changes: a ward without a line
// opens its desk and writes on.
import { type DescMessage, fromBinary, type MessageShape, toBinary } from '@bufbuild/protobuf';
import { ConnectError } from '@connectrpc/connect';

const WORKER = '/worker.js';

interface Types {
  createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => { createScriptURL: (address: string) => string };
}

// The Content-Security-Policy lets a script of ours name one address of a script: that of the worker.
function addressOfWorker(): string {
  const types = (window as { trustedTypes?: Types }).trustedTypes;
  if (!types) return WORKER;
  return types.createPolicy('dayaq-worker', { createScriptURL: () => WORKER }).createScriptURL(WORKER);
}

// Behind everything that the page itself waits for.
export function keepFilesHere(): void {
  if (!('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register(addressOfWorker()).catch(() => undefined);
  });
}

// Whether a request never left: there is no line.
export const isUnsent = (error: unknown) => error instanceof TypeError || ConnectError.from(error).cause instanceof TypeError || !navigator.onLine;

const encode = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// The answer, or the last one when the question could not be sent. What is of a person goes on a shelf that ends with the tab.
export async function lastKnown<Schema extends DescMessage>(shelf: Storage, key: string, schema: Schema, ask: () => Promise<MessageShape<Schema>>): Promise<MessageShape<Schema>> {
  try {
    const answer = await ask();
    try {
      shelf.setItem(key, encode(toBinary(schema, answer)));
    } catch {
      // A browser that keeps nothing is no reason not to work.
    }
    return answer;
  } catch (error) {
    const kept = isUnsent(error) ? shelf.getItem(key) : null;
    if (kept === null) throw error;
    return fromBinary(schema, decode(kept));
  }
}
