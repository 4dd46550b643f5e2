import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { issueToken } from '@http/token';
import type { Desk } from '../e2e/founding';

export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

interface Answer extends Omit<Acknowledged, 'stream'> {
  readonly id: string;
  readonly category: string;
  /** Of what was sent several at once. */
  readonly items?: readonly Answer[];
}

const COUNTY = '530424000000';
const PATIENCE_MS = 15_000;

/**
 * Clients as the README asks them to be: whoever has no answer, or hears that the outcome is not known, asks the next API again
 * with the same key. Anything else than that is a failure.
 */
export class Clients implements Desk {
  readonly acknowledged: Acknowledged[] = [];
  #sent = 0;
  #haveLeft = false;

  constructor(
    private readonly apis: readonly { readonly url: string }[],
    private readonly tokenKey: Uint8Array,
  ) {}

  as(role: Role, scope = COUNTY, { user = role.toLowerCase() }: { readonly user?: string } = {}) {
    const actor: Actor = { user, role, scope: divisionCode(scope) };
    return {
      does: (path: string, body: object = {}) => this.#do(actor, path, body),
      sees: (path: string, query: object = {}) => this.#see(actor, path, query),
    };
  }

  /** Nobody asks again. */
  leave(): void {
    this.#haveLeft = true;
  }

  async #do(actor: Actor, path: string, body: object): Promise<Answer> {
    const sending = { method: 'POST', body: JSON.stringify(body) };
    return this.#note((await this.#ask(actor, path, sending)) as Answer);
  }

  #see(actor: Actor, path: string, query: object): Promise<object> {
    return this.#ask(actor, `${path}?${new URLSearchParams({ ...query }).toString()}`, { method: 'GET' });
  }

  async #ask(actor: Actor, path: string, sending: RequestInit): Promise<object> {
    const number = (this.#sent += 1);
    const headers = {
      authorization: `Bearer ${await issueToken(this.tokenKey, actor, '1h')}`,
      'content-type': 'application/json',
      'idempotency-key': `request-${String(number)}`,
    };
    for (let attempt = number; !this.#haveLeft; attempt += 1) {
      const api = this.apis[attempt % this.apis.length]?.url ?? '';
      const answer = await heard(`${api}${path}`, { ...sending, headers });
      if (answer === null) await pause(50);
      else return answer;
    }
    throw new Error(`${path}: never answered`);
  }

  #note(answer: Answer): Answer {
    for (const { id, category, revision, position } of answer.items ?? [answer])
      this.acknowledged.push({ stream: `${category}-${id}`, revision, position });
    return answer;
  }
}

/** Null where the outcome is not known. */
const heard = async (url: string, sending: RequestInit): Promise<object | null> => {
  const told = await fetch(url, { ...sending, signal: AbortSignal.timeout(PATIENCE_MS) })
    .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
    .catch(() => null);
  if (told === null || told.status === 503) return null;
  if (told.status >= 300) throw new Error(`${url}: ${String(told.status)} ${told.text}`);
  return JSON.parse(told.text) as object;
};
