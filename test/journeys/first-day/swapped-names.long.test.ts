// Names that two rows exchange, or that one takes over from another, typed cell by cell: what was refused at first is
// taken in once it can be.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '../../../functions/src/core/tables/people.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { OWNER } from '../../../local/desk/sample-people.ts';
import { Colleague } from '../../fixtures/journeys/colleague.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';

let desk: DeskHere;
let supervisor: Colleague;
beforeAll(async () => {
  desk = await DeskHere.start();
  supervisor = new Colleague(desk.local, desk.doors, OWNER);
});
afterAll(() => desk.dispose());

/** The rows of a tab in which these stand, in their order. */
async function rowsNamed(title: string, label: string, names: readonly string[]): Promise<number[]> {
  const rows = await desk.doors.rows(title);
  return names.map(name => rows.find(({ cells }) => cells[label] === name)?.row ?? 0);
}

/** What these rows show of a column, and what became of them. */
async function shown(title: string, label: string, places: readonly number[]): Promise<string[]> {
  const rows = await desk.doors.rows(title);
  return places.map(place => {
    const cells = rows.find(({ row }) => row === place)?.cells;
    return `${cells?.[label]} ${cells?.['保存状态']}`;
  });
}

test('two people who exchange their names are both saved, each in the name of who has typed it', async () => {
  const [one = 0, other = 0] = await rowsNamed('人员', '姓名', ['李伟', '王芳']);
  await supervisor.type(people, one, { 姓名: '王芳' });
  expect(await shown('人员', '姓名', [one, other])).toEqual(['王芳 有误', '王芳 已保存']);
  await supervisor.type(people, other, { 姓名: '李伟' });
  expect(await shown('人员', '姓名', [one, other])).toEqual(['王芳 已保存', '李伟 已保存']);
  const key = (await desk.doors.rows('人员')).find(({ row }) => row === one)?.cells['行键'];
  const { body } = await desk.doors.call<{ lines: string[] }>(`/records/${key}/cards/history`, {});
  expect(body.lines[0]).toContain(OWNER);
  expect(body.lines[0]).toContain('姓名：李伟 → 王芳');
});

test('a type that takes the name of another is saved as soon as that one has a new name', async () => {
  const [one = 0, other = 0] = await rowsNamed('设置', '名称', ['售后支持', '投诉建议']);
  await supervisor.type(settings, one, { 名称: '投诉建议' });
  expect(await shown('设置', '名称', [one, other])).toEqual(['投诉建议 有误', '投诉建议 已保存']);
  await supervisor.type(settings, other, { 名称: '投诉与建议' });
  expect(await shown('设置', '名称', [one, other])).toEqual(['投诉建议 已保存', '投诉与建议 已保存']);
});

test('three in a ring stay refused until one lets go, and nothing of them is held', async () => {
  const names = ['技术支持部', '产品部', '品控部'];
  const places = await rowsNamed('设置', '名称', names);
  for (const [at, place] of places.entries())
    await supervisor.type(settings, place, { 名称: names[(at + 1) % names.length] ?? '' });
  expect(await shown('设置', '名称', places)).toEqual(['产品部 有误', '品控部 有误', '技术支持部 有误']);
  await supervisor.type(settings, places[2] ?? 0, { 名称: '技术支持中心' });
  await supervisor.type(settings, places[2] ?? 0, { 名称: '技术支持部' });
  expect(await shown('设置', '名称', places)).toEqual([
    '产品部 已保存',
    '品控部 已保存',
    '技术支持部 已保存',
  ]);
});
