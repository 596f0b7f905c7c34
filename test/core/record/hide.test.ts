// What of a row everybody sees, what is kept apart of it, and what is said of it to whoever wrote it.
import { describe, expect, it } from 'vitest';
import { hideCells, withoutNamesTold } from '../../../functions/src/core/record/hide.ts';
import type { DeskRecord, PrivateCells } from '../../../functions/src/core/record/record.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { type Problem, problem } from '../../../functions/src/core/schema/problem.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const DESK = { keyed: keyedHere, people: [{ name: '王芳' }] };
const FULL = { customer: '李小明', contact: '13812345678', description: '李小明说打13812345678，王芳接的' };
const SHOWN = { customer: '李*', contact: '138****5678', description: '李*说打138****5678，王芳接的' };

/** References that know these full values of a record. */
function knowing(record: DeskRecord, full: PrivateCells): References {
  const references = new References(title => title);
  references.addFull(new Map([[record.key, full]]));
  return references;
}

describe('a new row', () => {
  const hidden = (values: Cells) => hideCells(hotline, values, { before: undefined }, DESK);

  it('shows contacts, names and numbers masked, a colleague as he is, and says so of a text', () => {
    const values = { ...FULL, request: '换一台', type: '售后支持', remark: null };
    expect(hidden(values)).toEqual({
      shown: expect.objectContaining({ ...values, ...SHOWN }) as Cells,
      privateCells: FULL,
      standing: {},
      problems: [problem('description', 'data_hidden')],
    });
  });

  it('says nothing of a number that is hidden, and keeps what hides nothing but once', () => {
    expect(hidden({ description: '请打13812345678', request: '换一台' })).toMatchObject({
      privateCells: { description: '请打13812345678' },
      problems: [],
    });
    expect(hidden({ customer: '华康科技有限公司' }).privateCells).toEqual({ customer: '华康科技有限公司' });
    expect(hidden({}).privateCells).toEqual({});
  });

  it('hides the number of a thing where it is the customer’s own, and no other', () => {
    const orderOf = (contact: string) => hidden({ contact, order: '13812345678' }).shown['order'];
    expect([orderOf('13812345678'), orderOf('13900001111')]).toEqual(['138****5678', '13812345678']);
  });
});

describe('a row that was saved before', () => {
  const changed = (
    cells: Cells,
    { was = {}, full = FULL }: { was?: Cells; full?: PrivateCells | null } = {},
  ) => {
    const before = recordOf('hotline', { cells: { ...SHOWN, ...was } });
    const references = full === null ? undefined : knowing(before, full);
    return hideCells(hotline, { ...SHOWN, ...was, ...cells }, { before, references }, DESK);
  };

  it.each<[string, Cells, PrivateCells]>([
    ['nothing', {}, {}],
    ['a contact into another', { contact: '13900001111' }, { contact: '13900001111' }],
    ['a contact into one that hides itself', { contact: '139****0000' }, { contact: '139****0000' }],
    ['a contact into none', { contact: null }, { contact: null }],
    ['a name into another', { customer: '张大明' }, { customer: '张大明' }],
    [
      'a text as it is shown',
      { description: `${SHOWN.description}，急` },
      { description: `${FULL.description}，急` },
    ],
    ['a text that hid something into one that does not', { description: '要换新' }, { description: null }],
    ['a text that hid something into none', { description: null }, { description: null }],
    ['a text that hid nothing', { request: '要退款' }, {}],
  ])('in which somebody changed %s is kept apart as %j', (_, cells, is) => {
    const { privateCells, standing } = changed(cells, { was: { request: '要换新' } });
    expect(privateCells).toEqual(is);
    expect(standing).toEqual({});
  });

  it('shows what it showed where nobody changed anything', () => {
    expect(changed({}, { was: { request: '要换新' } }).shown).toMatchObject({ ...SHOWN, request: '要换新' });
  });

  const LATE = { request: '李小明要换新' };
  const named = { customer: FULL.customer };

  it('hides a name in a text that nobody changed, keeps that in full, and tells nobody', () => {
    const found = changed(named, { was: LATE });
    expect(found.shown['request']).toBe('李*要换新');
    expect(found.privateCells['request']).toBe('李小明要换新');
    expect([found.standing, found.problems]).toEqual([{ request: '李*要换新' }, []]);
  });

  it('keeps what it hides already with what it hides now', () => {
    const was = { request: '李小明要换138****0000' };
    const full = { ...FULL, request: '李小明要换13800000000' };
    const found = changed(named, { was, full });
    expect(found.privateCells['request']).toBe(full.request);
    expect(found.standing).toEqual({ request: '李*要换138****0000' });
    // Not known in full: it stays as it is, or what it hid would be lost.
    const unknown = changed(named, { was, full: null });
    expect([unknown.shown['request'], unknown.standing]).toEqual([was.request, {}]);
    expect(unknown.privateCells).not.toHaveProperty('request');
    expect(changed(named, { was: LATE, full: null }).standing).toEqual({ request: '李*要换新' });
  });
});

describe('what is said of a row', () => {
  const told: Problem = problem('description', 'proposed', { reason: '李小明的事，第 2 次' });
  const heard: Problem = problem('description', 'proposed', { reason: '李*的事，第 2 次' });
  const telling = (given: object, values: Cells = FULL) => ({
    table: hotline,
    before: undefined,
    row: { values, problems: [] as Problem[] },
    ...given,
  });

  it('names whom it knows no more: in what is found, in remarks, and in what was written over', () => {
    const row = { values: FULL, problems: [told] };
    const incoming = telling({
      row,
      remarks: [told],
      written: { request: ['急', '李小明要退'], customer: ['李小明'] },
    });
    expect(withoutNamesTold(incoming, DESK)).toEqual({
      ...incoming,
      row: { values: FULL, problems: [heard] },
      remarks: [heard],
      written: { request: ['急', '李*要退'], customer: ['李小明'] },
    });
    const alone = telling({ row });
    expect(withoutNamesTold(alone, DESK)).toEqual({ ...alone, row: { values: FULL, problems: [heard] } });
  });

  it.each<[string, object, Cells, string]>([
    ['remarks alone', { remarks: [told] }, FULL, '李*'],
    ['written texts alone', { written: { request: ['李小明要退'] } }, FULL, '李*'],
    ['nobody whom it knows', { remarks: [told] }, { description: '李小明' }, '李小明'],
  ])('where it is %s', (_, given, values, name) => {
    const said = withoutNamesTold(telling(given, values), DESK);
    expect(JSON.stringify({ ...said, table: '', row: '' })).toContain(name);
    expect(JSON.stringify({ ...said, table: '', row: '' }).includes('李小明')).toBe(name === '李小明');
  });

  it('is as it was where nothing is said, and a number in it stays one', () => {
    const silent = telling({ remarks: [], written: {} });
    expect(withoutNamesTold(silent, DESK)).toBe(silent);
    const counted = problem('description', 'proposed', { reason: '李小明', count: 3 });
    const said = withoutNamesTold(telling({ remarks: [counted] }), DESK);
    expect(said).toMatchObject({ remarks: [{ facts: { reason: '李*', count: 3 } }] });
  });
});
