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
