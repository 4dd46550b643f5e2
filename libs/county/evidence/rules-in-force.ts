import { fold } from '@kernel/decider';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Packed } from '@event-store/evidence/package-form';
import { SOFTWARE_VERSION } from '@http/version';
import { parameter } from '@registry/parameter/state';
import { eventVersions, type County } from '../county';
import { projectors } from '../modules';
import { PUBLIC_FIELDS } from './public-fields';
import { picked, type Eyes } from './recipients';

/** The parameters as the log has them, and the versions of the rules that read it. */
export class RulesInForce {
  private readonly streams = new Map<string, RecordedEvent[]>();

  constructor(
    private readonly county: County,
    private readonly eyes: Eyes,
  ) {}

  readonly add = ({ event }: Packed): void => {
    if (categoryOf(event.stream) !== 'parameter') return;
    const known = this.streams.get(event.stream) ?? [];
    known.push(this.county.upcast(event));
    this.streams.set(event.stream, known);
  };

  told(): object {
    const entries = [...this.streams.values()].flatMap((events) => fold(parameter, events as never).entries);
    const fields = PUBLIC_FIELDS['PolicyParameterSet'] ?? [];
    const parameters =
      this.eyes.recipient === 'PUBLIC' ? entries.map((entry) => picked(entry, fields)) : entries;
    const views = Object.fromEntries(projectors.map(({ name, version }) => [name, version]));
    return { parameters, rules: { software: SOFTWARE_VERSION, views, events: eventVersions() } };
  }
}
