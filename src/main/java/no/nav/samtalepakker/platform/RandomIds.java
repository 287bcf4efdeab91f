package no.nav.samtalepakker.platform;

import java.time.LocalDate;
import java.util.UUID;

import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.util.ClockUtil;

import org.springframework.stereotype.Component;

/**
 * Ids that tell the day and nothing more. The engine's own hold the time to a
 * ten-millionth of a second, so that whoever sees two of them sees whether they came in
 * one report. The day is no secret, and keeps what is new together in the indexes.
 */
@Component
class RandomIds implements IdGenerator {

	private static final int BITS_AFTER_DAY = 48;

	@Override
	public String getNextId() {
		UUID random = UUID.randomUUID();
		long day = LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), ApplicationClock.OSLO).toEpochDay();
		return new UUID(day << BITS_AFTER_DAY | random.getMostSignificantBits() & (1L << BITS_AFTER_DAY) - 1,
				random.getLeastSignificantBits())
			.toString();
	}

}
