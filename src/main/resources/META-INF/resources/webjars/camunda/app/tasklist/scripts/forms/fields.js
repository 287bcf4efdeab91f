/*
 * Fields: what keeps «Fullfør» from being pressed, what is wrong with each of them, and dates that are pasted.
 */
import { dateOf, day, isDate, timeOf } from './dates.js';
import { button } from './page.js';
import { isBlank } from './values.js';

// tells what keeps «Fullfør» from being pressed, as it comes on the screen, and what is wrong with each field
export function watchFields($scope, { root, part, show }) {
  const fields = () => Array.from(root().querySelectorAll('[name]'))
    .map((element) => ({ element, control: ($scope.form || {})[element.name] })).filter((field) => field.control);
  $scope.$watch(() => fields().map((field) => watchYear($scope, field)).map(watchBlank).map((field) => [field.element.name, field.control.$dirty, Object.keys(field.control.$error)].join()).join(';'),
    () => setTimeout(function () {
      fields().forEach(mark);
      list(fields().filter((field) => field.control.$invalid));
    }));

  function list(invalid) {
    const box = part('sp-missing'), labels = invalid.map(labelOf);
    const told = labels.join(' · ');
    if (box.dataset.told === told) return;
    box.dataset.told = told;
    box.textContent = '';
    if (!labels.length) return;
    box.appendChild(document.createElement('b')).textContent = 'Dette gjenstår før du kan fullføre';
    const rows = box.appendChild(document.createElement('ul'));
    labels.forEach(function (label, index) {
      if (labels.indexOf(label) === index) rows.appendChild(document.createElement('li')).appendChild(button(label, 'sp-link', () => show(invalid[index].element)));
    });
  }
}

function labelOf(field) {
  const error = field.control.$error, item = field.element.closest('.sp-item');
  return (item ? item.querySelector('.sp-title').textContent.trim() + ': ' : '')
    + field.element.closest('.sp-field').querySelector('.sp-label').textContent.trim()
    + (error.required ? '' : error.identityNumber ? ' (fødselsnummer)' : error.maxlength ? ' (for lang)' : error.nothing ? ' (ingenting er skrevet)' : ' (ikke gyldig)');
}

// 0026 and 20260 are slips of the pen, and the server refuses such years, too
function watchYear($scope, field) {
  const { element, control } = field, kind = element.getAttribute('type');
  if (kind === 'time' && !element.takesNorwegian) {
    element.takesNorwegian = true;
    takeNorwegian(field, timeOf);
  }
  if (kind === 'date' && !element.dateMessage) {
    takeNorwegian(field, dateOf);
    echoDate($scope, field);
    element.dateMessage = Object.assign(document.createElement('p'),
      { className: 'sp-error ng-hide', textContent: 'Skriv hele datoen, med dag, måned og riktig år.' });
    element.insertAdjacentElement('afterend', element.dateMessage);
    control.$validators.year = (date) => !isDate(date) || (date.getFullYear() >= 2000 && date.getFullYear() <= 2100);
    control.$validate();
  }
  return field;
}

// a date or an hour may be pasted as it stands in a mail; without a date field of its own the browser takes it typed
function takeNorwegian(field, read) {
  const { element } = field;
  element.addEventListener('paste', function (event) {
    const text = read((event.clipboardData || { getData: () => '' }).getData('text'));
    if (!text) return;
    event.preventDefault();
    element.value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  if (element.type === 'text') element.addEventListener('change', function () {
    const text = read(element.value);
    if (!text || text === element.value) return;
    element.value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

// browsers in another language show month and day the other way round
function echoDate($scope, field) {
  const { element, control } = field;
  if (/^(nb|nn|no)\b/i.test(navigator.language || '')) return;
  const told = Object.assign(document.createElement('p'), { className: 'sp-hint sp-below' });
  element.insertAdjacentElement('afterend', told);
  $scope.$watch(() => isDate(control.$modelValue) ? control.$modelValue.getTime() : 0, function (time) {
    told.textContent = time ? ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'][new Date(time).getDay()] + ' ' + day(new Date(time)) : '';
  });
}

// what nobody can see does not fill a field that must be filled
function watchBlank(field) {
  const { control } = field;
  if (!control.isEmptyBefore) {
    control.isEmptyBefore = control.$isEmpty;
    control.$isEmpty = (value) => control.isEmptyBefore(value) || (typeof value === 'string' && isBlank(value));
    control.$validate();
  }
  return field;
}

// where the form itself says nothing better
function tellDate(field) {
  const { dateMessage } = field.element, error = field.control.$error;
  if (!dateMessage) return;
  const others = field.element.closest('.sp-field').querySelectorAll('.sp-error:not(.ng-hide)');
  dateMessage.classList.toggle('ng-hide', !(error.year || error.date) || error.min || error.max || Array.from(others).some((other) => other !== dateMessage));
}

// an empty field is not wrong before somebody has been there
function mark(field) {
  const element = field.element, error = field.control.$error, names = Object.keys(error);
  tellDate(field);
  const isWrong = element.isRefused || names.some((name) => name !== 'required') || (names.length > 0 && field.control.$dirty);
  if (isWrong) element.setAttribute('aria-invalid', 'true'); else element.removeAttribute('aria-invalid');
  const messages = Array.from((element.closest('.sp-field') || element).querySelectorAll('.sp-error'));
  messages.forEach((message, index) => { message.id = message.id || (element.id || element.name) + '-error-' + index; });
  const shown = messages.filter((message) => !message.classList.contains('ng-hide')).map((message) => message.id);
  const others = (element.getAttribute('aria-describedby') || '').split(' ').filter((id) => id && !messages.some((message) => message.id === id));
  const described = others.concat(shown).join(' ');
  if (described) element.setAttribute('aria-describedby', described); else element.removeAttribute('aria-describedby');
}
