package no.nav.samtalepakker.organisation;

import java.util.Map;
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
	public Map<String, String> groupsOf(String userId) {
		return this.units.unitsOf(userId)
			.stream()
			.map(this.units::get)
			.flatMap((unit) -> unit.groupsFor(this.units.partyOf(unit.id(), userId))
				.stream()
				.map((group) -> Map.entry(group, unit.nameOf(group))))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (name, same) -> name));
	}

	@Override
	public void emailIs(String userId, String email) {
		this.jdbc.sql("""
				update unit_person set email = ?
				where user_id = ? and (valid_to is null or valid_to >= ?) and (email is null or email <> ?)
				""").params(email, userId, this.calendar.today(), email).update();
	}

}
