// A calendar has an end: however many years people close, nobody waits for a calendar of a thousand of them.
import { expect, test } from 'vitest';
import { namesStage } from '../../fixtures/actions/names-stage.ts';

const { submit, errorsOf, saved, context, row } = namesStage('many-days');

const year = (of: number) => ({
  key: `setting-days-${of}`,
  cells: { category: '节假日', name: `${of}-01-01 至 ${of}-12-31`, value: '休' },
});

test('ten years of days may be closed in all, and whoever clears one may close another', async () => {
  const years = Array.from({ length: 13 }, (_, index) => year(2021 + index));
  const answers = await submit('settings', years);
  expect(errorsOf(answers)).toEqual(years.map((_, index) => (index < 10 ? [] : ['days_full'])));
  expect((await context()).calendar.day('2030-06-03')).toMatchObject({ kind: 'exception', windows: [] });
  expect(errorsOf(await submit('settings', [year(2040)]))).toEqual([['days_full']]);
  await saved('settings', await row('setting-days-2021', { category: null, name: null, value: null }));
  await saved('settings', year(2040));
});

test('a week without open time is refused however it comes', async () => {
  const week = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'].map((name, index) => ({
    key: `setting-week-${index}`,
    cells: { category: '工作时间', name, value: '休' },
  }));
  expect(errorsOf(await submit('settings', week))).toEqual(week.map(() => ['calendar_unusable']));
  const open = { ...week[0], cells: { ...week[0]?.cells, value: '09:00-12:00' } };
  await saved('settings', { key: 'setting-week-0', cells: open.cells });
  const closed = await row('setting-week-0', { value: '休' });
  expect(errorsOf(await submit('settings', [closed]))).toEqual([['calendar_unusable']]);
  const taken = await row('setting-week-0', { category: '节假日', name: '2027-02-05', value: '休' });
  await saved('settings', taken);
});
