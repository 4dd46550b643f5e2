import { fold } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { subjectFrom, type Recipient, type Subject } from '@kernel/evidence';
import { metadataText, streamName, type RecordedEvent } from '@event-store/event-store';
import type { Making } from '@oversight/evidence-package/events';
import { evidencePackage, type EvidencePackage, type Request } from '@oversight/evidence-package/state';
import type { County } from '../county';
import type { Wanted } from './subject';

/** A package as the log knows it, wherever it is made. */
export interface KnownPackage {
  readonly id: string;
  readonly events: readonly [RecordedEvent, ...RecordedEvent[]];
  readonly state: EvidencePackage;
  readonly request: Request;
}

/** Null where nobody asked for it. */
export const knownPackage = async (
  { store, upcast }: Pick<County, 'store' | 'upcast'>,
  id: string,
): Promise<KnownPackage | null> => {
  const [first, ...more] = (await store.readStream(streamName(evidencePackage.category, id))).map(upcast);
  if (first === undefined) return null;
  const state = fold(evidencePackage, [first, ...more] as never);
  const { request } = state;
  return request === null ? null : { id, events: [first, ...more], state, request };
};

/** @throws Error where it is about nothing: none such is ever asked for */
export const wantedOf = ({ request }: Pick<KnownPackage, 'request'>): Required<Wanted> => {
  const { kind, name, recipient, scope } = request;
  const subject = subjectFrom(kind, name);
  if (subject === null) throw new Error(`${name} is no name of a ${kind}`);
  return { subject, recipient, scope };
};

export const madeLast = ({ state: { makings } }: Pick<KnownPackage, 'state'>): Making | null =>
  makings.at(-1) ?? null;

/** Kept as long as packages are. */
export const isOver = (known: Pick<KnownPackage, 'state'>, now: string): boolean => {
  const made = madeLast(known);
  return made !== null && made.expiresAt <= now;
};

const OUTCOMES = ['EvidencePackageMade', 'EvidencePackageFailed'];

/** A package as whoever asked for it is told of it. */
export interface ToldPackage {
  readonly id: string;
  /** EXPIRED: it was made, and has been deleted. */
  readonly state: EvidencePackage['phase'] | 'EXPIRED';
  readonly subject: Subject;
  readonly recipient: Recipient;
  readonly scope: DivisionCode;
  readonly purpose: string | null;
  readonly requestedBy: { readonly user: string; readonly role: string };
  readonly requestedAt: string;
  /** Null while it is made. */
  readonly finishedAt: string | null;
  /** When it is deleted. */
  readonly expiresAt: string | null;
  readonly result: Omit<Making, 'expiresAt' | 'keeper'> | null;
  readonly error: EvidencePackage['failure'];
  /** Path of the ZIP, where it is DONE. */
  readonly file?: string;
}

const resultOf = ({ expiresAt: _until, keeper: _keeper, ...result }: Making): ToldPackage['result'] => result;

/** Its state, as it is answered. */
export const told = (known: KnownPackage, now: string): ToldPackage => {
  const { id, events, state } = known;
  const [first] = events;
  const made = madeLast(known);
  const outcome = events.findLast(({ type }) => OUTCOMES.includes(type));
  const standing = isOver(known, now) ? 'EXPIRED' : state.phase;
  return {
    ...{ id, state: standing, ...wantedOf(known), purpose: (first.data['purpose'] ?? null) as string | null },
    requestedBy: { user: metadataText(first, 'actor'), role: metadataText(first, 'role') },
    requestedAt: metadataText(first, 'recordedAt'),
    finishedAt: outcome === undefined ? null : metadataText(outcome, 'recordedAt'),
    ...{ expiresAt: made?.expiresAt ?? null, result: made && resultOf(made), error: state.failure },
    ...(standing === 'DONE' ? { file: `/evidence-packages/${id}/file` } : {}),
  };
};
