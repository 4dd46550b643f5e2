import { join } from 'node:path';
import { ancestorAt, type DivisionCode } from '@kernel/division-code';
import { dateInShanghai, type CalendarDate } from '@kernel/calendar-date';
import { isAggregate, type Subject } from '@kernel/evidence';
import { gather, type Gathered } from '@event-store/evidence/gathering';
import { writeLines } from '@event-store/evidence/lines';
import { signManifest } from '@event-store/evidence/packing';
import type { Packed } from '@event-store/evidence/package-form';
import { SOFTWARE_VERSION } from '@http/version';
import type { County } from '../county';
import { sealKeyOf } from '../sealing';
import { viewsOf } from './answered';
import { Documents } from './documents';
import { explanationsOf } from './explanations';
import { figuresOf, Sources } from './figures';
import { eyesOf } from './recipients';
import { Report } from './report';
import { RulesInForce } from './rules-in-force';
import { because, streamOf, type Wanted } from './subject';
import { successorsNow } from './successors-now';

/** Something that is known, and where it lies; a period lies nowhere. */
export interface Known extends Wanted {
  readonly place: DivisionCode | null;
  readonly madeAt: string;
  /** Number of the seal to hold it against; the last where absent. */
  readonly seal?: number;
}

/** Writes every file of the package into the folder. @throws NoEvidence */
export const fill = async (county: County, known: Known, folder: string): Promise<Gathered> => {
  const { recipient } = known;
  const reason = because(known, await successorsNow(county));
  const eyes = eyesOf(recipient);
  const [sources, rules, documents] = [new Sources(), new RulesInForce(county, eyes), new Documents()];
  const report = new Report(join(folder, 'report.html'), known, county);
  const onPacked = (packed: Packed): void => {
    for (const taker of [sources, rules, documents, report]) taker.add(packed);
  };
  const chosen = { because: reason, shown: eyes.event, onPacked };
  const against = known.seal === undefined ? {} : { seal: known.seal };
  const choice = { ...chosen, ...against, showsSealers: recipient !== 'PUBLIC' };
  const gathered = await gather(county.store, folder, choice);
  report.close(gathered);
  const write = (name: string, content: readonly object[]): Promise<void> =>
    writeLines(join(folder, name), listed(content, eyes.text));
  await writeLines(join(folder, 'parameters.json'), [eyes.text(rules.told())]);
  await write('documents.json', documents.told());
  const { figures, explanations } = await reckoned(county, known, sources);
  await write('figures.json', figures);
  await write('explanations.json', explanations);
  await signed(county, known, { folder, gathered });
  return gathered;
};

/** A list of JSON, one of it a line. */
function* listed(content: readonly object[], text: (one: object) => string): Iterable<string> {
  yield '[';
  for (const [at, one] of content.entries()) yield `${text(one)}${at + 1 < content.length ? ',' : ''}`;
  yield ']';
}

interface Reckoned {
  readonly figures: readonly object[];
  readonly explanations: readonly object[];
}

/** A document of somebody is not for everybody, and neither are the households that a figure counts. */
const reckoned = async (county: County, known: Known, sources: Sources): Promise<Reckoned> => {
  const { subject, recipient, scope, place } = known;
  const isOfPlace = !isAggregate(subject);
  const divisions = divisionsOf(known, sources);
  const until = untilOf(county, subject);
  if (recipient === 'PUBLIC' && !isOfPlace) return { figures: [], explanations: [] };
  const figures = await figuresOf(county, { subject, divisions, until }, sources);
  const viewer = scope ?? (place === null ? null : ancestorAt(place, 'COUNTY')) ?? divisions[0];
  if (recipient === 'PUBLIC' || viewer === undefined) return { figures, explanations: [] };
  const views = viewsOf(county, viewer);
  return { figures, explanations: await explanationsOf(subject, { divisions, until }, views) };
};

const divisionsOf = ({ subject, scope }: Known, sources: Sources): readonly DivisionCode[] => {
  if (subject.kind === 'division') return [subject.code];
  return scope === undefined ? sources.counties : [scope];
};

/** The day of which figures are true: the last of a period, today, and no day to come. */
const untilOf = ({ clock }: County, subject: Subject): CalendarDate => {
  const today = dateInShanghai(clock.now());
  return subject.kind === 'period' && subject.to < today ? subject.to : today;
};

const signed = async (
  county: County,
  { subject, recipient, madeAt }: Known,
  { folder, gathered }: { readonly folder: string; readonly gathered: Gathered },
): Promise<void> => {
  const { seal, ...counts } = gathered;
  const isNamed = recipient !== 'PUBLIC' && isAggregate(subject);
  const told = { ...subject, ...(isNamed ? { stream: streamOf(subject) } : {}) };
  const statement = { madeAt, subject: told, recipient, software: SOFTWARE_VERSION, counts, seal };
  await signManifest(folder, statement, await sealKeyOf(county));
};
