package no.nav.samtalepakker.testing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A bean a model may ask. */
public class AskedBean {

	public String assignee(String unitId) {
		return "leder-" + unitId;
	}

	public List<String> getParties() {
		return List.of("a", "b");
	}

	public Map<String, String> getNames() {
		return Map.of("a", "A");
	}

	public AskedBean getFirst() {
		return this;
	}

	public String getId() {
		return "1";
	}

	public LocalDate getDay() {
		return LocalDate.of(2026, 9, 7);
	}

	public String[] getTexts() {
		return new String[] { "a" };
	}

	public DayOfWeek getKind() {
		return DayOfWeek.MONDAY;
	}

	public Class<?> getType() {
		return Runtime.class;
	}

}
