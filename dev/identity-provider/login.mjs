// The login step: shows the staff, takes a choice. Posting `subject` is enough; a step-up login posts the shown `code` too.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { PASSWORD_LEVEL, STEP_UP_LEVEL } from './configuration.mjs';
import { loginPage } from './pages.mjs';

const FORM_LIMIT_BYTES = 4096;
const CODE_KEY = randomBytes(32);

async function readForm(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > FORM_LIMIT_BYTES) throw Object.assign(new Error('form too large'), { status: 413, expose: true });
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

// Six digits that belong to this one login.
const codeFor = (uid) => String(createHmac('sha256', CODE_KEY).update(uid).digest().readUInt32BE() % 1_000_000).padStart(6, '0');

const equal = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function wantsStepUp(interaction) {
  const levels = interaction.params.acr_values?.split(' ') ?? [];
  return levels.includes(STEP_UP_LEVEL) && !levels.includes(PASSWORD_LEVEL);
}

export function loginRoutes(provider, staff) {
  return async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const interaction = await provider.interactionDetails(context.req, context.res);
    const code = wantsStepUp(interaction) ? codeFor(interaction.uid) : undefined;
    context.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    context.set('cache-control', 'no-store');
    context.type = 'html';

    if (context.method !== 'POST') {
      context.body = loginPage({ staff, code });
      return undefined;
    }
    const form = await readForm(context.req);
    const person = staff.get(form.get('subject'));
    if (!person || (code && !equal(form.get('code') ?? '', code))) {
      context.status = 403;
      context.body = loginPage({ staff, code, refused: true });
      return undefined;
    }
    context.respond = false;
    const login = {
      accountId: person.subject,
      acr: code ? STEP_UP_LEVEL : PASSWORD_LEVEL,
      amr: code ? ['pwd', 'otp'] : ['pwd'],
    };
    return provider.interactionFinished(context.req, context.res, { login }, { mergeWithLastSubmission: false });
  };
}
