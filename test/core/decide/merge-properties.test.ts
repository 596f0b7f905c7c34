import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWire } from '../../../functions/src/core/cells/cell-codec.ts';
import { shownCell } from '../../../functions/src/core/cells/mask.ts';
import { readBase, writeBase } from '../../../functions/src/core/decide/merge.ts';
import { eventId } from '../../../functions/src/core/record/record.ts';
import type { Cell, Cells } from '../../../functions/src/core/schema/column.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { type Answered, Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { often } from '../../fixtures/endurance.ts';

const desk = deskOf();
const START = at('2023-10-06 09:00');
const STAFF = staffColumns(hotline);

/** What the two of them type, by column: good and bad values, few enough to meet. */
const TYPED: Record<string, Cell[]> = {
  remark: ['甲', '乙', '丙', ''],
  urgency: ['高', '低', '很急'],
  handler: ['李伟', '孙丽', null],
  contact: ['13812345678', '13811115678', '13900001111', 'abc'],
  customer: ['李小明', '李晓明', '王芳', ''],
  calledAt: ['2023-10-01 14:30', '2023-10-02 08:00'],
  respondedAt: [CLOSING.respondedAt ?? null, '近日', '2023-10-01 14:00', null],
  resolution: [CLOSING.resolution ?? null, '已退款', null],
  resolvedAt: [CLOSING.resolvedAt ?? null, null],
  cause: [CLOSING.cause ?? null],
  satisfaction: ['满意', '不满意', null],
};

interface Step {
  sheet: 0 | 1;
  column: string;
  value: Cell;
  /** The answer never reaches the sheet. */
  lost: boolean;
  /** The request comes a second time. */
  again: boolean;
}

const steps = fc.constantFrom(...Object.keys(TYPED)).chain(column =>
  fc.record<Step>({
    sheet: fc.constantFrom(0, 1),
    column: fc.constant(column),
    value: fc.constantFrom(...(TYPED[column] ?? [])),
    lost: fc.boolean(),
    again: fc.boolean(),
  }),
);

/**
 * One person's view of the row: what stands in the sheet, and the newest value of each cell that the person was told.
 */
class Sheet {
  cells: Record<string, Cell>;
  base: string;
  told: Cells;

  constructor(cells: Record<string, Cell>, base: string) {
    this.cells = cells;
    this.base = base;
    this.told = { ...cells };
  }

  /** Shows an answer: cells that the person has to decide on stay as typed. */
  show({ record, base, keep, outcome }: Answered): void {
    this.base = base;
    const taken = outcome !== 'refused' && outcome !== 'draft';
    for (const column of STAFF) {
      const theirs = toWire(column, record?.cells[column.key] ?? null);
      if (!keep.includes(column.key)) this.cells[column.key] = theirs;
      if (taken) this.told[column.key] = theirs;
    }
  }
}

/** A record half-way, or one that its rating will close or reopen. */
function open(solved: boolean): { book: Book; sheets: [Sheet, Sheet] } {
  const book = new Book(hotline, desk);
  const cells = solved ? { ...CALL, ...CLOSING, satisfaction: null } : CALL;
  const { base, record } = book.submit({ cells }, by('limin'), at('2023-10-05 15:00'));
  const shown = Object.fromEntries(
    STAFF.map(column => [column.key, toWire(column, record?.cells[column.key] ?? null)]),
  );
  return { book, sheets: [new Sheet({ ...shown }, base), new Sheet({ ...shown }, base)] };
}

/** Takes a step and answers with what it did wrong, if anything. */
function take(step: Step, book: Book, sheets: [Sheet, Sheet], minute: number): string[] {
  const sheet = sheets[step.sheet];
  sheet.cells[step.column] = step.value;
  const request = { cells: { ...sheet.cells }, base: sheet.base, edited: [step.column] };
  const person = by(step.sheet === 0 ? 'limin' : 'liwei');
  const before = book.records.get('row');
  const answer = book.submit(request, person, START + minute * 60_000);
  const faults = [
    ...lostByOverwriting(sheet, before?.cells ?? {}, answer),
    ...swallowed(book, before?.version ?? 0, step, answer),
  ];
  if (step.again) {
    const { record, outcome } = book.submit(request, person, START + minute * 60_000 + 30_000);
    if (record !== answer.record) faults.push(`repeating ${JSON.stringify(request)} changed the record`);
    if (outcome !== outcomeOfAgain(answer, request.cells))
      faults.push(`repeated, ${answer.outcome} became ${outcome}`);
  }
  if (!step.lost) sheet.show(answer);
  return faults;
}

/**
 * What the same request comes to when it is sent again: what was saved is unchanged, and a cell in conflict stays so.
 * Unless the first one reopened the record: that puts the other's value into the history and leaves the cell blank, and
 * who wanted it blank has it so.
 */
function outcomeOfAgain({ outcome, keep, record }: Answered, sent: Cells): Answered['outcome'] {
  if (outcome !== 'conflict') return outcome === 'saved' ? 'unchanged' : outcome;
  const stands = STAFF.filter(({ key }) => keep.includes(key)).some(
    ({ key }) => (sent[key] || null) !== (record?.cells[key] ?? null) || record?.cells[key] !== null,
  );
  return stands ? 'conflict' : 'unchanged';
}

/**
 * A cell that a person changed without having been told what stood there. What a reopening puts into the history is not
 * lost.
 */
function lostByOverwriting(sheet: Sheet, before: Cells, { record }: Answered): string[] {
  return STAFF.flatMap(column => {
    const was = toWire(column, before[column.key] ?? null);
    const is = toWire(column, record?.cells[column.key] ?? null);
    const kept = record?.cycles.some(cycle => cycle.cells[column.key] === before[column.key]);
    const unseen = was !== is && was !== sheet.told[column.key];
    return unseen && !kept ? [`${column.key}: ${was} → ${is}, last told ${sheet.told[column.key]}`] : [];
  });
}

/** A typed value that neither reached the history nor was answered with a word at its cell. */
function swallowed(book: Book, version: number, step: Step, { record, problems }: Answered): string[] {
  const column = STAFF.find(each => each.key === step.column);
  if (!column || problems.some(each => each.column === step.column)) return [];
  const typed = shownCell(column.kind, step.value === '' ? null : step.value);
  const event = book.events.get(eventId('row', version + 1));
  const holds = [record?.cells[step.column], ...(event?.changes ?? []).map(change => change.after)];
  const readable = typeof typed !== 'string' || column.kind.type !== 'time';
  return !readable || holds.includes(typed) || problems.length > 0
    ? []
    : [`${step.column}: ${step.value} vanished`];
}

/**
 * A cell is cleared that has another value by now, and while the two are in conflict the record reopens, which clears
 * it too.
 */
const CLEARED_AND_REOPENED: Step[] = [
  { sheet: 0, column: 'resolution', value: '已退款', lost: true, again: false },
  { sheet: 0, column: 'resolution', value: null, lost: false, again: false },
  { sheet: 0, column: 'satisfaction', value: '不满意', lost: false, again: true },
  { sheet: 0, column: 'remark', value: '甲', lost: false, again: false },
];

describe('two sheets with one row, answers lost and requests repeated', () => {
  it('lose nothing without a word, and repeat without effect', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(steps, { minLength: 1, maxLength: 25 }), (solved, all) => {
        const { book, sheets } = open(solved);
        const faults = all.flatMap((step, minute) => take(step, book, sheets, minute));
        expect(faults).toEqual([]);
      }),
      { numRuns: often(60, 300), examples: [[true, CLEARED_AND_REOPENED]] },
    );
  });

  it('the events, one after the other, come to the record', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(steps, { minLength: 1, maxLength: 25 }), (solved, all) => {
        const { book, sheets } = open(solved);
        all.forEach((step, minute) => take(step, book, sheets, minute));
        const record = book.records.get('row');
        const replayed: Cells = {};
        for (const event of book.events.values()) {
          for (const { column, before, after } of event.changes) {
            expect(replayed[column] ?? null).toBe(before);
            replayed[column] = after;
          }
        }
        expect({ ...record?.cells, ...replayed }).toEqual(record?.cells);
        expect(book.events.size).toBe(record?.version);
      }),
      { numRuns: often(40, 200) },
    );
  });

  it('sheets that both saw the last answer hold the same', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(steps, { maxLength: 15 }), (solved, all) => {
        const { book, sheets } = open(solved);
        all.forEach((step, minute) => take({ ...step, lost: false }, book, sheets, minute));
        const shown = sheets.map(sheet => {
          const cells = Object.fromEntries(STAFF.map(({ key }) => [key, sheet.told[key] ?? null]));
          sheet.show(
            book.submit({ cells, base: sheet.base, edited: Object.keys(cells) }, by('limin'), START),
          );
          return sheet.told;
        });
        expect(shown[0]).toEqual(shown[1]);
      }),
      { numRuns: often(40, 200) },
    );
  });
});

describe('the token of a row', () => {
  it('is read as it was written', () => {
    const versions = fc.integer({ min: 0, max: 999_999_999 });
    const behind = fc.dictionary(fc.constantFrom(...STAFF.map(({ key }) => key)), versions, {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(versions, behind, (version, cells) => {
        expect(readBase(writeBase({ version, behind: cells }))).toEqual({ version, behind: cells });
      }),
    );
  });

  it('is read from anything without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), token => {
        expect(readBase(token).version).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
