// The add-on's entry points: every export becomes a top-level function of the script, and nothing else does.
export { sendMine } from './aside.ts';
export { changeBulk, chooseRows, listHandOver, openBulk, openHandOver, tryBulk, undoBulk } from './bulk.ts';
export { findCaller, goToRecord, openCallForm, saveCall } from './call.ts';
export { onSheetChange } from './change.ts';
export { correctCustomer, eraseCustomer, exportCustomer, showCustomer } from './customer.ts';
export { joinRows } from './duplicate.ts';
export { onSheetEdit } from './edit.ts';
export { exportTables, exportToTab, openExport } from './export.ts';
export { beginImport, dropImport, importNext, openImport, planImport, tryImport } from './import.ts';
export {
  about,
  findRecord,
  giveDesk,
  onInstall,
  onOpen,
  rebuildSummaries,
  refresh,
  resend,
  resendNotices,
  saveAsMe,
  setUp,
  showCalendar,
  showCard,
  showFigure,
  takeOver,
} from './menu.ts';
export { printCalls, printChosen, printRow, printRowInFull, printShifts } from './print.ts';
export { onHour, onSheetOpen } from './round.ts';
export { clearSamples, showSamples } from './samples.ts';
