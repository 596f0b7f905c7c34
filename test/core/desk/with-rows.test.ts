// A desk whose rows change: what names an entry follows it, what does not stays the very row that it was.
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../functions/src/core/desk/desk.ts';
import { withRows } from '../../../functions/src/core/desk/with-rows.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { OWNER, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const desk = storedDesk();
/** The desk with other cells of some rows. */
const changed = (cells: Record<string, Cells>, of: Desk = desk): Desk =>
  withRows(
    of,
    Object.fromEntries(
      Object.entries(cells).map(([key, each]) => {
        const row = of.rows[key];
        if (!row) throw new Error(`no row ${key}`);
        return [key, { ...row, cells: { ...row.cells, ...each } }];
      }),
    ),
  );

describe('rows that change', () => {
  it('make another version, and are followed by what names them at once', () => {
    const after = changed({ 'setting-部门-品控部': { name: '质量部' } });
    expect(after.version).toBe(desk.version + 1);
    expect(after.rows['person-wuhao']?.cells.department).toBe('质量部');
    expect(after.rows['setting-路由-质量']?.cells.department).toBe('质量部');
    expect(after.rows['setting-部门-品控部']?.former).toEqual({
      name: [{ name: '品控部', until: after.version }],
    });
  });

  it('leave all others as they are', () => {
    const after = changed({ 'setting-部门-品控部': { name: '质量部' } });
    expect(after.rows['person-liwei']).toBe(desk.rows['person-liwei']);
    expect(after.rows['setting-路由-表扬']).toBe(desk.rows['setting-路由-表扬']);
    expect(Object.keys(after.rows)).toEqual(Object.keys(desk.rows));
  });

  it('may be taken out', () => {
    const { rows } = withRows(desk, { 'person-liwei': null });
    expect(Object.keys(rows)).toEqual(Object.keys(desk.rows).filter(key => key !== 'person-liwei'));
  });

  it('note since when somebody has left, and whose row it is who took over', () => {
    const gone = changed({ 'person-liwei': { onDuty: '离职', standIn: '李敏' } });
    expect(gone.rows['person-liwei']?.left).toEqual({ at: gone.version, heir: 'person-limin' });
    const later = changed({ 'person-liwei': { standIn: '王芳' } }, gone);
    expect(later.rows['person-liwei']?.left).toEqual({ at: gone.version, heir: 'person-limin' });
    const alone = changed({ 'person-liwei': { onDuty: '离职', standIn: '李伟' } });
    expect(alone.rows['person-liwei']?.left).toEqual({ at: alone.version });
    expect(changed({ 'person-liwei': { onDuty: '否' } }).rows['person-liwei']?.left).toBeUndefined();
  });

  it('take the desk and its sending along with a mail that changes', () => {
    const owned = { ...desk, owner: 'WangFang@example.com', sender: 'zhaoqiang@example.com' };
    const after = changed(
      { 'person-wangfang': { mail: 'fang@example.com' }, 'person-zhaoqiang': { mail: 'qiang@example.com' } },
      owned,
    );
    expect([after.owner, after.sender]).toEqual(['fang@example.com', 'qiang@example.com']);
    const other = changed({ 'person-liwei': { mail: 'wei@example.com' } }, owned);
    expect([other.owner, other.sender]).toEqual([owned.owner, owned.sender]);
    expect(changed({ 'person-liwei': { mail: 'wei@example.com' } })).not.toHaveProperty('sender');
    expect(changed({ 'person-liwei': { mail: 'wei@example.com' } }).owner).toBe(OWNER);
  });

  it('give the desk to the first of those who supervise where its owner leaves', () => {
    const owned = { ...desk, owner: 'sunli@example.com' };
    expect(changed({ 'person-sunli': { onDuty: '离职' } }, owned).owner).toBe('wangfang@example.com');
    expect(changed({ 'person-wangfang': { onDuty: '离职' } }, owned).owner).toBe('sunli@example.com');
  });
});
