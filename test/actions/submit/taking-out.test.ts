// Names of 设置 and 人员 are taken once, and an entry is taken out only when nothing names it any more.
import { describe, expect, test } from 'vitest';
import type { RowAnswer } from '../../../functions/src/contract/contract.ts';
import { open } from '../../fixtures/actions/action-place.ts';
import { DONE, namesStage, type Row, type } from '../../fixtures/actions/names-stage.ts';
import { PEOPLE, SETTINGS, storedDesk, storedState } from '../../fixtures/core/desk-fixture.ts';

const { stage, submit, saved, errorsOf, call, row, rename, context, carryThrough } = namesStage('taking-out');

describe('names are taken once', () => {
  test.each([
    ['as they stand', '售前咨询'],
    ['in another width', '售前咨询　'],
    ['with blanks', '售前 咨询'],
  ])('%s', async (_, name) => {
    const answers = await submit('settings', [await row(type('其他'), { name })]);
    expect(errorsOf(answers)).toEqual([['name_taken']]);
    expect((await stage.ports.store.desk(stage.deskId))?.rows[type('其他')]?.cells.name).toBe('其他');
  });

  test('of two people who are to have one name the second is refused', async () => {
    const answers = await submit('people', [
      await row('person-liwei', { name: '张三' }),
      await row('person-wuhao', { name: '张 三' }),
    ]);
    expect(errorsOf(answers)).toEqual([[], ['name_taken']]);
  });

  test('a mail is one person’s: the second is refused at the cell, who changes nothing of it is not', async () => {
    const mail = (await stage.ports.store.desk(stage.deskId))?.rows['person-liwei']?.cells.mail;
    const answers = await submit('people', [
      await row('person-wuhao', { mail: ` ${String(mail).toUpperCase()}` }),
    ]);
    expect(errorsOf(answers)).toEqual([['mail_taken']]);
    const told = answers[0]?.problems.find(({ code }) => code === 'mail_taken');
    expect([told?.column, told?.message]).toEqual(['mail', expect.stringContaining('李伟')]);
    const both = await submit('people', [
      await row('person-liwei', { mail: 'new@example.com' }),
      await row('person-wuhao', { mail: 'new@example.com' }),
    ]);
    expect(errorsOf(both)).toEqual([[], ['mail_taken']]);
    expect(errorsOf(await submit('people', [await row('person-wuhao', { department: '客服部' })]))).toEqual([
      [],
    ]);
  });

  test('a chain of which the last is refused is refused as far as it hangs on it', async () => {
    const answers = await submit('settings', [
      await row(type('售后支持'), { name: '投诉建议' }),
      await row(type('投诉建议'), { name: '其他' }),
    ]);
    expect(errorsOf(answers)).toEqual([['name_taken'], ['name_taken']]);
    await rename('settings', [type('售后支持'), '投诉建议'], [type('投诉建议'), '建议']);
  });
});

describe('an entry is taken out by clearing its row', () => {
  const cleared = async (key: string): Promise<Row> => {
    const cells = (await stage.ports.store.desk(stage.deskId))?.rows[key]?.cells ?? {};
    const edited = Object.keys(cells).filter(each => each !== 'number');
    const [answer] = await saved(key.startsWith('person') ? 'people' : 'settings', await row(key, {}));
    return {
      key,
      base: answer?.base ?? '',
      edited,
      cells: Object.fromEntries(edited.map(each => [each, null])),
    };
  };
  const sentences = (answers: readonly RowAnswer[]) =>
    answers.flatMap(({ problems }) =>
      problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    );

  test('not while open records name it; it says which, and what to do', async () => {
    for (let index = 1; index <= 4; index += 1) await call(`call-${index}`);
    const answers = await submit('settings', [await cleared(type('售后支持'))]);
    expect(answers[0]?.outcome).toBe('refused');
    const [told = ''] = sentences(answers);
    expect(told).toMatch(
      /“售后支持”还在使用，不能删除：未关闭的热线记录 \d+、热线记录 \d+、热线记录 \d+（共 4 条）。/,
    );
    expect(told).toContain('换名字，直接改名称');
    expect((await context()).options.problemTypes).toContain('售后支持');
  });

  test('not while settings and people name it', async () => {
    const [told = ''] = sentences(await submit('settings', [await cleared('setting-部门-运营部')]));
    expect(told).toContain('人员 RY-005 的“部门”');
    const [person = ''] = sentences(await submit('people', [await cleared('person-sunli')]));
    expect(person).toMatch(/设置 SZ-\d+ 的“负责人”/);
    expect(person).toContain('在岗');
    const kinds = { category: '二级分类', name: '其他', value: '账户发票' };
    await saved('settings', { key: 'kinds-其他', cells: kinds });
    const [named = ''] = sentences(await submit('settings', [await cleared(type('其他'))]));
    expect(named).toMatch(/设置 SZ-\d+ 的“名称”/);
  });

  test('nor by making it an entry of another kind', async () => {
    await call('call-1');
    const answers = await submit('settings', [
      await row(type('售后支持'), { category: '产品', value: '12', department: null }),
    ]);
    expect(errorsOf(answers)).toEqual([['entry_in_use']]);
  });

  test('when nothing names it any more; what is typed there again is a new one', async () => {
    await call('call-1', DONE);
    const taken = await cleared(type('售后支持'));
    const [answer] = await submit('settings', [taken]);
    expect([answer?.outcome, answer?.problems]).toEqual(['saved', []]);
    expect((await context()).options.problemTypes).not.toContain('售后支持');
    const half = {
      key: taken.key,
      base: answer?.base ?? '',
      edited: ['category'],
      cells: { category: '问题类型' },
    };
    expect((await submit('settings', [half]))[0]?.outcome).toBe('draft');
    const whole = { ...half, cells: { ...half.cells, name: '售后支持', value: '2h' } };
    expect((await submit('settings', [whole]))[0]?.outcome).toBe('saved');
    expect((await context()).options.problemTypes).toContain('售后支持');
  });

  test('of a desk that an older program kept only once it is known what is in use', async () => {
    const { upkeep, ...state } = storedState();
    const { usesKnown: _, ...older } = upkeep;
    stage.deskId = crypto.randomUUID();
    await open(
      stage.ports,
      { ...storedDesk(PEOPLE, SETTINGS), id: stage.deskId },
      { ...state, upkeep: older },
    );
    const answers = await submit('settings', [await cleared(type('其他'))]);
    expect(errorsOf(answers)).toEqual([['entry_unsure']]);
    expect(await stage.ports.store.desksWithWork(stage.now, 100)).toContain(stage.deskId);
    await carryThrough();
    expect((await submit('settings', [await cleared(type('其他'))]))[0]?.outcome).toBe('saved');
  });
});
