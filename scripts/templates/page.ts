// docs/templates.md: what each point of the five templates has become, from the list of points beside this and from the
// tags on the tests. A tag is a comment on the line before a test: `// Template 0.9, 2.10`.

/** How a point is answered: by the desk, by it in part, by people, or not yet. */
const ANSWERS = { desk: '有', partly: '部分', people: '由人', 'not yet': '还没有' } as const;
type Answer = keyof typeof ANSWERS;

/** One thing that a template asks for. */
interface Point {
  /** `0.9`: the ninth of template 000. */
  id: string;
  asks: string;
  answer: Answer;
  /** Where it is in the desk, or why it is not. */
  where: string;
}

/** A test that shows points. */
export interface Shown {
  points: readonly string[];
  path: string;
  title: string;
}

/** A test file. */
export interface TestSource {
  path: string;
  text: string;
}

const TEMPLATES: readonly string[] = [
  '000 售后服务跟进记录及解决方案优化',
  '001 售后服务回访跟进工具',
  '002 客户服务热线记录及问题分析',
  '003 售后服务单与投诉记录表',
  '004 客户反馈处理与改进流程',
];

/** Reads the list of points: one a line, its cells parted by tabs, after a line of headings. */
export function readPoints(list: string): Point[] {
  return list
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [id = '', asks = '', answer = '', where = ''] = line.split('\t');
      if (!isAnswer(answer)) throw new Error(`point ${id} has no answer: "${answer}"`);
      return { id, asks, answer, where };
    });
}

const isAnswer = (text: string): text is Answer => text in ANSWERS;

/** What a tag may name: a point of a template, or a case. */
const TAGS = { Template: /[\d., ]+/, Case: /[A-Z\d., ]+/ } as const;
const ANY_TAG = new RegExp(`^\\s*// (?:${Object.keys(TAGS).join('|')}) `);

/**
 * The tests that carry tags, in the order of their files. A test may carry one of each kind.
 * @throws when a tag stands before no test.
 */
export function shownIn(sources: readonly TestSource[], tag: keyof typeof TAGS = 'Template'): Shown[] {
  const tags = new RegExp(`^\\s*// ${tag} (${TAGS[tag].source})$`);
  return sources.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at): Shown[] => {
      const tagged = tags.exec(line)?.[1];
      if (tagged === undefined) return [];
      const next = at + (ANY_TAG.test(lines[at + 1] ?? '') ? 2 : 1);
      const title = titleIn(lines.slice(next, next + MAX_TABLE_LINES));
      if (title === undefined) throw new Error(`${path}:${at + 1} tags no test`);
      return [{ points: tagged.split(',').map(each => each.trim()), path, title }];
    });
  });
}

/** Longest table of cases that stands before the title of its test, in lines. */
const MAX_TABLE_LINES = 60;
const TITLE = /^\s*(?:it|test|describe)(?:\.\w+)?\(\s*(['`"])(.*?)\1/;
/** Behind a table of cases. */
const TITLE_OF_TABLE = /^\s*(?:it|test|describe)\.(?:each|for)[\s\S]*?\](?: as const)?\)\(\s*(['`"])(.*?)\1/;

const titleIn = (lines: readonly string[]) =>
  (TITLE.exec(lines.slice(0, 2).join(' ')) ?? TITLE_OF_TABLE.exec(lines.join('\n')))?.[2];

/** The page. */
export function templatesPage(points: readonly Point[], shown: readonly Shown[]): string {
  const counts = Object.entries(ANSWERS).map(
    ([answer, word]) => `${word} ${points.filter(point => point.answer === answer).length}`,
  );
  return [
    '# 模板逐条对照',
    '',
    '五个模板的每一条要求，在服务台的什么地方、由哪个测试证明；没有做的，如实写明。本页由 `npm run build`',
    '写出：要求在 `scripts/templates/points.tsv`，测试由其上一行的注释 `// Template 0.9` 认出。',
    '',
    `共 ${points.length} 条：${counts.join('，')}。“由人”是语气、会议一类，服务台不代替人做。`,
    ...TEMPLATES.flatMap((title, template) => [
      '',
      `## ${title}`,
      '',
      '| 条 | 要求 | 有无 | 在哪里 | 测试 |',
      '| --- | --- | --- | --- | --- |',
      ...points.filter(({ id }) => id.startsWith(`${template}.`)).map(point => lineOf(point, shown)),
    ]),
    '',
  ].join('\n');
}

function lineOf({ id, asks, answer, where }: Point, shown: readonly Shown[]): string {
  return rowOf([id, asks, ANSWERS[answer], where, testsOf(id, shown)]);
}

/** Links to the tests that show something. */
export const testsOf = (id: string, shown: readonly Shown[]) =>
  shown
    .filter(({ points }) => points.includes(id))
    .map(({ path, title }) => `[${title}](../${path})`)
    .join('<br>');

/** A row of a table in Markdown. */
export const rowOf = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;

const escaped = (text: string) => text.replaceAll('|', '\\|');
