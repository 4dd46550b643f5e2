import type { RecordedEvent } from '../event-store';

/** Form of a package; another form is another name beside this one. */
export const EVIDENCE_FORM = 'shuangbang-evidence/v1';

/** AUDITOR: every event as it is stored. PUBLIC: an event that carries sealed personal data shows its hash alone. */
export const RECIPIENTS = ['AUDITOR', 'PUBLIC'] as const;

export type Recipient = (typeof RECIPIENTS)[number];

/** SUBJECT: of its own stream, place or time. NAMES_IT: its data name the subject. RULE: a parameter that figures rest on. */
export type Because = 'SUBJECT' | 'NAMES_IT' | 'RULE';

export interface Packed {
  /** Place in the log, 0 for the first. */
  readonly index: number;
  readonly because: Because;
  readonly event: RecordedEvent;
  readonly isWithheld: boolean;
}

/** What a package is about and for whom; null where the event does not belong to it. */
export interface Choice {
  readonly because: (event: RecordedEvent) => Because | null;
  readonly recipient: Recipient;
  /** Told of every event that is taken in, in the order of the log. */
  readonly onPacked: (packed: Packed) => void;
}

/** AES-256-GCM under the key of a person, see libs/privacy/vault.ts. */
const SEALED = /^v1(?:\.[\w-]+){4}$/;

export const isSealed = (text: string): boolean => SEALED.test(text);

const SEALED_WITHIN = /"v1(?:\.[\w-]+){4}"/;

export const holdsSealed = ({ data }: Pick<RecordedEvent, 'data'>): boolean =>
  SEALED_WITHIN.test(JSON.stringify(data));
