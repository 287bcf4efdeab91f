/*
 * What Tasklist offers and our users have no use for, or no right to. The base element is Tasklist's own place to say
 * so; it is read once, after the configuration has been loaded.
 */
import { visitor } from './visitor.js';

const left = [
  'tasklist.navbar.action:create-task-action',
  'tasklist.task.action:task-action-comment',
  // the engine's history is open to the secretariat only, and tells less than the form
  'tasklist.task.detail:task-detail-history'
];
if (!visitor.startsProcesses) {
  left.push('tasklist.navbar.action:start-process-action');
}
if (!visitor.looksUpCases) {
  // the model and the search by variables need rights that come with Cockpit
  left.push('tasklist.task.detail:task-detail-diagram', 'tasklist.list:task-search');
}
document.querySelector('base').setAttribute('cam-exclude-plugins', left.join(','));
document.documentElement.classList.toggle('sp-plain', !visitor.looksUpCases);
