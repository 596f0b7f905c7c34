// How personal data is shown where everybody can read: masked by construction, the full value is kept elsewhere.

import type { Cell, Kind } from '../schema/table.ts';

/** What a contact is, by its form; `masked` when it already hides part of itself. */
export type ContactForm = 'mobile' | 'landline' | 'mail' | 'masked' | 'invalid';

const MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+$/;
// By how it ends: 王院长 and 李知行 are people.
const ORGANISATION =
  /(?:公司|工厂|.{2}厂|.店|.{2}[院局部]|学校|.{2}校|集团|中心|银行|[分支商车洋]行|协会|学会|商会|大学|[中小]学|政府|工作室|合作社)$/;
/** The longest masked number: three digits of a mobile and four, or an area code and four. */
const MOST_SHOWN_DIGITS = 8;
/** Area code, number, extension. */
const LANDLINE = /^(0\d{2,3}-?)?([2-9]\d{6,7})(-\d{1,6})?$/;
const COMPOUND_SURNAMES = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '夏侯',
  '令狐',
  '长孙',
  '宇文',
];

/** A contact without spaces, dashes between digits or a country code: the form in which equal numbers are equal. */
export function normaliseContact(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/[‐-―−]/g, '-');
  if (plain.includes('@')) return plain.toLowerCase();
  const digits = plain.replace(/^(?:\+|00)86-?/, '');
  return /^1\d{2}-?\d{4}-?\d{4}$/.test(digits) ? digits.replaceAll('-', '') : digits;
}

/** The form of a normalised contact: mobile (11 digits), landline (with or without area code and extension), 400/800, mail. */
export function contactForm(contact: string): ContactForm {
  if (contact.includes('@')) {
    if (/^[^@*]{0,2}\*+@[\w-]+(?:\.[\w-]+)+$/.test(contact)) return 'masked';
    return MAIL.test(contact) ? 'mail' : 'invalid';
  }
  if (/^[\d-]*\*{2,}[\d-]*$/.test(contact)) {
    const digits = contact.replace(/\D/g, '').length;
    return digits >= 3 && digits <= MOST_SHOWN_DIGITS ? 'masked' : 'invalid';
  }
  if (/^1[3-9]\d{9}$/.test(contact)) return 'mobile';
  return LANDLINE.test(contact) || /^[48]00-?\d{3}-?\d{4}$/.test(contact) ? 'landline' : 'invalid';
}

/** The shown form: `138****5678`, `010-****5678`, `z***@example.com`; a masked one stays as it is. */
export function maskContact(contact: string): string {
  switch (contactForm(contact)) {
    case 'mobile':
      return `${contact.slice(0, 3)}****${contact.slice(-4)}`;
    case 'landline': {
      const [, area = '', number = contact] = LANDLINE.exec(contact) ?? [];
      // Without a dash nobody can tell where the area code ends.
      return `${area.endsWith('-') ? area : ''}****${number.slice(-4)}`;
    }
    case 'mail':
      return `${contact.slice(0, 1)}***${contact.slice(contact.indexOf('@'))}`;
    case 'masked':
    case 'invalid':
      return contact;
  }
}

/** The shown form of a customer's name: `李*`, `欧阳*`; organisations and names that hide themselves stay, each part by itself. */
export function maskCustomer(name: string): string {
  return name
    .split(/([\s、,,/()()]+)/)
    .map((part, index) => (index % 2 === 0 ? maskName(part) : part))
    .join('');
}

/** A cell as everybody may see it. */
export function shownCell(kind: Kind, cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  if (kind.type === 'contact') return maskContact(cell);
  return kind.type === 'customer' ? maskCustomer(cell) : cell;
}

/** Whether a cell of a masked kind is no full value: it hides part of itself. */
export function hidesItself(kind: Kind, cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  if (kind.type === 'contact') return contactForm(cell) === 'masked';
  return kind.type === 'customer' && cell.includes('*');
}

function maskName(name: string): string {
  if (name.includes('*') || ORGANISATION.test(name) || [...name].length < 2) return name;
  const surname = COMPOUND_SURNAMES.find(each => name.startsWith(each)) ?? [...name][0] ?? '';
  return `${surname}*`;
}
