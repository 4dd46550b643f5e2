import { ancestorAt, codeRange, within, type DivisionCode } from '@kernel/division-code';
import type { Filter } from '@read-store/read-store';
import { Forbidden } from '@command/faults';
import type { Views } from './answering';

/** Narrows a filter to what the viewer may see, and to a division inside it where one is asked for. */
export const inScope = (views: Views, division?: DivisionCode, field = 'division'): Filter => {
  const code = division ?? views.viewer.scope;
  requireVisible(views, code);
  return inDivision(code, field);
};

export const inDivision = (code: DivisionCode, field = 'division'): Filter => {
  const { from, to } = codeRange(code);
  return { [field]: { $gte: from, $lt: to } };
};

export const canSee = ({ viewer }: Views, division: DivisionCode): boolean => within(division, viewer.scope);

/** @throws Forbidden OUT_OF_SCOPE where the division lies outside the viewer's. */
export const requireVisible = ({ viewer: { scope } }: Views, division: DivisionCode): void => {
  requireWithin(division, scope);
};

/** What is asked of one's own depends on what lies elsewhere in the county. @throws Forbidden OUT_OF_SCOPE beyond it */
export const requireInCounty = ({ viewer: { scope } }: Views, division: DivisionCode): void => {
  requireWithin(division, ancestorAt(scope, 'COUNTY'));
};

const requireWithin = (division: DivisionCode, scope: DivisionCode): void => {
  if (!within(division, scope)) throw new Forbidden('OUT_OF_SCOPE', `${division} lies outside ${scope}`);
};
