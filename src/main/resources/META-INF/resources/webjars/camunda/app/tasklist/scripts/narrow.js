/*
 * On a narrow screen there is room for the list of tasks or for one task. The styles choose by the class set here; a
 * link leads back to the list.
 */
const NARROW = window.matchMedia('(max-width: 842px)');
const OPEN = 'sp-task-open';

function query() {
  return new URLSearchParams(window.location.hash.replace(/^#!?\/?\??/, ''));
}

function backToList() {
  const rest = query();
  rest.delete('task');
  rest.delete('detailsTab');
  return '#/?' + rest;
}

function link() {
  const header = document.querySelector('.task-details > .three-cols-layout-cell.top');
  if (!header) {
    return;
  }
  let back = header.querySelector('.sp-back');
  if (!back) {
    back = document.createElement('a');
    back.className = 'sp-back';
    back.lang = 'nb';
    back.textContent = '← Til oppgavelisten';
    header.prepend(back);
  }
  if (back.getAttribute('href') !== backToList()) {
    back.setAttribute('href', backToList());
  }
}

/** Where one was is hidden now, so reading goes on at the top of what is shown. */
function readFromTop() {
  window.scrollTo(0, 0);
  const start = document.querySelector(document.body.classList.contains(OPEN) ? '.sp-back' : '.tasks-list .task a');
  start?.focus();
}

let shown = query().get('task');

function refresh() {
  link();
  const task = query().get('task');
  document.body.classList.toggle(OPEN, Boolean(task));
  if (task !== shown) {
    shown = task;
    if (NARROW.matches) {
      readFromTop();
    }
  }
}

let due = false;

new MutationObserver(() => {
  if (!due) {
    due = true;
    setTimeout(() => {
      due = false;
      refresh();
    }, 50);
  }
}).observe(document.body, { childList: true, subtree: true });
window.addEventListener('hashchange', refresh);
refresh();
