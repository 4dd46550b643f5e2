import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { ParameterEntry } from './events';
import { resolve } from './state';

/** What `privacy.maskRules` may name. */
export const MASK_ITEMS = ['DOCUMENT_NO', 'PHONE', 'BANK_CARD', 'HEALTH', 'NAME'] as const;

export type MaskItem = (typeof MASK_ITEMS)[number];

/** What is masked in a place on a day, from the entries of `privacy.maskRules`: all there is where nobody decided. */
export const maskItemsIn = (
  entries: readonly ParameterEntry[],
  division: DivisionCode | null,
  date: CalendarDate,
): readonly MaskItem[] => {
  const entry = division === null ? null : resolve(entries, division, date);
  return entry === null ? MASK_ITEMS : (entry.value as readonly MaskItem[]);
};
