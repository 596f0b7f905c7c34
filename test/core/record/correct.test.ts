// A wrong number or name put right in one record: where it stands as such, and what follows from it.
import { describe, expect, it } from 'vitest';
import { contactKey } from '../../../functions/src/core/lib/contact.ts';
import { type Correction, correctedRecord, nameMark } from '../../../functions/src/core/record/correct.ts';
import { contactMark } from '../../../functions/src/core/record/persons.ts';
import type { DeskRecord, PrivateCells } from '../../../functions/src/core/record/record.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { at, by, keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const [WRONG, RIGHT, OTHER] = ['13976543210', '13976543219', '13800001111'];
const markOf = (number: string) => contactMark(contactKey(number), keyedHere);
const NUMBER = { marks: new Set([markOf(WRONG)]), contact: RIGHT };
const NAME = { name: { mark: nameMark('欧阳明月', keyedHere), to: '司马明悦' } };

const record = (given: Partial<DeskRecord> = {}) =>
  recordOf('customers', {
    version: 3,
    cells: {
      customerNumber: 'C001',
      customer: '华康科技有限公司',
      person: '欧阳*',
      contact: '139****3210',
      purchases: '欧阳* 139****3210',
    },
    customer: { column: 'contact', digest: markOf(WRONG) },
    persons: [markOf(WRONG)],
    personsIn: { contact: [markOf(WRONG)] },
    namesIn: { person: ['欧阳 old'], file: ['王 abc'] },
    uses: [markOf(WRONG), 'person-liwei'],
    ...given,
  });
const FULL: PrivateCells = { person: '欧阳明月', contact: WRONG, purchases: `欧阳明月 ${WRONG}` };
const corrected = (is: Partial<Correction>, given: Partial<DeskRecord> = {}, full = FULL) =>
  correctedRecord(customers, record(given), full, {
    marks: new Set(),
    by: by('zhaoqiang'),
    now: at('2026-11-21 10:00'),
    why: '客户更正',
    keyed: keyedHere,
    ...is,
  });

describe('a record whose customer is put right', () => {
  it('has the right number and name in their columns, and its texts as they were written', () => {
    const { after, event, privateCells } = corrected({ ...NUMBER, ...NAME }) ?? {};
    expect(after?.cells).toEqual({ ...record().cells, person: '司马*', contact: '139****3219' });
    expect(privateCells).toEqual({ person: '司马明悦', contact: RIGHT });
    expect(after?.version).toBe(4);
    expect(event).toMatchObject({
      by: by('zhaoqiang'),
      at: at('2026-11-21 10:00'),
      why: '客户更正',
      version: 4,
    });
    expect(event?.changes).toEqual([
      { column: 'person', label: '联系人', before: '欧阳*', after: '司马*' },
      { column: 'contact', label: '联系方式', before: '139****3210', after: '139****3219' },
    ]);
  });

  it('is found by the right number from then on, and a call that waits for him with it', () => {
    const { after } = corrected(NUMBER) ?? {};
    expect(after?.customer).toEqual({ column: 'contact', digest: markOf(RIGHT) });
    expect(after?.uses).toEqual([markOf(RIGHT), 'person-liwei']);
    expect([RIGHT, WRONG].map(each => after?.personsIn?.['contact']?.includes(markOf(each)))).toEqual([
      true,
      false,
    ]);
    // What was written in its texts stays, and finds it.
    expect(after?.persons).toEqual(expect.arrayContaining([markOf(RIGHT), markOf(WRONG)]));
  });

  it('keeps whom it knows from others by name, and knows him by the right one', () => {
    const { after } = corrected(NAME) ?? {};
    expect(after?.namesIn?.['file']).toEqual(['王 abc']);
    expect(after?.namesIn?.['person']).toEqual([expect.stringMatching(/^司马 /)]);
    // His number has not changed: he is found as before.
    expect([after?.customer, after?.uses]).toEqual([record().customer, record().uses]);
    expect(after?.cells['contact']).toBe('139****3210');
  });

  it('has no customer and no uses where it had none', () => {
    const { uses: _, ...rest } = record({ customer: null });
    const after = correctedRecord(customers, rest, FULL, {
      ...NUMBER,
      by: by('limin'),
      now: 0,
      why: '',
      keyed: keyedHere,
    })?.after;
    expect(after?.customer).toBeNull();
    expect(after).not.toHaveProperty('uses');
    expect(corrected(NUMBER, { customer: null })?.after.uses).toEqual(record().uses);
  });
});

it.each<[string, Partial<Correction>, Partial<DeskRecord>, PrivateCells]>([
  ['nothing is to be put right', {}, {}, FULL],
  ['nobody’s number is wrong', { contact: RIGHT }, {}, FULL],
  ['the wrong number is known and no right one', { marks: NUMBER.marks }, {}, FULL],
  ['it has another number', NUMBER, {}, { ...FULL, contact: OTHER }],
  ['it has the right one already', { ...NUMBER, contact: WRONG }, {}, FULL],
  ['it has no number', NUMBER, { cells: { person: '欧阳*' } }, { person: '欧阳明月' }],
  ['it names somebody else', NAME, {}, { ...FULL, person: '欧阳明' }],
  ['only its text has it', NAME, {}, { purchases: '欧阳明月' }],
  ['the right name is the wrong one', { name: { ...NAME.name, to: '欧阳明月' } }, {}, FULL],
])('a record stays as it is where %s', (_, is, given, full) => {
  expect(corrected(is, given, full)).toBeUndefined();
});

it('of two numbers in a cell only the wrong one is put right', () => {
  const { privateCells } = corrected(NUMBER, {}, { contact: `${OTHER} / ${WRONG}` }) ?? {};
  expect(privateCells).toEqual({ contact: `${OTHER} / ${RIGHT}` });
});

it('a name that is shown in full is put right where it stands', () => {
  const mark = nameMark('华康科技有限公司', keyedHere);
  const { after } = corrected({ name: { mark, to: '华安科技有限公司' } }) ?? {};
  expect(after?.cells['customer']).toBe('华安科技有限公司');
});
