// Settings that nothing could go by: refused at the cell that is wrong, with what would do.
import { expect, test } from 'vitest';
import { namesStage } from '../fixtures/actions/names-stage.ts';

const { submit, errorsOf, saved, row, context } = namesStage('refused-settings');

const setting = (category: string, name: string, value: string, key = `new-${name}`) => ({
  key,
  cells: { category, name, value },
});
async function told(category: string, name: string, value: string) {
  const [answer] = await submit('settings', [setting(category, name, value)]);
  return (answer?.problems ?? []).flatMap(({ column, code, message, severity }) =>
    severity === 'error' ? [[column, code, message]] : [],
  );
}

test.each([
  ['升级比例', '1.5', '大于“预警比例”（0.8），小于“二级升级比例”（1.5）'],
  ['二级升级比例', '1.25', '大于“升级比例”（1.25），小于“三级升级比例”（2）'],
  ['三级升级比例', '1.2', '大于“二级升级比例”（1.5）'],
])('a step of the ladder comes in its order: not %s %s', async (name, value, bounds) => {
  expect(await told('参数', name, value)).toEqual([
    ['value', 'ladder_order', `升级的几步要一步比一步晚：“${name}”应${bounds}。`],
  ]);
});

test('what is in order is saved, and goes by what was let in before it', async () => {
  expect(await told('参数', '升级比例', '1.4')).toEqual([]);
  expect((await context()).parameter('升级比例')).toBe(1.4);
  // The first step has none before it.
  await saved('settings', await row('new-升级比例', { value: '1' }));
  expect(await told('参数', '预警比例', '1')).toEqual([
    ['value', 'ladder_order', '升级的几步要一步比一步晚：“预警比例”应小于“升级比例”（1）。'],
  ]);
  const both = [setting('参数', '二级升级比例', '1.9'), setting('参数', '三级升级比例', '1.8')];
  expect(errorsOf(await submit('settings', both))).toEqual([[], ['ladder_order']]);
});

test('a limit is called as some clock has it', async () => {
  const [problem] = await told('时限', '没有的时限', '4h');
  expect(problem?.slice(0, 2)).toEqual(['name', 'setting_name_unknown']);
  expect(problem?.[2]).toMatch(/^“没有的时限”不是“时限”的名称，应是：.*热线响应.*热线解决.*。$/);
  expect(await told('时限', '热线响应', '4h')).toEqual([]);
});

test('kinds are those of a problem type that is there, or comes along', async () => {
  const [problem] = await told('二级分类', '售后支待', '故障维修、退换货');
  expect(problem?.slice(0, 2)).toEqual(['name', 'setting_name_unknown']);
  expect(problem?.[2]).toMatch(/^“售后支待”不是“二级分类”的名称，应是：.*售后支持.*。$/);
  expect(await told('二级分类', ' 售后 支持', '故障维修、退换货')).toEqual([]);
  const both = [
    setting('二级分类', '上门服务', '安装、清洗', 'kinds'),
    setting('问题类型', '上门服务', '48h'),
  ];
  expect(errorsOf(await submit('settings', both))).toEqual([[], []]);
  // Where the type is refused, its kinds are as well.
  const wrong = [
    setting('二级分类', '以旧换新', '旧机回收、补差价', 'kinds-2'),
    setting('问题类型', '以旧换新', '很久'),
  ];
  expect(errorsOf(await submit('settings', wrong))).toEqual([['setting_name_unknown'], ['setting_invalid']]);
});

test('only a supervisor sets anything; of his row nothing is kept', async () => {
  const before = await context();
  const answers = await submit('settings', [setting('时限', '热线响应', '4h')], 'limin');
  expect(answers.map(({ outcome }) => outcome)).toEqual(['refused']);
  expect((await context()).desk).toEqual(before.desk);
});

test('days that are cleared make room in the same paste', async () => {
  const years = Array.from({ length: 10 }, (_, index) => 2021 + index);
  const days = (year: number) => setting('节假日', `${year}-01-01 至 ${year}-12-31`, '休', `days-${year}`);
  await saved('settings', ...years.map(days));
  const cleared = await row('days-2021', { category: null, name: null, value: null });
  expect(errorsOf(await submit('settings', [cleared, days(2040)]))).toEqual([[], []]);
  expect(errorsOf(await submit('settings', [days(2041)]))).toEqual([['days_full']]);
  // A row that closes no more days than before is not asked how many there are.
  expect(errorsOf(await submit('settings', [await row('days-2022', { value: '班' })]))).toEqual([[]]);
});
