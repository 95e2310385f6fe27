// What was handed in and is on its way. Each submission carries its request id from the first try to the last, so that it is stored once
// however often it is sent; it leaves the queue with a receipt, or comes back as a question.
import type { Problem } from '../calls/problem.ts';
import { mayPass, problemOf } from '../calls/problem.ts';
import type { Entry, SealedStore } from './sealed-store.ts';

export interface Receipt {
  name: string;
  number: string;
  acceptedAt: number;
  // Of the audit entry: proves later that it was written down. Names nobody.
  proof: string;
}

export interface Submission<Content> extends Entry {
  requestId: string;
  content: Content;
  state: 'waiting' | 'accepted' | 'question';
  tries: number;
  problem?: Problem;
  receipt?: Receipt;
}

export type Send<Content> = (submission: Submission<Content>) => Promise<Receipt>;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

export class Queue<Content> {
  private timer: number | undefined;
  private sending = false;
  private again = false;
  private readonly listeners = new Set<() => void>();
  private readonly wake = () => void this.flush();
  // Newest first.
  submissions: Submission<Content>[] = [];

  constructor(
    private readonly store: SealedStore,
    private readonly send: Send<Content>,
  ) {}

  async start(): Promise<void> {
    await this.reload();
    window.addEventListener('online', this.wake);
    window.addEventListener('focus', this.wake);
    void this.flush();
  }

  stop(): void {
    window.removeEventListener('online', this.wake);
    window.removeEventListener('focus', this.wake);
    window.clearTimeout(this.timer);
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  snapshot = () => this.submissions;

  private async reload(): Promise<void> {
    this.submissions = await this.store.list<Submission<Content>>('submissions');
    for (const listener of this.listeners) listener();
  }

  private async keep(submission: Submission<Content>): Promise<void> {
    await this.store.put('submissions', { ...submission, changedAt: Date.now() });
    await this.reload();
  }

  // It is kept before it is sent.
  async handIn(id: string, requestId: string, content: Content): Promise<void> {
    await this.keep({ id, requestId, content, state: 'waiting', tries: 0, changedAt: Date.now() });
    void this.flush();
  }

  async remove(id: string): Promise<void> {
    await this.store.remove('submissions', id);
    await this.reload();
  }

  // One window sends at a time; the others look again when they are looked at.
  async flush(): Promise<void> {
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      await navigator.locks.request('dayaq-sending', () => this.sendWaiting());
    } finally {
      this.sending = false;
    }
    if (this.again) {
      this.again = false;
      void this.flush();
    }
  }

  private async sendWaiting(): Promise<void> {
    window.clearTimeout(this.timer);
    await this.reload();
    for (const submission of this.submissions.filter(({ state }) => state === 'waiting').reverse()) {
      const problem = await this.sendOne(submission);
      if (!problem) continue;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(submission.tries, 10), LONGEST_PAUSE_MS);
      this.timer = window.setTimeout(this.wake, pause * (1 + Math.random() / 2));
      return;
    }
  }

  private async sendOne(submission: Submission<Content>): Promise<Problem | undefined> {
    try {
      const receipt = await this.send(submission);
      await this.keep({ ...submission, state: 'accepted', receipt, problem: undefined, tries: submission.tries + 1 });
      return undefined;
    } catch (thrown) {
      const problem = problemOf(thrown);
      const tries = submission.tries + 1;
      if (mayPass(problem)) {
        await this.keep({ ...submission, tries, problem });
        return problem;
      }
      await this.keep({ ...submission, tries, problem, state: 'question' });
      return undefined;
    }
  }
}
