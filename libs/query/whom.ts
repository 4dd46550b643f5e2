import type { MaskedItem } from '@privacy/mask';

/** How answers tell of people of one kind. */
interface Told {
  /** What the person is called in an answer. */
  readonly field: string;
  /** Which field of a line names whom it is about; a line without it is about the one of its own id. */
  readonly namedBy: string;
  /** What of the person is shown, and how each is masked. */
  readonly items: Readonly<Record<string, MaskedItem>>;
}

/** Of whom an answer shows what is left of them behind masks: the head of a household, who manages an entity, who holds an account. */
export const PEOPLE = {
  HEAD: {
    ...{ field: 'head', namedBy: 'householdId' },
    items: { headName: 'NAME', documentNo: 'DOCUMENT_NO', phone: 'PHONE' },
  },
  MANAGER: {
    ...{ field: 'manager', namedBy: 'entityId' },
    items: { managerName: 'NAME', managerPhone: 'PHONE' },
  },
  PERSON: { field: 'person', namedBy: 'userId', items: { name: 'NAME', phone: 'PHONE' } },
} as const satisfies Readonly<Record<string, Told>>;

export type Whom = keyof typeof PEOPLE;

type Masked<W extends Whom> = { readonly [Item in keyof (typeof PEOPLE)[W]['items']]: string | null };

export type MaskedHead = Masked<'HEAD'>;
export type MaskedManager = Masked<'MANAGER'>;
