// Starts the page: the grid, the bar above it, the feed that keeps both live.
import { serialOf } from '../../workbook/serial.ts';
import type { PageEvents } from '../wire.ts';
import { FileMenu } from './file/file-menu.ts';
import { ChartLayer } from './frame/chart-layer.ts';
import { ClockBox } from './frame/clock-box.ts';
import { showMessage, toast } from './frame/dialogs.ts';
import { byId } from './frame/element.ts';
import { reasonOf, tellOfErrors } from './frame/failure.ts';
import { FindBar } from './frame/find-bar.ts';
import { followKeys } from './frame/keys.ts';
import { follow, handleLinks } from './frame/links.ts';
import { MenuBar } from './frame/menu-bar.ts';
import { OutboxPanel } from './frame/outbox-panel.ts';
import { PersonMenu } from './frame/person-menu.ts';
import { showLight } from './frame/state-light.ts';
import { ViewMenu } from './frame/view-menu.ts';
import { Grid } from './grid/grid.ts';
import { selectionOf } from './grid/selection.ts';
import { handleParked } from './parked.ts';
import { handlePaste } from './paste.ts';
import { choosePerson, chosenPerson } from './person.ts';
import { listen, openWorkbook, readPeople, runScript } from './server.ts';
import { Session } from './session.ts';
import { handleStamps } from './stamp.ts';
import { openTestDoor } from './test-door.ts';

// The grid is drawn once, with the faces that are there by then. Without any of them it is drawn in the browser's own.
await Promise.allSettled(['11pt Arial', 'bold 11pt Arial'].map(face => document.fonts.load(face)));
const container = byId('grid');
const grid = new Grid(container);
let connected = false;
let serviceUp = true;
let opened: Session | undefined;
let files: FileMenu | undefined;

function showState(): void {
  const { pending = 0, failing = false, behind = false } = opened ?? {};
  showLight({ connected, pending, failing, behind, serviceUp });
  files?.refresh();
}

const problem = (text: string) => toast(text, { problem: true, seconds: 12 });
tellOfErrors(problem);

function select(session: Session, { range }: Extract<PageEvents['ui'], { kind: 'select' }>): void {
  session.grid.activate(range.sheetId);
  const rows = range.endRow - range.startRow;
  session.grid.select(
    range.sheetId,
    range.startRow,
    range.startColumn,
    rows,
    range.endColumn - range.startColumn,
  );
}

/** What stands beside the cells, and follows them. */
function showRest(): void {
  charts.refresh();
  views.refresh();
  showTitle(session.mirror.data.title);
}

function showTitle(title: string): void {
  byId('title').textContent = title;
  document.title = title;
}

// Who was chosen here may have left since: then nobody is chosen.
if (chosenPerson() !== undefined && !(await readPeople()).some(({ email }) => email === chosenPerson()))
  choosePerson(undefined);
const session = await Session.open(grid, { onProblem: problem, onState: showState, onShown: showRest });
opened = session;
const { title, timeZone } = session.mirror.data;
showTitle(title);
const charts = new ChartLayer(grid, container, () => session.mirror);
const clock = new ClockBox(timeZone, problem);
const views = new ViewMenu({
  grid,
  mirror: () => session.mirror,
  now: () => serialOf(clock.now(), timeZone),
  onProblem: problem,
});
files = new FileMenu(session, problem);
const person = new PersonMenu({ isSettled: () => session.pending === 0, onProblem: problem });
const outbox = new OutboxPanel(timeZone);
const menus = new MenuBar((functionName, caption) => {
  session
    .awaits(runScript(functionName, [], selectionOf(grid, views.isView())))
    .catch((error: unknown) => problem(`“${caption}”没有完成：${reasonOf(error)}。`));
});
handlePaste(grid, session);
handleParked(grid, session);
handleStamps(grid, session, { now: () => clock.now(), timeZone });
new FindBar(grid, session).listen();
followKeys(container, () => grid.focus(), ['bar', 'sidebar', 'messages'].map(byId));
handleLinks(session, views);
listen(
  () => session.mirror.seq,
  {
    change: change => session.receive(change),
    reload: () => session.markStale(),
    clock: now => clock.show(now),
    outbox: mails => outbox.show(mails),
    menus: list => menus.show(list),
    service: state => {
      serviceUp = state.up;
      showState();
    },
    ui: message => (message.kind === 'select' ? select(session, message) : showMessage(message)),
  },
  isConnected => {
    connected = isConnected;
    if (connected) session.reconnected();
    showState();
  },
);
await grid.whenDrawn();
// A link from outside leads to its row, as in Google Sheets.
follow(session, views, location.hash);
openTestDoor(grid, session, container);
// The menus of the add-on appear when a person opens the file, as in Google Sheets.
await Promise.all([openWorkbook(), person.show().then(name => views.setPerson(name))]);
