/* A menu inside the menu closes when one leaves it, with Escape too. Without this script it closes where it opens. */
const menu = document.querySelector('.top .more');

menu?.addEventListener('focusout', (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
    menu.open = false;
  }
});
menu?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && menu.open) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
document.addEventListener('click', (event) => {
  if (menu && !menu.contains(event.target)) {
    menu.open = false;
  }
});
