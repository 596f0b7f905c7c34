// What the page may send, checked.
import { z } from 'zod';
import { MINUTE_MS, parseDuration } from '../clock/duration.ts';
import { RequestError } from './http.ts';
import { opShape } from './op-shape.ts';
import type { EditRequest, PageEdit, RunRequest, Selection, UiAnswer } from './wire.ts';

const typedSchema = z.object({
  type: z.literal('typed'),
  sheetId: z.number(),
  row: z.int().min(0),
  column: z.int().min(0),
  texts: z.array(z.array(z.string().nullable())),
});

const reorderSchema = z.object({
  type: z.literal('reorder'),
  sheetId: z.number(),
  column: z.int().min(0),
  columns: z.int().min(1),
  rows: z
    .array(z.int().min(0))
    .min(1)
    .refine(rows => new Set(rows).size === rows.length, 'A row stands in the new order twice'),
});

const editSchema: z.ZodType<EditRequest> = z.object({
  window: z.string().min(1),
  edit: z.int().min(0),
  base: z.int().min(0),
  edits: z.array(z.union([typedSchema, reorderSchema, opShape]) as z.ZodType<PageEdit>),
  computed: z.boolean().default(false),
});

const uiAnswerSchema: z.ZodType<UiAnswer> = z.object({
  id: z.string(),
  button: z.enum(['OK', 'CANCEL', 'YES', 'NO', 'CLOSE']),
  text: z.string().default(''),
});

const block = {
  sheetId: z.number(),
  row: z.int().min(0),
  column: z.int().min(0),
  rows: z.int().min(1),
  columns: z.int().min(1),
};
const selectionSchema: z.ZodType<Selection> = z.object({
  ...block,
  more: z.array(z.object(block)).optional(),
  filteredOut: z.array(z.int().min(0)).optional(),
});

const runSchema: z.ZodType<RunRequest> = z.object({
  function: z.string().min(1),
  args: z.array(z.unknown()).default([]),
  selection: selectionSchema.optional(),
});

const advanceSchema = z.object({ advance: z.union([z.string(), z.number()]) });

export const readEditRequest = (body: unknown): EditRequest => read(editSchema, body);
export const readUiAnswer = (body: unknown): UiAnswer => read(uiAnswerSchema, body);
export const readRunRequest = (body: unknown): RunRequest => read(runSchema, body);

/** Milliseconds of `{"advance": "PT24H"}`; a bare number counts minutes, as a person types it. */
export function readAdvance(body: unknown): number {
  const { advance } = read(advanceSchema, body);
  const minutes = typeof advance === 'number' ? advance : Number(advance || Number.NaN);
  if (Number.isFinite(minutes)) return Math.round(minutes * MINUTE_MS);
  try {
    return parseDuration(String(advance));
  } catch (cause) {
    throw new RequestError(400, cause instanceof Error ? cause.message : String(cause));
  }
}

function read<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
  return parsed.data;
}
