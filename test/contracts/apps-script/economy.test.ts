// What Google's limits and latencies do to executions, where a desk is told to have them.
import { expect, test } from 'vitest';
import { MAX_AT_ONCE, TRIGGER_MS_A_DAY } from '../../../local/google/apps-script/economy.ts';
import { CLERK, OWNER, stage } from './stage.ts';

const DAY_MS = 86_400_000;

/** Every edit asks a person, so that it runs until it is answered, and writes which row it was about. */
const ASKING = `
  function install() { ScriptApp.newTrigger('heard').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
  function heard(event) { console.log('row ' + event.range.getRow()); }
  function ask() { SpreadsheetApp.getUi().alert('?'); }`;

test('of one account thirty executions run at once, the next one does not run at all; others have thirty of their own', async () => {
  let answer: () => void = () => {};
  const answered = new Promise<void>(resolve => {
    answer = resolve;
  });
  const { runtime } = await stage(ASKING, {
    economy: { account: 'workspace' },
    workers: MAX_AT_ONCE,
    ui: {
      toast: () => {},
      alert: () => answered.then(() => 'OK' as const),
      prompt: async () => ({ button: 'CLOSE', text: '' }),
      showSidebar: () => {},
      showModalDialog: () => {},
    },
  });
  const running = Array.from({ length: MAX_AT_ONCE }, () => runtime.run('ask', [], OWNER));
  await expect(runtime.run('ask', [], OWNER)).rejects.toThrow('too many scripts running simultaneously');
  const other = runtime.run('ask', [], CLERK);
  answer();
  await expect(Promise.all([...running, other])).resolves.toHaveLength(MAX_AT_ONCE + 1);
  await expect(runtime.run('ask', [], OWNER)).resolves.toBeUndefined();
});

test.each(['consumer', 'workspace'] as const)(
  'triggers of a %s account run no more when the time of its day is used up, and again on the next',
  async account => {
    const { runtime, type, lines, clock } = await stage(ASKING, { economy: { account } });
    await runtime.run('install');
    runtime.useTriggerTime(OWNER, TRIGGER_MS_A_DAY[account] - 1);
    type(1, 0, [['last']]);
    await runtime.idle();
    type(2, 0, [['over']]);
    await runtime.idle();
    expect(lines.filter(line => line.includes('log:'))).toEqual(['heard log: row 2']);
    expect(runtime.failures().map(({ message }) => message)).toEqual([
      expect.stringContaining('Service using too much computer time for one day'),
    ]);
    await clock.advance(DAY_MS);
    type(3, 0, [['next day']]);
    await runtime.idle();
    expect(lines.at(-1)).toBe('heard log: row 4');
  },
);

test('executions of a slow desk start in another order than that of the edits', async () => {
  const starts = [0, 0.99, 0];
  const { runtime, type, lines } = await stage(ASKING, {
    economy: { slow: true, random: () => starts.shift() ?? 0 },
  });
  await runtime.run('install', [], OWNER);
  type(1, 0, [['first']]);
  type(2, 0, [['second']]);
  await runtime.idle();
  expect(lines.filter(line => line.includes('log:'))).toEqual(['heard log: row 3', 'heard log: row 2']);
});
