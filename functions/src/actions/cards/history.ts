// The card that tells who changed what of a record, and who saw what of it.

import { historyLines } from '../../core/decide/history.ts';
import type { Card } from './card.ts';

/** Events that the card tells; earlier ones are counted out in its last line. */
const MAX_EVENTS = 200;

export const history: Card = {
  title: '变更历史',
  async lines({ table, record, desk, transaction }) {
    // One more than is told, so that the card can say that there are more.
    return historyLines(table, await transaction.history(record.key, MAX_EVENTS + 1), MAX_EVENTS, desk);
  },
};
