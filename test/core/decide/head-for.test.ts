// Who sees to what a call-back brought (template 001, step 3): heads of departments, whom settings name.
import { describe, expect, it } from 'vitest';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import { settingProblems } from '../../../functions/src/core/desk/validate-settings.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { at, deskOf, PEOPLE, SETTINGS, type SettingRow } from '../../fixtures/core/desk-fixture.ts';

const PRODUCT: SettingRow = ['部门', '产品部', { head: '孙丽' }];

/** Whom a class goes to, and why. */
function responsible(brought: string, settings: readonly SettingRow[] = [], people = PEOPLE) {
  const desk = deskOf(people, [...SETTINGS, ...settings]);
  const by = { desk, now: at('2026-11-20 15:10'), before: undefined, references: undefined };
  const { proposed, problems } = autofill(callbacks, { class: brought }, by);
  const why = problems.find(({ column }) => column === 'responsible')?.facts['reason'];
  return `${String(proposed['responsible'])} ${String(why)}`;
}

// Template 1.24, 1.25, 1.26, 1.27
// Case D.10
describe('what a call brought, by its class', () => {
  it.each<[string, SettingRow[], string]>([
    ['需立即解决', [], '王芳 .*由技术支持部负责人 王芳 负责'],
    ['建议', [PRODUCT], '孙丽 .*由产品部负责人 孙丽 负责'],
    ['需立即解决', [['回访责任', '需立即解决', { department: '品控部' }]], '吴昊 .*由品控部负责人 吴昊 负责'],
    ['需立即解决', [['回访责任', '需立即解决', { head: '李伟' }]], '李伟 .*设置”中的回访责任'],
    ['投诉', [], '王芳 .*由客服主管 王芳 负责'],
    ['投诉', [['回访责任', '投诉', { department: '客服部' }]], '赵强 .*由客服部负责人 赵强 负责'],
    // Nobody heads the department yet.
    ['建议', [], '孙丽 .*应由产品部负责人处理，“设置”中还没有填写负责人，先交 孙丽'],
  ])('%s with %j goes to %s', (brought, settings, expected) => {
    expect(responsible(brought, settings)).toMatch(new RegExp(`^${expected}`));
  });
});

it('goes to nobody who is in the people tab no more', () => {
  const people = PEOPLE.filter(([name]) => name !== '王芳');
  expect(responsible('需立即解决', [], people)).toMatch(/^李伟 .*先交 李伟/);
});

it('is set for what a call can bring, and for nothing else', () => {
  expect(settingProblems({ category: '回访责任', name: '建议' })).toEqual([]);
  expect(settingProblems({ category: '回访责任', name: '表扬' })[0]?.code).toBe('setting_name_unknown');
});
