/*
 * What a case is about, in the words forms have in common.
 */
import { day } from './dates.js';

export function caseFacts(context) {
  const unit = context.unit || {}, rollout = context.rollout || {};
  return [
    { label: 'Enhet', text: unit.name },
    { label: 'Samtalepakke', text: (context.package || {}).name },
    { label: 'Utrulling', text: rollout.name }
  ];
}

export function closingFacts(context) { return [{ label: 'Siste dag', text: day((context.rollout || {}).closesOn) }]; }

export function meetingFacts(context) {
  const meeting = context.meeting || {};
  const undelivered = meeting.undelivered || [];
  return [
    { label: 'Møte', text: meeting.meetingDate && day(meeting.meetingDate) + (meeting.meetingTime ? ' kl. ' + meeting.meetingTime.slice(0, 5).replace(':', '.') : '') },
    { label: 'Kom ikke fram', text: undelivered.length && 'E-posten til ' + undelivered.join(', ') + '. Sjekk adressen, eller si fra på en annen måte.' }
  ];
}

export function heldFacts(context) { return [{ label: 'Samtalen ble holdt', text: day((context.meeting || {}).heldOn) }]; }

export function pointFacts(point) {
  return [point.responsible && 'Ansvarlig: ' + point.responsible, point.dueOn && 'Frist: ' + day(point.dueOn)].filter(Boolean).join(' · ');
}

export function unitType(code) {
  return { RESULT_UNIT: 'Resultatenhet', OFFICE: 'Nav-kontor', USER_COUNCIL: 'Brukerutvalg', MBA: 'Medbestemmelsesapparat', COUNTY: 'Fylke', UNIT: 'Enheter og Nav-kontor' }[code];
}

export function caseOfObstacle(context) {
  const unit = context.unit || {};
  return [
    { label: 'Fra', text: unit.name || unitType(unit.type) },
    { label: 'Fylke', text: unit.county },
    { label: 'Frist', text: day((context.task || {}).due) }
  ];
}

export function showObstacleOn($scope) {
  // forms of before 2026-11-28 look up the words of an answer here, by its code
  $scope.answerNames = {};
  $scope.$watch('context', function (context) {
    const { obstacle, openObstacles } = context || {};
    [obstacle].concat(openObstacles).filter(Boolean).flatMap((each) => each.answers || [])
      .forEach((answer) => { $scope.answerNames[answer.answer] = answer.words; });
  });
  $scope.routeStatus = (route) => route.words + (route.state === 'OPEN' && route.dueOn ? ', frist ' + day(route.dueOn) : '');
  $scope.categoryText = () => [$scope.context.obstacle.categoryName, $scope.context.obstacle.subcategoryName].filter(Boolean).join(' – ');
  $scope.answerFacts = (answer) => [answer.coveredBy && 'Del av: ' + answer.coveredBy, answer.responsible && 'Ansvarlig: ' + answer.responsible,
    answer.nextUpdateOn && 'Nytt svar ' + day(answer.nextUpdateOn)].filter(Boolean).join(' · ');
}
