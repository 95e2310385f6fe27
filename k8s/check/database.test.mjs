// The database's doors, tried on a real PostgreSQL: the lines that the manifests give to CloudNativePG, certificates such as cert-manager issues,
// and the migration as its image runs it. A minute or more, so only with DAYAQ_LONG.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { find } from './objects.mjs';
import { render } from './render.mjs';

const root = join(import.meta.dirname, '../..');
const BIN = '/usr/lib/postgresql/15/bin';
const isRoot = process.getuid() === 0;
const run = (program, args, options = {}) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...options });
// PostgreSQL refuses to be run by root.
const asServer = (program, args) => (isRoot ? run('runuser', ['-u', 'postgres', '--', program, ...args]) : run(program, args));
const freePort = () => new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); }); });

function authority(place, name) {
  run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/O=Dayaq/CN=${name}`,
    '-keyout', join(place, `${name}.key`), '-out', join(place, `${name}.crt`)]);
}

// A folder as the pod sees its secret: tls.crt, tls.key, ca.crt.
function issue(place, by, folder, commonName, names = '') {
  const at = join(place, folder);
  mkdirSync(at, { recursive: true });
  const request = join(at, 'request');
  run('openssl', ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/O=Dayaq/CN=${commonName}`, '-keyout', join(at, 'tls.key'), '-out', request]);
  writeFileSync(join(at, 'extensions'), `extendedKeyUsage=${names ? 'serverAuth' : 'clientAuth'}\n${names ? `subjectAltName=${names}\n` : ''}`);
  run('openssl', ['x509', '-req', '-in', request, '-CA', join(place, `${by}.crt`), '-CAkey', join(place, `${by}.key`), '-days', '1', '-extfile', join(at, 'extensions'), '-out', join(at, 'tls.crt')]);
  cpSync(join(place, 'database.crt'), join(at, 'ca.crt'));
  // As the kubelet shows it: root's, readable by the group of the pod.
  chmodSync(join(at, 'tls.key'), isRoot ? 0o440 : 0o600);
  return at;
}

class Server {
  constructor(place, port) { Object.assign(this, { place, port, data: join(place, 'data') }); }

  create(cluster) {
    asServer(join(BIN, 'initdb'), ['--pgdata', this.data, '--username=postgres', '--auth=peer', '--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums']);
    const own = /^(shared_buffers|effective_cache_size|maintenance_work_mem|max_wal_size|wal_keep_size|max_connections)$/;
    const parameters = Object.entries(cluster.spec.postgresql.parameters).filter(([name]) => !own.test(name)).map(([name, value]) => `${name} = '${value}'`);
    this.write('postgresql.auto.conf', [...parameters, `port = ${this.port}`, "listen_addresses = '127.0.0.1'", `unix_socket_directories = '${this.place}'`,
      "shared_preload_libraries = 'pgaudit, pg_stat_statements'", 'ssl = on', `ssl_cert_file = '${this.place}/server.crt'`, `ssl_key_file = '${this.place}/server.key'`,
      `ssl_ca_file = '${this.place}/database.crt'`].join('\n'));
  }

  write(name, text) {
    writeFileSync(join(this.place, 'new'), `${text}\n`, { mode: 0o644 });
    asServer('cp', [join(this.place, 'new'), join(this.data, name)]);
  }

  // The operator's own line for whoever is inside the pod, then ours.
  doors(cluster) {
    this.write('pg_hba.conf', ['local all all peer map=local', ...cluster.spec.postgresql.pg_hba].join('\n'));
    this.write('pg_ident.conf', [`local ${isRoot ? 'postgres' : run('id', ['-un']).trim()} postgres`, ...(cluster.spec.postgresql.pg_ident ?? [])].join('\n'));
  }

  start() { asServer(join(BIN, 'pg_ctl'), ['--pgdata', this.data, '--log', join(this.place, 'log'), '--wait', 'start']); }
  reload() { asServer(join(BIN, 'pg_ctl'), ['--pgdata', this.data, 'reload']); run('sleep', ['1']); }
  stop() { asServer(join(BIN, 'pg_ctl'), ['--pgdata', this.data, '--mode=immediate', 'stop']); }
  within(sql) { return asServer('psql', ['-XAtq', '-h', this.place, '-p', String(this.port), '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-c', sql]); }

  // Whether somebody gets in from outside, and as whom.
  enter(login, certificate, rest = '') {
    const words = certificate ? `sslcert=${certificate}/tls.crt sslkey=${certificate}/tls.key` : '';
    try {
      return run('psql', ['-XAtq', '-c', 'SELECT current_user', `host=localhost port=${this.port} dbname=dayaq user=${login} connect_timeout=5 sslmode=verify-full sslrootcert=${this.place}/database.crt ${words} ${rest}`],
        { env: { ...process.env, PGPASSWORD: this.password ?? '', HOME: '/nonexistent' } }).trim();
    } catch (error) {
      return `refused: ${error.stderr.trim().split('\n').at(-1)}`;
    }
  }
}

test('who gets into the database, and when', { skip: process.env.DAYAQ_LONG ? false : 'a minute and more: ./dayaq test --long' }, async () => {
  const [day, opened] = await Promise.all(['overlays/production', 'overlays/production/migration'].map((folder) => render(root, folder)));
  const [cluster, openCluster] = [day, opened].map((objects) => find(objects, 'Cluster', 'dayaq-database'));
  const place = mkdtempSync('/var/tmp/dayaq-doors-');
  const server = new Server(place, await freePort());
  try {
    authority(place, 'database');
    authority(place, 'workloads');
    const served = issue(place, 'database', 'server', 'dayaq-database', 'DNS:localhost');
    cpSync(join(served, 'tls.crt'), join(place, 'server.crt'));
    cpSync(join(served, 'tls.key'), join(place, 'server.key'));
    chmodSync(join(place, 'server.key'), 0o600);
    if (isRoot) run('chown', ['-R', 'postgres:', place]);
    server.create(cluster);
    server.doors(cluster);
    server.start();
    // As bootstrap.initdb of the manifest leaves it.
    server.within('CREATE ROLE dayaq_owner LOGIN');
    server.within('CREATE DATABASE dayaq OWNER dayaq_owner');

    const given = join(place, 'given');
    mkdirSync(join(given, 'keys'), { recursive: true });
    mkdirSync(join(place, 'run'));
    issue(place, 'database', 'given/database', 'dayaq_migration');
    writeFileSync(join(given, 'keys/context.key'), `${'0123456789abcdef'.repeat(4)}\n`, { mode: 0o440 });
    const migrate = () => run(join(root, 'k8s/containers/migrate.sh'), ['localhost'],
      { env: { ...process.env, DAYAQ_SHARE: root, DAYAQ_GIVEN: given, DAYAQ_RUN: join(place, 'run'), DAYAQ_PORT: String(server.port) } });

    assert.throws(migrate, /rejects connection|no pg_hba|certificate authentication failed/, 'on an ordinary day no migration gets in');
    server.doors(openCluster);
    server.reload();
    migrate();
    migrate();  // may be run again
    server.doors(cluster);
    server.reload();

    const incident = issue(place, 'database', 'incident', 'dayaq_incident');
    const stranger = issue(place, 'workloads', 'stranger', 'dayaq_incident');
    const superuser = issue(place, 'database', 'superuser', 'dayaq_migration');
    assert.equal(server.enter('dayaq_incident', incident), 'dayaq_incident');
    const refused = {
      "another service's login": server.enter('dayaq_payment', incident),
      'the superuser by a login': server.enter('postgres', incident),
      'the superuser after a migration': server.enter('postgres', superuser),
      'the migrator after a migration': server.enter('dayaq_migrator', superuser),
      'the owner': server.enter('dayaq_owner', incident),
      'another authority': server.enter('dayaq_incident', stranger),
      'no certificate': server.enter('dayaq_incident'),
    };
    server.password = readFileSync(join(place, 'run/secrets/database/dayaq_incident.password'), 'utf8').trim();
    refused['a password that is right'] = server.enter('dayaq_incident');
    refused['another database'] = server.enter('dayaq_incident', incident, 'dbname=postgres');
    for (const [what, answer] of Object.entries(refused)) assert.match(answer, /^refused: /, what);
    console.log(`${Object.keys(refused).length} ways in were refused, one was open`);
  } finally {
    try { server.stop(); } catch { /* never started */ }
    rmSync(place, { recursive: true, force: true });
  }
});
