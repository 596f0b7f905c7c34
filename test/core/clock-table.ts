// A table with nothing but one clock, of any rule: what a clock does that no table needs be asked for.

import { type ClockRule, ladder } from '../../functions/src/core/clock-rule.ts';
import type { DeskContext } from '../../functions/src/core/desk.ts';
import type { Notice } from '../../functions/src/core/notice.ts';
import type { Clock, DeskRecord } from '../../functions/src/core/record.ts';
import { ring } from '../../functions/src/core/ring.ts';
import type { Cells, Column, Table } from '../../functions/src/core/table.ts';
import { ACKNOWLEDGING, ESCALATION_COLUMNS, STATE } from '../../functions/src/core/tables/columns.ts';
import type { Instant } from '../../functions/src/core/time.ts';
import { Book } from './book.ts';
import { by, deskOf } from './desk-fixture.ts';

type Kind = Extract<Column, { owner: 'staff' }>['kind'];

const column = (key: string, kind: Kind): Column => ({
  key,
  label: key,
  owner: 'staff',
  kind,
  width: 100,
  help: '。',
  example: '',
});

/** A rule that starts at `from` and stops at `done`, for whoever is in `who`. */
export function ruleOf(rule: Partial<ClockRule>): ClockRule {
  return {
    id: 'made.up',
    label: '自拟',
    starts: 'from',
    stops: 'done',
    limit: '2h',
    steps: ladder({ person: 'who' }, { role: '客服主管' }),
    ...rule,
  };
}

export function tableWith(rule: ClockRule): Table {
  return {
    key: 'madeUp',
    role: 'work',
    title: '自拟表',
    sheetId: 4712,
    colour: '#123456',
    numbering: { prefix: 'ZN', separator: '-', digits: 3 },
    columns: [
      column('who', { type: 'person' }),
      column('from', { type: 'time' }),
      column('on', { type: 'date' }),
      column('told', { type: 'time' }),
      column('promised', { type: 'time' }),
      column('waits', { type: 'option', options: ['是', '否'] }),
      column('done', { type: 'time' }),
      ...ESCALATION_COLUMNS,
      STATE,
    ],
    states: [
      { name: '办理中', category: 'open', needs: [] },
      { name: '已办', category: 'closed', needs: ['done'] },
    ],
    order: [],
    clocks: [rule],
    pauses: [{ id: 'waiting', label: '等客户', when: { is: 'waits', values: ['是'] } }],
    acknowledging: ACKNOWLEDGING,
    dimensions: [],
  };
}

/** One record with one clock, through the doors that the desk takes: rows come in, the alarm rings. */
export class ClockBook {
  readonly #book: Book;
  readonly table: Table;
  #base = '';
  readonly notices: Notice[] = [];

  constructor(rule: ClockRule, desk: DeskContext = deskOf()) {
    this.table = tableWith(rule);
    this.#book = new Book(this.table, desk);
  }

  get record(): DeskRecord {
    const record = this.#book.records.get('row');
    if (!record) throw new Error('nothing was saved');
    return record;
  }

  get clock(): Clock {
    const [clock] = Object.values(this.record.clocks);
    if (!clock) throw new Error('no clock');
    return clock;
  }

  write(cells: Cells, now: Instant): void {
    const { base, problems, outcome } = this.#book.submit({ cells, base: this.#base }, by('limin'), now);
    if (outcome !== 'saved') throw new Error(`${outcome}: ${JSON.stringify(problems)}`);
    this.#base = base;
  }

  /** Puts a record in the place of the one that is there. */
  keep(record: DeskRecord): void {
    this.#book.records.set('row', record);
  }

  /** Rings, and tells who hears what. */
  ring(now: Instant): string[] {
    const rung = ring(this.#book.table, this.record, now, this.#book.desk);
    if (!rung) return [];
    this.#book.records.set('row', rung.after);
    this.notices.push(...rung.notices);
    return rung.notices.map(({ step, to }) => `${step} → ${to.name}`);
  }

  /** Rings as the alarm does: whenever something is due, until then. */
  ringUntil(end: Instant): string[] {
    const heard: string[] = [];
    for (let at = this.record.nextActionAt; at !== null && at <= end; at = this.record.nextActionAt)
      heard.push(...this.ring(at));
    return heard;
  }
}
