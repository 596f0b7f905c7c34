// What a card is: something that the menu shows of one record. Knows no card by name.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Account } from '../../ports/identity.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';

/** Who asks, for which record, in a transaction in which the card may read more and write down that it was shown. */
export interface CardAsked {
  account: Account;
  desk: DeskContext;
  table: Table;
  record: DeskRecord;
  now: Instant;
  /** How far a card that looks ahead is to look. */
  until: Instant | undefined;
  transaction: DeskTransaction;
  /** Has what the card announces sent soon, once it is committed. */
  ring: () => void;
}

export interface Card {
  /** Chinese name, before the record's number in the card's title. */
  title: string;
  /** Paragraphs of plain text. @throws RequestError when the account may not see them. */
  lines(asked: CardAsked): string[] | Promise<string[]>;
}
