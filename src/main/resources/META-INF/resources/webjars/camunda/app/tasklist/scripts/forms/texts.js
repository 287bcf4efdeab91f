/*
 * Texts that may hold personal data are shown to our server, which keeps nothing. It refuses
 * identity numbers on «Fullfør» too; phone numbers and e-mail addresses are the writer's choice,
 * and so are names of units and persons, where the form says why not to write them (data-names).
 */
import { button } from './page.js';

export function watchTexts($scope, { root }, post) {
  const known = new Map();
  let soon;
  $scope.$watch(() => texts().map((field) => field.element.name + ' ' + field.text).join('\n'), function () {
    show();
    clearTimeout(soon);
    soon = setTimeout(ask, 600);
  });
  root().addEventListener('focusout', ask);
  $scope.$on('$destroy', () => clearTimeout(soon));

  function ask() {
    texts().filter(isSuspect).map((field) => field.text).filter((text) => !known.has(text)).forEach(function (text) {
      known.set(text, null);
      post('/api/texts/check', { text }, (found) => { known.set(text, found); show(); }, () => { known.delete(text); });
    });
  }

  function show() {
    texts().forEach(function (field) {
      if (known.get(field.text) || !isSuspect(field)) field.element.found = known.get(field.text);
      tell(field, field.element.found || { identityNumbers: [], phoneNumbers: [], emails: [] });
    });
  }

  function texts() {
    return Array.from(root().querySelectorAll('textarea[name], input[type=text][name]'))
      .map((element) => ({ element, control: ($scope.form || {})[element.name] }))
      .filter((field) => field.control)
      .map((field) => Object.assign(field, { text: String(field.control.$viewValue || '') }));
  }
}

function isSuspect(field) {
  return field.text.includes('@') || (field.text.match(/\p{N}/gu) || []).length >= 7
    || field.element.hasAttribute('data-names') && /\p{Lu}/u.test(field.text);
}

function tell(field, found) {
  const element = field.element, numbers = found.identityNumbers;
  const contacts = found.phoneNumbers.map((place) => [place, 'et telefonnummer'])
    .concat(element.hasAttribute('data-emails') ? [] : found.emails.map((place) => [place, 'en e-postadresse']));
  const where = (place) => 'tegn ' + (Array.from(field.text.slice(0, place.from)).length + 1) + '–' + Array.from(field.text.slice(0, place.to)).length;
  let message = '';
  if (numbers.length) {
    message = 'Dette ser ut som et fødselsnummer eller lignende: ' + numbers.map(where).join(', ') + '. Ta det ut før du fullfører. Er det et kontonummer, skriv det som 1234.56.78901.';
  } else if (contacts.length) {
    const named = contacts.map((contact) => where(contact[0]) + ' som ' + contact[1]).join(', ');
    message = named[0].toUpperCase() + named.slice(1).replace(' som ', ' ser ut som ') + '. Gjelder det en enkeltperson, bør du ta det ut.';
  }
  const names = element.hasAttribute('data-names') ? (found.units || []).concat(found.persons || []) : [];
  if (!numbers.length && names.length) {
    const words = names.map((place) => '«' + field.text.slice(place.from, place.to) + '»').filter((word, i, all) => all.indexOf(word) === i);
    message = (message ? message + ' ' : '') + element.getAttribute('data-names') + ' ' + words.join(', ')
      + (words.length > 1 ? ' ser ut som navn på enheter eller personer.' : ' ser ut som navnet på en enhet eller en person.') + ' Skriv det heller uten.';
  }
  field.control.$setValidity('identityNumber', !numbers.length);

  const box = foundBox(element);
  box.classList.toggle('sp-wrong', numbers.length > 0);
  if (box.dataset.message === message) return;
  box.dataset.message = message;
  box.textContent = '';
  if (!message) return;
  box.appendChild(document.createElement('p')).textContent = message;
  box.appendChild(button('Vis i teksten', 'btn btn-default sp-remove', function () {
    const places = element.found.identityNumbers.concat(element.found.phoneNumbers, element.found.emails, names);
    const start = Math.max(element.value.indexOf(field.text), 0);
    element.focus();
    element.setSelectionRange(start + places[0].from, start + places[0].to);
  }));
}

// stands there from the start, so that screen readers notice what comes into it
function foundBox(element) {
  const id = element.id + '-found';
  if (!document.getElementById(id)) {
    const box = document.createElement('div');
    Object.assign(box, { id, className: 'sp-found' });
    box.setAttribute('role', 'status');
    element.insertAdjacentElement('afterend', box);
    element.setAttribute('aria-describedby', (element.getAttribute('aria-describedby') || '') + ' ' + id);
  }
  return document.getElementById(id);
}
