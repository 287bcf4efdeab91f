/*
 * There is one login for everything. Camunda's own login form leads nowhere, so whoever would meet it, after a logout
 * or when the session is over, goes to the application's login page instead, and from there back to where they were. In
 * production the logout goes on to the provider; the answer says where.
 */
import '../../js/activity.js';

const base = document.querySelector('base');
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
const loginPage = root + '/login';
const LOGIN = /^#!?\/login\b/;
const HOURS = 10;
let leaving = false;
let user = '';
let place = window.location.pathname;

/** Where one is; Tasklist finds the list and the task of each user again by itself, see lists.js. */
function note() {
  if (!LOGIN.test(window.location.hash)) {
    place = window.location.pathname + (base.getAttribute('app-name') === 'tasklist' ? '' : window.location.hash);
  }
}

/** Read by the application at the next login (AskedPage), which takes pages of its own only. */
function keepPlace() {
  const secure = window.location.protocol === 'https:';
  document.cookie = (secure ? '__Host-' : '') + 'samtalepakker-next=' + encodeURIComponent(user + '|' + place)
    + '; Path=/; SameSite=Lax; Max-Age=' + HOURS * 60 * 60 + (secure ? '; Secure' : '');
}

function leave(address) {
  if (!leaving) {
    leaving = true;
    keepPlace();
    window.location.replace(address);
  }
}

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  if (String(method).toUpperCase() === 'POST' && /\/admin\/auth\/user\/[^/]+\/logout$/.test(String(url))) {
    this.addEventListener('load', () => {
      if (this.status === 204) {
        leave(this.getResponseHeader('X-Logged-Out-Next') || loginPage + '?logout');
      }
    });
  }
  return open.call(this, method, url, ...rest);
};

function check() {
  note();
  if (LOGIN.test(window.location.hash)) {
    leave(loginPage + '?ended');
  }
}

window.addEventListener('hashchange', check);
window.addEventListener('popstate', check);
// Angular moves on without an event of the browser
['pushState', 'replaceState'].forEach((name) => {
  const original = window.history[name];
  window.history[name] = function (...args) {
    const result = original.apply(this, args);
    check();
    return result;
  };
});
check();

// another user who logs in next shall not come to this one's page
fetch(base.getAttribute('app-root') + '/api/admin/auth/user/default',
  { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
  .then((answer) => (answer.ok ? answer.json() : {}))
  .then((known) => { user = known.userId ?? ''; }, () => {});
