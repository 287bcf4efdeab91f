/*
 * How often each step of a process has been done, where cases wait and how long people take: on the diagram, and as a
 * table behind it. The colour only repeats the number.
 */
import { bar, legend, table } from './charts.js';
import { counted, element, part, read } from './elements.js';

const SHADES = 4;

/** Whoever switches the figures off has them off until they are switched on again. */
let shown = true;
const drawn = new Map();

export const figures = (definition) => read(`/api/processes/${encodeURIComponent(definition)}/activities`);

/** «3 dager»; what took less than a minute took no time. */
export function span(seconds) {
  if (seconds === null) {
    return '–';
  }
  for (const [size, one, many] of [[86400, 'dag', 'dager'], [3600, 'time', 'timer'], [60, 'minutt', 'minutter']]) {
    if (seconds >= size) {
      const number = Math.round(seconds / size);
      return counted(number, '1 ' + one, '%d ' + many);
    }
  }
  return 'under ett minutt';
}

const isEvent = (node) => node.type.endsWith('Event');
const all = (node) => node.finished + node.waiting;

/**
 * Above a task, or beneath it if something sits on its upper edge; beside an end event, or above it if its name is
 * there. The engine's own marks sit on the lower corners.
 */
function position(shape, lines) {
  if (shape.type === 'bpmn:EndEvent') {
    const named = shape.labels?.some((label) => label.x >= shape.x + shape.width - 2);
    return named ? { top: -16, left: 6 } : { top: 11, left: shape.width + 2 };
  }
  const above = shape.attachers?.some((event) => event.y + event.height / 2 <= shape.y + 2);
  return above ? { bottom: -2, left: 0 } : { top: -14 * lines - 3, left: 0 };
}

function words(node) {
  const time = node.medianSeconds === null ? [] : ['halvparten innen ' + span(node.medianSeconds).replace('under ', '')];
  return [[node.finished + ' ferdig', ...(node.waiting > 0 ? [node.waiting + ' venter'] : [])].join(' · '), ...time];
}

function draw(viewer, nodes) {
  const [overlays, registry, canvas] = ['overlays', 'elementRegistry', 'canvas'].map((part) => viewer.get(part));
  const busiest = Math.max(1, ...nodes.filter((node) => !isEvent(node)).map(all));
  const marks = [];
  nodes.forEach((node) => {
    const shape = registry.get(node.id);
    // the frame around other steps has its figures in the table; a boundary event's would lie over the task
    if (!shape || all(node) === 0 || shape.isExpanded || shape.children?.length > 0 || node.type === 'boundaryEvent'
        || (isEvent(node) && node.type !== 'endEvent')) {
      return;
    }
    const lines = isEvent(node) ? [String(node.finished)] : words(node);
    const note = element('div', { class: 'sp-heat-note', lang: 'nb' },
      lines.map((line) => element('div', {}, line)));
    marks.push({ overlay: overlays.add(node.id, 'samtalepakker-heat', { position: position(shape, lines.length), html: note }) });
    if (!isEvent(node)) {
      const shade = 'sp-heat-' + Math.max(1, Math.ceil(SHADES * all(node) / busiest));
      canvas.addMarker(node.id, shade);
      marks.push({ marker: [node.id, shade] });
    }
  });
  return () => marks.forEach(({ overlay, marker }) => overlay ? overlays.remove(overlay) : canvas.removeMarker(...marker));
}

function show(viewer) {
  const one = drawn.get(viewer);
  if (one?.nodes && !one.clear) {
    one.clear = draw(viewer, one.nodes);
  }
}

function hide(viewer) {
  const one = drawn.get(viewer);
  one?.clear?.();
  if (one) {
    one.clear = null;
  }
}

const cell = (number) => element('td', { class: 'sp-number' }, String(number));

function rows(nodes) {
  const busiest = Math.max(1, ...nodes.map(all));
  return nodes.filter((node) => node.name).map((node) => [
    element('th', { scope: 'row', class: 'sp-name' }, node.name),
    cell(node.finished), cell(node.waiting), cell(node.interrupted),
    element('td', { class: 'sp-number' }, span(node.medianSeconds)),
    element('td', { class: 'sp-picture' }, bar(busiest, ['done', node.finished], ['waiting', node.waiting]))]);
}

export default [{
  id: 'samtalepakker-heat',
  pluginPoint: 'cockpit.processDefinition.diagram.plugin',
  priority: 0,
  render(viewer, { processDefinitionId }) {
    drawn.set(viewer, {});
    // without figures it is the engine's diagram; the table says why
    figures(processDefinitionId).then(({ steps }) => {
      if (drawn.has(viewer)) {
        drawn.get(viewer).nodes = steps;
        if (shown) {
          show(viewer);
        }
      }
    }, () => {});
    this.viewer = viewer;
  },
  unmount() {
    drawn.delete(this.viewer);
  }
}, {
  id: 'samtalepakker-heat-switch',
  pluginPoint: 'cockpit.processDefinition.diagram.action',
  priority: 10,
  render(node, { viewer }) {
    const button = element('button', { type: 'button', class: 'btn btn-default action-button sp-heat-switch',
      'aria-pressed': String(shown), title: 'Vis eller skjul antall og tid i tegningen', lang: 'nb' },
      element('span', { class: 'glyphicon glyphicon-signal', 'aria-hidden': 'true' }), ' Antall og tid');
    button.addEventListener('click', () => {
      shown = !shown;
      button.setAttribute('aria-pressed', String(shown));
      (shown ? show : hide)(viewer);
    });
    node.append(button);
  },
  unmount() {}
}, {
  id: 'samtalepakker-heat-table',
  pluginPoint: 'cockpit.processDefinition.runtime.tab',
  priority: 5,
  properties: { label: 'Antall og tid' },
  render(node, { processDefinitionId }) {
    const page = element('div', { class: 'sp-desk sp-tab', lang: 'nb' });
    node.append(page);
    part(page, 'sp-heat-heading', 'Antall og tid', figures(processDefinitionId), ({ steps, counted: told }) => [
      element('p', {}, 'Stegene i denne versjonen av prosessen, i alle utrullinger. Halvparten av de ferdige oppgavene ble gjort innen tiden som står der. Er færre enn fem ferdige, viser vi ikke tiden.'),
      element('p', {}, 'De runde merkene nederst på stegene er Cockpits egne. De teller det som går nå, også når det er få.'),
      ...(told ? [element('p', {}, told)] : []),
      legend(['done', 'ferdig'], ['waiting', 'venter nå']),
      table('Hvert steg i prosessen', [['Steg'], ['Ferdig', 'number'], ['Venter nå', 'number'], ['Avbrutt', 'number'],
        ['Halvparten innen', 'number'], ['Ferdig og venter', 'picture']], rows(steps))]);
  },
  unmount() {}
}];
