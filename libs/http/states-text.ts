import { BY_RULE, type Step } from '@kernel/lifecycle';

/** What officers call a state. */
export type StateTitle = (state: string) => string;

const namesOf = (states: readonly string[], title: StateTitle): string =>
  states.map((state) => `${title(state)} ${state}`).join('、');

/** States that are refused with another code than the rest, by that code. */
const exceptionsOf = ({ unless = {} }: Step, title: StateTitle): readonly string[] => {
  const states = Object.keys(unless);
  return [...new Set(Object.values(unless))].map((code) => {
    const own = states.filter((state) => unless[state] === code);
    return `${namesOf(own, title)} → ${String(code)}`;
  });
};

/** In which states a command is taken and how it is answered in the others, in one line. */
export const statesText = (step: Step | typeof BY_RULE, title: StateTitle): string => {
  if (step === BY_RULE) return `按规则 ${BY_RULE}`;
  const { in: taken, idle = [], otherwise } = step;
  if (taken === 'ANY') return '任何状态 ANY';
  return [
    namesOf(taken, title),
    ...(idle.length === 0 ? [] : [`${namesOf(idle, title)} 无变化`]),
    ...exceptionsOf(step, title),
    otherwise === null ? '其余无变化' : `其余 → ${otherwise}`,
  ].join('；');
};
