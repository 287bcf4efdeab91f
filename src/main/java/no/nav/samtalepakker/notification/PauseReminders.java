package no.nav.samtalepakker.notification;

/**
 * The body of a request to pause the reminders, or to let them go on.
 *
 * @param paused true when left out
 */
record PauseReminders(Boolean paused) {

	PauseReminders {
		paused = (paused != null) ? paused : Boolean.TRUE;
	}

}
