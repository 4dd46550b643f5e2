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

  /** Never a younger one than serves: it was rolled back, and would be built again if it were gone. */
  async drop(graceMs: number): Promise<readonly Standing[]> {
    const now = this.ground.clock.now();
    const retired = await this.lookAround();
    const isOver = (one: Standing) => now - (this.#since.get(keyOf(one)) ?? now) >= graceMs;
    const serving = await this.#serving();
    const old = retired.filter((one) => one.version < (serving.get(one.name) ?? 0) && isOver(one));
    for (const { name, version } of old) await this.ground.views.drop({ name, version });
    return old;
  }

  async #serving(): Promise<ReadonlyMap<string, number>> {
    const live = (await this.ground.views.standings()).filter(({ state }) => state === 'live');
    return new Map(live.map(({ name, version }) => [name, version]));
  }
}

const keyOf = ({ name, version }: Standing): string => `${name}@${String(version)}`;
