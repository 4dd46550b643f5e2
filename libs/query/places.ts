import type { QueryClass } from './answering';
import { pathOfLines, pathOfRows } from './people';

/** Fields of a line that say a division by its code, and what the field is called that says its name. */
export const PLACES = {
  division: 'divisionName',
  villageCode: 'villageName',
  village: 'villageName',
} as const;

type Placed = keyof typeof PLACES;

/** Those of a line, or of the fields that its description lists. */
export const placesIn = (line: object): readonly (readonly [code: Placed, name: string])[] =>
  Object.entries(PLACES).filter(([code]) => code in line) as unknown as readonly [Placed, string][];

/** Where in an answer places are named: in itself and in its lines. */
export const pathsOfPlaces = (query: QueryClass): readonly (readonly string[])[] => {
  if (query.ofDivisions === true) return [];
  const paths = [[], pathOfRows(query), pathOfLines(query)].map((path) => [path.join('/'), path] as const);
  return [...new Map(paths).values()];
};
