// Image files, what runs in them, and the program that makes manifests. Scripts and the edge's configuration are run as they are, in other places.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { connect } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeFiles } from '../make/main.mjs';
import { readHouse } from '../make/house.mjs';
import { containerFaults, containerSlips, secretsIn, stages } from './containers.mjs';
import { readGiven } from './references.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'k8s/containers');
const text = readFileSync(join(folder, 'Containerfile'), 'utf8');
const images = [...readHouse(root).names, 'edge', 'gateway', 'migration'];
const place = mkdtempSync(join(tmpdir(), 'dayaq-containers-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));
const run = (program, args, options = {}) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
const freePort = () => new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); }); });

test('images: nobody is root, nothing stays behind, every image of the manifests is made', () => assert.deepEqual(containerFaults(text, images), []));

for (const [what, from, to] of containerSlips) {
  test(`images, noticed: ${what}`, () => {
    assert.ok(text.includes(from), `stands nowhere: ${from}`);
    assert.notDeepEqual(containerFaults(text.replace(from, () => to), images), []);
  });
}

test('what images copy is there, and lets nothing else go to the builder', () => {
  const ignored = readFileSync(join(folder, 'Containerfile.dockerignore'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  assert.equal(ignored[0], '*');
  const allowed = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const path of allowed) assert.ok(existsSync(join(root, path)), path);
  assert.ok(!allowed.some((path) => /^(\.|build|node_modules)/.test(path)));
  for (const { name, lines } of stages(text)) {
    for (const line of lines.filter((one) => /^COPY (?!--from)/.test(one))) {
      for (const source of line.split(' ').slice(1, -1)) {
        assert.ok(source.includes('*') ? existsSync(join(root, dirname(source))) : existsSync(join(root, source)), `${name}: ${source}`);
        assert.ok(allowed.some((path) => source === path || source.startsWith(`${path}/`)), `${name}: ${source} does not reach the builder`);
      }
    }
  }
});

const programs = ['sanitized', 'release'].flatMap((preset) => readHouse(root).names.map((name) => join(root, 'build', preset, 'services', name, name)))
  .filter((path) => existsSync(path) && statSync(path).isFile());
test('images hold the libraries of the programs, and no others', { skip: programs.length > 0 ? false : 'no program of a service is built' }, () => {
  // A sanitized build has shared libraries of our own, which a release links in: what they need counts, they do not.
  const own = ['proto', 'policy/compiler'].map((room) => join(root, 'build/sanitized', room)).filter(existsSync)
    .flatMap((room) => readdirSync(room).filter((name) => name.endsWith('.so')).map((name) => join(room, name)));
  const needed = [...programs, ...own].flatMap((path) => [...run('readelf', ['-d', path]).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name));
  const libraries = new Set(needed.filter((name) => !own.some((path) => path.endsWith(`/${name}`))));
  const known = Object.fromEntries([...run('/sbin/ldconfig', ['-p']).matchAll(/^\s+(\S+) \(.*x86-64.*\) => (\S+)$/gm)].map(([, name, path]) => [name, path]));
  // Debian has /lib under /usr; packages know a file by either name, or by that of what it is a link to.
  const spellings = (name) => [known[name], known[name]?.replace(/^\/lib/, '/usr/lib'), known[name] && realpathSync(known[name])].filter(Boolean);
  const asked = spawnSync('dpkg', ['-S', ...[...libraries].flatMap(spellings)], { encoding: 'utf8' }).stdout;
  const owners = Object.fromEntries([...asked.matchAll(/^(\S+?)(?::\w+)?: (\S+)$/gm)].map(([, owner, path]) => [path, owner]));
  const packages = new Set([...libraries].map((name) => spellings(name).map((path) => owners[path]).find(Boolean) ?? `(nobody's) ${name}`));
  const listed = readFileSync(join(folder, 'runtime.packages'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  assert.deepEqual([...packages].filter((name) => !listed.includes(name)), []);
});

function certificate(name, names) {
  const at = join(place, name);
  mkdirSync(at, { recursive: true });
  run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', `/CN=${names}`, '-addext', `subjectAltName=DNS:${names}`,
    '-keyout', join(at, 'key.pem'), '-out', join(at, 'cert.pem')]);
  cpSync(join(at, 'cert.pem'), join(at, 'ca.pem'));
}

// The edge as its image runs it, with other folders and ports, and services that are not there.
async function edgeIn(given) {
  const [https, health] = [await freePort(), await freePort()];
  mkdirSync(join(given, 'edge'), { recursive: true });
  mkdirSync(join(given, 'run'), { recursive: true });
  certificate('given/certificates', 'edge');
  certificate('given/server', 'localhost');
  let configuration = readFileSync(join(root, 'k8s/base/edge/nginx.conf'), 'utf8');
  for (const name of readHouse(root).names) configuration = configuration.replace(`server ${name}:7001;`, 'server 127.0.0.1:1;');
  configuration = configuration.replaceAll('"/etc/dayaq/', `"${given}/`).replaceAll('"/run/edge/', `"${given}/run/`).replaceAll('/dev/stdout', `${given}/run/out.log`)
    .replace('listen 9001;', `listen 127.0.0.1:${health};`).replace('listen 8443 ssl', `listen 127.0.0.1:${https} ssl`);
  writeFileSync(join(given, 'edge/nginx.conf'), configuration);
  return { https, health };
}

const serial = (port) => new Promise((resolve, reject) => {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] }, () => { resolve(socket.getPeerCertificate().serialNumber); socket.destroy(); });
  socket.on('error', reject);
});

async function until(what, seconds, holds) {
  for (let left = seconds * 10; left > 0; left -= 1) {
    if (await holds().catch(() => false)) return;
    await sleep(100);
  }
  assert.fail(`waited ${seconds} s: ${what}`);
}

test('the edge serves by the configuration that was made, takes renewed certificates, and ends when told', async () => {
  const given = join(place, 'given');
  const { https, health } = await edgeIn(given);
  run('nginx', ['-t', '-e', 'stderr', '-c', join(given, 'edge/nginx.conf')], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  const edge = spawn(join(folder, 'edge.sh'), { env: { ...process.env, DAYAQ_GIVEN: given, DAYAQ_LOOK: '0.2' }, stdio: 'ignore' });
  const ended = new Promise((resolve) => edge.on('exit', resolve));
  try {
    await until('the edge is up', 20, async () => (await fetch(`http://127.0.0.1:${health}/live`)).status === 200);
    assert.equal((await fetch(`http://127.0.0.1:${health}/metrics`)).status, 404);
    const first = await serial(https);
    certificate('given/server', 'localhost');
    // The old worker takes connections for a moment longer: five in a row are the new one's.
    await until('the renewed certificate is served', 20, async () => (await Promise.all([1, 2, 3, 4, 5].map(() => serial(https)))).every((one) => one !== first));
    await sleep(500);
    // Half of a pair: the one that is served stays.
    const second = await serial(https);
    writeFileSync(join(given, 'server/key.pem'), 'no key');
    await sleep(1000);
    assert.equal(await serial(https), second);
  } finally {
    edge.kill('SIGTERM');
  }
  assert.equal(await Promise.race([ended, sleep(15000).then(() => 'still there')]), 0);
});

test('the first keys: made once, for their owner alone, and never a second time', () => {
  const volume = join(place, 'keys');
  mkdirSync(join(volume, 'lost+found'), { recursive: true });
  const first = () => run(join(folder, 'first-keys.sh'), [volume, '/etc/dayaq/keys']);
  first();
  const made = readFileSync(join(volume, 'kek/1.key'), 'utf8');
  assert.match(made, /^[0-9a-f]{64}\n$/);
  assert.equal(statSync(join(volume, 'kek/1.key')).mode & 0o777, 0o600);
  const { keys } = readGiven(root).secrets['dayaq-keys'];
  assert.deepEqual(readdirSync(volume).filter((name) => lstatSync(join(volume, name)).isSymbolicLink()).sort(), [...keys].sort());
  assert.throws(first, /not empty/);
  assert.equal(readFileSync(join(volume, 'kek/1.key'), 'utf8'), made);
});

test('the first secrets: those that the manifests ask for, made once, and none is printed', () => {
  const made = join(place, 'secrets');
  const said = run(join(root, 'k8s/first-secrets.sh'), [made]);
  const given = readGiven(root).secrets;
  for (const key of [...given['dayaq-keys'].keys, ...given['audit-log-key'].keys, ...given['gateway-drafts'].keys]) assert.match(said, new RegExp(`--from-file=\\S*/${key}`));
  const keys = Object.fromEntries(run('find', [made, '-name', '*.key']).trim().split('\n').map((path) => [path, readFileSync(path, 'utf8').trim()]));
  assert.equal(Object.keys(keys).length, 6);
  for (const [path, key] of Object.entries(keys)) {
    assert.match(key, /^[0-9a-f]{64}$/);
    assert.equal(statSync(path).mode & 0o077, 0);
    assert.ok(!said.includes(key));
  }
  run(join(root, 'k8s/first-secrets.sh'), [made]);
  for (const [path, key] of Object.entries(keys)) assert.equal(readFileSync(path, 'utf8').trim(), key);
});

// A tree with one service more, which nobody told Kubernetes about.
function treeWith(calls) {
  const tree = mkdtempSync(join(place, 'tree-'));
  for (const name of ['dev', 'k8s']) symlinkSync(join(root, name), join(tree, name));
  mkdirSync(join(tree, 'policy'));
  writeFileSync(join(tree, 'policy/calls.yaml'), readFileSync(join(root, 'policy/calls.yaml'), 'utf8') + calls);
  for (const name of [...readHouse(root).names, 'lantern']) {
    mkdirSync(join(tree, 'services', name), { recursive: true });
    writeFileSync(join(tree, 'services', name, 'main.cc'), '');
  }
  return tree;
}

test('a new service gets its manifests by itself', () => {
  const files = madeFiles(readHouse(treeWith('  lantern:\n    - spiffe://dayaq.az/service/edge\n')));
  for (const path of ['base/services/lantern.yaml', 'base/scale/lantern.yaml']) assert.ok(path in files);
  assert.match(files['base/services/lantern.yaml'], /spiffe:\/\/dayaq\.az\/service\/lantern/);
  assert.match(files['base/services/lantern.yaml'], /user=dayaq_lantern /);
  assert.match(files['base/network/policies.yaml'], /name: lantern-is-called/);
  assert.match(files['base/edge/nginx.conf'], /location \/dayaq\.lantern\.v1\. \{/);
  // Not by the gateway: nobody said so.
  const gateway = /name: gateway-calls[^]*?\n---/.exec(files['base/network/policies.yaml'])[0];
  assert.ok(!gateway.includes('lantern'));
});

test('a service that nobody may call, or a caller that is nobody, is a fault with what to do', () => {
  assert.throws(() => readHouse(treeWith('')), /policy\/calls\.yaml does not say who may call the lantern service/);
  assert.throws(() => readHouse(treeWith('  lantern:\n    - spiffe://dayaq.az/service/nobody\n')), /no workload of the house has that name/);
});

test('no secret stands in k8s/', () => {
  const files = run('git', ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard', 'k8s']).trim().split('\n').filter((path) => !/check\/containers/.test(path));
  const found = files.filter((path) => existsSync(join(root, path))).flatMap((path) => secretsIn(readFileSync(join(root, path), 'utf8')).map((what) => `${path}: ${what}`));
  assert.ok(files.length > 50);
  assert.deepEqual(found, []);
});

for (const [what, secret] of [
  ['a private key', `-----BEGIN EC ${'PRIVATE'} KEY-----`], ['a key file', 'a1b2c3d4'.repeat(8)], ['base64', 'x: Zm9vYmFyMTIzNDU2Nzg5MEFCQ0RFRkdISUpLTE1OT1BRUg=='],
  ['a password', 'password: correcthorsebattery'], ['a key of an object store', `AKIA${'ABCDEFGH23456789'}`],
]) test(`a secret would be found: ${what}`, () => assert.notDeepEqual(secretsIn(`data:\n  ${secret}\n`), []));
