// More rows than the note of what is on its way has room for: it is an entry of the cache, which takes 100 kB.
import { expect, test } from 'vitest';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ROWS = 2_200;

test('so many rows that are pasted at once are all saved, in the name of whoever has pasted them', async () => {
  const desk = await StaffDesk.open({ rows: ROWS + 10 });
  try {
    const lines = Array.from({ length: ROWS }, (_, at) => [`客户${at}`, `138${String(at).padStart(8, '0')}`]);
    desk.paste(2, '客户姓名', lines, 'other@example.test');
    await desk.idle();
    expect(new Set(desk.values('同步状态'))).toEqual(new Set(['已保存']));
    expect(desk.service.book.records.size).toBe(ROWS);
    expect(new Set(desk.service.submitted.map(({ editor }) => editor))).toEqual(
      new Set(['other@example.test']),
    );
  } finally {
    await desk.close();
  }
});
