/*
 * Words are saved when one leaves their field, and every act changes the page where it is, so that neither the place nor
 * the focus is lost. Without this script each form is sent as any other.
 */
const editor = document.getElementById('editor');
let last = Promise.resolve();

function focusOn(id) {
  const target = id && document.getElementById(id);
  if (target) {
    target.focus();
  }
}

function open(page) {
  return [...page.querySelectorAll('details[open][id]')].map((details) => details.id);
}

function reopen(opened) {
  opened.map((id) => document.getElementById(id)).filter(Boolean).forEach((details) => {
    details.open = true;
  });
}

function show(answer, form, act) {
  const page = new DOMParser().parseFromString(answer, 'text/html');
  const fresh = page.getElementById('editor');
  if (!fresh) {
    window.location.reload();
    return;
  }
  const focused = document.activeElement && document.activeElement.id;
  const item = form.closest('li[id], section[id]');
  const beside = item && [item, item.nextElementSibling, item.previousElementSibling, item.closest('section[id]')];
  if (act === 'ordlyd' && item && page.getElementById(item.id)) {
    const opened = open(item);
    [item.id, 'status', 'kapitler'].forEach((id) => document.getElementById(id).replaceWith(page.getElementById(id)));
    reopen(opened);
    focusOn(focused);
    return;
  }
  const opened = open(editor);
  const only = document.getElementById('bare').checked;
  editor.replaceChildren(...fresh.childNodes);
  document.getElementById('bare').checked = only;
  reopen(opened);
  focusOn([focused, ...(beside || []).filter(Boolean).map((one) => one.id)].find((id) => id && document.getElementById(id)));
}

async function send(form, act) {
  const body = new URLSearchParams(new FormData(form));
  if (act) {
    body.set('act', act);
  }
  try {
    const answer = await fetch(form.action, { method: 'POST', body, signal: AbortSignal.timeout(60000) });
    show(await answer.text(), form, body.get('act'));
  } catch (error) {
    document.getElementById('status').textContent = 'Vi fikk ikke kontakt med Samtalepakker. Det du har skrevet, står her. Sjekk nettet og prøv igjen.';
  }
}

// one after the other: an act that is not sent yet knows the revision of the one before
function queue(form, act) {
  last = last.then(() => send(form.isConnected ? form : document.querySelector(`form[action="${form.getAttribute('action')}"]`) || form, act));
}

editor.addEventListener('change', (event) => {
  if (event.target.matches('form.wording textarea') && event.target.value.trim()) {
    queue(event.target.form, 'ordlyd');
  }
});

// before the script of all pages, which would load the whole page anew
editor.addEventListener('submit', (event) => {
  event.preventDefault();
  event.stopPropagation();
  queue(event.target, event.submitter && event.submitter.value);
});

// a link to a bullet leads into its words
editor.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#punkt-"]');
  if (link) {
    event.preventDefault();
    focusOn(link.hash.replace('#punkt-', 'text-'));
  }
});
