// The services behind the gateway: gRPC over mutual TLS. The gateway shows its SPIFFE certificate, and speaks to nobody whose certificate does
// not carry the service's own.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';

import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';

const LARGEST_ANSWER = 16 * 1024 * 1024;
// Certificates are replaced on disk while the gateway runs.
const LOOK_AGAIN_MS = 10_000;

function isService(name, certificate) {
  return (certificate.subjectaltname ?? '').split(', ').includes(`URI:spiffe://dayaq.az/service/${name}`);
}

export class Services {
  #transports = new Map();
  #looked = 0;
  #edition = '';

  constructor({ services, certificates, ca }) {
    this.addresses = services;
    this.certificates = certificates;
    this.ca = ca;
  }

  knows(name) {
    return this.addresses.has(name);
  }

  client(call) {
    return createClient(call.service, this.#transport(call.house));
  }

  #transport(name) {
    this.#lookForNewCertificates();
    if (!this.#transports.has(name)) this.#transports.set(name, this.#connect(name));
    return this.#transports.get(name);
  }

  #lookForNewCertificates() {
    if (Date.now() < this.#looked + LOOK_AGAIN_MS) return;
    this.#looked = Date.now();
    const edition = String(statSync(path.join(this.certificates, 'cert.pem')).mtimeMs);
    if (edition !== this.#edition) this.#transports.clear();
    this.#edition = edition;
  }

  #connect(name) {
    return createGrpcTransport({
      baseUrl: `https://${this.addresses.get(name)}`,
      readMaxBytes: LARGEST_ANSWER,
      // What a browser sent once is sent once.
      nodeOptions: {
        ca: readFileSync(this.ca),
        cert: readFileSync(path.join(this.certificates, 'cert.pem')),
        key: readFileSync(path.join(this.certificates, 'key.pem')),
        minVersion: 'TLSv1.2',
        checkServerIdentity: (host, certificate) =>
          tls.checkServerIdentity(host, certificate) ?? (isService(name, certificate) ? undefined : new Error(`not the service ${name}`)),
      },
      idleConnectionTimeoutMs: 240_000,
    });
  }
}
