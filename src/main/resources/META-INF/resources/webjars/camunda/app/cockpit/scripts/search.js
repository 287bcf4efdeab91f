/*
 * The one case somebody has asked for help with, by the unit's name or number or by an id. The cases of a unit are
 * shown when it is chosen, which is written down.
 */
import { element, link, read } from './elements.js';

const TYPES = { OFFICE: 'Nav-kontor', RESULT_UNIT: 'resultatenhet', USER_COUNCIL: 'brukerutvalg', MBA: 'medbestemmelse' };

const KINDS = { conversation: 'samtalen', obstacle: 'hindringen' };

// who leads a unit is for the secretariat, see controls.js
const operator = document.documentElement.classList.contains('sp-operator');

/** To the running instance in Cockpit, or to the trail of one that has ended. */
function way(found, text) {
  return !found.instance ? element('span', {}, text + ' (Cockpit har glemt den)')
    : link(found.instance.running ? '#/process-instance/' + found.instance.id + '/runtime' : '#/spor/' + found.instance.id, text);
}

function conversation(found) {
  return element('li', {}, way(found, found.packageName), ' – ' + found.rollout + ', ' + found.state,
    operator ? null : [' · ', link('/samtaler/' + found.id, 'Åpne samtalen')],
    found.obstacles.length === 0 ? null : element('ul', {}, found.obstacles.map((obstacle, index) =>
      element('li', {}, way(obstacle, 'Hindring ' + (index + 1)), obstacle.instance?.running === false ? ', avsluttet' : ''))));
}

function showUnit(result, { unit, conversations }) {
  const heading = element('h3', { tabindex: '-1' }, unit.name);
  result.replaceChildren(heading,
    conversations.length === 0 ? element('p', {}, 'Ingen samtale er startet i enheten.')
      : element('ul', { class: 'sp-cases' }, conversations.map(conversation)),
    operator ? '' : element('p', {}, link('/styring/enheter/' + encodeURIComponent(unit.id), 'Se hvem som leder enheten')));
  heading.focus();
}

function showHits(result, hits, problem) {
  if (hits.found) {
    result.replaceChildren(element('p', {}, way(hits.found, 'Åpne ' + (KINDS[hits.found.kind] || 'prosessen'))));
    return;
  }
  result.replaceChildren(
    element('p', {}, hits.units.length === 0 ? 'Fant ingen enhet med det navnet eller nummeret, og ingen sak med den id-en.'
      : hits.more ? 'De første treffene. Skriv mer for å finne den du leter etter.' : 'Velg enheten for å se samtalene. At du ser dem, blir skrevet i loggen.'),
    element('ul', { class: 'sp-hits' }, hits.units.map((unit) => {
      const button = element('button', { type: 'button', class: 'sp-choose' }, unit.name);
      button.addEventListener('click', () => read('/api/cases/' + encodeURIComponent(unit.id))
        .then((cases) => showUnit(result, cases)).catch(problem));
      return element('li', {}, button, ' ' + (TYPES[unit.type] || '') + ', ' + unit.id);
    })));
}

export function search(page) {
  const field = element('input', { type: 'search', id: 'sp-search-words', class: 'form-control', autocomplete: 'off' });
  const result = element('div', { role: 'status', class: 'sp-result' });
  const problem = (error) => result.replaceChildren(element('p', { role: 'alert' }, error.message));
  const form = element('form', { role: 'search', class: 'sp-search' },
    element('label', { for: 'sp-search-words' }, 'Enhetens navn eller nummer, eller id-en til en sak'),
    element('div', { class: 'sp-row' }, field, element('button', { class: 'btn btn-primary' }, 'Finn')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    read('/api/cases?q=' + encodeURIComponent(field.value)).then((hits) => showHits(result, hits, problem)).catch(problem);
  });
  page.append(element('section', { class: 'sp-part', 'aria-labelledby': 'sp-search' },
    element('h2', { id: 'sp-search' }, 'Finn en sak'), form, result));
}
