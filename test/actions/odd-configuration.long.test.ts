// People set the desk up in any way that comes to their minds, and change their minds: whatever is taken in, records go
// on being saved, all steps of the summaries go through, and nobody's entry becomes another's.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { decideAgain } from '../../functions/src/actions/timers/decide-again.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { type FirestoreServer, startFirestore } from '../../local/google/firestore/server.ts';
import { account } from '../fixtures/actions/action-place.ts';
import { SummaryStage } from '../fixtures/actions/summary-stage.ts';
import { at } from '../fixtures/core/desk-fixture.ts';
import { often } from '../fixtures/endurance.ts';
import { Dice } from '../simulation/dice.ts';

const OWNER = account('owner');
const BEGINS = at('2026-12-28 10:00');

/** Names of the language, of fields and paths, formulas, marks, words that mean something elsewhere. */
const NAMES = (
  '__proto__ constructor toString __x__ a/b a.b a`b 甲·乙 甲、乙 甲；乙 甲\u200b =1+1 +1 @甲 -1 #N/A TRUE null 0 NaN ' +
  "甲|乙 “甲” '甲 <b>甲</b> $& $1 {{甲}} %s \ud800甲 \u202e甲 甲\n乙 👨‍👩‍👧 * 客服部* 其他 无 未分派 合计 已关闭 离职"
).split(' ');
const VALUES: Record<string, readonly string[]> = {
  问题类型: ['', '2h', '3wd', '1mo', '10y', '1m', '0.5h', '2500wd', '无'],
  部门: ['', '不存在'],
  产品: ['', '0', '240', '12'],
  二级分类: ['故障维修、退换货', '甲、甲', ''],
  时限: ['2h', '3wd', '10y', '1m', '', '0m'],
  参数: ['0', '1', '0.8', '999999', ''],
  工作时间: ['休', '00:00-24:00', '09:00-09:01', '09:00-12:00,13:00-18:00', '', '24:00-24:01'],
  节假日: ['休', '班', ''],
  自定义列: ['文本', '数字', '日期', '选项：甲、乙', '选项：甲、乙；统计', '文本；停用', '选项：乙、甲'],
  通知: ['21:00-08:00', '00:00-23:59', '不限'],
  保存期限: ['1', '30', ''],
  路由: [''],
  话术: ['您好', ''],
};
const KNOWN: Record<string, readonly string[]> = {
  二级分类: ['售后支持', '其他'],
  时限: ['热线响应', '热线办结', '反馈启动'],
  参数: ['预警比例', '升级比例', '二级升级比例', '回访低分线', '回访尝试次数'],
  工作时间: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  节假日: ['2027-01-01 至 2027-12-31', '2026-12-29', '2027-01-02', '2028-02-29', '2027-02-05 至 2027-02-11'],
  自定义列: ['热线记录·地区', '热线记录·constructor', '客户反馈·甲', '热线记录·__proto__'],
  通知: ['免打扰'],
  保存期限: ['热线记录', '客户反馈'],
  路由: ['质量', '态度', '其他'],
  话术: ['回访开场', '热线开场'],
};
const CATEGORIES = Object.keys(VALUES);

let firestore: FirestoreServer;
let stage: SummaryStage;
beforeEach(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  stage.now = BEGINS;
});
afterEach(async () => {
  await stage?.close();
  await firestore?.close();
});

/** One entry as it was sent last. */
interface Entry {
  key: string;
  table: 'settings' | 'people';
  base: string;
  cells: Record<string, string | null>;
}

class Configurer {
  readonly entries: Entry[] = [];
  readonly faults: unknown[] = [];
  readonly #dice: Dice;
  readonly #stage: SummaryStage;
  readonly #log: string[] = [];

  constructor(stage: SummaryStage, dice: Dice) {
    this.#stage = stage;
    this.#dice = dice;
    stage.ports.log.error = (event, cause, facts) => this.faults.push([event, facts, String(cause)]);
    stage.ports.alarms.plantRing = async () => undefined;
    stage.ports.alarms.plantSummary = async () => undefined;
  }

  get said(): string {
    return this.#log.join('\n');
  }

  /** Writes an entry anew, changes one or empties it, as chance has it. */
  async configure(): Promise<void> {
    const dice = this.#dice;
    const drawn = this.#draw();
    const old = this.entries.length > 0 && dice.chance(0.5) ? dice.pick(this.entries) : undefined;
    if (!old) return this.write(drawn);
    const name = drawn.table === old.table ? (drawn.cells['name'] ?? null) : dice.pick(NAMES);
    const isEmptied = dice.chance(0.2);
    const cells = isEmptied
      ? Object.fromEntries(Object.keys(old.cells).map(key => [key, null]))
      : { ...old.cells, name };
    return this.write({ table: old.table, cells }, old);
  }

  /** Sends a row as the owner, a new one or one that is there. */
  async write({ table, cells }: Pick<Entry, 'table' | 'cells'>, old?: Entry): Promise<void> {
    const entry = old ?? { key: crypto.randomUUID(), table, base: '', cells };
    const of = tableOf(table);
    if (!of) throw new Error(table);
    const row = { key: entry.key, base: entry.base, edited: Object.keys(cells), cells };
    const { rows } = await submitRows(this.#stage.ports, OWNER, this.#stage.desk, of, { rows: [row] });
    const codes = rows[0]?.problems.map(({ code }) => code).join();
    this.#log.push(
      `${old ? 'change' : 'add'} ${table} ${JSON.stringify(cells)}: ${rows[0]?.outcome} ${codes}`,
    );
    if (rows[0]?.outcome !== 'saved') return;
    if (!old) this.entries.push(entry);
    entry.base = rows[0].base;
    entry.cells = cells;
  }

  #draw(): Pick<Entry, 'table' | 'cells'> {
    const dice = this.#dice;
    if (dice.chance(0.25)) {
      const mail = `m${dice.between(1, 9)}@example.com`;
      const cells = { name: dice.pick(NAMES), mail, department: '客服部', role: '客服人员' };
      return { table: 'people', cells: { ...cells, onDuty: dice.pick(['是', '否', '离职']) } };
    }
    const category = dice.pick(CATEGORIES);
    const name = dice.pick(dice.chance(0.8) ? (KNOWN[category] ?? NAMES) : NAMES);
    return { table: 'settings', cells: { category, name, value: dice.pick(VALUES[category] ?? ['']) } };
  }
}

/** How often they set something and look what came of it, with each seed. */
const ROUNDS = often(6, 12);

test.each(Array.from({ length: often(1, 40) }, (_, index) => index + 1))(
  'nothing stops, whatever is set: seed %d',
  { timeout: 600_000 },
  async seed => {
    const dice = new Dice(seed);
    const staff = new Configurer(stage, dice);
    for (let round = 1; round <= ROUNDS; round++) {
      for (let edits = 0; edits < 5; edits++) await staff.configure();
      const stored = await stage.ports.store.desk(stage.desk);
      if (!stored) throw new Error('no desk');
      const types = deskContext(stage.ports, stored).options.problemTypes;
      const rows = Array.from({ length: 3 }, (_, index) => ({
        key: `call-${seed}-${round}-${index}`,
        cells: { type: dice.pick(types), customer: `客户${round}${index}`, calledAt: '2026-12-28 09:50' },
      }));
      const outcomes = (await stage.saveRows(rows)).map(({ outcome }) => outcome);
      expect([staff.said, outcomes]).toEqual([staff.said, ['saved', 'saved', 'saved']]);
      stage.now += 26 * 3_600_000;
      await decideAgain(stage.ports, stage.desk);
      await summariseDesk(stage.ports, stage.desk).catch((cause: unknown) =>
        staff.faults.push(String(cause)),
      );
      expect([staff.said, staff.faults]).toEqual([staff.said, []]);
    }
  },
);

test('a week is closed whatever a setting is called: no field of a document may be named so', async () => {
  const staff = new Configurer(stage, new Dice(1));
  const names = ['__x__', '__proto__', 'a.b', '`'];
  for (const name of names)
    await staff.write({ table: 'settings', cells: { category: '产品', name, value: '12' } });
  stage.now = at('2027-01-04 00:02');
  await summariseDesk(stage.ports, stage.desk);
  const [week] = await stage.ports.store.closedPeriods(stage.desk, ['week-2026-W53']);
  const products = week?.policy.settings.filter(({ category }) => category === '产品') ?? [];
  expect(products.map(({ name }) => name)).toEqual(['净水器', ...names]);
  expect(staff.faults).toEqual([]);
});
