// The console's files. What Vite named by its content never changes; the page itself is asked for every time. Every address of a desk is the
// same page.
import { existsSync } from 'node:fs';
import path from 'node:path';

import fastifyStatic from '@fastify/static';

const FOR_EVER = 'public, max-age=31536000, immutable';

export async function addFiles(server, site) {
  await server.register(fastifyStatic, {
    root: path.resolve(site),
    wildcard: false,
    serve: existsSync(site),
    index: false,
    preCompressed: true,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (reply, file) => {
      const isAsset = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', isAsset ? FOR_EVER : 'no-cache');
    },
  });
  const page = (request, reply) => reply.sendFile('index.html');
  server.get('/', page);
  for (const desk of ['/hospital', '/social-protection', '/rehabilitation', '/employment', '/mine-action', '/statistics', '/oversight', '/administration', '/my-record']) {
    server.get(desk, page);
    server.get(`${desk}/*`, page);
  }
}
