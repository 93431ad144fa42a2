import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider, gathering, projection, reaction, saga, table } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

/** A vertical in which a text of an event comes everywhere: into a table, a saga, a gathering, a reaction's command, a snapshot. */
const library = contract('library');
const book = library.aggregate('book', 'bookId');
const texts = { bookId: z.string(), title: z.string() };

export const BookBought = book.event('BookBought', 'A book was bought.', texts);
export const BookShelved = book.event('BookShelved', 'A book stands on its shelf.', texts);
const BookLabelled = book.event('BookLabelled', 'A book has its label.', texts);
export const BookLent = book.event('BookLent', 'A book may be lent.', texts);
export const BookReady = book.event('BookReady', 'All has been done to a book.', texts);
export const BuyBook = library.command('BuyBook', 'Buys a book.', texts);
const ShelveBook = library.command('ShelveBook', 'Puts a book on its shelf.', texts);
const LabelBook = library.command('LabelBook', 'Labels a book.', texts);
const LendBook = library.command('LendBook', 'Lends a book.', texts);
const ReadyBook = library.command('ReadyBook', 'Says that all has been done.', texts);

interface Book {
  readonly titles: readonly string[];
}
const remember = ({ titles }: Book, { title }: { title: string }): Book => ({ titles: [...titles, title] });

const books = decider('book', {
  initialState: (): Book => ({ titles: [] }),
  commands: { BuyBook, ShelveBook, LabelBook, LendBook, ReadyBook },
  events: { BookBought, BookShelved, BookLabelled, BookLent, BookReady },
  decide: {
    BuyBook: (asked) => BookBought(asked),
    ShelveBook: (asked) => BookShelved(asked),
    LabelBook: (asked) => BookLabelled(asked),
    LendBook: (asked) => BookLent(asked),
    ReadyBook: (asked) => BookReady(asked),
  },
  evolve: { BookBought: remember, BookShelved: remember, BookLabelled: remember, BookLent: remember, BookReady: remember },
  snapshot: { every: 1, version: 1 },
});

/** Titles of which a rule of the library makes what cannot be kept, or cannot be sent. */
export const CUT = 'its fold cuts a character in two';
export const EXTRA = 'its row has a column that the table lacks';
export const LONG = 'its command is longer than a message may be';

const shelves = projection('shelves', {
  into: table<{ readonly bookId: string; readonly title: string }>('shelf', 'bookId'),
  from: { BookBought },
  on: {
    BookBought: (bought) => {
      if (bought.title === CUT) return { ...bought, title: '🧵'.slice(0, 1) };
      return bought.title === EXTRA ? { ...bought, colour: 'red' } : bought;
    },
  },
});
export const shelfTable = 'create table if not exists shelf (book_id text primary key, title text not null)';

const shelveWhenBought = reaction(
  'shelve-when-bought',
  BookBought,
  ShelveBook.from(({ bookId, title }) => ({ bookId, title: title === LONG ? title.repeat(300_000) : title })),
);

const same = ({ bought }: { bought: z.infer<z.ZodObject<typeof texts>> }) => ({ bookId: bought.bookId, title: bought.title });

const lending = saga('lending', { by: 'bookId' })
  .startedBy('bought', BookBought)
  .step('label', { send: LabelBook.from(same), succeeds: BookLabelled, within: '1 minute' })
  .completed(LendBook.from(same))
  .failed([]);

const readiness = gathering('readiness', { by: 'bookId', within: '1 minute' })
  .all({ bought: BookBought, labelled: BookLabelled })
  .completed(ReadyBook.from(same))
  .expired([]);

export const LibraryModule = Vertical.of({
  name: 'library',
  contract: { BookBought, BookShelved, BookLabelled, BookLent, BookReady, BuyBook, ShelveBook, LabelBook, LendBook, ReadyBook },
  deciders: [books],
  projections: [shelves],
  reactions: [shelveWhenBought],
  sagas: [lending],
  gatherings: [readiness],
});
