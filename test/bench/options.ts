// What the bench may be told on the command line.

import { parseArgs } from 'node:util';

export interface Settings {
  /** Length of one measured slice. */
  sliceMs: number;
  /** Times that each pair is measured, at most. */
  rounds: number;
  /** No further round at the door is begun after this, on each server. */
  doorMs: number;
  /** How many people type at the same time, and how many rows each of them. */
  people: number;
  rows: number;
  /** Sizes of desks that are compared, in records, the smallest first. */
  records: readonly number[];
  /** Rows of the tab in which people work at the page. */
  page: readonly number[];
}

export interface Options extends Settings {
  /** Sections to run. */
  only: readonly string[];
}

/** Reads the command line. @throws Error that says what is wrong with it */
export function readOptions(args: string[], sections: readonly string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: sections.join(',') },
      rounds: { type: 'string', default: '3' },
      slice: { type: 'string', default: '700' },
      door: { type: 'string', default: '60000' },
      people: { type: 'string', default: '20' },
      rows: { type: 'string', default: '2' },
      records: { type: 'string', default: '1000,30000,300000' },
      page: { type: 'string', default: '1000,5000' },
    },
  });
  const only = values.only.split(',');
  const strange = only.filter(name => !sections.includes(name));
  if (strange.length > 0) throw new Error(`--only ${strange.join(',')}: there is ${sections.join(', ')}`);
  return {
    only,
    rounds: positive('rounds', values.rounds),
    sliceMs: positive('slice', values.slice),
    doorMs: positive('door', values.door),
    people: positive('people', values.people),
    rows: positive('rows', values.rows),
    records: values.records.split(',').map(text => positive('records', text)),
    page: values.page.split(',').map(text => positive('page', text)),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} ${text}: a whole number above 0 is needed`);
  return value;
}
