import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dispatcher, type Outcome } from '@command/dispatcher';
import type { CommandClass, Handled } from '@command/handling';
import { openCounty, type County } from '@county/county';
import { rotateLookUpKey } from '@county/look-up-key-rotation';
import { projectionHost } from '@county/projection-host';
import { sealerOf } from '@county/sealing';
import { stampSeal } from '@event-store/sealing/stamping';
import { standInStamper } from '@event-store/sealing/story';
import { settingsFrom } from '@county/settings';
import { runningDays } from '@demo/days';
import { Office, type Sending } from '@demo/office';
import { SimulatedClock } from '@demo/simulated-clock';
import { START, type RecordedEvent } from '@event-store/event-store';
import { instanceOf, Malformed } from '@http/validation';
import type { ProjectionHost } from '@projection/projections';
import { successorsFrom } from '@registry/division/facts';

/** Takes, like the edge, no command with a field that is wrong or unknown; and no step that changes nothing. */
class StrictOffice extends Office {
  override async send<C extends object>(
    type: CommandClass<C>,
    fields: Partial<C> & object,
    sending: Sending,
  ): Promise<Outcome> {
    const { faults } = instanceOf(type, fields);
    if (faults.length > 0) throw new Malformed(type.name, faults);
    const outcome = await super.send(type, fields, sending);
    if (outcome.replayed || outcome.events.length === 0) throw new Error(`${type.name} changes nothing`);
    return outcome;
  }
}

/** A county of its own on real engines, with the clock and the policies that move it. */
export class Stage {
  readonly office: Office;

  private constructor(
    readonly county: County,
    readonly host: ProjectionHost,
    clock: SimulatedClock,
    private readonly folder: string,
  ) {
    this.office = new StrictOffice(county, runningDays(host, clock), () => undefined);
  }

  /** Its commands are decided by what `seen` makes of the aggregates: a spec may look on. */
  static async open(seen: (handled: Handled) => Handled = (handled) => handled): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-scenario-'));
    const clock = new SimulatedClock();
    const opened = openCounty(settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), clock);
    const dispatcher = new Dispatcher({
      ...{ ...opened, successorsFrom },
      aggregates: opened.aggregates.map(seen),
    });
    const county = { ...opened, dispatcher };
    const host = projectionHost(county);
    await host.start();
    return new Stage(county, host, clock, folder);
  }

  /** Everything that can happen to seals and their keys. */
  async seal(): Promise<void> {
    const sealer = sealerOf(this.county);
    const by = { user: 'admin', reason: '例行轮换' };
    await sealer.rotate(by);
    const since = new Date(this.county.clock.now()).toISOString();
    const [seal] = await sealer.compromised(since, { ...by, reason: '密钥可能外泄' });
    const { store, clock } = this.county;
    if (seal !== undefined) await stampSeal({ store, clock, stamper: standInStamper(since) }, seal);
    await this.host.settle();
  }

  /** Everybody is found under another key from now on. */
  async rotateLookUpKey(): Promise<void> {
    await rotateLookUpKey(this.county, { lingerMs: 0 });
    await this.host.settle();
  }

  /** The whole log, in its order. */
  async events(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.county.store.readAll({ from: START })) events.push(...batch.events);
    return events;
  }

  async close(): Promise<void> {
    await this.host.stop();
    await this.county.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
