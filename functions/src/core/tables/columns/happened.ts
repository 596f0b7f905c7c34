// Times that the system writes down when something is typed, each beside the one that says when it really happened:
// what is typed late counts from then.

import type { Column, StaffColumn } from '../../schema/column.ts';

/** When a department was asked to help with a question. */
export const CONSULTED_AT: readonly Column[] = [
  {
    key: 'consultedAt',
    label: '转询时间',
    owner: 'system',
    source: {
      from: 'firstSetAt',
      column: 'consulted',
      happened: 'askedAt',
      // A row that comes with it was typed after it.
      onEntry: ['startedAt', 'receivedAt'],
    },
    width: 140,
    help: '选定协同部门的时间，自动填写；补录时取实际转询时间，整行补录而没有写的取启动或接收时间。',
  },
  happened('askedAt', '实际转询时间', '请协同部门答复的时间，写到分钟；补录时填写，答复时限从此刻算起。', {
    example: '2026-11-20 14:30',
  }),
];

/** When a customer was told how a repair would be made, and by when. */
export const PLANNED_AT: readonly Column[] = [
  {
    key: 'plannedAt',
    label: '方案时间',
    owner: 'system',
    source: { from: 'firstSetAt', column: 'solution', happened: 'planToldAt' },
    width: 140,
    help: '写下解决方案的时间，自动填写；补录时取告知方案时间。方案中承诺的时限从此刻算起。',
  },
  happened(
    'planToldAt',
    '告知方案时间',
    '把方案和完成时间告诉客户的时间，写到分钟；补录时填写，承诺的时限从此刻算起。',
    { example: '2024-05-12 09:40' },
  ),
];

/** When what a call brought was solved. */
export const SOLVED_AT: readonly Column[] = [
  {
    key: 'solvedAt',
    label: '解决时间',
    owner: 'system',
    source: {
      from: 'firstSetAt',
      column: 'resolution',
      values: ['已解决'],
      happened: 'settledAt',
    },
    width: 140,
    help: '选“已解决”的时间，自动填写；补录时取实际解决时间。',
  },
  happened(
    'settledAt',
    '实际解决时间',
    '问题真正解决的时间，写到分钟；补录时填写，二次回访的时限从此刻算起。',
    { example: '2026-11-22 14:30' },
  ),
];

function happened(
  key: string,
  label: string,
  help: string,
  { example }: Pick<StaffColumn, 'example'>,
): StaffColumn {
  return {
    key,
    label,
    owner: 'staff',
    kind: { type: 'time', happened: true },
    perCycle: true,
    optional: true,
    width: 140,
    help,
    example,
  };
}
