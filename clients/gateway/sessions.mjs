// Who is signed in. Sessions live in memory: tokens never leave this process, and a restart ends every session (people sign in again, what
// they were writing waits in their browser).
import { createHash, randomBytes } from 'node:crypto';

// Somebody who signs in once more than this ends their oldest session.
const MOST_OF_ONE_PERSON = 5;
const MOST_SIGN_INS = 10_000;

export const randomText = () => randomBytes(32).toString('base64url');

// What lies in memory does not open a session.
const placeOf = (id) => createHash('sha256').update(id).digest('base64url');

// A map of secrets to things, each with its last moment.
class Shelf {
  #things = new Map();

  constructor(now, isOver) {
    this.now = now;
    this.isOver = isOver;
  }

  put(thing) {
    const id = randomText();
    this.#things.set(placeOf(id), thing);
    return id;
  }

  get(id) {
    const thing = id && this.#things.get(placeOf(id));
    if (!thing) return undefined;
    if (!this.isOver(thing, this.now())) return thing;
    this.remove(id);
    return undefined;
  }

  remove(id) {
    if (id) this.#things.delete(placeOf(id));
  }

  removeWhere(condition) {
    for (const [place, thing] of this.#things) if (condition(thing)) this.#things.delete(place);
  }

  sweep() {
    this.removeWhere((thing) => this.isOver(thing, this.now()));
  }

  get size() {
    return this.#things.size;
  }

  of(condition) {
    return [...this.#things.values()].filter(condition);
  }
}

export class Sessions {
  constructor({ sessionIdleSeconds, sessionLongestSeconds, signInLongestSeconds }, now = () => Date.now()) {
    this.now = now;
    this.idle = sessionIdleSeconds * 1000;
    this.longest = sessionLongestSeconds * 1000;
    this.shelf = new Shelf(now, (session, at) => at - session.seen >= this.idle || at - session.began >= this.longest);
    this.attempts = new Shelf(now, (attempt, at) => at - attempt.began >= signInLongestSeconds * 1000);
    this.sweeper = setInterval(() => this.sweep(), 60_000);
    this.sweeper.unref();
  }

  sweep() {
    this.shelf.sweep();
    this.attempts.sweep();
  }

  // A new id at every sign-in: one that was there before opens nothing.
  begin(tokens, before) {
    const at = this.now();
    const own = this.shelf.of(({ subject }) => subject === tokens.subject).sort((one, other) => one.began - other.began);
    for (const old of own.slice(0, Math.max(0, own.length - MOST_OF_ONE_PERSON + 1))) this.shelf.removeWhere((session) => session === old);
    const session = { ...tokens, csrf: randomText(), began: before?.began ?? at, seen: at };
    return { id: this.shelf.put(session), session };
  }

  // The session of an id, which counts as being used.
  use(id) {
    const session = this.shelf.get(id);
    if (session) session.seen = this.now();
    return session;
  }

  end(id) {
    this.shelf.remove(id);
  }

  // Of one sign-in at the identity provider; of everybody of that name where no sign-in is named. How many there were.
  endHeard({ subject, providerSession }) {
    const before = this.shelf.size;
    this.shelf.removeWhere((one) => (providerSession === undefined || one.providerSession === providerSession) && (subject === undefined || one.subject === subject));
    return before - this.shelf.size;
  }

  endLost(session) {
    this.shelf.removeWhere((one) => one === session);
  }

  // An attempt to sign in: what must come back, and where the person was going.
  beginAttempt(attempt) {
    if (this.attempts.size >= MOST_SIGN_INS) this.attempts.sweep();
    if (this.attempts.size >= MOST_SIGN_INS) return undefined;
    return this.attempts.put({ ...attempt, began: this.now() });
  }

  // An attempt serves once.
  takeAttempt(id) {
    const attempt = this.attempts.get(id);
    this.attempts.remove(id);
    return attempt;
  }
}
