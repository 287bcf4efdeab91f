/*
 * Tasklist's messages get a strip of their own: the page is told how high they are and leaves room, so that none of
 * them ever lies over «Fullfør».
 */
const root = document.documentElement;

const watcher = new ResizeObserver(([panel]) => {
  const height = Math.ceil(panel.contentRect.height);
  root.style.setProperty('--sp-notices', height ? height + 16 + 'px' : '0px');
});

const panel = document.querySelector('.page-notifications');
if (panel) {
  watcher.observe(panel);
}

// what the engine says of a failure is for programs; people get Tasklist's own words, which stand before it
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
