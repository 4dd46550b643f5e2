import { DEPARTMENTS, type Role } from '@kernel/actor';
import { refTo, type Input, type ParameterInput, type Step } from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import type { EvaluationEvent } from './events';

export type Happened = Recorded<EvaluationEvent>;

/** Who spoke, each with the last opinion. */
const voicesIn = (events: readonly Happened[]): ReadonlyMap<Role, Happened> =>
  new Map(
    events.flatMap((event): readonly (readonly [Role, Happened])[] => {
      if (event.type === 'EvaluationOpinionRecorded') return [[event.data.department, event]];
      return event.type === 'ResidentTeamOpinionRecorded' ? [['RESIDENT_TEAM', event]] : [];
    }),
  );

const voiceInput = (name: string, title: Input['title'], voices: readonly (readonly [Role, Happened])[]) => ({
  ...{ name, title, unit: 'ROLE', value: voices.map(([side]) => side) },
  events: voices.map(([, event]) => refTo(event)),
});

export const voiceInputs = (events: readonly Happened[]): readonly Input[] => {
  const voices = [...voicesIn(events)];
  const of = (sides: readonly Role[]) => voices.filter(([side]) => sides.includes(side));
  return [
    voiceInput('departments', { zh: '出具意见的部门', en: 'departments that spoke' }, of(DEPARTMENTS)),
    voiceInput('residentTeam', { zh: '驻村工作队意见', en: 'the resident work team' }, of(['RESIDENT_TEAM'])),
  ];
};

export const voiceStep = (events: readonly Happened[], departmentsMin: ParameterInput): Step => {
  const voices = voicesIn(events);
  const departments = DEPARTMENTS.filter((department) => voices.has(department));
  return {
    ...{ name: 'isJointlyJudged', unit: 'FLAG', rounding: 'NONE' },
    value: departments.length >= (departmentsMin.value as number) && voices.has('RESIDENT_TEAM'),
    formula: 'count(departments) ≥ evaluation.departmentsMin ∧ count(residentTeam) = 1',
    title: { zh: '部门和驻村工作队均已出具意见', en: 'departments and the resident team have spoken' },
  };
};
