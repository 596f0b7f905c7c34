// 变更记录: who changed what, the newest first.

import { whoOf } from '../desk/find-person.ts';
import { showTime } from '../lib/parse-time.ts';
import { type ActivityLine, MAX_CHANGES } from './activity-log.ts';
import { PageDraft } from './draft.ts';
import type { SummaryFacts } from './facts.ts';
import type { PageMaker, SummaryCell } from './page.ts';

export const CHANGES: PageMaker<SummaryFacts> = {
  tab: {
    sheetId: 1026,
    title: '变更记录',
    purpose: '谁在什么时候改了什么。',
    colour: '#5f6368',
    widths: [140, 100, 140, 100, 60, 500],
    rows: MAX_CHANGES + 10,
  },
  make(facts) {
    const { activityLog, now, desk } = facts;
    const lines = activityLog?.lines ?? [];
    const page = new PageDraft();
    page.title(
      '变更记录',
      `截至 ${showTime(now, desk.zone)}，最近 ${lines.length} 次改动，新的在前；最多列出 ${MAX_CHANGES} 次，更早的见各记录的“变更历史”。`,
    );
    page.table(
      ['时间', '表', '编号', '修改人', '类别', '内容'],
      lines.map(line => cellsOf(line, facts)),
      { most: MAX_CHANGES },
    );
    return page.page();
  },
};

function cellsOf(line: ActivityLine, { tables, desk }: SummaryFacts): SummaryCell[] {
  const table = tables.find(each => each.key === line.table);
  return [
    { text: line.at, format: 'time', align: 'left' },
    { text: table?.title ?? line.table },
    { text: line.number, ...(table && { to: { table, key: line.key } }) },
    { text: whoMade(line, desk) },
    { text: line.kind },
    { text: line.text, wrap: true },
  ];
}

/** By name; of what somebody sent for another both are told. */
function whoMade({ by, via }: ActivityLine, desk: SummaryFacts['desk']): string {
  return via === undefined ? (desk.personOfMail(by)?.name ?? by) : whoOf({ account: via, editor: by }, desk);
}
