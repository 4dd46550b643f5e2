import type { PersonalReadEvent, ReadSubject } from './events';

/** What a stream holds of somebody. */
export interface OnFile {
  readonly sealed: Readonly<Record<string, string>>;
  /** Whose data key it is under. */
  readonly subject: string;
}

interface Given {
  readonly head?: OnFile['sealed'];
  readonly member?: OnFile['sealed'];
  readonly manager?: OnFile['sealed'];
  readonly personId?: string;
}

interface Told {
  readonly data: Readonly<Record<string, unknown>>;
}

type Read = Extract<PersonalReadEvent, { readonly type: 'PersonalDataRead' }>['data'];

/** Under what name each kind of subject is sealed, and in whose stream. */
const SEALED_AS = {
  HOUSEHOLD: ['head', 'household'],
  PERSON: ['member', 'household'],
  ENTITY: ['manager', 'entity'],
} as const satisfies Record<ReadSubject, readonly [string, string]>;

/** In whose stream it lies. */
export const holderOf = ({
  subjectKind,
  subjectId,
  householdId = subjectId,
}: Read): readonly [category: string, id: string] => [SEALED_AS[subjectKind][1], householdId];

/** What was sealed last of whom was read; nothing where nothing ever was. */
export const onFile = (events: readonly Told[], { subjectKind, subjectId }: Read): OnFile => {
  const [name] = SEALED_AS[subjectKind];
  const isTheirs = ({ data }: Told): boolean =>
    name in data && (subjectKind !== 'PERSON' || data['personId'] === subjectId);
  const { [name]: sealed = {}, personId = subjectId } = (events.findLast(isTheirs)?.data ?? {}) as Given;
  return { sealed, subject: personId };
};
