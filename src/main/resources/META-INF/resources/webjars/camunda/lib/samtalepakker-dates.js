/*
 * The words of the web applications, which are here already, and Norwegian for the parts of a date that are not among
 * them: Angular's names of days and months in the date picker, its first day of the week, and Cockpit's way of writing
 * a point in time.
 */
import locales, { words as texts } from './samtalepakker-locales.js';

const application = document.querySelector('base').getAttribute('app-name');

if (texts) {
  window.angular.module('cam.' + application + '.custom').decorator('localeLoader', ['$q', ($q) => (options) => {
    options.callback(null, texts, options.key);
    return $q.resolve(texts.labels);
  }]);
}

const day = (n) => new Date(2023, 0, 1 + n); // a Sunday, and the days after it
const month = (n) => new Date(2023, n, 1);
const words = (count, date, options) =>
  Array.from({length: count}, (_, n) => new Intl.DateTimeFormat('nb', options).format(date(n)));

if (locales.fallbackLocale === 'nb') {
  window.angular.module('ngLocale').decorator('$locale', ['$delegate', ($locale) => {
    Object.assign($locale.DATETIME_FORMATS, {
      DAY: words(7, day, {weekday: 'long'}),
      SHORTDAY: words(7, day, {weekday: 'short'}),
      MONTH: words(12, month, {month: 'long'}),
      STANDALONEMONTH: words(12, month, {month: 'long'}),
      SHORTMONTH: words(12, month, {month: 'short'}),
      FIRSTDAYOFWEEK: 0 // Monday
    });
    Object.assign($locale.NUMBER_FORMATS, {DECIMAL_SEP: ',', GROUP_SEP: '\u00a0'});
    return $locale;
  }]);
  if (application === 'cockpit') {
    window.angular.module('cam.cockpit.custom').config(['camDateFormatProvider', (formats) => {
      formats.setDateFormat('D. MMM YYYY [kl.] HH.mm.ss', 'normal');
    }]);
  }
}
