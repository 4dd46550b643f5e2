import type { Standing } from '@read-store/read-store';
import type { Grounded } from './parts';

/** Versions that serve no more, and since when this process knows it. */
export class Retired {
  readonly #since = new Map<string, number>();

  constructor(private readonly ground: Pick<Grounded, 'views' | 'clock'>) {}

  async lookAround(): Promise<readonly Standing[]> {
    const retired = (await this.ground.views.standings()).filter(({ state }) => state === 'retired');
    const keys = new Set(retired.map(keyOf));
    for (const key of [...this.#since.keys()].filter((known) => !keys.has(known))) this.#since.delete(key);
    for (const key of keys) this.#since.set(key, this.#since.get(key) ?? this.ground.clock.now());
    return retired;
  }

  async drop(graceMs: number): Promise<readonly Standing[]> {
    const now = this.ground.clock.now();
    const retired = await this.lookAround();
    const old = retired.filter((one) => now - (this.#since.get(keyOf(one)) ?? now) >= graceMs);
    for (const { name, version } of old) await this.ground.views.drop({ name, version });
    return old;
  }
}

const keyOf = ({ name, version }: Standing): string => `${name}@${String(version)}`;
