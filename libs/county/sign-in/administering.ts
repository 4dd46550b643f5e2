import type { Actor } from '@kernel/actor';
import { dateInShanghai } from '@kernel/calendar-date';
import { within, type DivisionCode } from '@kernel/division-code';
import { History } from '@command/history';
import { actingIn, appointment } from '@registry/appointment/state';
import { user, userId } from '@registry/user/state';
import type { County } from '../county';
import { statesOf } from '../states-of';

/** Somebody in the post in which they administer a place today; null where the account may not be used, or holds none. */
export const administering = async (
  county: Pick<County, 'store' | 'upcast' | 'clock'>,
  login: string,
  place: DivisionCode,
): Promise<Actor | null> => {
  const { state } = await new History(county.store, county.upcast).load(user, userId(login));
  if (!state.enabled) return null;
  const when = { day: dateInShanghai(county.clock.now()), heading: null };
  const posts = (await statesOf(county, appointment)).map((post) => actingIn(post, login, when));
  return posts.find((post) => post?.role === 'ADMIN' && within(place, post.scope)) ?? null;
};
