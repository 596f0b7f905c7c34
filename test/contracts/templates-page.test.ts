// docs/templates.md answers every point of the templates: by a test that shows it, or by why there is none.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPoints, shownIn } from '../../scripts/templates/page.ts';
import { readTemplates } from '../../scripts/templates/read.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { points, shown, page } = readTemplates(ROOT);
const ids = points.map(({ id }) => id);

describe('docs/templates.md', () => {
  it('is what points and tags say now (npm run build writes it)', () => {
    expect(readFileSync(`${ROOT}docs/templates.md`, 'utf8')).toBe(page);
  });

  it('has every point of each template once, in order', () => {
    const last = [30, 32, 18, 27, 26];
    const all = last.flatMap((count, of) => Array.from({ length: count }, (_, at) => `${of}.${at + 1}`));
    expect(ids).toEqual(all);
  });

  it('says where each is, and shows by a test what the desk has', () => {
    expect(points.filter(({ asks, where }) => asks === '' || where === '')).toEqual([]);
    const tagged = new Set(shown.flatMap(each => each.points));
    const owed = points.filter(({ id, answer }) => ['desk', 'partly'].includes(answer) && !tagged.has(id));
    expect(owed.map(({ id }) => id)).toEqual([]);
  });

  it('knows each point that a test names', () => {
    expect(shown.filter(each => each.points.some(id => !ids.includes(id)))).toEqual([]);
  });
});

describe('a tag', () => {
  it('is read with the title of its test, also where that stands on the next line', () => {
    const text =
      "// Template 0.9, 2.10\nit('is raised', () => {});\n  // Template 1.1\n  test(\n    `waits`,\n// Template 1.2\nit.each([\n  [1],\n  [2],\n] as const)('counts %i', () => {});\n";
    expect(shownIn([{ path: 'test/a.test.ts', text }])).toEqual([
      { points: ['0.9', '2.10'], path: 'test/a.test.ts', title: 'is raised' },
      { points: ['1.1'], path: 'test/a.test.ts', title: 'waits' },
      { points: ['1.2'], path: 'test/a.test.ts', title: 'counts %i' },
    ]);
  });

  it('before no test, and a point without an answer, are said', () => {
    expect(() => shownIn([{ path: 'a', text: '// Template 0.9\nconst x = 1;' }])).toThrow('a:1');
    expect(() => readPoints('point\tasks\tanswer\twhere\n0.1\twhat\tperhaps\there')).toThrow('point 0.1');
  });
});
