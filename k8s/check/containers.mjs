// What image files must be, and what a repository must not hold.
const BASE = '${DEBIAN}';
const RELEASED = ['service', 'edge', 'gateway', 'migration', 'tools'];

// [{name, from, lines}] of a Containerfile, continued lines joined.
export function stages(text) {
  const found = [];
  for (const line of text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, ' ').split('\n').filter((one) => one.trim() !== '')) {
    const from = /^FROM (\S+) AS (\S+)$/.exec(line);
    if (from) found.push({ from: from[1], name: from[2], lines: [] });
    else if (/^FROM\b/.test(line)) found.push({ from: line, name: '', lines: [] });
    else if (found.length > 0) found.at(-1).lines.push(line);
  }
  return found;
}

export function containerFaults(text, names) {
  const all = stages(text);
  const of = (name) => all.find((stage) => stage.name === name);
  const found = [];
  const say = (stage, what) => found.push(`stage ${stage.name || '(unnamed)'}: ${what}`);
  // Lines of a stage and of those it is built upon.
  const whole = (stage) => [...(of(stage.from) ? whole(of(stage.from)) : []), ...stage.lines];
  if (!/^ARG DEBIAN=debian:bookworm-slim$/m.test(text)) found.push('the base is not Debian bookworm, by an argument that a release pins');
  for (const stage of all) {
    if (stage.from !== BASE && !of(stage.from)) say(stage, `is built upon ${stage.from}`);
    for (const line of stage.lines) {
      if (/^ADD\b/.test(line)) say(stage, 'ADD fetches and unpacks: COPY');
      if (/^COPY (?!--from=)(\.|\.\/)? /.test(line) || /^COPY \. /.test(line)) say(stage, 'copies everything');
      if (/^(ENV|ARG) .*(PASSWORD|SECRET|TOKEN|KEY)/i.test(line)) say(stage, 'a secret stays in the image');
      if (/apt-get install/.test(line) && !/--no-install-recommends/.test(line)) say(stage, 'installs more than it names');
      if (/apt-get update/.test(line) && !/rm -rf \/var\/lib\/apt\/lists/.test(line)) say(stage, 'keeps lists of packages');
      if (/curl|wget/.test(line)) say(stage, 'fetches from elsewhere than Debian and npm');
      if (/^(ENTRYPOINT|CMD) (?!\[)/.test(line)) say(stage, 'starts by a shell, which swallows signals');
    }
  }
  for (const name of RELEASED) {
    const stage = of(name);
    if (!stage) { found.push(`no stage ${name}`); continue; }
    const lines = whole(stage);
    const users = lines.filter((line) => /^USER /.test(line));
    if (users.at(-1) !== 'USER 10001:10001') say(stage, 'runs as root, or as another user than the manifests say');
    if (!lines.some((line) => /^(ENTRYPOINT|CMD) \[/.test(line))) say(stage, 'does not say what it runs');
    if (lines.some((line) => /apt-get install.*(clang|cmake|npm|-dev\b)/.test(line))) say(stage, 'a compiler runs along');
  }
  for (const name of names) {
    if (!of(name) && !of('service')?.lines.some((line) => line.includes('/out/programs/${SERVICE}'))) found.push(`no image ${name}`);
  }
  return found;
}

export const containerSlips = [
  ['root', 'USER 10001:10001\nENTRYPOINT ["/usr/share/dayaq/edge.sh"]', 'ENTRYPOINT ["/usr/share/dayaq/edge.sh"]'],
  ['another user', 'USER 10001:10001\nCMD ["/usr/share/dayaq/migrate.sh"]', 'USER 1000\nCMD ["/usr/share/dayaq/migrate.sh"]'],
  ['another base', 'FROM ${DEBIAN} AS edge', 'FROM nginx:latest AS edge'],
  ['a base that moves', 'ARG DEBIAN=debian:bookworm-slim', 'ARG DEBIAN=debian:latest'],
  ['everything is copied', 'COPY dev dev', 'COPY . .'],
  ['fetched and unpacked', 'COPY dev dev', 'ADD https://example.org/x.tar.gz /'],
  ['fetched', 'RUN mkdir -p /out/programs', 'RUN curl https://example.org | sh && mkdir -p /out/programs'],
  ['a secret that stays', 'ARG SERVICE\n', 'ARG SERVICE\nENV REGISTRY_TOKEN=x\n'],
  ['more than is named', 'apt-get install -y --no-install-recommends nginx-light', 'apt-get install -y nginx-light'],
  ['lists of packages', '    rm -rf /var/lib/apt/lists/* && \\\n    useradd --uid 10001 --user-group --no-create-home --home-dir /run/edge', '    useradd --uid 10001 --user-group --no-create-home --home-dir /run/edge'],
  ['a shell that swallows signals', 'ENTRYPOINT ["/usr/bin/dayaq-service"]', 'ENTRYPOINT /usr/bin/dayaq-service'],
  ['a compiler runs along', 'FROM runtime AS service', 'FROM build AS service'],
  ['no image of migrations', 'AS migration', 'AS migrations'],
];

// Things that look like keys: [what, where it begins]. Digests of images are none.
export function secretsIn(text) {
  const plain = text.replace(/sha256:[0-9a-f]{64}/g, 'sha256:');
  const found = [];
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(plain)) found.push('a private key');
  if (/\b[0-9a-fA-F]{48,}\b/.test(plain)) found.push('48 hexadecimal digits or more');
  for (const [word] of plain.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)) if (entropy(word) > 4.3 && /\d/.test(word) && /[A-Z]/.test(word)) found.push(`${word.length} signs that look random`);
  if (/\b(password|passwd|secret_?key|api_?key|token)\s*[:=]\s*['"]?[A-Za-z0-9+/_-]{12,}(?![\w(.])/i.test(plain)) found.push('a word with its secret');
  if (/\bAKIA[0-9A-Z]{16}\b/.test(plain)) found.push('a key of an object store');
  return found;
}

function entropy(text) {
  const counts = {};
  for (const sign of text) counts[sign] = (counts[sign] ?? 0) + 1;
  return -Object.values(counts).reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
}
