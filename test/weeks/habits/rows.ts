// What the simulated staff do with whole rows: take them out and bring them back, insert, drag, cut and paste.
import { callsTab, savedBlock, savedRows, tabAtRest } from '../calls-tab.ts';
import { clerkOf, type Office } from '../office.ts';
import { allRecorded } from '../recorded.ts';
import type { Undo } from '../sheet-clerk.ts';

/** Rows are taken out; their records stay. */
export async function remove(office: Office): Promise<void> {
  await takeOut(office);
}

/** Rows are taken out by mistake, and that is taken back: at once, or when it was said what became of them. */
export async function bringBack(office: Office): Promise<void> {
  const undo = await takeOut(office);
  if (office.dice.chance(0.3)) await office.desk.doors.advance('PT1M');
  await undo?.();
}

async function takeOut(office: Office): Promise<Undo | undefined> {
  const { dice } = office;
  const count = dice.pick([1, 1, 2, 3]);
  // A text of rows that go together is one row's only where its event tells which, see docs/sheet-protocol.md.
  if (count > 1 || office.unheard) await settle(office);
  const tab = await callsTab(office);
  const row = savedBlock(office, tab, count);
  if (row === undefined || savedRows(tab).length < 4) return undefined;
  return clerkOf(office).deleteRows(tab, row, count);
}

async function settle(office: Office): Promise<void> {
  await allRecorded(office);
  office.unheard = false;
}

export async function insert(office: Office): Promise<void> {
  const { dice } = office;
  const tab = await callsTab(office);
  if (tab.last === 0) return;
  const undo = await clerkOf(office).insertRows(tab, dice.between(1, tab.last), dice.pick([1, 1, 2, 5]));
  if (dice.chance(0.2)) await undo();
}

/** Rows are dragged to another place. */
export async function drag(office: Office): Promise<void> {
  const { dice } = office;
  const tab = await callsTab(office);
  const count = dice.between(1, 3);
  const row = dice.between(1, tab.last - count + 1);
  const to = dice.between(1, tab.last + 1);
  if (tab.last < count || (to >= row && to <= row + count)) return;
  const undo = await clerkOf(office).moveRows(tab, row, count, to);
  if (dice.chance(0.3)) await undo();
}

/** A row is cut whole and pasted below the last one, or over another, which 刷新 brings back; or all that is undone. */
export async function cutRow(office: Office): Promise<void> {
  const { dice } = office;
  if (office.unheard) await settle(office);
  const tab = await tabAtRest(office);
  const rows = savedRows(tab);
  if (rows.length < 2) return;
  const from = dice.pick(rows);
  const to = dice.chance(0.5) ? tab.last + 1 : dice.pick(rows);
  if (from === to) return;
  const undo = await clerkOf(office).cutRow(tab, from, to);
  if (dice.chance(0.5)) await undo();
}
