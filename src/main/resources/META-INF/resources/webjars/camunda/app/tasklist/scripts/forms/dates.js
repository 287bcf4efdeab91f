/*
 * Dates and hours: Date objects in the fields, plain local dates (yyyy-MM-dd, HH:mm) everywhere else, and as they are
 * written in Norwegian.
 */
const MONTH_STARTS = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'];

function two(number) { return String(number).padStart(2, '0'); }

export function dateText(date) { return String(date.getFullYear()).padStart(4, '0') + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()); }

export function timeText(date) { return two(date.getHours()) + ':' + two(date.getMinutes()); }

export function clock(date) { return timeText(date).replace(':', '.'); }

export function toDate(text) {
  const part = text.split('-'), date = new Date(2000, 0, 1);
  date.setFullYear(part[0], part[1] - 1, part[2]);
  return date;
}

export function toTime(text) { const part = text.split(':'); return new Date(1970, 0, 1, part[0], part[1]); }

export function plusDays(text, days) { const date = toDate(text); date.setDate(date.getDate() + days); return dateText(date); }

export function day(text) {
  const months = ['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember'];
  const date = !text || isDate(text) ? text : toDate(text);
  return date ? date.getDate() + '. ' + months[date.getMonth()] + ' ' + date.getFullYear() : '';
}

// 7.9.2026, 07.09.26, 7. september, mandag 7. sept. 2026 or 2026-09-07; without a year the next such day
export function dateOf(text) {
  const iso = /^\s*(\d{4})-(\d\d?)-(\d\d?)\s*$/.exec(text || '');
  const found = /^\s*(?:\p{L}+dag,?\s+)?(?:den\s+)?(\d\d?)\s*[.\/ -]\s*(\d\d?|\p{L}{3,9}\.?)(?:\s*[.\/ -]\s*(\d{4}|\d\d))?\.?\s*$/iu.exec(text || '');
  if (!iso && !found) return '';
  const day = iso ? iso[3] : found[1], word = iso ? iso[2] : found[2].toLowerCase();
  const month = /^\d/.test(word) ? Number(word) : MONTH_STARTS.indexOf(word.slice(0, 3)) + 1;
  const given = iso ? iso[1] : found[3];
  const year = !given ? Number(dateText(new Date()).slice(0, 4)) : given.length === 2 ? 2000 + Number(given) : Number(given);
  const made = year + '-' + two(month) + '-' + two(day);
  if (month < 1 || month > 12 || dateText(toDate(made)) !== made) return '';
  return !given && made < dateText(new Date()) ? dateOf(day + '.' + month + '.' + (year + 1)) : made;
}

// 12.30, kl. 9 or 0930
export function timeOf(text) {
  const found = /^\s*(?:kl\.?\s*)?(\d\d?)(?:[.:]?(\d\d))?\s*$/i.exec(text || '');
  return found && found[1] < 24 && (found[2] || 0) < 60 ? two(found[1]) + ':' + two(found[2] || 0) : '';
}

export function isDate(value) { return Object.prototype.toString.call(value) === '[object Date]'; }
