import { describe, expect, it } from '@jest/globals';
import type { Event } from '@kernel/decider';
import { givenEvents } from '@testing/projection';
import { changed, register, type Registered } from './fold';

type BookEvent =
  | Event<'BookBought', { readonly title: string; readonly copies: number }>
  | Event<'CopiesLost', { readonly copies: number }>
  | Event<'BookRead', { readonly by: string }>
  | Event<'BookBurnt', { readonly by: string }>;

type BookRow = Registered & { readonly title: string; readonly copies: number };

const books = register<BookEvent, BookRow>({
  name: 'books',
  version: 1,
  categories: ['book'],
  collection: 'books',
  indexes: [{ fields: ['title'] }],
  on: {
    BookBought: (_, { data }) => ({ title: data.title, copies: data.copies }),
    CopiesLost: changed((row, { data }) => ({ copies: row.copies - data.copies })),
    BookBurnt: () => null,
  },
});

const stream = 'book-7f-2';
const bought = { stream, type: 'BookBought', data: { title: 'Tao', copies: 3 } };

describe('a register', () => {
  it('keeps one document for each stream, under the id of the stream', () => {
    givenEvents(bought, { stream, type: 'CopiesLost', data: { copies: 1 } }, { ...bought, stream: 'book-8' })
      .project(books)
      .thenPartly('books', '7f-2', { id: '7f-2', title: 'Tao', copies: 2 })
      .thenPartly('books', '8', { copies: 3 });
  });

  it('shows the revision and both times of the last event, also of one that changes nothing else', () => {
    const recordedAt = '2025-05-05T01:02:03.004Z';
    givenEvents(bought, {
      stream,
      type: 'BookRead',
      data: { by: 'A' },
      effectiveDate: '2025-04-30',
      recordedAt,
    })
      .project(books)
      .then('books', '7f-2', {
        ...{ id: '7f-2', title: 'Tao', copies: 3 },
        ...{ revision: 1, recordedAt, effectiveDate: '2025-04-30' },
      });
  });

  it('drops the document on null, and begins none for an event that is not named or only changes one', () => {
    givenEvents(bought, { stream, type: 'BookBurnt', data: { by: 'A' } })
      .project(books)
      .then('books', '7f-2', null);
    givenEvents({ stream, type: 'BookRead', data: { by: 'A' } })
      .project(books)
      .then('books', '7f-2', null);
    givenEvents({ stream, type: 'CopiesLost', data: { copies: 1 } })
      .project(books)
      .then('books', '7f-2', null);
  });

  it('refuses an event that does not say when', () => {
    expect(() => givenEvents({ ...bought, metadata: { recordedAt: null } }).project(books)).toThrow(
      'no recordedAt',
    );
  });
});
