// The reference page of the tables, in Chinese, written from their declarations: columns, states, limits, rules.

import { limitName } from '../desk/policy.ts';
import type { ClockRule, Recipient } from '../schema/clock-rule.ts';
import type { Column, Kind, Proposal } from '../schema/column.ts';
import type { Need } from '../schema/condition.ts';
import { AT_ONCE, limitOf, showLimit } from '../schema/duration.ts';
import type { Opening } from '../schema/record-rules.ts';
import type { State, Table } from '../schema/table.ts';

/** `docs/tables.md`: one section for each table. */
export function referencePage(tables: readonly Table[]): string {
  const titles = new Map(tables.map(table => [table.key, table.title]));
  const titleOf = (key: string) => titles.get(key) ?? key;
  return [
    '# 服务台的表',
    '',
    '本页由各表的声明生成，请勿手改；`npm run build` 会重新生成。',
    ...tables.map(table => section(table, titleOf)),
    '',
  ].join('\n');
}

type TitleOf = (table: string) => string;

function section(table: Table, titleOf: TitleOf): string {
  return [
    '',
    `## ${table.title}`,
    '',
    `编号形式：${numberForm(table)}。${table.supervised ? '只有主管可以修改。' : ''}`,
    '',
    '| 列 | 填写 | 内容 | 说明 | 例 |',
    '| --- | --- | --- | --- | --- |',
    ...table.columns.map(column => columnLine(column, titleOf)),
    ...(table.states.length > 1 ? stateLines(table, titleOf) : []),
    ...(table.clocks.length > 0 ? clockLines(table) : []),
    ...(table.order.length > 1
      ? ['', `时间先后：${table.order.map(key => labelOf(table, key)).join(' ≤ ')}。`]
      : []),
    ...similarityLines(table),
    ...(table.opens ?? []).map(
      ({ table: target, when, once }) =>
        `\n${openingText(table, when, titleOf)}时，系统自动建立一条${titleOf(target)}${once === 'cycle' ? '（每轮一条）' : ''}。`,
    ),
  ].join('\n');
}

function similarityLines(table: Table): string[] {
  const { similarity } = table;
  if (!similarity) return [];
  const compared = [...similarity.texts, similarity.product, similarity.type, similarity.tags].flatMap(key =>
    key === undefined ? [] : labelOf(table, key),
  );
  const raises =
    similarity.escalates &&
    `；多位客户反映同一问题时，${labelOf(table, similarity.escalates.column)}升为“${similarity.escalates.to}”`;
  const offers = similarity.offers && `；相似的新记录会看到这里的${labelOf(table, similarity.offers.answer)}`;
  return ['', `按${compared.join('、')}与其他记录比较${raises ?? ''}${offers ?? ''}。`];
}

function numberForm({ numbering: { prefix, date, separator, digits } }: Table): string {
  const day = date && (date.form === 'yyyy' ? '2026' : '20261122');
  return `\`${[prefix, day, '1'.padStart(digits, '0')].filter(Boolean).join(separator)}\``;
}

function columnLine(column: Column, titleOf: TitleOf): string {
  const cells =
    column.owner === 'system'
      ? [column.label, '系统', '', column.help, '']
      : [
          column.label,
          filling(column.required, column.propose),
          kindText(column.kind, titleOf),
          column.help,
          column.example,
        ];
  return `| ${cells.map(inTable).join(' | ')} |`;
}

function filling(required: true | undefined, propose: Proposal | undefined): string {
  if (propose) return '留空由系统填';
  return required ? '必填' : '';
}

function kindText(kind: Kind, titleOf: TitleOf): string {
  switch (kind.type) {
    case 'text':
      return '文字';
    case 'long':
      return kind.aspects
        ? `长文字，写明${kind.aspects.join('、')}`
        : kind.quote
          ? '长文字，原话加引号'
          : '长文字';
    case 'time':
      return kind.happened ? '时间，到分钟，不晚于现在，可写“现在”' : '时间，到分钟';
    case 'date':
      return kind.happened ? '日期，不晚于今天' : '日期';
    case 'person':
      return '人员';
    case 'option':
      return 'options' in kind ? kind.options.join('、') : LISTS[kind.from];
    case 'score':
      return `1 到 ${kind.most} 分`;
    case 'number':
      return '数字';
    case 'percent':
      return '百分数，减少为负';
    case 'contact':
      return '电话或邮箱，隐去中间';
    case 'mail':
      return '邮箱';
    case 'address':
      return '邮箱，或群里提到本人的编号';
    case 'quiet':
      return '时段，或 不限';
    case 'count':
      return `1 到 ${kind.most} 的整数`;
    case 'customer':
      return '姓名，只留姓；单位名照写';
    case 'reference':
      return `${kind.to.map(titleOf).join('或')}的编号${kind.many ? '，几个用顿号隔开' : ''}`;
    case 'named':
      return `${titleOf(kind.table)}中的编号`;
    case 'setting':
      return '随类别而定';
  }
}

const LISTS = {
  problemTypes: '“设置”中的问题类型',
  departments: '“设置”中的部门',
  products: '“设置”中的产品',
  channels: '“设置”中的通知渠道，或 邮件',
};

function stateLines(table: Table, titleOf: TitleOf): string[] {
  const names = new Map(table.states.map((state, index) => [state.name, `s${index}`]));
  const id = (name: string) => names.get(name) ?? name;
  const way = table.states.filter(state => !state.aside);
  const steps = way
    .slice(1)
    .map((state, index) =>
      arrow(id(way[index]?.name ?? ''), id(state.name), needText(table, state, titleOf)),
    );
  const back = (table.reopenings ?? []).map(({ when, to, from }) => {
    const source = from === 'any' ? way.at(-2) : way.at(-1);
    return arrow(id(source?.name ?? ''), id(to), `${phrase(table, when, titleOf)}（新一轮）`);
  });
  const aside = asideNeeds(table).map(({ state, need }) =>
    arrow(id(way[0]?.name ?? ''), id(state), phrase(table, need, titleOf)),
  );
  return [
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...table.states.map(state => `  state "${state.name}" as ${id(state.name)}`),
    `  [*] --> ${id(way[0]?.name ?? '')}`,
    ...steps,
    ...back,
    ...aside,
    '```',
  ];
}

/** What leads to each state that stands above the others. */
function asideNeeds({ override, withdrawal }: Table): { state: string; need: Need }[] {
  return [override, withdrawal].flatMap(each => {
    const states = [...new Set(Object.values(each?.states ?? {}))];
    return states.map(state => {
      const values = Object.keys(each?.states ?? {}).filter(value => each?.states[value] === state);
      return { state, need: { is: each?.is ?? '', values } };
    });
  });
}

const arrow = (from: string, to: string, label: string) =>
  `  ${from} --> ${to}: ${label.replaceAll(':', '：')}`;

const needText = (table: Table, state: State, titleOf: TitleOf) =>
  state.needs.map(need => phrase(table, need, titleOf)).join('，');

function openingText(table: Table, when: Opening['when'], titleOf: TitleOf): string {
  return typeof when === 'object' && 'reached' in when ? `到“${when.reached}”` : phrase(table, when, titleOf);
}

function phrase(table: Table, need: Need, titleOf: TitleOf): string {
  if (typeof need === 'string') return `填写${labelOf(table, need)}`;
  if ('blank' in need) return `没有${labelOf(table, need.blank)}`;
  if ('is' in need) return `${labelOf(table, need.is)}为${need.values.join('或')}`;
  if ('any' in need) return need.any.map(each => phrase(table, each, titleOf)).join('或');
  if ('all' in need) return need.all.map(each => phrase(table, each, titleOf)).join('且');
  if ('reported' in need) return `${titleOf(need.reported)}说明${need.values.join('或')}`;
  return `${titleOf(need.linked)}到${need.states.join('或')}`;
}

function clockLines(table: Table): string[] {
  return [
    '',
    '| 时限 | 从 | 到 | 长度 | 提醒 |',
    '| --- | --- | --- | --- | --- |',
    ...table.clocks.map(rule => {
      const stops = stopsText(table, rule);
      const told = [...new Set(rule.steps.flatMap(step => step.to.map(to => recipientText(table, to))))].join(
        '，再',
      );
      return `| ${[rule.label, labelOf(table, rule.starts), stops, lengthText(table, rule), told].map(inTable).join(' | ')} |`;
    }),
  ];
}

function stopsText(table: Table, { stops }: ClockRule): string {
  if (typeof stops === 'object' && 'state' in stops) return stops.state;
  const columns = typeof stops === 'string' ? [stops] : stops;
  return `填写${columns.map(key => labelOf(table, key)).join('或')}`;
}

function lengthText(table: Table, rule: ClockRule): string {
  const by = rule.limitFrom ? `按${labelOf(table, rule.limitFrom)}，默认 ` : '';
  if (rule.limit === AT_ONCE) return '到时';
  const every = rule.repeats?.every;
  const again = rule.repeats ? `，此后${every ? `每 ${showLimit(limitOf(every))}` : '反复计时'}` : '';
  const warning = rule.warnsBefore ? `，提前 ${showLimit(limitOf(rule.warnsBefore))}提醒` : '';
  if (typeof rule.limit === 'string') return `${by}${showLimit(limitOf(rule.limit))}${again}${warning}`;
  if ('promisedIn' in rule.limit) return `${labelOf(table, rule.limit.promisedIn)}中承诺的`;
  if ('until' in rule.limit) {
    const { until, share = 1 } = rule.limit;
    return `到${labelOf(table, until)}${share === 1 ? '' : `之前，过了 ${share * 100}% 的时候`}${again}`;
  }
  const lengths = Object.entries(rule.limit.lengths);
  const texts = lengths.map(([value, length]) => `${limitName(rule, value)} ${showLimit(limitOf(length))}`);
  return `${texts.join('；')}${again}`;
}

function recipientText(table: Table, to: Recipient): string {
  if ('person' in to) return labelOf(table, to.person);
  if ('headOf' in to) return `${labelOf(table, to.headOf)}负责人`;
  if ('handlerOf' in to) return `做回访的人，还没有时${recipientText(table, to.otherwise)}`;
  return 'role' in to ? to.role : '记录人';
}

const labelOf = (table: Table, key: string) => table.columns.find(column => column.key === key)?.label ?? key;
const inTable = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
