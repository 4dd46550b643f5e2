import {
  explained,
  refTo,
  type Explanation,
  type Input,
  type ParameterInput,
  type Step,
} from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import type { AgreementEvent } from './events';
import type { AgreementTerms, SignLevel } from './paper';
import { higherLevel, levelRequired, villagesOf, type SignLevelTable } from './sign-level';
import type { Agreement } from './state';

type Happened = Recorded<AgreementEvent>;
type Proposal = Extract<Happened, { type: 'AgreementAmendmentProposed' }>;
type Amended = Extract<Happened, { type: 'AgreementAmended' }>;
type Fixing = Extract<Happened, { type: 'AgreementSubmitted' }> | Amended | Proposal;

const isFixing = (event: Happened): event is Exclude<Fixing, Proposal> =>
  event.type === 'AgreementSubmitted' || event.type === 'AgreementAmended';

/** The proposal of an amendment, whatever became of it. */
export const proposalOf = (events: readonly Happened[], amendmentId: string | undefined): Proposal | null =>
  events.find(
    (event): event is Proposal =>
      event.type === 'AgreementAmendmentProposed' && event.data.amendmentId === amendmentId,
  ) ?? null;

const writesTerms = ({ type }: Happened): boolean =>
  type === 'AgreementDrafted' || type === 'AgreementDraftRevised' || type === 'AgreementAmended';

/** The event by which the level of the present text was fixed: of an amended one its proposal; null while it is a draft. */
export const fixingOf = (events: readonly Happened[]): Fixing | null => {
  const last = events.findLast((event) => isFixing(event) || writesTerms(event));
  if (last === undefined || !isFixing(last)) return null;
  return last.type === 'AgreementAmended' ? (proposalOf(events, last.data.amendmentId) ?? last) : last;
};

/** The agreement as the event found it, and all events up to it. */
export interface Fixed {
  readonly fixing: Fixing;
  readonly events: readonly Happened[];
  readonly before: Agreement;
}

const isOfAmendedPaper = (fixing: Fixing): fixing is Amended | Proposal =>
  fixing.type !== 'AgreementSubmitted';

const termsIn = ({ fixing, before }: Fixed): AgreementTerms | null =>
  isOfAmendedPaper(fixing) ? fixing.data.terms : before.terms;

const inputsOf = ({ fixing, events, before }: Fixed, terms: AgreementTerms): readonly Input[] => {
  const until = events.filter(({ revision }) => revision <= fixing.revision);
  const drafted = until.filter(({ type }) => type === 'AgreementDrafted');
  const isAmendment = isOfAmendedPaper(fixing);
  const text = isAmendment ? fixing : (until.findLast(writesTerms) ?? fixing);
  const frozen = until.findLast((event) => isFixing(event) && event.revision < fixing.revision);
  return [
    {
      ...{ name: 'entityVillage', value: before.entityVillage, unit: 'DIVISION' },
      ...{ title: { zh: '经营主体所在村', en: 'village of the entity' }, events: drafted.map(refTo) },
    },
    {
      ...{ name: 'households', unit: 'DIVISION', title: { zh: '协议农户所在村', en: 'their villages' } },
      value: terms.households.map(({ householdId, villageCode }) => ({ householdId, villageCode })),
      events: [refTo(text)],
    },
    {
      ...{ name: 'levelBefore', value: isAmendment ? before.requiredLevel : null, unit: 'SIGN_LEVEL' },
      title: { zh: '变更前所需签订层级', en: 'level required before the amendment' },
      events: isAmendment && frozen !== undefined ? [refTo(frozen)] : [],
    },
  ];
};

const WORDS = {
  zh: '经营主体与全部农户同村由村签订，跨村同乡由乡签订，跨乡同县由县签订；变更后所需层级只升不降。',
  en: 'The lowest division that holds the entity and all households signs, by the table in force; an amendment raises the level and never lowers it.',
};

interface Levels {
  readonly villages: readonly string[];
  readonly spanRule: string;
  readonly needed: SignLevel;
  readonly required: SignLevel;
}

const stepsOf = ({ villages, spanRule, needed, required }: Levels): readonly Step[] => [
  {
    ...{ name: 'villages', value: villages, rounding: 'NONE', unit: 'DIVISION' },
    ...{ title: { zh: '涉及的村', en: 'villages' }, formula: 'union(entityVillage, households.villageCode)' },
  },
  {
    ...{ name: 'spanRule', value: spanRule, rounding: 'NONE', unit: 'WORD', formula: 'span(villages)' },
    title: { zh: '跨度', en: 'how far they span' },
  },
  {
    ...{ name: 'needed', value: needed, rounding: 'NONE', unit: 'SIGN_LEVEL' },
    formula: 'entry(agreement.signLevel, spanRule)',
    title: { zh: '该跨度的签订层级', en: 'level for that span' },
  },
  {
    ...{ name: 'requiredLevel', value: required, rounding: 'NONE', unit: 'SIGN_LEVEL' },
    formula: 'higher(needed, levelBefore)',
    title: { zh: '所需签订层级', en: 'level required' },
  },
];

/** R11 and R39, by the rule that fixed the level. */
export const explainLevel = (
  fixed: Fixed,
  parameter: ParameterInput,
  shown: SignLevel | null,
): Explanation => {
  const terms = termsIn(fixed);
  const { entityVillage: division, requiredLevel: frozen } = fixed.before;
  if (terms === null || division === null) throw new Error('a draft comes before a signature');
  const villages = villagesOf(division, terms);
  const table = parameter.value as SignLevelTable;
  const found = levelRequired(villages, { table, source: parameter.source, division });
  const needed = found.requiredLevel;
  const isAmendment = isOfAmendedPaper(fixed.fixing);
  const required = isAmendment && frozen !== null ? higherLevel(needed, frozen) : needed;
  return explained({
    ...{ rule: 'R11', words: WORDS, inputs: inputsOf(fixed, terms), parameters: [parameter] },
    steps: stepsOf({ villages, spanRule: found.explanation.rule, needed, required }),
    shown: { requiredLevel: shown },
  });
};
