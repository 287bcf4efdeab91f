/*
 * Norwegian for the parts of a date that the web applications do not read from their locale files: Angular's names of
 * days and months in the date picker, its first day of the week, and Cockpit's way of writing a point in time.
 */
import locales from './samtalepakker-locales.js';

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
  if (document.querySelector('base').getAttribute('app-name') === 'cockpit') {
    window.angular.module('cam.cockpit.custom').config(['camDateFormatProvider', (formats) => {
      formats.setDateFormat('D. MMM YYYY [kl.] HH.mm.ss', 'normal');
    }]);
  }
}
