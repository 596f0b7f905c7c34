// Options of a column of the workspace's own, whatever they are called: each is where it stands among the others.
import { describe, expect, test } from 'vitest';
import { optionsSince, withFormer } from '../../../functions/src/core/desk/option-names.ts';

describe('an option', () => {
  const row = (value: string) => ({
    cells: { category: '自定义列', name: '热线记录·安装地区', value },
    since: 1,
  });
  const since = (before: string, after: string) => optionsSince(row(before), row(after), 5, 1).options;

  test('that is called otherwise where it stood is the one that it was', () => {
    expect(since('选项：华东、华南', '选项：东区、华南')).toEqual([
      { name: '东区', since: 1, former: [{ name: '华东', until: 5 }] },
      { name: '华南', since: 1, former: [] },
    ]);
  });

  test('that has come between others is a new one', () => {
    expect(since('选项：华东、华南', '选项：华东、华北、华南')?.[1]).toEqual({
      name: '华北',
      since: 5,
      former: [],
    });
  });

  test('is as old as its column where nothing but its place has changed, or its column had none before', () => {
    expect(since('选项：华东、华南', '选项：华南、华东')).toBeUndefined();
    expect(since('文本', '选项：华东、华南')).toBeUndefined();
  });

  test('is kept where its column has none any more', () => {
    expect(since('选项：华东、华南', '文本')).toEqual([
      { name: '华东', since: 1, former: [] },
      { name: '华南', since: 1, former: [] },
    ]);
  });

  test('is new, without a former name, where its row makes no column any more, or made none before', () => {
    const plain = { cells: { category: '问题类型', name: '安装', value: '选项：华东、华南' } };
    expect(optionsSince(row('选项：华东'), plain, 5, 1)).toEqual({});
    expect(optionsSince(plain, row('选项：华东'), 5, 1)).toEqual({});
  });

  test('keeps its latest twenty former names, each with the version that ended it', () => {
    const names = Array.from({ length: 23 }, (_, index) => `名${index}`);
    const renamed = names.reduce((was, name, index) => ({ name, former: withFormer(was, name, index) }), {
      name: '名0',
      former: withFormer({ name: '名0', former: [] }, '名0', 0),
    });
    expect(renamed.former).toHaveLength(20);
    expect([renamed.former[0], renamed.former.at(-1)]).toEqual([
      { name: '名2', until: 3 },
      { name: '名21', until: 22 },
    ]);
  });
});
