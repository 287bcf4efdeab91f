/*
 * The open task for those who do not see it: Tasklist has the notice that a task is gone, with its button, in every
 * task and only makes it invisible; and nothing leads past the header and the lists.
 */
const tasklist = window.angular.module('cam.tasklist');

tasklist.decorator('camTasklistTaskDirective', ['$delegate', function ($delegate) {
  const [directive] = $delegate;
  directive.template = directive.template.replace('class="task-removed-alert"', '$& ng-if="task && !taskExists"');
  return $delegate;
}]);

const skip = document.createElement('a');
skip.className = 'sp-skip';
skip.lang = 'nb';
skip.href = '#innhold';
skip.textContent = 'Hopp til innholdet';
document.body.prepend(skip);

/** The open task, else the list; an address with a mark would be one of Tasklist's own. */
skip.addEventListener('click', function (event) {
  event.preventDefault();
  const target = document.querySelector('.task-details h2.task') || document.querySelector('[cam-tasks] .tasks-list a')
    || document.querySelector('[cam-tasks]');
  if (target) {
    target.tabIndex = target.tabIndex >= 0 ? target.tabIndex : -1;
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
  }
});
