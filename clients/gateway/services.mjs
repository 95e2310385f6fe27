// The services behind the gateway: gRPC over mutual TLS. The gateway shows its SPIFFE certificate, and speaks to nobody whose certificate does
// not carry the service's own.
import { readFileSync } from 'node:fs';
import tls from 'node:tls';

import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';

import { CertificateWatch, keyAndCertificate } from './certificates.mjs';

const LARGEST_ANSWER = 16 * 1024 * 1024;

function isService(name, certificate) {
  return (certificate.subjectaltname ?? '').split(', ').includes(`URI:spiffe://dayaq.az/service/${name}`);
}

export class Services {
  #transports = new Map();

  constructor({ services, certificates, ca }) {
    this.addresses = services;
    this.certificates = certificates;
    this.ca = ca;
    this.watch = new CertificateWatch(certificates);
  }

  knows(name) {
    return this.addresses.has(name);
  }

  client(call) {
    return createClient(call.service, this.#transport(call.house));
  }

  #transport(name) {
    if (this.watch.isNew()) this.#transports.clear();
    if (!this.#transports.has(name)) this.#transports.set(name, this.#connect(name));
    return this.#transports.get(name);
  }

  #connect(name) {
    return createGrpcTransport({
      baseUrl: `https://${this.addresses.get(name)}`,
      readMaxBytes: LARGEST_ANSWER,
      // What a browser sent once is sent once.
      nodeOptions: {
        ca: readFileSync(this.ca),
        ...keyAndCertificate(this.certificates),
        minVersion: 'TLSv1.2',
        checkServerIdentity: (host, certificate) =>
          tls.checkServerIdentity(host, certificate) ?? (isService(name, certificate) ? undefined : new Error(`not the service ${name}`)),
      },
      idleConnectionTimeoutMs: 240_000,
    });
  }
}
