import type { Position } from '@event-store/event-store';
import type { ProjectionRef, Standing } from './read-store';

/** What a read would see is older than what was asked for: asking again a little later may help. */
export class NotReached extends Error {
  constructor(
    { name, version }: ProjectionRef,
    readonly wanted: Position,
    readonly reached: Position,
  ) {
    super(`${name}@${String(version)} is seen at ${reached}, ${wanted} was asked for`);
    this.name = 'NotReached';
  }
}

/** The standing is of the same moment as the documents. @throws NotReached */
export const requireReached = (
  { name, version, checkpoint }: Pick<Standing, 'name' | 'version' | 'checkpoint'>,
  wanted?: Position,
): void => {
  if (wanted !== undefined && checkpoint < wanted)
    throw new NotReached({ name, version }, wanted, checkpoint);
};
