package no.nav.samtalepakker.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import no.nav.samtalepakker.conversation.Conversations;
import no.nav.samtalepakker.organisation.Unit;
import no.nav.samtalepakker.organisation.UnitType;
import no.nav.samtalepakker.organisation.Units;
import no.nav.samtalepakker.packages.ConversationPackage;
import no.nav.samtalepakker.packages.Packages;
import no.nav.samtalepakker.packages.TargetGroup;
import no.nav.samtalepakker.platform.InvalidInput;

import org.springframework.stereotype.Component;

/** Which units a rollout reaches: each unit gets the package of its type, once. */
@Component
class Reach {

	private final Units units;

	private final Packages packages;

	private final Conversations conversations;

	private final Orders orders;

	Reach(Units units, Packages packages, Conversations conversations, Orders orders) {
		this.units = units;
		this.packages = packages;
		this.conversations = conversations;
		this.orders = orders;
	}

	/**
	 * The units of every package; refuses unknown packages, counties and units, and a
	 * unit that would get two.
	 */
	Map<ConversationPackage, List<Unit>> of(List<String> packageKeys, List<String> counties, List<String> unitIds) {
		return ofVersions(newest(packageKeys), counties, unitIds);
	}

	private List<ConversationPackage> newest(List<String> packageKeys) {
		List<ConversationPackage> versions = new ArrayList<>();
		for (int i = 0; i < packageKeys.size(); i++) {
			String field = "packageKeys[" + i + "]";
			versions.add(this.packages.newest(packageKeys.get(i))
				.orElseThrow(() -> new InvalidInput(field, "Samtalepakken finnes ikke")));
		}
		return versions;
	}

	/** The same for versions that are already known. */
	Map<ConversationPackage, List<Unit>> ofVersions(List<ConversationPackage> versions, List<String> counties,
			List<String> unitIds) {
		return ofVersions(versions, counties, unitIds, open());
	}

	/** By id, in the order of their ids. */
	private Map<String, Unit> open() {
		Map<String, Unit> open = new LinkedHashMap<>();
		this.units.all()
			.stream()
			.filter((unit) -> unit.closedOn() == null)
			.forEach((unit) -> open.put(unit.id(), unit));
		return open;
	}

	private Map<ConversationPackage, List<Unit>> ofVersions(List<ConversationPackage> versions, List<String> counties,
			List<String> unitIds, Map<String, Unit> open) {
		checkKnown(counties, unitIds, open);
		Set<String> chosen = Set.copyOf(unitIds);
		Map<ConversationPackage, List<Unit>> reach = new LinkedHashMap<>();
		Set<String> taken = new HashSet<>();
		for (int i = 0; i < versions.size(); i++) {
			ConversationPackage version = versions.get(i);
			List<Unit> reached = open.values()
				.stream()
				.filter((unit) -> isFor(version.targetGroup(), unit.type()))
				.filter((unit) -> counties.isEmpty() || counties.contains(unit.countyId()))
				.filter((unit) -> chosen.isEmpty() || chosen.contains(unit.id()))
				.sorted((a, b) -> a.id().compareTo(b.id()))
				.toList();
			if (!reached.stream().allMatch((unit) -> taken.add(unit.id()))) {
				throw new InvalidInput("packageKeys[" + i + "]",
						"To av pakkene når de samme enhetene. Start dem i hver sin utrulling, eller velg færre enheter");
			}
			reach.put(version, reached);
		}
		for (int i = 0; i < unitIds.size(); i++) {
			if (!taken.contains(unitIds.get(i))) {
				throw new InvalidInput("unitIds[" + i + "]",
						"%s er ikke i målgruppa for pakkene og fylkene".formatted(open.get(unitIds.get(i)).name()));
			}
		}
		if (taken.isEmpty()) {
			throw new InvalidInput("packageKeys",
					"Utrullingen når ingen enheter. Velg flere pakker, fylker eller enheter");
		}
		return reach;
	}

	/**
	 * The next units that any of the versions reaches, in the order of their ids.
	 * @param after the last unit before them, or empty
	 */
	Next next(List<ConversationPackage> versions, List<String> counties, List<String> unitIds, String after, int most) {
		if (unitIds.isEmpty()) {
			List<UnitType> types = Arrays.stream(UnitType.values())
				.filter((type) -> versions.stream().anyMatch((version) -> isFor(version.targetGroup(), type)))
				.toList();
			List<Unit> next = this.units.next(types, counties, after, most);
			return new Next(next, (next.size() < most) ? null : next.get(most - 1).id());
		}
		List<String> chosen = unitIds.stream().filter((id) -> id.compareTo(after) > 0).sorted().limit(most).toList();
		return new Next(this.units.open(chosen), (chosen.size() < most) ? null : chosen.get(most - 1));
	}

	/**
	 * Of the units a package reaches, who gets it, and what each of them has to do
	 * already.
	 */
	Load load(ConversationPackage version, List<Unit> units) {
		Set<String> same = this.conversations.unitsWithOpen(version.key());
		Set<String> busy = this.conversations.unitsWithOpen();
		Set<String> led = this.units.led();
		Set<String> reached = this.units.reachedByEmail();
		List<Unit> getting = units.stream().filter((unit) -> !same.contains(unit.id())).toList();
		return new Load(version, getting, units.stream().filter((unit) -> same.contains(unit.id())).toList(),
				getting.stream().filter((unit) -> busy.contains(unit.id())).toList(),
				getting.stream().filter((unit) -> !led.contains(unit.id())).toList(),
				getting.stream().filter((unit) -> led.contains(unit.id()) && !reached.contains(unit.id())).toList());
	}

	/** What the start form shows before anything is started. */
	Preview preview(List<String> packageKeys, List<String> counties, List<String> unitIds) {
		Map<String, Unit> open = open();
		Set<String> chosen = Set.copyOf(unitIds);
		List<PackagePreview> previews = new ArrayList<>();
		List<String> conflicts = new ArrayList<>();
		for (String key : packageKeys) {
			ConversationPackage version = this.packages.newest(key)
				.orElseThrow(() -> new InvalidInput("packageKeys", "Samtalepakken finnes ikke"));
			try {
				List<Unit> reached = ofVersions(List.of(version), counties, List.of(), open).get(version)
					.stream()
					.filter((unit) -> chosen.isEmpty() || chosen.contains(unit.id()))
					.toList();
				previews.add(PackagePreview.of(load(version, reached)));
			}
			catch (InvalidInput ex) {
				previews.add(new PackagePreview(key, version.name(), 0, 0, 0, 0, 0, 0));
			}
		}
		try {
			ofVersions(newest(packageKeys), counties, unitIds, open);
		}
		catch (InvalidInput ex) {
			conflicts.add(ex.advice());
		}
		if (this.orders.isUnderWay(packageKeys)) {
			conflicts.add(Orders.OTHER_UNDER_WAY);
		}
		return new Preview(previews, conflicts);
	}

	private void checkKnown(List<String> counties, List<String> unitIds, Map<String, Unit> open) {
		for (int i = 0; i < counties.size(); i++) {
			Unit county = open.get(counties.get(i));
			if (county == null || county.type() != UnitType.COUNTY) {
				throw new InvalidInput("counties[" + i + "]", "Fylket finnes ikke");
			}
		}
		for (int i = 0; i < unitIds.size(); i++) {
			if (!open.containsKey(unitIds.get(i))) {
				throw new InvalidInput("unitIds[" + i + "]",
						"Ingen enhet har nummeret %s, eller den er lagt ned".formatted(unitIds.get(i)));
			}
		}
	}

	static boolean isFor(TargetGroup group, UnitType type) {
		return switch (group) {
			case UNIT -> type == UnitType.OFFICE || type == UnitType.RESULT_UNIT;
			case OFFICE -> type == UnitType.OFFICE;
			case USER_COUNCIL -> type == UnitType.USER_COUNCIL;
			case MBA -> type == UnitType.MBA;
		};
	}

	/**
	 * Some of the units that are reached.
	 *
	 * @param units in no order
	 * @param last what to go on after, or null if there are no more
	 */
	record Next(List<Unit> units, String last) {
	}

	/**
	 * What a rollout would reach.
	 *
	 * @param packages one row per package
	 * @param conflicts why it cannot be started like this, in Norwegian
	 */
	record Preview(List<PackagePreview> packages, List<String> conflicts) {
	}

	/**
	 * What one package would reach.
	 *
	 * @param key the package
	 * @param name its title
	 * @param units how many it reaches
	 * @param gets how many of them get the package
	 * @param openConversation how many of those have an open conversation on another
	 * @param leftOut how many have one on this same package, and will be left out
	 * @param withoutLeader how many of those that get it lack a leader
	 * @param withoutEmail how many have a leader whose address nobody has told
	 */
	record PackagePreview(String key, String name, int units, int gets, int openConversation, int leftOut,
			int withoutLeader, int withoutEmail) {

		private static PackagePreview of(Load load) {
			return new PackagePreview(load.version().key(), load.version().name(),
					load.getting().size() + load.leftOut().size(), load.getting().size(), load.busy().size(),
					load.leftOut().size(), load.withoutLeader().size(), load.withoutEmail().size());
		}

	}

	/**
	 * What a package meets where it comes.
	 *
	 * @param version the package
	 * @param getting who gets it
	 * @param leftOut who does not, having an open conversation on it already
	 * @param busy those of {@code getting} that have one on another package
	 * @param withoutLeader those of {@code getting} that nobody leads
	 * @param withoutEmail those that are led, and no e-mail reaches
	 */
	record Load(ConversationPackage version, List<Unit> getting, List<Unit> leftOut, List<Unit> busy,
			List<Unit> withoutLeader, List<Unit> withoutEmail) {
	}

}
