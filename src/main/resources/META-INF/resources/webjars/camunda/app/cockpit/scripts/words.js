/*
 * What stands in Cockpit's own templates: words it does not look up in its locale file, and controls that are no
 * plug-ins, for what nobody may do (see controls.js). And a message about one page does not stay on the next.
 */
import locales from '../../../lib/samtalepakker-locales.js';

const YEAR = 365 * 24 * 60 * 60 * 1000;
const norwegian = locales.fallbackLocale === 'nb';
const operator = document.documentElement.classList.contains('sp-operator');

/** Puts something else in the place of a part of a directive's template. */
function rewrite(provide, directive, part, other) {
  provide.decorator(directive + 'Directive', ['$delegate', ($delegate) => {
    $delegate[0].template = $delegate[0].template.replaceAll(part, other);
    return $delegate;
  }]);
}

window.angular.module('cam.cockpit.custom')
  .config(['$provide', ($provide) => {
    if (norwegian) {
      rewrite($provide, 'incidentsTab', 'Message is null.', 'Ingen melding er lagret');
    }
    if (!operator) {
      rewrite($provide, 'incidentsTab', 'readonly="incidentsContext === \'history\'"', 'readonly="true"');
    }
    rewrite($provide, 'timeToLive', /<a ng-click="showDialog\(\)" class="ng-binding" href>([^]*)<\/a>/g, '<span>$1</span>');
    // a date nobody lives to see stands for none, such as that of a county which has not asked to wait
    $provide.decorator('camDateFilter', ['$delegate', ($delegate) => (date, format) =>
      new Date(date) - Date.now() > 50 * YEAR ? (norwegian ? 'ingen dato' : 'no date') : $delegate(date, format)]);
  }])
  .run(['$rootScope', 'Notifications', ($rootScope, Notifications) => {
    $rootScope.$on('$routeChangeSuccess', () => Notifications.clearAll());
  }]);
