/*
 * What the engine says of a failure is for programs; people get Tasklist's own words, which stand before it.
 */
const OF_THE_ENGINE = / <- |ENGINE-|No matching|Cannot |Exception/;

window.angular.module('cam.tasklist').decorator('Notifications', ['$delegate', function ($delegate) {
  const { addError } = $delegate;
  $delegate.addError = function (notice) {
    if (OF_THE_ENGINE.test(notice.message)) {
      notice.message = '';
    }
    return addError.call($delegate, notice);
  };
  return $delegate;
}]);
