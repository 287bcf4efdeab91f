/*
 * Whether the server can be reached. When it cannot, that is said once, at the top, and as long as it lasts; the forms
 * tell of their own sending. What was being fetched meanwhile is fetched anew, for Tasklist itself would wait for ever.
 */
const tasklist = window.angular.module('cam.tasklist');

const LOST = 'Vi får ikke kontakt med Samtalepakker. Sjekk nettet. Det du skriver i et skjema, blir lagret i denne nettleseren.';

const AGAIN_AFTER = 5000;

/** Lists are asked for by POST. */
const READING = /^filter\/[^/]+\/(?:list|count)$/;

const line = document.createElement('div');
line.className = 'sp-connection';
line.setAttribute('role', 'status');
line.lang = 'nb';
document.body.prepend(line);

let isLost = false;
let again;
const held = new Set();

/** Nobody answers. */
export function lost() {
  if (!isLost) {
    isLost = true;
    line.textContent = LOST;
    again = setInterval(askAgain, AGAIN_AFTER);
  }
}

/** Somebody answers. */
export function found() {
  if (isLost) {
    isLost = false;
    line.textContent = '';
    clearInterval(again);
    askAgain();
  }
}

/** Does it when the network is back, if it is away. */
export function whenBack(act) {
  if (isLost) {
    held.add(act);
  }
}

function askAgain() {
  const acts = [...held];
  held.clear();
  acts.forEach((act) => act());
}

window.addEventListener('offline', lost);
window.addEventListener('online', askAgain);

tasklist.decorator('camAPIHttpClient', ['$delegate', '$q', function (Client, $q) {
  ['post', 'get', 'load'].forEach(function (method) {
    const original = Client.prototype[method];
    Client.prototype[method] = function (path, options) {
      const isReading = method !== 'post' || READING.test(path);
      return $q((resolve, reject) => {
        const ask = () => original.call(this, path, { ...options }).then(function (answer) {
          found();
          resolve(answer);
        }, function (error) {
          if (error && error.status) {
            found();
            reject(error);
          } else if (isReading) {
            lost();
            whenBack(ask);
          } else {
            lost();
            reject(error);
          }
        });
        ask();
      });
    };
  });
  return Client;
}]);

tasklist.run(['Notifications', function (Notifications) {
  const addError = Notifications.addError;
  Notifications.addError = function (error) {
    if (!(isLost && error.http)) {
      addError.call(Notifications, error);
    }
  };
}]);
