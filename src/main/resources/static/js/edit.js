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
  return [...page.querySelectorAll('details[open]')].map((details) => details.closest('[id]').id);
}

function show(answer, form, act) {
  const page = new DOMParser().parseFromString(answer, 'text/html');
  const fresh = page.getElementById('editor');
  if (!fresh) {
    window.location.reload();
    return;
  }
  const focused = document.activeElement && document.activeElement.id;
  const item = form.closest('li[id]');
  if (act === 'ordlyd' && item && page.getElementById(item.id)) {
    const opened = item.querySelector('details').open;
    item.replaceWith(page.getElementById(item.id));
    document.getElementById(item.id).querySelector('details').open = opened;
    document.getElementById('status').replaceWith(page.getElementById('status'));
    focusOn(focused);
    return;
  }
  const opened = open(editor);
  editor.replaceChildren(...fresh.childNodes);
  opened.forEach((id) => {
    const details = document.getElementById(id) && document.getElementById(id).querySelector(':scope > details');
    if (details) {
      details.open = true;
    }
  });
  focusOn(document.getElementById(focused) ? focused : item && item.id);
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
  if (event.target.matches('form.words textarea') && event.target.value.trim()) {
    queue(event.target.form, 'ordlyd');
  }
});

// before the script of all pages, which would load the whole page anew
editor.addEventListener('submit', (event) => {
  event.preventDefault();
  event.stopPropagation();
  queue(event.target, event.submitter && event.submitter.value);
});
