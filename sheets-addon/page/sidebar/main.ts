// What a sidebar runs that shows nothing but text, and lines that lead to rows.
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { keepSending } from '../send.ts';

let notice: HTMLElement | undefined;
const tell = (sentence: string) => {
  notice ??= element('p', { role: 'status' });
  notice.textContent = sentence;
  document.body.append(notice);
};

document.addEventListener('click', ({ target }) => {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-number]') : null;
  const number = line?.dataset['number'];
  if (number !== undefined) ask('goToRecord', number).then(tell, (cause: Error) => tell(cause.message));
});
keepSending();
