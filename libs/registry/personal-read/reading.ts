import { ROLES, type Role } from '@kernel/actor';
import { PURPOSE_TITLES } from './events';
import type { PersonalReadRow } from './projector';

/** Whom a reading was about, under the names by which answers show people; of a member it is the household. */
export const whomIn = ({ subjectKind, subjectId }: PersonalReadRow) => ({
  householdId: subjectKind === 'ENTITY' ? null : subjectId,
  entityId: subjectKind === 'ENTITY' ? subjectId : null,
});

/** What officers call the purpose and the post; where nobody was appointed to one, the role. */
export const titlesIn = (
  { purpose, post, role }: PersonalReadRow,
  posts: ReadonlyMap<string, string>,
): { readonly purposeTitle: string; readonly postTitle: string } => ({
  purposeTitle: PURPOSE_TITLES[purpose],
  postTitle: posts.get(post ?? '') ?? ROLES[role as Role],
});
