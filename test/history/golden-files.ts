import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@event-store/event-store';

const FOLDER = join(import.meta.dirname, 'golden');

/** One stream as it was stored, first event first. */
export type GoldenStream = readonly RecordedEvent[];

export const goldenFile = (category: string): string => join(FOLDER, `${category}.json`);

/** Golden streams of one category; none where no file is there yet. */
export const goldenOf = (category: string): readonly GoldenStream[] =>
  existsSync(goldenFile(category))
    ? (JSON.parse(readFileSync(goldenFile(category), 'utf8')) as GoldenStream[])
    : [];

export const goldenCategories = (): readonly string[] =>
  readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** Every golden event, category by category. */
export const allGolden = (): readonly GoldenStream[] => goldenCategories().flatMap(goldenOf);

/** Type and version that an event is an example of. */
export const exampleOf = ({ type, metadata }: RecordedEvent): string =>
  `${type}@${JSON.stringify(metadata['schemaVersion'])}`;
