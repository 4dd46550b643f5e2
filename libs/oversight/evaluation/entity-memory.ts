/** What the streams of an entity are remembered as. */
export const COLLECTIONS = ['agreements', 'bindings', 'distributions'] as const;
export type Streams = (typeof COLLECTIONS)[number];

/** Ids of an entity's streams, and the duplicates of it that were merged into it. */
export type EntityMemory = { readonly id: string; readonly absorbed?: readonly Absorbed[] } & {
  readonly [Collection in Streams]: readonly string[];
};

/** What such a one did counts for the entity in the years for which it was not judged itself. */
type Absorbed = { readonly entityId: string; readonly judgedFrom: number | null };

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

export const withAbsorbed = (entity: EntityMemory, absorbed: Absorbed): EntityMemory => ({
  ...entity,
  absorbed: [...(entity.absorbed ?? []), absorbed],
});

/** The entity, and those whose doings count for it in that year, as far as they are known. */
export const lineIn = (
  entityId: string,
  year: number,
  known: (id: string) => EntityMemory | undefined,
): readonly string[] => {
  const absorbedBy = (id: string): readonly string[] =>
    (known(id)?.absorbed ?? [])
      .filter(({ judgedFrom }) => judgedFrom === null || judgedFrom <= year)
      .map((absorbed) => absorbed.entityId);
  const line = new Set([entityId]);
  for (const id of line) for (const before of absorbedBy(id)) line.add(before);
  return [...line];
};
