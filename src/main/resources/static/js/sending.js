/*
 * A form is sent once, however often its button is pressed, and a network that is lost or slow is told beside it.
 * Without this script a form is sent as any other.
 */
function lineOf(form) {
  let line = form.querySelector('.sending');
  if (!line) {
    line = document.createElement('p');
    line.className = 'sending';
    line.setAttribute('role', 'status');
    form.append(line);
  }
  return line;
}

/** A page written anew stays where one was: at a button far below what is told first. */
function showWhatIsSaid() {
  const said = document.querySelector('main [aria-invalid="true"]') ?? document.querySelector('main .message[role]');
  if (!said) {
    window.scrollTo(0, 0);
    return;
  }
  if (said.matches('.message')) {
    said.tabIndex = -1;
  }
  said.focus();
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  const address = new URL(form.action);
  // coming and going lead elsewhere, to the provider for instance
  if (form.method !== 'post' || /\/(login|logout)$/.test(address.pathname)) {
    return;
  }
  event.preventDefault();
  if (form.isOnItsWay) {
    return;
  }
  form.isOnItsWay = true;
  const line = lineOf(form);
  line.textContent = '';
  const slow = setTimeout(() => { line.textContent = 'Sender …'; }, 1000);
  try {
    const data = new FormData(form, event.submitter);
    const answer = await fetch(address, {
      method: 'POST',
      // with a file, as the form says
      body: form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data),
      signal: AbortSignal.timeout(60000)
    });
    if (answer.status === 413) {
      line.textContent = 'Det du vil sende, er for stort.';
      form.isOnItsWay = false;
      return;
    }
    const page = await answer.text();
    history.pushState(null, '', answer.url);
    document.open();
    document.write(page);
    window.addEventListener('load', showWhatIsSaid, { once: true });
    document.close();
  } catch (error) {
    // whoever is logged out is led to the provider, where a script may not follow
    const page = await fetch(window.location.href, { method: 'HEAD', redirect: 'manual' }).catch(() => null);
    if (page && page.type === 'opaqueredirect') {
      form.submit();
      return;
    }
    line.textContent = 'Vi fikk ikke kontakt med Samtalepakker. Det du har skrevet, står her. Sjekk nettet og prøv igjen.';
    form.isOnItsWay = false;
  } finally {
    clearTimeout(slow);
  }
});

// what was there before is asked for anew
window.addEventListener('popstate', () => window.location.reload());
