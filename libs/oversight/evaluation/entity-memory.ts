/** What the streams of an entity are remembered as. */
export const COLLECTIONS = ['agreements', 'bindings', 'distributions'] as const;
export type Streams = (typeof COLLECTIONS)[number];

/** Ids of an entity's streams. */
export type EntityMemory = { readonly id: string } & { readonly [Collection in Streams]: readonly string[] };

/** By category of the stream. */
export const STREAMS: Readonly<Record<string, Streams | undefined>> = {
  agreement: 'agreements',
  householdBinding: 'bindings',
  distribution: 'distributions',
};

/** The events that name the entity of their stream; a binding that is proposed again names the same. */
const OPENING = ['AgreementDrafted', 'HouseholdBindingProposed', 'DistributionDeclared'];

export const entityNamedBy = (event: {
  readonly type: string;
  readonly data: { readonly [field: string]: unknown };
}): string | null => (OPENING.includes(event.type) ? (event.data['entityId'] as string) : null);

export const nothingOf = (id: string): EntityMemory => ({
  id,
  agreements: [],
  bindings: [],
  distributions: [],
});

export const withStream = (entity: EntityMemory, collection: Streams, stream: string): EntityMemory => ({
  ...entity,
  [collection]: [...new Set([...entity[collection], stream])],
});
