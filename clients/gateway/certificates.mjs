// Certificates are replaced on disk while the gateway runs.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const LOOK_AGAIN_MS = 10_000;

export const keyAndCertificate = (folder) => ({ key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(path.join(folder, 'cert.pem')) });

// Says whether the certificate in a folder is another than when it was asked last; looks every few seconds, however often it is asked.
export class CertificateWatch {
  #looked = 0;
  #edition;

  constructor(folder, { now = () => Date.now(), everyMs = LOOK_AGAIN_MS } = {}) {
    this.file = path.join(folder, 'cert.pem');
    this.now = now;
    this.everyMs = everyMs;
    this.#edition = this.#read();
  }

  #read() {
    return String(statSync(this.file).mtimeMs);
  }

  // Whatever is there then is new at the next look.
  forget() {
    this.#edition = undefined;
  }

  isNew() {
    if (this.now() < this.#looked + this.everyMs) return false;
    this.#looked = this.now();
    const edition = this.#read();
    const differs = edition !== this.#edition;
    this.#edition = edition;
    return differs;
  }
}
