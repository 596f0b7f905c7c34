// What a person's change means for triggers: edits with their ranges, and kinds of change. Pure.
// https://developers.google.com/apps-script/guides/triggers/events
import type { CellPatch, CellsOp, CellValue, Op } from '../../workbook/model.ts';
import type { Area, EventInput } from './calls.ts';
import type { SheetsOnChangeChangeType } from './surface/events.ts';

export interface TriggerEvents {
  edits: Extract<EventInput, { kind: 'edit' }>[];
  /** Each kind once, in the order it came. */
  changes: SheetsOnChangeChangeType[];
}

/** What stood in a cell before the change. */
export type ValueBefore = (sheetId: number, row: number, column: number) => CellValue | undefined;

export function eventsOf(ops: Op[], valueBefore: ValueBefore): TriggerEvents {
  const areas: Area[] = [];
  const changes = new Set<SheetsOnChangeChangeType>();
  const added = new Set(ops.flatMap(op => (op.type === 'addSheet' ? [op.properties.sheetId] : [])));
  for (const op of ops) {
    // What a tab comes with, as one that is duplicated or imported does, was edited by nobody.
    if ('sheetId' in op && added.has(op.sheetId)) continue;
    if (op.type === 'cells') {
      const edited = editedArea(op);
      if (edited) join(areas, edited);
      changes.add(edited ? 'EDIT' : kindOfPatches(op));
    } else changes.add(kindOf(op));
  }
  return { edits: areas.map(area => editOf(area, ops, valueBefore)), changes: [...changes] };
}

function isEdit(patch: CellPatch | null): boolean {
  return patch === null || 'value' in patch || 'formula' in patch;
}

/** The smallest rectangle around the cells whose content was written. */
function editedArea(op: CellsOp): Area | undefined {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  op.cells.forEach((row, rowAt) => {
    row.forEach((patch, columnAt) => {
      if (!isEdit(patch)) return;
      top = Math.min(top, rowAt);
      bottom = Math.max(bottom, rowAt);
      left = Math.min(left, columnAt);
      right = Math.max(right, columnAt);
    });
  });
  if (bottom < 0) return undefined;
  return {
    sheetId: op.sheetId,
    row: op.row + top,
    column: op.column + left,
    rows: bottom - top + 1,
    columns: right - left + 1,
  };
}

/** One paste may come as several blocks: blocks that stand one under the other are one edit. */
function join(areas: Area[], next: Area): void {
  const last = areas.at(-1);
  const under =
    last &&
    last.sheetId === next.sheetId &&
    last.column === next.column &&
    last.columns === next.columns &&
    last.row + last.rows === next.row;
  if (under) last.rows += next.rows;
  else areas.push({ ...next });
}

function editOf(area: Area, ops: Op[], valueBefore: ValueBefore): TriggerEvents['edits'][number] {
  if (area.rows * area.columns > 1) return { kind: 'edit', area, value: null, oldValue: null };
  const { sheetId, row, column } = area;
  const patches = ops.flatMap(op => (op.type === 'cells' && op.sheetId === sheetId ? [op] : []));
  const patch = patches
    .map(op => op.cells[row - op.row]?.[column - op.column])
    .findLast(it => it && isEdit(it));
  return {
    kind: 'edit',
    area,
    value: textOf(patch?.value ?? undefined),
    oldValue: textOf(valueBefore(sheetId, row, column)),
  };
}

/** Google hands values over as text, whatever the cell holds. */
function textOf(value: CellValue | undefined): string | null {
  if (value === undefined || value === '') return null;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

function kindOfPatches(op: CellsOp): SheetsOnChangeChangeType {
  return op.cells.flat().some(patch => patch && 'format' in patch) ? 'FORMAT' : 'OTHER';
}

function kindOf(op: Exclude<Op, CellsOp>): SheetsOnChangeChangeType {
  switch (op.type) {
    case 'insert':
      return op.dimension === 'ROWS' ? 'INSERT_ROW' : 'INSERT_COLUMN';
    case 'delete':
      return op.dimension === 'ROWS' ? 'REMOVE_ROW' : 'REMOVE_COLUMN';
    case 'addSheet':
      return 'INSERT_GRID';
    case 'deleteSheet':
      return 'REMOVE_GRID';
    case 'move':
    case 'dimension':
    case 'sheet':
    case 'rules':
    case 'workbook':
      return 'OTHER';
  }
}
