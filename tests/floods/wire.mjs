// HTTP/2 as no well-behaved library would write it: frames by hand, over TLS with or without a certificate of a peer.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

export const kinds = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, continuation: 9 };
export const endStream = 1;
export const endHeaders = 4;

export function frame(kind, flags, stream, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = kind;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export const preface = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(kinds.settings, 0, 0)]);

function length(of) {
  if (of < 127) return Buffer.from([of]);
  const bytes = [127];
  for (let rest = of - 127; ; rest >>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}

// Each a literal that nobody is to remember, so that a block can be of any size.
export function headerBlock(headers) {
  return Buffer.concat(Object.entries(headers).flatMap(([name, value]) =>
    [Buffer.from([0]), length(Buffer.byteLength(name)), Buffer.from(name), length(Buffer.byteLength(value)), Buffer.from(value)]));
}

export const service = '/dayaq.incident.v1.IncidentService';

export function callHeaders(where, method, more = {}) {
  return {
    ':method': 'POST', ':scheme': 'https', ':path': `${service}/${method}`, ':authority': `localhost:${where.port}`,
    'content-type': 'application/grpc', te: 'trailers', 'grpc-timeout': '20S',
    ...(where.token ? { authorization: `Bearer ${where.token}` } : {}), ...more,
  };
}

export function tlsOptions(where) {
  const file = (name) => readFileSync(`${where.certificates}/${name}`);
  return { host: '127.0.0.1', port: where.port, servername: 'localhost', ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem'), ALPNProtocols: ['h2'] };
}

const settled = (socket, event) => new Promise((resolve) => {
  socket.once(event, () => resolve(true));
  socket.once('close', () => resolve(false));
  socket.on('error', () => {});
});

// A line with everything done, or undefined when it was not let in.
export async function connect(where) {
  const socket = tls.connect(tlsOptions(where));
  return (await settled(socket, 'secureConnect')) ? socket : undefined;
}

export async function connectBare(where) {
  const socket = net.connect(where.port, '127.0.0.1');
  return (await settled(socket, 'connect')) ? socket : undefined;
}

// Writes until the other side has had enough; true while the line stands.
export async function write(socket, bytes) {
  if (socket.destroyed || !socket.writable) return false;
  if (socket.write(bytes)) return true;
  return new Promise((resolve) => {
    const done = (stands) => {
      socket.off('drain', drained);
      socket.off('close', closed);
      resolve(stands);
    };
    const drained = () => done(true), closed = () => done(false);
    socket.once('drain', drained);
    socket.once('close', closed);
  });
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
