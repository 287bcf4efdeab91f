/*
 * E-mail addresses as people paste them, read as the server reads them, see EmailAddress and Participants.
 */
import { INVISIBLE } from './values.js';

// the letters and rules of EmailAddress
const MAIL_LETTER = 'a-z0-9ß-öø-ÿ\u0101-\u0130\u0135-\u0137\u0139-\u013e\u0141-\u0148\u014b-\u017e';
const MAIL_WORD = '[' + MAIL_LETTER + "!#$%&'*+/=?^_`{|}~-]+";
const MAIL_LABEL = '[' + MAIL_LETTER + '](?:[' + MAIL_LETTER + '-]*[' + MAIL_LETTER + '])?';
const MAIL_ADDRESS = new RegExp('^(?=.{1,254}$)(?=[^@]{1,64}@)' + MAIL_WORD + '(?:\\.' + MAIL_WORD + ')*@(?!.*xn--)(?:(?=[^.]{1,63}\\.)' + MAIL_LABEL + '\\.)+[a-zß-öø-ÿ]{2,63}$');

// what somebody has pasted as e-mail addresses, one of each person, and which of them mail cannot go to
export function addresses(pasted) {
  const all = new Map();
  (pasted || '').replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n').replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ').normalize('NFC').toLowerCase()
    .split(/[;\n]/).forEach(function (part) {
      let done = 0, named = false;
      Array.from(part.matchAll(/<([^<>]*)>/g)).forEach(function (brackets) {
        take(part.slice(done, brackets.index), true);
        take(brackets[1], false);
        done = brackets.index + brackets[0].length;
        named = true;
      });
      take(part.slice(done), named);
    });
  const found = Array.from(all.values());
  return { all: found, odd: found.filter((address) => !MAIL_ADDRESS.test(address)) };

  function take(words, named) {
    words.split(/[\s,]+/).map((word) => word.replace(/^(?:[\s"'«»“”„‘’()[\]•·▪–—:*-]|mailto:)+|[\s"'«»“”‘’()[\].,:]+$/g, ''))
      .filter((address) => address && (!named || address.includes('@')))
      .forEach((address) => { if (!all.has(personOf(address))) all.set(personOf(address), address); });
  }
}

function personOf(address) {
  const at = address.lastIndexOf('@'), name = address.slice(0, Math.max(0, at)).replace(/(.)\+.*/, '$1'), domain = address.slice(at + 1);
  return /^g(oogle)?mail\.com$/.test(domain) ? name.replaceAll('.', '') + '@gmail.com' : name + '@' + domain;
}
