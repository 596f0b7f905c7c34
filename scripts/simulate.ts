// `npm run simulate`: a day of many desks against Google's published limits, as a model. It prints how long people
// wait. `-- --desks 1000 --accounts 25 --at-once 200 --seed 1`.

import { parseArgs } from 'node:util';
import { readOperations } from './simulate/operations.ts';
import { AT_ONCE, replay, type Scene } from './simulate/replay.ts';
import { lagsTable } from './simulate/tables.ts';

const { values } = parseArgs({
  options: {
    desks: { type: 'string', default: '1000' },
    accounts: { type: 'string' },
    'at-once': { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const desks = positive('desks', values.desks);
const seed = positive('seed', values.seed);
/** Desks that one account writes about once a minute, with room for layouts. */
const DESKS_OF_ACCOUNT = 40;
/** More tasks at once, where those that are deployed do not suffice for so many desks. */
const MORE = 10;

const accounts = Math.ceil(desks / DESKS_OF_ACCOUNT);
const chosen = values.accounts !== undefined || values['at-once'] !== undefined;
const scenes: Scene[] = chosen
  ? [
      {
        desks,
        accounts: positive('accounts', values.accounts ?? '1'),
        atOnce: positive('at-once', values['at-once'] ?? String(AT_ONCE)),
        seed,
      },
    ]
  : [
      { desks, accounts: 1, atOnce: AT_ONCE, seed },
      { desks, accounts, atOnce: AT_ONCE, seed },
      { desks, accounts, atOnce: AT_ONCE * MORE, seed },
    ];

say(
  `A day of ${desks.toLocaleString('en')} desks, as a model (docs/scale.md says of what): as it is deployed,`,
);
say('with as many accounts as let tabs be a minute old, and with more tasks at once as well.\n');
const operations = readOperations();
say(lagsTable(scenes.map(scene => ({ scene, replayed: replay(operations, scene) }))));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} ${text}: a whole number above 0 is needed`);
  return value;
}
