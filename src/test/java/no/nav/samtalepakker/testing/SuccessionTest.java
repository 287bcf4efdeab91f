package no.nav.samtalepakker.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import no.nav.samtalepakker.platform.Conflict;
import no.nav.samtalepakker.platform.Succession;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Every way from one state to another of a thing stored in a table, those that are
 * allowed and all the others, and their drawing in the documentation.
 *
 * @param <S> the states
 */
public abstract class SuccessionTest<S extends Enum<S> & Succession<S>> {

	/** Where the states are drawn. */
	private static final Path DRAWN = Path.of("src/main/java/no/nav/samtalepakker/README.md");

	protected final DataSource database = database();

	protected final JdbcClient jdbc = JdbcClient.create(this.database);

	private final String table;

	private final S[] states;

	private final Set<S> first;

	protected SuccessionTest(String table, Class<S> type, Set<S> first) {
		this.table = table;
		this.states = type.getEnumConstants();
		this.first = first;
	}

	/** With our tables in it. */
	protected DataSource database() {
		DataSource empty = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa",
				"");
		Flyway.configure().dataSource(empty).load().migrate();
		return empty;
	}

	/** Stores a thing and gives its id. */
	protected abstract String insert();

	/** As the feature changes the state. */
	protected abstract void become(String id, S next);

	@Test
	void goesEveryWayThatIsAllowed() {
		String id = insert();
		ways(true).forEach((way) -> {
			put(id, way.from());
			assertThatNoException().as(way.toString()).isThrownBy(() -> become(id, way.to()));
			assertThat(state(id)).as(way.toString()).isEqualTo(way.to().name());
		});
	}

	@Test
	void answersAConflictOnEveryOtherWay() {
		String id = insert();
		ways(false).forEach((way) -> {
			put(id, way.from());
			assertThatExceptionOfType(Conflict.class).as(way.toString()).isThrownBy(() -> become(id, way.to()));
			assertThat(state(id)).as(way.toString()).isEqualTo(way.from().name());
		});
	}

	@Test
	void comesToEveryState() {
		assertThat(this.states).allMatch((state) -> this.first.contains(state) || !Succession.before(state).isEmpty());
	}

	@Test
	void isDrawnInTheDocumentation() throws IOException {
		assertThat(Files.readString(DRAWN).contains(diagram())).as("%s has this diagram:%n%s", DRAWN, diagram())
			.isTrue();
	}

	/** The state it is in now. */
	protected String state(String id) {
		return this.jdbc.sql("select state from " + this.table + " where id = ?")
			.param(id)
			.query(String.class)
			.single();
	}

	/** Puts it into a state, allowed or not. */
	protected void put(String id, S state) {
		this.jdbc.sql("update " + this.table + " set state = ? where id = ?").params(state.name(), id).update();
	}

	private Stream<Way<S>> ways(boolean allowed) {
		return Arrays.stream(this.states)
			.flatMap((from) -> Arrays.stream(this.states).map((to) -> new Way<>(from, to)))
			.filter((way) -> way.from().mayBecome(way.to()) == allowed);
	}

	private String diagram() {
		Stream<String> beginnings = Arrays.stream(this.states)
			.filter(this.first::contains)
			.map((state) -> "[*] --> " + state.name());
		Stream<String> ends = Arrays.stream(this.states)
			.filter((state) -> Arrays.stream(this.states).noneMatch(state::mayBecome))
			.map((state) -> state.name() + " --> [*]");
		Stream<String> between = ways(true).map(Way::toString);
		return Stream.of(beginnings, between, ends)
			.flatMap((lines) -> lines)
			.map((line) -> "    " + line)
			.collect(Collectors.joining("\n", "```mermaid\nstateDiagram-v2\n", "\n```"));
	}

	private record Way<S>(S from, S to) {

		@Override
		public String toString() {
			return this.from + " --> " + this.to;
		}

	}

}
