// Has a thread that runs the add-on wake the fault that is awake, and note which ones it comes by: it hears of nothing
// but what lies in the folder of the steps.
import { AWAKE, FOLDER, THREAD_HITS } from './steps.ts';

/** What it says more: at its beginning, before it runs a script, and behind that. */
export const IN_THREAD = {
  begins: `import { appendFileSync, readFileSync } from 'node:fs';
let awake = -1;
const come = new Map();
const isFaultAwake = fault => {
  const times = (come.get(fault) ?? 0) + 1;
  come.set(fault, times);
  if (awake !== fault) return false;
  if (times > 100_000) throw new Error('a fault has the script go round in circles');
  return true;
};
`,
  loads: `
  const said = readFileSync(process.env.${FOLDER} + '/${AWAKE}', 'utf8');
  awake = said === '' ? -1 : Number(said);
  come.clear();
  context.isFaultAwake = isFaultAwake;
`,
  ends: `
  appendFileSync(process.env.${FOLDER} + '/${THREAD_HITS}', [...come.keys()].join('\\n') + '\\n');
`,
};
