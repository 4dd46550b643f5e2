import { divisionCode } from '@kernel/division-code';
import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import {
  MergeDivision,
  RecodeDivision,
  RegisterDivision,
  RenameDivision,
  SplitDivision,
} from '@registry/division/commands';
import { divisionId } from '@registry/division/state';
import { DOOMED, HEIR } from './cast';

const source = '云南省民政厅批复〔2024〕2号';
const RENAMED = divisionCode('530424102205');
const RECODED = divisionCode('530424102216');
const HALVED = divisionCode('530424102217');
const NEW = {
  东富民村民委员会: divisionCode('530424102218'),
  西富民村民委员会: divisionCode('530424102219'),
  矣得村民委员会: divisionCode('530424102220'),
};

/** One village gets a new name, one a new code, one is cut in two and one given to its neighbour. */
export const reformDivisions = async (office: Office): Promise<void> => {
  await office.day('2024-01-10');
  const by = officer('ADMIN');
  for (const [name, code] of Object.entries(NEW))
    await office.send(RegisterDivision, { code, name, source }, { by });
  const rename = { name: '九甸社区居民委员会', source };
  await office.send(RenameDivision, rename, { by, id: divisionId(RENAMED) });
  const halves = [NEW.东富民村民委员会, NEW.西富民村民委员会].map((code) => ({ code }));
  await office.send(SplitDivision, { into: halves, source }, { by, id: divisionId(HALVED) });
  await office.send(RecodeDivision, { newCode: NEW.矣得村民委员会, source }, { by, id: divisionId(RECODED) });
  await office.send(MergeDivision, { into: HEIR, source }, { by, id: divisionId(DOOMED) });
};
