// What to say to a customer: questions to go by and a message to copy, with what the row holds in their blanks. Knows
// no table.

import { showCell } from '../cells/cell-codec.ts';
import { showTime } from '../lib/parse-time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Outline } from '../schema/record-rules.ts';
import type { Table } from '../schema/table.ts';

/**
 * The script of a record, in paragraphs; none where its table has none for it. Customers appear as the sheet shows
 * them: masked.
 */
export function scriptLines(table: Table, record: DeskRecord, zone: string): string[] {
  const outline = outlineOf(table, record);
  if (!table.script || !outline) return [];
  const fill = filler(table, record, zone);
  return [
    `目标：${outline.goal}`,
    `开场：${fill(table.script.opening)}`,
    ...outline.questions.map((question, index) => `${index + 1}. ${fill(question)}`),
    '预约消息（可复制）：',
    fill(outline.appointment),
  ];
}

/** The message that makes an appointment. */
export function appointmentOf(table: Table, record: DeskRecord, zone: string): string | undefined {
  const outline = outlineOf(table, record);
  return outline && filler(table, record, zone)(outline.appointment);
}

function outlineOf({ script }: Table, { cells }: DeskRecord): Outline | undefined {
  return script?.outlines[String(cells[script.by] ?? '')];
}

/** Puts cells into `{column|words}`, or the words where the cell is blank. */
function filler(table: Table, { cells }: DeskRecord, zone: string): (text: string) => string {
  return text =>
    text.replace(/\{(\w+)\|([^}]*)\}/g, (_, key: string, words: string) => {
      const cell = cells[key] ?? null;
      const isTime = table.columns.some(
        each => each.key === key && each.owner === 'staff' && each.kind.type === 'time',
      );
      if (cell === null) return words;
      return isTime && typeof cell === 'number' ? showTime(cell, zone) : showCell(cell, zone);
    });
}
