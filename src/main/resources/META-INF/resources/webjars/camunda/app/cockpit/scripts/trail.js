/*
 * The way one instance has gone: marked on the diagram, and as a list with times and who by role. A tab where the
 * instance runs, a page of its own also for those that have ended, where Cockpit has nothing to show.
 */
import { counted, day, element, link, part, read } from './elements.js';
import { table } from './charts.js';

const KINDS = {
  userTask: 'Oppgave', serviceTask: 'Gjøres av systemet', sendTask: 'Gjøres av systemet', scriptTask: 'Gjøres av systemet',
  businessRuleTask: 'Regeltabell', receiveTask: 'Venter på beskjed', callActivity: 'Egen prosess', subProcess: 'Del av prosessen',
  multiInstanceBody: 'Én for hver'
};
const operator = document.documentElement.classList.contains('sp-operator');
const base = document.querySelector('base');
const TIME = new Intl.DateTimeFormat('nb', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Oslo' });

let compile;

const time = (iso) => iso ? TIME.format(new Date(iso)) : '';

function kind(type) {
  return KINDS[type] || (type.endsWith('Gateway') ? 'Veivalg' : type.endsWith('EndEvent') ? 'Slutt'
    : /timer/i.test(type) ? 'Tidspunkt' : /start/i.test(type) ? 'Start' : 'Hendelse');
}

/** «2 dager»; what is under way counts until now. */
function spent({ started, ended }) {
  const minutes = Math.round(((ended ? new Date(ended) : new Date()) - new Date(started)) / 60000);
  return minutes < 1 ? 'under ett minutt' : minutes < 60 ? counted(minutes, '1 minutt', '%d minutter')
    : minutes < 48 * 60 ? counted(Math.round(minutes / 60), '1 time', '%d timer') : counted(Math.round(minutes / 1440), '1 dag', '%d dager');
}

/** What one place shows twice is asked for once, as each look is written down. */
const shown = new Map();

function trailOf(id) {
  if (!shown.has(id)) {
    shown.set(id, read('/api/instances/' + encodeURIComponent(id) + '/trail'));
  }
  return shown.get(id);
}

/** In the viewer of a diagram: gone through, and where it is now. */
function mark(viewer, { steps }) {
  const canvas = viewer.get('canvas');
  const known = steps.filter((step) => viewer.get('elementRegistry').get(step.activity));
  known.forEach((step) => canvas.addMarker(step.activity, 'sp-walked'));
  new Set(known.filter((step) => !step.ended).map((step) => step.activity)).forEach((activity) => {
    canvas.addMarker(activity, 'sp-here');
    viewer.get('overlays').add(activity, { position: { top: -12, left: 8 }, show: { minZoom: -Infinity, maxZoom: Infinity },
      html: element('span', { class: 'sp-now' }, 'Her nå') });
  });
}

function list({ steps }) {
  // what has no name leads from one step to the next
  return element('div', { class: 'sp-trail' }, table('Steg for steg', [['Steg'], ['Hvem'], ['Fra'], ['Til'], ['Tid brukt']],
    steps.filter((step) => step.name).map((step) => [
      element('th', { scope: 'row' }, step.called ? link('#/spor/' + step.called, step.name) : step.name,
        element('span', { class: 'sp-kind' }, kind(step.type))),
      element('td', { class: step.who ? null : 'sp-nobody' }, step.who || '–'), element('td', {}, time(step.started)),
      element('td', {}, step.ended ? time(step.ended) + (step.cancelled ? ' (avbrutt)' : '') : 'er her nå'), element('td', {}, spent(step))])));
}

function rules({ subject }) {
  if (subject?.kind !== 'obstacle' && subject?.kind !== 'proposal') {
    return [];
  }
  return [element('h3', {}, subject.kind === 'proposal' ? 'Hvem forslaget er sendt til' : 'Hvem hindringen er sendt til, og hvorfor'),
    subject.decisions.length === 0 ? element('p', {}, 'Ingenting er avgjort ennå.')
      : element('ul', { class: 'sp-rules' }, subject.decisions.map((decision) => element('li', {},
        element('strong', {}, decision.recipient), decision.state ? ' – ' + decision.state.toLowerCase() : '',
        decision.sentence ? element('p', {}, decision.sentence) : null,
        element('p', { class: 'sp-muted' }, 'Avgjort av ' + decision.by.charAt(0).toLowerCase() + decision.by.slice(1) + ' ' + day(decision.at)
          + (decision.version ? `, versjon ${decision.version}` : '') + (decision.rule ? `, regel ${decision.rule}` : '')
          + (decision.due ? `. Frist ${day(decision.due)}` : '') + '.')))),
    element('h3', {}, 'Svarene'),
    subject.answers.length === 0 ? element('p', {}, 'Ingen svar.')
      : element('ul', {}, subject.answers.map((answer) => element('li', {}, `${day(answer.at)}: ${answer.kind} (${answer.recipient})`)))];
}

function links({ caller, subject }) {
  const ways = [
    caller ? link('#/spor/' + caller.id, 'Kalt av ' + caller.name) : null,
    !operator && subject?.kind === 'obstacle' ? link('/hindringer/' + subject.id, 'Åpne hindringen') : null,
    !operator && subject?.kind === 'proposal' ? link('/forslag/' + subject.id, 'Åpne forslaget') : null,
    !operator && subject?.conversationId ? link('/samtaler/' + subject.conversationId, 'Åpne samtalen') : null,
    !operator && subject?.kind === 'rollout' ? link('/styring/utrullinger/' + subject.id, 'Styr utrullingen') : null].filter(Boolean);
  return ways.length === 0 ? null : element('ul', { class: 'sp-ways' }, ways.map((way) => element('li', {}, way)));
}

function about(trail) {
  const { subject } = trail;
  return [subject ? element('p', { class: 'sp-lead' }, subject.unit ? `${subject.unit}: ${subject.name}` : subject.name) : null,
    element('p', {}, `Startet ${time(trail.started)}. ` + (!trail.ended ? 'Pågår.'
      : `Avsluttet ${time(trail.ended)}${trail.end ? ` med «${trail.end}»` : ', avbrutt'}.`)), links(trail)];
}

const legend = () => element('p', { class: 'sp-muted' }, 'Blå steg er gått gjennom. Steg med tykk, stiplet kant og «Her nå» venter på noe. De samme stegene står i listen.');

/** All of it is seen however wide the window becomes; where nothing is shown, there is nothing to fit. */
function follow(viewer, holder) {
  new ResizeObserver(() => {
    if (holder.clientWidth > 0) {
      viewer.get('canvas').resized();
      viewer.get('canvas').zoom('fit-viewport', 'auto');
    }
  }).observe(holder);
}

/** The model the instance runs by, in the viewer Cockpit draws with. */
function diagram(scope, trail) {
  const holder = element('div', { class: 'sp-diagram', role: 'img', 'aria-label': 'Diagram av ' + trail.name + ' med veien som er gått. Stegene står i listen under.' });
  const inner = scope.$new(true);
  inner.control = {};
  inner.loaded = () => {
    const viewer = inner.control.getViewer();
    mark(viewer, trail);
    follow(viewer, holder);
  };
  fetch(base.getAttribute('engine-api') + 'engine/default/process-definition/' + encodeURIComponent(trail.definition) + '/xml',
    { headers: { Accept: 'application/json' }, credentials: 'same-origin' }).then((answer) => answer.json()).then(({ bpmn20Xml }) => {
    inner.xml = bpmn20Xml;
    const drawn = element('div', { 'cam-widget-bpmn-viewer': '', 'diagram-data': 'xml', control: 'control', 'disable-navigation': 'true', 'on-load': 'loaded()' });
    holder.append(drawn);
    compile(drawn)(inner);
    inner.$applyAsync();
  }).catch(() => holder.replaceWith(element('p', { role: 'alert' }, 'Diagrammet kunne ikke hentes. Stegene står i listen.')));
  return holder;
}

window.angular.module('cam.cockpit.custom').run(['$compile', '$http', '$injector', '$location', '$q', '$rootScope', '$route',
  ($compile, $http, $injector, $location, $q, $rootScope, $route) => {
    compile = $compile;
    // an instance that has ended has no page in Cockpit
    $rootScope.$on('$locationChangeStart', (event) => {
      const found = /^\/process-instance\/([^/]+)\/history$/.exec($location.path());
      if (found) {
        event.preventDefault();
        $location.url('/spor/' + found[1]).replace();
      }
    });
    let place;
    $rootScope.$on('$routeChangeStart', () => {
      if (place !== $location.path()) {
        shown.clear();
      }
      place = $location.path();
    });
    // the viewer keeps what it shows in the address, which is no new look
    $route.routes['/spor/:id'].reloadOnSearch = false;
    const { resolve } = $route.routes['/process-instance/:id/runtime'];
    const cockpits = resolve.processInstance;
    resolve.processInstance = () => {
      const { id } = $route.current.params;
      return $http.get(base.getAttribute('engine-api') + 'engine/default/history/process-instance/' + encodeURIComponent(id))
        .then(({ data }) => Boolean(data.endTime), () => false)
        .then((ended) => {
          if (!ended) {
            return $injector.invoke(cockpits);
          }
          $location.url('/spor/' + id).replace();
          return $q.reject('ended');
        });
    };
  }]);

export default [{
  id: 'samtalepakker-trail-page',
  pluginPoint: 'cockpit.route',
  priority: 10,
  properties: { path: '/spor/:id' },
  render(node, parameters, scope) {
    const id = decodeURIComponent(window.location.hash.split('?')[0].split('/')[2] || '');
    const title = element('h1', { tabindex: '-1' }, 'Forløp');
    const page = element('div', { class: 'sp-desk sp-page', lang: 'nb' }, element('p', {}, link('#/dashboard', 'Til oversikten i Cockpit')), title);
    node.classList.add('sp-route');
    node.append(page);
    const fetched = trailOf(id);
    part(page, 'sp-trail-about', 'Om saken', fetched, (trail) => {
      title.replaceChildren('Forløp: ' + trail.name);
      return [...about(trail), ...rules(trail)];
    });
    part(page, 'sp-trail-diagram', 'Veien i diagrammet', fetched, (trail) => [diagram(scope, trail), legend()]);
    part(page, 'sp-trail-list', 'Stegene', fetched, (trail) => [list(trail)]);
  },
  unmount() {}
}, {
  id: 'samtalepakker-trail-tab',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 5,
  properties: { label: 'Forløp' },
  render(node, { processInstanceId }) {
    const page = element('div', { class: 'sp-desk', lang: 'nb' });
    node.append(page);
    part(page, 'sp-trail-tab', 'Forløp', trailOf(processInstanceId), (trail) => [...about(trail),
      element('p', {}, link('#/spor/' + trail.id, 'Åpne forløpet på egen side')), ...rules(trail), list(trail)]);
  },
  unmount() {}
}, {
  id: 'samtalepakker-trail-diagram',
  pluginPoint: 'cockpit.processInstance.diagram.plugin',
  priority: 5,
  render(viewer, { processInstanceId }) {
    // the tab says so if it cannot be had
    trailOf(processInstanceId).then((trail) => mark(viewer, trail), () => {});
  },
  unmount() {}
}];
