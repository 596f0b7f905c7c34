// Notices: what is said to whom, once. The sentences are here; how they travel is not.

import type { ClockRule } from './clock-rule.ts';
import type { Person } from './desk.ts';
import { showTime } from './moment.ts';
import type { Clock, DeskRecord, StepId } from './record.ts';
import type { Table } from './table.ts';
import { showCell } from './wire.ts';

export interface Notice {
  /** Says what this notice is: record, clock, step, recipient and revision. Equal ids are the same notice. */
  id: string;
  key: string;
  table: string;
  number: string;
  clock: string;
  step: StepId;
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** Words for the steps of the ladder. */
export const STEP_WORDS: Record<StepId, string> = {
  warning: '即将到时',
  due: '已到时限',
  escalation: '超时升级',
};

interface NoticeFacts {
  table: Table;
  record: DeskRecord;
  rule: ClockRule;
  clock: Clock;
  step: StepId;
  person: Pick<Person, 'name' | 'address'>;
  zone: string;
}

/** The notice of a step to a person. Names and numbers of customers appear as the sheet shows them: masked. */
export function noticeOf({ table, record, rule, clock, step, person, zone }: NoticeFacts): Notice {
  const due = clock.dueAt === null ? '' : showTime(clock.dueAt, zone);
  return {
    // With the due time: a clock whose start was cleared and filled in again counts its revisions from one again.
    id: [record.key, rule.id, step, person.address, `${clock.cycle}.${clock.revision}.${clock.dueAt}`].join(
      '|',
    ),
    key: record.key,
    table: table.key,
    number: record.number,
    clock: rule.id,
    step,
    to: { name: person.name, address: person.address },
    subject: `【${STEP_WORDS[step]}】${table.title} ${record.number}：${rule.label}`,
    text: [
      `${person.name}，您好：`,
      '',
      `${table.title} ${record.number} 的“${rule.label}”${WHEN[step]}（时限 ${due}）。`,
      `当前状态：${record.state}`,
      ...briefOf(table, record, zone),
      '',
      WHY[step],
    ].join('\n'),
  };
}

const WHEN: Record<StepId, string> = {
  warning: '快要到时限了',
  due: '已经到时限',
  escalation: '已经超时，仍未处理',
};
const WHY: Record<StepId, string> = {
  warning: '您收到这封提醒，是因为这条记录由您负责；处理后提醒自动停止。',
  due: '您收到这封提醒，是因为这条记录由您负责；处理后提醒自动停止。',
  escalation: '您收到这封提醒，是因为这条记录超时未处理，按规则升级给您。',
};

/** The columns that let a reader recognise the record: required texts, as the table declares them. */
function briefOf(table: Table, record: DeskRecord, zone: string): string[] {
  return table.columns
    .filter(column => column.owner === 'staff' && column.required && column.kind.type !== 'time')
    .slice(0, 6)
    .map(column => `${column.label}：${showCell(record.cells[column.key] ?? null, zone)}`);
}
