import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongodb';
import { START, type Position } from '@event-store/event-store';
import { declaredIn } from '../declaration';
import { UnknownCollection, type CollectionSpec, type ProjectionRef, type Standing } from '../read-store';
import { refText } from './stored';

/** One version of a projection. */
export interface StoredVersion extends Omit<Standing, 'state'> {
  readonly _id: string;
  /** Where its documents lie. A number that is used again after a drop gets another place, so that nothing old can lie there. */
  readonly place: string;
  /** The greatest of a name serves, lower ones have served, 0 never did: so a switch is one step in one document. */
  readonly reign: number;
  readonly declaration: string;
  /** Of the youngest lease; an older one cannot commit. */
  readonly token: number;
  /** Its collections and indexes are there. */
  readonly made: boolean;
  /** A standalone server has written to it: marks may lie among its documents, and a commit in the journal. */
  readonly journaled: boolean;
  /** Counts the commits, so that two of them at once always meet in this document. */
  readonly commits: number;
  /** A commit that will be done, on a standalone server. It stands here, beside the token, so that an older lease decides nothing. */
  readonly decided?: Decision | null;
}

/** Where its writes stand, and what it moves. */
export interface Decision extends Span {
  readonly commit: string;
  readonly pages: number;
  readonly parked: string;
}

export interface Span {
  readonly from: Position;
  readonly to: Position;
}

/** What must still be so for a commit to count. */
export interface Fence extends Span {
  /** Of the lease it is made under. */
  readonly token?: number | undefined;
  readonly commits?: number | undefined;
  /** The commit that was decided; none where it is not named. */
  readonly decided?: string;
}

/** As it begins. */
export const begun = (projection: ProjectionRef, reign: number, declaration: string): StoredVersion => {
  const { name, version } = projection;
  const ref = refText(projection);
  const place = `${ref}-${randomBytes(6).toString('hex')}`;
  const nothing = { checkpoint: START, target: null, token: 0, made: false, journaled: false, commits: 0 };
  return { _id: ref, name, version, place, reign, declaration, ...nothing };
};

/** `ruling` is the reign of the version of its name that serves. */
export const standing = (
  { name, version, reign, checkpoint, target }: StoredVersion,
  ruling = 0,
): Standing => {
  const served = reign === ruling ? 'live' : 'retired';
  return { name, version, state: reign === 0 ? 'building' : served, checkpoint, target };
};

const declared = new Map<string, ReadonlyMap<string, Required<CollectionSpec>>>();

export const collectionsOf = ({
  declaration,
}: StoredVersion): ReadonlyMap<string, Required<CollectionSpec>> => {
  const known = declared.get(declaration) ?? declaredIn(declaration);
  declared.set(declaration, known);
  return known;
};

/** @throws UnknownCollection */
export const collectionOf = (row: StoredVersion, collection: string): Required<CollectionSpec> => {
  const spec = collectionsOf(row).get(collection);
  if (spec === undefined) throw new UnknownCollection(collection);
  return spec;
};

/** No name of a projection or collection holds these signs. */
export const collectionName = ({ place }: StoredVersion, collection: string): string =>
  `${place}.${collection}`;

export const withSession = (session?: ClientSession): { session?: ClientSession } =>
  session === undefined ? {} : { session };
