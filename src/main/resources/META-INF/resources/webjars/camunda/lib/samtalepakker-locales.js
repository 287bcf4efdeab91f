/*
 * English for browsers that ask for it, Norwegian for all others: forms and messages are Norwegian, so whoever reads
 * another language must read Norwegian anyway. Bokmål serves nb, no and nn. The fallback is always the language
 * chosen; any other would fetch a second file, and the later of the two would decide how dates are written.
 */
const asked = (navigator.languages || [navigator.language]).map((tag) => tag.split('-')[0].toLowerCase());
const locale = asked.find((language) => ['nb', 'no', 'nn', 'en'].includes(language)) === 'en' ? 'en' : 'nb';

document.documentElement.lang = locale;

// the date picker takes its words from Angular, which the web applications bring in English only
if (locale === 'nb') {
  const day = (n) => new Date(2023, 0, 1 + n); // a Sunday, and the days after it
  const month = (n) => new Date(2023, n, 1);
  const words = (count, date, options) =>
    Array.from({length: count}, (_, n) => new Intl.DateTimeFormat('nb', options).format(date(n)));

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
}

export default {availableLocales: ['nb', 'en'], fallbackLocale: locale};
