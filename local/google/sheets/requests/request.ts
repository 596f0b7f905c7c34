// What a kind of request of spreadsheets.batchUpdate is made of.
import type { z } from 'zod';
import type { Op, Sheet, WorkbookData } from '../../../workbook/model.ts';
import { invalidArgument } from '../api-error.ts';

export interface RequestContext {
  /** The workbook with all earlier requests of the batch applied. */
  data: Readonly<WorkbookData>;
  /** Applies operations; they are taken back when any request of the batch fails. */
  write: (...ops: Op[]) => void;
}

/** Carries a request out and answers the content of its reply, `undefined` for an empty one. */
export type RequestKind = (body: unknown, context: RequestContext) => object | undefined;

export function request<S extends z.ZodType>(
  schema: S,
  run: (body: z.output<S>, context: RequestContext) => object | undefined | void,
): RequestKind {
  return (body, context) => run(check(schema, body), context) ?? undefined;
}

/** The body as the schema reads it; INVALID_ARGUMENT with the place otherwise. */
export function check<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path =
    issue?.path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') ?? '';
  const place = path.replace(/^\./, '');
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.map(key => (place ? `${place}.${key}` : key)).join(', ');
    throw invalidArgument(`${names} is unknown or not served here`);
  }
  throw invalidArgument(place ? `${place}: ${issue?.message}` : (issue?.message ?? 'malformed'));
}

/** An id nobody has yet, for things whose id the caller left open. */
export function freeId(data: Readonly<WorkbookData>): number {
  const taken = new Set(data.sheets.flatMap(sheet => [sheet.properties.sheetId, ...idsOf(sheet)]));
  for (const { metadataId } of data.metadata) taken.add(metadataId);
  for (;;) {
    const id = Math.floor(Math.random() * 0x7fff_ffff);
    if (!taken.has(id)) return id;
  }
}

function idsOf(sheet: Sheet): number[] {
  return [
    ...sheet.charts.map(chart => chart.chartId),
    ...sheet.filterViews.map(view => view.filterViewId),
    ...sheet.protectedRanges.map(each => each.protectedRangeId),
  ];
}

/** The sheet that keeps the thing `id` belongs to, and the thing. INVALID_ARGUMENT when there is none. */
export function findKept<T>(
  data: Readonly<WorkbookData>,
  listOf: (sheet: Sheet) => T[],
  idOf: (item: T) => number,
  id: number,
  name: string,
): { sheet: Sheet; item: T } {
  for (const sheet of data.sheets) {
    const item = listOf(sheet).find(each => idOf(each) === id);
    if (item !== undefined) return { sheet, item };
  }
  throw invalidArgument(`No ${name} with id: ${id}`);
}
