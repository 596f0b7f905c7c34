// What a layer is, and how the parts of core, actions and add-on are said in short.

export interface Layer {
  /** Start of the paths that the layer is made of; a file belongs to the longest one that fits. */
  at: string;
  /** Starts of the paths that it may import from, beside itself. */
  from?: string[];
  /** Of these it may import types only (`import type`). */
  typesFrom?: string[];
  /** Packages it may import; `node:` is every built-in module, `*` every package. */
  packages?: string[];
  why: string;
}

export const CORE = 'functions/src/core/';
export const ACTIONS = 'functions/src/actions/';
export const ADDON = 'sheets-addon/src/';
export const CONTRACT = 'functions/src/contract/contract.ts';
export const PARTS = ['papers', 'call-form', 'exchange', 'bulk', 'duplicate', 'samples', 'held', 'cards'].map(
  part => `functions/src/contract/${part}.ts`,
);
export const CALLS = 'functions/src/contract/calls.ts';
export const PORT = 'functions/src/ports';
export const REFUSAL = 'functions/src/contract/request-error.ts';
export const CLOCK = 'local/clock/';
export const WORKBOOK = 'local/workbook/';
export const START_REFUSAL = 'local/start-refusal.ts';

/** A part of the core: what it may import beside `lib`, and what it is. */
export const core = (part: string, from: string[], why: string): Layer => ({
  at: `${CORE}${part}/`,
  from: [`${CORE}lib/`, ...from.map(each => `${CORE}${each}/`)],
  packages: ['zod'],
  why,
});

/** A part of the actions: which other parts it may import. All of them stand on core, ports and contract. */
export const action = (part: string, from: string[], why: string): Layer => ({
  at: `${ACTIONS}${part}`,
  from: [CORE, PORT, REFUSAL, ...from.map(each => `${ACTIONS}${each}/`)],
  typesFrom: [CONTRACT, ...PARTS],
  why,
});

/**
 * A part of the add-on: which other parts it may import. All of them say the same sentences, and share types of the
 * contract.
 */
export const addon = (part: string, from: string[], why: string): Layer => ({
  at: `${ADDON}${part}`,
  from: [`${ADDON}texts`, ...from.map(each => `${ADDON}${each}/`)],
  typesFrom: [CONTRACT, ...PARTS],
  why,
});
