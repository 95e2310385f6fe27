// One flood against one port: node flood.mjs KIND --port N --certificates FOLDER [--token T] [--amount N] [--seconds N]. What it meant to do it
// did, and whatever it asked was refused by name: exit 0. One line says what came of it. Run by flood_campaign.
import http2 from 'node:http2';
import { gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { callHeaders, connect, connectBare, endHeaders, endStream, frame, headerBlock, kinds, pause, preface, tlsOptions, write } from './wire.mjs';

const { values, positionals: [kind] } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, certificates: { type: 'string' }, token: { type: 'string' }, amount: { type: 'string' }, seconds: { type: 'string', default: '2' }, all: { type: 'boolean', default: false } },
});
const where = { port: Number(values.port), certificates: values.certificates, token: values.token };
const amount = Number(values.amount ?? 0);
const seconds = Number(values.seconds);

const grpcFrame = (bytes, compressed = 0, said = bytes.length) => {
  const head = Buffer.alloc(5);
  head[0] = compressed;
  head.writeUInt32BE(said, 1);
  return Buffer.concat([head, bytes]);
};
const varint = (value) => {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
};
const field = (number, bytes) => Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
const number = (of, value) => Buffer.concat([varint(of << 3), varint(value)]);
const request = callHeaders(where, 'GetIncident');
const asked = grpcFrame(field(1, Buffer.from('incidents/0190a000-0000-7000-8000-000000000000')));

// ---- Frames that nobody expects. Each returns how much was written before the other side had enough. ----

async function resets(lines) {
  const block = headerBlock(request);
  let written = 0;
  await Promise.all(Array.from({ length: lines }, async () => {
    let socket;
    for (let stream = 1, left = Math.ceil(amount / lines); left > 0; --left, stream += 2) {
      if (socket === undefined || socket.destroyed || stream > 2 ** 30) {
        socket = await connect(where);
        if (socket === undefined) continue;
        socket.resume();
        stream = 1;
        await write(socket, preface);
      }
      if (await write(socket, Buffer.concat([frame(kinds.headers, endHeaders, stream, block), frame(kinds.data, endStream, stream, asked),
        frame(kinds.reset, 0, stream, Buffer.from([0, 0, 0, 8]))]))) ++written;
    }
    socket?.destroy();
  }));
  return `${written} of ${amount} streams begun and reset on ${lines} lines`;
}

async function onLines(count, act) {
  let closed = 0, refused = 0;
  await Promise.all(Array.from({ length: count }, async () => {
    const socket = await connect(where);
    if (socket === undefined) return void ++refused;
    socket.resume();
    await write(socket, preface);
    await act(socket);
    for (let waited = 0; waited < 40 && !socket.destroyed && !socket.readableEnded; ++waited) await pause(25);
    if (socket.destroyed || socket.readableEnded) ++closed;
    socket.destroy();
  }));
  return `${count} lines: ${closed} closed by the other side, ${refused} not let in`;
}

// A block of 20 KB before anybody could say that it is too large.
const largeHeaders = () => onLines(amount, (socket) =>
  write(socket, frame(kinds.headers, endHeaders | endStream, 1, headerBlock({ ...request, 'x-filler': 'x'.repeat(16000) }))));

// Headers that never end.
const endlessHeaders = () => onLines(amount, async (socket) => {
  const part = headerBlock({ 'x-filler': 'x'.repeat(16000) });
  let stands = await write(socket, frame(kinds.headers, 0, 1, headerBlock(request)));
  for (let i = 0; stands && i < 2000; ++i) stands = await write(socket, frame(kinds.continuation, 0, 1, part));
});

// Small frames that each want an answer, from somebody who reads none.
const unanswered = (bytes) => onLines(10, async (socket) => {
  socket.pause();
  const many = Buffer.concat(Array.from({ length: 500 }, () => bytes));
  for (let i = 0, stands = true; stands && i < amount / 10 / 500; ++i) stands = await Promise.race([write(socket, many), pause(2000).then(() => false)]);
  socket.resume();
});

// ---- Lines that are there and say nothing, or too little. ----

async function idle(open, count, speak = async () => {}, time = seconds) {
  const sockets = (await Promise.all(Array.from({ length: count }, () => open(where)))).filter(Boolean);
  let standing = sockets.length;
  for (const socket of sockets) {
    socket.resume();
    socket.once('close', () => --standing);
  }
  const end = Date.now() + time * 1000;
  for (let turn = 0; Date.now() < end && standing > 0; ++turn) {
    await Promise.all(sockets.map((socket) => speak(socket, turn)));
    await pause(250);
  }
  const left = standing;
  for (const socket of sockets) socket.destroy();
  return { left, told: `${sockets.length} of ${count} lines let in, ${left} still there after ${time} s` };
}
const told = async (what) => (await what).told;
// Whoever does not say at once who they are and what they want is put out again; --all: those too who say it octet by octet.
async function silent() {
  const ways = await Promise.all([idle(connectBare, amount * 10), idle(connect, amount), idle(connect, amount, slowHeaders, values.all ? seconds : 2)]);
  if (ways.slice(0, values.all ? 3 : 2).some((way) => way.left > 0)) process.exitCode = 1;
  return ['without TLS', 'without a word', 'octet by octet'].map((name, i) => `${name}: ${ways[i].told}`).join('; ');
}
const byOctet = (bytes) => (socket, turn) => (turn < bytes.length ? write(socket, bytes.subarray(turn, turn + 1)) : true);
const slowHeaders = byOctet(Buffer.concat([preface, frame(kinds.headers, endHeaders, 1, headerBlock(request))]));
const slowBody = (socket, turn) => write(socket, turn === 0
  ? Buffer.concat([preface, frame(kinds.headers, endHeaders, 1, headerBlock(request))]) : frame(kinds.data, 0, 1, asked.subarray(turn - 1, turn)));
// Answers that nobody takes: no window is ever opened.
const neverRead = (socket, turn) => turn > 0 || write(socket, Buffer.concat([preface.subarray(0, 24),
  frame(kinds.settings, 0, 0, Buffer.from([0, 4, 0, 0, 0, 0])),
  ...Array.from({ length: 20 }, (_, i) => [frame(kinds.headers, endHeaders, 2 * i + 1, headerBlock(request)), frame(kinds.data, endStream, 2 * i + 1, asked)]).flat()]));

// ---- Whole calls that must be refused, and by name. ----

const names = { 0: 'OK', 1: 'CANCELLED', 3: 'INVALID_ARGUMENT', 4: 'DEADLINE_EXCEEDED', 7: 'PERMISSION_DENIED', 8: 'RESOURCE_EXHAUSTED', 12: 'UNIMPLEMENTED', 13: 'INTERNAL', 14: 'UNAVAILABLE', 16: 'UNAUTHENTICATED' };

// The name of the status, or what became of the stream without one.
function answerTo(session, method, body, more) {
  return new Promise((resolve) => {
    const stream = session.request(callHeaders(where, method, more));
    let status;
    const note = (headers) => { status ??= headers['grpc-status'] ?? (headers[':status'] === 200 ? undefined : `http ${headers[':status']}`); };
    stream.on('response', note);
    stream.on('trailers', note);
    stream.on('error', () => {});
    stream.on('close', () => resolve(names[status] ?? status ?? `reset ${stream.rstCode}`));
    stream.resume();
    stream.end(body);
  });
}

// asks BODIES of a method; every answer must be one of ALLOWED.
async function refusals(allowed, method, bodies, more) {
  const told = {};
  let bad = 0;
  for (const body of bodies) {
    const session = http2.connect(`https://localhost:${where.port}`, { ...tlsOptions(where) });
    session.on('error', () => {});
    const answer = await answerTo(session, method, body, more);
    session.destroy();
    told[answer] = (told[answer] ?? 0) + 1;
    if (!allowed.some((one) => answer.startsWith(one))) ++bad;
  }
  if (bad > 0) process.exitCode = 1;
  return Object.entries(told).map(([answer, times]) => `${answer} ${times}`).join(', ');
}
const times = (count, of) => Array.from({ length: count }, () => of);

const tooMuch = ['RESOURCE_EXHAUSTED', 'INVALID_ARGUMENT', 'UNIMPLEMENTED', 'http 413', 'reset'];
const bombs = () => {
  // A thousandth of what it becomes.
  const bomb = gzipSync(Buffer.alloc(512 << 20), { level: 9 });
  return refusals(tooMuch, 'ListIncidents', times(amount, grpcFrame(bomb, 1)), { 'grpc-encoding': 'gzip' });
};
const oversized = () => refusals(tooMuch, 'ListIncidents',
  times(amount, [grpcFrame(Buffer.alloc(12 << 20)), grpcFrame(Buffer.alloc(100), 0, 0x7fffffff)]).flat());
// Ten thousand groups inside each other, where nothing is known of a group.
const nested = () => refusals(['INVALID_ARGUMENT'], 'ListIncidents', times(amount, [grpcFrame(Buffer.alloc(10000, 0x0b)), grpcFrame(field(1, Buffer.alloc(10000, 0x0b)))]).flat());
// As many districts as fit, none of which has a name.
const wide = () => refusals(['INVALID_ARGUMENT', 'RESOURCE_EXHAUSTED'], 'ListIncidents',
  times(amount, grpcFrame(field(1, Buffer.concat(times(4_000_000, field(2, Buffer.alloc(0))))))));
const cursors = () => refusals(['INVALID_ARGUMENT'], 'ListIncidents', [
  number(2, 2 ** 31 - 1), number(2, -1), field(3, Buffer.from('x')), field(3, Buffer.alloc(401, 'A')), field(3, Buffer.from('AAAA'.repeat(20))),
  field(3, Buffer.from("' OR 1=1 --")),
].map((bytes) => grpcFrame(bytes)));

const floods = {
  'resets-on-one-line': () => resets(1),
  'resets-on-twenty-lines': () => resets(20),
  'large-headers': largeHeaders,
  'endless-headers': endlessHeaders,
  'settings': () => unanswered(frame(kinds.settings, 0, 0)),
  'pings': () => unanswered(frame(kinds.ping, 0, 0, Buffer.alloc(8))),
  'silent-lines': silent,
  'slow-bodies': () => told(idle(connect, amount, slowBody)),
  'answers-nobody-reads': () => told(idle(connect, amount, neverRead)),
  'gzip-bombs': bombs,
  'oversized': oversized,
  'nested': nested,
  'wide': wide,
  'cursors': cursors,
};

console.log(await floods[kind]());
process.exit();
