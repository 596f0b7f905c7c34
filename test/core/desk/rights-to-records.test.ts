// Whose a record is: of whoever handles it or has written it, and of who heads the department that it is of.
import { describe, expect, it } from 'vitest';
import { handlerColumns, mayOn } from '../../../functions/src/core/decide/may.ts';
import type { Author, DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { RightName } from '../../../functions/src/core/schema/right.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { by, deskOf, hotline, OWNER } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const call = (handler: string | null, createdBy: Author = by('limin')): DeskRecord =>
  recordOf('hotline', { cells: { handler }, createdBy });
const may = (right: RightName, mail: string, record: DeskRecord | undefined, of = desk) =>
  mayOn(right, mail.includes('@') ? mail : `${mail}@example.com`, { table: hotline, record }, of);

describe('a right to one’s own', () => {
  it.each<[string, boolean, DeskRecord]>([
    ['whoever handles it', true, call('李伟')],
    ['whoever has written it', true, call('李敏', by('liwei'))],
    ['whoever it was written for', true, call('李敏', { account: OWNER, editor: 'LiWei@example.com' })],
    ['another', false, call('李敏')],
    ['nobody', false, call(null)],
    ['whom nobody knows', false, call(null, { account: 'liwei@example.com', editor: '' })],
  ])('a record of %s: %s', (_, is, record) => {
    expect(may('close', 'liwei', record)).toBe(is);
    expect(may('close', 'LIWEI@Example.com', record)).toBe(is);
  });

  it('is one to a row that is none yet, but for whoever has no right at all', () => {
    expect(may('close', 'liwei', undefined)).toBe(true);
    expect(may('acknowledge', 'liwei', undefined)).toBe(false);
    expect(may('close', 'stranger@example.org', undefined)).toBe(false);
  });

  it('does not make a stranger’s what he has not written', () => {
    expect(may('close', 'stranger@example.org', call(null))).toBe(false);
    expect(may('read', 'stranger@example.org', call(null))).toBe(true);
  });

  it('ends when somebody leaves', () => {
    const people = desk.people.map(each => (each.name === '李伟' ? { ...each, left: true } : each));
    const left = { ...desk, people, personOfMail: (mail: string) => people.find(each => each.mail === mail) };
    expect(may('close', 'liwei', call('李伟'), left)).toBe(false);
    expect(may('close', 'limin', call('李敏'), left)).toBe(true);
  });
});

describe('a right to those of one’s department', () => {
  it.each<[string, string, boolean, DeskRecord]>([
    ['wuhao', 'somebody of it', true, call('周杰')],
    ['wuhao', 'somebody of another', false, call('李伟')],
    ['wuhao', 'nobody', false, call(null)],
    ['liwei', 'somebody of it, whose head is another', false, call('王芳')],
  ])('%s, of a record of %s: %s', (who, _, is, record) => {
    expect(may('close', who, record)).toBe(is);
  });

  it.each([
    ['品控部', true],
    ['客服部', false],
    [null, false],
  ])('a feedback that says %s: %s', (department, is) => {
    const feedback = tableOf('feedback') ?? hotline;
    const record = recordOf('feedback', { cells: { department } });
    expect(mayOn('close', 'wuhao@example.com', { table: feedback, record }, desk)).toBe(is);
  });
});

it.each<[RightName, string, boolean]>([
  ['close', 'wangfang', true],
  ['configure', 'wangfang', true],
  ['own', 'wangfang', false],
  ['own', 'sunli', true],
  ['own', OWNER, true],
  ['configure', 'wuhao', false],
  ['acknowledge', 'wuhao', false],
])('a right to all: %s of %s is %s, whoever handles it', (right, who, is) => {
  expect(may(right, who, call('李伟'))).toBe(is);
});

it.each([
  ['hotline', ['handler']],
  ['callbacks', ['caller']],
  ['customers', ['caller']],
  ['feedback', ['praisedPerson']],
  ['complaints', []],
  ['knowledge', []],
])('who handles %s is told by what is counted, or by those named in it that sign nothing', (key, columns) => {
  expect(handlerColumns(tableOf(key) ?? hotline)).toEqual(columns);
});
