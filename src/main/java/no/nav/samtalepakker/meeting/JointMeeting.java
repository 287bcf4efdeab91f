package no.nav.samtalepakker.meeting;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Another unit's meeting that this one takes part in.
 *
 * @param unit name of the other
 * @param on the day it is or was; of several the last
 * @param at when it begins, or null
 * @param minutes how long it lasts, or null
 * @param form PHYSICAL, HYBRID or DIGITAL
 * @param over whether it has been held, as the other says, or its time has come
 */
public record JointMeeting(String unit, LocalDate on, LocalTime at, Integer minutes, String form, boolean over) {
}
