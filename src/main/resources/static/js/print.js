// Without scripts the browser's own menu prints the page.
// In a block, for a page that is written anew after a form runs it once more.
{
  const button = document.getElementById('print');
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
