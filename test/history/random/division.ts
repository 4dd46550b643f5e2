import { ancestorAt, divisionCode, levelOf, type DivisionCode } from '@kernel/division-code';
import {
  MergeDivision,
  RecodeDivision,
  RegisterDivision,
  RenameDivision,
  SplitDivision,
} from '@registry/division/commands';
import { division, type Division } from '@registry/division/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { TOWNS, VILLAGES } from './values';

const source = '民政部通知';

const registerDivision = (_model: Model, roll: Roll): Request => {
  const code = divisionCode(
    `${ancestorAt(roll.pick(TOWNS), 'TOWN').slice(0, 9)}${String(roll.whole(300, 330))}`,
  );
  return ask(RegisterDivision, { code, name: `村${code.slice(9)}`, source });
};

type Move = Make<Division>;

/** Others of the same level; those the county lives in stay out of it. */
const others = (model: Model, { code }: Division): readonly DivisionCode[] =>
  model.all(division).flatMap(([, one]) => {
    const fits = one.code !== null && code !== null && levelOf(one.code) === levelOf(code);
    return fits && one.code !== code ? [one.code] : [];
  });

const another = (model: Model, state: Division, roll: Roll): DivisionCode =>
  roll.pick([...others(model, state), ...VILLAGES.slice(0, 1)]);

const rename: Move = ({ id, roll }) =>
  ask(RenameDivision, { name: `新村${String(roll.whole(1, 5))}`, source }, { id });

const merge: Move = ({ id, model, roll, state }) =>
  ask(MergeDivision, { into: another(model, state, roll), source }, { id });

const split: Move = ({ id, model, roll, state }) => {
  const into = [another(model, state, roll), another(model, state, roll)].map((code) => ({ code }));
  return ask(SplitDivision, { into, source }, { id });
};

const recode: Move = ({ id, model, roll, state }) =>
  ask(RecodeDivision, { newCode: another(model, state, roll), source }, { id });

const phaseOf = ({ code, until }: Division) => {
  if (until !== null) return 'ENDED';
  return code !== null && code.slice(9) >= '300' ? 'SPARE' : 'LIVED_IN';
};

export const divisionMoves = movesOf({
  aggregate: division,
  weight: 4,
  enough: 20,
  found: registerDivision,
  phaseOf,
  natural: { SPARE: [rename, merge, split, recode], LIVED_IN: [rename], ENDED: [] },
});
