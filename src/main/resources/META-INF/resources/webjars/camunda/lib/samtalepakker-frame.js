/*
 * What each web application shows around its own content, and our pages show too: where else one can go, help, and a
 * title that says what is open. Texts are Norwegian like everything of ours.
 */
const base = document.querySelector('base');
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
const application = base.getAttribute('app-name');

const NAME = 'Samtalepakker';
const APPLICATIONS = { tasklist: 'Mine oppgaver', cockpit: 'Cockpit', admin: 'Administrasjon', welcome: 'Min side' };

function link(address, text) {
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  anchor.href = root + address;
  anchor.textContent = text;
  anchor.lang = 'nb';
  item.append(anchor);
  return item;
}

/** A menu inside the menu, as on our pages; it closes when one leaves it, with Escape too. */
function more(text, ...items) {
  const item = document.createElement('li');
  const menu = document.createElement('details');
  const summary = document.createElement('summary');
  menu.className = 'sp-more';
  menu.lang = 'nb';
  summary.textContent = text;
  menu.append(summary, list('', ...items));
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      summary.focus();
    }
  });
  document.addEventListener('click', (event) => {
    menu.open = menu.open && menu.contains(event.target);
  });
  item.append(menu);
  return item;
}

function list(className, ...items) {
  const ul = document.createElement('ul');
  ul.className = className;
  ul.append(...items);
  return ul;
}

/** Applications this user may open; Camunda's switch, and on the welcome page its tiles, know them after the login. */
function mayOpen(name) {
  return name === application || name === 'tasklist' || Boolean(document.querySelector('.app-switch li.' + name))
    || (application === 'welcome' && Boolean(document.querySelector('[ng-view] a[href*="/app/' + name + '/"]')));
}

/** Whether this user belongs to a unit, and so has conversations to look at, to a county or the secretariat; the engine knows. */
let inUnit = false;

let inCounty = false;
let inRecipient = false;

let secretariat = false;
let evaluator = false;

async function json(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  return answer.ok ? answer.json() : {};
}

async function learnUnit() {
  const api = base.getAttribute('app-root') + '/api/';
  const { userId } = await json(api + 'admin/auth/user/default');
  if (userId) {
    const { groups } = await json(api + 'engine/engine/default/identity/groups?userId=' + encodeURIComponent(userId));
    inUnit = (groups || []).some((group) => group.id.startsWith('enhet-'));
    inCounty = (groups || []).some((group) => group.id.startsWith('fylke-'));
    inRecipient = (groups || []).some((group) => group.id.startsWith('mottaker-'));
    secretariat = (groups || []).some((group) => group.id === 'sekretariat');
    evaluator = (groups || []).some((group) => group.id === 'evaluator');
    refresh();
  }
}

function places() {
  const header = document.querySelector('[cam-widget-header] > .navbar-header');
  if (!header || !document.querySelector('.navbar-brand')) {
    return;
  }
  const shown = ['tasklist', 'cockpit', 'admin'].filter(mayOpen);
  const told = [...shown, inUnit, inCounty, inRecipient, secretariat, evaluator].join();
  let nav = document.querySelector('.sp-places');
  if (nav && nav.dataset.shown === told) {
    return;
  }
  nav?.remove();
  nav = document.createElement('nav');
  nav.className = 'sp-places';
  nav.setAttribute('aria-label', NAME);
  nav.dataset.shown = told;
  const items = shown.map((name) => link('/camunda/app/' + name + '/default/', APPLICATIONS[name]));
  items[shown.indexOf(application)]?.firstChild.setAttribute('aria-current', 'page');
  items.splice(1, 0, ...(inUnit ? [link('/samtaler', 'Samtalene våre')] : []),
    ...(inCounty ? [link('/fylke', 'Fylket')] : []),
    ...(inRecipient ? [link('/forslag', 'Forslag til oss'), link('/svar', 'Svarene våre')] : []), link('/pakker', 'Pakkene'),
    link('/oversikt', 'Oversikt'), ...(evaluator ? [link('/tall', 'Nøkkeltall')] : []));
  items.push(...(secretariat ? [more('Sekretariatet', link('/styring', 'Styring'), link('/hindringer', 'Hindringer'), link('/tall', 'Nøkkeltall'),
    link('/ordlyd', 'Ordlyd'), link('/ordlyd/eksempler', 'Eksempler'), link('/tekster', 'Sladding'), link('/stopp', 'Stopp og e-post'))] : []),
  link('/hjelp', 'Hjelp'));
  nav.append(list('', ...items));
  header.after(nav);
}

function footer() {
  const row = document.querySelector('[cam-widget-footer] .row');
  if (row && !row.querySelector('.sp-footer')) {
    row.prepend(list('sp-footer', link('/tilgjengelighet', 'Tilgjengelighet'),
      link('/hva-vet-systemet', 'Hva vet systemet om meg?'), link('/lagring', 'Hva lagres, og hvor lenge?')));
  }
}

function toggle() {
  const button = document.querySelector('[cam-widget-header] .navbar-toggle');
  button?.setAttribute('aria-expanded', String(button.classList.contains('open')));
}

/** What is open, from the narrow to the wide: «Planlegg samtalen – Mine oppgaver – Samtalepakker». */
function title() {
  const open = application === 'tasklist'
    ? [document.querySelector('.task-details h2.task')?.textContent.trim()]
    : document.title.includes(' | ') ? document.title.split(' | ').slice(1) : [];
  const wanted = [...open.filter(Boolean), APPLICATIONS[application], NAME].join(' – ');
  if (application !== 'tasklist' && document.title.endsWith(' – ' + NAME)) {
    return;
  }
  if (document.title !== wanted) {
    document.title = wanted;
  }
}

let due = false;

function refresh() {
  if (!due) {
    due = true;
    setTimeout(() => {
      due = false;
      places();
      footer();
      toggle();
      title();
    }, 50);
  }
}

new MutationObserver(refresh).observe(document.documentElement,
  { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['class'] });
refresh();
// without the answer the menu is only shorter
learnUnit().catch(() => {});
