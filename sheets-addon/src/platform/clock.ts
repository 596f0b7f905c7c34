// The time as Apps Script has it; a runtime on this machine has a script's time go by its own clock.

export const nowMs = (): number => Date.now();
