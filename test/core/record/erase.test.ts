// A person taken out of one record: what goes, what stays as it was, and by what the record is found afterwards.
import { describe, expect, it } from 'vitest';
import { contactKey } from '../../../functions/src/core/lib/contact.ts';
import {
  type Erasing,
  erasedEvent,
  erasedRecord,
  type Scrub,
  scrubOf,
} from '../../../functions/src/core/record/erase.ts';
import { contactMark } from '../../../functions/src/core/record/persons.ts';
import type { PrivateCells, RecordEvent } from '../../../functions/src/core/record/record.ts';
import { systemEvent } from '../../../functions/src/core/record/system-event.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { at, by, keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { cycleOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const [HIS, OTHERS] = ['13976543210', '13800001111'];
const [HIS_SHOWN, OTHERS_SHOWN] = ['139****3210', '138****1111'];
const markOf = (number: string) => contactMark(contactKey(number), keyedHere);
const marks: ReadonlySet<string> = new Set([markOf(HIS)]);
const erasing: Erasing = {
  by: by('zhaoqiang'),
  now: at('2026-11-21 10:00'),
  why: '客户要求删除资料',
  as: 'task-1',
  marks,
  keyed: keyedHere,
};

describe('a record that was about him', () => {
  const full: PrivateCells = {
    customer: '欧阳明月',
    contact: HIS,
    content: `欧阳明月说打${HIS}或${OTHERS}`,
    answer: null,
  };
  const digest = 'k-his';
  const record = recordOf('feedback', {
    version: 4,
    cells: {
      number: '20261120001',
      customer: '欧阳*',
      contact: HIS_SHOWN,
      content: `欧阳*说打${HIS_SHOWN}或${OTHERS_SHOWN}`,
      channel: '电话',
      receivedAt: at('2026-11-20 09:00'),
      tags: `加急 ${HIS_SHOWN}`,
      formerly: `欧阳*，${HIS_SHOWN}`,
      department: '客服部',
    },
    proposed: { department: '客服部', content: '欧阳*' },
    cycles: [
      cycleOf({
        cells: { answer: `已告诉欧阳*（${HIS_SHOWN}）` },
        standing: { customer: '欧阳*', priority: '一般' },
      }),
    ],
    links: {
      surveys: [
        { key: 's', number: 'HF-1', state: '已满意', cycle: 1, told: { manner: '欧阳*' }, toldIn: 1 },
      ],
    },
    findings: [problem('content', 'data_hidden', { who: '欧阳*' })],
    customer: { column: 'contact', digest },
    persons: [digest, markOf(HIS)],
    personsIn: { contact: [markOf(HIS)], content: [markOf(HIS), markOf(OTHERS)] },
    namesIn: { customer: ['欧阳 abc'] },
    words: ['欧阳'],
    uses: [digest, 'person-liwei'],
  });
  const scrub = scrubOf(feedback, record, full, { whole: true, marks, keyed: keyedHere });
  const { after, event, privateCells } = erasedRecord(feedback, record, full, scrub, erasing);

  it('says nothing of him any more, and otherwise what it said', () => {
    expect(after.cells).toEqual({
      ...record.cells,
      customer: '*已删除*',
      contact: null,
      content: '［已删除］说打［已删除］或［已删除］',
      tags: '加急 ［已删除］',
      formerly: '［已删除］，［已删除］',
    });
    expect(after.proposed).toEqual({ department: '客服部', content: '［已删除］' });
    expect(after.cycles).toEqual([
      cycleOf({
        cells: { answer: '已告诉［已删除］（［已删除］）' },
        standing: { customer: '*已删除*', priority: '一般' },
      }),
    ]);
    expect(after.links['surveys']?.[0]).toMatchObject({ number: 'HF-1', told: { manner: '［已删除］' } });
    expect(after.findings).toEqual([problem('content', 'data_hidden', { who: '［已删除］' })]);
    expect(JSON.stringify(after)).not.toMatch(/欧阳|139\*|138\*/);
    expect([after.version, after.erasedAt]).toEqual([5, erasing.now]);
  });

  it('is kept in full nowhere, and found by nothing of his', () => {
    expect(privateCells).toEqual({ customer: null, contact: null, content: null, answer: null });
    expect([after.persons, after.personsIn, after.namesIn]).toEqual([undefined, undefined, undefined]);
    expect(after.words).not.toContain('欧阳');
    expect(after.uses).toEqual(['person-liwei']);
  });

  it('has a customer whom nobody knows: the same in all records of one erasure, and in no other’s', () => {
    const customerIn = (as: string, of = digest) =>
      erasedRecord(feedback, { ...record, customer: { column: 'contact', digest: of } }, full, scrub, {
        ...erasing,
        as,
      }).after.customer;
    expect(after.customer).toEqual(customerIn('task-1'));
    expect(after.customer?.column).toBe('contact');
    const digests = [
      digest,
      after.customer?.digest,
      customerIn('task-2')?.digest,
      customerIn('task-1', 'l')?.digest,
    ];
    expect(new Set(digests).size).toBe(4);
    const nobody = erasedRecord(feedback, { ...record, customer: null }, full, scrub, erasing).after;
    expect([nobody.customer, nobody.uses]).toEqual([null, record.uses]);
  });

  it('tells in its history who asked for it and which columns it was in, and never what stood there', () => {
    const { by: author, at: when, why, version, changes } = event;
    expect([author, when, why, version]).toEqual([erasing.by, erasing.now, erasing.why, 5]);
    expect(changes.map(({ column }) => column)).toEqual(['customer', 'contact', 'content', 'tags']);
    expect(
      changes.every(({ column, before, after: is }) => before === is && is === after.cells[column]),
    ).toBe(true);
    expect(changes[1]).toMatchObject({ label: '联系方式', before: null, after: null });
  });
});

describe('a record of somebody else in which he is named', () => {
  const full: PrivateCells = {
    customer: '周明',
    contact: OTHERS,
    content: `周明：${OTHERS}，或他朋友的${HIS}`,
    answer: `朋友${HIS}`,
  };
  const record = recordOf('feedback', {
    cells: {
      customer: '周*',
      contact: OTHERS_SHOWN,
      content: `周*：${OTHERS_SHOWN}，或他朋友的${HIS_SHOWN}`,
      answer: `朋友${HIS_SHOWN}`,
    },
    cycles: [cycleOf({ cells: { answer: `打了${HIS_SHOWN}、${OTHERS_SHOWN}` } })],
    customer: { column: 'contact', digest: 'k-other' },
    persons: ['k-other', markOf(OTHERS), markOf(HIS)],
    personsIn: { contact: [markOf(OTHERS)], content: [markOf(OTHERS), markOf(HIS)], answer: [markOf(HIS)] },
    namesIn: { customer: ['周 abc'] },
    uses: ['k-other'],
  });
  const scrub = scrubOf(feedback, record, full, { whole: false, marks, keyed: keyedHere });
  const { after, event, privateCells } = erasedRecord(feedback, record, full, scrub, erasing);

  it('loses his number and nothing else', () => {
    expect(after.cells).toEqual({
      customer: '周*',
      contact: OTHERS_SHOWN,
      content: `周*：${OTHERS_SHOWN}，或他朋友的［已删除］`,
      answer: '朋友［已删除］',
    });
    expect(after.cycles[0]?.cells).toEqual({ answer: `打了［已删除］、${OTHERS_SHOWN}` });
    // What shows all that it says is kept but once.
    expect(privateCells).toEqual({ content: `周明：${OTHERS}，或他朋友的［已删除］`, answer: null });
    expect(event.changes.map(({ column }) => column)).toEqual(['content', 'answer']);
  });

  it('stays its customer’s, and is found by his number no more', () => {
    expect([after.customer, after.namesIn, after.uses]).toEqual([
      record.customer,
      record.namesIn,
      ['k-other'],
    ]);
    expect(after.erasedAt).toBeUndefined();
    expect(Object.keys(after.personsIn ?? {})).toEqual(['contact', 'content']);
    expect(after.personsIn?.['contact']).toEqual([markOf(OTHERS)]);
    expect([markOf(OTHERS), markOf(HIS)].map(each => after.persons?.includes(each))).toEqual([true, false]);
    expect(new Set(after.persons).size).toBe(after.persons?.length);
  });

  it('that does not name him after all is as it was, but for its version', () => {
    const none = { contact: OTHERS, customer: '周明' };
    const given = { ...record, cells: { customer: '周*', contact: OTHERS_SHOWN }, cycles: [] };
    const nothing = scrubOf(feedback, given, none, { whole: false, marks, keyed: keyedHere });
    const same = erasedRecord(feedback, given, none, nothing, erasing);
    expect([same.after.cells, same.privateCells, same.event.changes]).toEqual([given.cells, {}, []]);
  });
});

describe('what a record is found by once its customer was taken out', () => {
  it('is the number of a thing, or of his file, and no contact', () => {
    const file = recordOf('customers', {
      cells: { customerNumber: 'C001', customer: '张*' },
      personsIn: { customerNumber: ['m-number'], contact: ['m-his'] },
    });
    const whole: Scrub = { whole: true, shown: [], names: [] };
    expect(erasedRecord(customers, file, {}, whole, erasing).after).toMatchObject({
      personsIn: { customerNumber: ['m-number'] },
      persons: ['m-number'],
    });
    const call = recordOf('hotline', { personsIn: { customerNumber: ['m-number'], order: ['m-order'] } });
    expect(erasedRecord(hotline, call, {}, whole, erasing).after.personsIn).toEqual({
      customerNumber: ['m-number'],
    });
  });
});

describe('a cell', () => {
  const whole: Scrub = { whole: true, shown: [HIS_SHOWN], names: ['张*'] };
  it.each<[string, typeof customers, string, Cells[string], Cells[string]]>([
    ['that names a firm', customers, 'customer', '华康科技有限公司', '华康科技有限公司'],
    ['that names a person', customers, 'person', '张*', '*已删除*'],
    ['of a number that is his file’s', customers, 'customerNumber', `C-${HIS_SHOWN}`, `C-${HIS_SHOWN}`],
    ['of a number that may be his', hotline, 'order', HIS_SHOWN, '［已删除］'],
    ['of words', customers, 'tags', `张* ${HIS_SHOWN}`, '［已删除］ ［已删除］'],
    ['that is chosen', customers, 'level', '张*', '张*'],
    ['that the system fills in', hotline, 'number', HIS_SHOWN, HIS_SHOWN],
    ['of a column that is gone', hotline, 'gone', HIS_SHOWN, '［已删除］'],
    ['of a number', customers, 'amount', 139, 139],
  ])('%s', (_, table, key, cell, is) => {
    const record = recordOf(table.key, { cells: { [key]: cell } });
    expect(erasedRecord(table, record, {}, whole, erasing).after.cells[key]).toEqual(is);
  });
});

it('an event says nothing of him in its label, its cells or its reason', () => {
  const told: RecordEvent = {
    ...systemEvent(recordOf('feedback'), [], at('2026-11-20 09:00'), `张*改了${HIS_SHOWN}`),
    changes: [
      { column: 'content', label: '内容', before: `张*：${HIS_SHOWN}`, after: OTHERS_SHOWN },
      { column: 'gone', label: `张*的备注`, before: null, after: HIS_SHOWN },
      { column: 'channel', label: '反馈渠道', before: '电话', after: '邮件' },
    ],
  };
  const scrub: Scrub = { whole: false, shown: [HIS_SHOWN], names: ['张*'] };
  expect(erasedEvent(feedback, told, scrub)).toEqual({
    ...told,
    why: '［已删除］改了［已删除］',
    changes: [
      { column: 'content', label: '内容', before: '［已删除］：［已删除］', after: OTHERS_SHOWN },
      { column: 'gone', label: '［已删除］的备注', before: null, after: '［已删除］' },
      { column: 'channel', label: '反馈渠道', before: '电话', after: '邮件' },
    ],
  });
  const { why: _, ...silent } = told;
  expect(erasedEvent(feedback, silent, scrub)).not.toHaveProperty('why');
});
