/*
 * What every form can do: what it is about, its variable, drafts, dates and texts. Forms are deployed with the model
 * and stay as they were when a case began, while this comes with the application. So `formsV1` is a contract: add to
 * it, but take nothing away and change no meaning. What would break the forms of running cases becomes `formsV2`
 * beside it, in a file of its own. ModelConventionsTest holds the forms against the names returned here.
 */
window.samtalepakker = window.samtalepakker || {};

window.samtalepakker.formsV1 = function ($scope, camForm) {
  const angular = window.angular;

  return {
    setUp, get, post, showObstacle, caseOfObstacle, caseFacts, closingFacts, meetingFacts, heldFacts, firstFollowUp,
    unitType, pick, chosen, any, left, day, plusDays, dateText, toDate, withDates, withoutBlanks, plain
  };

  // form: {name, model, url, facts(context), onContext(context, typed), result(model)}
  function setUp(form) {
    const variable = () => camForm.variableManager.variable(form.name);
    let hasDraft = false;
    setToday(dateText(new Date()));
    angular.extend($scope, { m: form.model, context: {}, load, missing, day, left, any, add, remove, pointFacts });

    camForm.on('form-loaded', function () {
      camForm.variableManager.createVariable({ name: form.name, type: 'Json', value: {} });
      watchTexts();
      load();
    });
    // «Lagre» keeps a draft in the browser, which wins over what the context proposes
    camForm.on('store', () => { variable().value = plain($scope.m); });
    camForm.on('variables-restored', function () {
      hasDraft = Object.keys(variable().value || {}).length > 0;
      if (hasDraft) angular.extend($scope.m, withDates(variable().value));
    });
    camForm.on('submit', () => { variable().value = withoutBlanks(plain(form.result($scope.m))) || {}; });

    function load() {
      $scope.failed = false;
      get(form.url || '/api/tasks/' + camForm.taskId + '/context', function (context) {
        $scope.context = context;
        setToday(context.today || $scope.today);
        $scope.facts = form.facts ? form.facts(context).filter((fact) => fact.text) : [];
        if (form.onContext) form.onContext(context, hasDraft || ($scope.form || {}).$dirty);
      }, () => { $scope.failed = true; });
    }
  }

  function setToday(today) {
    $scope.today = today;
    $scope.tomorrow = plusDays(today, 1);
  }

  function get(url, done, failed) {
    fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((body) => $scope.$evalAsync(() => done(body)), () => $scope.$evalAsync(failed || angular.noop));
  }

  // Tasklist's own token of the same session, or ours
  function post(url, body, done, failed) {
    const token = (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] || '';
    fetch(url, { method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) } })
      .then((response) => response.ok ? response.json() : Promise.reject(response.status))
      .then((answer) => $scope.$evalAsync(() => done(answer)), () => $scope.$evalAsync(failed));
  }

  function caseFacts(context) {
    const unit = context.unit || {}, rollout = context.rollout || {};
    return [
      { label: 'Enhet', text: unit.name },
      { label: 'Samtalepakke', text: (context.package || {}).name },
      { label: 'Utrulling', text: rollout.name }
    ];
  }

  function closingFacts(context) { return [{ label: 'Lukkes', text: day((context.rollout || {}).closesOn) }]; }
  function meetingFacts(context) {
    const meeting = context.meeting || {};
    return [{ label: 'Møte', text: meeting.meetingDate && day(meeting.meetingDate) + (meeting.meetingTime ? ' kl. ' + meeting.meetingTime.slice(0, 5) : '') }];
  }
  function heldFacts(context) { return [{ label: 'Samtalen ble holdt', text: day((context.meeting || {}).heldOn) }]; }

  // the group's own date: after the conversation and not in the past
  function firstFollowUp(context) {
    const heldOn = (context.meeting || {}).heldOn;
    return heldOn >= $scope.today ? plusDays(heldOn, 1) : $scope.today;
  }
  function pointFacts(point) {
    return [point.responsible && 'Ansvarlig: ' + point.responsible, point.dueOn && 'Frist: ' + day(point.dueOn)].filter(Boolean).join(' · ');
  }

  function unitType(code) {
    return { RESULT_UNIT: 'Resultatenhet', OFFICE: 'Nav-kontor', USER_COUNCIL: 'Brukerutvalg', MBA: 'Medbestemmelsesapparat', COUNTY: 'Fylke', UNIT: 'Enheter og Nav-kontor' }[code];
  }

  // labels of the fields that keep «Fullfør» from being pressed, as they come on the screen
  function missing() {
    const invalid = {};
    ($scope.form && $scope.form.$getControls ? $scope.form.$getControls() : [])
      .filter((control) => control.$invalid).forEach((control) => { invalid[control.$name] = control.$error; });
    const labels = Array.from(root().querySelectorAll('[name]')).filter((element) => invalid[element.name]).map(function (element) {
      const error = invalid[element.name], item = element.closest('.sp-item');
      return (item ? item.querySelector('.sp-title').textContent.trim() + ': ' : '')
        + element.closest('.sp-field').querySelector('.sp-label').textContent.trim()
        + (error.required ? '' : error.identityNumber ? ' (fødselsnummer)' : error.maxlength ? ' (for lang)' : ' (ikke gyldig)');
    });
    return labels.filter((label, index) => labels.indexOf(label) === index).join(' · ');
  }

  function root() { return camForm.formElement ? camForm.formElement[0] : document; }

  // Texts that may hold personal data are shown to our server, which keeps nothing. It refuses
  // identity numbers on «Fullfør» too; phone numbers and e-mail addresses are the writer's choice.
  function watchTexts() {
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
      texts().map((field) => field.text).filter((text) => isSuspect(text) && !known.has(text)).forEach(function (text) {
        known.set(text, null);
        post('/api/texts/check', { text }, (found) => { known.set(text, found); show(); }, () => { known.delete(text); });
      });
    }

    function show() {
      texts().forEach(function (field) {
        if (known.get(field.text) || !isSuspect(field.text)) field.element.found = known.get(field.text);
        tell(field, field.element.found || { identityNumbers: [], phoneNumbers: [], emails: [] });
      });
    }
  }

  function texts() {
    return Array.from(root().querySelectorAll('textarea[name], input[type=text][name]'))
      .map((element) => ({ element, control: ($scope.form || {})[element.name] }))
      .filter((field) => field.control)
      .map((field) => angular.extend(field, { text: String(field.control.$viewValue || '') }));
  }

  function isSuspect(text) { return text.includes('@') || (text.match(/\p{Nd}/gu) || []).length >= 8; }

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
    field.control.$setValidity('identityNumber', !numbers.length);
    if (numbers.length) element.setAttribute('aria-invalid', 'true'); else element.removeAttribute('aria-invalid');

    const box = foundBox(element);
    box.classList.toggle('sp-wrong', numbers.length > 0);
    if (box.dataset.message === message) return;
    box.dataset.message = message;
    box.textContent = '';
    if (!message) return;
    box.appendChild(document.createElement('p')).textContent = message;
    const button = box.appendChild(document.createElement('button'));
    angular.extend(button, { type: 'button', className: 'btn btn-default sp-remove', textContent: 'Vis i teksten' });
    button.addEventListener('click', function () {
      const places = element.found.identityNumbers.concat(element.found.phoneNumbers, element.found.emails);
      const start = Math.max(element.value.indexOf(field.text), 0);
      element.focus();
      element.setSelectionRange(start + places[0].from, start + places[0].to);
    });
  }

  // stands there from the start, so that screen readers notice what comes into it
  function foundBox(element) {
    const id = element.id + '-found';
    if (!document.getElementById(id)) {
      const box = document.createElement('div');
      angular.extend(box, { id, className: 'sp-found' });
      box.setAttribute('role', 'status');
      element.insertAdjacentElement('afterend', box);
      element.setAttribute('aria-describedby', (element.getAttribute('aria-describedby') || '') + ' ' + id);
    }
    return document.getElementById(id);
  }

  function add(list, item, id) {
    list.push(item);
    setTimeout(() => document.querySelector('#' + id + ' > :last-child').querySelector('input, textarea').focus());
  }

  function remove(list, index, id) {
    list.splice(index, 1);
    document.getElementById(id + '-add').focus();
  }

  function left(text, limit) {
    const rest = limit - Array.from(text || '').length;
    return rest < 0 ? -rest + ' tegn for mye' : rest + ' tegn igjen';
  }

  // check boxes are kept as {code: true}
  function chosen(boxes) { return Object.keys(boxes || {}).filter((code) => boxes[code]); }
  function any(boxes) { return chosen(boxes).length > 0; }
  function pick(model, names) { return Object.fromEntries(names.map((name) => [name, model[name]])); }

  // dates are Date objects in the fields and plain local dates (yyyy-MM-dd, HH:mm) everywhere else
  function two(number) { return String(number).padStart(2, '0'); }
  function dateText(date) { return date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()); }
  function timeText(date) { return two(date.getHours()) + ':' + two(date.getMinutes()); }
  function toDate(text) { const part = text.split('-'); return new Date(part[0], part[1] - 1, part[2]); }
  function toTime(text) { const part = text.split(':'); return new Date(1970, 0, 1, part[0], part[1]); }
  function plusDays(text, days) { const date = toDate(text); date.setDate(date.getDate() + days); return dateText(date); }
  function day(text) {
    const months = ['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember'];
    const date = !text || angular.isDate(text) ? text : toDate(text);
    return date ? date.getDate() + '. ' + months[date.getMonth()] + ' ' + date.getFullYear() : '';
  }

  function plain(value) { return JSON.parse(angular.toJson(withDateTexts(value))); }
  function withDateTexts(value, name) {
    if (angular.isDate(value)) return /Time$/.test(name) ? timeText(value) : dateText(value);
    return mapped(value, name, withDateTexts);
  }
  function withDates(value, name) {
    if (/(On|Date|^date)$/.test(name) && /^\d{4}-\d\d-\d\d$/.test(value)) return toDate(value);
    if (/Time$/.test(name) && /^\d\d:\d\d/.test(value)) return toTime(value);
    return mapped(value, name, withDates);
  }
  function mapped(value, name, change) {
    if (angular.isArray(value)) return value.map((item) => change(item, name));
    if (!angular.isObject(value) || angular.isDate(value)) return value;
    return Object.fromEntries(Object.keys(value).map((key) => [key, change(value[key], key)]));
  }
  function withoutBlanks(value) {
    if (angular.isArray(value)) {
      const items = value.map(withoutBlanks).filter(angular.isDefined);
      return items.length ? items : undefined;
    }
    if (angular.isObject(value)) {
      const entries = Object.keys(value).map((key) => [key, withoutBlanks(value[key])]).filter((entry) => angular.isDefined(entry[1]));
      return entries.length ? Object.fromEntries(entries) : undefined;
    }
    return value === '' || value === null ? undefined : value;
  }


  function showObstacle() {
    $scope.answerNames = {
      INCLUDED_IN_ONGOING: 'Tas med i arbeid som pågår', OWN_MEASURE: 'Et tiltak settes i gang', CANNOT_SOLVE: 'Kan ikke løses nå', FORWARD: 'Sendt videre',
      UPDATE: 'Nytt siden sist', ANSWERED_BY_SECRETARIAT: 'Svar fra sekretariatet', LOCAL: 'Kan løses i enheten', NONE: 'Trenger ikke å sendes videre'
    };
    const states = {
      ANSWERED: 'Har svart', FORWARDED: 'Har sendt den videre', REROUTED: 'En annen er spurt i stedet', WITHDRAWN: 'Vi venter ikke lenger på svar',
      TO_TRIAGE: 'Ligger hos sekretariatet', TO_REDACT: 'Har meldt fra om personopplysninger', NO_CONTACT: 'Har ingen som kan svare ennå'
    };
    $scope.routeStatus = (route) => states[route.state] || 'Venter på svar' + (route.dueOn ? ', frist ' + day(route.dueOn) : '');
    $scope.categoryText = () => [$scope.context.obstacle.categoryName, $scope.context.obstacle.subcategoryName].filter(Boolean).join(' – ');
    $scope.answerFacts = (answer) => [answer.coveredBy && 'Del av: ' + answer.coveredBy, answer.responsible && 'Ansvarlig: ' + answer.responsible,
      answer.nextUpdateOn && 'Nytt svar ' + day(answer.nextUpdateOn)].filter(Boolean).join(' · ');
  }

  function caseOfObstacle(context) {
    const unit = context.unit || {};
    return [
      { label: 'Fra', text: unit.name || unitType(unit.type) },
      { label: 'Fylke', text: unit.county },
      { label: 'Frist', text: day((context.task || {}).due) }
    ];
  }
};
