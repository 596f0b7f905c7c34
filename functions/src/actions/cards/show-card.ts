// The cards there are, and how one is shown. Adding a card is a line here, a name in the contract and a caption in the
// add-on's menu.

import type { CardAnswer, CardName } from '../../contract/cards.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext, memberOf } from '../desk/desk-contexts.ts';
import { knownRecord } from '../desk/known-record.ts';
import type { Card, CardAsked } from './card.ts';
import { contacts } from './contacts.ts';
import { forecast } from './forecast.ts';
import { history } from './history.ts';
import { script } from './script.ts';

const CARDS: Record<CardName, Card> = { contacts, history, forecast, script };

/** The card of this name. @throws RequestError 404 when there is none. */
export function cardNamed(name: string): CardName {
  if (!isCardName(name)) throw new RequestError('unknown_card');
  return name;
}

const isCardName = (name: string): name is CardName => Object.hasOwn(CARDS, name);

/**
 * Shows a card of a record.
 * @throws RequestError 404 when there is no such record, 403 when the account may not see it.
 */
export function showCard(
  ports: Ports,
  account: Account,
  deskId: string,
  { name, ...which }: { key: string; name: CardName; until?: Instant | undefined },
): Promise<CardAnswer> {
  const card = CARDS[name];
  return inRecord(ports, account, deskId, which, async asked => ({
    title: `${card.title} · ${asked.table.title} ${asked.record.number}`,
    lines: await card.lines(asked),
  }));
}

/**
 * Does what is asked about a record, in a transaction, and rings where it announces something.
 * @throws RequestError as `showCard`.
 */
export async function inRecord<Answer>(
  ports: Ports,
  account: Account,
  deskId: string,
  { key, until }: { key: string; until?: Instant | undefined },
  answerOf: (asked: CardAsked) => Promise<Answer>,
): Promise<Answer> {
  const now = ports.now();
  let rings = false;
  const answer = await inDesk(ports, deskId, async transaction => {
    rings = false;
    const ring = () => {
      rings = true;
    };
    const snapshot = await transaction.read([key], []);
    const context = deskContext(ports, snapshot.desk);
    const desk = await memberOf(context, account, () => transaction.state('members'));
    const known = knownRecord(desk, snapshot.records, key);
    return answerOf({ ...known, account, now, until, transaction, ring });
  });
  if (rings)
    await ports.alarms
      .plantRing(deskId, now, now)
      .catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
  return answer;
}
