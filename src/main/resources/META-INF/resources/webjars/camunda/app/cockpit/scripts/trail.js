/*
 * The trail of one case, running or ended: what was done, when and by whom as a role, on the drawing and as a list. A tab
 * of a running instance, and a page of its own (#/spor/<id>), since Cockpit has none for what has ended.
 */
import { day, drawing, element, link, part, read } from './elements.js';
import { table } from './charts.js';

const TIME = new Intl.DateTimeFormat('nb', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Oslo' });

const KINDS = {
  userTask: 'oppgave', serviceTask: 'steg systemet gjør', businessRuleTask: 'beslutning', callActivity: 'delprosess',
  subProcess: 'del', multiInstanceBody: 'gjentatt del', sendTask: 'steg systemet gjør', receiveTask: 'venter på beskjed',
  boundaryTimer: 'frist', intermediateTimer: 'venter på en dag', boundaryMessage: 'beskjed', intermediateMessageCatch: 'venter på beskjed'
};

const kind = (type) => KINDS[type] || (/start/i.test(type) ? 'start' : /end/i.test(type) ? 'slutt' : /timer/i.test(type) ? 'frist' : 'hendelse');

/** What people look for; gateways and what has no name only stand in the drawing. */
const isTold = (step) => step.name && !/gateway/i.test(step.type);

/** «3 dager», «2 timer», «under et minutt». */
function spent(from, to) {
  const minutes = Math.floor((new Date(to) - new Date(from)) / 60000);
  const [count, one, many] = minutes < 1 ? [0] : minutes < 60 ? [minutes, 'minutt', 'minutter']
    : minutes < 60 * 24 ? [Math.round(minutes / 60), 'time', 'timer'] : [Math.round(minutes / 60 / 24), 'dag', 'dager'];
  return count === 0 ? 'under et minutt' : `${count} ${count === 1 ? one : many}`;
}

function title(name, x, y, width, height, extra) {
  return drawing('foreignObject', { x, y, width, height },
    element('div', { class: 'sp-label' + (extra || ''), xmlns: 'http://www.w3.org/1999/xhtml' }, name));
}

function shape({ type, name, at, label }, state) {
  const names = 'sp-shape' + (state ? ' sp-' + state : '') + (type === 'endEvent' ? ' sp-end' : '');
  const [cx, cy] = [at.x + at.width / 2, at.y + at.height / 2];
  const figure = /Event$/.test(type) ? drawing('circle', { class: names, cx, cy, r: at.width / 2 })
    : /Gateway$/.test(type) ? drawing('path', { class: names, d: `M${at.x} ${cy}L${cx} ${at.y}L${at.x + at.width} ${cy}L${cx} ${at.y + at.height}Z` })
      : drawing('rect', { class: names + (type === 'subProcess' ? ' sp-open' : ''), x: at.x, y: at.y, width: at.width, height: at.height, rx: 8 });
  if (!name) {
    return [figure];
  }
  const inside = !/Event$|Gateway$/.test(type);
  const box = inside ? [at.x + 2, type === 'subProcess' ? at.y + 4 : at.y, at.width - 4, type === 'subProcess' ? 22 : at.height]
    : label ? [label.x - 10, label.y, label.width + 20, label.height + 20] : [cx - 45, at.y + at.height + 2, 90, 40];
  return [figure, title(name, ...box, inside && type !== 'subProcess' ? ' sp-middle' : '')];
}

/** The model with the way that was walked; what goes on stands out most. */
function picture(trail) {
  const states = {};
  trail.steps.forEach((step) => { states[step.activity] = step.to ? states[step.activity] || 'walked' : 'here'; });
  const boxes = [...trail.shapes.flatMap((one) => one.label ? [one.at, one.label] : [one.at]),
    ...trail.flows.flatMap((flow) => flow.points.flatMap((x, i) => i % 2 ? [] : [{ x, y: flow.points[i + 1], width: 0, height: 0 }]))];
  const [left, top] = [Math.min(...boxes.map((box) => box.x)) - 20, Math.min(...boxes.map((box) => box.y)) - 20];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)) + 20, Math.max(...boxes.map((box) => box.y + box.height)) + 30];
  const large = trail.shapes.filter((one) => one.type === 'subProcess');
  const others = trail.shapes.filter((one) => one.type !== 'subProcess');
  return element('div', { class: 'sp-model', tabindex: '0', role: 'group', 'aria-label': 'Tegningen av prosessen' },
    drawing('svg', { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, role: 'img',
      'aria-label': 'Prosessen med veien saken har gått. Det samme står i listen under.' },
    drawing('defs', {}, drawing('marker', { id: 'sp-arrow', viewBox: '0 0 10 10', refX: 10, refY: 5, markerWidth: 8, markerHeight: 8, orient: 'auto' },
      drawing('path', { class: 'sp-arrow', d: 'M0 0L10 5L0 10Z' }))),
    large.flatMap((one) => shape(one, states[one.element])),
    trail.flows.flatMap((flow) => {
      const points = [];
      for (let i = 0; i < flow.points.length; i += 2) {
        points.push(flow.points[i] + ',' + flow.points[i + 1]);
      }
      return [drawing('polyline', { class: 'sp-flow', points: points.join(' '), 'marker-end': 'url(#sp-arrow)' }),
        flow.name && flow.label ? title(flow.name, flow.label.x - 10, flow.label.y, flow.label.width + 20, flow.label.height + 16) : null];
    }).filter(Boolean),
    others.flatMap((one) => shape(one, states[one.element]))));
}

function list(trail) {
  const told = trail.steps.filter(isTold);
  return [table(trail.more ? 'De første stegene' : 'Stegene', [['Steg'], ['Hva slags'], ['Hvem'], ['Begynte'], ['Ferdig'], ['Tok']],
    told.map((step) => [
      element('th', { scope: 'row', class: 'sp-name' }, step.called ? link('#/spor/' + step.called, step.name) : step.name),
      element('td', {}, kind(step.type)),
      element('td', { class: 'sp-name' }, step.who || (step.type === 'userTask' ? 'enheten' : 'systemet')),
      element('td', {}, TIME.format(new Date(step.from))),
      element('td', {}, !step.to ? 'pågår' : step.cancelled ? 'avbrutt ' + TIME.format(new Date(step.to)) : TIME.format(new Date(step.to))),
      element('td', {}, spent(step.from, step.to || Date.now()))]))];
}

function obstacle(about) {
  return about.sent.length + about.answers.length === 0 ? [] : [
    element('h3', {}, 'Hvor er hindringen sendt?'),
    table('Reglene som traff, og hvorfor', [['Mottaker'], ['Begrunnelse'], ['Sendt'], ['Frist'], ['Hvordan det står til']],
      about.sent.map((sent) => [element('th', { scope: 'row', class: 'sp-name' }, sent.name || '–'),
        element('td', { class: 'sp-name' }, sent.reason || '–'), element('td', {}, day(sent.on)),
        element('td', {}, day(sent.dueOn) || '–'), element('td', {}, sent.state || '–')])),
    about.answers.length === 0 ? null : table('Svarene', [['Hvem'], ['Hva slags svar'], ['Når']],
      about.answers.map((answer) => [element('th', { scope: 'row', class: 'sp-name' }, answer.name),
        element('td', { class: 'sp-name' }, answer.answer), element('td', {}, day(answer.on))]))];
}

function show(trail) {
  const { about } = trail;
  const operator = document.documentElement.classList.contains('sp-operator');
  return [
    element('p', {}, about?.unit ? element('strong', {}, about.unit + '. ') : '', 'Startet ' + TIME.format(new Date(trail.startedAt)) + '. '
      + (trail.endedAt ? `Avsluttet ${TIME.format(new Date(trail.endedAt))}: «${trail.end}».` : 'Pågår.')),
    element('p', { class: 'sp-ways' },
      about && !operator ? link(about.address, about.unit ? 'Se hvem som leder enheten' : 'Åpne hindringen') : '',
      trail.parent ? link('#/spor/' + trail.parent, 'Prosessen den er en del av') : '',
      trail.endedAt || /process-instance/.test(window.location.hash) ? '' : link('#/process-instance/' + trail.id + '/runtime', 'Se den i Cockpit')),
    ...(about ? obstacle(about) : []), picture(trail),
    element('p', { class: 'sp-muted' }, 'Blått er gått, rammet inn er der saken står nå.'), ...list(trail)];
}

function render(node, id) {
  const page = element('div', { class: 'sp-desk sp-trail', lang: 'nb' });
  node.append(page);
  const name = element('span', {}, 'Forløp');
  const fetched = read('/api/instances/' + encodeURIComponent(id) + '/trail');
  fetched.then((trail) => { name.textContent = 'Forløp: ' + trail.name; }, () => {});
  part(page, 'sp-trail', name, fetched, show);
}

export default [{
  id: 'samtalepakker-trail-tab',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 20,
  properties: { label: 'Forløp' },
  render: (node, { processInstanceId }) => render(node, processInstanceId),
  unmount() {}
}, {
  id: 'samtalepakker-trail',
  pluginPoint: 'cockpit.route',
  priority: 1,
  properties: { path: '/spor/:id' },
  render: (node) => render(node, decodeURIComponent(window.location.hash.replace(/^#\/spor\/([^/?]*).*/, '$1'))),
  unmount() {}
}];
