import { filledIn, type Warning } from '@kernel/refusal';
import { warningsIn } from '@command/metadata';
import type { Step } from './step';
import type { Wording } from './wording';

/** What was unusual when it was decided, and was told to whoever asked. */
export interface ToldWarning extends Warning {
  readonly text: string;
}

export const warningsTold = ({ event, texts }: Step, wording: Wording): readonly ToldWarning[] =>
  warningsIn(event.metadata).map((warning) => {
    const { code, params } = warning;
    const valueOf = (name: string): string | undefined =>
      params[name] === undefined ? undefined : wording.value(name, params[name]);
    return { ...warning, text: filledIn(texts[code]?.zh ?? code, valueOf) };
  });

/** Behind the sentence of the event. */
export const warnedText = (warnings: readonly ToldWarning[]): string =>
  warnings.length === 0 ? '' : `提示：${warnings.map(({ text }) => text).join('；')}。`;
