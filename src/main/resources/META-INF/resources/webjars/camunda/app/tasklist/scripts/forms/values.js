/*
 * What stands in the model of a form, and how it is sent: without blanks, and with dates as texts.
 */
import { dateText, isDate, timeText, toDate, toTime } from './dates.js';

// what leaves nothing on the screen; the server calls a text of it alone empty, see PlainText
export const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export function isBlank(text) { return text.replace(INVISIBLE, '').trim() === ''; }

export function plain(value) { return JSON.parse(window.angular.toJson(withDateTexts(value))); }

export function withDateTexts(value, name) {
  if (isDate(value)) return /Time$/.test(name) ? timeText(value) : dateText(value);
  return mapped(value, name, withDateTexts);
}

export function withDates(value, name) {
  if (/(On|Date|^date)$/.test(name) && /^\d{4,6}-\d\d-\d\d$/.test(value)) return toDate(value);
  if (/Time$/.test(name) && /^\d\d:\d\d/.test(value)) return toTime(value);
  return mapped(value, name, withDates);
}

function mapped(value, name, change) {
  if (Array.isArray(value)) return value.map((item) => change(item, name));
  if (!isObject(value) || isDate(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, change(value[key], key)]));
}

export function withoutBlanks(value) {
  if (Array.isArray(value)) {
    const items = value.map(withoutBlanks).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (isObject(value)) {
    const entries = Object.keys(value).map((key) => [key, withoutBlanks(value[key])]).filter((entry) => entry[1] !== undefined);
    return entries.length ? Object.fromEntries(entries) : undefined;
  }
  return value === null || (typeof value === 'string' && isBlank(value)) ? undefined : value;
}

export function pick(model, names) { return Object.fromEntries(names.map((name) => [name, model[name]])); }

// check boxes are kept as {code: true}
export function chosen(boxes) { return Object.keys(boxes || {}).filter((code) => boxes[code]); }

export function any(boxes) { return chosen(boxes).length > 0; }

/** «én enhet», «3 enheter»: one has its own words, and %d stands for the number. */
export function counted(number, one, many) { return number === 1 ? one : many.replace('%d', number); }

export function left(text, limit) {
  const rest = limit - Array.from(text || '').length;
  return rest < 0 ? -rest + ' tegn for mye' : rest + ' tegn igjen';
}

function isObject(value) { return value !== null && typeof value === 'object'; }
