import type { SplitHousehold } from './commands';
import type { PassingAgreement, PassingBinding } from './events';
import type { BindingKnown, DividendKnown, SplitFacts } from './facts';

/** What becomes of things of one kind by what the command says. */
export interface Assignment<T> {
  readonly passes: readonly T[];
  readonly stays: readonly T[];
  /** The household has it, and the command does not say whose it is. */
  readonly unassigned: readonly string[];
  /** Named without being the household's, or twice. */
  readonly unknown: readonly string[];
}

interface Named {
  readonly id: string;
  readonly household: 'NEW' | 'REMAINING';
}

const assign = <T extends { readonly id: string }>(
  known: readonly T[],
  named: readonly Named[],
): Assignment<T> => {
  const ids = named.map(({ id }) => id);
  const isIn = (household: Named['household']) => (thing: T) =>
    named.some((one) => one.id === thing.id && one.household === household);
  return {
    passes: known.filter(isIn('NEW')),
    stays: known.filter(isIn('REMAINING')),
    unassigned: known.flatMap(({ id }) => (ids.includes(id) ? [] : [id])),
    unknown: ids.filter((id, index) => !known.some((one) => one.id === id) || ids.indexOf(id) !== index),
  };
};

export interface Assigned {
  readonly bindings: Assignment<BindingKnown>;
  readonly dividends: Assignment<DividendKnown>;
}

export const assignedIn = (
  { bindings, dividends }: Pick<SplitHousehold, 'bindings' | 'dividends'>,
  known: Pick<SplitFacts, 'bindings' | 'dividends'>,
): Assigned => ({
  bindings: assign(
    known.bindings,
    bindings.map(({ bindingId: id, household }) => ({ id, household })),
  ),
  dividends: assign(
    known.dividends,
    dividends.map(({ distributionId: id, household }) => ({ id, household })),
  ),
});

/** Agreements that bindings which pass are on. */
export const agreementsOf = ({ passes }: Pick<Assignment<BindingKnown>, 'passes'>): readonly string[] => [
  ...new Set(passes.flatMap(({ agreementId }) => agreementId ?? [])),
];

/** Both households stand under an agreement that both have bindings on; else the new one takes the place of the other. */
const passingAgreements = ({ passes, stays }: Assignment<BindingKnown>): readonly PassingAgreement[] =>
  agreementsOf({ passes }).map((agreementId) => {
    const isOnIt = (binding: BindingKnown): boolean => binding.agreementId === agreementId;
    const [first, ...others] = passes.filter(isOnIt);
    const bindingId = others.length > 0 ? null : (first?.newBindingId ?? null);
    return { agreementId, bindingId, remains: stays.some(isOnIt) };
  });

const passingBinding = ({
  id: bindingId,
  newBindingId,
  entityId,
  industry,
}: BindingKnown): PassingBinding => ({
  ...{ bindingId, newBindingId, entityId, industry },
});

/** As it is told by the event. */
export const passing = ({ bindings, dividends }: Assigned) => ({
  bindings: bindings.passes.map(passingBinding),
  remainingBindingIds: bindings.stays.map(({ id }) => id),
  agreements: passingAgreements(bindings),
  distributionIds: dividends.passes.map(({ id }) => id),
});
