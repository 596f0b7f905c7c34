import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CLERK, newWorkbook, OWNER, stage } from './stage.ts';

const PROPERTIES = `
  function put(scope, key, value) { PropertiesService['get' + scope + 'Properties']().setProperty(key, value); }
  function all(scope) { return PropertiesService['get' + scope + 'Properties']().getProperties(); }
  function missing() { return PropertiesService.getDocumentProperties().getProperty('none'); }
  function replace() {
    const properties = PropertiesService.getDocumentProperties();
    properties.setProperties({ a: 1, b: true }, true).deleteProperty('b');
    return properties.getProperties();
  }
`;

test('properties are texts, apart by scope and user, and outlive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apps-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'script.sqlite');
  const workbook = newWorkbook();
  const { runtime } = await stage(PROPERTIES, { file, workbook });
  await runtime.run('put', ['Document', 'k', '文']);
  await runtime.run('put', ['User', 'k', 1], OWNER);
  await runtime.run('put', ['User', 'k', 2], CLERK);
  await runtime.close();
  const again = await stage(PROPERTIES, { file, workbook });
  expect(await again.runtime.run('all', ['Document'])).toEqual({ k: '文' });
  expect(await again.runtime.run('all', ['User'], OWNER)).toEqual({ k: '1' });
  expect(await again.runtime.run('all', ['User'], CLERK)).toEqual({ k: '2' });
  expect(await again.runtime.run('missing')).toBeNull();
});

test('properties are replaced and deleted, and refused above 9 kB', async () => {
  const { runtime } = await stage(PROPERTIES);
  await runtime.run('put', ['Document', 'old', 'x']);
  expect(await runtime.run('replace')).toEqual({ a: '1' });
  await expect(runtime.run('put', ['Document', 'k', 'x'.repeat(9 * 1024 + 1)])).rejects.toThrow(
    'Argument too large: value',
  );
});

test('properties are refused above 500 kB in all, and what stood there stays', async () => {
  const { runtime } = await stage(`
    function fill(count) {
      const values = {};
      for (let each = 0; each < count; each += 1) values['k' + each] = 'x'.repeat(9000);
      PropertiesService.getDocumentProperties().setProperties(values);
    }
    function count() { return Object.keys(PropertiesService.getDocumentProperties().getProperties()).length; }`);
  await runtime.run('fill', [56]);
  await expect(runtime.run('fill', [57])).rejects.toThrow('exceeded the property storage quota');
  expect(await runtime.run('count')).toBe(56);
});

test('of more than 1,000 entries the cache keeps the 900 that would last longest, and no large one', async () => {
  const { runtime } = await stage(`
    const cache = () => CacheService.getDocumentCache();
    function fill(from, to) { for (let each = from; each < to; each += 1) cache().put('k' + each, 'x', 100 + each); }
    function left() {
      const keys = Array.from({ length: 1001 }, (_, each) => 'k' + each);
      return keys.filter(key => cache().get(key) !== null).map(key => Number(key.slice(1)));
    }
    function large(bytes) { cache().put('large', 'x'.repeat(bytes)); }`);
  await runtime.run('fill', [0, 1000]);
  expect(await runtime.run('left')).toHaveLength(1000);
  await runtime.run('fill', [1000, 1001]);
  const left = (await runtime.run('left')) as number[];
  expect([left.length, left[0], left.at(-1)]).toEqual([900, 101, 1000]);
  await runtime.run('large', [100 * 1024]);
  await expect(runtime.run('large', [100 * 1024 + 1])).rejects.toThrow('Argument too large: value');
});

test('the cache forgets by the desk clock', async () => {
  const { runtime, clock } = await stage(`
    function put() { CacheService.getDocumentCache().put('k', '值', 60); CacheService.getDocumentCache().put('gone', 'x'); }
    function drop() { CacheService.getDocumentCache().remove('gone'); }
    function get() { const cache = CacheService.getDocumentCache(); return [cache.get('k'), cache.get('gone')]; }`);
  await runtime.run('put');
  await runtime.run('drop');
  expect(await runtime.run('get')).toEqual(['值', null]);
  await clock.advance(60_000);
  expect(await runtime.run('get')).toEqual([null, null]);
});

const LOCKS = `
  function hold() {
    const got = LockService.getDocumentLock().tryLock(10000);
    console.log('got');
    while (PropertiesService.getUserProperties().getProperty('free') === null) Utilities.sleep(5);
    return got;
  }
  function free() { PropertiesService.getUserProperties().setProperty('free', 'yes'); }
  function attempt() { return LockService.getDocumentLock().tryLock(1); }
  function twice() {
    const lock = LockService.getDocumentLock();
    const got = [lock.tryLock(1), LockService.getDocumentLock().tryLock(1)];
    lock.releaseLock();
    console.log('released');
    while (PropertiesService.getUserProperties().getProperty('end') === null) Utilities.sleep(5);
    return got;
  }
  function end() { PropertiesService.getUserProperties().setProperty('end', 'yes'); }
  function onEdit() { LockService.getDocumentLock().tryLock(1000); for (;;); }
`;

test('the document lock keeps others out until its holder ends, though it never released it', async () => {
  const { runtime, says } = await stage(LOCKS, { workers: 3 });
  const holding = runtime.run('hold');
  await says('hold log: got');
  expect(await runtime.run('attempt')).toBe(false);
  const waiting = runtime.run('hold');
  await runtime.run('free');
  expect(await holding).toBe(true);
  expect(await waiting).toBe(true);
});

test('who has the lock may take it again, and gives it back once', async () => {
  const { runtime, says } = await stage(LOCKS, { workers: 3 });
  const twice = runtime.run('twice');
  await says('twice log: released');
  expect(await runtime.run('attempt')).toBe(true);
  await runtime.run('end');
  expect(await twice).toEqual([true, true]);
});

test('a lock is free again when its holder was ended at the limit', async () => {
  const { runtime, type } = await stage(LOCKS, { limits: { simpleMs: 100, triggerMs: 600_000 } });
  type(0, 0, [['x']]);
  await runtime.idle();
  expect(runtime.failures()).toMatchObject([{ message: 'Exception: Exceeded maximum execution time' }]);
  expect(await runtime.run('attempt')).toBe(true);
});

test('thirty edits by thirty people over two workers under the document lock lose nothing', async () => {
  const { runtime, type, cell } = await stage(`
    function install() { ScriptApp.newTrigger('count').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
    function count() {
      LockService.getDocumentLock().tryLock(30000);
      const range = SpreadsheetApp.getActiveSpreadsheet().getSheetById(7).getRange('Z1');
      range.setValues([[Number(range.getValues()[0][0]) + 1]]);
    }`);
  await runtime.run('install');
  for (let person = 0; person < 30; person += 1) type(person, 0, [['x']], `clerk${person}@example.com`);
  await runtime.idle();
  expect(runtime.failures()).toEqual([]);
  expect(cell(0, 25)).toBe(30);
});

test('identifiers are new each time', async () => {
  const { runtime } = await stage('function go() { return [Utilities.getUuid(), Utilities.getUuid()]; }');
  const [one, other] = (await runtime.run('go')) as string[];
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(other).not.toBe(one);
});

test.each([
  ['Asia/Shanghai', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX EEE", '2023-10-01T14:05:09.007+08:00 Sun'],
  ['GMT+5:30', 'yy/M/d h:mm a Z u', '23/10/1 11:35 AM +0530 7'],
  ['UTC', "EEEE d MMMM yyyy 'o''clock' X", "Sunday 1 October 2023 o'clock Z"],
])('a date in %s as %s', async (timeZone, format, expected) => {
  const { runtime } = await stage(
    "function go(...zone) { return Utilities.formatDate(new Date('2023-10-01T06:05:09.007Z'), ...zone); }",
  );
  expect(await runtime.run('go', [timeZone, format])).toBe(expected);
});
