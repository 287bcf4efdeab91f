/*
 * The page of a form: what stands at its end, and how one comes to a field.
 */
export function pageOf(camForm) {
  return { root, part, tellDraft, show };

  function root() { return camForm.formElement ? camForm.formElement[0] : document; }

  // the parts at the end of every form, in this order
  function part(className) {
    const parts = ['sp-refused', 'sp-missing', 'sp-draft', 'sp-sending'];
    if (!root().querySelector(':scope > .' + parts[0])) {
      parts.forEach(function (name) {
        const made = Object.assign(document.createElement('div'), { className: name, tabIndex: -1 });
        if (name !== 'sp-draft') made.setAttribute('role', name === 'sp-refused' ? 'alert' : 'status');
        root().appendChild(made);
      });
    }
    return root().querySelector(':scope > .' + className);
  }

  function tellDraft(message, act, whenActed) {
    const line = part('sp-draft');
    line.textContent = '';
    if (!message) return;
    line.appendChild(document.createElement('span')).textContent = message;
    if (!act) return;
    line.appendChild(button(act, 'sp-link', function () {
      whenActed();
      (line.querySelector('button') || line).focus();
    }));
  }

  function show(element) {
    for (let folded = element.closest('details'); folded; folded = folded.parentElement.closest('details')) folded.open = true;
    element.focus();
    element.scrollIntoView({ block: 'center' });
  }
}

export function button(text, className, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className, textContent: text });
  made.addEventListener('click', act);
  return made;
}
