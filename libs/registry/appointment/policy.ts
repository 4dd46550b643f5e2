import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { RelieveFormerHead } from './commands';
import type { AppointmentEvent } from './events';

const POSTS = 'posts-of-speakers';

/** Every post in which somebody ever spoke for one household or entity. */
type Line = Document & { readonly posts: readonly string[] };

type Seen = AppointmentEvent | HouseholdEvent | EntityEvent;

/** After these somebody else may head it, or nobody. */
const ENDING: readonly Seen['type'][] = [
  'HeadChanged',
  'HouseholdVanished',
  'EntityHeadChanged',
  'EntityMerged',
];

const subjectIn = (event: Recorded<Seen>): string | null => {
  if (event.type === 'OfficerAppointed') return event.data.subjectId;
  return ENDING.includes(event.type) ? idOf(event.stream) : null;
};

const postsOf = (subjectId: string, documents: Documents): readonly string[] =>
  documents.get<Line>(POSTS, subjectId)?.posts ?? [];

const REASON = '户主或负责人已更换，或所代表的对象已不存在';

/** Whoever spoke as the head before is relieved, and the post is free for the next. */
export const appointmentKeeper: Policy = {
  name: 'appointment-keeper',
  version: 1,
  categories: ['appointment', 'household', 'entity'],
  sends: [RelieveFormerHead],
  collections: { [POSTS]: { indexes: [] } },
  needs: (event) => {
    const id = subjectIn(event as Recorded<Seen>);
    return id === null ? [] : [{ collection: POSTS, id }];
  },
  project: (event, documents) => {
    const seen = event as Recorded<Seen>;
    const id = subjectIn(seen);
    if (id === null || seen.type !== 'OfficerAppointed') return [];
    return [put(POSTS, { id, posts: [...new Set([...postsOf(id, documents), idOf(seen.stream)])] })];
  },
  react: (event, documents) => {
    const seen = event as Recorded<Seen>;
    if (!ENDING.includes(seen.type)) return [];
    return postsOf(idOf(seen.stream), documents).map((id): Intent => ({
      command: new RelieveFormerHead(),
      id,
      reason: REASON,
    }));
  },
};
