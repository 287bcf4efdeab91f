/*
 * Tells the application that somebody is there. A page that is only open asks for things, too, and must not keep a
 * session alive; what a person does must, also while they write for an hour without sending anything. So a key, a press
 * or a turn of the wheel is told: the first at once, then once every few minutes at most, with the last one never lost.
 */
const EVERY = 3 * 60 * 1000;
const SIGNS = ['keydown', 'input', 'pointerdown', 'click', 'wheel', 'touchmove'];

// this file lies beside the application's addresses, or below them in a release
const SESSION = new URL(import.meta.url).pathname.replace(/(\/filer\/[^/]+)?\/js\/[^/]+$/, '') + '/api/session';
let told = -Infinity;
let waiting = null;

/** The token of a form on the page, or the one Tasklist and Cockpit have. */
function token() {
  return document.querySelector('input[name="_csrf"]')?.value
    ?? decodeURIComponent((document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] ?? '');
}

function tell() {
  waiting = null;
  told = performance.now();
  fetch(SESSION, { method: 'POST', credentials: 'same-origin', keepalive: true,
    headers: { 'X-XSRF-TOKEN': token(), Accept: 'application/json' } })
    // no network: the next sign tells
    .catch(() => { told = -Infinity; });
}

function sign(event) {
  // scripts make events, too
  if (event.isTrusted && waiting === null) {
    waiting = setTimeout(tell, Math.max(0, told + EVERY - performance.now()));
  }
}

SIGNS.forEach((name) => window.addEventListener(name, sign, { capture: true, passive: true }));
