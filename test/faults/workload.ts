import { once, EventEmitter } from 'node:events';
import type { Clients } from './clients';
import { registration, VILLAGE } from './registration';

const AT_ONCE = 6;

/** Households that are registered, meant for a cooperative and vanish, so that a policy has to act; without end, several at once. */
export class Workload {
  readonly #bell = new EventEmitter().setMaxListeners(0);
  #next = 0;
  #resting = true;
  #working: Promise<unknown> = Promise.resolve();
  #failure: Error | null = null;

  constructor(
    private readonly clients: Clients,
    private readonly cooperative: string,
  ) {}

  begin(): void {
    this.#resting = false;
    const workers = Array.from({ length: AT_ONCE }, () => this.#work());
    this.#working = Promise.all(workers).catch((error: unknown) => {
      this.#failure = new Error('the work cannot go on', { cause: error });
      this.#bell.emit('told');
    });
  }

  /** Each finishes the household at hand. @throws what kept one of them from its work */
  async rest(): Promise<void> {
    this.#resting = true;
    await this.#working;
    this.#throwFailure();
  }

  /** Until so many more commands were acknowledged. @throws what kept one of them from its work */
  async does(more: number): Promise<void> {
    const count = this.clients.acknowledged.length + more;
    while (this.clients.acknowledged.length < count) {
      this.#throwFailure();
      await once(this.#bell, 'told');
    }
  }

  async #work(): Promise<void> {
    while (!this.#resting) await this.#household((this.#next += 1));
  }

  async #household(index: number): Promise<void> {
    const village = this.clients.as('VILLAGE_INFORMANT', VILLAGE);
    const county = this.clients.as('COUNTY_INFORMANT');
    const { id: householdId } = await this.#told(county.does('/households', registration(index)));
    const steps = [
      { path: 'set-alleviated-record', body: { alleviatedYear: 2019, enjoysPolicy: true } },
      { path: 'assess-eligibility', body: { hasDevelopmentConditions: true, isWilling: true } },
    ];
    for (const { path, body } of steps)
      await this.#told(county.does(`/households/${householdId}/${path}`, body));
    const intent = { householdId, entityId: this.cooperative, industry: 'FRUIT' };
    await this.#told(village.does('/household-bindings/intents', intent));
    const vanished = { cause: 'MOVED_AWAY', reason: '整户迁出' };
    await this.#told(county.does(`/households/${householdId}/mark-vanished`, vanished));
  }

  async #told<T>(work: Promise<T>): Promise<T> {
    const done = await work;
    this.#bell.emit('told');
    return done;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
