import type { RecordedEvent } from '@event-store/event-store';
import { SucceedDistributionEntity } from '@linkage/distribution/commands';
import type { DistributionEvent } from '@linkage/distribution/events';
import { SucceedSchemeEntity } from '@linkage/dividend-scheme/commands';
import type { DividendSchemeEvent } from '@linkage/dividend-scheme/events';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';

const DIVIDENDS = 'entity-dividends';

/** Schemes and distributions of an entity, whatever has become of them. */
type Dividends = Document & {
  readonly schemes: readonly string[];
  readonly distributions: readonly string[];
};

type Told = Recorded<DividendSchemeEvent | DistributionEvent | EntityEvent>;

/** Where the event names an entity to whom something belongs from then on. */
const ownerIn = ({ type, data, stream }: Told): string | null => {
  if (type === 'DividendSchemeDrafted' || type === 'DistributionDeclared') return data.entityId;
  if (type === 'DividendSchemeEntitySucceeded' || type === 'DistributionEntitySucceeded')
    return data.successorId;
  return type === 'EntityMerged' ? idOf(stream) : null;
};

const dividendsOf = (id: string, documents: Documents): Dividends =>
  documents.get<Dividends>(DIVIDENDS, id) ?? { id, schemes: [], distributions: [] };

const KINDS: { readonly [Type in Told['type']]?: 'schemes' | 'distributions' } = {
  DividendSchemeDrafted: 'schemes',
  DividendSchemeEntitySucceeded: 'schemes',
  DistributionDeclared: 'distributions',
  DistributionEntitySucceeded: 'distributions',
};

const react = (event: RecordedEvent, documents: Documents): readonly Intent[] => {
  const told = event as Told;
  if (told.type !== 'EntityMerged') return [];
  const entityId = idOf(told.stream);
  const { into: successorId, on: effectiveDate } = told.data;
  const { schemes, distributions } = dividendsOf(entityId, documents);
  const passing = (Command: new () => object) => (id: string) => ({
    command: Object.assign(new Command(), { entityId, successorId }),
    ...{ id, effectiveDate, reason: '主体重复登记合并' },
  });
  return [
    ...schemes.map(passing(SucceedSchemeEntity)),
    ...distributions.map(passing(SucceedDistributionEntity)),
  ];
};

/** 4.16: what an entity has promised and owes is promised and owed by the one that it is merged into. */
export const dividendKeeper: Policy = {
  name: 'dividend-keeper',
  version: 1,
  categories: ['dividendScheme', 'distribution', 'entity'],
  sends: [SucceedSchemeEntity, SucceedDistributionEntity],
  collections: { [DIVIDENDS]: { indexes: [] } },
  needs: (event) => {
    const id = ownerIn(event as Told);
    return id === null ? [] : [{ collection: DIVIDENDS, id }];
  },
  project: (event, documents) => {
    const told = event as Told;
    const [kind, owner] = [KINDS[told.type], ownerIn(told)];
    if (kind === undefined || owner === null) return [];
    const known = dividendsOf(owner, documents);
    return [put(DIVIDENDS, { ...known, [kind]: [...new Set([...known[kind], idOf(event.stream)])] })];
  },
  react,
};
