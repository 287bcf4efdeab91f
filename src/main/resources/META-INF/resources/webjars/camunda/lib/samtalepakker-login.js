/*
 * There is one login for everything. Camunda's own login form leads nowhere, so whoever would meet it, after a logout
 * or when the session is over, goes to the application's login page instead. In production the logout goes on to the
 * provider; the answer says where.
 */
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const loginPage = root + '/login';
let leaving = false;

function leave(address) {
  if (!leaving) {
    leaving = true;
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
  if (/^#!?\/login\b/.test(window.location.hash)) {
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
