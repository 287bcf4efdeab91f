/*
 * What a leader may change in a meeting that is planned: fills the fields, and gives only what differs.
 */
import { addresses } from './addresses.js';
import { counted, pick, plain, withDates, withoutBlanks } from './values.js';

export function meetingChangesOn($scope) {
  $scope.meetingForms = [{ code: 'PHYSICAL', name: 'I samme rom' }, { code: 'HYBRID', name: 'Noen på skjerm' }, { code: 'DIGITAL', name: 'Alle på skjerm' }];
  function fillIn(meeting) {
    const now = { newMeetingDate: meeting.meetingDate, newMeetingTime: meeting.meetingTime, newDurationMinutes: meeting.durationMinutes, newForm: meeting.form, newPlace: meeting.place };
    if (now.newMeetingDate < $scope.today) delete now.newMeetingDate;
    Object.assign($scope.m, withDates(withoutBlanks(now)), { newParticipantEmails: (meeting.participantEmails || []).join('\n') });
  }
  function changes(m) {
    const meeting = $scope.context.meeting || {}, result = {};
    const asked = plain(pick(m, ['newMeetingDate', 'newMeetingTime', 'newDurationMinutes', 'newForm', 'newPlace', 'newLastMeetingDate']));
    const former = { newMeetingDate: meeting.meetingDate, newMeetingTime: (meeting.meetingTime || '').slice(0, 5), newDurationMinutes: meeting.durationMinutes, newForm: meeting.form, newPlace: meeting.place };
    Object.keys(asked).forEach((name) => { if (asked[name] && asked[name] !== former[name]) result[name] = asked[name]; });
    // emptied by hand; a field that is not there is undefined
    if (m.newPlace === '' && former.newPlace) result.newPlace = '-';
    const people = participants().all;
    const same = (meeting.participantEmails || []).map((email) => email.toLowerCase());
    if (people.length !== same.length || people.some((email) => !same.includes(email))) result.newParticipantEmails = people;
    return result;
  }
  const participants = () => addresses($scope.m.newParticipantEmails);
  $scope.oddEmails = () => participants().odd.join(', ');
  // the server takes no others, see Participants
  $scope.$watch(function () {
    const control = ($scope.form || {}).newParticipantEmails;
    if (control) control.$setValidity('email', !$scope.oddEmails());
  });
  $scope.whoHears = function () {
    const meeting = $scope.context.meeting || {}, count = meeting.calendars;
    if ((meeting.lastMeetingDate || meeting.meetingDate) < $scope.today) return 'Møtedagen er over, så ingen får e-post om det.';
    return !count ? 'Ingen har fått invitasjon ennå, så ingen får beskjed.'
      : counted(count, 'Én har', '%d har') + ' fått invitasjon. ' + (count === 1 ? 'Den personen' : 'Alle') + ' får e-post om at møtet ikke blir holdt da, og avtalen går ut av kalenderen.';
  };
  return { fillIn, changes };
}
