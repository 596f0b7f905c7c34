// ScriptApp: triggers and the identity token. What asks for an OAuth token is refused: the add-on's scopes need none.
import { HOUR_MS } from '../../../clock/duration.ts';
import type { Schedule, TriggerEvent, TriggerView } from '../calls.ts';
import type * as Surface from '../surface/script.ts';
import type { Spreadsheet } from '../surface/spreadsheet.ts';
import { call, Exception } from './call.ts';
import { enumeration, guard, memberOf } from './guard.ts';

export const AuthMode = enumeration('AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
const EventType = enumeration('EventType', ['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_CHANGE']);

function triggerOf({ uid, functionName, event }: TriggerView): Surface.Trigger {
  return guard('Trigger', {
    getEventType: () => memberOf(EventType, event),
    getHandlerFunction: () => functionName,
    getUniqueId: () => uid,
  });
}

class SpreadsheetTriggerBuilderService implements Surface.SpreadsheetTriggerBuilder {
  readonly #functionName: string;
  #event: TriggerEvent | undefined;

  constructor(functionName: string) {
    this.#functionName = functionName;
  }

  create(): Surface.Trigger {
    if (!this.#event) throw new Exception('The trigger has no event type.');
    return triggerOf(call('createTrigger', this.#functionName, this.#event, null));
  }
  onChange(): Surface.SpreadsheetTriggerBuilder {
    this.#event = 'ON_CHANGE';
    return this;
  }
  onEdit(): Surface.SpreadsheetTriggerBuilder {
    this.#event = 'ON_EDIT';
    return this;
  }
  onOpen(): Surface.SpreadsheetTriggerBuilder {
    this.#event = 'ON_OPEN';
    return this;
  }
}

class ClockTriggerBuilderService implements Surface.ClockTriggerBuilder {
  readonly #functionName: string;
  #schedule: Schedule | undefined;

  constructor(functionName: string) {
    this.#functionName = functionName;
  }

  create(): Surface.Trigger {
    if (!this.#schedule) throw new Exception('The clock trigger has no schedule.');
    return triggerOf(call('createTrigger', this.#functionName, 'CLOCK', this.#schedule));
  }
  everyHours(n: number): Surface.ClockTriggerBuilder {
    if (!Number.isInteger(n) || n < 1) throw new Exception('The value you passed to everyHours is invalid.');
    this.#schedule = { everyMs: n * HOUR_MS };
    return this;
  }
}

class ScriptAppService implements Surface.ScriptApp {
  readonly AuthMode = AuthMode;
  readonly EventType = EventType;

  deleteTrigger(trigger: Surface.Trigger): void {
    call('deleteTrigger', trigger.getUniqueId());
  }
  getIdentityToken(): string {
    return call('identityToken');
  }
  getProjectTriggers(): Surface.Trigger[] {
    return call('listTriggers').map(triggerOf);
  }
  getUserTriggers(spreadsheet: Spreadsheet): Surface.Trigger[] {
    checkSpreadsheet(spreadsheet.getId());
    return call('listDocumentTriggers').map(triggerOf);
  }
  newTrigger(functionName: string): Surface.TriggerBuilder {
    return guard('TriggerBuilder', {
      forSpreadsheet: (sheet: Spreadsheet | string) => {
        checkSpreadsheet(typeof sheet === 'string' ? sheet : sheet.getId());
        return guard('SpreadsheetTriggerBuilder', new SpreadsheetTriggerBuilderService(functionName));
      },
      timeBased: () => guard('ClockTriggerBuilder', new ClockTriggerBuilderService(functionName)),
    });
  }
}

function checkSpreadsheet(id: string): void {
  if (id !== call('spreadsheetId')) {
    throw new Exception('[local] triggers of another spreadsheet are not implemented');
  }
}

export function scriptApp(): Surface.ScriptApp {
  return guard('ScriptApp', new ScriptAppService());
}
