// Requests about conditional formats; their order is their precedence.
import { z } from 'zod';
import type { ConditionalFormat, WorkbookData } from '../../../workbook/model.ts';
import { sheetOf } from '../../../workbook/tabs.ts';
import { invalidArgument } from '../api-error.ts';
import { cellFormat, formatBodyOf, formatOf } from '../cell-format.ts';
import { gridRange, rangeBodyOf, rangeOf, sheetId } from '../grid-range.ts';
import { type RequestKind, request } from './request.ts';

/** Conditions that are served, with how many values each takes. */
const CONDITIONS: Record<string, number> = {
  BLANK: 0,
  NOT_BLANK: 0,
  CUSTOM_FORMULA: 1,
  TEXT_EQ: 1,
  TEXT_CONTAINS: 1,
  TEXT_NOT_CONTAINS: 1,
  TEXT_STARTS_WITH: 1,
  TEXT_ENDS_WITH: 1,
  NUMBER_EQ: 1,
  NUMBER_NOT_EQ: 1,
  NUMBER_GREATER: 1,
  NUMBER_GREATER_THAN_EQ: 1,
  NUMBER_LESS: 1,
  NUMBER_LESS_THAN_EQ: 1,
  NUMBER_BETWEEN: 2,
  NUMBER_NOT_BETWEEN: 2,
};

export const booleanCondition = z
  .strictObject({
    type: z.string(),
    values: z.array(z.strictObject({ userEnteredValue: z.string() })).default([]),
  })
  .superRefine(({ type, values }, context) => {
    const needed = CONDITIONS[type];
    if (needed === undefined)
      context.addIssue({ code: 'custom', message: `condition ${type} is not served here` });
    else if (needed !== values.length) {
      context.addIssue({ code: 'custom', message: `${type} takes ${needed} values` });
    }
  });

const rule = z.strictObject({
  ranges: z.array(gridRange).min(1),
  booleanRule: z.strictObject({ condition: booleanCondition, format: cellFormat.default({}) }),
});

const index = z.int().min(0);

const addConditionalFormatRule = request(
  z.strictObject({ rule, index: index.default(0) }),
  (body, { data, write }) => {
    const added = ruleOf(data, body.rule);
    const id = sheetIdOf(added);
    const rules = [...sheetOf(data, id).conditionalFormats];
    if (body.index > rules.length)
      throw invalidArgument(`No conditional format on sheet: ${id} at index: ${body.index}`);
    rules.splice(body.index, 0, added);
    write({ type: 'rules', sheetId: id, rules: { conditionalFormats: rules } });
  },
);

const updateConditionalFormatRule = request(
  z.strictObject({
    index: index.default(0),
    sheetId: sheetId.optional(),
    rule: rule.optional(),
    newIndex: index.optional(),
  }),
  (body, { data, write }) => {
    if (!body.rule === (body.newIndex === undefined))
      throw invalidArgument('Either rule or newIndex must be given');
    const replacement = body.rule && ruleOf(data, body.rule);
    const id = replacement ? sheetIdOf(replacement) : (body.sheetId ?? 0);
    const rules = [...sheetOf(data, id).conditionalFormats];
    const old = ruleAt(rules, id, body.index);
    const newIndex = body.newIndex ?? body.index;
    if (newIndex >= rules.length) throw invalidArgument(`newIndex ${newIndex} is past the last rule`);
    rules.splice(body.index, 1);
    rules.splice(newIndex, 0, replacement ?? old);
    write({ type: 'rules', sheetId: id, rules: { conditionalFormats: rules } });
    return {
      newRule: ruleBodyOf(data, replacement ?? old),
      newIndex,
      ...(replacement ? { oldRule: ruleBodyOf(data, old) } : { oldIndex: body.index }),
    };
  },
);

const deleteConditionalFormatRule = request(
  z.strictObject({ index: index.default(0), sheetId }),
  (body, { data, write }) => {
    const rules = [...sheetOf(data, body.sheetId).conditionalFormats];
    const old = ruleAt(rules, body.sheetId, body.index);
    rules.splice(body.index, 1);
    write({ type: 'rules', sheetId: body.sheetId, rules: { conditionalFormats: rules } });
    return { rule: ruleBodyOf(data, old) };
  },
);

function ruleOf(data: Readonly<WorkbookData>, body: z.infer<typeof rule>): ConditionalFormat {
  const ranges = body.ranges.map(range => rangeOf(data, range));
  if (ranges.some(range => range.sheetId !== ranges[0]?.sheetId)) {
    throw invalidArgument('rule.ranges must be on the same sheet');
  }
  const { condition, format } = body.booleanRule;
  return {
    ranges,
    condition: { type: condition.type, values: condition.values.map(value => value.userEnteredValue) },
    format: formatOf(format),
  };
}

const sheetIdOf = (format: ConditionalFormat): number => format.ranges[0]?.sheetId ?? 0;

function ruleAt(rules: ConditionalFormat[], id: number, at: number): ConditionalFormat {
  const found = rules[at];
  if (!found) throw invalidArgument(`No conditional format on sheet: ${id} at index: ${at}`);
  return found;
}

export function ruleBodyOf(
  data: Readonly<WorkbookData>,
  { ranges, condition, format }: ConditionalFormat,
): object {
  const values = condition.values.map(value => ({ userEnteredValue: value }));
  return {
    ranges: ranges.map(range => rangeBodyOf(data, range)),
    booleanRule: {
      condition: { type: condition.type, ...(values.length > 0 && { values }) },
      format: formatBodyOf(format),
    },
  };
}

export const CONDITIONAL_FORMAT_REQUESTS: Record<string, RequestKind> = {
  addConditionalFormatRule,
  updateConditionalFormatRule,
  deleteConditionalFormatRule,
};
