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
    return { does: (path: string, body: object = {}) => this.#do(actor, path, body) };
  }

  /** Nobody asks again. */
  leave(): void {
    this.#haveLeft = true;
  }

  async #do(actor: Actor, path: string, body: object): Promise<Answer> {
    const number = (this.#sent += 1);
    const headers = {
      authorization: `Bearer ${await issueToken(this.tokenKey, actor, '1h')}`,
      'content-type': 'application/json',
      'idempotency-key': `request-${String(number)}`,
    };
    for (let attempt = number; !this.#haveLeft; attempt += 1) {
      const api = this.apis[attempt % this.apis.length]?.url ?? '';
      const answer = await post(`${api}${path}`, headers, JSON.stringify(body));
      if (answer === null) await pause(50);
      else return this.#note(answer);
    }
    throw new Error(`${path}: never answered`);
  }

  #note(answer: Answer): Answer {
    const { id, category, revision, position } = answer;
    this.acknowledged.push({ stream: `${category}-${id}`, revision, position });
    return answer;
  }
}

/** Null where the outcome is not known. */
const post = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer | null> => {
  const sent = { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) };
  const heard = await fetch(url, sent)
    .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
    .catch(() => null);
  if (heard === null || heard.status === 503) return null;
  if (heard.status >= 300) throw new Error(`${url}: ${String(heard.status)} ${heard.text}`);
  return JSON.parse(heard.text) as Answer;
};
