package no.nav.samtalepakker.organisation;

import java.util.Set;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.security.Register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the units, as the login needs to know them. */
@Component
@Transactional
class UnitRegister implements Register {

	private final JdbcClient jdbc;

	private final Units units;

	private final NorwegianCalendar calendar;

	UnitRegister(JdbcClient jdbc, Units units, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.units = units;
		this.calendar = calendar;
	}

	@Override
	public Set<String> groupsOf(String userId) {
		return this.units.unitsOf(userId)
			.stream()
			.flatMap((unitId) -> this.units.get(unitId).groupsFor(this.units.partyOf(unitId, userId)).stream())
			.collect(Collectors.toSet());
	}

	@Override
	public void emailIs(String userId, String email) {
		this.jdbc.sql("""
				update unit_person set email = ?
				where user_id = ? and (valid_to is null or valid_to >= ?) and (email is null or email <> ?)
				""").params(email, userId, this.calendar.today(), email).update();
	}

}
