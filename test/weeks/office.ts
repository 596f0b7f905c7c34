// The simulated staff of one desk: what they know from day to day.
import type { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import type { Dice } from '../simulation/dice.ts';
import { Matters } from './matters.ts';
import type { Writing } from './other-tabs.ts';
import { SheetClerk } from './sheet-clerk.ts';

/** What the staff of one desk know, from day to day. */
export interface Office {
  desk: DeskProcess;
  dice: Dice;
  matters: Matters;
  /** Rows of other tabs. */
  writings: Writing[];
  /** What stands under 在岗 of people who joined since the desk began, by their mails. */
  joined: Map<string, string>;
  /** Present names of the problem types that are typed, by what they were called first. */
  types: Map<string, string>;
  /** Present names of colleagues, by what they were called first. */
  people: Map<string, string>;
  /** Present name of the department of the clerks. */
  department: string;
  /** What was typed last into a cell of 设置 or 人员, by the key of its row and then of its column. */
  configured: Map<string, Record<string, string>>;
  /** Whether something was pasted of which no event tells the text, since it was seen that all is recorded. */
  unheard: boolean;
  /** What was done, for whoever looks into a day that went wrong. */
  log: string[];
}

export function openOffice(desk: DeskProcess, dice: Dice): Office {
  return {
    desk,
    dice,
    matters: new Matters(),
    writings: [],
    joined: new Map(),
    types: new Map([
      ['售前咨询', '售前咨询'],
      ['售后支持', '售后支持'],
    ]),
    people: new Map(['李伟', '王芳', '陈静', '周丽', '赵敏'].map(name => [name, name])),
    department: '客服部',
    configured: new Map(),
    unheard: false,
    log: [],
  };
}

/** A clerk at a window of his own; whoever opened the desk when no mail is given. */
export const clerkOf = ({ desk }: Office, email?: string) => new SheetClerk(desk.doors, email);

/** A moment as a clerk in Shanghai types it. */
export function localText(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
