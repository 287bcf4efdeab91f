package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The PostgreSQL a package manager has put on this machine, with all its tools. */
final class InstalledPostgres implements AutoCloseable {

	private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

	private final Path tools = tools().orElseThrow();

	private final Path folder;

	private final String port;

	InstalledPostgres(Path folder) {
		this.folder = folder;
		this.port = String.valueOf(freePort());
		run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "--locale=C.UTF-8");
		run("pg_ctl", "-D", data(), "-w", "-l", folder.resolve("server.log").toString(), "-o",
				"-p " + this.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start");
	}

	static boolean isThere() {
		return tools().isPresent();
	}

	private static Optional<Path> tools() {
		if (!Files.isDirectory(INSTALLED)) {
			return Optional.empty();
		}
		try (Stream<Path> versions = Files.list(INSTALLED)) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb"))
						&& Files.isExecutable(bin.resolve("pg_dump")))
				.max(Path::compareTo);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The address of a new database. */
	String create(String database) {
		client("createdb", database);
		return "jdbc:postgresql://localhost:" + this.port + "/" + database + "?user=postgres";
	}

	void dump(String database) {
		client("pg_dump", "-Fc", "-f", this.folder.resolve("dump").toString(), database);
	}

	void restore(String database) {
		client("pg_restore", "--exit-on-error", "-d", database, this.folder.resolve("dump").toString());
	}

	private void client(String tool, String... arguments) {
		List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", this.port, "-U", "postgres"));
		all.addAll(Arrays.asList(arguments));
		run(tool, all.toArray(String[]::new));
	}

	private void run(String tool, String... arguments) {
		List<String> command = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			// its server does not run as root
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(this.tools.resolve(tool).toString());
		command.addAll(Arrays.asList(arguments));
		try {
			Path said = Files.createTempFile(this.folder, tool, ".log");
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(said.toFile())
				.start();
			assertThat(process.waitFor()).as(() -> read(said)).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String data() {
		return this.folder.resolve("data").toString();
	}

	@Override
	public void close() {
		run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
	}

}
