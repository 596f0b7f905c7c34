// The card with what to ask a customer in this call-back, and the message that announces it.

import { scriptLines } from '../../core/decide/call-script.ts';
import type { Card } from './card.ts';

export const script: Card = {
  title: '回访提纲',
  lines({ table, record, desk }) {
    const lines = scriptLines(table, record, desk.zone);
    return lines.length > 0 ? lines : ['这一行没有回访提纲，请在“回访跟进”表中查看。'];
  },
};
