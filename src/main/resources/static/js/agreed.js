// The e-mail follows the ticks; without this script a button asks for it.
const choices = document.getElementById('agreed');
let latest = 0;
if (choices) {
  choices.querySelector('.refresh').hidden = true;
  choices.addEventListener('change', async () => {
    const turn = ++latest;
    const chosen = [...new FormData(choices)].filter(([name]) => name === 'valgt' || name === 'punkt');
    const answer = await fetch(choices.action + '?' + new URLSearchParams(chosen)).catch(() => null);
    if (answer && answer.ok && turn === latest) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.getElementById('letter').replaceWith(page.getElementById('letter'));
    }
  });
}
