// A working day of a simulated staff, drawn by its seed: they type, sort, undo, cut, copy, drag, delete, replace,
// rename, join, go on leave and leave; processes die.
import type { Dice } from '../simulation/dice.ts';
import {
  addType,
  declareDays,
  join,
  leave,
  limit,
  rename,
  renameDepartment,
  renamePerson,
} from './configuring.ts';
import { copy, copyOther, duplicate } from './habits/copying.ts';
import { bringBack, cutRow, drag, insert, remove } from './habits/rows.ts';
import { callBack, correct, solve, withdraw } from './habits/solving.ts';
import { cut, sort, sortSome, sortVisible } from './habits/sorting.ts';
import {
  change,
  clear,
  elsewhere,
  fillDown,
  pasteMany,
  replace,
  retype,
  typeTogether,
  typeWhileDead,
  write,
} from './habits/writing.ts';
import type { Office } from './office.ts';

/** How many gestures a day has, at least and at most. */
export interface Pace {
  least: number;
  most: number;
}

/** A day as the torture lives through a thousand of, and one that is short enough for each run of the tests. */
export const WHOLE_DAY: Pace = { least: 10, most: 18 };
export const SHORT_DAY: Pace = { least: 5, most: 6 };

async function wait({ desk, dice }: Office): Promise<void> {
  await desk.doors.advance(`PT${dice.between(5, 90)}M`);
}

async function kill({ desk }: Office): Promise<void> {
  await desk.kill();
  await desk.restart();
}

/** What people do, and how likely each is, as a share of all. */
const HABITS: readonly [does: (office: Office) => Promise<void>, weight: number][] = [
  [write, 6],
  [pasteMany, 1],
  [change, 4],
  [retype, 2],
  [clear, 1],
  [typeTogether, 2],
  [typeWhileDead, 1],
  [replace, 1],
  [fillDown, 2],
  [solve, 4],
  [callBack, 3],
  [withdraw, 1],
  [correct, 1],
  [elsewhere, 3],
  [sort, 2],
  [sortSome, 2],
  [sortVisible, 1],
  [cut, 1],
  [cutRow, 2],
  [drag, 2],
  [insert, 1],
  [remove, 1],
  [bringBack, 2],
  [copy, 2],
  [copyOther, 1],
  [duplicate, 1],
  [rename, 1],
  [renamePerson, 1],
  [join, 1],
  [leave, 1],
  [limit, 1],
  [addType, 1],
  [declareDays, 1],
  [renameDepartment, 1],
  [kill, 1],
  [wait, 3],
];

/** Lives through one working day. */
export async function workADay(office: Office, pace: Pace): Promise<void> {
  const { dice } = office;
  const count = dice.between(pace.least, pace.most);
  await write(office);
  for (let done = 0; done < count; done++) {
    const does = drawHabit(dice);
    office.log.push(does.name);
    await does(office);
  }
}

function drawHabit(dice: Dice): (office: Office) => Promise<void> {
  let left = dice.between(
    1,
    HABITS.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [does, weight] of HABITS) {
    left -= weight;
    if (left <= 0) return does;
  }
  return wait;
}
