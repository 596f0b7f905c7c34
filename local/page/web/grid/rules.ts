// What lies over a tab's cells, in Univer's words: drop-downs, conditional formats, the filter's range. Pure.
import {
  DataValidationErrorStyle,
  DataValidationOperator,
  DataValidationRenderMode,
  DataValidationType,
  type IDataValidationRule,
  type IRange,
} from '@univerjs/core';
import type { IConditionFormattingRule } from '@univerjs/preset-sheets-conditional-formatting';
import type { ConditionalFormat, GridRange, Sheet, Validation } from '../../../workbook/model.ts';
import { eachCell } from '../../cells.ts';
import { styleOf } from './cell.ts';

export function rangeOf(range: GridRange): IRange {
  return {
    startRow: range.startRow,
    endRow: range.endRow - 1,
    startColumn: range.startColumn,
    endColumn: range.endColumn - 1,
  };
}

/** One rule for each validation and column, over the runs of rows that carry it. */
export function validationRules(sheet: Sheet): IDataValidationRule[] {
  const rules = new Map<string, { validation: Validation; ranges: IRange[] }>();
  const texts = new Map<Validation, string>();
  for (const { row, column, cell } of eachCell(sheet.cells)) {
    const { validation } = cell;
    if (!validation) continue;
    const text = texts.get(validation) ?? JSON.stringify(validation);
    texts.set(validation, text);
    const name = `${column}:${text}`;
    const rule = rules.get(name) ?? { validation, ranges: [] };
    rules.set(name, rule);
    const last = rule.ranges.at(-1);
    if (last?.endRow === row - 1) last.endRow = row;
    else rule.ranges.push({ startRow: row, endRow: row, startColumn: column, endColumn: column });
  }
  return [...rules.values()].map(({ validation, ranges }, index) => ({
    uid: `validation-${index}`,
    ranges,
    ...ruleOf(validation),
  }));
}

type RuleBody = Omit<IDataValidationRule, 'uid' | 'ranges'>;

function ruleOf(validation: Validation): RuleBody {
  const { condition, values, strict, inputMessage, showCustomUi } = validation;
  const reaction: Omit<RuleBody, 'type'> = {
    allowBlank: true,
    errorStyle: strict ? DataValidationErrorStyle.STOP : DataValidationErrorStyle.WARNING,
    showErrorMessage: true,
    ...(inputMessage ? { error: inputMessage, prompt: inputMessage, showInputMessage: true } : {}),
  };
  switch (condition) {
    case 'ONE_OF_LIST':
      return {
        ...reaction,
        type: DataValidationType.LIST,
        formula1: JSON.stringify(values),
        showDropDown: showCustomUi,
        renderMode: showCustomUi ? DataValidationRenderMode.ARROW : DataValidationRenderMode.TEXT,
      };
    case 'ONE_OF_RANGE':
      return {
        ...reaction,
        type: DataValidationType.LIST,
        formula1: values[0] ?? '',
        showDropDown: showCustomUi,
        renderMode: DataValidationRenderMode.ARROW,
      };
    case 'NUMBER_BETWEEN':
      return {
        ...reaction,
        type: DataValidationType.DECIMAL,
        operator: DataValidationOperator.BETWEEN,
        formula1: values[0] ?? '',
        formula2: values[1] ?? '',
      };
    case 'BOOLEAN':
      return { ...reaction, type: DataValidationType.CHECKBOX };
    // Univer's own date picker would read typed text before the server does; the desk says what is wrong instead.
    case 'DATE_IS_VALID':
    case 'TEXT_IS_EMAIL':
      return { ...reaction, type: DataValidationType.ANY };
    default:
      return condition satisfies never;
  }
}

/** Univer's name of a condition that compares text or numbers, by the Sheets API's name. */
const TEXT_OPERATORS: Record<string, string> = {
  TEXT_CONTAINS: 'containsText',
  TEXT_NOT_CONTAINS: 'notContainsText',
  TEXT_STARTS_WITH: 'beginsWith',
  TEXT_ENDS_WITH: 'endsWith',
  TEXT_EQ: 'equal',
  BLANK: 'containsBlanks',
  NOT_BLANK: 'notContainsBlanks',
};

const NUMBER_OPERATORS: Record<string, string> = {
  NUMBER_GREATER: 'greaterThan',
  NUMBER_GREATER_THAN_EQ: 'greaterThanOrEqual',
  NUMBER_LESS: 'lessThan',
  NUMBER_LESS_THAN_EQ: 'lessThanOrEqual',
  NUMBER_EQ: 'equal',
  NUMBER_NOT_EQ: 'notEqual',
  NUMBER_BETWEEN: 'between',
  NUMBER_NOT_BETWEEN: 'notBetween',
};

/** Conditional formats in order of precedence; a condition that Univer has no word for is left out. */
export function conditionalRules(sheet: Sheet): IConditionFormattingRule[] {
  return sheet.conditionalFormats.flatMap((conditional, index) => {
    const rule = conditionOf(conditional);
    if (!rule) return [];
    const cfId = `conditional-${index}`;
    return [
      { cfId, ranges: conditional.ranges.map(rangeOf), stopIfTrue: true, rule } as IConditionFormattingRule,
    ];
  });
}

function conditionOf({ condition, format }: ConditionalFormat): object | undefined {
  const body = { type: 'highlightCell', style: styleOf(format) ?? {} };
  const [first = '', second = ''] = condition.values;
  const textOperator = TEXT_OPERATORS[condition.type];
  if (textOperator) return { ...body, subType: 'text', operator: textOperator, value: first };
  if (condition.type === 'CUSTOM_FORMULA') return { ...body, subType: 'formula', value: first };
  const operator = NUMBER_OPERATORS[condition.type];
  if (!operator) return undefined;
  const value = operator.toLowerCase().includes('between') ? [Number(first), Number(second)] : Number(first);
  return { ...body, subType: 'number', operator, value };
}
