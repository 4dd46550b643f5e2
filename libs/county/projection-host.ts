import type { Actor } from '@kernel/actor';
import { dateInShanghai } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { enveloped } from '@command/envelope';
import { CommandIdReused } from '@command/faults';
import { wrongOf } from '@http/problem';
import { commandIdOf, Undeliverable, type Cause, type Send } from '@projection/delivery';
import { keepLandmark } from '@projection/landmark';
import type { Log } from '@projection/log';
import { ProjectionHost } from '@projection/projections';
import type { Intent, Projector } from '@projection/projector';
import type { County } from './county';
import { prepared } from './erasing';
import { policies, projectors } from './modules';
import { repeatedly } from './repeatedly';

const OUTAGE = 503;

/** Sends what a policy asks for through the same write path as everybody's commands. */
const sendTo =
  (county: County): Send =>
  async (asked, cause) => {
    try {
      const intent = await prepared(county, asked, cause);
      await county.dispatcher.dispatch(enveloped(intent.command, envelopeFor(intent, cause)));
    } catch (error) {
      // An earlier version of the policy sent another command for the same cause: it has been answered.
      if (!(error instanceof CommandIdReused))
        throw isAnswerOrOutage(error) ? error : new Undeliverable(error);
    }
  };

/** An outage is what the edge would tell a person to come again for. */
const isAnswerOrOutage = (error: unknown): boolean =>
  error instanceof Refusal || wrongOf(error).status === OUTAGE;

const envelopeFor = (intent: Intent, cause: Cause) => ({
  commandId: commandIdOf(cause),
  actor: actorOf(cause),
  reason: intent.reason,
  ...(intent.id === undefined ? {} : { id: intent.id }),
  ...(intent.effectiveDate === undefined ? {} : { effectiveDate: intent.effectiveDate as never }),
  ...('causeEventId' in cause ? { causationId: cause.causeEventId } : {}),
});

/** A policy acts under its own name and never as a person. */
const actorOf = ({ policy }: Cause): Actor => ({
  user: `policy:${policy}`,
  role: 'SYSTEM',
  scope: divisionCode('110000000000'),
});

/** The projections and policies of a county, ready to start. */
export const projectionHost = (county: County, log?: Log): ProjectionHost => hostOf(county, projectors, log);

/** The policies alone, for whoever builds the read models later and all at once. */
export const policyHost = (county: County): ProjectionHost => hostOf(county, []);

const hostOf = (county: County, hosted: readonly Projector[], log?: Log): ProjectionHost =>
  new ProjectionHost({
    store: county.store,
    views: county.views,
    upcast: county.upcast,
    clock: county.clock,
    projectors: hosted,
    policies,
    send: sendTo(county),
    ...(log === undefined ? {} : { log }),
  });

/** What a version that serves no more is kept for: whoever pages through it may end. */
const RETIRED_GRACE_MS = 3_600_000;

interface Keeping {
  readonly county: Pick<County, 'store' | 'views' | 'clock'>;
  readonly log: Log;
}

/**
 * All that a running host does besides following the log: ticks the policies, replays parked streams on request, publishes
 * troubles, keeps the landmark of the log, drops retired versions. Settles after the signal has aborted.
 */
export const keepHouse = async (
  host: ProjectionHost,
  { county, log }: Keeping,
  signal: AbortSignal,
): Promise<void> => {
  const every = (everyMs: number, failing: string, work: () => Promise<unknown>) =>
    repeatedly(work, { everyMs, log, failing }, signal);
  await Promise.all([
    ...host.waiting.map((policy) =>
      every(60_000, `deadlines of ${policy.projection.name} were not looked at`, () =>
        policy.tick(dateInShanghai(county.clock.now())),
      ),
    ),
    every(60_000, 'retired versions were not dropped', () => host.dropRetired(RETIRED_GRACE_MS)),
    every(10_000, 'the landmark of the log was not written', () => keepLandmark(county)),
    every(1_000, 'parked streams were not tried again', () => host.replayRequested()),
    every(1_000, 'troubles of projections were not published', () => host.tell()),
  ]);
};
