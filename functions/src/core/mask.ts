// How personal data is shown where everybody can read: masked by construction, the full value is kept elsewhere.

/** What a contact is, by its form; `masked` when it already hides part of itself. */
export type ContactForm = 'mobile' | 'landline' | 'mail' | 'masked' | 'invalid';

const MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+$/;
const ORGANISATION = /公司|厂|店|院|校|集团|中心|银行|酒店|协会|大学|医院|政府|局$|部$|行$/;
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
  const plain = text.normalize('NFKC').replace(/[\s()]/g, '');
  if (plain.includes('@')) return plain.toLowerCase();
  const digits = plain.replace(/^(?:\+|00)86-?/, '');
  return /^1\d{2}-?\d{4}-?\d{4}$/.test(digits) ? digits.replaceAll('-', '') : digits;
}

/** The form of a normalised contact: mobile (11 digits), landline (with or without area code and extension), 400/800, mail. */
export function contactForm(contact: string): ContactForm {
  if (contact.includes('@')) {
    if (/^[^@*]{0,2}\*+@/.test(contact)) return 'masked';
    return MAIL.test(contact) ? 'mail' : 'invalid';
  }
  if (/^[\d-]*\*{2,}[\d-]*$/.test(contact) && /\d{3,}/.test(contact)) return 'masked';
  if (/^1[3-9]\d{9}$/.test(contact)) return 'mobile';
  if (/^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/.test(contact) || /^[48]00-?\d{3}-?\d{4}$/.test(contact))
    return 'landline';
  return 'invalid';
}

/** The shown form: `138****5678`, `010-****5678`, `z***@example.com`; a masked one stays as it is. */
export function maskContact(contact: string): string {
  switch (contactForm(contact)) {
    case 'mobile':
      return `${contact.slice(0, 3)}****${contact.slice(-4)}`;
    case 'landline': {
      const [, area = '', rest = contact] = /^(0\d{2,3}-)(.*)$/.exec(contact) ?? [];
      return area ? `${area}****${rest.slice(-4)}` : `****${contact.slice(-4)}`;
    }
    case 'mail':
      return `${contact.slice(0, 1)}***${contact.slice(contact.indexOf('@'))}`;
    case 'masked':
    case 'invalid':
      return contact;
  }
}

/** The shown form of a customer's name: `李*`, `欧阳*`; organisations and names that hide themselves stay. */
export function maskCustomer(name: string): string {
  if (name.includes('*') || ORGANISATION.test(name) || [...name].length < 2) return name;
  const surname = COMPOUND_SURNAMES.find(each => name.startsWith(each)) ?? [...name][0] ?? '';
  return `${surname}*`;
}
