/* What needs a hand now, each with the way to where one mends it. */
import { day, element, link, part, read } from './elements.js';

export function needs(page) {
  part(page, 'sp-needs', 'Dette trenger en hånd', read('/api/needs'), (waiting) => waiting.length === 0
    ? [element('p', {}, 'Ingenting akkurat nå.')]
    : [element('ul', { class: 'sp-needs' }, waiting.map((need) => element('li', {},
      element('span', {}, element('strong', {}, need.text), need.since ? ' siden ' + day(need.since) : ''),
      link(need.address, need.action))))]);
}
