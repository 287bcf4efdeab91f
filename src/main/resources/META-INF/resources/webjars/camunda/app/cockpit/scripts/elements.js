/* What our parts of Cockpit are made of: elements, links and answers of our own interface. */
export const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

const DAY = new Intl.DateTimeFormat('nb', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Oslo' });

function fill(node, attributes, children) {
  Object.entries(attributes).forEach(([name, value]) => {
    if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  });
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function drawing(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/** A link to a page of ours, or of Cockpit if it begins with a hash. */
export function link(address, text, attributes = {}) {
  return element('a', { href: address.startsWith('#') ? address : root + address, ...attributes }, text);
}

/** «én dag», «3 dager»: one has its own words, and %d stands for the number. */
export function counted(number, one, many) {
  return number === 1 ? one : many.replace('%d', number);
}

/** «28. november 2026» of an ISO date. */
export function day(iso) {
  return iso ? DAY.format(new Date(iso.length > 10 ? iso : iso + 'T12:00:00Z')) : '';
}

/** «28. november», where there is no room for more. */
export function dayAndMonth(iso) {
  return day(iso).replace(/ \d+$/, '');
}

/** What our interface answers, or an error whose message can be shown. */
export async function read(path, signal) {
  const answer = await fetch(root + path, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.message || problem.detail || 'Tallene kunne ikke hentes. Last siden på nytt.');
  }
  return answer.json();
}

/** A part of the page with its heading, which says so while it waits and if there is no answer. */
export function part(page, id, title, fetched, show) {
  const body = element('div', { 'aria-busy': 'true' }, element('p', { class: 'sp-muted' }, 'Henter …'));
  page.append(element('section', { class: 'sp-part', 'aria-labelledby': id }, element('h2', { id }, title), body));
  fetched.then((answer) => body.replaceChildren(...show(answer).filter(Boolean)),
    (problem) => body.replaceChildren(element('p', { role: 'alert' }, problem.message)))
    .finally(() => body.removeAttribute('aria-busy'));
}
