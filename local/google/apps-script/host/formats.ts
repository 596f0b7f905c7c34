// Colours and number formats between a script's text and the workbook's model.
import type { NumberFormat } from '../../../workbook/model.ts';
import { DEFAULT_PATTERNS } from '../../../workbook/number-pattern.ts';

/** What Google answers for a cell whose format is automatic. */
const AUTOMATIC = '0.###############';

export function patternOf(format: NumberFormat | undefined): string {
  if (!format) return AUTOMATIC;
  return format.pattern || DEFAULT_PATTERNS[format.type];
}

const NAMED: Record<string, string> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  gray: '#808080',
};

/** `#rrggbb` of a CSS colour. Throws for one that is not served. */
export function hexColour(text: string): string {
  const colour = text.toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
  if (/^#[0-9a-f]{3}$/.test(colour)) return colour.replaceAll(/[0-9a-f]/g, '$&$&');
  const named = NAMED[colour];
  if (named) return named;
  throw new Error(`[local] the colour ${text} is not implemented`);
}
