// Who sits at this window, at the right of the bar: another person can be chosen, as one signs in as somebody else.
import type { PersonView } from '../../wire.ts';
import { choosePerson, chosenPerson } from '../person.ts';
import { readPeople } from '../server.ts';
import { dropList, listEntry } from './drop-list.ts';
import { byId, element } from './element.ts';
import { reasonOf } from './failure.ts';

interface PersonMenuOptions {
  /** Whether everything that was done here is kept: else the window is not left. */
  isSettled: () => boolean;
  onProblem: (message: string) => void;
}

export class PersonMenu {
  readonly #options: PersonMenuOptions;
  readonly #button = byId('person');

  constructor(options: PersonMenuOptions) {
    this.#options = options;
    this.#button.addEventListener('click', () => {
      this.#drop().catch((error: unknown) => options.onProblem(`人员没有读到：${reasonOf(error)}。`));
    });
  }

  /** Says who it is, as far as the desk knows; answers the name. */
  async show(): Promise<string> {
    const people = await readPeople();
    const person = personIn(people);
    this.#button.hidden = people.length < 2;
    this.#button.title = '这个窗口里的人；另开一个窗口，可以是另一个人';
    this.#button.replaceChildren(
      element('span', { class: 'face', 'aria-hidden': 'true' }, [...(person?.name ?? '')][0] ?? ''),
      person?.name ?? '',
    );
    return person?.name ?? '';
  }

  async #drop(): Promise<void> {
    const people = await readPeople();
    const now = personIn(people);
    const entries = people.map(person => {
      const entry = listEntry(captionOf(person), () => this.#choose(person, people));
      if (person.email === now?.email) entry.setAttribute('aria-current', 'true');
      return entry;
    });
    dropList(this.#button, [element('div', { class: 'group' }, '这个窗口换成'), ...entries]);
  }

  #choose(person: PersonView, [first]: readonly PersonView[]): void {
    if (!this.#options.isSettled()) return this.#options.onProblem('刚才的修改还没有保存完，请稍等再换人。');
    choosePerson(person.email === first?.email ? undefined : person.email);
    location.reload();
  }
}

const personIn = (people: readonly PersonView[]): PersonView | undefined =>
  people.find(({ email }) => email === chosenPerson()) ?? people[0];

const captionOf = ({ name, role }: PersonView): string => (role === '' ? name : `${name}（${role}）`);
