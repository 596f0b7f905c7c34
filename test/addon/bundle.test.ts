import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { CardName } from '../../functions/src/contract/cards.ts';
import { checkSyntax } from '../../local/google/apps-script/old-syntax.ts';
import { bundleAddon, writeAddon } from '../../sheets-addon/bundle.ts';

const serviceUrl = 'https://api.example.test/';

/** Cards that the menu shows; the compiler holds them to the contract's. */
const CARDS: string[] = Object.keys({ contacts: 0, forecast: 0, history: 0, script: 0 } satisfies Record<
  CardName,
  0
>);

const ENTRIES = [
  'about',
  'beginImport',
  ...CARDS.map(card => `card_${card}`),
  'changeBulk',
  'chooseRows',
  'clearSamples',
  'correctCustomer',
  'dropImport',
  'eraseCustomer',
  'exportCustomer',
  'exportTables',
  'exportToTab',
  'findCaller',
  'findRecord',
  'giveDesk',
  'goToRecord',
  'importNext',
  'joinRows',
  'listHandOver',
  'onHour',
  'onInstall',
  'onOpen',
  'onSheetChange',
  'onSheetEdit',
  'onSheetOpen',
  'openBulk',
  'openCallForm',
  'openExport',
  'openHandOver',
  'openImport',
  'planImport',
  'printCalls',
  'printChosen',
  'printRow',
  'printRowInFull',
  'printShifts',
  'rebuildSummaries',
  'refresh',
  'resend',
  'resendNotices',
  'saveAsMe',
  'saveCall',
  'sendMine',
  'setUp',
  'showCalendar',
  'showCard',
  'showCustomer',
  'showFigure',
  'showSamples',
  'takeOver',
  'tryBulk',
  'tryImport',
  'undoBulk',
];

describe('the bundle', () => {
  test('loads as a plain script without any service and has each entry as a top-level function', async () => {
    const { code } = await bundleAddon({ serviceUrl });
    const context = createContext({});
    runInContext(code, context);
    const functions: unknown = runInContext(
      `Object.keys(globalThis).filter(name => typeof globalThis[name] === 'function').sort().join()`,
      context,
    );
    expect(functions).toBe(ENTRIES.join());
    expect(code).not.toMatch(/^\s*(import|export)\b/m);
  });

  test('is written in a form of the language that Apps Script reads', async () => {
    const { code } = await bundleAddon({ serviceUrl });
    await expect(checkSyntax(code)).resolves.toBeUndefined();
  });

  test('names only exported functions in its menu', async () => {
    const { code } = await bundleAddon({ serviceUrl });
    const items: string[] = [];
    const menu = {
      addItem(_caption: string, handler: string) {
        items.push(handler);
        return menu;
      },
      addSeparator: () => menu,
      addToUi() {},
    };
    const ui = { createAddonMenu: () => menu };
    const context = createContext({ SpreadsheetApp: { getUi: () => ui } });
    runInContext(`${code}; onOpen()`, context);
    expect(items).toHaveLength(29 + CARDS.length);
    for (const item of items) expect(ENTRIES).toContain(item);
  });

  test('asks for the least scopes and may fetch from the service alone', async () => {
    const { manifest } = await bundleAddon({ serviceUrl });
    expect(manifest.oauthScopes).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.external_request',
      'https://www.googleapis.com/auth/script.container.ui',
      'https://www.googleapis.com/auth/script.scriptapp',
      'openid',
      'https://www.googleapis.com/auth/userinfo.email',
    ]);
    expect(manifest.urlFetchWhitelist).toEqual(['https://api.example.test/']);
  });

  test('knows no table: neither names nor labels of the desk are in it', async () => {
    const { code } = await bundleAddon({ serviceUrl });
    for (const word of ['feedback', 'hotline', '客户反馈', '热线记录', '紧急程度'])
      expect(code).not.toContain(word);
  });

  test('is written as clasp pushes it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'addon-'));
    try {
      await writeAddon(folder, { serviceUrl });
      expect((await readdir(folder)).sort()).toEqual(['Code.js', 'appsscript.json']);
      const { code, manifest } = await bundleAddon({ serviceUrl });
      expect(await readFile(join(folder, 'Code.js'), 'utf8')).toBe(code);
      expect(JSON.parse(await readFile(join(folder, 'appsscript.json'), 'utf8'))).toEqual(manifest);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('refuses an address that is none', async () => {
    await expect(bundleAddon({ serviceUrl: 'api' })).rejects.toThrow('Invalid URL');
  });
});
