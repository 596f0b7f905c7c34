// docs/cases.md: inputs on which a desk may go wrong, each with the test that shows it goes right: from the list of
// cases beside this and from the tags on the tests. A tag is a comment on the line before a test: `// Case B.4, D.1`.

import { rowOf, type Shown, testsOf } from './page.ts';

/** An input, and what is right for it. */
interface Case {
  /** `B.4`: the fourth of group B. */
  id: string;
  given: string;
  right: string;
}

const GROUPS = { A: '整个服务台', B: '时间', C: '联系方式与文字', D: '规则', E: '数字' } as const;

/** Reads the list of cases: one a line, its cells parted by tabs, after a line of headings. */
export const readCases = (list: string): Case[] =>
  list
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [id = '', given = '', right = ''] = line.split('\t');
      return { id, given, right };
    });

/** The page. */
export const casesPage = (cases: readonly Case[], shown: readonly Shown[]): string =>
  [
    '# 容易出错的输入',
    '',
    '每一条都在服务台上出过错，各代表一类；右边是正确的结果和证明它的测试。本页由 `npm run build` 写出：',
    '内容在 `scripts/templates/cases.tsv`，测试由其上一行的注释 `// Case B.4` 认出。',
    ...Object.entries(GROUPS).flatMap(([group, title]) => [
      '',
      `## ${group} ${title}`,
      '',
      '| 条 | 输入 | 正确的结果 | 测试 |',
      '| --- | --- | --- | --- |',
      ...cases
        .filter(({ id }) => id.startsWith(`${group}.`))
        .map(({ id, given, right }) => rowOf([id, given, right, testsOf(id, shown)])),
    ]),
    '',
  ].join('\n');
