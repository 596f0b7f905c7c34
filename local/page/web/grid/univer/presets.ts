// The parts of Univer that the page has, and their Chinese words.
import { mergeLocales } from '@univerjs/core';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalFormattingZh from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreZh from '@univerjs/preset-sheets-core/locales/zh-CN';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import dataValidationZh from '@univerjs/preset-sheets-data-validation/locales/zh-CN';
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter';
import filterZh from '@univerjs/preset-sheets-filter/locales/zh-CN';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import noteZh from '@univerjs/preset-sheets-note/locales/zh-CN';
import { UniverSheetsSortPreset } from '@univerjs/preset-sheets-sort';
import sortZh from '@univerjs/preset-sheets-sort/locales/zh-CN';
import { HIDDEN_MENUS } from './hidden-menus.ts';

export const WORDS = mergeLocales(
  coreZh,
  filterZh,
  sortZh,
  noteZh,
  dataValidationZh,
  conditionalFormattingZh,
);

/** All parts, drawn into this element. */
export function presetsIn(container: HTMLElement) {
  return [
    UniverSheetsCorePreset({
      container,
      ribbonType: 'simple',
      menu: HIDDEN_MENUS,
      footer: { addSheetButtonConfig: { show: false } },
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
      // Its list of functions comes late, and takes Enter for a text that has been typed on since.
      formula: { functionScreenTips: false },
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
    }),
    UniverSheetsFilterPreset(),
    UniverSheetsSortPreset(),
    UniverSheetsNotePreset(),
    // Its search box takes the keyboard from the cell that is being typed into.
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false, showSearchOnDropdown: false }),
    UniverSheetsConditionalFormattingPreset(),
  ];
}
