// Charts and named ranges through the real client, as Google takes and refuses them.
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { describe, expect, test } from 'vitest';
import { openSheets } from './desk-of-sheets.ts';

type Basic = sheets_v4.Schema$BasicChartSpec;

const source = (startColumnIndex: number, endRowIndex = 5): sheets_v4.Schema$ChartData => ({
  sourceRange: {
    sources: [
      { sheetId: 7, startRowIndex: 0, endRowIndex, startColumnIndex, endColumnIndex: startColumnIndex + 1 },
    ],
  },
});
const basicChart: Basic = {
  chartType: 'COLUMN',
  headerCount: 1,
  axis: [{ position: 'LEFT_AXIS', viewWindowOptions: { viewWindowMin: 0 } }],
  domains: [{ domain: source(0) }],
  series: [{ series: source(1), targetAxis: 'LEFT_AXIS' }],
};
const spec = { title: '每日', basicChart };
const position = {
  overlayPosition: { anchorCell: { sheetId: 7, rowIndex: 6, columnIndex: 3 }, widthPixels: 480 },
};
const chart = { chartId: 3, spec, position };

describe('charts', () => {
  const open = async () => {
    const { batch, client, spreadsheetId } = await openSheets();
    const read = async () => (await client.spreadsheets.get({ spreadsheetId })).data.sheets?.[0]?.charts;
    return { batch, read };
  };

  test('are kept as given, changed and deleted by id', async () => {
    const { batch, read } = await open();
    await batch({ addChart: { chart } });
    await batch({ updateChartSpec: { chartId: 3, spec: { ...spec, title: '每周' } } });
    expect(await read()).toEqual([{ ...chart, spec: { ...spec, title: '每周' } }]);
    await batch({ deleteEmbeddedObject: { objectId: 3 } });
    expect(await read()).toBeUndefined();
  });

  test('go with their cells when rows and columns are inserted and deleted', async () => {
    const { batch, read } = await open();
    await batch({ addChart: { chart } });
    const range = { sheetId: 7, startIndex: 1, endIndex: 3 };
    await batch({ insertDimension: { range: { ...range, dimension: 'ROWS' } } });
    await batch({
      deleteDimension: { range: { ...range, dimension: 'COLUMNS', endIndex: 2, startIndex: 0 } },
    });
    const [moved] = (await read()) ?? [];
    expect(moved?.position?.overlayPosition?.anchorCell).toEqual({ sheetId: 7, rowIndex: 8, columnIndex: 1 });
    await batch({
      insertDimension: { range: { ...range, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } },
    });
    const first = (await read())?.[0]?.spec?.basicChart?.series?.[0]?.series?.sourceRange?.sources?.[0];
    expect(first).toMatchObject({ startRowIndex: 0, endRowIndex: 7 });
  });

  test.each<[string, Partial<Basic>, RegExp]>([
    ['a series of another length', { series: [{ series: source(1, 4) }] }, /same length/],
    ['an axis that the kind does not have', { chartType: 'BAR' }, /LEFT_AXIS is not a valid minor axis/],
    [
      'a kind of its own for a series',
      { series: [{ series: source(1), type: 'LINE' }] },
      /only in a chart of type COMBO/,
    ],
    ['cells that are not there', { domains: [{ domain: source(40) }] }, /exceeds grid limits/],
    ['what is not served', { chartType: 'SCATTER' }, /chartType/],
    ['no series', { series: [] }, /series/],
  ])('with %s are refused, and so is such a change', async (_, wrong, message) => {
    const { batch, read } = await open();
    const bad = { ...spec, basicChart: { ...basicChart, ...wrong } };
    await expect(batch({ addChart: { chart: { ...chart, spec: bad } } })).rejects.toThrow(message);
    expect(await read()).toBeUndefined();
    await batch({ addChart: { chart } });
    await expect(batch({ updateChartSpec: { chartId: 3, spec: bad } })).rejects.toThrow(message);
    expect(await read()).toEqual([chart]);
  });

  test('have ids of their own', async () => {
    const { batch } = await open();
    await batch({ addChart: { chart } });
    await expect(batch({ addChart: { chart } })).rejects.toThrow(/already exists/);
    await expect(batch({ updateChartSpec: { chartId: 4, spec } })).rejects.toThrow(
      /No embedded object with id: 4/,
    );
  });
});

describe('named ranges', () => {
  const range = { sheetId: 7, startColumnIndex: 2, endColumnIndex: 3 };
  const open = async () => {
    const { batch, client, spreadsheetId } = await openSheets();
    const read = async () => (await client.spreadsheets.get({ spreadsheetId })).data.namedRanges;
    return { batch, read };
  };

  test('are added, changed and deleted, and go with their cells', async () => {
    const { batch, read } = await open();
    await batch({ addNamedRange: { namedRange: { namedRangeId: 'n', name: 'row_keys', range } } });
    await batch({
      insertDimension: { range: { sheetId: 7, dimension: 'COLUMNS', startIndex: 0, endIndex: 2 } },
    });
    const moved = { sheetId: 7, startColumnIndex: 4, endColumnIndex: 5 };
    expect(await read()).toEqual([{ namedRangeId: 'n', name: 'row_keys', range: moved }]);
    await batch({
      updateNamedRange: { namedRange: { namedRangeId: 'n', name: 'keys', range }, fields: 'range' },
    });
    expect(await read()).toEqual([{ namedRangeId: 'n', name: 'row_keys', range }]);
    await batch({ deleteNamedRange: { namedRangeId: 'n' } });
    expect(await read()).toBeUndefined();
  });

  test.each(['A1', 'r1c1', '1st', 'true', 'two words', ''])('are not called %j', async name => {
    const { batch } = await open();
    await expect(batch({ addNamedRange: { namedRange: { name, range } } })).rejects.toThrow(/Invalid name/);
  });

  test('have one name each, whatever its case', async () => {
    const { batch } = await open();
    await batch({ addNamedRange: { namedRange: { name: 'row_keys', range } } });
    await expect(batch({ addNamedRange: { namedRange: { name: 'ROW_KEYS', range } } })).rejects.toThrow(
      /already exists/,
    );
  });
});
