package no.nav.samtalepakker.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import no.nav.samtalepakker.platform.NorwegianCalendar;
import no.nav.samtalepakker.platform.Rows;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The packages as shipped. Every version is registered with a checksum at start; a
 * registered version whose file has changed stops the start, because conversations keep
 * the version they began with (design §4).
 */
@Component
@Order(10)
@Transactional
public class Packages implements ApplicationRunner {

	private static final String FILES = "classpath*:packages/*.yaml";

	private final YAMLMapper yaml = new YAMLMapper();

	private final Map<String, ConversationPackage> versions = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	private final NorwegianCalendar calendar;

	Packages(JdbcClient jdbc, NorwegianCalendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	@Override
	public void run(ApplicationArguments args) throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
			register(file.getContentAsString(StandardCharsets.UTF_8));
		}
		learn();
	}

	/** Takes in what is registered, by this release or another. */
	private void learn() throws IOException {
		List<ConversationPackage> stored = new ArrayList<>();
		for (String content : this.jdbc.sql("select content from package_version").query(String.class).list()) {
			stored.add(this.yaml.readValue(content, ConversationPackage.class));
		}
		stored.forEach((version) -> this.versions.put(id(version.key(), version.version()),
				version.offering(formsOf(version, stored))));
	}

	/**
	 * A version registered before the files told what forms offer may not be changed; its
	 * conversations get what the first version after it tells.
	 */
	private static ConversationPackage.Forms formsOf(ConversationPackage version, List<ConversationPackage> stored) {
		return stored.stream()
			.filter((other) -> other.key().equals(version.key()) && other.version() >= version.version())
			.sorted(Comparator.comparingInt(ConversationPackage::version))
			.map(ConversationPackage::forms)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(ConversationPackage.Forms.NOTHING_MORE);
	}

	/** A version that conversations run on; it exists for as long as they do. */
	public ConversationPackage get(String key, int version) {
		return find(key, version)
			.orElseThrow(() -> new IllegalStateException("No package version " + id(key, version)));
	}

	/**
	 * A version, if there is one. Beside a node of a later release it may have been
	 * registered after our start.
	 */
	public Optional<ConversationPackage> find(String key, int version) {
		if (!this.versions.containsKey(id(key, version)) && checksumOf(key, version).isPresent()) {
			try {
				learn();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return Optional.ofNullable(this.versions.get(id(key, version)));
	}

	/** The newest version of a package, if there is such a package. */
	public Optional<ConversationPackage> newest(String key) {
		return this.versions.values()
			.stream()
			.filter((version) -> version.key().equals(key))
			.max(Comparator.comparingInt(ConversationPackage::version));
	}

	/** The newest version of every package, by target group. */
	public List<ConversationPackage> newest() {
		return this.versions.values()
			.stream()
			.map(ConversationPackage::key)
			.distinct()
			.map((key) -> newest(key).orElseThrow())
			.sorted(Comparator.comparing(ConversationPackage::targetGroup))
			.toList();
	}

	/** Whoever else would hold one of them waits until this transaction has ended. */
	public void hold(Collection<ConversationPackage> versions) {
		versions.stream()
			.map(ConversationPackage::key)
			.sorted()
			.forEach((key) -> this.jdbc
				.sql("select version from package_version where package_key = ? order by version for update")
				.param(key)
				.query(Integer.class)
				.list());
	}

	private void register(String content) throws IOException {
		ConversationPackage version = this.yaml.readValue(content, ConversationPackage.class);
		String checksum = checksum(content);
		Optional<String> registered = checksumOf(version.key(), version.version());
		if (registered.isEmpty()) {
			this.jdbc.sql("""
					insert into package_version
						(package_key, version, target_group, decided_by_county, checksum, content, loaded_at)
					values (:key, :version, :targetGroup, :decidedByCounty, :checksum, :content, :loadedAt)
					""")
				.params(Rows.values(version))
				.param("checksum", checksum)
				.param("content", content)
				.param("loadedAt", this.calendar.now())
				.update();
		}
		else if (!registered.get().equals(checksum)) {
			throw new IllegalStateException("Package " + id(version.key(), version.version())
					+ " has changed since it was registered. Conversations run on it: put the change in a new version.");
		}
	}

	private Optional<String> checksumOf(String key, int version) {
		return this.jdbc.sql("select checksum from package_version where package_key = ? and version = ?")
			.params(key, version)
			.query(String.class)
			.optional();
	}

	private static String id(String key, int version) {
		return key + "-v" + version;
	}

	/**
	 * Of the text without carriage returns, so that a checkout on another system gives
	 * the same.
	 */
	private static String checksum(String content) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256")
					.digest(content.replace("\r", "").getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
