/* What has ended of a process: found by case, unit, period and how it ended. Ids and dates only; the way is on a page of its own. */
import { table } from './charts.js';
import { day, element, link, read } from './elements.js';

const ROWS = 20;

const FIELDS = [['key', 'Saksnummer', 'text'], ['unit', 'Enhetens nummer', 'text'], ['from', 'Avsluttet fra og med', 'date'],
  ['to', 'Til og med', 'date']];

/** Whose cases are units': they are not listed by how they ended. */
const OF_UNITS = ['conversation', 'preparation', 'execution', 'reporting', 'followUp'];

function row(instance) {
  return [element('th', { scope: 'row' }, link('#/spor/' + instance.id, instance.businessKey || instance.id)),
    element('td', {}, day(instance.startedAt)), element('td', {}, day(instance.endedAt)), element('td', { class: 'sp-name' }, instance.outcome || 'Se forløpet')];
}

function ended(page, definition) {
  const outcome = element('select', { id: 'sp-ended-outcome', name: 'outcome', class: 'form-control' }, element('option', { value: '' }, 'Alle'));
  const form = element('form', { class: 'sp-filter', 'aria-labelledby': 'sp-ended-heading' },
    FIELDS.map(([name, label, type]) => element('div', {}, element('label', { for: 'sp-ended-' + name }, label),
      element('input', { id: 'sp-ended-' + name, name, type, class: 'form-control', autocomplete: 'off' }))),
    OF_UNITS.includes(definition.split(':')[0]) ? null
      : element('div', {}, element('label', { for: 'sp-ended-outcome' }, 'Hvordan den endte'), outcome),
    element('div', {}, element('button', { type: 'submit', class: 'btn btn-primary' }, 'Søk')));
  const told = element('p', { role: 'status', tabindex: '-1' });
  const list = element('div', {});
  const pages = element('nav', { class: 'sp-row', 'aria-label': 'Sider med avsluttede' });
  page.append(element('h2', { id: 'sp-ended-heading' }, 'Avsluttede'), form, told, list, pages);

  let last = null;
  let asked = new URLSearchParams();

  function turn(words, number) {
    const button = element('button', { type: 'button', class: 'btn btn-default' }, words);
    button.addEventListener('click', () => find(number).then(() => told.focus()));
    return button;
  }

  function show(answer, number) {
    const first = (number - 1) * ROWS + 1;
    told.textContent = answer.total === 0 ? (asked.size === 0 ? 'Ingen avsluttede ennå.' : 'Ingen avsluttede passer med søket.')
      : `Viser ${first} til ${first + answer.instances.length - 1} av ${answer.total} avsluttede, de nyeste først.`;
    list.replaceChildren(...(answer.instances.length === 0 ? [] : [table('Avsluttede', [['Saksnummer'], ['Startet'], ['Avsluttet'],
      ['Hvordan den endte']], answer.instances.map(row))]));
    pages.replaceChildren(...[number > 1 && turn('Forrige side', number - 1),
      number * ROWS < answer.total && turn('Neste side', number + 1)].filter(Boolean));
    if (outcome.options.length === 1) {
      outcome.append(...answer.outcomes.filter((one) => one.code).map((one) => element('option', { value: one.code }, one.name)));
    }
  }

  function find(number) {
    last?.abort();
    last = new AbortController();
    const { signal } = last;
    told.textContent = 'Henter …';
    return read(`/api/processes/${encodeURIComponent(definition)}/ended?${new URLSearchParams([...asked, ['page', number]])}`, signal)
      .then((answer) => show(answer, number), (problem) => {
        if (!signal.aborted) {
          list.replaceChildren();
          pages.replaceChildren();
          told.textContent = problem.message;
        }
      });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    find(1);
  });
  find(1);
}

export default [{
  id: 'samtalepakker-ended',
  pluginPoint: 'cockpit.processDefinition.runtime.tab',
  priority: 4,
  properties: { label: 'Avsluttede' },
  render(node, { processDefinitionId }) {
    const page = element('div', { class: 'sp-desk sp-tab', lang: 'nb' });
    node.append(page);
    ended(page, processDefinitionId);
  },
  unmount() {}
}];
