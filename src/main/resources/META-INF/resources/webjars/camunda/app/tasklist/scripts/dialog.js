/*
 * A question in a dialog of the browser's own: it keeps the focus, closes on Escape and gives the focus back.
 */
let number = 0;

function element(name, attributes, ...children) {
  const created = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => created.setAttribute(key, value));
  created.append(...children);
  return created;
}

/** Tells while an answer is on its way, if that takes longer than a moment; gives on what comes of it. */
export async function whileSending(answer, tell) {
  const timers = [
    setTimeout(() => tell('Sender …'), 1000),
    setTimeout(() => tell('Sender … Det tar lengre tid enn vanlig. Vent litt til.'), 15000)
  ];
  try {
    return await answer;
  } finally {
    timers.forEach(clearTimeout);
    tell('');
  }
}

/**
 * Asks, and acts on a yes. What goes wrong is told in the dialog, which then stays open.
 *
 * @param question heading, paragraphs, people to choose from ({userId, name}, may be left out), confirm (the text of
 * the button; none if there is nothing to confirm) and act (gets the chosen user id, returns a promise)
 * @returns a promise of whether it was done
 */
export function ask(question) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    const id = 'sp-dialog-' + (number += 1);
    const error = element('p', { class: 'sp-dialog-error', role: 'alert' });
    const sending = element('p', { class: 'sp-dialog-sending', role: 'status' });
    const cancel = element('button', { type: 'button', class: 'btn btn-default' }, question.confirm ? 'Avbryt' : 'Lukk');
    const buttons = element('div', { class: 'sp-dialog-buttons' });
    const form = element('form', { method: 'dialog', novalidate: '' },
      element('h2', { id, class: 'sp-dialog-heading' }, question.heading),
      ...question.paragraphs.map((text) => element('p', {}, text)));
    const dialog = element('dialog', { class: 'sp-dialog', 'aria-labelledby': id, lang: 'nb' }, form);
    let done = false;

    if (question.people) {
      form.append(element('fieldset', {}, element('legend', {}, question.legend),
        ...question.people.map((person) => element('label', { class: 'sp-dialog-person' },
          element('input', { type: 'radio', name: 'person', value: person.userId }), element('span', {}, person.name)))));
    }
    form.append(error, sending, buttons);
    if (question.confirm) {
      buttons.append(element('button', { type: 'submit', class: 'btn btn-primary' }, question.confirm));
    }
    buttons.append(cancel);

    cancel.addEventListener('click', () => dialog.close());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const chosen = form.querySelector('input:checked');
      error.textContent = '';
      if (question.people && !chosen) {
        error.textContent = 'Velg hvem som skal få oppgaven.';
        form.querySelector('input').focus();
        return;
      }
      const submit = buttons.querySelector('[type=submit]');
      submit.disabled = true;
      try {
        await whileSending(question.act(chosen && chosen.value), (text) => { sending.textContent = text; });
        done = true;
        dialog.close();
      } catch (failure) {
        error.textContent = failure.message;
        submit.disabled = false;
        submit.focus();
      }
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (!done && opener && opener.isConnected) {
        opener.focus();
      }
      resolve(done);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const status = element('div', { role: 'status', class: 'sr-only', lang: 'nb' });
document.body.append(status);

/** Tells a screen reader what has happened. */
export function announce(text) {
  status.textContent = '';
  // a text that stays the same would not be read again
  window.setTimeout(() => { status.textContent = text; }, 100);
}
